"""`kind: scatter`: a point for each row at two of its values, with its name beside it or in the legend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from ...options import Option, words_among
from ...problems import ProblemError
from ...registry.column import Column
from ...registry.table import Row
from .arial_widths import arial_lines
from .axis import Axis, fitting_axis, logarithmic_axis, number_axis, time_axis
from .base import ChartKind, is_number, is_scale, is_time
from .categories import categories
from .drawing import (
    NARROW,
    Box,
    Drawing,
    Key,
    Label,
    Mark,
    Point,
    Rule,
    view_around,
    width_of,
    words,
    words_around,
    words_height,
)
from .placement import Place, Placement

_HEIGHT = 0.62
"""The height of the plot on a wide page, as a part of its width."""
_NAME = 150.0
_NARROW_NAME = 96.0
"""The largest width of a name's line on a phone; a longer name goes on in a second line."""
_LINES = 3
"""The most lines of a name; one with more is in the legend."""
_TICK = 44.0
"""The least distance of ticks of the upright axis."""
_ABOVE = 10.0
"""How far a name may stand out above the plot."""
_MARGIN = 12.0
"""Between the plot's edge and a point at the end of an axis."""


class Plot(NamedTuple):
    """The two axes, and the box that the points are in."""

    x: Axis
    y: Axis
    box: Box

    def point(self, x: float, y: float) -> Point:
        """The place of two values."""
        left, top, right, bottom = self.box
        return Point(round(left + self.x.share(x) * (right - left), 1), round(bottom - self.y.share(y) * (bottom - top), 1))


class Scatter(ChartKind):
    """Points on two axes of numbers, ratings, years or dates; `log` gives an axis a logarithmic scale."""

    NAME = "scatter"
    DRAWS = "columns of `type: number`, `rating`, `year` or `date`"
    LEAST = 2
    MOST = 2
    AXES = ("x", "y")
    TAKES_COLOR: ClassVar[bool] = True
    TURNS: ClassVar[bool] = True
    CHOICES: ClassVar[Mapping[str, Option]] = {"log": Option((), words_among(("x", "y")))}

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_number(column) or is_time(column)

    @classmethod
    def default_columns(cls, columns: Mapping[str, Column], options: Mapping[str, Any]) -> tuple[str, ...]:
        """See ChartKind: numbers before ratings before years and dates."""
        ranked = sorted(columns, key=lambda name: (not is_number(columns[name]), is_scale(columns[name])))
        return super().default_columns({name: columns[name] for name in ranked}, options)

    @classmethod
    def suits(cls, columns: Sequence[Column]) -> bool:
        """See ChartKind."""
        return cls.fits(columns) and all(is_number(column) and not is_scale(column) for column in columns)

    def is_drawn(self, row: Row) -> bool:
        """See ChartKind: both values."""
        return all(row.cells[key] is not None for key in self._axes)

    @property
    def _axes(self) -> tuple[str, str]:
        x, y = list(self.data.columns)[:2]
        return x, y

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """See ChartKind."""
        drawn = [row for row in self.rows if self.is_drawn(row)]
        plot = self._plot(drawn, width)
        found = categories(self, drawn)
        points = [plot.point(x, y) for x, y in zip(*(self._amounts(drawn, key) for key in self._axes), strict=True)]
        places, numbered = self._named(drawn, points, plot.box._replace(top=plot.box.top - _ABOVE, right=width), width)
        labels, rules = self._frame(plot, width)
        return [
            Drawing(
                anchor,
                self.title,
                self.description(self.series),
                view_around([*labels, *(place.label for place in places)], [Point(0, 0), Point(width, 0), *points]),
                rules=(*rules, *(place.leader for place in places if place.leader)),
                marks=tuple(Mark(number, *point) for number, point in zip(found.numbers, points, strict=True)),
                labels=(*labels, *(place.label for place in places)),
                legend=(*found.legend, *numbered),
                missing=self.missing(self._axes, self.rows),
            )
        ]

    def _named(
        self, rows: Sequence[Row], points: Sequence[Point], frame: Box, width: float
    ) -> tuple[list[Place], list[Key]]:  # fmt: skip
        """The places of names, or of their numbers, and the legend, in which numbers come first.

        Where even a number has no place, the legend tells the values, by which a reader finds the point.
        """
        names = [self.row_name(row) for row in rows]
        room = _NAME if width > NARROW else _NARROW_NAME
        lines = {index: arial_lines(name, room, 14) for index, name in enumerate(names)}
        placement = Placement(points, frame)
        placed = placement.place([(index, each) for index, each in lines.items() if len(each) <= _LINES])
        others = [index for index in lines if index not in placed]
        found = placement.place([(index, (str(number),)) for number, index in enumerate(others, 1)], "number")
        numbered = [(number, index) for number, index in enumerate((index for index in others if index in found), 1)]
        places = [_with_number(found[index], number) for number, index in numbered]
        legend = [Key("number", number, names[index]) for number, index in numbered]
        legend += [Key("number", 0, self._with_values(rows[index])) for index in others if index not in found]
        return [*placed.values(), *places], legend

    def _with_values(self, row: Row) -> str:
        """A row's name and both of its values."""
        values = (self.value_words(key, row.cells[key]) for key in self._axes)
        return f"{self.row_name(row)} ({'; '.join(values)})"

    def _plot(self, rows: Sequence[Row], width: float) -> Plot:
        height = round(width * (_HEIGHT if width > NARROW else 1))
        upright = self._axis("y", rows, height - 60, lambda text: _TICK)
        left = max(width_of(tick.text, "tick") for tick in upright.ticks) + 8
        level = self._axis("x", rows, width - left - _MARGIN, lambda text: width_of(text, "tick") + 10)
        right = width - max(_MARGIN, width_of(level.ticks[-1].text, "tick") / 2)
        return Plot(level, upright, Box(round(left), 0, round(right), height))

    def _amounts(self, rows: Sequence[Row], key: str) -> list[float]:
        return [amount for row in rows if (amount := self.amount(row, key)) is not None]

    def _axis(self, name: str, rows: Sequence[Row], length: float, room: Callable[[str], float]) -> Axis:
        key = self._axes[("x", "y").index(name)]
        kind, column = self.table.kinds[key], self.data.columns[key]
        values = self._amounts(rows, key)
        if name in self.data.options["log"]:
            if is_time(column) or min(values) <= 0:
                raise ProblemError("GA061", f"option 'log': '{key}' has values that are not numbers above 0", "log")
            return fitting_axis(lambda most: logarithmic_axis(kind, values, self.renderer.numbers, most), length, room)
        if is_time(column):
            dates, has_months = self.renderer.dates, column.kind.MEASURE == "date"
            return fitting_axis(lambda most: time_axis(values, dates, most, has_months=has_months), length, room)
        return fitting_axis(lambda most: number_axis(kind, values, self.renderer.numbers, most), length, room)

    def _frame(self, plot: Plot, width: float) -> tuple[list[Label], list[Rule]]:
        """The words and lines of both axes."""
        left, top, right, bottom = plot.box
        x_title, y_title = (self._axis_title(name, key) for name, key in zip(("x", "y"), self._axes, strict=True))
        at_x = [(plot.point(tick.value, plot.y.low).x, tick.text) for tick in plot.x.ticks]
        at_y = [(plot.point(plot.x.low, tick.value).y, tick.text) for tick in plot.y.ticks]
        ticks = [
            *(words([text], x, bottom + 6, "middle", "tick") for x, text in at_x),
            *(words_around([text], left - 8, y, "end", "tick") for y, text in at_y),
        ]
        below = words(arial_lines(x_title, width, 13, bold=True), width, ticks[0].box.bottom + 4, "end", "title")
        lines = arial_lines(y_title, width, 13, bold=True)
        above = words(lines, 0, top - words_height(lines, "title") - _ABOVE - 4, "start", "title")
        grid = [Rule("grid", x, top, x, bottom) for x, _ in at_x] + [Rule("grid", left, y, right, y) for y, _ in at_y]
        return [*ticks, below, above], [*grid, Rule("axis", left, bottom, right, bottom), Rule("axis", left, top, left, bottom)]

    def _axis_title(self, name: str, key: str) -> str:
        heading = self.data.columns[key].heading
        return self.renderer.label("chart_log").format(column=heading) if name in self.data.options["log"] else heading


def _with_number(place: Place, number: int) -> Place:
    """A place with a number that is at most as long as the one for which it was found."""
    ((_, baseline),) = place.label.lines
    return place._replace(label=place.label._replace(lines=((str(number), baseline),)))
