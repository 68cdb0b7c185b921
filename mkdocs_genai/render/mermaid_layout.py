"""Computes the positions of a diagram's nodes and edges during the build, without a browser.

1. Nodes and labels get their lines and sizes (`text_width`, `node_shapes`).
2. The best installed engine (`mermaid_engines`) is given Mermaid's source with nodes and labels of such sizes, filled with the
   letter n. Of its drawing, only the middles of nodes and labels are used, and the passing places of edges.
3. The edges are routed between them (`edge_routes`). Our own template draws it all, in the theme's colors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..registry.diagram import Diagram, Direction, Edge, Node, Shape, diagram_size
from .edge_routes import NodeBox, Room, Route, Way, loop_room, loops, routes
from .mermaid_engines import FASTER, NO_ENGINE, Engine
from .mermaid_positions import NumberedEdge, cannot_lay_out, positions
from .node_shapes import Size, outline, size_for, svg_outline
from .svg_paths import XY, points_of, svg_path
from .text_width import balanced_lines, text_width

FONT_SIZE, LABEL_SIZE = 16.0, 15.0
"""The letters of nodes and of labels, as in the style sheet."""
LINE_HEIGHT = 19.0
"""The distance between the baselines of a label's lines."""
_LONGEST_WORD = 15.0
"""The width in em above which a word is broken."""
_BESIDE = 4.0
"""The distance from a label's words to the ends of the gap in its arrow."""
_MARGIN = 6.0


class PlacedNode(NamedTuple):
    """A node: its center, half its width and height, its lines of text, and the outline of a polygon or path."""

    id: str
    shape: Shape
    x: float
    y: float
    half_width: float
    half_height: float
    lines: tuple[str, ...]
    outline: str = ""


class PlacedEdge(NamedTuple):
    """An edge: its SVG path up to the node's border, and the center of its label, which is on the path."""

    path: str
    dotted: bool
    head: bool = True
    lines: tuple[str, ...] = ()
    x: float = 0
    y: float = 0
    half_width: float = 0


class Layout(NamedTuple):
    """A diagram's geometry in CSS pixels at a font size of 16; x and y are the upper left corner."""

    x: float
    y: float
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]


class _Style(NamedTuple):
    """How long lines are at most, in em; the padding of nodes; the distance of neighbors; how high gaps are."""

    node: float
    label: float
    padding: float
    spacing: int
    room: Room


_NORMAL = _Style(11.5, 9, 12, 36, Room(22, 70, 0.1))
_COMPACT = _Style(5.2, 5.2, 5, 8, Room(14, 40, 0.06))
"""For a phone."""


class _Plan(NamedTuple):
    """The diagram to lay out."""

    direction: Direction
    nodes: tuple[tuple[str, Node], ...]
    edges: tuple[Edge, ...]
    style: _Style

    def turned(self, pair: tuple[float, float]) -> tuple[float, float]:
        """Width and height (or x and y) as across and along, or the other way round."""
        return (pair[1], pair[0]) if self.direction in ("LR", "RL") else pair


class Layouts:
    """Lays out diagrams with an engine, or None if there is none.

    `say` is called once, with the first diagram, with advice if the engine is not the best.
    """

    def __init__(self, engine: Engine | None, say: Callable[[str], None] = lambda message: None) -> None:
        self._given = engine
        self._say = say

    @cached_property
    def _engine(self) -> Engine | None:
        if advice := NO_ENGINE if self._given is None else self._given.advice:
            self._say(advice)
        return self._given

    def of(self, diagram: Diagram, *, compact: bool = False) -> Layout | None:
        """The layout of a diagram, None without an engine; a compact one has short lines and little room between.

        Raises ProblemError.
        """
        engine = self._engine
        if engine is None:
            return None
        refuse_larger(diagram, engine.largest, f" without {FASTER}" if engine.advice else "")
        style = _COMPACT if compact else _NORMAL
        return _lay_out(engine, _Plan(diagram.direction, tuple(diagram.nodes.items()), diagram.edges, style))


def refuse_larger(diagram: Diagram, largest: int, condition: str = "") -> None:
    """Raise ProblemError for a diagram that would take long to lay out."""
    if (size := diagram_size(diagram)) > largest:
        raise cannot_lay_out(f"it has {size} nodes, edges and words, and the limit is {largest}{condition}")


class _Words(NamedTuple):
    """A label's lines, and half of their width and height."""

    lines: tuple[str, ...]
    half: Size


def _words(label: str, longest: float, font_size: float, beside: float = 0) -> _Words:
    longest_word = max(text_width(word) for word in label.split())
    lines = balanced_lines(label, max(longest, min(longest_word, _LONGEST_WORD)))
    width = max(text_width(line) for line in lines) * font_size
    return _Words(lines, (width / 2 + beside, len(lines) * LINE_HEIGHT / 2))


@lru_cache(maxsize=500)  # a page may be rendered several times in a build, and again in each rebuild of a preview
def _lay_out(engine: Engine, plan: _Plan) -> Layout:
    words = {node_id: _words(node.label, _longest(node.shape, plan.style), FONT_SIZE) for node_id, node in plan.nodes}
    labels = [_words(edge.label, plan.style.label, LABEL_SIZE, _BESIDE) if edge.label else None for edge in plan.edges]
    label_sizes = [plan.turned(label.half) if label else None for label in labels]
    loops_of: dict[str, list[int]] = {node_id: [] for node_id, _ in plan.nodes}
    for number, edge in enumerate(plan.edges):
        if edge.source == edge.target:
            loops_of[edge.source].append(number)
    loop_labels = {node_id: [label_sizes[number] for number in numbers] for node_id, numbers in loops_of.items()}
    sizes = {node_id: _size(plan, node.shape, words[node_id], loop_labels[node_id]) for node_id, node in plan.nodes}
    boxes, lines = _routed(engine, plan, sizes, label_sizes, loop_labels)
    for node_id, numbers in loops_of.items():
        lines |= dict(zip(numbers, loops(boxes[node_id], loop_labels[node_id]), strict=True))
    nodes = [
        _placed_node(
            node_id, node.shape, sizes[node_id], words[node_id].lines, plan.turned((boxes[node_id].x, boxes[node_id].y))
        )
        for node_id, node in plan.nodes
    ]
    return _framed(
        nodes,
        [
            _placed_edge(plan, edge, label, lines[number])
            for number, (edge, label) in enumerate(zip(plan.edges, labels, strict=True))
        ],
    )


def _longest(shape: Shape, style: _Style) -> float:
    """A round or pointed node has room for short lines only."""
    return style.node * (0.7 if shape in ("circle", "diamond") else 1)


def _size(plan: _Plan, shape: Shape, words: _Words, loop_labels: Sequence[Size | None]) -> Size:
    """Half a node's width and height: room for its words, and for arrows to itself along its side."""
    across, along = plan.turned(size_for(shape, 2 * words.half[0], 2 * words.half[1], plan.style.padding))
    needed = loop_room(loop_labels)[1] / 2 + 6 if loop_labels else 0
    if needed > along and shape == "circle":
        across = needed
    return plan.turned((across, max(along, needed)))


def _routed(
    engine: Engine,
    plan: _Plan,
    sizes: Mapping[str, Size],
    label_sizes: Sequence[Size | None],
    loop_labels: Mapping[str, Sequence[Size | None]],
) -> tuple[dict[str, NodeBox], dict[int, Route]]:
    """The nodes in their places, and the lines of edges between different nodes by their numbers."""
    beside = {node_id: loop_room(each)[0] for node_id, each in loop_labels.items()}
    room = [2 * plan.turned(size)[0] + beside[node_id] for node_id, size in sizes.items()]
    numbers = {node_id: number for number, (node_id, _) in enumerate(plan.nodes)}
    between = {number: edge for number, edge in enumerate(plan.edges) if edge.source != edge.target}
    numbered = [
        NumberedEdge(numbers[edge.source], numbers[edge.target], 2 * size[0] if (size := label_sizes[number]) else 0)
        for number, edge in between.items()
    ]
    found = positions(engine, plan.direction, room, numbered, plan.style.spacing)
    boxes = {
        node_id: NodeBox(
            x - beside[node_id] / 2, y, tuple(plan.turned(corner) for corner in outline(node.shape, sizes[node_id]))
        )
        for (node_id, node), (x, y) in zip(plan.nodes, found.nodes, strict=True)
    }
    ways = [
        Way(edge.source, edge.target, places, label_sizes[number], label_place)
        for (number, edge), places, label_place in zip(between.items(), found.places, found.label_places, strict=True)
    ]
    boxes, lines = routes(boxes, ways, plan.style.room)
    return boxes, dict(zip(between, lines, strict=True))


def _placed_node(node_id: str, shape: Shape, size: Size, lines: tuple[str, ...], middle: XY) -> PlacedNode:
    x, y, half_width, half_height = (round(number, 1) for number in (*middle, *size))
    return PlacedNode(node_id, shape, x, y, half_width, half_height, lines, svg_outline(shape, (half_width, half_height)))


def _placed_edge(plan: _Plan, edge: Edge, label: _Words | None, line: Route) -> PlacedEdge:
    path = svg_path([(command, [plan.turned(point) for point in points]) for command, points in line.path])
    placed = PlacedEdge(path, edge.dotted, edge.head)
    if label is None or line.label is None:
        return placed
    x, y = (round(number, 1) for number in plan.turned(line.label))
    return placed._replace(lines=label.lines, x=x, y=y, half_width=round(label.half[0], 1))


def _framed(nodes: Sequence[PlacedNode], edges: Sequence[PlacedEdge]) -> Layout:
    """The layout with the frame around all that is drawn."""
    points = [point for edge in edges for point in points_of(edge.path)]
    for node in nodes:
        points += _corners(node.x, node.y, node.half_width, node.half_height)
    for edge in edges:
        points += _corners(edge.x, edge.y, edge.half_width, len(edge.lines) * LINE_HEIGHT / 2) if edge.lines else []
    left, right = min(x for x, _ in points) - _MARGIN, max(x for x, _ in points) + _MARGIN
    top, bottom = min(y for _, y in points) - _MARGIN, max(y for _, y in points) + _MARGIN
    x, y, width, height = (round(number, 1) for number in (left, top, right - left, bottom - top))
    return Layout(x, y, width, height, tuple(nodes), tuple(edges))


def _corners(x: float, y: float, half_width: float, half_height: float) -> list[XY]:
    return [(x - half_width, y - half_height), (x + half_width, y + half_height)]
