"""The parts of a chart's drawing, which `comparison-chart.html` inserts, and the geometry that all kinds share.

All lengths are CSS pixels of a drawing at its full size; y grows downwards.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

LINE_HEIGHT = 17
"""Between the baselines of a label's lines."""
_CHAR = 7.8
"""The width of a letter, on average, at the drawing's 15 pixels."""

Anchor = Literal["start", "middle", "end"]


class Point(NamedTuple):
    """A point in a drawing."""

    x: float
    y: float


class Bar(NamedTuple):
    """A bar from the left: its length, and its upper edge and height."""

    length: float
    y: float
    height: float


class Label(NamedTuple):
    """Words in a drawing: lines with their baselines, and where they begin, end or have their middle."""

    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: Anchor

    @property
    def extent(self) -> tuple[float, float]:
        """The approximate left and right ends."""
        width = max(len(line) for line, _ in self.lines) * _CHAR
        left = {"start": 0.0, "middle": -width / 2, "end": -width}[self.anchor]
        return self.x + left, self.x + left + width

    def overlaps(self, other: Label) -> bool:
        """Whether both labels overlap."""
        (left, right), (other_left, other_right) = self.extent, other.extent
        beside = right < other_left or other_right < left
        above = self.lines[-1][1] < other.lines[0][1] - LINE_HEIGHT
        below = other.lines[-1][1] < self.lines[0][1] - LINE_HEIGHT
        return not (beside or above or below)


class Line(NamedTuple):
    """A row as a line: its path, a marker at each of its points, and its name.

    The number, from 1, chooses dashes, marker and color, of which there are four.
    """

    number: int
    path: str
    points: tuple[Point, ...]
    label: Label | None


class DrawnBar(NamedTuple):
    """A bar and the words at its end. The number chooses pattern and color, as a Line's does."""

    number: int
    bar: Bar
    label: Label


class Drawing(NamedTuple):
    """What the template is given for one SVG, which it draws in this order; `view` is x, y, width and height."""

    name: str
    title: str
    description: str
    view: tuple[float, float, float, float]
    rings: tuple[tuple[Point, ...], ...] = ()
    scale: tuple[Label, ...] = ()
    labels: tuple[Label, ...] = ()
    lines: tuple[Line, ...] = ()
    bars: tuple[DrawnBar, ...] = ()


def label_beside(text: str, point: Point, width: int, *, stacked: bool = False) -> Label:
    """A label next to a point, on the side away from 0, 0, in lines of about `width` letters.

    A `stacked` label stands above or below the point, not beside it: the drawing stays narrow, and so its letters stay large
    on a phone.
    """
    gap = 14
    lines = _lines(text, width)
    out = math.hypot(*point) or 1
    steep, level = abs(point.x) < out * 0.2, abs(point.y) < out * 0.4
    if steep or (stacked and not level):
        y = point.y + math.copysign(gap, point.y)
        # Letters rise about 0.7 em above their baseline.
        first = y - (len(lines) - 1) * LINE_HEIGHT if point.y < 0 else y + 11
        return Label(_below_each_other(lines, first), round(point.x, 1), "middle")
    x, y = point.x + point.x / out * gap, point.y + point.y / out * gap
    first = y + 5 - (len(lines) - 1) * LINE_HEIGHT / 2
    return Label(_below_each_other(lines, first), round(x, 1), "start" if point.x > 0 else "end")


def _lines(text: str, width: int) -> list[str]:
    """Up to three lines."""
    lines = textwrap.wrap(text, width, break_long_words=False)
    return lines if len(lines) <= 3 else [*lines[:2], lines[2] + "…"]


def _below_each_other(lines: Sequence[str], first: float) -> tuple[tuple[str, float], ...]:
    return tuple((line, round(first + index * LINE_HEIGHT, 1)) for index, line in enumerate(lines))


def view_around(labels: Iterable[Label], points: Iterable[Point]) -> tuple[float, float, float, float]:
    """A view of all labels and points."""
    labels, points = list(labels), list(points)
    left = min([point.x for point in points] + [label.extent[0] for label in labels]) - 8
    right = max([point.x for point in points] + [label.extent[1] for label in labels]) + 8
    top = min([point.y for point in points] + [label.lines[0][1] - 15 for label in labels]) - 4
    bottom = max([point.y for point in points] + [label.lines[-1][1] + 5 for label in labels]) + 4
    return round(left), round(top), round(right - left), round(bottom - top)
