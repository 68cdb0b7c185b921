"""Files of the cache folder: read, and written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path as FilePath

_BESIDE = "unfinished-"
_LONGEST = 3600
"""Seconds after which nobody is writing any more."""


def read_whole(file: FilePath) -> str:
    """The text of a file. Raises OSError, also for what is no file: a pipe would be waited for without end."""
    if not os.path.isfile(file):
        raise FileNotFoundError(file)
    return file.read_text("utf-8")


def write_whole(file: FilePath, text: str) -> None:
    """Write a file, in a folder that git passes over. Raises OSError.

    Written beside and moved, so that a build that is killed leaves no half file.
    """
    make_folder(file.parent)
    _sweep(file.parent)
    _write(file, text)


def make_folder(folder: FilePath) -> None:
    """Make a folder that git passes over. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        _write(ignored, "*\n")


def _write(file: FilePath, text: str) -> None:
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=_BESIDE) as folder:
        beside = FilePath(folder, file.name)
        beside.write_text(text, "utf-8")
        os.replace(beside, file)


def _sweep(folder: FilePath) -> None:
    """Remove what builds have left that were killed while they wrote."""
    for left in folder.glob(f"{_BESIDE}*"):
        # Another build may be faster.
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _LONGEST:
                shutil.rmtree(left)
