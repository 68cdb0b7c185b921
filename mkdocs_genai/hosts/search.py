"""What search reads in place of blocks, while it reads a page."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs.structure.pages import Page as MkDocsPage


class SearchWords:
    """The pages that have blocks, from their conversion until search has read them."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[str, Sequence[tuple[str, str]]]] = {}
        self._content: str | None = None
        """What the page has, while search reads something else."""

    def note(self, src_uri: str, html: str, words: Sequence[tuple[str, str]]) -> None:
        """Keep what search will read: `html` is the page's, `words` are pairs of a block's HTML and of what search reads."""
        if words:
            self._pages[src_uri] = html, words

    def put(self, page: MkDocsPage) -> None:
        """Put the words in place of the blocks."""
        html, words = self._pages.pop(page.file.src_uri, ("", ()))
        if not words:
            return
        self._content = content = page.content or ""
        # Some plugins, such as glightbox, write all HTML anew, so that blocks are not found in it. Then search reads the page
        # as it was before them.
        if not all(block in content for block, _ in words):
            content = html
        for block, search_html in words:
            content = content.replace(block, search_html, 1)
        page.content = content

    def take_back(self, page: MkDocsPage) -> None:
        """Put the blocks back."""
        if self._content is not None:
            page.content, self._content = self._content, None
