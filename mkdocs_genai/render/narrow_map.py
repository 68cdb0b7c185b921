"""The map of a course for a narrow screen: one node below the other, each indented under what comes before it.

A node stands under the last one that leads to it. From there a rail runs down its left side, which all that stand under the
same node share; an only one has an arrow from above instead, and is not indented. All other arrows and lines run along the
right side, where those from one node share a lane.

Lengths are in CSS pixels at a font size of 16; x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..registry.diagram import Diagram, Edge
from .map_nodes import LINE_HEIGHT, PADDING, label_lines, rounded
from .mermaid_layout import Layout, PlacedEdge, PlacedNode

_RIGHT = 250.0
"""Where all nodes end."""
_INDENT = 22.0
"""From one depth to the next."""
_RAIL = 14.0
"""From a rail to the nodes beside it: an arrow's head must not cover it."""
_DEEPEST = 4
"""Further in, a node would have no room for its words."""
_GAP = 14.0
_ARROW_GAP = 30.0
"""Between a node and an only one under it: an arrow must be seen."""
_LANE = 13.0
"""From one lane to the next."""
_PORT = 9.0
"""Between two lines at a node's right side."""
_LETTER = 8.4
"""The width of a letter of middling width."""


class _ListedNode(NamedTuple):
    """A node in the list: what it stands under, how far it is indented, and whether an arrow leads to it from right above."""

    id: str
    parent: str | None
    depth: int
    is_only: bool


class _Lane(NamedTuple):
    """Lines along the right side that leave one node and look the same."""

    source: str
    dotted: bool
    numbers: tuple[int, ...]


def narrow_map(diagram: Diagram) -> Layout:
    """The layout of a map for a narrow screen, at most about 300 pixels wide. The arrows must not form a cycle."""
    listed = list(_listed(diagram))
    nodes: dict[str, PlacedNode] = {}
    top = 0.0
    for item in listed:
        top += 0 if not nodes else _ARROW_GAP if item.is_only else _GAP
        left = item.depth * _INDENT
        lines = label_lines(diagram.nodes[item.id].label, int((_RIGHT - left - 2 * PADDING) / _LETTER))
        half_width, half_height = (_RIGHT - left) / 2, len(lines) * LINE_HEIGHT / 2 + PADDING
        nodes[item.id] = PlacedNode(item.id, "rectangle", left + half_width, top + half_height, half_width, half_height, lines)
        top += 2 * half_height
    placed: dict[int, PlacedEdge] = {}
    by_id = {item.id: item for item in listed}
    for number, edge in enumerate(diagram.edges):
        item = by_id[edge.target]
        if edge.head and edge.source == item.parent and (item.is_only or item.depth > by_id[edge.source].depth):
            placed[number] = _from_parent(edge, nodes[edge.source], nodes[edge.target], is_only=item.is_only)
    lanes = _lanes(diagram, [number for number in range(len(diagram.edges)) if number not in placed])
    around, columns = _around(diagram, nodes, lanes)
    placed |= around
    edges = tuple(placed[number] for number in range(len(diagram.edges)))
    return Layout(-2, -2, _RIGHT + _LANE * columns + 4, top + 4, tuple(nodes[node_id] for node_id in diagram.nodes), edges)


def _listed(diagram: Diagram) -> Iterator[_ListedNode]:
    """The nodes from top to bottom: what stands under a node follows it, in the order of the diagram."""
    order = list(diagram.nodes)
    sources: dict[str, list[str]] = {node_id: [] for node_id in order}
    for edge in diagram.edges:
        if edge.head:
            sources[edge.target].append(edge.source)
    parents = {node_id: max(found, key=order.index, default=None) for node_id, found in sources.items()}
    under: dict[str | None, list[str]] = {}
    for node_id, parent in parents.items():
        under.setdefault(parent, []).append(node_id)
    # No recursion, because a long chain of areas would exceed its limit.
    waiting = [(node_id, 0) for node_id in reversed(under.get(None, []))]
    while waiting:
        node_id, depth = waiting.pop()
        parent = parents[node_id]
        yield _ListedNode(node_id, parent, depth, parent is not None and len(under[parent]) == 1)
        below = under.get(node_id, [])
        inner = depth if len(below) == 1 else min(depth + 1, _DEEPEST)
        waiting += [(each, inner) for each in reversed(below)]


def _from_parent(edge: Edge, source: PlacedNode, target: PlacedNode, *, is_only: bool) -> PlacedEdge:
    """The arrow to a node from the one that it stands under."""
    start = source.y + source.half_height
    if is_only:
        return PlacedEdge(rounded([(target.x, start), (target.x, target.y - target.half_height)]), edge.dotted, edge.head)
    end = target.x - target.half_width
    x = end - _RAIL
    return PlacedEdge(rounded([(x, start), (x, target.y), (end, target.y)]), edge.dotted, edge.head)


def _lanes(diagram: Diagram, numbers: list[int]) -> list[_Lane]:
    """The lanes for the edges of these numbers, in the order of the diagram's edges."""
    found: dict[tuple[str, bool], list[int]] = {}
    for number in numbers:
        edge = diagram.edges[number]
        found.setdefault((edge.source, edge.dotted), []).append(number)
    return [_Lane(source, dotted, tuple(of_lane)) for (source, dotted), of_lane in found.items()]


def _around(diagram: Diagram, nodes: dict[str, PlacedNode], lanes: list[_Lane]) -> tuple[dict[int, PlacedEdge], int]:
    """The lines along the right side, and in how many columns they run; short ones are closest to the nodes."""
    ports: dict[str, list[tuple[int, str]]] = {}
    for index, lane in enumerate(lanes):
        for end in (lane.source, *(diagram.edges[number].target for number in lane.numbers)):
            ports.setdefault(end, []).append((index, end))

    def port(index: int, node_id: str) -> float:
        own = ports[node_id]
        gap = min(_PORT, (2 * nodes[node_id].half_height - PADDING) / len(own))
        return nodes[node_id].y + (own.index((index, node_id)) - (len(own) - 1) / 2) * gap

    spans = []
    for index, lane in enumerate(lanes):
        heights = [port(index, end) for end in (lane.source, *(diagram.edges[number].target for number in lane.numbers))]
        spans.append((min(heights), max(heights)))
    columns: list[list[int]] = []
    placed: dict[int, PlacedEdge] = {}
    for index in sorted(range(len(lanes)), key=lambda each: spans[each][1] - spans[each][0]):
        first, last = spans[index]
        free = (column for column in columns if all(spans[other][1] < first or last < spans[other][0] for other in column))
        column = next(free, None)
        if column is None:
            columns.append(column := [])
        column.append(index)
        x = _RIGHT + _LANE * (columns.index(column) + 1)
        start = port(index, lanes[index].source)
        for number in lanes[index].numbers:
            edge = diagram.edges[number]
            last = port(index, edge.target)
            path = rounded([(_RIGHT, start), (x, start), (x, last), (_RIGHT, last)])
            placed[number] = PlacedEdge(path, edge.dotted, edge.head)
    return placed, len(columns)
