"""All that rendering draws on, in one value: the registry and its tables, templates, icons, texts and labels."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property

from babel import Locale
from markupsafe import Markup, escape

from ..dates import Dates
from ..i18n import load_labels
from ..identifiers import one_line
from ..numbers import Numbers
from ..registry.destinations import target_of
from ..registry.model import Registry
from ..registry.references import REFERENCE, Resolved, imported_entry, resolve
from ..registry.table import Row, Table, Tables
from ..targets import Target
from .icons import Icons
from .inline import InlineMarkdown
from .jinja import Templates
from .mermaid_layout import Layouts
from .page import Page
from .simple import InlineLink


@dataclass(frozen=True)
class Renderer:
    """What every renderer is given, besides the page that the HTML goes to."""

    registry: Registry
    tables: Tables
    templates: Templates
    icons: Icons
    layouts: Layouts
    inline: InlineMarkdown = field(default_factory=InlineMarkdown)
    locale: Locale = field(default_factory=lambda: Locale("en"))

    @cached_property
    def dates(self) -> Dates:
        """Dates as the site's language writes them."""
        return Dates(self.locale)

    @cached_property
    def numbers(self) -> Numbers:
        """Numbers as the site's language writes them."""
        return Numbers(self.locale)

    def label(self, key: str) -> str:
        """A fixed word, as the course says it, else in the site's language."""
        return self.registry.course.labels.get(key) or load_labels(self.locale.language)[key]

    def labels_json(self, keys: tuple[str, ...], prefix: str) -> str:
        """Fixed words as JSON for a script, by their keys without the prefix."""
        return json.dumps({key.removeprefix(prefix): self.label(key) for key in keys}, ensure_ascii=False)

    def text(self, markdown: str | None, page: Page, home: str | None = None) -> Markup:
        """Inline Markdown as HTML, its links resolved for the page; empty for none.

        `home` is the area whose name the text's links may leave out.
        """
        if markdown is None:
            return Markup()
        inline = self.inline[markdown]
        if inline.same_everywhere is not None:
            return Markup(inline.same_everywhere)  # noqa: S704
        return inline.html(lambda link: self._link(link, page, home))

    def plain(self, markdown: str) -> str:
        """The words of inline Markdown, as they are written."""
        return self.inline[markdown].text

    def words(self, markdown: str | None, home: str | None = None) -> str | None:
        """Inline Markdown as plain words on one line, None for none; a link without words has its entry's title."""
        if markdown is None:
            return None

        inline = self.inline[markdown]
        if inline.same_everywhere is not None:
            return one_line(inline.text) or None

        def words(link: InlineLink) -> str:
            match = REFERENCE.fullmatch(link.target)
            entry = resolve(self.registry, match[1], match[2], home) if match and not link.html else ""
            return link.html or str(escape(link.target if isinstance(entry, str) else self.title_of(entry)))

        return one_line(inline.html(words).striptags()) or None

    def _link(self, link: InlineLink, page: Page, home: str | None) -> str:
        url, words = self.destination(link, page, home)
        if url is None:
            # Already reported where the text stands; the reader is not sent to a page that does not exist.
            return f'<span class="genai-broken" title="{escape(link.target)}">{words}</span>'
        return f'<a href="{escape(url)}">{words}</a>'

    def destination(self, link: InlineLink, page: Page, home: str | None) -> tuple[str | None, str]:
        """Where a link in a text leads, or None where nothing is, and its words as HTML."""
        words = link.html
        if match := REFERENCE.fullmatch(link.target):
            entry = resolve(self.registry, match[1], match[2], home)
            target = None if isinstance(entry, str) else target_of(self.registry, entry)
            if not words and not isinstance(entry, str):
                words = str(escape(self.title_of(entry)))
        else:
            target = Target.parse(link.target)
        return page.resolve(target), words or str(escape(link.target))

    def title_of(self, entry: Resolved) -> str:
        """The title of an entry, in plain words."""
        if entry.course:
            return imported_entry(self.registry, entry).title
        area = self.registry.areas[entry.area]
        if entry.kind == "topic":
            return area.topics[entry.topic].title
        if entry.kind == "row":
            table = self.tables[entry.area, entry.comparison]
            row = table.row(entry.row)
            return self.row_title(table, row) if row else entry.row
        return area.title

    def row_title(self, table: Table, row: Row) -> str:
        """What heads a row, in plain words; its id where nothing does."""
        header = row.cells[table.header]
        return ("" if header is None else table.columns[table.header].kind.words(header, self.plain).strip()) or row.id
