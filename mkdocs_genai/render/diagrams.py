"""Diagrams: inline SVG where the layout can be computed, else a Mermaid fence that the browser draws."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from ..registry.destinations import target_of
from ..registry.diagram import Diagram, Direction, Node
from ..registry.references import Resolved, resolve
from ..targets import Target, diagram_anchor
from .mermaid_flowchart import flowchart
from .mermaid_layout import Layout, Layouts, PlacedNode
from .page import Page
from .renderer import Renderer

_TURNED: dict[Direction, Direction] = {"TB": "LR", "BT": "RL", "LR": "TB", "RL": "BT"}
NARROW = 440
"""What fits on a small phone, which is 320 pixels wide, in letters that can be read."""
LINE_HEIGHT = 19
"""Between the baselines of a label's lines, in the units of the layout."""


class DrawnNode(NamedTuple):
    """What the template of a diagram is given for a node; `lines` are its words, each with its y."""

    placed: PlacedNode
    lines: tuple[tuple[str, float], ...]
    href: str | None


class PageDiagram(NamedTuple):
    """A diagram for a page: the area whose name its topics may leave out, and its id there, if it has one."""

    diagram: Diagram
    home: str | None
    anchor: str | None


def render_diagram(renderer: Renderer, page: Page, area_id: str, diagram_id: str) -> Markup:
    """A diagram of an area. Raises ProblemError."""
    diagram = renderer.registry.areas[area_id].diagrams[diagram_id]
    anchor = page.claim(diagram_anchor(area_id, diagram_id))
    return draw(renderer, page, PageDiagram(diagram, area_id, anchor), _for_phone(renderer.layouts, diagram))


def _for_phone(layouts: Layouts, diagram: Diagram) -> Layout | None:
    """Another layout, where only that fits on a phone: in the other direction, with less room between nodes, or both."""
    layout = layouts.of(diagram)
    if layout is None or layout.width <= NARROW:
        return None
    turned = diagram.model_copy(update={"direction": _TURNED[diagram.direction]})
    tries = (layouts.of(each, compact=compact) for each, compact in ((turned, False), (diagram, True), (turned, True)))
    return next((found for found in tries if found and found.width <= NARROW), None)


def draw(renderer: Renderer, page: Page, shown: PageDiagram, narrow: Layout | None = None) -> Markup:
    """Any diagram, with another layout for a phone if there is one. Raises ProblemError."""
    diagram, home, anchor = shown
    layout = renderer.layouts.of(diagram)
    if layout is None:
        source = flowchart(diagram, href=lambda node: _node_href(renderer, page, node, home))
        return renderer.templates.render("diagram-fence.html", anchor=anchor, title=diagram.title, source=source)
    names = (anchor or "drawing").replace("diagram", "drawing", 1)
    if narrow is None:
        return _drawing(renderer, page, shown, layout, page.unique(names))
    wide_html, narrow_html = (
        _drawing(renderer, page, shown._replace(anchor=None), each, page.unique(names)) for each in (layout, narrow)
    )
    return renderer.templates.render("diagram-pair.html", anchor=anchor, wide=wide_html, narrow=narrow_html)


def _drawing(renderer: Renderer, page: Page, shown: PageDiagram, layout: Layout, name: str) -> Markup:
    """One SVG; `name` is what its own ids begin with."""
    diagram, home, anchor = shown
    nodes = [
        DrawnNode(
            placed, _centered(placed.lines, _text_middle(placed)), _node_href(renderer, page, diagram.nodes[placed.id], home)
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
    return renderer.templates.render(
        "diagram.html",
        anchor=anchor,
        name=name,
        title=diagram.title,
        description="; ".join(arrows),
        layout=layout,
        nodes=nodes,
        edges=edges,
        size=size,
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
