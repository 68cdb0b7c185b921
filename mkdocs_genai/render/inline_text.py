"""Implements `InlineText` for a page: column types render inline Markdown and URLs with it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from markupsafe import Markup

from ..columns.base import Output
from ..dates import PartialDate
from ..targets import Target
from .markdown_filters import link, md
from .page import Page
from .renderer import Renderer


class PageText(NamedTuple):
    """See InlineText; `home` is the area whose name links may leave out."""

    renderer: Renderer
    page: Page
    home: str | None

    def html(self, text: str) -> Markup:
        """See InlineText."""
        return self.renderer.html(text, self.page, self.home)

    def plain(self, text: str) -> str:
        """See InlineText."""
        return self.renderer.plain(text)

    def url(self, target: str) -> str | None:
        """See InlineText."""
        return self.page.resolve(Target.parse(target))

    def markdown(self, markdown: str) -> str:
        """See InlineText."""
        return self.renderer.markdown(markdown, self.page, self.home)

    def escaped(self, words: str) -> str:
        """See InlineText."""
        return md(words)

    def linked(self, words: str, target: str) -> str:
        """See InlineText."""
        return link(words, self.url(target))


def day_text(renderer: Renderer, page: Page, day: datetime.date | None) -> str | None:
    """A day in the page's language and format; None for None."""
    if day is None or page.format == "md":
        return str(day) if day else None
    return renderer.dates.html(PartialDate(day.year, day.month, day.day))


def page_output(renderer: Renderer, page: Page, home: str | None) -> Output:
    """The `Output` with which column types render values for a page."""
    return Output(PageText(renderer, page, home), renderer.numbers, renderer.dates, renderer.label)
