"""The base class of chart kinds: which columns a kind can draw, its options, and the chart's text alternatives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from markupsafe import escape

from ...columns.base import Value
from ...options import Option
from ...registry.model import Column
from ...registry.table import Row
from ..page import Page, SearchWords
from ..page_text import page_output
from ..renderer import Renderer
from ..tables import TableRow, markdown_cells, render_notes
from .drawing import Drawing


class ChartData(NamedTuple):
    """The data of a chart: the comparison, the chosen columns and rows, and the kind's own options."""

    area_id: str
    comparison_id: str
    columns: Mapping[str, Column]
    rows: Sequence[Row]
    options: Mapping[str, Any]
    caption: str | None = None
    """The caption, where it is not the comparison's title."""


class Series(NamedTuple):
    """One row of a chart: its name in plain words, and each column's value and the words for it."""

    name: str
    values: tuple[Value, ...]
    in_words: tuple[str, ...]


class ChartKind(ABC):
    """A kind of chart; each instance is one chart.

    A subclass is one kind, in a file of its own: NAME and CHOICES say how it is written, DRAWS and `can_draw` which columns it
    takes, and `drawings` what is drawn of `self.data` and `self.series`. The rest has defaults: the template, the description
    for screen readers, what search engines read, and the chart as Markdown. `Bars` is a short example.
    """

    NAME: ClassVar[str]
    """What authors write after `kind:`; a class of the figure, `genai-chart--NAME`, too."""
    DRAWS: ClassVar[str]
    """The columns that `can_draw` takes, as messages name them: "a chart draws columns of `type: rating`"."""
    LEAST: ClassVar[int] = 1
    """The smallest number of columns that make sense."""
    CHOICES: ClassVar[Mapping[str, Option]] = {}
    """The options that this kind has besides those of every comparison-chart."""
    TEMPLATE: ClassVar[str] = "comparison-chart.html"
    """The template, which lists in its first line what `render` gives it."""

    def __init__(self, renderer: Renderer, data: ChartData) -> None:
        self.renderer = renderer
        self.data = data
        self.comparison = renderer.registry.areas[data.area_id].comparisons[data.comparison_id]
        self.table = renderer.tables[data.area_id, data.comparison_id]
        self.rows = [row for row in data.rows if any(row.cells[key] is not None for key in data.columns)]
        """The rows that are drawn: those with at least one known value. A chart is rendered only if it has any."""

    @property
    def title(self) -> str:
        """The caption, which is also the name of the only drawing."""
        return self.data.caption or self.comparison.title

    @staticmethod
    @abstractmethod
    def can_draw(column: Column) -> bool:
        """Whether this kind draws such a column. Ask what its type can do, such as `is_scale`, not for the type's name."""

    @classmethod
    def default_columns(cls, columns: Mapping[str, Column], options: Mapping[str, Any]) -> tuple[str, ...]:
        """Which of a comparison's columns are drawn where the author chooses none with `columns`: all that can be."""
        del options
        return tuple(key for key, column in columns.items() if cls.can_draw(column))

    @classmethod
    def fits(cls, columns: Sequence[Column]) -> bool:
        """Whether this kind draws these columns together."""
        return len(columns) >= cls.LEAST and all(cls.can_draw(column) for column in columns)

    @abstractmethod
    def drawings(self, anchor: str) -> list[Drawing]:
        """What is drawn, one SVG each; `anchor` is what their names, which become ids, begin with."""

    def render(self, page: Page) -> str:
        """The HTML. Raises ProblemError."""
        anchor = page.unique(f"chart_{self.data.area_id}_{self.data.comparison_id}")
        return self.renderer.templates.render(
            self.TEMPLATE,
            anchor=anchor,
            title=self.title,
            kind=self.NAME,
            drawings=self.drawings(anchor),
            notes=self._notes(page, self.data.columns),
        )

    def markdown(self, page: Page) -> str:
        """The chart as Markdown: by default a table of what is drawn."""
        columns = {key: self.table.columns[key] for key in (self.table.header, *self.data.columns)}
        kinds = {key: self.table.kinds[key] for key in columns}
        out = page_output(self.renderer, page, self.data.area_id)
        return self.renderer.render(
            page,
            "comparison-chart",
            title=self.title,
            columns=columns,
            hints={},
            rows=[TableRow(row.id, None, markdown_cells(row, kinds, out)) for row in self.rows],
            notes=self._notes(page, columns),
        )

    def _notes(self, page: Page, columns: Mapping[str, Column]) -> str:
        return render_notes(self.renderer, page, (self.data.area_id, self.data.comparison_id), columns, self.data.rows)

    def search_words(self) -> SearchWords:
        """The text for search: by default only the title, because search finds the rows at their table."""
        return SearchWords(f"<p>{escape(self.title)}</p>")

    @cached_property
    def series(self) -> list[Series]:
        """The rows with their values, and the words for these."""
        return [
            Series(
                self.row_name(row),
                tuple(row.cells[key] for key in self.data.columns),
                tuple(self.value_words(key, row.cells[key]) for key in self.data.columns),
            )
            for row in self.rows
        ]

    def row_name(self, row: Row) -> str:
        """A row's name as plain text; its id if the name is blank, such as `&nbsp;`."""
        return self.renderer.row_title(self.table, row)

    def value_words(self, column_id: str, value: Value) -> str:
        """A value as text for the drawing and its description, in the style that it has in the table."""
        if value is None:
            return self.renderer.label("unknown")
        return self.table.kinds[column_id].text(value, self.renderer, self.renderer.plain)

    def description(self, series: Sequence[Series]) -> str:
        """All values as text, for screen readers."""
        titles = [column.title for column in self.data.columns.values()]
        return ". ".join(
            f"{row.name}: " + ", ".join(f"{title} {said}" for title, said in zip(titles, row.in_words, strict=True))
            for row in series
        )


def is_scale(column: Column) -> bool:
    """Whether a column's values lie between 0 and the column's best value."""
    return column.best > 0


def share(column: Column, value: Value) -> float | None:
    """A value of a scale as a part of the best one; None where it is unknown."""
    return float(value) / column.best if isinstance(value, int | float | Decimal) else None
