"""SVG paths with the commands that Mermaid's edges use: M, L, Q and C, all absolute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

XY = tuple[float, float]

NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
_COMMAND = re.compile(r"([MLQC])([^MLQC]*)")
_STEPS = 8
"""The number of straight pieces that approximate a curve: a corner is at most 15 pixels wide."""


def points_of(path: str) -> list[XY]:
    """The path as points with straight lines between them."""
    points: list[XY] = []
    for _, numbers in _COMMAND.findall(path):
        coordinates = [float(number) for number in re.findall(NUMBER, numbers)]
        given = list(zip(coordinates[0::2], coordinates[1::2], strict=True))
        if len(given) == 1:
            points += given
        else:
            curve = [points[-1], *given]
            points += [_on_curve(curve, step / _STEPS) for step in range(1, _STEPS + 1)]
    return points


def _on_curve(curve: list[XY], part: float) -> XY:
    """A point of a Bézier curve (de Casteljau), which is at its end for `part` 1."""
    while len(curve) > 1:
        curve = [between(start, end, part) for start, end in pairwise(curve)]
    return curve[0]


def svg_path(commands: Sequence[tuple[str, Sequence[XY]]]) -> str:
    """A path of commands and their points, with numbers of one decimal place, which is finer than a screen shows."""
    return "".join(command + " ".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points) for command, points in commands)


def between(start: XY, end: XY, part: float) -> XY:
    """The point at a fraction of the way from one point to another."""
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
