"""The first paragraph of a page, which says what it is about when nobody else does."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from .base import Context

_STASHED = re.compile(f"{STX}[^{ETX}]*{ETX}")
"""What Markdown has put aside, such as HTML, leaves such a mark."""


class FirstWords(Treeprocessor):
    """Tells the page its first paragraph, of those that stand in nothing else."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        for paragraph in root.findall("p"):
            if words := _STASHED.sub("", "".join(paragraph.itertext()).replace(AMP_SUBSTITUTE, "&")).strip():
                self.context.page().first_words = words
                return
