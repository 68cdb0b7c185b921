"""Places names beside points, so that no name covers a point or another name.

Each name tries the places beside its point first, and then places farther away, with a line to its point. The names with the
most neighbors choose first. A name that finds no place is left to the caller, who lists it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .drawing import Anchor, Box, Label, Point, Role, Rule, words, words_height

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
_APART = 5
"""Between names on one line."""
_CROWD = 70
"""Points that are nearer than this are neighbors."""


class Place(NamedTuple):
    """A name's place, and the line to its point if it is not beside it."""

    label: Label
    leader: Rule | None


class Placement:
    """The places that are taken already; `frame` holds all names."""

    def __init__(self, points: Sequence[Point], frame: Box) -> None:
        self._points = points
        self._frame = frame
        self._markers = [Box(x - _RADIUS, y - _RADIUS, x + _RADIUS, y + _RADIUS) for x, y in points]
        self._names: list[Box] = []
        self._leaders: list[Rule] = []

    def place(self, names: Sequence[tuple[int, Sequence[str]]], role: Role = "label") -> dict[int, Place]:
        """The places of the names of points, which are lines of words, by the index of the point; those that find one."""
        placed: dict[int, Place] = {}
        for index, lines in sorted(names, key=lambda name: (-self._crowd(name[0]), name[0])):
            place = next(
                (place for place in _candidates(self._points[index], lines, role) if self._is_free(index, place)), None
            )
            if place:
                placed[index] = place
                self._names.append(place.label.box)
                self._leaders += [place.leader] if place.leader else []
        return placed

    def _crowd(self, index: int) -> int:
        return sum(math.dist(self._points[index], point) < _CROWD for point in self._points)

    def _is_free(self, index: int, place: Place) -> bool:
        box = place.label.box
        wide = box._replace(left=box.left - _APART, right=box.right + _APART)
        if not self._frame.holds(box) or any(map(wide.overlaps, self._names)) or any(map(box.overlaps, self._markers)):
            return False
        if any(_crosses(leader, box) for leader in self._leaders):
            return False
        if place.leader is None:
            return True
        others = self._markers[:index] + self._markers[index + 1 :]
        return not any(_crosses(place.leader, each) for each in (*self._names, *others))


def _candidates(point: Point, lines: Sequence[str], role: Role) -> Iterator[Place]:
    """Places of a name, the best one first."""
    for right, down in _BESIDE:
        yield Place(_label(point, lines, role, (right, down), _RADIUS + 1), None)
    for distance in _AWAY:
        for direction in range(_DIRECTIONS):
            turn = 2 * math.pi * direction / _DIRECTIONS
            label = _label(point, lines, role, (math.cos(turn), math.sin(turn)), distance)
            yield Place(label, _leader(point, label.box))


def _label(point: Point, lines: Sequence[str], role: Role, direction: tuple[float, float], distance: float) -> Label:
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
