"""The page that is being made: what a host says of it, and what rendering, blocks and links put into it.

A host makes a `Page` before it converts one. Blocks ask it for the addresses of targets and for free ids, and leave with it
what search reads in their place, their Markdown, and what of the registry they show. A fault in the page becomes a `Problem`
at the line of the source, and goes to the host's `Site.report`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..identifiers import address_problem
from ..problems import Problem
from ..project.page_sources import PageSource
from ..targets import PageAddress, Site, Target
from .publishable import Shown

Format = Literal["html", "md"]
"""The ending of a template's name: HTML, or Markdown for a page's Markdown version."""


class SearchSection(NamedTuple):
    """A place on the page that is a search result of its own: its id, and its title and text, both escaped."""

    anchor: str
    title: str
    text: str

    @property
    def html(self) -> str:
        """The section for a search engine: a heading with its id, and what stands under it."""
        return f'<h6 id="{self.anchor}">{self.title}</h6>{self.text}'


class SearchWords(NamedTuple):
    """What a search engine reads in place of a block: HTML with few tags, and sections of their own."""

    html: str
    sections: Sequence[SearchSection] = ()


def _unread() -> PageSource:
    return PageSource(str)


@dataclass
class Page:
    """A page while it is made."""

    address: PageAddress
    site: Site
    home: str | None = None
    """The area whose own page, or whose topic's deep dive, this is."""
    written: PageSource = field(default_factory=_unread)
    """The page as its author wrote it; read only when a fault needs its line."""
    source: list[str] = field(default_factory=list)
    """The lines that Markdown converts, with all that the author includes."""

    format: Format = "html"
    """What blocks are written as."""
    keeps_markdown: bool = False
    """Whether there is to be a Markdown version of the page."""
    markdown_blocks: dict[tuple[str, int], Callable[[Page], str]] = field(default_factory=dict)
    """Blocks as Markdown, by their first line and its occurrence; each is given the page that it goes to."""
    search: list[tuple[str, SearchWords]] = field(default_factory=list)
    """Blocks' HTML, and what search engines read in its place. They parse all the HTML of a page, which costs more than making
    it, and they know sections by headings only."""
    anchors: set[str] = field(default_factory=set)
    """The ids that are put into the page."""
    shown: Shown = field(default_factory=Shown)
    """What the page shows of the registry."""
    uses_registry: bool = False
    """Whether the page has a block of the registry or a link to it, even a faulty one."""

    _urls: dict[Target, str | None] = field(default_factory=dict)
    """The addresses that have been asked for: cards, heads and JSON-LD lead to the same targets."""
    _svg_urls: dict[Target, str | None] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    """The last number of each id that several things asked for."""
    _met: Counter[str] = field(default_factory=Counter)

    @property
    def src_uri(self) -> str:
        """The page's name in the registry."""
        return self.address.src_uri

    def resolve(self, target: Target | None) -> str | None:
        """What a link to a target has as its address; None where nothing is there, or where no link may lead.

        Unsafe URLs are errors, which stop a build. A preview goes on, but must not have them either.
        """
        if target is None:
            return None
        if target not in self._urls:
            self._urls[target] = None if address_problem(str(target)) else self.site.url(target, self.address)
        return self._urls[target]

    def resolve_in_svg(self, target: Target) -> str | None:
        """The same inside an SVG."""
        if target not in self._svg_urls:
            self._svg_urls[target] = None if address_problem(str(target)) else self.site.svg_url(target, self.address)
        return self._svg_urls[target]

    @property
    def targets(self) -> Iterable[Target]:
        """What the page leads to, as far as blocks and frames have asked for addresses."""
        return [*self._urls, *self._svg_urls]

    def claim(self, anchor: str) -> str | None:
        """The anchor for the first thing on the page that asks for it, None for a repetition: ids are unique."""
        if anchor in self.anchors:
            return None
        self.anchors.add(anchor)
        return anchor

    def unique(self, name: str) -> str:
        """An id for internal use that nothing else on the page has."""
        candidate, number = name, self._numbers.get(name, 1)
        while self.claim(candidate) is None:
            number += 1
            candidate = f"{name}_{number}"
        self._numbers[name] = number
        return candidate

    def fault(self, line: int | None, code: str, message: str) -> None:
        """Report a problem in this page."""
        position = self.written.given_position(self.address.file, line)
        self.site.report(Problem(position, "", message, code, "warning"))

    def meet(self, written: str) -> int:
        """How often a thing was met before on this page; it goes by `first_line` or `link_word`.

        Markdown's parser knows no lines. But it meets blocks in the order of the source, so that the second time one is met,
        its second occurrence is meant.
        """
        self._met[written] += 1
        return self._met[written] - 1
