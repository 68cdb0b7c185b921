"""Diagrams: inline SVG where the layout can be computed, else a Mermaid fence that the browser draws."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from ..registry.destinations import target_of
from ..registry.diagram import Diagram, Direction, Node
from ..registry.references import Resolved, resolve
from ..targets import Target, diagram_anchor
from .areas import Destination
from .mermaid_flowchart import flowchart
from .mermaid_layout import Layout, Layouts, PlacedNode
from .page import Page
from .renderer import Renderer

_TURNED: dict[Direction, Direction] = {"TB": "LR", "BT": "RL", "LR": "TB", "RL": "BT"}
NARROW = 440
"""What fits on a small phone, which is 320 pixels wide, in letters that can be read."""
_SMALLEST = 0.75
"""How much a wide drawing may shrink, from letters of 16 pixels to letters of 12."""
_STEP = 40
"""Widths of a container that the style sheet tells apart, up to the largest that it knows."""
_LARGEST = 1600
LINE_HEIGHT = 19
"""Between the baselines of a label's lines, in the units of the layout."""

_SIGNS = {(False, True): "→", (True, True): "⇢", (False, False): "—", (True, False): "┄"}
"""For an arrow in Markdown, by whether its line is dotted, and whether it has a head."""


class DrawnNode(NamedTuple):
    """What the template of a diagram is given for a node; `lines` are its words, each with its y."""

    placed: PlacedNode
    lines: tuple[tuple[str, float], ...]
    href: str | None
    planned: bool


class PageDiagram(NamedTuple):
    """A diagram for a page: the area whose name its topics may leave out, its id there if it has one, its planned nodes."""

    diagram: Diagram
    home: str | None
    anchor: str | None
    planned: frozenset[str] = frozenset()


class Arrow(NamedTuple):
    """What the Markdown template of a diagram is given for an arrow."""

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
    narrow = _for_phone(renderer.layouts, diagram) if layout and layout.width > NARROW else None
    return draw(renderer, page, PageDiagram(diagram, area_id, anchor), layout, narrow)


def _for_phone(layouts: Layouts, diagram: Diagram) -> Layout | None:
    """Another layout, where only that fits on a phone: in the other direction, with less room between nodes, or both."""
    turned = diagram.model_copy(update={"direction": _TURNED[diagram.direction]})
    tries = (layouts.of(each, compact=compact) for each, compact in ((turned, False), (diagram, True), (turned, True)))
    return next((found for found in tries if found and found.width <= NARROW), None)


def draw(renderer: Renderer, page: Page, shown: PageDiagram, layout: Layout | None, narrow: Layout | None = None) -> str:
    """Any diagram, as a fence without a layout; with another layout for a phone if there is one. Raises ProblemError."""
    diagram, home, anchor, _ = shown
    if page.format == "md":
        return _list_arrows(renderer, page, diagram, home)
    if layout is None:
        source = flowchart(diagram, href=lambda node: _node_href(renderer, page, node, home))
        return renderer.render(page, "diagram-fence", anchor=anchor, title=diagram.title, source=source)
    names = (anchor or "drawing").replace("diagram", "drawing", 1)
    if narrow is None:
        return _drawing(renderer, page, shown, layout, page.unique(names))
    wide_html, narrow_html = (
        _drawing(renderer, page, shown._replace(anchor=None), each, page.unique(names)) for each in (layout, narrow)
    )
    return renderer.render(page, "diagram-pair", anchor=anchor, wide=wide_html, narrow=narrow_html, room=room_for(layout.width))


def room_for(width: float) -> int:
    """How wide the container of a wide drawing must be, in steps that the style sheet knows."""
    return min(_LARGEST, ceil(width * _SMALLEST / _STEP) * _STEP)


def _list_arrows(renderer: Renderer, page: Page, diagram: Diagram, home: str | None) -> str:
    """A diagram as its arrows, each with what it says. Nodes with equal labels are numbered; others stand alone."""
    alike: dict[str, list[str]] = {}
    for node_id, node in diagram.nodes.items():
        alike.setdefault(node.label, []).append(node_id)

    def shown(node_id: str) -> Destination:
        node = diagram.nodes[node_id]
        same = alike[node.label]
        number = f" ({same.index(node_id) + 1})" if len(same) > 1 else ""
        return Destination(f"{node.label}{number}", _node_href(renderer, page, node, home))

    return renderer.render(
        page,
        "diagram",
        title=diagram.title,
        arrows=[
            Arrow(shown(edge.source), shown(edge.target), _SIGNS[edge.dotted, edge.head], edge.label) for edge in diagram.edges
        ],
        alone=[shown(node_id) for node_id in _alone(diagram)],
    )


def _alone(diagram: Diagram) -> list[str]:
    """The nodes that no arrow leads to or from."""
    ends = {end for edge in diagram.edges for end in (edge.source, edge.target)}
    return [node_id for node_id in diagram.nodes if node_id not in ends]


def _drawing(renderer: Renderer, page: Page, shown: PageDiagram, layout: Layout, name: str) -> str:
    """One SVG; `name` is what its own ids begin with."""
    diagram, home, anchor, planned = shown
    nodes = [
        DrawnNode(
            placed,
            _centered(placed.lines, _text_middle(placed)),
            _node_href(renderer, page, diagram.nodes[placed.id], home),
            placed.id in planned,
        )
        for placed in layout.nodes
    ]
    edges = [(edge, _centered(edge.lines, edge.y)) for edge in layout.edges]
    size = "narrow" if layout.width <= NARROW else "wide"
    arrows = [
        f"{diagram.nodes[edge.source].label} {'→' if edge.head else '—'} {diagram.nodes[edge.target].label}"
        + (f" ({edge.label})" if edge.label else "")
        for edge in diagram.edges
    ]
    return renderer.render(
        page,
        "diagram",
        anchor=anchor,
        name=name,
        title=diagram.title,
        description="; ".join([*arrows, *(diagram.nodes[node_id].label for node_id in _alone(diagram))]),
        layout=layout,
        nodes=nodes,
        edges=edges,
        size=size,
        room=room_for(layout.width),
        line_height=LINE_HEIGHT,
    )


def _text_middle(placed: PlacedNode) -> float:
    """Where the text's middle is, from the node's; a cylinder's lid pushes it down."""
    return 8.0 if placed.shape == "cylinder" else 0.0


def _centered(lines: tuple[str, ...], middle: float) -> tuple[tuple[str, float], ...]:
    """The baselines of lines that stand around `middle`; letters rise about 0.35 em above their own middle."""
    first = middle - (len(lines) - 1) * LINE_HEIGHT / 2 + 5.5
    return tuple((line, round(first + index * LINE_HEIGHT, 1)) for index, line in enumerate(lines))


def _node_href(renderer: Renderer, page: Page, node: Node, home: str | None) -> str | None:
    target = node_target(renderer, node, home)
    return page.resolve_in_svg(target) if target else None


def node_target(renderer: Renderer, node: Node, home: str | None) -> Target | None:
    """Where a node leads, if anywhere."""
    entry: Resolved | str = ""
    if node.topic is not None:
        entry = resolve(renderer.registry, "topic", node.topic, home)
    elif node.area is not None:
        entry = resolve(renderer.registry, "area", node.area, home)
    return None if isinstance(entry, str) else target_of(renderer.registry, entry)
