"""The map of a course: where its boxes and lines are, on a wide screen and on a narrow one."""

from __future__ import annotations

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
@pytest.mark.parametrize("diagram", MAPS, ids=range(len(MAPS)))
def test_no_line_runs_behind_a_box_and_each_leads_from_its_node_to_its_node(
    draw: Callable[[Diagram], Layout], diagram: Diagram
) -> None:
    layout = draw(diagram)
    nodes = {node.id: node for node in layout.nodes}
    assert list(nodes) == list(diagram.nodes)
    for edge, placed in zip(diagram.edges, layout.edges, strict=True):
        points = points_of(placed.path)
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
@pytest.mark.parametrize("diagram", MAPS, ids=range(len(MAPS)))
def test_lines_of_two_nodes_cross_but_never_run_on_each_other(draw: Callable[[Diagram], Layout], diagram: Diagram) -> None:
    layout = draw(diagram)
    drawn = list(zip(diagram.edges, layout.edges, strict=True))
    for (one, placed), (other, other_placed) in combinations(drawn, 2):
        ends = {one.source, one.target} & {other.source, other.target} if one.dotted else {one.source} & {other.source}
        if ends and one.dotted == other.dotted:
            continue  # may be one trunk
        assert shared(points_of(placed.path), points_of(other_placed.path)) < 4, (one, other)


def shared(one: list[Point], other: list[Point]) -> float:
    """How far two paths run on each other."""
    longest = 0.0
    for a, b in pairwise(one):
        for c, d in pairwise(other):
            for across in (0, 1):
                along = 1 - across
                if max(abs(point[across] - a[across]) for point in (b, c, d)) < 1.5:
                    first, last = (
                        max(min(a[along], b[along]), min(c[along], d[along])),
                        min(max(a[along], b[along]), max(c[along], d[along])),
                    )
                    longest = max(longest, last - first)
    return longest


@DRAWN
@pytest.mark.parametrize("diagram", MAPS, ids=range(len(MAPS)))
def test_a_map_is_as_large_as_what_it_shows(draw: Callable[[Diagram], Layout], diagram: Diagram) -> None:
    layout = draw(diagram)
    points = [point for placed in layout.edges for point in points_of(placed.path)]
    for node in layout.nodes:
        points += [(node.x + side * node.half_width, node.y + side * node.half_height) for side in (-1, 1)]
    for x, y in points:
        assert layout.x <= x <= layout.x + layout.width
        assert layout.y <= y <= layout.y + layout.height
