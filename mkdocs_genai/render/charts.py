"""Charts of ratings, drawn at build time: a radar for three or more columns, bars for fewer.

Nothing in them is told by color alone: lines differ in dashes and markers too, and have their names beside them. The numbers
are in each drawing's description.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup

from ..registry.cells import Row
from ..registry.model import Column
from .page import Page
from .renderer import Renderer
from .search_words import words
from .tables import render_notes

TOGETHER = 4
"""So many rows can be told apart in one radar; more get one each."""

_RADIUS = 152.78
"""Of a radar, in CSS pixels, as all lengths here."""
_SMALL_RADIUS = 78.7
_LONGEST_BAR = 230.77
_LANE = 25.9615
"""The height of one bar, or of the name above a row's bars, with the gaps around it."""
_GAP = 0.06
"""What stays free at each end of a row's lanes, and again above and below each bar, as a part of their height."""
_LINE = 17
"""Between baselines."""
_CHAR = 7.8
"""The width of a letter, on average, at the drawing's 15 pixels."""

Anchor = Literal["start", "middle", "end"]


class Point(NamedTuple):
    """A place in a drawing."""

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
        """From where to where they reach, about."""
        width = max(len(line) for line, _ in self.lines) * _CHAR
        left = {"start": 0.0, "middle": -width / 2, "end": -width}[self.anchor]
        return self.x + left, self.x + left + width

    def overlaps(self, other: Label) -> bool:
        """Whether both would be in the same place."""
        (left, right), (other_left, other_right) = self.extent, other.extent
        beside = right < other_left or other_right < left
        return not (beside or self.lines[-1][1] < other.lines[0][1] - _LINE or other.lines[-1][1] < self.lines[0][1] - _LINE)


class Line(NamedTuple):
    """One row in a radar; `path` has gaps where a rating is unknown. The number from 1 on chooses dashes, markers and color."""

    number: int
    path: str
    points: tuple[Point, ...]
    label: Label | None


class DrawnBar(NamedTuple):
    """A bar and the words at its end; `number` as in a Line."""

    number: int
    bar: Bar
    label: Label


class Drawing(NamedTuple):
    """What the template is given for one SVG; `view` is x, y, width and height."""

    name: str
    title: str
    description: str
    view: tuple[float, float, float, float]
    rings: tuple[tuple[Point, ...], ...] = ()
    scale: tuple[Label, ...] = ()
    labels: tuple[Label, ...] = ()
    lines: tuple[Line, ...] = ()
    bars: tuple[DrawnBar, ...] = ()


class _Ratings(NamedTuple):
    """A row of the chart: its name, its ratings in words, and each as a part of the best one."""

    name: str
    in_words: tuple[str, ...]
    shares: tuple[float | None, ...]


def render_chart(
    renderer: Renderer, place: Page, area_id: str, comparison_id: str, columns: Sequence[str], rows: Sequence[Row]
) -> Markup:
    """A chart of rating columns; rows without any rating are left out, and there must be one with a rating."""
    comparison = renderer.registry.areas[area_id].comparisons[comparison_id]
    table = renderer.tables[area_id, comparison_id]
    chosen = {key: table.columns[key] for key in columns}
    anchor = place.unique(f"chart_{area_id}_{comparison_id}")
    rated = [row for row in rows if any(row.cells[key] is not None for key in columns)]
    ratings = [_ratings(renderer, row, table.header, chosen) for row in rated]
    if len(chosen) < 3:
        drawings = [_bar_drawing(anchor, comparison.title, chosen, ratings)]
    elif len(ratings) <= TOGETHER:
        drawings = [_radar_drawing(anchor, comparison.title, chosen, ratings, _RADIUS, renderer)]
    else:
        drawings = [
            _radar_drawing(f"{anchor}_{number}", row.name, chosen, [row], _SMALL_RADIUS, renderer)
            for number, row in enumerate(ratings, 1)
        ]
    return renderer.templates.render(
        "comparison-chart.html",
        anchor=anchor,
        title=comparison.title,
        kind="bars" if len(chosen) < 3 else "radar",
        drawings=drawings,
        notes=render_notes(renderer, place, area_id, comparison_id, comparison, chosen),
    )


def _ratings(renderer: Renderer, row: Row, header: str, columns: Mapping[str, Column]) -> _Ratings:
    in_words: list[str] = []
    shares: list[float | None] = []
    for key, column in columns.items():
        value = row.cells[key]
        if isinstance(value, int | float):
            in_words.append(renderer.label("rating").format(value=renderer.numbers.exact(value), max=column.best))
            shares.append(value / column.best)
        else:
            in_words.append(renderer.label("unknown"))
            shares.append(None)
    # A name may be made of nothing but blanks, such as `&nbsp;`.
    name = html.unescape(words(renderer, row.cells[header])).strip() or row.id
    return _Ratings(name, tuple(in_words), tuple(shares))


def _description(columns: Mapping[str, Column], ratings: Sequence[_Ratings]) -> str:
    """All numbers, in words."""
    return ". ".join(
        f"{row.name}: "
        + ", ".join(f"{column.title} {said}" for column, said in zip(columns.values(), row.in_words, strict=True))
        for row in ratings
    )


def radar_points(values: Sequence[float], radius: float) -> list[Point]:
    """Page one value on each axis, from 0 at the center to 1 at the rim; axes go clockwise from the top.

    The center is at 0, 0.
    """
    turn = 2 * math.pi / len(values)
    return [
        Point(round(value * radius * math.sin(axis * turn), 1), round(-value * radius * math.cos(axis * turn), 1))
        for axis, value in enumerate(values)
    ]


def row_bars(rows: Sequence[Sequence[float]]) -> list[list[Bar]]:
    """Page a bar for each value of each row, from the top; all rows have the same number of values, from 0 to 1.

    Above the bars of a row, a lane of the same height is left free for its name.
    """
    lanes = len(rows[0]) + 1
    row_height = lanes * _LANE
    lane = _LANE * (1 - 2 * _GAP)
    height = lane * (1 - 2 * _GAP)
    top = row_height * len(rows) / 50
    return [
        [
            Bar(
                round(value * _LONGEST_BAR, 1),
                round(top + index * row_height + _GAP * row_height + number * lane + _GAP * lane, 1),
                round(height, 1),
            )
            for number, value in enumerate(values, 1)
        ]
        for index, values in enumerate(rows)
    ]


def _radar_drawing(
    name: str, title: str, columns: Mapping[str, Column], ratings: Sequence[_Ratings], radius: float, renderer: Renderer
) -> Drawing:
    steps = _steps(columns)
    drawn_rings = [radar_points([step / steps] * len(columns), radius) for step in range(1, steps + 1)]
    drawn_rows = [radar_points([share or 0 for share in row.shares], radius) for row in ratings]
    rim = drawn_rings[-1]
    labels = tuple(
        _beside(column.title, point, 14, width=12, stacked=True) for column, point in zip(columns.values(), rim, strict=True)
    )
    lines = []
    taken: list[Label] = []
    for index, (row, line) in enumerate(zip(ratings, drawn_rows, strict=True)):
        label = None
        if len(ratings) > 1:
            others = [point for other, points in enumerate(drawn_rows) if other != index for point in _landmarks(points)]
            label = _name_beside(row.name, line, others, [*labels, *taken])
            taken.append(label)
        known = tuple(point for point, share in zip(line, row.shares, strict=True) if share is not None)
        lines.append(Line(index + 1, _path(line, row.shares), known, label))
    same = len({column.best for column in columns.values()}) == 1
    numbers = [renderer.numbers.exact(step * next(iter(columns.values())).best / steps) for step in range(1, steps + 1)]
    scale = tuple(
        Label(((number, round(ring[0].y + 4, 1)),), -14, "end") for number, ring in zip(numbers, drawn_rings, strict=True)
    )
    return Drawing(
        name,
        title,
        _description(columns, ratings),
        _view([*labels, *taken], rim),
        tuple(tuple(ring) for ring in drawn_rings),
        scale if same else (),
        labels,
        tuple(lines),
    )


def _steps(columns: Mapping[str, Column]) -> int:
    """How many rings: one for each whole rating, as far as they are few and the same everywhere."""
    best = {column.best for column in columns.values()}
    return best.pop() if len(best) == 1 and max(best) <= 6 else 5


def _path(points: Sequence[Point], shares: Sequence[float | None]) -> str:
    """A closed line through the points; only between neighbors that are both known."""
    if None not in shares:
        return "M" + " ".join(f"{x:g} {y:g}" for x, y in points) + "Z"
    pairs = zip(points, [*points[1:], points[0]], shares, [*shares[1:], shares[0]], strict=True)
    return "".join(
        f"M{here.x:g} {here.y:g} {there.x:g} {there.y:g}" for here, there, one, other in pairs if None not in (one, other)
    )


def _landmarks(points: Sequence[Point]) -> list[Point]:
    """Corners and the middles of edges."""
    middles = [
        Point((here.x + there.x) / 2, (here.y + there.y) / 2)
        for here, there in zip(points, [*points[1:], points[0]], strict=True)
    ]
    return [*middles, *points]


def _name_beside(text: str, line: Sequence[Point], others: Sequence[Point], taken: Sequence[Label]) -> Label:
    """A line's name at one of its corners or edges: far from the other lines and from the center, and over no other label."""

    def room(candidate: tuple[Point, Label]) -> float:
        point, label = candidate
        away = min((math.dist(point, other) for other in others), default=0)
        return away + math.hypot(*point) - 500 * sum(label.overlaps(other) for other in taken)

    candidates = [(point, _beside(text, point, 14, width=24)) for point in _landmarks(line)]
    return max(candidates, key=room)[1]


def _beside(text: str, point: Point, distance: float, width: int, *, stacked: bool = False) -> Label:
    """Words next to a point, on the side away from the center, in lines of about `width` letters.

    `stacked` words stand above or below the point, not beside it: the drawing stays narrow, and its letters large on a phone.
    """
    out = math.hypot(*point) or 1
    steep, level = abs(point.x) < out * 0.2, abs(point.y) < out * 0.4
    middle = steep or (stacked and not level)
    x, y = point.x + point.x / out * distance, point.y + point.y / out * distance
    if middle:
        x, y = point.x, point.y + math.copysign(distance, point.y)
    anchor: Anchor = "middle" if middle else "start" if point.x > 0 else "end"
    lines = textwrap.wrap(text, width, break_long_words=False)
    if len(lines) > 3:
        lines = [*lines[:2], lines[2] + "…"]
    # Letters rise about 0.7 em above their baseline.
    first = y + 5 - (len(lines) - 1) * _LINE / 2
    if middle:
        first = y - (len(lines) - 1) * _LINE if point.y < 0 else y + 11
    return Label(tuple((line, round(first + index * _LINE, 1)) for index, line in enumerate(lines)), round(x, 1), anchor)


def _view(labels: Sequence[Label], rim: Sequence[Point]) -> tuple[float, float, float, float]:
    """A box around everything."""
    left = min([point.x for point in rim] + [label.extent[0] for label in labels]) - 8
    right = max([point.x for point in rim] + [label.extent[1] for label in labels]) + 8
    top = min([point.y for point in rim] + [label.lines[0][1] - 15 for label in labels]) - 4
    bottom = max([point.y for point in rim] + [label.lines[-1][1] + 5 for label in labels]) + 4
    return round(left), round(top), round(right - left), round(bottom - top)


def _bar_drawing(name: str, title: str, columns: Mapping[str, Column], ratings: Sequence[_Ratings]) -> Drawing:
    placed = row_bars([[share or 0 for share in row.shares] for row in ratings])
    labels, drawn = [], []
    for row, row_of_bars in zip(ratings, placed, strict=True):
        labels.append(Label(((row.name, round(row_of_bars[0].y - 8, 1)),), 0, "start"))
        described = zip(columns.values(), row.in_words, row_of_bars, strict=True)
        for number, (column, said, bar) in enumerate(described, 1):
            text = said if len(columns) == 1 else f"{column.title}: {said}"
            label = Label(((text, round(bar.y + bar.height / 2 + 5, 1)),), bar.length + 8, "start")
            drawn.append(DrawnBar(number, bar, label))
    width = max(label.extent[1] for label in [*labels, *(bar.label for bar in drawn)])
    bottom = max(bar.bar.y + bar.bar.height for bar in drawn)
    view = (-4.0, round(labels[0].lines[0][1] - 16), round(width + 8), round(bottom - labels[0].lines[0][1] + 22))
    return Drawing(name, title, _description(columns, ratings), view, labels=tuple(labels), bars=tuple(drawn))
