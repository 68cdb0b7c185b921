"""Everything that rendering needs, in one value: the registry and its tables, templates, icons, texts and labels."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from babel import Locale

from ..dates import Dates
from ..i18n import load_labels, unchecked_labels
from ..identifiers import one_line
from ..numbers import Numbers
from ..project.page_sources import Pages
from ..registry.destinations import target_of
from ..registry.model import Registry
from ..registry.references import Resolved, imported_entry, linked_entry, own_term
from ..registry.table import Row, Table, Tables
from ..targets import Target, term_anchor
from .glossary_pages import glossary_pages
from .icons import Icons
from .inline import ConvertedTexts
from .jinja import Templates
from .mermaid_layout import Layouts
from .page import Page


@dataclass(frozen=True)
class Renderer:
    """The argument of every render function, besides the page."""

    registry: Registry
    tables: Tables
    templates: Templates
    icons: Icons
    layouts: Layouts
    inline: ConvertedTexts = field(default_factory=ConvertedTexts)
    locale: Locale = field(default_factory=lambda: Locale("en"))
    sources: Pages = field(default_factory=lambda: Pages(tuple, lambda _: None))
    """The sources of all pages, from which a page learns how long other pages take."""
    english: set[str] = field(default_factory=set)
    """The labels that pages have shown in English so far, because nobody has checked a translation into the site's language."""

    @cached_property
    def dates(self) -> Dates:
        """Formats dates in the site's language."""
        return Dates(self.locale)

    @cached_property
    def numbers(self) -> Numbers:
        """Formats numbers in the site's language."""
        return Numbers(self.locale)

    def label(self, key: str) -> str:
        """A label: the course's own, else that of the site's language."""
        language = self.locale.language
        if own := self.registry.course.labels.get(key):
            return own
        if key in unchecked_labels(language):
            self.english.add(key)
        return load_labels(language)[key]

    def planned(self, words: str) -> str:
        """The name of a planned entry, with a word that it is planned."""
        return f"{words} ({self.label('planned').lower()})"

    def labels_json(self, keys: tuple[str, ...], prefix: str) -> str:
        """Labels as JSON for a script, by their keys without the prefix."""
        return json.dumps({key.removeprefix(prefix): self.label(key) for key in keys}, ensure_ascii=False)

    def render(self, page: Page, template: str, /, **values: Any) -> str:
        """Render a template in the page's format, HTML or Markdown. Raises ProblemError."""
        if page.format == "md":
            return self.templates.render_markdown(f"{template}.md", **values)
        return self.templates.render(f"{template}.html", **values)

    def plain(self, markdown: str) -> str:
        """The plain text of inline Markdown."""
        return self.inline[markdown].plain

    def plain_line(self, markdown: str | None, home: str | None = None) -> str | None:
        """Inline Markdown as plain text on one line, None for None; a link without text has its entry's title."""
        if markdown is None:
            return None
        parts = self.inline[markdown].plain_parts
        texts = (part if isinstance(part, str) else self.link_title(part.target, home) for part in parts)
        return one_line("".join(texts)) or None

    def link_title(self, target: str, home: str | None) -> str:
        """The text of a link without text: the title of the entry that it names, else its URL."""
        entry = linked_entry(self.registry, target, home)
        return self.title_of(entry) if entry else target

    @cached_property
    def glossaries(self) -> Mapping[str, Sequence[str]]:
        """The pages with a glossary that has a term, by the term's id."""
        return glossary_pages(self.registry, self.sources)

    def target_of(self, entry: Resolved, page: Page) -> Target | None:
        """The target of a link to an entry; that of a term is its place in a glossary that is in the site."""
        if entry.kind != "term" or entry.course:
            return target_of(self.registry, entry)
        targets = (Target(name, term_anchor(entry.term)) for name in self.glossaries.get(entry.term, ()))
        return next((target for target in targets if page.resolve(target) is not None), None)

    def title_of(self, entry: Resolved) -> str:
        """The title of an entry, as plain text."""
        if entry.course:
            return imported_entry(self.registry, entry).title
        if entry.kind == "term":
            return own_term(self.registry, entry).title
        area = self.registry.areas[entry.area]
        if entry.kind == "topic":
            return area.topics[entry.topic].title
        if entry.kind == "row":
            table = self.tables[entry.area, entry.comparison]
            row = table.row(entry.row)
            return self.row_title(table, row) if row else entry.row
        return area.title

    def row_title(self, table: Table, row: Row) -> str:
        """A row's title as plain text: the cell of its header, else its id."""
        header = row.cells[table.header]
        return ("" if header is None else table.columns[table.header].kind.words(header, self.plain).strip()) or row.id
