"""The base class of chart kinds: which columns a kind can draw, its options, and the chart's text alternatives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from babel.lists import format_list
from markupsafe import escape

from ...columns.base import Value
from ...options import Option, text
from ...problems import ProblemError
from ...registry.column import Column
from ...registry.table import Row
from ...targets import chart_anchor
from ..inline_text import page_output
from ..page import Page, SearchWords
from ..renderer import Renderer
from ..table_rows import Body, TableRow, markdown_cells
from ..tables import render_notes
from .drawing import MARKERS, NARROW, WIDE, Drawing, mirrored

_LARGEST = 1e300
"""The largest number of a drawing; twice as much is still a floating-point number."""

COLOR = "color"
"""The option that names the column whose values are told apart by shape and color."""


class ChartData(NamedTuple):
    """The data of a chart: the comparison, the chosen columns and rows, and the kind's own options.

    A column chosen by `color` is the last one.
    """

    area_id: str
    comparison_id: str
    columns: Mapping[str, Column]
    rows: Sequence[Row]
    options: Mapping[str, Any]
    caption: str | None = None
    """The caption, where it is not the comparison's title."""
    label: str | None = None
    """The column that names the rows, where it is not the first one."""


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
    MOST: ClassVar[int] = 100
    """The largest number of columns that have room."""
    AXES: ClassVar[tuple[str, ...]] = ()
    """Options that each name one column to draw, in this order; another way to write `columns`."""
    TAKES_COLOR: ClassVar[bool] = False
    """Whether the option `color` names one more column, whose values are told apart by shape and color."""
    CHOICES: ClassVar[Mapping[str, Option]] = {}
    """The options that this kind has besides those of every comparison-chart."""
    TURNS: ClassVar[bool] = False
    """Whether it is mirrored in languages that are written from right to left."""
    TEMPLATE: ClassVar[str] = "comparison-chart.html"
    """The template, which lists in its first line what `render` gives it."""

    def __init__(self, renderer: Renderer, data: ChartData) -> None:
        self.renderer = renderer
        self.data = data
        self.comparison = renderer.registry.areas[data.area_id].comparisons[data.comparison_id]
        self.table = renderer.tables[data.area_id, data.comparison_id]
        self.rows = data.rows

    @property
    def title(self) -> str:
        """The caption, which is also the name of the only drawing."""
        return self.data.caption or self.comparison.title

    @classmethod
    def choices(cls) -> Mapping[str, Option]:
        """The kind's own options, with those that name columns."""
        return {name: Option(None, text) for name in cls.column_options()} | dict(cls.CHOICES)

    @classmethod
    def column_options(cls) -> tuple[str, ...]:
        """The options that each name a column."""
        return (*cls.AXES, COLOR) if cls.TAKES_COLOR else cls.AXES

    @staticmethod
    @abstractmethod
    def can_draw(column: Column) -> bool:
        """Whether this kind draws such a column. Ask what its type can do, such as `is_scale`, not for the type's name."""

    @classmethod
    def default_columns(cls, columns: Mapping[str, Column], options: Mapping[str, Any]) -> tuple[str, ...]:
        """The columns of a comparison that are drawn if the author chooses none with `columns`.

        These are all that can be, or those that AXES name; the first ones that can be, where an axis is not named.
        """
        drawable = [key for key, column in columns.items() if cls.can_draw(column)]
        if not cls.AXES:
            return tuple(drawable)
        named = [options[axis] for axis in cls.AXES]
        others = iter([key for key in drawable if key not in named])
        return tuple(key for name in named if (key := name or next(others, None)))

    @classmethod
    def fits(cls, columns: Sequence[Column]) -> bool:
        """Whether this kind draws these columns together."""
        return cls.LEAST <= len(columns) <= cls.MOST and all(cls.can_draw(column) for column in columns)

    @classmethod
    def suits(cls, columns: Sequence[Column]) -> bool:
        """Whether this kind is the one for these columns if the author names none; the first kind that suits is used."""
        return cls.fits(columns)

    @abstractmethod
    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """The drawings, one SVG each; their names, which become ids, begin with `anchor`.

        A drawing should not be wider than `width`. Where it is wider than a phone, it is drawn for one as well.
        """

    def is_drawn(self, row: Row) -> bool:
        """Whether a row has all values that its place in the drawing needs; by default one of them."""
        return any(row.cells[key] is not None for key in self.data.columns)

    def layouts(self, anchor: str) -> dict[str, list[Drawing]]:
        """The drawings, by the room that they are for: `wide` and `narrow`, or `any`."""
        wide = self._turned(self.drawings(anchor, WIDE))
        if all(drawing.view[2] <= NARROW for drawing in wide):
            return {"any": wide}
        return {"wide": wide, "narrow": self._turned(self.drawings(f"{anchor}_narrow", NARROW))}

    def _turned(self, drawings: list[Drawing]) -> list[Drawing]:
        is_turned = self.TURNS and self.renderer.locale.text_direction == "rtl"
        return [mirrored(drawing) for drawing in drawings] if is_turned else drawings

    def render(self, page: Page) -> str:
        """The HTML. Raises ProblemError."""
        anchor = page.unique(chart_anchor(self.data.area_id, self.data.comparison_id))
        return self.renderer.templates.render(
            self.TEMPLATE,
            anchor=anchor,
            number=self.renderer.label("figure").format(number=self.renderer.numbers.exact(page.number_figure())),
            title=self.title,
            kind=self.NAME,
            layouts=self.layouts(anchor),
            markers=MARKERS,
            notes=self._notes(page, self.data.columns),
        )

    def markdown(self, page: Page) -> str:
        """The chart as Markdown: by default a table of what is drawn."""
        names = dict.fromkeys([self.data.label or self.table.header, *self.data.columns])
        columns = {key: self.table.columns[key] for key in names}
        kinds = {key: self.table.kinds[key] for key in columns}
        out = page_output(self.renderer, page, self.data.area_id)
        return self.renderer.render(
            page,
            "comparison-chart",
            anchor=page.unique(chart_anchor(self.data.area_id, self.data.comparison_id)),
            title=self.title,
            columns=columns,
            hints={},
            foot=None,
            bodies=[Body(None, [TableRow(row.id, None, markdown_cells(row, kinds, out)) for row in self.rows])],
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
        value = row.cells[self.data.label] if self.data.label else None
        if self.data.label and value is not None:
            return self.value_words(self.data.label, value).strip() or row.id
        return self.renderer.row_title(self.table, row)

    def value_words(self, column_id: str, value: Value) -> str:
        """A value as text for the drawing and its description, in the style that it has in the table."""
        if value is None:
            return self.renderer.label("unknown")
        return self.table.kinds[column_id].localized(value, self.renderer, self.renderer.plain)

    def amount(self, row: Row, column_id: str) -> float | None:
        """A value as a number; None if it is unknown. Raises ProblemError where it is too large to be drawn."""
        value = row.cells[column_id]
        if value is None:
            return None
        amount = self.table.kinds[column_id].amount(value)
        if abs(amount) > _LARGEST:
            message = f"'{self.row_name(row)}' has a value in '{column_id}' that is too large to be drawn"
            raise ProblemError("GA061", f"{message}; correct it, or leave its row out by `where`")
        return amount

    def description(self, series: Sequence[Series], column_ids: Sequence[str] | None = None) -> str:
        """All values as text, for screen readers; by default those of all columns."""
        said = [
            (index, column.heading)
            for index, (key, column) in enumerate(self.data.columns.items())
            if column_ids is None or key in column_ids
        ]
        return ". ".join(
            f"{row.name}: " + ", ".join(f"{title} {row.in_words[index]}" for index, title in said) for row in series
        )

    def listed(self, names: Sequence[str]) -> str:
        """Names as a list in the site's language."""
        return format_list(names, locale=self.renderer.locale)

    def missing(self, column_ids: Iterable[str], rows: Iterable[Row]) -> tuple[str, ...]:
        """A sentence for each column that has unknown values in some rows, with the names of these."""
        return tuple(
            self.renderer.label("chart_unknown").format(column=self.data.columns[key].title, rows=self.listed(names))
            for key in column_ids
            if (names := [self.row_name(row) for row in rows if row.cells[key] is None])
        )


def is_scale(column: Column) -> bool:
    """Whether a column's values lie between 0 and the column's largest possible value."""
    return column.scale_max > 0


def is_number(column: Column) -> bool:
    """Whether a column's values are numbers, those of a scale among them."""
    return column.kind.MEASURE == "number"


def is_time(column: Column) -> bool:
    """Whether a column's values are years or dates."""
    return column.kind.MEASURE in ("year", "date")


def share(column: Column, value: Value) -> float | None:
    """A value of a scale as a part of the largest possible one; None where it is unknown."""
    return None if value is None else column.kind.amount(value) / column.scale_max
