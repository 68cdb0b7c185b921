"""`kind: radar`: an axis for each of three or more ratings, and a closed line for each row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import ClassVar, NamedTuple

from ...registry.column import Column
from .arial_widths import arial_lines
from .base import ChartKind, Series, is_scale, share
from .drawing import (
    NARROW,
    Drawing,
    Key,
    Label,
    Line,
    Point,
    Rule,
    view_around,
    width_of,
    words,
    words_around,
    words_height,
)

TOGETHER = 4
"""The most rows in one radar; more rows get one radar each."""
_RADII = (150, 130, 110, 95, 80, 65)
_LONGEST_TITLES = (150, 120, 100, 80, 60)
"""The widths of a title's line that are tried, if its longest word has room."""
_SMALL = 260.0
"""The width of the radar of a single row among many."""
_GAP = 12.0


class RadarFrame(NamedTuple):
    """The radius of the rim, the words around it, and a legend if these are numbers."""

    radius: float
    labels: list[Label]
    keys: list[Key]


class Radar(ChartKind):
    """A radar, with the center at 0, 0. More rows than can be told apart in one get a small radar each."""

    NAME = "radar"
    DRAWS = "columns of `type: rating`"
    LEAST = 3
    MOST = 24
    TURNS: ClassVar[bool] = True

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_scale(column)

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """See ChartKind."""
        series = [each for row, each in zip(self.rows, self.series, strict=True) if self.is_drawn(row)]
        unknown = [self.row_name(row) for row in self.rows if not self.is_drawn(row)]
        label = self.renderer.label("chart_all_unknown")
        partly = self.missing(self.data.columns, [row for row in self.rows if self.is_drawn(row)])
        missing = (*((label.format(rows=self.listed(unknown)),) if unknown else ()), *partly)
        titles = [column.title for column in self.data.columns.values()]
        frame = _frame(titles, width if len(series) <= TOGETHER else min(width, _SMALL))
        if len(series) <= TOGETHER:
            drawing = self._drawing(anchor, self.title, series, frame)
            return [drawing._replace(description=self.description(self.series), missing=missing)]
        drawings = [self._drawing(f"{anchor}_{number}", row.name, [row], frame) for number, row in enumerate(series, 1)]
        return [*drawings[:-1], drawings[-1]._replace(missing=missing)]

    def _drawing(self, name: str, title: str, series: Sequence[Series], frame: RadarFrame) -> Drawing:
        rings = self._rings(frame.radius)
        lines = self._lines(series, frame.radius)
        legend = tuple(Key("line", line.number, row.name) for line, row in zip(lines, series, strict=True))
        return Drawing(
            name,
            title,
            self.description(series),
            view_around(frame.labels, rings[-1]),
            rings,
            tuple(Rule("grid", 0, 0, *point) for point in rings[-1]),
            lines=lines,
            labels=(*self._scale(rings), *frame.labels),
            legend=(*(legend if len(legend) > 1 else ()), *frame.keys),
        )

    def _rings(self, radius: float) -> tuple[tuple[Point, ...], ...]:
        """From the innermost to the rim: one for each whole rating, if these are few and the same on all axes; else five."""
        scales = {column.scale_max for column in self.data.columns.values()}
        steps = scales.pop() if len(scales) == 1 and max(scales) <= 6 else 5
        axes = len(self.data.columns)
        return tuple(tuple(radar_points([step / steps] * axes, radius)) for step in range(1, steps + 1))

    def _scale(self, rings: Sequence[Sequence[Point]]) -> tuple[Label, ...]:
        """The rings' values, where they are the same on all axes."""
        largest, *others = {column.scale_max for column in self.data.columns.values()}
        if others:
            return ()
        steps = [Decimal(step * largest) / len(rings) for step in range(1, len(rings) + 1)]
        return tuple(
            words_around([self.renderer.numbers.exact(step)], -5, ring[0].y + 7, "end", "tick")
            for step, ring in zip(steps, rings, strict=True)
        )

    def _lines(self, series: Sequence[Series], radius: float) -> tuple[Line, ...]:
        columns = self.data.columns.values()
        shares = [[share(*pair) for pair in zip(columns, row.values, strict=True)] for row in series]
        drawn = [radar_points([part or 0 for part in row], radius) for row in shares]
        return tuple(
            Line(
                number,
                _strokes(points, row),
                tuple(point for point, part in zip(points, row, strict=True) if part is not None),
            )
            for number, (points, row) in enumerate(zip(drawn, shares, strict=True), 1)
        )


def radar_points(values: Sequence[float], radius: float) -> list[Point]:
    """Place one value on each axis, from 0 at the center to 1 at the rim; axes go clockwise from the top."""
    turn = 2 * math.pi / len(values)
    return [
        Point(round(value * radius * math.sin(axis * turn), 1), round(-value * radius * math.cos(axis * turn), 1))
        for axis, value in enumerate(values)
    ]


def _strokes(points: Sequence[Point], shares: Sequence[float | None]) -> tuple[tuple[Point, ...], ...]:
    """A closed line through the points; only between neighbors that are both known."""
    if None not in shares:
        return (tuple(points),)
    pairs = zip(points, [*points[1:], points[0]], shares, [*shares[1:], shares[0]], strict=True)
    return tuple((here, there) for here, there, one, other in pairs if None not in (one, other))


def _frame(titles: Sequence[str], width: float) -> RadarFrame:
    """The largest radius with which the columns' titles have room around it, or else numbers.

    On a phone, titles stand above or below their points, so that the radar stays large.
    """
    word = max(width_of(word, "heading") for title in titles for word in title.split())
    for radius in _RADII:
        for longest in (room for room in _LONGEST_TITLES if room >= word):
            labels = _titles_around([arial_lines(title, longest, 14, bold=True) for title in titles], radius, width)
            if _have_room(labels, radius, width):
                return RadarFrame(radius, labels, [])
    numbers = [(str(number),) for number in range(1, len(titles) + 1)]
    radius = next(radius for radius in _RADII if _have_room(_titles_around(numbers, radius, width), radius, width))
    keys = [Key("number", number, title) for number, title in enumerate(titles, 1)]
    return RadarFrame(radius, _titles_around(numbers, radius, width), keys)


def _titles_around(titles: Sequence[Sequence[str]], radius: float, width: float) -> list[Label]:
    rim = radar_points([1] * len(titles), radius)
    return [_title_beside(lines, point, is_stacked=width <= NARROW) for lines, point in zip(titles, rim, strict=True)]


def _have_room(labels: Sequence[Label], radius: float, width: float) -> bool:
    rim = radar_points([1] * len(labels), radius)
    boxes = [label.box for label in labels]
    is_apart = not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    is_outside = not any(box.left < x < box.right and box.top < y < box.bottom for box in boxes for x, y in rim)
    return is_apart and is_outside and view_around(labels, rim)[2] <= width


def _title_beside(lines: Sequence[str], point: Point, *, is_stacked: bool) -> Label:
    """A title next to a point, on the side away from 0, 0; a stacked one is above or below, unless its point is at the side."""
    out = math.hypot(*point)
    right, down = point.x / out, point.y / out
    height = words_height(lines, "heading")
    if abs(right) < 0.2 or (is_stacked and abs(down) > 0.4):
        top = point.y + _GAP if down > 0 else point.y - _GAP - height
        return words(lines, point.x, top, "middle", "heading")
    middle = point.y + down * (_GAP + height / 2)
    return words_around(lines, point.x + right * _GAP, middle, "start" if right > 0 else "end", "heading")
