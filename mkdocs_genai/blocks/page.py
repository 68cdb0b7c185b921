"""The page that is being converted: what blocks and links put into it, and where in its source they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..render.place import Place
from ..render.search import SearchWords

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")
_NAMED = re.compile(r"///[^|]*\|\s*(.*?)\s*$|[\[(]<?((?:topic|area|row):[^\]\s)>]*)")
"""What blocks and links name: an argument, or a reference."""


class Fault(NamedTuple):
    """A mistake in a page: what is wrong and what would be right; the line counts from 1, None when unknown."""

    src_uri: str
    line: int | None
    code: str
    message: str


@dataclass(eq=False, repr=False)
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
    """Blocks as Markdown, by the pattern of their first line and its occurrence; each is given the place that it goes to."""
    source: list[str] = field(default_factory=list)
    """The lines that Markdown converts, with all that the author includes."""
    _met: Counter[str] = field(default_factory=Counter)
    _lines: dict[int, str] | None = None
    _naming: dict[str, list[int]] = field(default_factory=dict)
    _found: dict[str, list[int]] = field(default_factory=dict)

    def fault(self, line: int | None, code: str, message: str) -> None:
        """Report a mistake in this page."""
        self.report(Fault(self.src_uri, line, code, message))

    def meet(self, pattern: str) -> int:
        """How often a pattern was met before on this page.

        Markdown's parser knows no lines. But it meets blocks in the order of the source, so that the second time one is met,
        its second occurrence is meant.
        """
        self._met[pattern] += 1
        return self._met[pattern] - 1

    def line_of(self, pattern: str, occurrence: int, named: str) -> int | None:
        """The line of an occurrence of a pattern outside code fences; None when the source has none.

        A pattern must not match line ends; `^` and `$` are those of a line. What the pattern names is mostly found without a
        look at all lines, of which a page with many faults may have many.
        """
        if self._lines is None:
            self._lines = dict(outside_fences(self.read_source()))
            for number, text in self._lines.items():
                for match in _NAMED.finditer(text):
                    self._naming.setdefault(match[1] or match[2] or "", []).append(number)
        found = self._found.get(pattern)
        if found is None:
            compiled = re.compile(pattern)
            candidates = dict.fromkeys(self._naming.get(named) or self._lines)
            found = [number for number in candidates for _ in compiled.finditer(self._lines[number])]
            self._found[pattern] = found
        return found[min(occurrence, len(found) - 1)] if found else None


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
