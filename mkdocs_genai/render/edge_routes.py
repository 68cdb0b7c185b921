"""Draws a diagram's arrows between nodes that an engine has put in ranks, so that none meets a node or another's label.

An engine says where nodes, labels and the passing places of long arrows are, but it draws diagonals that cut corners. Here, a
rank is a band as high as its nodes and labels. Within a band, every arrow runs straight through at its own place, where the
engine has kept room for it. All that goes sideways happens in the gaps between bands, where nothing else is; so a label, which
is in a band, is met by no other arrow. Arrows from a node to itself are beside the node, in room of its own.

1. Where arrows meet the borders of nodes: `_ports`.
2. How high bands and gaps are: `_bands`.
3. The lines: `_line`, and `loops` for arrows from a node to itself.

All is computed as if the diagram ran from top to bottom: x is across, y along. `mermaid_layout` swaps the two for LR and RL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from .node_shapes import Size, reach
from .svg_paths import XY

_PORT_GAP = 14.0
"""Between two arrows at a node's border."""
_CORNER = 8.0
"""From an arrow to a node's corner."""
_STUB = 12.0
"""How far an arrow runs straight at its node, as long as an arrow head."""
_ROUND = 7.0
"""The radius of corners."""


class NodeBox(NamedTuple):
    """A node: its middle, and the corners of its outline around that."""

    x: float
    y: float
    corners: tuple[XY, ...]

    @property
    def half(self) -> Size:
        """Half its extent across and along."""
        return max(x for x, _ in self.corners), max(y for _, y in self.corners)


class Way(NamedTuple):
    """Where an arrow runs: its nodes, its passing places, and the half size and number of the place with its label."""

    source: str
    target: str
    places: tuple[XY, ...]
    label: Size | None = None
    label_place: int = 0


class Route(NamedTuple):
    """A drawn arrow: the points of its path, the curves' control points among them, and its label's middle."""

    path: tuple[tuple[str, tuple[XY, ...]], ...]
    label: XY | None


class Room(NamedTuple):
    """The least and greatest height of a gap, and its height for each pixel that an arrow goes sideways in it."""

    least: float
    most: float
    slope: float


class _Stop(NamedTuple):
    rank: int
    x: float


class _Bands(NamedTuple):
    tops: list[float]
    bottoms: list[float]

    def middle(self, rank: int) -> float:
        return (self.tops[rank] + self.bottoms[rank]) / 2


def routes(boxes: Mapping[str, NodeBox], ways: Sequence[Way], room: Room) -> tuple[dict[str, NodeBox], list[Route]]:
    """The nodes at their final heights, and the arrows."""
    heights, ranks = _ranks(boxes, ways)
    stops = [_stops(way, boxes, ranks) for way in ways]
    for (number, end), x in _ports(boxes, ways, stops).items():
        stops[number][end] = stops[number][end]._replace(x=x)
    bands = _bands(heights, stops, room)
    placed = {node_id: box._replace(y=bands.middle(ranks[box.y])) for node_id, box in boxes.items()}
    return placed, [_line(way, line, placed, bands, ranks) for way, line in zip(ways, stops, strict=True)]


def _ranks(boxes: Mapping[str, NodeBox], ways: Sequence[Way]) -> tuple[list[float], dict[float, int]]:
    """The heights of the ranks, and the rank of each y. What is less than a pixel apart is in one rank.

    A y where only arrows pass is in no rank.
    """
    sizes = [(box.y, box.half[1] + _STUB) for box in boxes.values()]
    sizes += [(way.places[way.label_place][1], way.label[1] + 3) for way in ways if way.label]
    heights: list[float] = []
    ranks: dict[float, int] = {}
    before = float("-inf")
    for y, half in sorted(sizes):
        if y > before + 1:
            heights.append(0)
        before = y
        ranks[y] = len(heights) - 1
        heights[-1] = max(heights[-1], 2 * half)
    known = dict(ranks)
    for way in ways:
        for _, y in way.places:
            near = next((each for each in known if abs(each - y) <= 1), None)
            if near is not None:
                ranks[y] = known[near]
    return heights, ranks


def _stops(way: Way, boxes: Mapping[str, NodeBox], ranks: Mapping[float, int]) -> list[_Stop]:
    """The ranks that an arrow starts in, passes and ends in."""
    source, target = boxes[way.source], boxes[way.target]
    between = [_Stop(ranks[y], x) for x, y in way.places if y in ranks]
    return [_Stop(ranks[source.y], source.x), *between, _Stop(ranks[target.y], target.x)]


def _ports(boxes: Mapping[str, NodeBox], ways: Sequence[Way], stops: Sequence[Sequence[_Stop]]) -> dict[tuple[int, int], float]:
    """The x of the ends of each arrow (0 and -1), by its number and the end."""
    sides: dict[tuple[str, bool], list[tuple[float, float, int, int]]] = {}
    for number, (way, line) in enumerate(zip(ways, stops, strict=True)):
        for node_id, end, near in ((way.source, 0, 1), (way.target, -1, -2)):
            is_below = line[near].rank > line[end].rank
            towards = _towards(boxes, way, line, end)
            place = way.places[end][0] if way.places else towards
            sides.setdefault((node_id, is_below), []).append((towards, place, number, end))
    found: dict[tuple[int, int], float] = {}
    for (node_id, _), wanted in sides.items():
        box = boxes[node_id]
        free = _free(box)
        wanted.sort()
        xs = _apart([_near(x, box.x, free) for x, *_ in wanted], box.x - free, box.x + free)
        found |= {(number, end): x for (_, _, number, end), x in zip(wanted, xs, strict=True)}
    return found


def _towards(boxes: Mapping[str, NodeBox], way: Way, line: Sequence[_Stop], end: int) -> float:
    """The ideal place for an arrow to meet a node: straight above or below its next stop, which may be a node too."""
    if len(line) > 2:
        return line[1 if end == 0 else -2].x
    source, target = boxes[way.source], boxes[way.target]
    first = max(source.x - _free(source), target.x - _free(target))
    last = min(source.x + _free(source), target.x + _free(target))
    place = fmean(x for x, _ in way.places) if way.places else fmean((source.x, target.x))
    if first > last:
        return (target if end == 0 else source).x
    return min(last, max(first, place))


def _near(x: float, middle: float, free: float) -> float:
    """The place at a border for an arrow that comes from x: straight if that is there, else on the half of that side."""
    if abs(x - middle) <= free:
        return x
    return middle + (free if x > middle else -free) / 2


def _free(box: NodeBox) -> float:
    """How far from a node's middle arrows may meet it: not at its corners, and not where the outline is far from them."""
    half_x, half_y = box.half
    free = max(0.0, half_x - _CORNER)
    while free > 0 and any(abs(edge) < half_y / 2 for x in (-free, free) for edge in reach(box.corners, x)):
        free = max(0.0, free - 4)
    return free


def _apart(xs: Sequence[float], first: float, last: float) -> list[float]:
    """Sorted places moved as little as needed to be apart from each other, between two limits."""
    gap = min(_PORT_GAP, (last - first) / max(1, len(xs) - 1))
    found: list[float] = []
    for x in xs:
        found.append(max(x, found[-1] + gap) if found else max(x, first))
    limit = last
    for index in reversed(range(len(found))):
        found[index] = min(found[index], limit)
        limit = found[index] - gap
    return found


def _bands(heights: Sequence[float], stops: Sequence[Sequence[_Stop]], room: Room) -> _Bands:
    """Where each rank begins and ends."""
    sideways = [0.0] * len(heights)
    for line in stops:
        for start, end in pairwise(line):
            upper = min(start.rank, end.rank)
            sideways[upper] = max(sideways[upper], abs(start.x - end.x))
    tops, bottoms = [], []
    y = 0.0
    for height, travel in zip(heights, sideways, strict=True):
        tops.append(y)
        bottoms.append(y + height)
        y += height + min(room.most, room.least + room.slope * travel)
    return _Bands(tops, bottoms)


def _line(way: Way, stops: Sequence[_Stop], boxes: Mapping[str, NodeBox], bands: _Bands, ranks: Mapping[float, int]) -> Route:
    """An arrow through the bands."""
    start, end = stops[0], stops[-1]
    is_down = end.rank > start.rank
    path: list[tuple[str, tuple[XY, ...]]] = [("M", (_border(boxes[way.source], start.x, is_below=is_down),))]
    for before, after in pairwise(stops):
        leave = (bands.bottoms if is_down else bands.tops)[before.rank]
        arrive = (bands.tops if is_down else bands.bottoms)[after.rank]
        if before.x != after.x:
            middle = (leave + arrive) / 2
            path.append(("L", ((before.x, leave),)))
            path.append(("C", ((before.x, middle), (after.x, middle), (after.x, arrive))))
    path.append(("L", (_border(boxes[way.target], end.x, is_below=not is_down),)))
    x, y = way.places[way.label_place] if way.label else (0.0, 0.0)
    return Route(tuple(path), (x, bands.middle(ranks[y])) if way.label else None)


def _border(box: NodeBox, x: float, *, is_below: bool) -> XY:
    """Where an arrow meets a node."""
    upper, lower = reach(box.corners, x - box.x)
    return x, box.y + (lower if is_below else upper)


def loop_room(labels: Sequence[Size | None]) -> Size:
    """The room beside a node for its arrows to itself: how far they reach across, and how much they need along in all."""
    far = [_loop_width(label) + (label[0] if label else 0) for label in labels]
    return (max(far) + 4, sum(2 * _loop_half(label) for label in labels) + 10 * (len(labels) - 1)) if labels else (0.0, 0.0)


def _loop_width(label: Size | None) -> float:
    return max(26.0, label[0] + 8) if label else 26.0


def _loop_half(label: Size | None) -> float:
    """Half of the length along y that an arrow from a node to itself needs."""
    return label[1] + 9 if label else 10.0


def loops(box: NodeBox, labels: Sequence[Size | None]) -> list[Route]:
    """The arrows from a node to itself, on the side where x grows, one below the other."""
    lines = []
    turned = [(y, x) for x, y in box.corners]
    y = box.y - loop_room(labels)[1] / 2
    for label in labels:
        half = _loop_half(label)
        upper, lower = y, y + 2 * half
        far = box.x + box.half[0] + _loop_width(label)
        start, end = (box.x + reach(turned, each - box.y)[1] for each in (upper, lower))
        path = (
            ("M", ((start, upper),)),
            ("L", ((far - _ROUND, upper),)),
            ("Q", ((far, upper), (far, upper + _ROUND))),
            ("L", ((far, lower - _ROUND),)),
            ("Q", ((far, lower), (far - _ROUND, lower))),
            ("L", ((end, lower),)),
        )
        lines.append(Route(path, (far, y + half) if label else None))
        y = lower + 10
    return lines
