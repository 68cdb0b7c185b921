"""The outlines of a diagram's nodes: how large they must be for their words, where lines meet them, and their SVG."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from ..registry.diagram import Shape
from .svg_paths import XY

_SLANT = 14.0
"""How far a parallelogram's sides lean, at most."""
LID = 8.0
"""Half the height of a cylinder's lid."""
_STEPS = 48
"""How many straight pieces stand for a circle."""

Size = tuple[float, float]
"""Half the width, and half the height."""


def size_for(shape: Shape, width: float, height: float, padding: float) -> Size:
    """The size of a node that has room for words of that width and height, and for padding around."""
    x, y = width / 2 + padding, height / 2 + padding
    match shape:
        case "stadium":
            return x + y / 4, y
        case "parallelogram":
            return x + _slant(y) - padding / 2, y
        case "cylinder":
            return x, y + LID
        case "circle":
            return (radius := max(24.0, hypot(width / 2, height / 2) + padding / 2)), radius
        case "diamond":
            # The words' corners touch the edges where |x| / half width + |y| / half height = 1; long words get a flat diamond.
            part = 0.6 if width > 2 * height else 0.5
            return width / 2 / part + padding / 2, height / 2 / (1 - part) + padding / 2
        case _:
            return x, y


def _slant(y: float) -> float:
    return min(_SLANT, y)


def text_middle(shape: Shape) -> float:
    """Where the text's middle is, from the node's; a cylinder's lid pushes it down."""
    return LID if shape == "cylinder" else 0.0


def outline(shape: Shape, size: Size) -> list[XY]:
    """The corners of the outline, around the node's middle; a curve has many."""
    x, y = size
    match shape:
        case "stadium":
            right = [(x - y + px, py) for px, py in _arc(y, y, -pi / 2, pi / 2)]
            return [*right, *((-px, -py) for px, py in right)]
        case "parallelogram":
            return [(-x + _slant(y), -y), (x, -y), (x - _slant(y), y), (-x, y)]
        case "cylinder":
            lid = [(px, py - y + LID) for px, py in _arc(x, LID, pi, 2 * pi)]
            return [*lid, *((-px, -py) for px, py in lid)]
        case "circle":
            return _arc(x, y, 0, 2 * pi)
        case "diamond":
            return [(0, -y), (x, 0), (0, y), (-x, 0)]
        case _:
            return [(-x, -y), (x, -y), (x, y), (-x, y)]


def _arc(x: float, y: float, start: float, end: float) -> list[XY]:
    angles = (start + (end - start) * step / _STEPS for step in range(_STEPS + 1))
    return [(x * cos(angle), y * sin(angle)) for angle in angles]


def reach(corners: Sequence[XY], across: float) -> XY:
    """The two ends of an outline along the second axis, at a place on the first one."""
    found = [0.0]
    for start, end in pairwise([*corners, corners[0]]):
        if min(start[0], end[0]) <= across <= max(start[0], end[0]):
            part = (across - start[0]) / (end[0] - start[0]) if end[0] != start[0] else 0
            found.append(start[1] + part * (end[1] - start[1]))
    return min(found), max(found)


def svg_outline(shape: Shape, size: Size) -> str:
    """The outline for the template: a polygon's points, or a cylinder's path, from its upper left corner; else empty."""
    x, y = size
    if shape == "cylinder":
        arc = f"a{x:g} {LID:g} 0 0 0"
        side = 2 * (y - LID)
        return f"M0 {LID:g}{arc} {2 * x:g} 0{arc} {-2 * x:g} 0l0 {side:g}{arc} {2 * x:g} 0l0 {-side:g}"
    if shape in ("parallelogram", "diamond"):
        return " ".join(f"{round(px, 1):g},{round(py, 1):g}" for px, py in outline(shape, size))
    return ""
