"""The map of the course: all areas as a diagram, with arrows from what comes first to what builds on it."""

from __future__ import annotations

from collections.abc import Callable

from ..registry.diagram import LARGEST_DIAGRAM, Diagram, Edge, Node
from ..registry.learning_order import cycles
from ..registry.model import Registry
from .diagrams import NARROW, PageDiagram, draw
from .mermaid_layout import refuse_larger
from .narrow_map import narrow_map
from .page import Page
from .renderer import Renderer
from .wide_map import wide_map

ANCHOR = "diagram_course"
"""Unlike any diagram of an area, whose id has two underscores."""


def render_area_map(renderer: Renderer, page: Page) -> str:
    """The map; there must be an area. Raises ProblemError."""
    diagram = course_map(renderer.registry, renderer.label("area_map"), renderer.planned)
    planned = frozenset(area_id for area_id, area in renderer.registry.areas.items() if area.is_planned)
    shown = PageDiagram(diagram, None, page.claim(ANCHOR), planned)
    if page.format == "md":
        return draw(renderer, page, shown, None)
    refuse_larger(diagram, LARGEST_DIAGRAM)
    wide = wide_map(diagram)
    return draw(renderer, page, shown, wide, narrow_map(diagram) if wide.width > NARROW else None)


def course_map(registry: Registry, title: str, planned: Callable[[str], str]) -> Diagram:
    """The areas as a diagram: arrows for `requires`, dotted lines for `overlaps`. Related areas are too many to draw.

    What an area requires by way of another needs no arrow of its own. `planned` makes the label of an area without pages.
    """
    required = _required(registry)
    nodes = {
        area_id: Node(
            label=planned(area.title) if area.is_planned else area.title,
            shape="rectangle" if required[area_id] else "stadium",
            area=area_id,
        )
        for area_id, area in registry.areas.items()
    }
    edges: list[Edge] = []
    for area_id, others in required.items():
        indirect: set[str] = set()
        for between in others if len(others) > 1 else ():
            indirect |= _all_required(required, between) - {between}
        edges += [Edge(source=other, target=area_id) for other in others if other not in indirect]
    return Diagram(title=title, nodes=nodes, edges=(*edges, *_overlaps(registry)))


def _required(registry: Registry) -> dict[str, list[str]]:
    """What each area requires. What closes a cycle, an error that a preview can show, is left out."""
    required = {
        area_id: [other for other in dict.fromkeys(area.requires) if other in registry.areas and other != area_id]
        for area_id, area in registry.areas.items()
    }
    closing = {
        (area_id, required[area_id][index])
        for area_id, index, _ in cycles({area_id: list(enumerate(others)) for area_id, others in required.items()})
    }
    return {area_id: [other for other in others if (area_id, other) not in closing] for area_id, others in required.items()}


def _overlaps(registry: Registry) -> list[Edge]:
    """A line for each two areas that overlap, whichever of them says so."""
    lines: dict[frozenset[str], Edge] = {}
    for area_id, area in registry.areas.items():
        for other in area.overlaps:
            if other in registry.areas and other != area_id:
                lines.setdefault(frozenset((area_id, other)), Edge(source=area_id, target=other, dotted=True, head=False))
    return list(lines.values())


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
