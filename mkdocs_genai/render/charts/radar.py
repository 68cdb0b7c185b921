"""`kind: radar`: an axis for each of three or more ratings, and a closed line for each row."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...registry.model import Column
from .base import ChartKind, Series, is_scale, share
from .drawing import Drawing, Label, Line, Point, label_beside, view_around

TOGETHER = 4
"""The most rows in one radar; more rows get one radar each."""
_RADIUS = 152.78
_SMALL_RADIUS = 78.7


class Radar(ChartKind):
    """A radar, with the center at 0, 0. More rows than can be told apart in one get a small radar each."""

    NAME = "radar"
    DRAWS = "columns of `type: rating`"
    LEAST = 3

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_scale(column)

    def drawings(self, anchor: str) -> list[Drawing]:
        """See ChartKind."""
        if len(self.series) <= TOGETHER:
            return [self._drawing(anchor, self.title, self.series, _RADIUS)]
        return [
            self._drawing(f"{anchor}_{number}", row.name, [row], _SMALL_RADIUS) for number, row in enumerate(self.series, 1)
        ]

    def _drawing(self, name: str, title: str, series: Sequence[Series], radius: float) -> Drawing:
        rings = self._rings(radius)
        titles = tuple(
            label_beside(column.title, point, 12, stacked=True)
            for column, point in zip(self.data.columns.values(), rings[-1], strict=True)
        )
        lines = self._lines(series, titles, radius)
        names = [line.label for line in lines if line.label]
        return Drawing(
            name,
            title,
            self.description(series),
            view_around([*titles, *names], rings[-1]),
            rings,
            self._scale(rings),
            titles,
            lines,
        )

    def _rings(self, radius: float) -> tuple[tuple[Point, ...], ...]:
        """From the innermost to the rim: one for each whole rating, if these are few and the same on all axes; else five."""
        best = {column.best for column in self.data.columns.values()}
        steps = best.pop() if len(best) == 1 and max(best) <= 6 else 5
        axes = len(self.data.columns)
        return tuple(tuple(radar_points([step / steps] * axes, radius)) for step in range(1, steps + 1))

    def _scale(self, rings: Sequence[Sequence[Point]]) -> tuple[Label, ...]:
        """The rings' values, where they are the same on all axes."""
        best, *others = {column.best for column in self.data.columns.values()}
        if others:
            return ()
        exact = self.renderer.numbers.exact
        return tuple(
            Label(((exact(step * best / len(rings)), round(ring[0].y + 4, 1)),), -14, "end")
            for step, ring in enumerate(rings, 1)
        )

    def _lines(self, series: Sequence[Series], titles: Sequence[Label], radius: float) -> tuple[Line, ...]:
        """The rows' lines; where there are several, each with its name, over no other label."""
        columns = self.data.columns.values()
        shares = [[share(*pair) for pair in zip(columns, row.values, strict=True)] for row in series]
        drawn = [radar_points([part or 0 for part in row], radius) for row in shares]
        names = _names([row.name for row in series], drawn, titles) if len(series) > 1 else [None]
        return tuple(
            Line(
                number,
                _path(points, row),
                tuple(point for point, part in zip(points, row, strict=True) if part is not None),
                name,
            )
            for number, (points, row, name) in enumerate(zip(drawn, shares, names, strict=True), 1)
        )


def radar_points(values: Sequence[float], radius: float) -> list[Point]:
    """Place one value on each axis, from 0 at the center to 1 at the rim; axes go clockwise from the top."""
    turn = 2 * math.pi / len(values)
    return [
        Point(round(value * radius * math.sin(axis * turn), 1), round(-value * radius * math.cos(axis * turn), 1))
        for axis, value in enumerate(values)
    ]


def _path(points: Sequence[Point], shares: Sequence[float | None]) -> str:
    """A closed line through the points; only between neighbors that are both known."""
    if None not in shares:
        return "M" + " ".join(f"{x:g} {y:g}" for x, y in points) + "Z"
    pairs = zip(points, [*points[1:], points[0]], shares, [*shares[1:], shares[0]], strict=True)
    return "".join(
        f"M{here.x:g} {here.y:g} {there.x:g} {there.y:g}" for here, there, one, other in pairs if None not in (one, other)
    )


def _names(names: Sequence[str], lines: Sequence[Sequence[Point]], titles: Sequence[Label]) -> list[Label]:
    """The name of each line beside it."""
    placed: list[Label] = []
    for index, name in enumerate(names):
        others = [point for other, line in enumerate(lines) if other != index for point in _landmarks(line)]
        placed.append(_name_beside(name, lines[index], others, [*titles, *placed]))
    return placed


def _name_beside(text: str, line: Sequence[Point], others: Sequence[Point], taken: Sequence[Label]) -> Label:
    """A line's name at one of its corners or edges: far from the other lines and from the center, and over no other label."""

    def room(candidate: tuple[Point, Label]) -> float:
        point, label = candidate
        away = min(math.dist(point, other) for other in others)
        return away + math.hypot(*point) - 500 * sum(label.overlaps(other) for other in taken)

    candidates = [(point, label_beside(text, point, 24)) for point in _landmarks(line)]
    return max(candidates, key=room)[1]


def _landmarks(points: Sequence[Point]) -> list[Point]:
    """Corners and the middles of edges."""
    middles = [
        Point((here.x + there.x) / 2, (here.y + there.y) / 2)
        for here, there in zip(points, [*points[1:], points[0]], strict=True)
    ]
    return [*middles, *points]
