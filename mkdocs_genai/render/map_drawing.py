"""The drawing of a course's map: rows of equal boxes, each below all that it builds on, and the lines between them.

1. Each area gets a row inside its band, and each row an order and positions across (`map_rows`).
2. The lines below a row get their tracks (`map_tracks`).
3. Rows and channels are stacked here, since their heights are known only now, and the lines are drawn from box to box.

A map that would be too wide for its letters is tried with fewer areas in a row. Lengths are in CSS pixels at a font size of 16;
x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .map_boxes import BAND_LINE, BoxSize, band_lines, rounded_path
from .map_rows import MapLine, Step, across, half, join, ordered, rows_of_bands, steps_of
from .map_tracks import Channel, channel_below
from .svg_paths import XY

LARGEST_WIDTH = 880.0
"""The width of a drawing that, shown in 600 pixels, has letters of 11 pixels."""
_MOST_IN_A_ROW = 4
_TRACK = 11.0
"""The distance from one track to the next."""
_ABOVE, _BELOW = 15.0, 25.0
"""Room from a row to the first track under it, and from the last track to the next row, for the heads of arrows."""
_MARGIN = 12.0
"""Between a band's border and the areas and tracks in it."""
_BETWEEN = 12.0
"""Between two bands."""


class PlacedArea(NamedTuple):
    """An area's box: its left upper corner."""

    x: float
    y: float


class PlacedLine(NamedTuple):
    """A line as an SVG path, which ends at the area that the arrow leads to."""

    path: str
    dashed: bool


class PlacedBand(NamedTuple):
    """Where a band begins, and how high it is."""

    y: float
    height: float


class MapDrawing(NamedTuple):
    """The whole drawing; areas are by id, lines and bands in the order in which they were given."""

    width: float
    height: float
    box: BoxSize
    areas: Mapping[str, PlacedArea]
    lines: tuple[PlacedLine, ...]
    bands: tuple[PlacedBand, ...]


class Band(NamedTuple):
    """Areas that stand together, under a title if the course gives them one."""

    title: str | None
    areas: tuple[str, ...]


def draw_map(bands: Sequence[Band], lines: Sequence[MapLine], box: BoxSize) -> MapDrawing | None:
    """The drawing; None if it would be too wide for its letters. The arrows must not form a cycle, and no band is empty."""
    drawings = (_drawing(bands, lines, box, room) for room in range(_MOST_IN_A_ROW, 0, -1))
    return next((drawing for drawing in drawings if drawing.width <= LARGEST_WIDTH), None)


def _drawing(bands: Sequence[Band], lines: Sequence[MapLine], box: BoxSize, room: int) -> MapDrawing:
    in_bands = rows_of_bands([band.areas for band in bands], lines, room)
    rows = {area_id: number for number, row in enumerate(row for rows in in_bands for row in rows) for area_id in row}
    ways = [steps_of(line, rows) for line in lines]
    steps = list(dict.fromkeys(step for way in ways for step in way))
    joined = join(rows, steps)
    table = ordered(joined)
    x = across(table, joined, box.width / 2)
    neighbors = {frozenset(pair) for row in table for pair in pairwise(row)}
    # Neighbors in a row are joined by a straight line, which needs no room below it.
    drawn = [step for step in steps if {step.start, step.end} not in neighbors]
    channels = [channel_below([step for step in drawn if step.start.row == row], x, box.width / 2) for row in range(len(table))]
    has_titles = any(band.title for band in bands)
    margin = _MARGIN if has_titles else 0.0
    tops, placed_bands = _down([len(each) for each in in_bands], channels, box.height, has_titles)
    left = margin + (_titles_width(bands, placed_bands) if has_titles else 0.0)
    areas = {item.area: PlacedArea(middle + left - box.width / 2, tops[item.row]) for item, middle in x.items() if item.area}
    frame = _Frame(areas, tops, box, left)
    return MapDrawing(
        width=round(max(middle + half(item, box.width / 2) for item, middle in x.items()) + left + margin, 1),
        height=placed_bands[-1].y + placed_bands[-1].height,
        box=box,
        areas=areas,
        lines=tuple(
            PlacedLine(rounded_path(_points(way, channels, frame)), line.dashed) for line, way in zip(lines, ways, strict=True)
        ),
        bands=tuple(placed_bands),
    )


def _titles_width(bands: Sequence[Band], placed: Sequence[PlacedBand]) -> float:
    """The room at the left that the bands' titles need."""
    return BAND_LINE * max(len(band_lines(band.title or "", at.height)) for band, at in zip(bands, placed, strict=True))


def _down(
    rows_of_each: Sequence[int], channels: Sequence[Channel], height: float, has_titles: bool
) -> tuple[list[float], list[PlacedBand]]:
    """Where each row begins, and the bands; `rows_of_each` has each band's number of rows, `height` is that of a row."""
    tops: list[float] = []
    bands: list[PlacedBand] = []
    y = 0.0
    for count in rows_of_each:
        start = y
        # Arrows from the band above lead into the first row.
        y += (_BELOW if bands else _MARGIN) if has_titles else 0.0
        for number in range(count):
            tops.append(y)
            tracks = max(channels[len(tops) - 1].tracks.values(), default=-1) + 1
            y += height
            if number + 1 < count:
                y += _ABOVE + max(0, tracks - 1) * _TRACK + _BELOW
            elif tracks:
                y += _ABOVE + (tracks - 1) * _TRACK
        y += _MARGIN if has_titles else 0.0
        bands.append(PlacedBand(start, y - start))
        y += _BETWEEN if has_titles else _BELOW
    return tops, bands


class _Frame(NamedTuple):
    """Where the rows and areas are, and where the rows' x begins."""

    areas: Mapping[str, PlacedArea]
    tops: Sequence[float]
    box: BoxSize
    left: float


def _points(way: Sequence[Step], channels: Sequence[Channel], frame: _Frame) -> list[XY]:
    """The corners of a line, from its source to its target."""
    points = list(_downwards(way, channels, frame))
    return points[::-1] if way[0].net.is_up else points


def _downwards(way: Iterable[Step], channels: Sequence[Channel], frame: _Frame) -> Iterator[XY]:
    """The corners of a line, from the upper area to the lower one."""
    box = frame.box
    for step in way:
        channel = channels[step.start.row]
        start, end = frame.areas.get(step.start.area), frame.areas.get(step.end.area)
        bottom = frame.tops[step.start.row] + box.height
        if start and end and step not in channel.starts:  # neighbors in a row
            first, second = (start, end) if start.x < end.x else (end, start)
            yield first.x + box.width, first.y + box.height / 2
            yield second.x, second.y + box.height / 2
            return
        from_x, to_x = channel.starts[step] + frame.left, channel.ends[step] + frame.left
        if start:
            yield from_x, bottom
        if step.net in channel.tracks:
            along = bottom + _ABOVE + channel.tracks[step.net] * _TRACK
            yield from_x, along
            yield to_x, along
        if end:
            yield to_x, bottom if step.is_level else end.y
