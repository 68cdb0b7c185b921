"""What search reads in place of blocks, while it reads a page, and what it is told without reading."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from ..blocks.page import Page
from ..render.search import SearchSection, section_html


class SearchWords:
    """The pages that have blocks, from their conversion until search has read them."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[str, Sequence[tuple[str, str]], list[SearchSection]]] = {}
        self._content: str | None = None
        """What the page has, while search reads something else."""
        self._sections: list[SearchSection] = []
        """What of the page is put into the index."""
        self._known = 0
        """How many entries the index has without the page."""

    def note(self, src_uri: str, html: str, page: Page) -> None:
        """Keep what search will read of a page, of which `html` is the whole."""
        if page.search:
            self._pages[src_uri] = html, page.search, page.sections

    def put(self, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Put the words in place of the blocks."""
        html, words, self._sections = self._pages.pop(page.file.src_uri, ("", (), []))
        if not words:
            return
        self._content = page.content or ""
        # Some plugins, such as glightbox, write all HTML anew, so that blocks are not found in it. Then search reads the page
        # as it was before them.
        content = _with_words(self._content, words) or _with_words(html, words) or html
        entries = _entries(config)
        if entries is None:
            content += "".join(map(section_html, self._sections))
        else:
            self._known = len(entries)
        page.content = content

    def take_back(self, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Put the blocks back, and the sections into the index, unless the page is to be found nowhere."""
        if self._content is None:
            return
        page.content, self._content = self._content, None
        entries = _entries(config)
        if entries is not None and len(entries) > self._known:
            # Its tags and how much it weighs.
            common = {key: value for key, value in entries[-1].items() if key not in ("location", "title", "text")}
            entries += [
                {"location": f"{page.url}#{anchor}", "title": title, "text": text} | common
                for anchor, title, text in self._sections
            ]


def _with_words(html: str, words: Sequence[tuple[str, str]]) -> str:
    """A page's HTML with words in place of its blocks; empty where one of them is not found."""
    found: list[tuple[int, int, str]] = []
    after: dict[str, int] = {}
    end = 0
    for block, search_html in words:
        # Nearly all stand behind the one before; a footnote's stands at the page's end.
        first = after.get(block, 0)
        start = html.find(block, max(first, end))
        if start < 0:
            start = html.find(block, first)
        if start < 0:
            return ""
        after[block] = end = start + len(block)
        found.append((start, end, search_html))
    parts: list[str] = []
    end = 0
    for start, stop, search_html in sorted(found):
        parts += [html[end:start], search_html]
        end = stop
    return "".join([*parts, html[end:]])


def _entries(config: MkDocsConfig) -> list[dict[str, Any]] | None:
    """The index of Material's search; None for other searches, which read sections as headings.

    To read the headings of rows costs more than all else that is done for a table. So does Material itself where jieba is
    installed, which finds the words of Chinese texts.
    """
    index = getattr(config.plugins.get("material/search"), "search_index", None)
    entries = getattr(index, "entries", None)
    return entries if isinstance(entries, list) and "jieba" not in sys.modules else None
