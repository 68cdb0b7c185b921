"""What both drawings of a course's map share: how words are broken into lines, and lines with round corners."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from .svg_paths import Point

LINE_HEIGHT = 19.0
PADDING = 13.0
_RADIUS = 7.0


def label_lines(label: str, longest: int) -> tuple[str, ...]:
    """A label in lines of so many letters of middling width, broken at blanks, or anywhere in a word that is too long."""
    lines = [""]
    for word in label.split():
        joined = f"{lines[-1]} {word}".strip()
        if text_length(joined) <= longest:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if text_length(lines[-1] + char) > longest:
                lines.append("")
            lines[-1] += char
    return tuple(lines)


def text_length(text: str) -> int:
    """How long a text is, in letters of middling width."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def rounded(points: Sequence[Point]) -> str:
    """A path along points, of which each is right above, below or beside the one before, with round corners."""
    corners = [points[0]]
    for point in points[1:]:
        if point != corners[-1]:
            corners.append(point)
    path = f"M{corners[0][0]:g} {corners[0][1]:g}"
    for (before, corner), (_, after) in pairwise(pairwise(corners)):
        radius = min(_RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        path += f"L{start[0]:g} {start[1]:g}Q{corner[0]:g} {corner[1]:g} {end[0]:g} {end[1]:g}"
    return f"{path}L{corners[-1][0]:g} {corners[-1][1]:g}"


def _length(start: Point, end: Point) -> float:
    return abs(end[0] - start[0]) + abs(end[1] - start[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    """The point on the way to another one; both are in one row or one column."""
    part = length / _length(start, end)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
