"""The map of the course: all areas, and lines between them, as one list that a style sheet lays out as a drawing or as it is.

Each area is there once, as HTML with a real link, so that it is read once and needs no script. Where there is room for it, the
style sheet puts each area where `draw_map` places it, over the lines, which are an SVG that nobody reads out: what an area
builds on, and what it overlaps with, is said in words beside its name as well. On a phone the list stays a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from ..problems import ProblemError
from ..registry.destinations import area_target
from ..registry.learning_order import cycles
from ..registry.model import Area, Registry
from .areas import Destination, hues
from .done_marks import render_area_done, render_done_script
from .map_boxes import band_lines, box_for
from .map_drawing import Band, MapDrawing, PlacedArea, draw_map
from .map_list import ListedArea, listed_areas
from .map_rows import MapLine
from .page import Page
from .renderer import Renderer

ANCHOR = "diagram_course"
"""Differs from the id of any area's diagram, which has two underscores."""
LARGEST_MAP = 300
"""The most areas; in a larger map nobody could find their way."""


class MapArea(NamedTuple):
    """An area, as the templates get it."""

    title: str
    href: str | None
    icon: Markup | None
    hue: int
    """1 to 8."""
    planned: bool
    elsewhere: str | None
    """The label of an area that is on another site."""
    state: str | None
    """How much of it is ready, or that it is planned, in words."""
    ready: int
    total: int
    """How many topics are ready, and how many there are."""
    first: tuple[Destination, ...]
    """The areas to learn first."""
    first_is_parent: bool
    """Whether that is only the area under which this one is indented."""
    overlaps: tuple[Destination, ...]
    x: float
    y: float
    """How far its box is from a point 16 pixels beside and above the drawing, so that neither is 0."""
    under: tuple[MapArea, ...]
    """The areas that are indented under it."""
    done: Markup
    """The element that shows how many of its topics the reader has marked."""


class MapBand(NamedTuple):
    """A band, as the templates get it; in a course without bands, the whole map, with None as the title."""

    title: str | None
    lines: tuple[str, ...]
    """The lines of the title in the drawing, where it is rotated by a quarter turn."""
    y: float
    height: float
    areas: tuple[MapArea, ...]


class CourseMap(NamedTuple):
    """The content of a map: its bands, the areas that each area requires, and the lines, dashed ones last."""

    bands: tuple[Band, ...]
    required: Mapping[str, Sequence[str]]
    lines: tuple[MapLine, ...]

    def overlaps_of(self, area_id: str) -> tuple[str, ...]:
        """The areas that overlap with one."""
        dashed = [(line.source, line.target) for line in self.lines if line.dashed]
        return tuple(ends[1 - ends.index(area_id)] for ends in dashed if area_id in ends)


def render_area_map(renderer: Renderer, page: Page) -> str:
    """The map; there must be an area. Raises ProblemError."""
    registry = renderer.registry
    if (size := len(registry.areas)) > LARGEST_MAP:
        limit = f"it has {size} areas, and the limit is {LARGEST_MAP}"
        raise ProblemError("GA067", f"the map can't be drawn: {limit}; write `/// area-cards` instead")
    found = course_map(registry)
    drawing = draw_map(found.bands, found.lines, box_for(area.title for area in registry.areas.values()))
    bands = _bands(renderer, page, found, drawing)
    return renderer.render(
        page,
        "area-map",
        anchor=page.claim(ANCHOR),
        name=page.unique("map"),
        bands=bands,
        drawing=drawing,
        kinds={line.dashed for line in found.lines},
        done_script=render_done_script(page, (area.done for band in bands for area in _all_areas(band.areas))),
        label=renderer.label,
    )


def course_map(registry: Registry) -> CourseMap:
    """The map's content: arrows for `requires`, dashed lines for `overlaps`. Related areas are too many to draw.

    An area that is required by way of another one needs no arrow of its own.
    """
    required = _required(registry)
    direct: dict[str, list[str]] = {}
    for area_id, others in required.items():
        indirect: set[str] = set()
        for between in others if len(others) > 1 else ():
            indirect |= _all_required(required, between) - {between}
        direct[area_id] = [other for other in others if other not in indirect]
    arrows = [MapLine(other, area_id) for area_id, others in direct.items() for other in others]
    return CourseMap(_grouped(registry), direct, (*arrows, *_overlaps(registry)))


def _grouped(registry: Registry) -> tuple[Band, ...]:
    """The course's groups as bands; one for the areas that are in none, which has no title, is the last."""
    bands: list[Band] = []
    left = dict.fromkeys(registry.areas)
    for group in registry.course.groups.values():
        # An area in two groups is an error, which a preview shows.
        areas = tuple(area_id for area_id in registry.areas if area_id in group.areas and area_id in left)
        if areas:
            bands.append(Band(group.title, areas))
            left = {area_id: None for area_id in left if area_id not in areas}
    return (*bands, Band(None, tuple(left))) if left else tuple(bands)


def _required(registry: Registry) -> dict[str, list[str]]:
    """The areas that each area requires, except those that would close a cycle, an error that a preview can show."""
    required = {
        area_id: [other for other in dict.fromkeys(area.requires) if other in registry.areas and other != area_id]
        for area_id, area in registry.areas.items()
    }
    closing = {
        (area_id, required[area_id][index])
        for area_id, index, _ in cycles({area_id: list(enumerate(others)) for area_id, others in required.items()})
    }
    return {area_id: [other for other in others if (area_id, other) not in closing] for area_id, others in required.items()}


def _overlaps(registry: Registry) -> list[MapLine]:
    """A line for each pair of areas that overlap, whichever of them says so."""
    lines: dict[frozenset[str], MapLine] = {}
    for area_id, area in registry.areas.items():
        for other in area.overlaps:
            if other in registry.areas and other != area_id:
                lines.setdefault(frozenset((area_id, other)), MapLine(area_id, other, dashed=True))
    return list(lines.values())


def _all_required(required: dict[str, list[str]], area_id: str) -> set[str]:
    """All areas that an area requires, directly or by way of others."""
    found: set[str] = set()
    open_ids = [area_id]
    while open_ids:
        for other in required[open_ids.pop()]:
            if other not in found:
                found.add(other)
                open_ids.append(other)
    return found


def _bands(renderer: Renderer, page: Page, found: CourseMap, drawing: MapDrawing | None) -> list[MapBand]:
    """The bands with their areas, each as the templates get it."""
    hue_of = hues(renderer.registry)
    nowhere = PlacedArea(0, 0)

    def shown(listed: ListedArea) -> MapArea:
        area = renderer.registry.areas[listed.area]
        first, overlaps = found.required[listed.area], found.overlaps_of(listed.area)
        placed = drawing.areas[listed.area] if drawing else nowhere
        return MapArea(
            title=area.title,
            href=page.resolve(area_target(renderer.registry, listed.area)),
            icon=renderer.icons.svg(area.icon),
            hue=hue_of[listed.area],
            planned=area.is_planned,
            elsewhere=renderer.label("elsewhere") if area.url else None,
            state=_state(renderer, area),
            ready=_ready(area),
            total=len(area.topics),
            first=_destinations(renderer, page, first),
            first_is_parent=first == [listed.parent],
            overlaps=_destinations(renderer, page, overlaps),
            x=round(placed.x + 16, 1),
            y=round(placed.y + 16, 1),
            under=tuple(shown(each) for each in listed.under),
            done=render_area_done(renderer, page, listed.area),
        )

    made = []
    for number, band in enumerate(found.bands):
        y, height = drawing.bands[number] if drawing else (0.0, 0.0)
        lines = band_lines(band.title, height) if band.title and drawing else ()
        listed = listed_areas(band.areas, found.required)
        made.append(MapBand(band.title, lines, y, height, tuple(shown(each) for each in listed)))
    return made


def _all_areas(areas: Iterable[MapArea]) -> Iterator[MapArea]:
    """Areas, and those that are indented under them."""
    for area in areas:
        yield area
        yield from _all_areas(area.under)


def _destinations(renderer: Renderer, page: Page, area_ids: Sequence[str]) -> tuple[Destination, ...]:
    registry = renderer.registry
    return tuple(
        Destination(registry.areas[area_id].title, page.resolve(area_target(registry, area_id))) for area_id in area_ids
    )


def _ready(area: Area) -> int:
    return sum(topic.effective_status == "ready" for topic in area.topics.values())


def _state(renderer: Renderer, area: Area) -> str | None:
    if area.is_planned:
        return renderer.label("planned")
    if not area.topics:
        return None
    return renderer.label("ready_count").format(ready=_ready(area), total=len(area.topics))
