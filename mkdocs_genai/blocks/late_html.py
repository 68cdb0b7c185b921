"""The blocks' HTML, put into a page when all other HTML that Markdown keeps aside is in it."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.postprocessors import Postprocessor
from markdown.util import ETX, STX

_NAME = "genai_html"
_TOKEN = re.compile(f"{STX}genai:([0-9]+){ETX}")
"""No page spells it: Markdown takes these two characters out of what it reads."""


class LateHtml(Postprocessor):
    """Keeps the HTML of blocks.

    Markdown looks for more of what it keeps aside in all that it puts back, character by character. In blocks is nothing of
    the kind, and tables are long.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.kept: list[str] = []

    def run(self, text: str) -> str:
        """See Postprocessor."""
        return _TOKEN.sub(lambda token: self.kept[int(token[1])], text) if self.kept else text


def keep_html_late(md: Markdown) -> None:
    """Have a Markdown instance put the blocks' HTML in right after its own, at 30, and before all that reads the whole."""
    md.postprocessors.register(LateHtml(md), _NAME, 29.99)


def store_html(md: Markdown, html: str) -> str:
    """What to write in place of a block's HTML until the page is complete."""
    if _NAME not in md.postprocessors:
        return md.htmlStash.store(html)
    kept = md.postprocessors[_NAME].kept  # type: ignore[attr-defined]
    kept.append(html)
    return md.htmlStash.store(f"{STX}genai:{len(kept) - 1}{ETX}")
