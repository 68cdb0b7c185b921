"""Icons: SVG files of the theme's `.icons` folders, put into the page as they are."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from ..registry.text_files import has_file, leads_out

_PROLOG = re.compile(r"^\s*(<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*", re.DOTALL)


class Icons:
    """Icons by name (`material/brain`); earlier folders win.

    No symbolic link may lead out of `own`, the course's own folders; links in installed packages are allowed.
    """

    def __init__(self, folders: Collection[Path], own: Collection[Path] = ()) -> None:
        self.folders = [folder for folder in folders if os.path.isdir(folder)]
        self.own = own
        self._svg: dict[str, Markup | None] = {}

    def has(self, name: str) -> bool:
        """Whether the icon exists and can be read; True if the theme has no icons at all."""
        return not self.folders or self.svg(name) is not None

    @cached_property
    def _names(self) -> list[str]:
        return _names_in(self.folders)

    def names(self) -> list[str]:
        """The names of all icons."""
        return self._names

    def own_names(self) -> list[str]:
        """The names of the course's own icons, without the theme's."""
        return _names_in(own / ".icons" for own in self.own)

    def svg(self, name: str | None) -> Markup | None:
        """An icon's SVG; None for no name, or an icon that does not exist."""
        if name is None:
            return None
        if name not in self._svg:
            path = self._find(name)
            self._svg[name] = None if path is None or self.leads_out(name) else _read(path)
        return self._svg[name]

    def leads_out(self, name: str) -> bool:
        """Whether the icon is a symbolic link out of its folder, and so is not used."""
        path = self._find(name)
        return path is not None and any(path.is_relative_to(folder) and leads_out(path, folder) for folder in self.own)

    def _find(self, name: str) -> Path | None:
        file = f"{name}.svg"
        return next((Path(folder, file) for folder in self.folders if has_file(folder, file)), None)


def _names_in(folders: Iterable[Path]) -> list[str]:
    found: set[str] = set()
    for folder in map(str, folders):
        for path, _, names in os.walk(folder):  # there are more than ten thousand
            above = path[len(folder) + 1 :].replace(os.sep, "/")
            found |= {f"{above}/{name[:-4]}".lstrip("/") for name in names if name.endswith(".svg")}
    return sorted(found)


def _read(path: Path) -> Markup | None:
    try:
        return Markup(_PROLOG.sub("", path.read_text("utf-8")).strip())  # noqa: S704 - files of the theme, or of the course
    except (OSError, UnicodeDecodeError):
        return None
