"""Places names beside points, so that no name covers a point or another name.

Each name tries the places beside its point first, and then places farther away, with a line to its point. The names with the
most neighbors choose first. A name that finds no place is left to the caller, who lists it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .drawing import Anchor, Box, Label, LabelRole, Point, Rule, words, words_height

_RADIUS = 7.5
"""Around a point, which its marker covers."""
_BESIDE: tuple[tuple[float, float], ...] = (
    (1, 0),
    (-1, 0),
    (0, -1),
    (0, 1),
    (0.8, -0.8),
    (0.8, 0.8),
    (-0.8, -0.8),
    (-0.8, 0.8),
)
_AWAY = (26, 42, 60, 82)
"""How far from its point a name may be, with a line between."""
_DIRECTIONS = 16
_SQUARE = 32
_MANY = 120
"""The most points whose names may be away from them; with more, the lines between would be a tangle."""
_APART = 5
"""Between names on one line."""
_CROWD = 70
"""Points that are nearer than this are neighbors."""


class Place(NamedTuple):
    """A name's place, and the line to its point if it is not beside it."""

    label: Label
    leader: Rule | None


class _Taken:
    """Boxes, found by the squares that they reach into, so that thousands of them are looked up quickly."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._squares: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for square in _squares(box):
            self._squares.setdefault(square, []).append(box)

    def near(self, box: Box) -> Iterator[Box]:
        """The boxes that may overlap a box."""
        return (each for square in _squares(box) for each in self._squares.get(square, ()))


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    """The squares that a box reaches into."""
    columns = range(int(box.left // _SQUARE), int(box.right // _SQUARE) + 1)
    rows = range(int(box.top // _SQUARE), int(box.bottom // _SQUARE) + 1)
    return ((column, row) for column in columns for row in rows)


class Placement:
    """The places that are taken already; `frame` holds all names."""

    def __init__(self, points: Sequence[Point], frame: Box) -> None:
        self._points = points
        self._frame = frame
        self._markers = _Taken(_marker(point) for point in points)
        self._names = _Taken()
        self._leaders: list[Rule] = []
        self._crowd = [sum(math.dist(point, other) < _CROWD for other in points) for point in points]

    def place(self, names: Sequence[tuple[int, Sequence[str]]], role: LabelRole = "label") -> dict[int, Place]:
        """The places of the names of points, which are lines of words, by the index of the point; those that find one."""
        placed: dict[int, Place] = {}
        for index, lines in sorted(names, key=lambda name: (-self._crowd[name[0]], name[0])):
            point = self._points[index]
            candidates = _candidates(point, lines, role, away=len(self._points) <= _MANY)
            place = next((place for place in candidates if self._is_free(point, place)), None)
            if place:
                placed[index] = place
                self._names.add(place.label.box)
                self._leaders += [place.leader] if place.leader else []
        return placed

    def _is_free(self, point: Point, place: Place) -> bool:
        box = place.label.box
        wide = box._replace(left=box.left - _APART, right=box.right + _APART)
        if not self._frame.holds(box):
            return False
        if any(map(wide.overlaps, self._names.near(wide))) or any(map(box.overlaps, self._markers.near(box))):
            return False
        if any(_crosses(leader, box) for leader in self._leaders):
            return False
        if place.leader is None:
            return True
        leader, own = place.leader, _marker(point)
        way = Box(min(leader.x1, leader.x2), min(leader.y1, leader.y2), max(leader.x1, leader.x2), max(leader.y1, leader.y2))
        others = (each for each in self._markers.near(way) if each != own)
        return not any(_crosses(leader, each) for each in (*self._names.near(way), *others))


def _marker(point: Point) -> Box:
    return Box(point.x - _RADIUS, point.y - _RADIUS, point.x + _RADIUS, point.y + _RADIUS)


def _candidates(point: Point, lines: Sequence[str], role: LabelRole, *, away: bool) -> Iterator[Place]:
    """Places of a name, the best one first; those `away` have a line to the point."""
    for right, down in _BESIDE:
        yield Place(_label(point, lines, role, (right, down), _RADIUS + 1), None)
    for distance in _AWAY if away else ():
        for direction in range(_DIRECTIONS):
            turn = 2 * math.pi * direction / _DIRECTIONS
            label = _label(point, lines, role, (math.cos(turn), math.sin(turn)), distance)
            yield Place(label, _leader(point, label.box))


def _label(point: Point, lines: Sequence[str], role: LabelRole, direction: tuple[float, float], distance: float) -> Label:
    """A name in a direction from its point, with the nearest of its edges at the distance."""
    right, down = direction
    anchor: Anchor = "middle" if abs(right) < 0.3 else "start" if right > 0 else "end"
    height = words_height(lines, role)
    middle = point.y + down * (distance + height / 2)
    return words(lines, point.x + (right * distance if anchor != "middle" else 0), middle - height / 2, anchor, role)


def _leader(point: Point, box: Box) -> Rule:
    """The line from a point's marker to the nearest point of a name."""
    x, y = min(max(point.x, box.left), box.right), min(max(point.y, box.top), box.bottom)
    length = math.dist(point, (x, y))
    begin = _RADIUS / length
    return Rule(
        "leader",
        *(round(point.x + (x - point.x) * begin, 1), round(point.y + (y - point.y) * begin, 1), round(x, 1), round(y, 1)),
    )


def _crosses(rule: Rule, box: Box) -> bool:
    """Whether a line runs through the inside of a box (Liang and Barsky's clipping)."""
    begin, end = 0.0, 1.0
    for start, delta, low, high in (
        (rule.x1, rule.x2 - rule.x1, box.left, box.right),
        (rule.y1, rule.y2 - rule.y1, box.top, box.bottom),
    ):
        if delta == 0:
            if not low < start < high:
                return False
            continue
        first, second = sorted(((low - start) / delta, (high - start) / delta))
        begin, end = max(begin, first), min(end, second)
    return begin < end
