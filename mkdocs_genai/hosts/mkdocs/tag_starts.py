"""A parser of HTML that knows where in the text each tag begins."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import accumulate


class TagStarts(HTMLParser):
    """Parses all of a text; a subclass sets its attributes before it calls `__init__`, and handles tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._lines = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))
        self.feed(html)
        self.close()

    def tag_start(self) -> int:
        """The index in the text at which the tag that is handled begins."""
        line, column = self.getpos()
        return self._lines[line - 1] + column
