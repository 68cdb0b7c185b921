"""Icons: SVG files of the theme's `.icons` folders, put into the page as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

_PROLOG = re.compile(r"^\s*(<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*", re.DOTALL)


class Icons:
    """Icons by name (`material/brain`); a folder that comes first wins."""

    def __init__(self, folders: Collection[Path]) -> None:
        self.folders = [folder.resolve() for folder in folders if os.path.isdir(folder)]
        self._svg: dict[str, Markup | None] = {}

    def has(self, name: str) -> bool:
        """Whether there is such an icon that can be read; always, where the theme has no icons at all."""
        return not self.folders or self.svg(name) is not None

    @cached_property
    def _names(self) -> list[str]:
        found: set[str] = set()
        for folder in map(str, self.folders):
            for path, _, names in os.walk(folder):  # there are more than ten thousand
                above = path[len(folder) + 1 :].replace(os.sep, "/")
                found |= {f"{above}/{name[:-4]}".lstrip("/") for name in names if name.endswith(".svg")}
        return sorted(found)

    def names(self) -> list[str]:
        """The names of all icons."""
        return self._names

    def svg(self, name: str | None) -> Markup | None:
        """An icon's SVG, or None for no icon, or one that the theme does not have."""
        if name is None:
            return None
        if name not in self._svg:
            path = self._find(name)
            self._svg[name] = None if path is None else _read(path)
        return self._svg[name]

    def _find(self, name: str) -> Path | None:
        for folder in self.folders:
            path = folder / f"{name}.svg"
            # A symbolic link could lead out of the folder.
            if os.path.isfile(path) and path.resolve().is_relative_to(folder):
                return path
        return None


def _read(path: Path) -> Markup | None:
    try:
        return Markup(_PROLOG.sub("", path.read_text("utf-8")).strip())  # noqa: S704 - files of the theme, or of the course
    except (OSError, UnicodeDecodeError):
        return None
