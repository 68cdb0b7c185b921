"""The map of a course: where its boxes, bands and lines are, and how its areas are listed."""

from __future__ import annotations

import functools
import importlib.resources
import random
import re
from itertools import combinations, pairwise
from typing import NamedTuple

import pytest

from mkdocs_genai.registry.groups import Group
from mkdocs_genai.registry.model import Area, Course, Registry
from mkdocs_genai.render.areas import HUES
from mkdocs_genai.render.course_map import course_map
from mkdocs_genai.render.map_boxes import BoxSize, band_lines, box_for, lines_of
from mkdocs_genai.render.map_drawing import LARGEST_WIDTH, Band, MapDrawing, PlacedArea, draw_map
from mkdocs_genai.render.map_list import ListedArea, listed_areas
from mkdocs_genai.render.map_rows import MapLine
from mkdocs_genai.render.svg_paths import XY, points_of

from ..layout.diagram_geometry import Rect, crosses

TITLES = ("Soil", "Tools", "Natural Language & Speech", "Reinforcement Learning")


def a_map(seed: int) -> tuple[list[Band], list[MapLine]]:
    """Any map: areas that require earlier ones and overlap others, some of them neither; every third has bands."""
    dice = random.Random(seed)
    names = [f"a{number}" for number in range(dice.randint(1, 24))]
    lines = []
    for number, name in enumerate(names):
        lines += [MapLine(other, name) for other in dice.sample(names[:number], min(number, dice.choice((0, 1, 1, 1, 2, 3))))]
        if number and not dice.randrange(4):
            lines.append(MapLine(name, dice.choice(names[:number]), dashed=True))
    if seed % 3:
        return [Band(None, tuple(names))], lines
    in_bands: list[list[str]] = [[], [], []]
    for number, name in enumerate(names):
        # Mostly in the course's order, but some arrows lead up to an earlier band.
        in_bands[dice.randrange(3) if dice.randrange(5) == 0 else 3 * number // len(names)].append(name)
    titles = ("Foundations", "Language and perception, of people and machines", None)
    return [Band(title, tuple(band)) for title, band in zip(titles, in_bands, strict=True) if band], lines


MAPS = [a_map(seed) for seed in range(100)]
EVERY_MAP = pytest.mark.parametrize("number", range(len(MAPS)))
BOX = box_for(TITLES)


@functools.cache
def drawn(number: int) -> tuple[MapDrawing, list[list[XY]]]:
    """A map's drawing, and the points of its lines."""
    drawing = draw_map(*MAPS[number], BOX)
    assert drawing is not None
    return drawing, [points_of(placed.path) for placed in drawing.lines]


def distance(area: PlacedArea, point: XY, box: BoxSize = BOX) -> float:
    """How far a point is from an area's border, seen from outside; below 0 inside."""
    x, y = area.x + box.width / 2, area.y + box.height / 2
    return max(abs(point[0] - x) - box.width / 2, abs(point[1] - y) - box.height / 2)


@EVERY_MAP
def test_no_line_runs_behind_a_box_and_each_leads_from_its_area_to_its_area(number: int) -> None:
    bands, lines = MAPS[number]
    drawing, paths = drawn(number)
    insides = [Rect(area.x, area.y, area.x + BOX.width, area.y + BOX.height).grown(-0.2) for area in drawing.areas.values()]
    assert sorted(drawing.areas) == sorted(area_id for band in bands for area_id in band.areas)
    for line, placed, points in zip(lines, drawing.lines, paths, strict=True):
        assert placed.dashed == line.dashed
        ends = {line.source: points[0], line.target: points[-1]}
        if line.dashed and abs(distance(drawing.areas[line.source], points[0])) > 0.2:
            ends = {line.source: points[-1], line.target: points[0]}
        for area_id, point in ends.items():
            assert abs(distance(drawing.areas[area_id], point)) < 0.2, line
        assert not any(crosses(points, inside) for inside in insides), line


@EVERY_MAP
def test_boxes_are_apart_and_inside_their_bands_and_all_is_inside_the_drawing(number: int) -> None:
    bands, _ = MAPS[number]
    drawing, paths = drawn(number)
    for one, other in combinations(drawing.areas.values(), 2):
        assert max(abs(one.x - other.x) - BOX.width, abs(one.y - other.y) - BOX.height) > 15
    for band, placed in zip(bands, drawing.bands, strict=True):
        for area_id in band.areas:
            area = drawing.areas[area_id]
            assert placed.y <= area.y
            assert area.y + BOX.height <= placed.y + placed.height + 0.2
    for one_band, next_band in pairwise(drawing.bands):
        assert next_band.y > one_band.y + one_band.height
    points = [point for path in paths for point in path]
    points += [
        (area.x + across, area.y + down)
        for area in drawing.areas.values()
        for across in (0, BOX.width)
        for down in (0, BOX.height)
    ]
    assert min(x for x, _ in points) >= 0
    assert max(x for x, _ in points) <= drawing.width <= LARGEST_WIDTH
    assert min(y for _, y in points) >= 0
    assert max(y for _, y in points) <= drawing.height


@EVERY_MAP
def test_no_line_runs_behind_a_band_s_title(number: int) -> None:
    bands, _ = MAPS[number]
    drawing, paths = drawn(number)
    widest = max(
        (len(band_lines(band.title, placed.height)) for band, placed in zip(bands, drawing.bands, strict=True) if band.title),
        default=0,
    )
    left = min(x for path in paths for x, _ in path) if any(paths) else 0
    assert not any(paths) or left >= widest * 20


@EVERY_MAP
def test_lines_of_two_areas_cross_but_never_run_on_each_other(number: int) -> None:
    _, lines = MAPS[number]
    _, paths = drawn(number)
    level_pieces = [(level_pieces_of(points, 0), level_pieces_of(points, 1)) for points in paths]
    for (one, pieces), (other, other_pieces) in combinations(zip(lines, level_pieces, strict=True), 2):
        shares_an_area = bool({one.source, one.target} & {other.source, other.target})
        if shares_an_area and one.dashed == other.dashed:
            continue  # may be one trunk
        assert max(map(shared, pieces, other_pieces)) < 4, (one, other)


class LevelPiece(NamedTuple):
    """A piece of a path that runs along an axis: from where to where it is across it, and along it."""

    low: float
    high: float
    first: float
    last: float


def level_pieces_of(points: list[XY], across: int) -> list[LevelPiece]:
    """The pieces of a path that run along one axis; `across` is the number of the other."""
    along = 1 - across
    return [
        LevelPiece(*sorted((start[across], end[across])), *sorted((start[along], end[along])))
        for start, end in pairwise(points)
        if abs(start[across] - end[across]) < 3
    ]


def shared(one: list[LevelPiece], other: list[LevelPiece]) -> float:
    """How far the pieces of two paths run on each other."""
    return max(
        (min(a.last, b.last) - max(a.first, b.first) for a in one for b in other if a.high - b.low < 3 and b.high - a.low < 3),
        default=0,
    )


def crossings(lines: list[MapLine], drawing: MapDrawing) -> list[tuple[MapLine, MapLine]]:
    """The lines that cross each other, other than where they leave one area or lead to one."""
    paths = [points_of(placed.path) for placed in drawing.lines]
    found = []
    for (one, points), (other, other_points) in combinations(zip(lines, paths, strict=True), 2):
        if {one.source, one.target} & {other.source, other.target} and one.dashed == other.dashed:
            continue
        if any(meet(a, b, c, d) for a, b in pairwise(points) for c, d in pairwise(other_points)):
            found.append((one, other))
    return found


def meet(a: XY, b: XY, c: XY, d: XY) -> bool:
    """Whether two straight lines cross."""

    def side(p: XY, q: XY, r: XY) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


@pytest.mark.parametrize("seed", range(30))
def test_the_lines_of_a_tree_do_not_cross(seed: int) -> None:
    dice = random.Random(seed)
    names = [f"a{number}" for number in range(dice.randint(2, 12))]
    lines = [MapLine(dice.choice(names[max(0, number - 4) : number]), name) for number, name in enumerate(names) if number]
    depth = {names[0]: 0}
    for line in lines:
        depth[line.target] = depth[line.source] + 1
    if max(list(depth.values()).count(row) for row in depth.values()) > 4:
        return  # a row too full for one level
    drawing = draw_map([Band(None, tuple(names))], lines, BOX)
    assert drawing is not None
    assert crossings(lines, drawing) == []


def test_what_leads_down_from_between_two_that_overlap_changes_places() -> None:
    names = ("root", "gen", "nlp", "vision", "speech", "robots")
    lines = [*(MapLine("root", name) for name in names[1:5]), MapLine("vision", "robots")]
    lines += [MapLine("gen", name, dashed=True) for name in ("nlp", "vision", "speech")]
    drawing = draw_map([Band(None, names)], lines, BOX)
    assert drawing is not None
    assert crossings(lines, drawing) == []


def test_an_arrow_may_lead_up_to_an_earlier_band() -> None:
    drawing = draw_map([Band("One", ("a",)), Band("Two", ("b",))], [MapLine("b", "a")], BOX)
    assert drawing is not None
    points = points_of(drawing.lines[0].path)
    assert points[0][1] > points[-1][1]
    assert points[-1][1] == drawing.areas["a"].y + BOX.height


def test_a_map_whose_lines_need_too_much_room_is_not_drawn() -> None:
    names = [f"a{number}" for number in range(120)]
    lines = [MapLine(one, other) for one, other in zip(names[:60], reversed(names[60:]), strict=True)]
    lines += [MapLine(names[number], names[number + 4]) for number in range(56)]
    assert draw_map([Band(None, tuple(names))], lines, BOX) is None


def test_every_title_fits_its_box_also_with_more_space_between_letters() -> None:
    assert box_for(["Soil"]).height < box_for(["Natural Language Processing & Large Language Models"]).height
    assert box_for([]).width == box_for(["Soil"]).width
    assert lines_of("Natural Language & Speech", 10) == ("Natural", "Language &", "Speech")
    assert lines_of("Донаудампфшиффарт", 10) == ("Донаудампф", "шиффарт")
    # A letter and its accent are one letter, and stay together.
    assert lines_of("e\u0301" * 6, 4) == ("e\u0301" * 4, "e\u0301" * 2)
    assert lines_of("生成式人工智能", 6) == ("生成式", "人工智", "能")


def test_areas_are_listed_under_the_last_one_that_leads_to_them() -> None:
    required = {"a": [], "b": ["a"], "c": ["a", "b"], "d": ["a", "x"], "e": []}
    assert listed_areas("abcde", required) == (
        ListedArea(
            "a",
            None,
            (ListedArea("b", "a", (ListedArea("c", "b", ()),)), ListedArea("d", "a", ())),
        ),
        ListedArea("e", None, ()),
    )


def test_a_long_chain_is_indented_four_times() -> None:
    names = [f"a{number}" for number in range(2000)]
    required = {name: names[number - 1 : number] if number else [] for number, name in enumerate(names)}
    listed = listed_areas(names, required)
    for parent in (None, "a0", "a1", "a2"):
        assert [each.parent for each in listed] == [parent]
        listed = listed[0].under
    assert [each.parent for each in listed] == ["a3", *[None] * 1995]


def test_groups_are_bands_and_the_other_areas_are_the_last() -> None:
    areas = {name: Area(title=name.upper()) for name in "abcd"}
    groups = {
        "two": Group(title="Two", areas=("d", "b")),
        "none": Group(title="None"),
        "one": Group(title="One", areas=("a", "b")),  # in two groups, which is an error
    }
    bands = course_map(Registry(areas=areas, course=Course(groups=groups))).bands
    assert bands == (Band("Two", ("b", "d")), Band("One", ("a",)), Band(None, ("c",)))
    assert course_map(Registry(areas=areas)).bands == (Band(None, ("a", "b", "c", "d")),)
    groups = {"all": Group(title="All", areas=tuple("abcd"))}
    assert course_map(Registry(areas=areas, course=Course(groups=groups))).bands == (Band("All", ("a", "b", "c", "d")),)


def luminance(color: str) -> float:
    """The relative luminance of a color such as #3a4db0, as WCAG has it."""
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("scheme", "grounds"), [(0, ["#ffffff", "#f5f5f5"]), (1, ["#1e2129", "#272a35"])], ids=["light", "dark"]
)
def test_every_hue_can_be_read_as_text(scheme: int, grounds: list[str]) -> None:
    sheet = (importlib.resources.files("mkdocs_genai") / "assets" / "genai.css").read_text("utf-8")
    found = re.findall(r"^ +--genai-hue-(\d): (#[0-9a-f]{6});$", sheet, re.MULTILINE)
    assert [int(number) for number, _ in found] == [*range(1, HUES + 1)] * 2
    for _, color in found[scheme * HUES :][:HUES]:
        for ground in grounds:
            darker, lighter = sorted((luminance(color), luminance(ground)))
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, color
