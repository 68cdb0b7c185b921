"""Gives the search plugin the text of blocks instead of their HTML, while all other plugins see the page as it is.

Search parses all HTML of a page, which for long tables takes longer than rendering them, and its results are headings only,
not rows. So the search plugin's handler, and no other, gets a copy of the page in which blocks are text, with headings for
rows. The handler is replaced in `config.plugins.events`, which lists the handlers of each event; if it is not found there,
search reads the page itself.
"""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from ...render.page import SearchSection, SearchWords
from ...sharing.published_content import is_unlisted
from ...text_edits import Edit, edited
from .tag_starts import TagStarts

Span = tuple[int, int]
"""Where a block begins and ends in its page."""
WordsOf = Callable[[MkDocsPage], Sequence[tuple[str, SearchWords]]]
"""The blocks of a page: the HTML of each, and its text for search."""

_EXCLUDE = "data-search-exclude"
"""The attribute by which authors keep an element from Material's search."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SEARCH_PREFIX = "data-search-"


def hand_words_to_search(config: MkDocsConfig, words_of: WordsOf) -> None:
    """Replace the search plugin's handler in a build by one that reads the text of blocks."""
    plugins = {id(plugin) for name, plugin in config.plugins.items() if name.rpartition("/")[2] == "search"}
    handlers = config.plugins.events["page_context"]
    for index, handler in enumerate(handlers):
        # mkdocs-static-i18n builds each language with the same configuration.
        original = handler.original if isinstance(handler, SearchHandler) else handler
        if id(getattr(original, "__self__", None)) in plugins:
            handlers[index] = SearchHandler(original, words_of)


class SearchHandler:
    """Wraps the search plugin's `on_page_context`, which gets a copy of pages with blocks."""

    def __init__(self, original: Callable[..., Any], words_of: WordsOf) -> None:
        self.original = original
        self._words_of = words_of

    def __call__(self, context: Any, *, page: MkDocsPage, **event: Any) -> Any:
        """Handle the event."""
        content = page.content or ""
        blocks = self._words_of(page)
        if is_unlisted(page.meta) and not all(html in content for html, _ in blocks):
            return None  # search must not find the blocks of an unlisted page, even if another plugin has changed them
        words = searched(content, blocks)
        if words == content:
            return self.original(context, page=page, **event)
        read = copy.copy(page)
        read.content = words
        result = self.original(context, page=read, **event)
        if read.content != words:
            # Material's search has removed its attributes from the copy, so they are removed from the page as well.
            page.content = without_search_attributes(content)
        return result


class _TagsWithSearchAttributes(TagStarts):
    """The start tags of HTML that have attributes for Material's search: where each begins, its text, and these attributes."""

    def __init__(self, html: str) -> None:
        self.found: list[tuple[int, str, list[str]]] = []
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        del tag
        if names := [name for name, _ in attrs if name.startswith(_SEARCH_PREFIX)]:
            self.found.append((self.tag_start(), self.get_starttag_text() or "", names))


class _Excluded(TagStarts):
    """The blocks that authors keep from search, with an element around them or with the section that they are in."""

    def __init__(self, html: str, blocks: Sequence[Span]) -> None:
        self.spans: set[Span] = set()
        self._blocks = deque(blocks)
        """The blocks that have not been passed yet."""
        self._element: list[str] = []
        """The tag of an element that is excluded, once for each element of its name that is open in it."""
        self._in_section = False
        super().__init__(html)
        self._pass(len(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        names = dict(attrs)
        if self._pass(self.tag_start()):
            return
        if tag in _HEADINGS and "id" in names:
            self._in_section = _EXCLUDE in names
        elif (not self._element and _EXCLUDE in names) or tag in self._element:
            self._element.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        if not self._pass(self.tag_start()) and tag in self._element:
            self._element.pop()

    def _pass(self, place: int) -> bool:
        """Decide on the blocks that end before a place; whether the place is inside the next one."""
        while self._blocks and self._blocks[0][1] <= place:
            block = self._blocks.popleft()
            if self._in_section or self._element:
                self.spans.add(block)
        return bool(self._blocks) and self._blocks[0][0] <= place


def without_search_attributes(html: str) -> str:
    """A page's HTML without the attributes that Material's search reads and then removes."""
    edits: list[Edit] = []
    for start, text, names in _TagsWithSearchAttributes(html).found:
        tag = text
        for name in names:
            before, _, rest = tag.partition(f'{name}="')
            tag = before.rstrip() + rest.partition('"')[2]
        edits.append(Edit(start, start + len(text), tag))
    return edited(html, edits)


def searched(content: str, blocks: Sequence[tuple[str, SearchWords]]) -> str:
    """A page's HTML with the text of those blocks that are still unchanged in it."""
    spans = sorted(_spans_of([html for html, _ in blocks], content))
    around = edited(content, [Edit(start, end, "") for start, end, _ in spans])
    excluded = _Excluded(content, [(start, end) for start, end, _ in spans]).spans if _EXCLUDE in around else set()
    sections: list[SearchSection] = []
    edits: list[Edit] = []
    for start, end, number in spans:
        words = blocks[number][1]
        if (start, end) in excluded:
            edits.append(Edit(start, end, ""))
        else:
            edits.append(Edit(start, end, words.html))
            sections += words.sections
    # At the end, because the text below a table belongs to none of its rows.
    return edited(content, edits) + _as_html(sections)


def _spans_of(blocks: Sequence[str], content: str) -> list[tuple[int, int, int]]:
    """The start and end of each block in a page, with its number; without those that another plugin has changed."""
    found = []
    after: dict[str, int] = {}
    end = 0
    for number, block in enumerate(blocks):
        # Nearly all follow the block before; a footnote's is at the page's end.
        first = after.get(block, 0)
        start = content.find(block, max(first, end))
        if start < 0:
            start = content.find(block, first)
        if start >= 0:
            after[block] = end = start + len(block)
            found.append((start, end, number))
    return found


def _as_html(sections: Sequence[SearchSection]) -> str:
    """Sections in an element of their own, so that for Material's search they end with it."""
    return f"<div>{''.join(section.html for section in sections)}</div>" if sections else ""
