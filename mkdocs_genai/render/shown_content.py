"""The content of the registry that pages show: cells of comparisons, and the summaries of topics, areas and terms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..registry.learning_order import TopicKey
from ..registry.table import Row, TableKey


class ShownCells(NamedTuple):
    """The part of a comparison that a block shows: its columns, and the ids of its rows."""

    area: str
    comparison: str
    columns: frozenset[str]
    rows: frozenset[str]

    @property
    def table(self) -> TableKey:
        """The key of the comparison."""
        return self.area, self.comparison


def shown_cells(area_id: str, comparison_id: str, columns: Iterable[str], rows: Iterable[Row]) -> ShownCells:
    """The cells of some columns and rows."""
    return ShownCells(area_id, comparison_id, frozenset(columns), frozenset(row.id for row in rows))


@dataclass
class Shown:
    """The content of the registry that one page shows."""

    cells: list[ShownCells] = field(default_factory=list)
    topics: set[TopicKey] = field(default_factory=set)
    """Topics whose summaries are on the page."""
    areas: set[str] = field(default_factory=set)
    """Areas whose summaries are on the page."""
    terms: set[str] = field(default_factory=set)
    """Terms whose meanings are on the page."""

    @property
    def tables(self) -> set[TableKey]:
        """The comparisons of which the page shows cells."""
        return {cells.table for cells in self.cells}

    def add(self, other: Shown) -> None:
        """Add the content of another part of the page."""
        self.cells += other.cells
        self.topics |= other.topics
        self.areas |= other.areas
        self.terms |= other.terms

    def without(self, *others: Shown) -> Shown:
        """The content that no other one shows any of: tables, areas' topics, areas and terms that are only in this one.

        Cards of some of an area's topics are there for all of them, since a block may choose.
        """
        tables, areas_of_topics, has_areas, terms = set[TableKey](), set[str](), False, set[str]()
        for other in others:
            tables |= other.tables
            areas_of_topics |= {area_id for area_id, _ in other.topics}
            has_areas = has_areas or bool(other.areas)
            terms |= other.terms
        return Shown(
            [cells for cells in self.cells if cells.table not in tables],
            {key for key in self.topics if key[0] not in areas_of_topics},
            set() if has_areas else set(self.areas),
            self.terms - terms,
        )


@dataclass
class PageContent:
    """The content that a page shows, that its faulty blocks would show, and that another plugin has removed from it."""

    shown: Shown = field(default_factory=Shown)
    faulty: Shown = field(default_factory=Shown)
    removed: Shown = field(default_factory=Shown)

    @property
    def parts(self) -> tuple[Shown, ...]:
        """All of it."""
        return self.shown, self.faulty, self.removed


class ShownPages(NamedTuple):
    """The content that each page of a site shows, by the page's name, and which pages are hidden."""

    content: Mapping[str, PageContent]
    hidden: Collection[str] = ()
    """Pages that readers can't see."""
    closed: Collection[str] = ()
    """Hidden pages, and pages whose front matter asks not to be listed."""
    elsewhere: Shown = Shown()
    """What pages of another language show, and what is published there if no page of this language shows it."""
