"""The map of a course for a wide screen: rows of areas, each below all that it builds on.

1. Each node gets a row: the first one below its sources that has room. Nodes without arrows fill the shortest rows.
2. What leads past a row has a passage in it, so that no line runs behind a box.
3. Each row is ordered so that few lines cross, and its nodes are moved towards those that they are joined with.
4. Below a row, lines run down, along and down again. Those that leave one node share the way along, its track; other nodes
   have tracks of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from ..registry.diagram import Diagram
from .map_nodes import LINE_HEIGHT, PADDING, label_lines, rounded, text_length
from .mermaid_layout import Layout, PlacedEdge, PlacedNode
from .svg_paths import Point

_LONGEST_LINE = 18
_LETTER = 8.8
_GAP = 30.0
_PASSAGE = 6.0
"""Half the width of a passage."""
_ROW_WIDTH = 1080.0
"""At most, unless a single node is wider."""
_TRACK = 11.0
_ABOVE, _BELOW = 15.0, 25.0
"""Room from a row to the first track under it, and from the last track to the next row, for the heads of arrows."""
_PORT = 16.0
"""Between two lines at a node's border, and from the outermost to the node's corner."""
_SWEEPS = 8
_MOST_COMPARED = 40
"""So many nets of a channel are compared with each other for crossings; nobody follows more."""


class _Net(NamedTuple):
    """Lines that leave one node and look the same."""

    source: str
    dotted: bool


class _Item(NamedTuple):
    """What stands in a row: a node, or the passage of a net."""

    row: int
    node: str = ""
    net: _Net | None = None


class _Step(NamedTuple):
    """A piece of a net: to an item of the next row, or to another node of the same row."""

    net: _Net
    start: _Item
    end: _Item

    @property
    def is_level(self) -> bool:
        """Whether it ends in the row where it starts."""
        return self.start.row == self.end.row


class _Channel(NamedTuple):
    """The room below a row: where each step starts and ends, and the track of each net that needs one."""

    starts: Mapping[_Step, float]
    ends: Mapping[_Step, float]
    tracks: Mapping[_Net, int]


def wide_map(diagram: Diagram) -> Layout:
    """The layout. The arrows must not form a cycle."""
    lines = {node_id: label_lines(node.label, _LONGEST_LINE) for node_id, node in diagram.nodes.items()}
    half_width = max(text_length(line) for each in lines.values() for line in each) * _LETTER / 2 + PADDING
    row_of = _rows(diagram, max(1, int((_ROW_WIDTH + _GAP) / (2 * half_width + _GAP))))
    ways = [list(_way(edge.source, edge.target, edge.dotted, row_of)) for edge in diagram.edges]
    steps = list(dict.fromkeys(step for way in ways for step in way))
    joined = _joined(row_of, steps)
    table = _ordered(joined)
    x = _across(table, joined, half_width)
    neighbors = {frozenset(pair) for row in table for pair in pairwise(row)}
    channels = [
        _channel([step for step in steps if step.start.row == row and {step.start, step.end} not in neighbors], x, half_width)
        for row in range(len(table))
    ]
    half_heights = {node_id: len(each) * LINE_HEIGHT / 2 + PADDING for node_id, each in lines.items()}
    middles, borders, bottom = _down(table, channels, half_heights)
    nodes = {
        item.node: PlacedNode(
            item.node,
            diagram.nodes[item.node].shape,
            x[item],
            middles[item.row],
            half_width,
            half_heights[item.node],
            lines[item.node],
        )
        for row in table
        for item in row
        if item.node
    }
    edges = tuple(
        PlacedEdge(rounded(list(_points(way, channels, nodes, borders))), edge.dotted, edge.head)
        for edge, way in zip(diagram.edges, ways, strict=True)
    )
    right = max(x.values()) + half_width
    return Layout(-2, -2, right + 4, bottom + 4, tuple(nodes[node_id] for node_id in diagram.nodes), edges)


def _rows(diagram: Diagram, room: int) -> dict[str, int]:
    """The row of each node; `room` is how many a row takes."""
    sources: dict[str, list[str]] = {}
    for edge in diagram.edges:
        if edge.head:
            sources.setdefault(edge.target, []).append(edge.source)
            sources.setdefault(edge.source, [])
    row_of: dict[str, int] = {}
    taken: list[int] = []

    def place(node_id: str, row: int) -> None:
        while row < len(taken) and taken[row] >= room:
            row += 1
        taken.extend([0] * (row + 1 - len(taken)))
        taken[row] += 1
        row_of[node_id] = row

    waiting = [node_id for node_id in diagram.nodes if node_id in sources]
    while waiting:
        node_id = next(each for each in waiting if all(source in row_of for source in sources[each]))
        waiting.remove(node_id)
        place(node_id, max((row_of[source] + 1 for source in sources[node_id]), default=0))
    for node_id in diagram.nodes:
        if node_id not in row_of:
            place(node_id, taken.index(min(taken)) if taken else 0)
    return row_of


def _way(source: str, target: str, dotted: bool, row_of: Mapping[str, int]) -> Iterator[_Step]:
    """The steps of a line, from the upper node to the lower one."""
    upper, lower = (source, target) if row_of[source] <= row_of[target] else (target, source)
    net = _Net(upper, dotted)
    passages = [_Item(row, net=net) for row in range(row_of[upper] + 1, row_of[lower])]
    for start, end in pairwise([_Item(row_of[upper], upper), *passages, _Item(row_of[lower], lower)]):
        yield _Step(net, start, end)


class _Joined(NamedTuple):
    """What each item is joined with: in the row above, in the row below, and in its own row."""

    above: Mapping[_Item, list[_Item]]
    below: Mapping[_Item, list[_Item]]
    level: Mapping[_Item, list[_Item]]


def _joined(row_of: Mapping[str, int], steps: Iterable[_Step]) -> _Joined:
    items = dict.fromkeys([*(_Item(row, node_id) for node_id, row in row_of.items()), *(step.end for step in steps)])
    joined = _Joined(*({item: [] for item in items} for _ in range(3)))
    for step in steps:
        if step.is_level:
            joined.level[step.start].append(step.end)
            joined.level[step.end].append(step.start)
        else:
            joined.below[step.start].append(step.end)
            joined.above[step.end].append(step.start)
    return joined


def _ordered(joined: _Joined) -> list[list[_Item]]:
    """The items of each row from left to right: first near what they hang from, then swapped while that saves crossings."""
    table: list[list[_Item]] = [[] for _ in range(max(item.row for item in joined.above) + 1)]
    for item in joined.above:
        table[item.row].append(item)
    place = {item: index for row in table for index, item in enumerate(row)}
    for row in table[1:]:
        row.sort(key=lambda item: fmean(place[other] for other in joined.above[item]) if joined.above[item] else place[item])
        place |= {item: index for index, item in enumerate(row)}
    for _ in range(_SWEEPS):
        for row in table:
            for index in range(len(row) - 1):
                first, second = row[index : index + 2]
                before = _disorder(first, second, joined, place)
                place[first], place[second] = index + 1, index
                if _disorder(second, first, joined, place) < before:
                    row[index], row[index + 1] = second, first
                else:
                    place[first], place[second] = index, index + 1
    return table


def _disorder(left: _Item, right: _Item, joined: _Joined, place: Mapping[_Item, int]) -> int:
    """How often the lines of two neighbors cross, and how far their level ones lead."""
    return sum(
        place[one] > place[other] for others in (joined.above, joined.below) for one in others[left] for other in others[right]
    ) + sum(2 * abs(place[item] - place[other]) for item in (left, right) for other in joined.level[item])


def _across(table: Sequence[Sequence[_Item]], joined: _Joined, half_width: float) -> dict[_Item, float]:
    """Where the middle of each item is, from left to right."""
    others = {item: [*joined.above[item], *joined.below[item]] for item in joined.above}

    def apart(row: Sequence[_Item]) -> list[float]:
        widths = [half_width if item.node else _PASSAGE for item in row]
        return [0.0, *(one + other + _GAP for one, other in pairwise(widths))]

    x: dict[_Item, float] = {}
    for row in table:
        x |= zip(row, _spread([0.0] * len(row), apart(row)), strict=True)
    for _ in range(_SWEEPS):
        for row in (*table, *reversed(table)):
            wanted = [fmean(x[other] for other in others[item]) if others[item] else x[item] for item in row]
            x |= zip(row, _spread(wanted, apart(row)), strict=True)
    left = min(x[item] - (half_width if item.node else _PASSAGE) for item in x)
    return {item: round(place - left, 1) for item, place in x.items()}


def _spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to the wanted ones that are so far apart: each in a block with those that it pushes aside."""
    offsets = [sum(apart[: index + 1]) for index in range(len(apart))]
    blocks: list[list[float]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        blocks.append([place - offset])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    bases = [fmean(block) for block in blocks for _ in block]
    return [base + offset for base, offset in zip(bases, offsets, strict=True)]


def _channel(steps: Sequence[_Step], x: Mapping[_Item, float], half_width: float) -> _Channel:
    """The lines below a row."""
    below: dict[_Item, dict[_Net, list[float]]] = {}
    above: dict[_Item, dict[_Net, list[float]]] = {}
    for step in steps:
        below.setdefault(step.start, {}).setdefault(step.net, []).append(x[step.end])
        (below if step.is_level else above).setdefault(step.end, {}).setdefault(step.net, []).append(x[step.start])
    lower = {item: _ports(x[item], nets, half_width if item.node else 0) for item, nets in below.items()}
    starts = {step: lower[step.start][step.net] for step in steps}
    for item, nets in above.items():
        # An only line comes from where it starts, which may be beside the middle.
        for net in nets:
            nets[net] = [starts[step] for step in steps if step.net == net and step.end == item]
    upper = {item: _ports(x[item], nets, half_width if item.node else 0) for item, nets in above.items()}
    ends = {step: (lower if step.is_level else upper)[step.end][step.net] for step in steps}
    return _Channel(starts, ends, _tracks(steps, starts, ends))


def _ports(middle: float, nets: Mapping[_Net, Sequence[float]], half_width: float) -> dict[_Net, float]:
    """Where nets meet an item: straight under or over where an only line leads, if it does, else around the middle."""
    reach = half_width - 1.5 * _PORT
    only = next(iter(nets.values()))
    if len(nets) == 1 and len(only) == 1 and abs(only[0] - middle) <= reach:
        return {next(iter(nets)): only[0]}
    ordered = sorted(nets, key=lambda net: fmean(nets[net]))
    gap = min(_PORT, 2 * reach / max(1, len(nets) - 1))
    return {net: middle + (index - (len(nets) - 1) / 2) * gap for index, net in enumerate(ordered)}


class _Run(NamedTuple):
    """A net in a channel: where it meets the row above and the row below, and from where to where it runs along."""

    net: _Net
    upper: tuple[float, ...]
    lower: tuple[float, ...]
    first: float
    last: float

    def crossings(self, under: _Run) -> int:
        """How often it crosses another one whose track is below its own."""
        return sum(under.first < x < under.last for x in self.lower) + sum(self.first < x < self.last for x in under.upper)


def _tracks(steps: Sequence[_Step], starts: Mapping[_Step, float], ends: Mapping[_Step, float]) -> dict[_Net, int]:
    """The track of each net that does not run straight down, counted from above."""
    upper: dict[_Net, set[float]] = {}
    lower: dict[_Net, set[float]] = {}
    for step in steps:
        upper.setdefault(step.net, set()).add(starts[step])
        (upper if step.is_level else lower).setdefault(step.net, set()).add(ends[step])
    runs = []
    for net in upper:
        own = (*upper[net], *lower.get(net, ()))
        if min(own) < max(own):
            runs.append(_Run(net, tuple(upper[net]), tuple(lower.get(net, ())), min(own), max(own)))
    over = _over(runs)
    if len(runs) <= _MOST_COMPARED:
        # Not `runs.sort`, during which the list is empty to whoever looks at it.
        runs = sorted(runs, key=lambda run: sum(run.crossings(other) - other.crossings(run) for other in runs))
    tracks: dict[_Net, int] = {}
    placed: list[_Run] = []
    while runs:
        run = next((each for each in runs if over[each.net] <= tracks.keys()), runs[0])
        runs.remove(run)
        track = max((tracks[net] + 1 for net in over[run.net] if net in tracks), default=0)
        taken = {tracks[other.net] for other in placed if other.first < run.last + _PORT and run.first < other.last + _PORT}
        while track in taken:
            track += 1
        tracks[run.net] = track
        placed.append(run)
    return tracks


def _over(runs: Sequence[_Run]) -> dict[_Net, set[_Net]]:
    """The nets whose tracks must be above that of each: it would arrive on top of where they leave."""
    leaving = sorted((x, run.net) for run in runs for x in run.upper)
    over: dict[_Net, set[_Net]] = {run.net: set() for run in runs}
    for run in runs:
        for x in run.lower:
            for place, net in leaving[bisect_left(leaving, (x - _PASSAGE,)) :]:
                if place > x + _PASSAGE:
                    break
                if net != run.net:
                    over[run.net].add(net)
    return over


def _down(
    table: Sequence[Sequence[_Item]], channels: Sequence[_Channel], half_heights: Mapping[str, float]
) -> tuple[list[float], list[float], float]:
    """Where the middle and the lower border of each row are, and where the last one's channel ends."""
    middles, borders = [], []
    top = end = 0.0
    for row, channel in zip(table, channels, strict=True):
        half_height = max(half_heights[item.node] for item in row if item.node)
        middles.append(top + half_height)
        borders.append(top + 2 * half_height)
        tracks = max(channel.tracks.values(), default=-1) + 1
        end = borders[-1] + (_ABOVE + tracks * _TRACK if tracks else 0)
        top = borders[-1] + _ABOVE + max(0, tracks - 1) * _TRACK + _BELOW
    return middles, borders, end


def _points(
    way: Iterable[_Step], channels: Sequence[_Channel], nodes: Mapping[str, PlacedNode], borders: Sequence[float]
) -> Iterator[Point]:
    """The corners of a line, from node to node."""
    for step in way:
        channel = channels[step.start.row]
        start, end = nodes.get(step.start.node), nodes.get(step.end.node)
        if start and end and step not in channel.starts:  # neighbors in a row
            side = 1 if end.x > start.x else -1
            yield start.x + side * start.half_width, start.y
            yield end.x - side * end.half_width, end.y
            return
        first, last = channel.starts[step], channel.ends[step]
        if start:
            yield first, start.y + start.half_height
        if step.net in channel.tracks:
            along = borders[step.start.row] + _ABOVE + channel.tracks[step.net] * _TRACK
            yield first, along
            yield last, along
        if end:
            yield last, end.y + end.half_height if step.is_level else end.y - end.half_height
