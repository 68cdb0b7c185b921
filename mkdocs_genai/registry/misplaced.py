"""Finds a registry that is not where it is looked for: in another folder of the project, or under a misspelt name."""

from __future__ import annotations

import os
import re
from pathlib import Path as FilePath

from ..suggestions import nearest

_OF_A_REGISTRY = re.compile(rb"^(topics|comparisons|diagrams|areas):", re.MULTILINE)


def find_misplaced(path: FilePath) -> FilePath | None:
    """The folder, beside the registry's place or one level above, whose name and files are nearly those of a registry."""
    for folder in (path.parent, path.parent.parent):
        for found in sorted(folder.iterdir()) if os.access(folder, os.R_OK) else ():
            if nearest(found.name, [path.name]) and os.access(found, os.R_OK) and _has_areas(found):
                return found
    return None


def _has_areas(folder: FilePath) -> bool:
    files = [file for file in sorted(folder.glob("*.yml")) if file.is_file() and os.access(file, os.R_OK)]
    return any(_OF_A_REGISTRY.search(file.read_bytes()) for file in files)
