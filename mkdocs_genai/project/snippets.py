"""The lines that pymdownx.snippets includes in a page, each with its file and its line number there.

`--8<-- "file.md"` in a line of its own brings a file, `"file.md:3:7"` some lines and `"file.md:name"` a section of it; between
two lines `--8<--`, each line names a file. A file that can't be read adds no lines; pymdownx reports
it with `check_paths`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ..registry.text_files import display_path

_MARK = re.compile(r"([ \t]*)-+8<-+(?:[ \t]+([\"'])(.+)\2)?")
_NAMED = re.compile(r"(.*?)(?::(?P<lines>-?\d*(?::-?\d*)?(?:,-?\d*(?::-?\d*)?)*)|:(?P<section>[A-Za-z][\w-]*))?")
_SECTION = re.compile(r".*-+8<-+[ \t]+\[[ \t]*(start|end)[ \t]*:[ \t]*([\w-]+)[ \t]*\].*", re.IGNORECASE)


SNIPPETS = "pymdownx.snippets"


class SourceLine(NamedTuple):
    """A line, and where it stands: the file as messages name it, empty for the page's own, and its number there."""

    file: str
    number: int
    text: str


@dataclass(frozen=True)
class Snippets:
    """The site's snippets. `folders` is asked when a page has one, since a folder may be relative to the page."""

    folders: Callable[[], Sequence[Path]]
    display_path: Callable[[Path], str]
    auto_append: tuple[str, ...] = ()
    """The files that are included at the end of every page."""
    restricted: bool = True
    """Whether a file must be inside one of the folders."""

    def expand(self, text: str) -> list[SourceLine]:
        """A page's lines, with those of its snippets in their places."""
        own = _numbered("", text)
        appended = [SourceLine("", len(own), f'--8<-- "{name}"') for name in self.auto_append]
        return list(self._expanded([*own, *appended], frozenset()))

    def _expanded(self, lines: Sequence[SourceLine], around: frozenset[Path]) -> Iterator[SourceLine]:
        """The lines of a page or a snippet; `around` are the snippets that this one stands in."""
        is_list = False
        for line in lines:
            match = _MARK.fullmatch(line.text.rstrip("\r"))
            if match and not match[3]:
                is_list = not is_list
            elif match or is_list:
                indent = match[1] if match else line.text[: len(line.text) - len(line.text.lstrip())]
                for found in self._brought(match[3].strip() if match else line.text.strip(), around):
                    yield found._replace(text=f"{indent}{found.text}")
            elif not _SECTION.fullmatch(line.text):
                yield line

    def _brought(self, named: str, around: frozenset[Path]) -> Iterator[SourceLine]:
        match = _NAMED.fullmatch(named)
        path = self._find(match[1].strip()) if match else None
        if match is None or path is None or path in around:
            return iter(())
        lines = _numbered(self.display_path(path), path.read_text("utf-8", errors="replace"))
        if match["lines"]:
            lines = [line for span in match["lines"].split(",") for line in lines[_slice(span)]]
        elif match["section"]:
            lines = _section(lines, match["section"])
        return self._expanded(lines, around | {path})

    def _find(self, name: str) -> Path | None:
        """The file that a snippet names, found from one of the folders; None for an address, which a build may download."""
        for folder in self.folders() if name else ():
            base = folder if folder.is_dir() else folder.parent
            path = Path(os.path.normpath(base / name))
            # Not Path.is_file, which raises for a name that is too long, such as that of an address.
            if os.path.isfile(path) and (not self.restricted or path.resolve().is_relative_to(base.resolve())):
                return path
        return None


def snippets_of(options: Mapping[str, Any], root: Path) -> Snippets:
    """The snippets that options of pymdownx.snippets allow, with folders relative to the project's as MkDocs is run there."""
    base = options.get("base_path") or ["."]

    def folders() -> list[Path]:
        return [root / (os.fspath(each) if isinstance(each, str | os.PathLike) else ".") for each in listed]

    listed = base if isinstance(base, list) else [base]
    appended = tuple(map(str, options.get("auto_append") or ()))
    return Snippets(folders, lambda path: display_path(path, root), appended, options.get("restrict_base_path") is not False)


def _numbered(file: str, text: str) -> list[SourceLine]:
    return [SourceLine(file, number, line) for number, line in enumerate(text.split("\n"), 1)]


def _slice(span: str) -> slice:
    """The lines that `3:7` means; from 1, and to the last one where none is given."""
    first, _, last = span.partition(":")
    start = int(first) if first not in ("", "-") else 0
    return slice(start if start < 0 else max(0, start - 1), int(last) if last not in ("", "-") else None)


def _section(lines: Sequence[SourceLine], name: str) -> list[SourceLine]:
    found: list[SourceLine] = []
    is_inside = False
    for line in lines:
        match = _SECTION.fullmatch(line.text)
        if match and match[2] == name:
            is_inside = match[1].lower() == "start"
        elif is_inside and not match:
            found.append(line)
    return found
