"""The map of a course: where its boxes and lines are, on a wide screen and on a narrow one."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest

from mkdocs_genai.registry.diagram import Diagram, Edge, Node
from mkdocs_genai.render.mermaid_layout import Layout, PlacedNode
from mkdocs_genai.render.narrow_map import narrow_map
from mkdocs_genai.render.svg_paths import Point, points_of
from mkdocs_genai.render.wide_map import wide_map

DRAWN = pytest.mark.parametrize("draw", [wide_map, narrow_map])
LABELS = ("Soil", "Tools (planned)", "Natural Language & Speech", "Reinforcement Learning (planned)")


def a_map(seed: int) -> Diagram:
    """Any map: areas that require earlier ones and overlap others, some of them neither."""
    dice = random.Random(seed)
    names = [f"a{number}" for number in range(dice.randint(1, 24))]
    edges = []
    for number, name in enumerate(names):
        earlier = dice.sample(names[:number], min(number, dice.choice((0, 1, 1, 1, 2, 3))))
        edges += [Edge(source=other, target=name) for other in earlier]
        if number and not dice.randrange(4):
            edges.append(Edge(source=name, target=dice.choice(names[:number]), dotted=True, head=False))
    return Diagram(title="Map", nodes={name: Node(label=dice.choice(LABELS)) for name in names}, edges=tuple(edges))


MAPS = [a_map(seed) for seed in range(25)]
EVERY_MAP = pytest.mark.parametrize("number", range(len(MAPS)))


@functools.cache
def drawn(draw: Callable[[Diagram], Layout], number: int) -> tuple[Layout, list[list[Point]]]:
    """A map's layout, and the points of its edges."""
    layout = draw(MAPS[number])
    return layout, [points_of(placed.path) for placed in layout.edges]


def is_inside(node: PlacedNode, point: Point) -> bool:
    """Whether a point is in a node's box, more than on its border."""
    return abs(point[0] - node.x) < node.half_width - 0.1 and abs(point[1] - node.y) < node.half_height - 0.1


def points_between(points: list[Point]) -> list[Point]:
    """A path's points, close together."""
    return [
        (start[0] + (end[0] - start[0]) * part / 20, start[1] + (end[1] - start[1]) * part / 20)
        for start, end in pairwise(points)
        for part in range(21)
    ]


def distance(node: PlacedNode, point: Point) -> float:
    """How far a point is from a node's border, seen from outside."""
    return max(abs(point[0] - node.x) - node.half_width, abs(point[1] - node.y) - node.half_height)


@DRAWN
@EVERY_MAP
def test_no_line_runs_behind_a_box_and_each_leads_from_its_node_to_its_node(
    draw: Callable[[Diagram], Layout], number: int
) -> None:
    diagram = MAPS[number]
    layout, paths = drawn(draw, number)
    nodes = {node.id: node for node in layout.nodes}
    assert list(nodes) == list(diagram.nodes)
    for edge, placed, points in zip(diagram.edges, layout.edges, paths, strict=True):
        ends = points if edge.head or abs(distance(nodes[edge.source], points[0])) < 0.2 else points[::-1]
        assert abs(distance(nodes[edge.source], ends[0])) < 0.2, edge
        assert abs(distance(nodes[edge.target], ends[-1])) < 0.2, edge
        cut = {node.id for node in layout.nodes for point in points_between(points) if is_inside(node, point)}
        assert cut == set(), edge
        assert (placed.dotted, placed.head) == (edge.dotted, edge.head)
    for one, other in combinations(layout.nodes, 2):
        apart = max(
            abs(one.x - other.x) - one.half_width - other.half_width, abs(one.y - other.y) - one.half_height - other.half_height
        )
        assert apart > 5


@DRAWN
@EVERY_MAP
def test_lines_of_two_nodes_cross_but_never_run_on_each_other(draw: Callable[[Diagram], Layout], number: int) -> None:
    _, paths = drawn(draw, number)
    for (one, points), (other, other_points) in combinations(zip(MAPS[number].edges, paths, strict=True), 2):
        ends = {one.source, one.target} & {other.source, other.target} if one.dotted else {one.source} & {other.source}
        if ends and one.dotted == other.dotted:
            continue  # may be one trunk
        assert shared(points, other_points) < 4, (one, other)


def shared(one: list[Point], other: list[Point]) -> float:
    """How far two paths run on each other."""
    longest = 0.0
    for a, b in pairwise(one):
        for c, d in pairwise(other):
            for across in (0, 1):
                along, level = 1 - across, a[across]
                if abs(b[across] - level) < 1.5 and abs(c[across] - level) < 1.5 and abs(d[across] - level) < 1.5:
                    first, last = (
                        max(min(a[along], b[along]), min(c[along], d[along])),
                        min(max(a[along], b[along]), max(c[along], d[along])),
                    )
                    longest = max(longest, last - first)
    return longest


@DRAWN
@EVERY_MAP
def test_a_map_is_as_large_as_what_it_shows(draw: Callable[[Diagram], Layout], number: int) -> None:
    layout, paths = drawn(draw, number)
    points = [point for path in paths for point in path]
    for node in layout.nodes:
        points += [(node.x + side * node.half_width, node.y + side * node.half_height) for side in (-1, 1)]
    for x, y in points:
        assert layout.x <= x <= layout.x + layout.width
        assert layout.y <= y <= layout.y + layout.height
