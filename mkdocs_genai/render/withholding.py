"""Withholds what only hidden pages show: which parts of the registry may be published in files, and which may be listed.

A page may be hidden: encrypted by another plugin, a draft, or excluded from the site. What only hidden pages show must not be
in any other file. What no page shows is published, and so is what at least one visible page shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..registry.learning_order import TopicKey
from ..registry.model import Area, Registry, Topic
from ..registry.table import Row, Table, TableKey, Tables
from ..registry.terms import Term
from .shown_content import ShownCells, ShownPages


def publishable_tables(tables: Tables, pages: ShownPages, foreign: Collection[TableKey] = ()) -> Tables:
    """The tables that may be published; of one that a hidden page shows, the part that open pages show.

    Of a `foreign` table, whose rows come from a file that someone else maintains, only the rows that pages show are published,
    if any page shows it.
    """
    closed: set[TableKey] = set()
    opened: dict[TableKey, list[ShownCells]] = {}
    for name, content in pages.content.items():
        if name in pages.hidden:
            closed = closed.union(*(part.tables for part in content.parts))
            continue
        closed |= content.removed.tables
        for cells in content.shown.cells:
            opened.setdefault(cells.table, []).append(cells)
    closed.update(key for key in pages.elsewhere if key not in opened)
    published: Tables = {}
    for key, table in tables.items():
        parts = opened.get(key)
        if key in closed and parts:
            published[key] = _part(table, parts)
        elif key in foreign and parts:
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

    The summary of a topic or an area is left out where its page is closed, or its card stands on closed pages or was removed
    from one, unless it stands on another page, too. `pages_of` is the registry that still names the pages which are not in the
    site.
    """
    closed = pages.closed
    opened = [content.shown for name, content in pages.content.items() if name not in closed]
    hidden = [
        part for name, content in pages.content.items() for part in (content.parts if name in closed else [content.removed])
    ]
    open_topics, hidden_topics = ({key for shown in group for key in shown.topics} for group in (opened, hidden))
    open_areas, hidden_areas = ({area_id for shown in group for area_id in shown.areas} for group in (opened, hidden))

    open_terms, hidden_terms = ({term_id for shown in group for term_id in shown.terms} for group in (opened, hidden))

    def listable_terms(terms: Mapping[str, Term]) -> dict[str, Term]:
        return {term_id: term for term_id, term in terms.items() if term_id not in hidden_terms - open_terms}

    def listable_topic(key: TopicKey, topic: Topic) -> Topic:
        page = pages_of.areas[key.area].topics[key.topic].page
        is_hidden = (page in closed or key in hidden_topics) and key not in open_topics
        return topic.model_copy(update={"summary": None}) if is_hidden else topic

    def listable(area_id: str, area: Area) -> Area:
        is_hidden = (pages_of.areas[area_id].page in closed or area_id in hidden_areas) and area_id not in open_areas
        topics = {topic_id: listable_topic(TopicKey(area_id, topic_id), topic) for topic_id, topic in area.topics.items()}
        comparisons = {name: each for name, each in area.comparisons.items() if (area_id, name) in tables}
        summary = None if is_hidden else area.summary
        terms = listable_terms(area.terms)
        return area.model_copy(update={"summary": summary, "topics": topics, "comparisons": comparisons, "terms": terms})

    areas = {area_id: listable(area_id, area) for area_id, area in registry.areas.items()}
    course = registry.course.model_copy(update={"terms": listable_terms(registry.course.terms)})
    return registry.model_copy(update={"course": course, "areas": areas})


def is_unlisted(meta: Mapping[str, Any]) -> bool:
    """Whether front matter asks that its page be listed nowhere: `robots: noindex` or `none`, or `search: {exclude: true}`."""
    search, robots = meta.get("search"), meta.get("robots")
    words = " ".join(map(str, robots)) if isinstance(robots, list) else str(robots or "")
    asks = not {"noindex", "none"}.isdisjoint(words.lower().replace(",", " ").split())
    return asks or (isinstance(search, Mapping) and bool(search.get("exclude")))
