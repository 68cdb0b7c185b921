"""The size that the boxes of the course's map need for their words, and lines with round corners.

The browser breaks the lines; what is computed here is how many there will be. Lengths are in CSS pixels at a font size of 16.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from .svg_paths import XY, between
from .text_width import characters, filled_lines

BAND_LINE = 20.0
"""The width of a line of a band's title, which is turned by a quarter."""
_WIDTH = 180.0
_PADDING = 12.0
_HEAD = 32.0
"""The icon and the state, above the title."""
_FOOT = 9.0
"""The bar, below the title."""
_LINE_HEIGHT = 20.0
_LETTER = 8.9
"""A letter of middling width, bold."""
_SPACED_LETTER, _SPACED_LINE = 10.8, 24.0
"""The letter and the line height where a reader has more space between letters and lines, as WCAG 1.4.12 has it."""
_GROWTH = 14.0
"""How far a box may grow for such a reader: it covers the beginning of the lines below it, and nothing else."""
_BAND_LETTER = 8.0
_RADIUS = 7.0


class BoxSize(NamedTuple):
    """The size of every area's box."""

    width: float
    height: float


def box_for(titles: Iterable[str]) -> BoxSize:
    """The size in which each title fits."""
    room = _WIDTH - 2 * _PADDING
    heights = [0.0]
    for title in titles:
        usual = len(lines_of(title, room / _LETTER)) * _LINE_HEIGHT
        spaced = len(lines_of(title, room / _SPACED_LETTER)) * _SPACED_LINE
        heights += [usual, spaced - _GROWTH]
    return BoxSize(_WIDTH, 2 * _PADDING + _HEAD + max(heights) + _FOOT)


def band_lines(title: str, height: float) -> tuple[str, ...]:
    """The lines of a band's title beside a band of this height."""
    return lines_of(title, height / _BAND_LETTER)


def lines_of(words: str, longest: float) -> tuple[str, ...]:
    """Words in lines of so many letters of middling width."""
    return filled_lines(words, lambda line: _length(line) <= longest)


def _length(text: str) -> int:
    """How long a text is, in letters of middling width."""
    return sum(2 if unicodedata.east_asian_width(character[0]) in "WF" else 1 for character in characters(text))


def rounded_path(points: Sequence[XY]) -> str:
    """A path along points, of which each is right above, below or beside the one before, with round corners."""
    corners = [points[0]]
    for point in points[1:]:
        if point != corners[-1]:
            corners.append(point)
    path = f"M{corners[0][0]:g} {corners[0][1]:g}"
    for (before, corner), (_, after) in pairwise(pairwise(corners)):
        radius = min(_RADIUS, _apart(before, corner) / 2, _apart(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        path += f"L{start[0]:g} {start[1]:g}Q{corner[0]:g} {corner[1]:g} {end[0]:g} {end[1]:g}"
    return f"{path}L{corners[-1][0]:g} {corners[-1][1]:g}"


def _apart(start: XY, end: XY) -> float:
    return abs(end[0] - start[0]) + abs(end[1] - start[1])


def _towards(start: XY, end: XY, length: float) -> XY:
    """The point on the way to another one; both are in one row or one column."""
    return between(start, end, length / _apart(start, end))
