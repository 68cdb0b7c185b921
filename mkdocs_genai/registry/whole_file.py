"""Files of the cache folder: written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path as FilePath


def write_whole(file: FilePath, text: str) -> None:
    """Write a file, in a folder that git passes over. Raises OSError.

    Written beside and moved, so that a build that is killed leaves no half file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    ignored = file.parent / ".gitignore"
    if not ignored.exists():
        ignored.write_text("*\n", "utf-8")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        beside = FilePath(folder, file.name)
        beside.write_text(text, "utf-8")
        os.replace(beside, file)
