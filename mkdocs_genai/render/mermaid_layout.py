"""Computes the positions of a diagram's nodes and edges during the build, without a browser.

The diagram is converted to Mermaid's source, with labels replaced by harmless text of the same width. The best installed engine
(`mermaid_engines`) lays it out. Only the geometry of the resulting SVG is used: our own template draws the diagram, in the
theme's colors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from ..identifiers import one_line
from ..problems import ProblemError
from ..registry.diagram import Diagram, Edge, Node, Shape, diagram_size
from .mermaid_engines import FASTER, NO_ENGINE, Engine
from .mermaid_flowchart import edge_line, node_lines, node_names
from .svg_paths import NUMBER, Point, lengthened, nearest, points_of, short

_COMPACT: dict[str, float] = {"nodeSpacing": 12, "rankSpacing": 28, "padding": 5}
"""Distances for a phone, in CSS pixels; Mermaid's defaults are 50, 50 and 15."""
_WRAPPING_WIDTH = 200
_HEAD = 4
"""By how much Mermaid shortens an edge with an arrow head, to make room for its own head."""
_SVG = "{http://www.w3.org/2000/svg}"
_NODE_ID = re.compile(r"-flowchart-([nl]\d+)-\d+$")


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
        return _lay_out(engine, _source(engine, diagram, compact), tuple(diagram.nodes.items()), diagram.edges)


def refuse_larger(diagram: Diagram, largest: int, condition: str = "") -> None:
    """Raise ProblemError for a diagram that would take long to lay out."""
    if (size := diagram_size(diagram)) > largest:
        raise _problem(f"it has {size} nodes, edges and words, and the limit is {largest}{condition}")


def _source(engine: Engine, diagram: Diagram, compact: bool) -> str:
    """Mermaid's source, in which the edges are named e0, e1, …"""
    distances: dict[str, float] = {}
    if compact:
        longest = max(_word_width(word) for node in diagram.nodes.values() for word in node.label.split())
        distances = {**_COMPACT, "wrappingWidth": max(72, longest)}
    settings = {
        "htmlLabels": False,
        "layout": "dagre",
        "look": "classic",
        "theme": "default",
        "fontFamily": "sans-serif",
        "themeVariables": {"fontSize": f"{engine.font_size}px"},
        # The curve `rounded` goes through the space that is kept free for the label.
        "flowchart": {"htmlLabels": False, "curve": "rounded", "minNodeWidth": 0, "wrappingWidth": _WRAPPING_WIDTH} | distances,
    }
    names = node_names(diagram)
    lines = [f"%%{{init: {json.dumps(settings)}}}%%", f"flowchart {diagram.direction}", *node_lines(diagram, _stand_in)]
    for number, edge in enumerate(diagram.edges):
        source, target = names[edge.source], names[edge.target]
        if source == target:
            lines += _loop(number, edge, source)
        else:
            lines.append(edge_line(source, edge, target, _stand_in, f"e{number}"))
    return "\n".join(lines)


def _word_width(word: str) -> float:
    """A word's maximum width, because Mermaid breaks words that are longer than a line."""
    return sum(16 if letter in "mwMW" else 9.3 if letter.islower() else 12.5 for letter in word)


def _loop(number: int, edge: Edge, name: str) -> Iterator[str]:
    """An edge from a node to itself. Mermaid keeps no room for its label, and draws only one such edge for each node.

    So it is drawn as two edges: to a node l0, l1, … without an outline that has the label, or to a small circle, and back.
    """
    words = f'shape: text, label: "{_stand_in(edge.label)}"' if edge.label else "shape: sm-circ"
    there, back = Edge(source=edge.source, target=edge.target, head=False), edge.model_copy(update={"label": None})
    yield f"  l{number}@{{ {words} }}"
    yield edge_line(name, there, f"l{number}", _stand_in, f"there{number}")
    yield edge_line(f"l{number}", back, name, _stand_in, f"e{number}")


def _stand_in(label: str) -> str:
    """Text of the same length and about the same width, without characters that have a meaning in Mermaid."""
    return "".join(char if char.isalnum() or char == " " else "n" for char in one_line(label))


def _problem(message: str) -> ProblemError:
    return ProblemError("GA067", f"the diagram can't be laid out: {message}")


@lru_cache(maxsize=500)  # a page may be rendered several times in a build, and again in each rebuild of a preview
def _lay_out(engine: Engine, source: str, nodes: tuple[tuple[str, Node], ...], edges: tuple[Edge, ...]) -> Layout:
    try:
        svg = engine.render(source).svg()
    except Exception as error:  # each engine has errors of its own
        raise _problem(str(error).strip().split("\n")[0]) from error
    return _read_svg(ElementTree.fromstring(svg), dict(nodes), edges)  # noqa: S314 - the engine's own output


def _read_svg(svg: ElementTree.Element, nodes: dict[str, Node], edges: tuple[Edge, ...]) -> Layout:
    left, top, width, height = (_round(float(number)) for number in svg.get("viewBox", "").split())
    paths = {path.get("data-id", ""): path.get("d", "") for path in svg.iter(f"{_SVG}path")}
    boxes = {match[1]: group for group in svg.iter(f"{_SVG}g") if (match := _NODE_ID.search(group.get("id", "")))}
    # A label has the id of its edge, and is inside a group with its position.
    labels = {
        label.get("data-id", ""): (label, _translation(group))
        for group in svg.iter(f"{_SVG}g")
        for label in group.findall(f"{_SVG}g[@data-id]")
    }
    for number, edge in enumerate(edges):
        if edge.source == edge.target:
            box = boxes[f"l{number}"]
            labels[f"e{number}"] = box, _translation(box)
            paths[f"e{number}"] = _through(paths[f"there{number}"], _translation(box), paths[f"e{number}"], edge.label)
    placed_edges = [
        _edge(edge, paths[f"e{number}"], labels[f"e{number}"] if edge.label else None) for number, edge in enumerate(edges)
    ]
    placed_nodes = [_node(node_id, node, boxes[f"n{number}"]) for number, (node_id, node) in enumerate(nodes.items())]
    return Layout(left, top, width, height, tuple(placed_nodes), tuple(placed_edges))


def _through(there: str, middle: Point, back: str, label: str | None) -> str:
    """Join two paths into one: through the node between them if it has a label, else around it."""
    x, y = middle
    end_x, end_y = points_of(back)[0]
    bend = f"L{x:g} {y:g}L" if label else f"Q{x:g} {y:g} "
    return f"{there}{bend}{end_x:g} {end_y:g}{back[back.index('L') :]}"


def _edge(edge: Edge, path: str, label: tuple[ElementTree.Element, Point] | None) -> PlacedEdge:
    if edge.head:
        path = lengthened(path, _HEAD)
    placed = PlacedEdge(short(path), edge.dotted, edge.head)
    if not (edge.label and label):
        return placed
    group, center = label
    x, y = nearest(path, center)
    half_width = max(float(rect.get("width", 0)) for rect in group.iter(f"{_SVG}rect")) / 2
    return placed._replace(lines=_lines(edge.label, group), x=_round(x), y=_round(y), half_width=_round(half_width))


def _node(node_id: str, node: Node, group: ElementTree.Element) -> PlacedNode:
    x, y = _translation(group)
    outline, half_width, half_height = "", 0.0, 0.0
    shape = next(element for element in group.iter() if "label-container" in element.get("class", ""))
    match node.shape:
        case "rectangle":
            half_width, half_height = float(shape.get("width", 0)) / 2, float(shape.get("height", 0)) / 2
        case "circle":
            half_width = half_height = float(shape.get("r", 0))
        case "stadium":
            # Mermaid draws it with hundreds of short curves, of which only the extent is needed.
            numbers = [float(number) for path in shape.iter(f"{_SVG}path") for number in re.findall(NUMBER, path.get("d", ""))]
            half_width, half_height = max(numbers[0::2]), max(numbers[1::2])
        case "cylinder":
            outline = short(shape.get("d", ""))
            left, top = _translation(shape)
            half_width, half_height = -left, -top
        case _:  # a parallelogram or a diamond
            points = [tuple(map(float, pair.split(","))) for pair in shape.get("points", "").split()]
            left, top = _translation(shape)
            outline = " ".join(f"{_round(px + left):g},{_round(py + top):g}" for px, py in points)
            half_width, half_height = max(px + left for px, _ in points), max(py + top for _, py in points)
    return PlacedNode(node_id, node.shape, x, y, _round(half_width), _round(half_height), _lines(node.label, group), outline)


def _lines(label: str, group: ElementTree.Element) -> tuple[str, ...]:
    """The label with line breaks where Mermaid broke its stand-in, which has the same number of characters."""
    text = next(group.iter(f"{_SVG}text"))
    rows = ["".join(row.itertext()).strip() for row in text.findall(f"{_SVG}tspan")]
    rest = one_line(label)
    lines = []
    for row in rows[:-1]:
        lines.append(rest[: len(row)])
        rest = rest[len(row) :].lstrip()
    return (*lines, rest)


def _translation(element: ElementTree.Element) -> Point:
    x, y, *_ = (float(number) for number in re.findall(NUMBER, element.get("transform") or "0 0"))
    return _round(x), _round(y)


def _round(number: float) -> float:
    return round(number, 1)
