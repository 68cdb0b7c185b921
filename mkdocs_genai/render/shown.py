"""What pages show of the registry, and what of it may be published beside them.

A page may be hidden: encrypted by another plugin, a draft, or excluded from the site. What stands on hidden pages alone must be
in no other file either. What no page shows is published, and so is what at least one open page shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..registry.cells import Row, Table
from ..registry.model import Area, Registry, Topic
from ..registry.order import TopicKey
from ..registry.rows import Tables


class ShownCells(NamedTuple):
    """The part of a comparison that a block shows: its columns, and the ids of its rows."""

    area: str
    comparison: str
    columns: frozenset[str]
    rows: frozenset[str]


def shown_cells(area_id: str, comparison_id: str, columns: Iterable[str], rows: Iterable[Row]) -> ShownCells:
    """The cells of some columns and rows."""
    return ShownCells(area_id, comparison_id, frozenset(columns), frozenset(row.id for row in rows))


@dataclass
class Shown:
    """What one page shows."""

    cells: list[ShownCells] = field(default_factory=list)
    topics: set[TopicKey] = field(default_factory=set)
    """Topics whose summaries stand on the page."""
    areas: set[str] = field(default_factory=set)
    """Areas whose summaries stand on the page."""


def publishable_tables(tables: Tables, pages: Mapping[str, Shown], hidden: Collection[str]) -> Tables:
    """The tables that may be published; of one that a hidden page shows, the part that open pages show.

    `pages` is what each page shows, by its name; `hidden` are the names of hidden pages.
    """
    closed: set[tuple[str, str]] = set()
    opened: dict[tuple[str, str], list[ShownCells]] = {}
    for name, shown in pages.items():
        for cells in shown.cells:
            key = (cells.area, cells.comparison)
            if name in hidden:
                closed.add(key)
            else:
                opened.setdefault(key, []).append(cells)
    return {
        key: table if key not in closed else _part(table, opened[key])
        for key, table in tables.items()
        if key not in closed or key in opened
    }


def _part(table: Table, parts: Iterable[ShownCells]) -> Table:
    """The cells that any of the parts has; between them, a cell that none has is unknown."""
    shown: dict[str, set[str]] = {}
    for part in parts:
        for row_id in part.rows:
            shown.setdefault(row_id, set()).update(part.columns)
    columns = {key: column for key, column in table.columns.items() if any(key in keys for keys in shown.values())}
    rows = tuple(
        Row(row.id, {key: row.cells[key] if key in shown[row.id] else None for key in columns})
        for row in table.rows
        if row.id in shown
    )
    return Table(columns, rows)


def listable_tables(tables: Tables, pages: Mapping[str, Shown], closed: Collection[str]) -> Tables:
    """The tables that may be listed: those that no page shows, and those that a page shows which is not `closed`."""
    showing: dict[tuple[str, str], set[str]] = {}
    for name, shown in pages.items():
        for cells in shown.cells:
            showing.setdefault((cells.area, cells.comparison), set()).add(name)
    return {key: table for key, table in tables.items() if not showing.get(key) or showing[key].difference(closed)}


def listable_registry(registry: Registry, tables: Tables, pages: Mapping[str, Shown], closed: Collection[str]) -> Registry:
    """The registry as it may be listed, with the comparisons of `tables` alone.

    Where the page of a topic or an area is `closed`, its summary is left out, unless the card stands on another page.
    """
    opened = [shown for name, shown in pages.items() if name not in closed]
    topics = {key for shown in opened for key in shown.topics}
    shown_areas = {area_id for shown in opened for area_id in shown.areas}

    def listable_topic(key: TopicKey, topic: Topic) -> Topic:
        return topic.model_copy(update={"summary": None}) if topic.page in closed and key not in topics else topic

    def listable(area_id: str, area: Area) -> Area:
        update = {
            "summary": None if area.page in closed and area_id not in shown_areas else area.summary,
            "topics": {key: listable_topic(TopicKey(area_id, key), topic) for key, topic in area.topics.items()},
            "comparisons": {name: each for name, each in area.comparisons.items() if (area_id, name) in tables},
        }
        return area.model_copy(update=update)

    return registry.model_copy(update={"areas": {area_id: listable(area_id, area) for area_id, area in registry.areas.items()}})
