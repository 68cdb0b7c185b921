"""The map of the course: all areas as a diagram, with arrows from what comes first to what builds on it."""

from __future__ import annotations

from markupsafe import Markup

from ..registry.diagram import Diagram, Edge, Node
from ..registry.model import Registry
from .diagrams import PageDiagram, draw
from .narrow_diagrams import stacked
from .page import Page
from .renderer import Renderer

ANCHOR = "diagram_course"
"""Unlike any diagram of an area, whose id has two underscores."""


def render_area_map(renderer: Renderer, page: Page) -> Markup:
    """The map; there must be an area. Raises ProblemError."""
    diagram = course_map(renderer.registry, renderer.label("area_map"))
    narrow = stacked(diagram) if renderer.layouts.available else None
    return draw(renderer, page, PageDiagram(diagram, None, page.claim(ANCHOR)), narrow)


def course_map(registry: Registry, title: str) -> Diagram:
    """The areas as a diagram. Only `requires` is drawn: related areas are many, and would hide the way through.

    What an area requires by way of another needs no arrow of its own.
    """
    required = {
        area_id: [other for other in dict.fromkeys(area.requires) if other in registry.areas and other != area_id]
        for area_id, area in registry.areas.items()
    }
    nodes = {
        area_id: Node(label=area.title, shape="rectangle" if required[area_id] else "stadium", area=area_id)
        for area_id, area in registry.areas.items()
    }
    edges: list[Edge] = []
    for area_id, others in required.items():
        indirect: set[str] = set()
        for between in others if len(others) > 1 else ():
            indirect |= _all_required(required, between) - {between}
        edges += [Edge(source=other, target=area_id) for other in others if other not in indirect]
    return Diagram(title=title, nodes=nodes, edges=tuple(edges))


def _all_required(required: dict[str, list[str]], area_id: str) -> set[str]:
    """All that an area requires, by whatever way."""
    found: set[str] = set()
    open_ids = [area_id]
    while open_ids:
        for other in required[open_ids.pop()]:
            if other not in found:
                found.add(other)
                open_ids.append(other)
    return found
