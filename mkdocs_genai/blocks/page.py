"""The page that is being converted: what blocks and links put into it, and where in its source they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..render.place import Place
from ..render.search_words import SearchWords

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")
HEADER = re.compile(r"([\s>]*)(/{3,})\s*([\w-]+)\s*(?:\|(.*))?")
"""A block's first line, indented or quoted: what it stands in, its slashes, its name and its argument."""
_REFERENCE = re.compile(r"(?<=[\[(])<?((?:topic|area|row):[^\s()\[\]<>]*)")
"""A link to the registry, up to the first sign at which its address may end."""
_WORD = re.compile(r"[^\s()\[\]<>]*")


class Fault(NamedTuple):
    """A mistake in a page: what is wrong and what would be right; the line counts from 1, None when unknown."""

    src_uri: str
    line: int | None
    code: str
    message: str


@dataclass
class Page(Place):
    """A page while it is converted."""

    read_source: Callable[[], str] = str
    """Gives the file's whole text, front matter included; asked only when a fault needs its line."""
    home: str | None = None
    """The area whose own page, or whose topic's deep dive, this is."""
    report: Callable[[Fault], None] = lambda fault: None
    search: list[tuple[str, SearchWords]] = field(default_factory=list)
    """Blocks' HTML, and what search engines read in its place. They parse all the HTML of a page, which costs more than making
    it, and they know sections by headings only."""
    uses_registry: bool = False
    """Whether the page has a block of the registry or a link to it, even a faulty one."""
    keeps_markdown: bool = False
    """Whether there is to be a Markdown version of the page."""
    markdown_blocks: dict[tuple[str, int], Callable[[Place], str]] = field(default_factory=dict)
    """Blocks as Markdown, by their first line and its occurrence; each is given the place that it goes to."""
    source: list[str] = field(default_factory=list)
    """The lines that Markdown converts, with all that the author includes."""
    _met: Counter[str] = field(default_factory=Counter)
    _lines: dict[str, list[int]] | None = None
    """The lines of each thing that is written outside code fences. Found at once, since a page may have thousands of faults."""

    def fault(self, line: int | None, code: str, message: str) -> None:
        """Report a mistake in this page."""
        self.report(Fault(self.src_uri, line, code, message))

    def meet(self, written: str) -> int:
        """How often a thing was met before on this page; it goes by `first_line` or `link_word`.

        Markdown's parser knows no lines. But it meets blocks in the order of the source, so that the second time one is met,
        its second occurrence is meant.
        """
        self._met[written] += 1
        return self._met[written] - 1

    def line_of(self, written: str, occurrence: int) -> int | None:
        """The line of an occurrence of a thing outside code fences; None when the source has none."""
        if self._lines is None:
            self._lines = {}
            for number, text in outside_fences(self.read_source()):
                for found in _things(text):
                    self._lines.setdefault(found, []).append(number)
        lines = self._lines.get(written)
        return lines[min(occurrence, len(lines) - 1)] if lines else None


def first_line(name: str, argument: str) -> str:
    """A block's first line, as authors write it."""
    return f"/// {name} | {argument}" if argument else f"/// {name}"


def link_word(reference: str) -> str:
    """What a link to the registry goes by: its address up to the first sign that may end one in the source."""
    return _WORD.match(reference)[0]  # type: ignore[index] # which matches any text


def header_line(match: re.Match[str]) -> str:
    """The first line that a match of HEADER is, as all that mean the same are written."""
    return first_line(match[3].lower(), (match[4] or "").strip())


def _things(text: str) -> Iterator[str]:
    """What a line has: the first line of a block, or links to the registry."""
    if "///" in text and (match := HEADER.fullmatch(text)):
        yield header_line(match)
    for match in _REFERENCE.finditer(text):
        yield match[1]


def outside_fences(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a page that are not inside a code fence, each with its number from 1."""
    fence = ""
    for number, text in enumerate(source.split("\n"), 1):
        match = _FENCE.match(text)
        if fence:
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
        elif match and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
        else:
            yield number, text
