"""SVG paths with the commands that Mermaid's edges use: M, L, Q and C, all absolute."""

from __future__ import annotations

import re
from itertools import pairwise
from math import dist

Point = tuple[float, float]

NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
_COMMAND = re.compile(r"([MLQC])([^MLQC]*)")
_STEPS = 8
"""The number of straight pieces that approximate a curve: a corner is at most 15 pixels wide."""


def points_of(path: str) -> list[Point]:
    """The path as points with straight lines between them."""
    points: list[Point] = []
    for _, numbers in _COMMAND.findall(path):
        coordinates = [float(number) for number in re.findall(NUMBER, numbers)]
        given = list(zip(coordinates[0::2], coordinates[1::2], strict=True))
        if len(given) == 1:
            points += given
        else:
            curve = [points[-1], *given]
            points += [_on_curve(curve, step / _STEPS) for step in range(1, _STEPS + 1)]
    return points


def _on_curve(curve: list[Point], part: float) -> Point:
    """A point of a Bézier curve (de Casteljau), which is at its end for `part` 1."""
    while len(curve) > 1:
        curve = [_between(start, end, part) for start, end in pairwise(curve)]
    return curve[0]


def nearest(path: str, point: Point) -> Point:
    """The path's point that is nearest to another one."""
    points = points_of(path)
    feet = (_foot(start, end, point) for start, end in pairwise(points))
    return min(feet, key=lambda foot: dist(foot, point))


def _foot(start: Point, end: Point, point: Point) -> Point:
    """The point of a straight line that is nearest to another one."""
    length = dist(start, end)
    if length == 0:
        return start
    along = ((point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1])) / length**2
    return _between(start, end, min(1.0, max(0.0, along)))


def lengthened(path: str, length: float) -> str:
    """The path, extended straight at its end."""
    points = points_of(path)
    end = points[-1]
    before = next(point for point in reversed(points) if point != end)
    x, y = _between(before, end, 1 + length / dist(before, end))
    return f"{path}L{x:g} {y:g}"


def short(path: str) -> str:
    """The path with numbers of one decimal place, which is finer than a screen shows."""
    return re.sub(NUMBER, lambda number: f"{round(float(number.group()), 1):g}", path)


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
