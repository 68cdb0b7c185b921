"""The parts of a chart's drawing, which `comparison-chart.html` inserts, and the geometry that all kinds share.

All lengths are CSS pixels of a drawing at its full size; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from .arial_widths import arial_width

WIDE = 640.0
"""How wide a drawing may be where there is room."""
NARROW = 288.0
"""How wide it may be on a phone."""

Anchor = Literal["start", "middle", "end"]
LabelRole = Literal["label", "heading", "value", "unknown", "number", "title", "tick"]
"""The role of words in a drawing: a name, the title of a column above values, a value, the word for an unknown one, the number
of a name in the legend, the title of an axis, and a place on its scale."""

SIZES: dict[LabelRole, float] = {"label": 14, "heading": 14, "value": 13, "unknown": 13, "number": 12, "title": 13, "tick": 12}
"""The font size by role."""
BOLD: tuple[LabelRole, ...] = ("heading", "title")

_ASCENT, _DESCENT = 0.85, 0.27
"""How far letters rise above their baseline, and fall below it, as a part of the font size."""


class Point(NamedTuple):
    """A point in a drawing."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether both have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip

    def holds(self, other: Box) -> bool:
        """Whether the other one is inside."""
        return (
            self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom
        )  # fmt: skip


class Label(NamedTuple):
    """Words in a drawing: lines with their baselines, and where they begin, end or have their middle."""

    lines: tuple[tuple[str, float], ...]
    x: float
    anchor: Anchor
    role: LabelRole = "label"

    @property
    def size(self) -> float:
        """Its font size."""
        return SIZES[self.role]

    @property
    def box(self) -> Box:
        """The room that it takes."""
        width = max(width_of(line, self.role) for line, _ in self.lines)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(
            left, self.lines[0][1] - _ASCENT * self.size, left + width, self.lines[-1][1] + _DESCENT * self.size
        )  # fmt: skip


class Bar(NamedTuple):
    """A bar; its number, from 1, chooses filling and color, of which there are four."""

    number: int
    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """A row as a line: its strokes, and a marker at each of its points. The number chooses dashes, marker and color.

    A stroke of more than two points is closed.
    """

    number: int
    strokes: tuple[tuple[Point, ...], ...]
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        """The strokes as the path of an SVG."""
        return "".join(
            "M" + " ".join(f"{x:g} {y:g}" for x, y in stroke) + ("Z" if len(stroke) > 2 else "") for stroke in self.strokes
        )


class Mark(NamedTuple):
    """A marker alone; its number, from 1 to 8, chooses shape and color."""

    number: int
    x: float
    y: float


class Rule(NamedTuple):
    """A straight line: of the grid, an axis, from a name to its marker, or along a period."""

    kind: Literal["grid", "axis", "leader", "period"]
    x1: float
    y1: float
    x2: float
    y2: float


class Dot(NamedTuple):
    """A dot of a matrix, of which 0, 0.5 or 1 is filled; -0.5 is the right half."""

    x: float
    y: float
    filled: float


class Key(NamedTuple):
    """A part of the legend: the title of what follows, or what a line, a marker or the number of a name stands for."""

    sign: Literal["heading", "line", "mark", "number"]
    number: int
    text: str


class Drawing(NamedTuple):
    """One SVG, as the template gets it and draws it, in this order; `view` is x, y, width and height.

    After the SVG it writes the legend, and sentences about values that can't be drawn.
    """

    name: str
    title: str
    description: str
    view: tuple[float, float, float, float]
    rings: tuple[tuple[Point, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    legend: tuple[Key, ...] = ()
    missing: tuple[str, ...] = ()


def width_of(text: str, role: LabelRole) -> float:
    """The width of a text on one line."""
    return arial_width(text, SIZES[role], bold=role in BOLD)


def line_height(role: LabelRole) -> float:
    """Between the baselines of lines below each other."""
    return round(SIZES[role] * 1.22, 1)


def words(lines: Sequence[str], x: float, top: float, anchor: Anchor = "start", role: LabelRole = "label") -> Label:
    """Lines below each other, the first of which has its upper end at `top`."""
    first = top + _ASCENT * SIZES[role]
    step = line_height(role)
    return Label(tuple((line, round(first + index * step, 1)) for index, line in enumerate(lines)), round(x, 1), anchor, role)


def words_height(lines: Sequence[str], role: LabelRole = "label") -> float:
    """The height of lines below each other."""
    return (len(lines) - 1) * line_height(role) + (_ASCENT + _DESCENT) * SIZES[role]


def words_around(lines: Sequence[str], x: float, y: float, anchor: Anchor = "start", role: LabelRole = "label") -> Label:
    """Lines below each other, with their middle at `y`."""
    return words(lines, x, y - words_height(lines, role) / 2, anchor, role)


def view_around(labels: Iterable[Label], points: Iterable[Point]) -> tuple[float, float, float, float]:
    """A view of all labels and points."""
    boxes = [label.box for label in labels] + [Box(x, y, x, y) for x, y in points]
    left, top = round(min(box.left for box in boxes) - 6), round(min(box.top for box in boxes) - 4)
    right, bottom = round(max(box.right for box in boxes) + 6), round(max(box.bottom for box in boxes) + 4)
    return left, top, right - left, bottom - top


def mirrored(drawing: Drawing) -> Drawing:
    """A drawing for a language that is written from right to left."""
    axis = 2 * drawing.view[0] + drawing.view[2]
    anchors: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}

    def at(x: float) -> float:
        return round(axis - x, 1)

    def turned(points: Iterable[Point]) -> tuple[Point, ...]:
        return tuple(Point(at(x), y) for x, y in points)

    return drawing._replace(
        rings=tuple(map(turned, drawing.rings)),
        lines=tuple(Line(line.number, tuple(map(turned, line.strokes)), turned(line.points)) for line in drawing.lines),
        rules=tuple(rule._replace(x1=at(rule.x1), x2=at(rule.x2)) for rule in drawing.rules),
        bars=tuple(bar._replace(x=at(bar.x + bar.width)) for bar in drawing.bars),
        dots=tuple(dot._replace(x=at(dot.x), filled=-dot.filled if dot.filled < 1 else 1) for dot in drawing.dots),
        marks=tuple(mark._replace(x=at(mark.x)) for mark in drawing.marks),
        labels=tuple(label._replace(x=at(label.x), anchor=anchors[label.anchor]) for label in drawing.labels),
    )


MARKERS = (
    "M0-6A6 6 0 0 1 0 6A6 6 0 0 1 0-6z",
    "M-5.3-5.3H5.3V5.3H-5.3z",
    "M0-6.6 6.3 4.8H-6.3z",
    "M0-7.4 6.2 0 0 7.4-6.2 0z",
    "M-2-6.5H2V-2H6.5V2H2V6.5H-2V2H-6.5V-2H-2z",
    "M0 6.6 6.3-4.8H-6.3z",
    "M-5.9-3.1-3.1-5.9 0-2.8 3.1-5.9 5.9-3.1 2.8 0 5.9 3.1 3.1 5.9 0 2.8-3.1 5.9-5.9 3.1-2.8 0z",
    "M0-7.2 1.8-2.4 6.9-2.2 2.9.9 4.3 5.8 0 3-4.3 5.8-2.9.9-6.9-2.2-1.8-2.4z",
)
"""The paths of the markers, around 0, 0: circle, square, triangle, diamond, plus, triangle downwards, cross, star."""
