"""The map of the course: all areas as a diagram, with arrows from what comes first to what builds on it."""

from __future__ import annotations

from markupsafe import Markup

from ..registry.model import Diagram, Edge, Node, Registry
from .diagrams import draw
from .place import Place
from .renderer import Renderer

ANCHOR = "diagram_course"
"""Unlike any diagram of an area, whose id has two underscores."""


def render_area_map(renderer: Renderer, place: Place) -> Markup:
    """The map; there must be an area. Raises LayoutFault."""
    diagram = course_map(renderer.registry, renderer.label("area_map"))
    return draw(renderer, place, diagram, home=None, anchor=place.claim(ANCHOR))


def course_map(registry: Registry, title: str) -> Diagram:
    """The areas as a diagram. Only `requires` is drawn: related areas are many, and would hide the way through."""
    nodes = {
        area_id: Node(label=area.title, shape="rectangle" if area.requires else "stadium", area=area_id)
        for area_id, area in registry.areas.items()
    }
    edges = tuple(
        Edge(source=required, target=area_id)
        for area_id, area in registry.areas.items()
        for required in dict.fromkeys(area.requires)
        if required in nodes and required != area_id
    )
    # The model reads edges as text; these are made already.
    return Diagram(title=title, nodes=nodes).model_copy(update={"edges": edges})
