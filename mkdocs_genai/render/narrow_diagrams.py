"""A diagram for a narrow screen: its nodes one below the other, arrows along the side. Needs no Mermaid."""

from __future__ import annotations

import unicodedata

from ..registry.diagram import Diagram, Edge, Shape
from .mermaid_layout import Layout, PlacedEdge, PlacedNode

_WIDTH = 232.0
_GAP = 34.0
_PADDING = 14.0
_LINE = 19.0
_LANE = 16.0
_RADIUS = 8.0
_LINE_LENGTH = 25
"""In letters of middling width, of which each takes about 8 units."""


def stacked(diagram: Diagram) -> Layout:
    """The layout, at most about 300 units wide; nodes keep their order, all of them as rectangles or stadiums."""
    nodes: list[PlacedNode] = []
    top = 0.0
    for node_id, node in diagram.nodes.items():
        lines = _lines(node.label)
        half_height = (len(lines) * _LINE + 2 * _PADDING) / 2
        shape: Shape = "stadium" if node.shape == "stadium" else "rectangle"
        nodes.append(PlacedNode(node_id, shape, _WIDTH / 2, top + half_height, _WIDTH / 2, half_height, lines))
        top += 2 * half_height + _GAP
    places = {node.id: index for index, node in enumerate(nodes)}
    lanes: list[list[tuple[int, int]]] = []
    placed: dict[int, PlacedEdge] = {}
    # Short arrows run close to the nodes, long ones around them.
    numbered = sorted(enumerate(diagram.edges), key=lambda pair: abs(places[pair[1].target] - places[pair[1].source]))
    for number, edge in numbered:
        source, target = places[edge.source], places[edge.target]
        if target == source + 1:
            placed[number] = _straight(edge, nodes[source], nodes[target])
            continue
        span = (min(source, target), max(source, target))
        lane = next((lane for lane in lanes if all(end <= span[0] or span[1] <= start for start, end in lane)), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(span)
        placed[number] = _around(edge, nodes[source], nodes[target], _WIDTH + _LANE * (lanes.index(lane) + 1))
    edges = tuple(placed[number] for number in range(len(diagram.edges)))
    return Layout(-2, -2, _WIDTH + _LANE * len(lanes) + 4, top - _GAP + 4, tuple(nodes), edges)


def _straight(edge: Edge, source: PlacedNode, target: PlacedNode) -> PlacedEdge:
    start, end = source.y + source.half_height, target.y - target.half_height
    return PlacedEdge(f"M{source.x:g} {start:g}V{end:g}", edge.dotted, edge.head)


def _around(edge: Edge, source: PlacedNode, target: PlacedNode, x: float) -> PlacedEdge:
    """Out of the source's side, along at `x`, and into the target's side; in and out are a little apart."""
    down = 1 if target.y > source.y else -1
    start, end = source.y + down * 6, target.y - down * 6
    corner = down * _RADIUS
    bends = f"q{_RADIUS:g} 0 {_RADIUS:g} {corner:g}V{end - corner:g}q0 {corner:g} {-_RADIUS:g} {corner:g}"
    return PlacedEdge(f"M{_WIDTH:g} {start:g}H{x - _RADIUS:g}{bends}H{_WIDTH:g}", edge.dotted, edge.head)


def _lines(label: str) -> tuple[str, ...]:
    """The label in lines that fit, broken at blanks, or anywhere in a word that is too long."""
    lines = [""]
    for word in label.split():
        joined = f"{lines[-1]} {word}".strip()
        if _length(joined) <= _LINE_LENGTH:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if _length(lines[-1] + char) > _LINE_LENGTH:
                lines.append("")
            lines[-1] += char
    return tuple(lines)


def _length(text: str) -> int:
    """How long a text is, in letters of middling width."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
