"""The page that is being converted: what the host knows about it, and what rendering, blocks and links add to it.

A host creates a `Page` before it converts one. It gives blocks the URLs of targets and unique ids, and stores what they add:
their text for search, their Markdown, and what they show of the registry. A problem in the page is located at the line of the
source, and goes to the host's `Site.report`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, NamedTuple

from ..addresses import address_problem
from ..problems import Problem
from ..project.page_sources import PageSource
from ..registry.references import Resolved
from ..targets import PageAddress, Site, Target
from .shown_content import PageContent, Shown

Format = Literal["html", "md"]
"""The suffix of a template: HTML, or Markdown for a page's Markdown version."""


class SearchSection(NamedTuple):
    """A section of the page that is a search result of its own: its id, and its title and text, both escaped."""

    anchor: str
    title: str
    text: str

    @property
    def html(self) -> str:
        """The section for a search engine: a heading with its id, and the text under it."""
        return f'<h6 id="{self.anchor}">{self.title}</h6>{self.text}'


class SearchWords(NamedTuple):
    """A block's text for search: HTML with few tags, and sections."""

    html: str
    sections: Sequence[SearchSection] = ()


def _unread() -> PageSource:
    return PageSource(str)


@dataclass
class Page:
    """A page during its conversion."""

    address: PageAddress
    site: Site
    home: str | None = None
    """The area whose own page, or whose topic's deep dive, this is."""
    written: PageSource = field(default_factory=_unread)
    """The page as its author wrote it; read only if a problem needs its line."""
    markdown: str | None = None
    """The Markdown as other plugins have changed it, without front matter; None where nothing could change it."""
    source: list[str] = field(default_factory=list)
    """The lines that Markdown converts, with included files."""

    format: Format = "html"
    """The format that blocks render."""
    is_drawn: bool = True
    """False if the page is converted only to find its faults."""
    keeps_markdown: bool = False
    """Whether the page gets a Markdown version."""
    markdown_blocks: dict[tuple[str, int], Callable[[Page], str]] = field(default_factory=dict)
    """Functions that render blocks as Markdown for a page, by the block's first line and its occurrence."""
    search: list[tuple[str, SearchWords]] = field(default_factory=list)
    """The HTML of blocks, and their text for search. Search would parse all HTML of a page, which takes longer than rendering
    it, and it knows sections by headings only."""
    read_as_html: list[str] = field(default_factory=list)
    """The HTML of the other blocks, which search reads as it is."""
    anchors: set[str] = field(default_factory=set)
    """The ids that blocks have added to the page."""
    lacks_blocks: bool = False
    """Whether a block of the page has a fault, so that the ids of what it would show are missing."""
    content: PageContent = field(default_factory=PageContent)
    """The content of the registry that the page shows, and that its faulty blocks would show."""
    meanings: dict[Resolved, str] = field(default_factory=dict)
    """The terms that the page uses, and the ids of their meanings, which stand at its end once each."""
    written_meanings: set[Resolved] = field(default_factory=set)
    """The terms whose meanings have been written."""
    linked: list[Target] = field(default_factory=list)
    """The targets of the page's own links to the registry."""
    uses_registry: bool = False
    """Whether the page has a block of the registry or a link to it, even a faulty one."""
    faults: list[Problem] = field(default_factory=list)
    """The problems that have been reported in it."""

    _urls: dict[Target, str | None] = field(default_factory=dict)
    """The computed URLs, because cards, the head and JSON-LD link to the same targets."""
    _svg_urls: dict[Target, str | None] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    """The last number that made an id unique, by its name."""
    _occurrences: Counter[str] = field(default_factory=Counter)
    _figures: int = 0

    @property
    def shown(self) -> Shown:
        """The content of the registry that the page shows."""
        return self.content.shown

    @property
    def src_uri(self) -> str:
        """The page's name in the registry."""
        return self.address.src_uri

    def on_site(self, site: Site) -> Page:
        """The page with the URLs of another site; what is added to either, the other has too."""
        return replace(self, site=site, _urls={}, _svg_urls={})

    def resolve(self, target: Target | None) -> str | None:
        """The URL of a link to a target; None if the target is not in the site, or if its URL is unsafe.

        Unsafe URLs are errors, which stop a build. A preview goes on, but must not have them either.
        """
        if target is None:
            return None
        if target not in self._urls:
            self._urls[target] = None if address_problem(str(target)) else self.site.url(target, self.address)
        return self._urls[target]

    def resolve_in_svg(self, target: Target) -> str | None:
        """The URL of a link inside an SVG; None if the target is not in the site, or if its URL is unsafe."""
        if target not in self._svg_urls:
            self._svg_urls[target] = None if address_problem(str(target)) else self.site.svg_url(target, self.address)
        return self._svg_urls[target]

    @property
    def targets(self) -> Iterable[Target]:
        """The targets that blocks and the frame of the page link to."""
        return [*self._urls, *self._svg_urls]

    def claim(self, anchor: str) -> str | None:
        """The anchor for the first caller, None for the others, because ids are unique in a page."""
        if anchor in self.anchors:
            return None
        self.anchors.add(anchor)
        return anchor

    def unique(self, name: str) -> str:
        """An id for internal use that is unique in the page."""
        candidate, number = name, self._numbers.get(name, 1)
        while self.claim(candidate) is None:
            number += 1
            candidate = f"{name}_{number}"
        self._numbers[name] = number
        return candidate

    def number_figure(self) -> int:
        """The number of the next figure that has a caption by this plugin."""
        self._figures += 1
        return self._figures

    def meaning_of(self, term: Resolved) -> str:
        """The id of the meaning of a term, which the page then has to show."""
        if term not in self.meanings:
            self.meanings[term] = self.unique(f"meaning_{term.course}_{term.term}" if term.course else f"meaning_{term.term}")
        if not term.course:
            self.shown.terms.add(term.term)
        return self.meanings[term]

    def fault(self, line: int | None, code: str, message: str, *, awaits_files: bool = False) -> None:
        """Report a problem in this page; for `awaits_files` see Problem."""
        position = self.written.given_position(self.address.file, line)
        self.faults.append(Problem(position, "", message, code, "warning", awaits_files=awaits_files))
        self.site.report(self.faults[-1])

    def line_of(self, written: str, occurrence: int) -> int | None:
        """The line of a block or link; None where the source does not have it, or another plugin has brought more of them."""
        return self.written.line_of(written, occurrence) if self._is_from_source(written) else None

    def line_with(self, words: str, occurrence: int) -> int | None:
        """The line of some words; None where the source does not have them, or another plugin has brought more of them."""
        return self.written.line_with(words, occurrence) if self._is_from_source(words) else None

    def has_in_prose(self, words: str) -> bool:
        """Whether the page has a line or some words outside of code, as it is written or as other plugins have changed it."""
        sources = (self.written, *([self._changed] if self._changed else []))
        return any(source.line_of(words, 0) or source.line_with(words, 0) for source in sources)

    def _is_from_source(self, written: str) -> bool:
        return self._changed is None or self.written.has_as_many(written, self._changed)

    @cached_property
    def _changed(self) -> PageSource | None:
        """The page as other plugins have changed it, if they have."""
        return None if self.markdown is None else self.written.changed_to(self.markdown)

    def count_occurrence(self, written: str) -> int:
        """Count an occurrence of a block or link; returns how many there were before.

        `written` is the block's `first_line`, or the link's `link_word`.

        Markdown's parser does not know lines. But it processes blocks in the order of the source, so the second call for one is
        for its second occurrence.
        """
        self._occurrences[written] += 1
        return self._occurrences[written] - 1
