"""Finds a registry that is not where it is looked for: in another folder of the project, or under a misspelt name."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from ..problems import Position, Problem
from ..suggestions import nearest
from .text_files import display_path

_LANGUAGE = re.compile(r"(?P<sign>[._ -])(?P<language>[A-Za-z]{2,3}(?:[_-][A-Za-z]{2,4})?)")
"""The ending that a translation adds to a registry's name, or one that is nearly so."""
_OF_A_REGISTRY = re.compile(rb"^(topics|comparisons|diagrams|areas):", re.MULTILINE)


def misnamed_translations(path: Path, languages: Collection[str], root: Path) -> Iterator[Problem]:
    """Folders beside a registry that are nearly its translation by their name, such as `registry_de` for `registry.de`.

    Without a language `de` in the site, `registry.de` is not read either.
    """
    for folder in sorted(path.parent.iterdir()) if os.path.isdir(path) and os.access(path.parent, os.R_OK) else ():
        match = _LANGUAGE.fullmatch(folder.name.removeprefix(path.name)) if folder.name.startswith(path.name) else None
        if match is None or not os.access(folder, os.R_OK) or not _has_areas(folder):
            continue
        language = next((each for each in languages if each.lower() == match["language"].lower().replace("_", "-")), None)
        if language and folder.name != (right := f"{path.name}.{language}"):
            message = f"a translation of the registry into '{language}' is read from '{right}'; rename this folder"
            yield Problem(Position(display_path(folder, root)), "", message, "GA001")
        elif language is None and match["sign"] == ".":
            message = (
                "this translation of the registry is not read, because mkdocs-static-i18n has no language "
                f"'{match['language']}' in mkdocs.yml; add it there, or delete the folder"
            )
            yield Problem(Position(display_path(folder, root)), "", message, "GA001")


def find_misplaced(path: Path) -> Path | None:
    """The folder, beside the registry's place or one level above, whose name and files are nearly those of a registry."""
    for folder in (path.parent, path.parent.parent):
        for found in sorted(folder.iterdir()) if os.access(folder, os.R_OK) else ():
            if nearest(found.name, [path.name]) and os.access(found, os.R_OK) and _has_areas(found):
                return found
    return None


def _has_areas(folder: Path) -> bool:
    files = [file for file in sorted(folder.glob("*.yml")) if file.is_file() and os.access(file, os.R_OK)]
    return any(_OF_A_REGISTRY.search(file.read_bytes()) for file in files)
