"""Diagrams: inline SVG where the layout can be computed, else a Mermaid fence that the browser draws."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..registry.model import Diagram, Node
from ..registry.references import resolve
from .flowchart import flowchart
from .layout import Layout, PlacedNode
from .place import Place
from .renderer import Renderer
from .targets import area_target, diagram_anchor, topic_target

LINE_HEIGHT = 19
"""Between the baselines of a label's lines, in the units of the layout."""


@dataclass(frozen=True)
class DrawnNode:
    """What the template of a diagram is given for a node; `lines` are its words, each with its y."""

    placed: PlacedNode
    lines: tuple[tuple[str, float], ...]
    href: str | None


def render_diagram(renderer: Renderer, place: Place, area_id: str, diagram_id: str) -> Markup:
    """A diagram of an area. Raises LayoutFault."""
    diagram = renderer.registry.areas[area_id].diagrams[diagram_id]
    return draw(renderer, place, diagram, home=area_id, anchor=place.claim(diagram_anchor(area_id, diagram_id)))


def draw(
    renderer: Renderer, place: Place, diagram: Diagram, *, home: str | None, anchor: str | None, layout: Layout | None = None
) -> Markup:
    """Any diagram; `home` is the area whose name its topics may leave out. Raises LayoutFault.

    Without a layout it is Mermaid's, as far as that can be computed.
    """

    def href(node: Node) -> str | None:
        return _node_href(renderer, place, node, home)

    name = place.unique(anchor.replace("diagram", "drawing", 1) if anchor else "drawing")
    if layout is None and not renderer.layouts.available:
        source = flowchart(diagram, href=href)
        return renderer.templates.render("diagram-fence.html", anchor=anchor, title=diagram.title, source=source)
    layout = layout or renderer.layouts.of(diagram)
    nodes = [
        DrawnNode(placed, _centered(placed.lines, _text_middle(placed)), href(diagram.nodes[placed.id]))
        for placed in layout.nodes
    ]
    edges = [(edge, _centered(edge.lines, edge.y)) for edge in layout.edges]
    size = "wide" if layout.width > 560 else "medium" if layout.width > 340 else "narrow"
    arrows = [
        f"{diagram.nodes[edge.source].label} → {diagram.nodes[edge.target].label}" + (f" ({edge.label})" if edge.label else "")
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


def _node_href(renderer: Renderer, place: Place, node: Node, home: str | None) -> str | None:
    target: str | None = None
    if node.topic is not None:
        entry = resolve(renderer.registry, "topic", node.topic, home)
        target = None if isinstance(entry, str) else topic_target(renderer.registry, entry.area, entry.topic)
    elif node.area is not None:
        target = area_target(renderer.registry, node.area)
    return place.resolve(target) if target else None
