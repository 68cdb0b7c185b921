"""Which parts of the registry may be published in files, and which may be listed: what only hidden pages show is withheld.

A page may be hidden: encrypted by another plugin, a draft, or excluded from the site. What only hidden pages show must not be
in any other file. What no page shows is published, and so is what at least one visible page shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from ..registry.destinations import comparison_page
from ..registry.learning_order import TopicKey
from ..registry.model import Area, Registry, Topic
from ..registry.table import Row, Table, TableKey, Tables
from ..registry.terms import Term
from ..render.shown_content import Shown, ShownCells, ShownPages


def publishable_tables(registry: Registry, tables: Tables, pages: ShownPages) -> Tables:
    """The tables that may be published; of one that a hidden page shows, the part that open pages show.

    Of a table whose rows come from a file that someone else maintains, only the rows that pages show are published, if any page
    shows it. `registry` still names the pages that are not in the site: what a block of a hidden page shows can't be known
    where another plugin would have written the block, so a comparison whose `page` is hidden is taken to stand there.
    """
    comparisons = {(area_id, name): each for area_id, area in registry.areas.items() for name, each in area.comparisons.items()}
    closed: set[TableKey] = {key for key, each in comparisons.items() if comparison_page(registry, *key) in pages.hidden}
    opened: dict[TableKey, list[ShownCells]] = {}
    for name, content in pages.content.items():
        if name in pages.hidden:
            closed = closed.union(*(part.tables for part in content.parts))
            continue
        closed |= content.removed.tables
        for cells in content.shown.cells:
            opened.setdefault(cells.table, []).append(cells)
    closed.update(key for key in pages.elsewhere.tables if key not in opened)
    published: Tables = {}
    for key, table in tables.items():
        parts = opened.get(key)
        if key in closed and parts:
            published[key] = _part(table, parts)
        elif parts and comparisons[key].rows_from is not None:
            published[key] = replace(table, rows=_shown_rows(table, parts))
        elif key not in closed:
            published[key] = table
    return published


def _shown_rows(table: Table, parts: Iterable[ShownCells]) -> tuple[Row, ...]:
    shown = frozenset(row_id for part in parts for row_id in part.rows)
    return tuple(row for row in table.rows if row.id in shown)


def _part(table: Table, parts: Iterable[ShownCells]) -> Table:
    """The cells that any of the parts has; between them, a cell that none has is unknown."""
    shown: dict[str, set[str]] = {}
    for part in parts:
        for row_id in part.rows:
            shown.setdefault(row_id, set()).update(part.columns)
    columns = {key: column for key, column in table.columns.items() if any(key in keys for keys in shown.values())}
    rows = tuple(
        Row(
            row.id,
            {key: row.cells[key] if key in shown[row.id] else None for key in columns},
            {key: note for key, note in row.notes.items() if key in shown[row.id]},
        )
        for row in table.rows
        if row.id in shown
    )
    return Table(columns, rows)


def listable_tables(tables: Tables, pages: ShownPages) -> Tables:
    """The tables that may be listed: those that no page shows, and those that a page shows which is not closed."""
    showing: dict[TableKey, set[str]] = {}
    for name, content in pages.content.items():
        for cells in content.shown.cells:
            showing.setdefault(cells.table, set()).add(name)
    return {key: table for key, table in tables.items() if not showing.get(key) or showing[key].difference(pages.closed)}


def listable_registry(registry: Registry, tables: Tables, pages: ShownPages, pages_of: Registry) -> Registry:
    """The registry as it may be listed, with the comparisons of `tables` alone.

    The summary of a topic or an area, with the topic's tags and what it requires, is left out where its page is closed, or its
    card stands on closed pages or was removed from one, unless it stands on another page, too. `pages_of` is the registry that
    still names the pages which are not in the site.
    """
    listing = _Listing.of(pages)
    areas = {}
    for area_id, area in registry.areas.items():
        comparisons = {name: each for name, each in area.comparisons.items() if (area_id, name) in tables}
        listed = listing.area(area_id, area, pages_of.areas[area_id])
        areas[area_id] = listed.model_copy(update={"comparisons": comparisons})
    course = registry.course.model_copy(update={"terms": listing.terms(registry.course.terms)})
    return registry.model_copy(update={"course": course, "areas": areas})


class _Listing(NamedTuple):
    """What readers may learn of entries: all that open pages show, and of the rest what only closed pages show is left out."""

    closed: Collection[str]
    """The pages that are not for everybody."""
    opened: Shown
    """What the others show."""
    hidden: Shown
    """What closed pages show, and what was removed from others."""

    @classmethod
    def of(cls, pages: ShownPages) -> _Listing:
        """That of a site."""
        opened, hidden = Shown(), Shown()
        # Whether a page of another language is open to readers is not known here.
        hidden.add(pages.elsewhere)
        for name, content in pages.content.items():
            is_closed = name in pages.closed
            if not is_closed:
                opened.add(content.shown)
            for part in content.parts if is_closed else [content.removed]:
                hidden.add(part)
        return cls(pages.closed, opened, hidden)

    def area(self, area_id: str, area: Area, named: Area) -> Area:
        """An area with the summaries and terms that may be listed; `named` is the one with all its pages."""
        is_hidden = (named.page in self.closed or area_id in self.hidden.areas) and area_id not in self.opened.areas
        topics = {
            topic_id: self._topic(TopicKey(area_id, topic_id), topic, named.topics[topic_id].page)
            for topic_id, topic in area.topics.items()
        }
        summary = None if is_hidden else area.summary
        return area.model_copy(update={"summary": summary, "topics": topics, "terms": self.terms(area.terms)})

    def terms(self, terms: Mapping[str, Term]) -> dict[str, Term]:
        """The terms whose meanings may be listed."""
        withheld = self.hidden.terms - self.opened.terms
        return {term_id: term for term_id, term in terms.items() if term_id not in withheld}

    def _topic(self, key: TopicKey, topic: Topic, page: str | None) -> Topic:
        is_hidden = (page in self.closed or key in self.hidden.topics) and key not in self.opened.topics
        return topic.model_copy(update={"summary": None, "tags": (), "requires": ()}) if is_hidden else topic


def is_unlisted(meta: Mapping[str, Any]) -> bool:
    """Whether front matter asks that its page be listed nowhere: `robots: noindex` or `none`, or `search: {exclude: true}`."""
    search, robots = meta.get("search"), meta.get("robots")
    words = " ".join(map(str, robots)) if isinstance(robots, list) else str(robots or "")
    asks = not {"noindex", "none"}.isdisjoint(words.lower().replace(",", " ").split())
    return asks or (isinstance(search, Mapping) and bool(search.get("exclude")))
