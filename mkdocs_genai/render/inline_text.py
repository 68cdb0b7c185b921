"""The inline Markdown of a page: converted texts with their links resolved, as HTML and for the page's Markdown version.

Implements `InlineText`, with which column types render. Not in here: the conversion (`render.inline`).
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from markupsafe import Markup, escape

from ..columns.base import Output
from ..columns.link import BROKEN_LINK
from ..dates import PartialDate
from ..registry.destinations import is_planned
from ..registry.references import REFERENCE, linked_entry
from ..targets import Target
from .inline import ImagePart, LinkPart, Parts
from .markdown_filters import LinkFunctions, inline_markdown, link, md
from .page import Page
from .renderer import Renderer


class PageText(NamedTuple):
    """See InlineText; `home` is the area whose name links may leave out."""

    renderer: Renderer
    page: Page
    home: str | None = None

    def formatted(self, markdown: str | None) -> str:
        """Inline Markdown in the page's format, for a template; empty for None."""
        if markdown is None:
            return Markup()
        return self.markdown(markdown) if self.page.format == "md" else self.html(markdown)

    def html(self, markdown: str) -> Markup:
        """See InlineText."""
        return Markup(self._html(self.renderer.inline[markdown].parts))  # noqa: S704 - HTML of `inline`

    def markdown(self, markdown: str) -> str:
        """See InlineText."""
        links = LinkFunctions(
            url=self._url,
            title=lambda target: self.renderer.link_title(target, self.home),
            unlinked=lambda target, text: self.renderer.planned(text) if self._is_planned(target) else text,
        )
        return inline_markdown(markdown, links)

    def plain(self, markdown: str) -> str:
        """See InlineText."""
        return self.renderer.plain(markdown)

    def url(self, target: str) -> str | None:
        """See InlineText."""
        return self.page.resolve(Target.parse(target))

    def escaped(self, words: str) -> str:
        """See InlineText."""
        return md(words)

    def linked(self, words: str, target: str) -> str:
        """See InlineText."""
        return link(words, self.url(target))

    def _html(self, parts: Parts) -> str:
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0]
        return "".join(part if isinstance(part, str) else self._link_html(part) for part in parts)

    def _link_html(self, part: LinkPart | ImagePart) -> str:
        url = self._url(part.target)
        if isinstance(part, ImagePart):
            if url is not None:
                return f'<img src="{escape(url)}"{part.attributes}>'
            content = str(escape(part.words or part.target))
        else:
            content = self._html(part.content) or str(escape(self.renderer.link_title(part.target, self.home)))
            entry = linked_entry(self.renderer.registry, part.target, self.home)
            if entry and entry.kind == "term":
                return _term_html(self.page.meaning_of(entry), content, url)
            if url is not None:
                return f'<a href="{escape(url)}"{part.attributes}>{content}</a>'
            if self._is_planned(part.target):
                return self.renderer.planned(content)
        # Already reported at the text; readers get no link to a page that does not exist.
        return BROKEN_LINK % (part.target, Markup(content))  # noqa: S704 - HTML of `inline`

    def _url(self, target: str) -> str | None:
        """The URL of a link in a text; None if its target is not in the site."""
        if REFERENCE.fullmatch(target) is None:
            return self.url(target)
        entry = linked_entry(self.renderer.registry, target, self.home)
        return self.page.resolve(self.renderer.target_of(entry, self.page)) if entry else None

    def _is_planned(self, target: str) -> bool:
        """Whether a link in a text names what is planned."""
        entry = linked_entry(self.renderer.registry, target, self.home)
        return entry is not None and is_planned(self.renderer.registry, entry)


def _term_html(meaning: str, content: str, url: str | None) -> Markup:
    """A term in a text: a link to the glossary, whose click a script takes, else a button; both open its meaning."""
    inside = Markup(content)  # noqa: S704 - HTML of `inline`
    if url is None:
        return Markup('<button type="button" class="genai-term" popovertarget="{}">{}</button>').format(meaning, inside)
    return Markup('<a class="genai-term" href="{}" data-meaning="{}">{}</a>').format(url, meaning, inside)


def day_text(renderer: Renderer, page: Page, day: datetime.date | None) -> str | None:
    """A day in the page's language and format; None for None."""
    if day is None or page.format == "md":
        return str(day) if day else None
    return renderer.dates.html(PartialDate(day.year, day.month, day.day))


def page_output(renderer: Renderer, page: Page, home: str | None) -> Output:
    """The `Output` with which column types render values for a page."""
    return Output(PageText(renderer, page, home), renderer.numbers, renderer.dates, renderer.label)
