"""Diagrams: inline SVG where the layout can be computed, else a Mermaid fence that the browser draws."""

from __future__ import annotations

from math import ceil
from typing import Literal, NamedTuple

from ..registry.destinations import target_of
from ..registry.diagram import Diagram, Direction, Node
from ..registry.references import find_entry
from ..targets import Target, diagram_anchor
from .areas import Destination
from .inline_text import day_text
from .mermaid_flowchart import flowchart
from .mermaid_layout import LINE_HEIGHT, Layout, Layouts, PlacedEdge, PlacedNode
from .node_shapes import text_middle
from .page import Page
from .renderer import Renderer
from .table_rows import source_link

_TURNED: dict[Direction, Direction] = {"TB": "LR", "BT": "RL", "LR": "TB", "RL": "BT"}
NARROW_DIAGRAM = 450
"""The largest width that fits on a small phone, which is 320 pixels wide, in readable letters."""
_SMALLEST = 0.75
"""How much a wide drawing may shrink, from letters of 16 pixels to letters of 12."""
_STEP = 40
"""Widths of a container that the style sheet tells apart, up to the largest that it knows."""
_LARGEST = 1600
_SIGNS = {(False, True): "→", (True, True): "⇢", (False, False): "—", (True, False): "┄"}
"""The sign of an arrow in Markdown, by whether its line is dotted, and whether it has a head."""


class DrawnNode(NamedTuple):
    """A node, as the template of a diagram gets it; `lines` are its words, each with its y."""

    placed: PlacedNode
    lines: tuple[tuple[str, float], ...]
    href: str | None


class DiagramDrawing(NamedTuple):
    """One SVG, as the template of a diagram gets it; its ids begin with `name`, and its edges have lines of words."""

    name: str
    size: Literal["narrow", "wide"]
    layout: Layout
    nodes: list[DrawnNode]
    edges: list[tuple[PlacedEdge, tuple[tuple[str, float], ...]]]


class PageDiagram(NamedTuple):
    """A diagram for a page: the area whose name its topics may leave out, and its id there if it has one."""

    diagram: Diagram
    home: str | None
    anchor: str | None


class Arrow(NamedTuple):
    """An arrow, as the Markdown template of a diagram gets it."""

    source: Destination
    target: Destination
    sign: str
    label: str | None


def render_diagram(renderer: Renderer, page: Page, area_id: str, diagram_id: str) -> str:
    """A diagram of an area. Raises ProblemError."""
    diagram = renderer.registry.areas[area_id].diagrams[diagram_id]
    anchor = page.claim(diagram_anchor(area_id, diagram_id))
    if page.format == "md":
        return draw(renderer, page, PageDiagram(diagram, area_id, anchor), None)
    layout = renderer.layouts.of(diagram)
    narrow = _for_phone(renderer.layouts, diagram) if layout and layout.width > NARROW_DIAGRAM else None
    return draw(renderer, page, PageDiagram(diagram, area_id, anchor), layout, narrow)


def _for_phone(layouts: Layouts, diagram: Diagram) -> Layout | None:
    """Another layout if only that fits on a phone: in the other direction, with less room between nodes, or both."""
    turned = diagram.model_copy(update={"direction": _TURNED[diagram.direction]})
    tries = (layouts.of(each, compact=compact) for each, compact in ((turned, False), (diagram, True), (turned, True)))
    return next((found for found in tries if found and found.width <= NARROW_DIAGRAM), None)


def draw(renderer: Renderer, page: Page, shown: PageDiagram, layout: Layout | None, narrow: Layout | None = None) -> str:
    """Any diagram, as a fence without a layout; with another layout for a phone if there is one. Raises ProblemError."""
    diagram, home, anchor = shown
    notes = _notes(renderer, page, diagram)
    if page.format == "md":
        return _list_arrows(renderer, page, shown, notes)
    figure = {
        "anchor": anchor,
        "title": diagram.title,
        "number": renderer.label("figure").format(number=renderer.numbers.exact(page.number_figure())),
        "notes": notes,
        "description": _description(diagram),
    }
    if layout is None:
        source = flowchart(diagram, href=lambda node: _node_href(renderer, page, node, home))
        return renderer.render(page, "diagram-fence", source=source, **figure)
    names = (anchor or "drawing").replace("diagram", "drawing", 1)
    drawings = [_drawing(renderer, page, shown, each, page.unique(names)) for each in (layout, narrow) if each]
    return renderer.render(page, "diagram", drawings=drawings, room=room_for(layout.width), line_height=LINE_HEIGHT, **figure)


def _notes(renderer: Renderer, page: Page, diagram: Diagram) -> str:
    """The date and the sources."""
    return renderer.render(
        page,
        "comparison-notes",
        count=None,
        files=[],
        as_of=day_text(renderer, page, diagram.as_of),
        sources=[source_link(source.url, source.title) for source in diagram.sources],
        label=renderer.label,
    )


def _description(diagram: Diagram) -> str:
    """The drawing in words, for readers who can't see it: the arrows, and nodes without any."""
    arrows = [
        f"{diagram.nodes[edge.source].label} {_SIGNS[False, edge.head]} {diagram.nodes[edge.target].label}"
        + (f" ({edge.label})" if edge.label else "")
        for edge in diagram.edges
    ]
    return "; ".join([*arrows, *(diagram.nodes[node_id].label for node_id in _alone(diagram))])


def room_for(width: float) -> int:
    """How wide the container of a wide drawing must be, in steps that the style sheet knows."""
    return min(_LARGEST, ceil(width * _SMALLEST / _STEP) * _STEP)


def _list_arrows(renderer: Renderer, page: Page, shown: PageDiagram, notes: str) -> str:
    """A diagram as its arrows, each with what it says. Nodes with equal labels are numbered; others stand alone."""
    diagram, home, anchor = shown
    alike: dict[str, list[str]] = {}
    for node_id, node in diagram.nodes.items():
        alike.setdefault(node.label, []).append(node_id)

    def named(node_id: str) -> Destination:
        node = diagram.nodes[node_id]
        same = alike[node.label]
        number = f" ({same.index(node_id) + 1})" if len(same) > 1 else ""
        return Destination(f"{node.label}{number}", _node_href(renderer, page, node, home))

    return renderer.render(
        page,
        "diagram",
        anchor=anchor,
        title=diagram.title,
        arrows=[
            Arrow(named(edge.source), named(edge.target), _SIGNS[edge.dotted, edge.head], edge.label) for edge in diagram.edges
        ],
        alone=[named(node_id) for node_id in _alone(diagram)],
        notes=notes,
    )


def _alone(diagram: Diagram) -> list[str]:
    """The nodes that no arrow leads to or from."""
    ends = {end for edge in diagram.edges for end in (edge.source, edge.target)}
    return [node_id for node_id in diagram.nodes if node_id not in ends]


def _drawing(renderer: Renderer, page: Page, shown: PageDiagram, layout: Layout, name: str) -> DiagramDrawing:
    """One SVG; its own ids begin with `name`."""
    diagram, home, _ = shown
    nodes = [
        DrawnNode(
            placed,
            _centered(placed.lines, text_middle(placed.shape)),
            _node_href(renderer, page, diagram.nodes[placed.id], home),
        )
        for placed in layout.nodes
    ]
    edges = [(edge, _centered(edge.lines, edge.y)) for edge in layout.edges]
    return DiagramDrawing(name, "narrow" if layout.width <= NARROW_DIAGRAM else "wide", layout, nodes, edges)


def _centered(lines: tuple[str, ...], middle: float) -> tuple[tuple[str, float], ...]:
    """The baselines of lines that stand around `middle`; letters rise about 0.35 em above their own middle."""
    first = middle - (len(lines) - 1) * LINE_HEIGHT / 2 + 5.5
    return tuple((line, round(first + index * LINE_HEIGHT, 1)) for index, line in enumerate(lines))


def _node_href(renderer: Renderer, page: Page, node: Node, home: str | None) -> str | None:
    target = node_target(renderer, node, home)
    return page.resolve_in_svg(target) if target else None


def node_target(renderer: Renderer, node: Node, home: str | None) -> Target | None:
    """The target of a node's link, if it has one."""
    kind, reference = ("topic", node.topic) if node.topic is not None else ("area", node.area)
    entry = find_entry(renderer.registry, kind, reference, home) if reference is not None else None
    return target_of(renderer.registry, entry) if entry else None
