"""The map of a course for a wide screen: rows of areas, each below all that it builds on.

1. Each node gets a row, and each row an order and positions across (`map_rows`).
2. The lines below a row get their tracks (`map_tracks`).
3. Rows and channels are stacked here, since their heights are known only now, and the lines are drawn from node to node.

Lengths are in CSS pixels at a font size of 16; x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ..registry.diagram import Diagram
from .map_nodes import LINE_HEIGHT, PADDING, label_lines, rounded, text_length
from .map_rows import GAP, Item, Step, across, join, ordered, row_of_each, steps_of
from .map_tracks import Channel, channel_below
from .mermaid_layout import Layout, PlacedEdge, PlacedNode
from .svg_paths import Point

_LONGEST_LINE = 18
"""Letters of middling width in a line of a label."""
_LETTER = 8.8
"""The width of such a letter."""
_ROW_WIDTH = 1080.0
"""At most, unless a single node is wider."""
_TRACK = 11.0
"""From one track to the next."""
_ABOVE, _BELOW = 15.0, 25.0
"""Room from a row to the first track under it, and from the last track to the next row, for the heads of arrows."""


def wide_map(diagram: Diagram) -> Layout:
    """The layout of a map for a wide screen. The arrows must not form a cycle."""
    lines = {node_id: label_lines(node.label, _LONGEST_LINE) for node_id, node in diagram.nodes.items()}
    half_width = max(text_length(line) for each in lines.values() for line in each) * _LETTER / 2 + PADDING
    rows = row_of_each(diagram, max(1, int((_ROW_WIDTH + GAP) / (2 * half_width + GAP))))
    ways = [steps_of(edge, rows) for edge in diagram.edges]
    steps = list(dict.fromkeys(step for way in ways for step in way))
    joined = join(rows, steps)
    table = ordered(joined)
    x = across(table, joined, half_width)
    neighbors = {frozenset(pair) for row in table for pair in pairwise(row)}
    # Neighbors in a row are joined by a straight line, which no channel has room for.
    drawn = [step for step in steps if {step.start, step.end} not in neighbors]
    channels = [channel_below([step for step in drawn if step.start.row == row], x, half_width) for row in range(len(table))]
    half_heights = {node_id: len(each) * LINE_HEIGHT / 2 + PADDING for node_id, each in lines.items()}
    middles, borders, bottom = _down(table, channels, half_heights)
    items = {item.node: item for row in table for item in row if item.node}
    nodes = {
        node_id: PlacedNode(
            node_id, node.shape, x[items[node_id]], middles[rows[node_id]], half_width, half_heights[node_id], lines[node_id]
        )
        for node_id, node in diagram.nodes.items()
    }
    edges = tuple(
        PlacedEdge(rounded(list(_points(way, channels, nodes, borders))), edge.dotted, edge.head)
        for edge, way in zip(diagram.edges, ways, strict=True)
    )
    right = max(x.values()) + half_width
    return Layout(-2, -2, right + 4, bottom + 4, tuple(nodes.values()), edges)


def _down(
    table: Sequence[Sequence[Item]], channels: Sequence[Channel], half_heights: Mapping[str, float]
) -> tuple[list[float], list[float], float]:
    """Where the middle and the lower border of each row are, and where the last one's channel ends."""
    middles, borders = [], []
    top = end = 0.0
    for row, channel in zip(table, channels, strict=True):
        half_height = max(half_heights[item.node] for item in row if item.node)
        middles.append(top + half_height)
        borders.append(top + 2 * half_height)
        tracks = max(channel.tracks.values(), default=-1) + 1
        end = borders[-1] + (_ABOVE + tracks * _TRACK if tracks else 0)
        top = borders[-1] + _ABOVE + max(0, tracks - 1) * _TRACK + _BELOW
    return middles, borders, end


def _points(
    way: Iterable[Step], channels: Sequence[Channel], nodes: Mapping[str, PlacedNode], borders: Sequence[float]
) -> Iterator[Point]:
    """The corners of a line, from node to node."""
    for step in way:
        channel = channels[step.start.row]
        start, end = nodes.get(step.start.node), nodes.get(step.end.node)
        if start and end and step not in channel.starts:  # neighbors in a row
            side = 1 if end.x > start.x else -1
            yield start.x + side * start.half_width, start.y
            yield end.x - side * end.half_width, end.y
            return
        first, last = channel.starts[step], channel.ends[step]
        if start:
            yield first, start.y + start.half_height
        if step.net in channel.tracks:
            along = borders[step.start.row] + _ABOVE + channel.tracks[step.net] * _TRACK
            yield first, along
            yield last, along
        if end:
            yield last, end.y + end.half_height if step.is_level else end.y - end.half_height
