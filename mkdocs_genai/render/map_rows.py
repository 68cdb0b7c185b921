"""The wide map's rows: which row each node is in, in which order, and where across.

A node gets the first row below its sources that has room; nodes without arrows fill the shortest rows. What leads past a row
has a passage in it. Each row is ordered so that few lines cross, and its items are moved towards those that they are joined
with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from ..registry.diagram import Diagram, Edge

GAP = 30.0
"""Between two items of a row."""
HALF_PASSAGE = 6.0
"""Half the width of a passage."""
_SWEEPS = 8
"""How often the rows are gone through, for their order and then for their items' positions; more change next to nothing."""


class Net(NamedTuple):
    """Lines that leave one node and look the same."""

    source: str
    dotted: bool


class Item(NamedTuple):
    """What stands in a row: a node, or the passage of a net."""

    row: int
    node: str = ""
    net: Net | None = None


class Step(NamedTuple):
    """A piece of a net: to an item of the next row, or to another node of the same row."""

    net: Net
    start: Item
    end: Item

    @property
    def is_level(self) -> bool:
        """Whether it ends in the row where it starts."""
        return self.start.row == self.end.row


def row_of_each(diagram: Diagram, room: int) -> dict[str, int]:
    """The row of each node, from 0 at the top; `room` is how many a row takes."""
    sources: dict[str, list[str]] = {}
    for edge in diagram.edges:
        if edge.head:
            sources.setdefault(edge.target, []).append(edge.source)
            sources.setdefault(edge.source, [])
    row_of: dict[str, int] = {}
    taken: list[int] = []

    def put(node_id: str, row: int) -> None:
        while row < len(taken) and taken[row] >= room:
            row += 1
        taken.extend([0] * (row + 1 - len(taken)))
        taken[row] += 1
        row_of[node_id] = row

    waiting = [node_id for node_id in diagram.nodes if node_id in sources]
    while waiting:
        node_id = next(each for each in waiting if all(source in row_of for source in sources[each]))
        waiting.remove(node_id)
        put(node_id, max((row_of[source] + 1 for source in sources[node_id]), default=0))
    for node_id in diagram.nodes:
        if node_id not in row_of:
            put(node_id, taken.index(min(taken)) if taken else 0)
    return row_of


def steps_of(edge: Edge, rows: Mapping[str, int]) -> list[Step]:
    """The steps of an edge's line, from the upper node to the lower one; `rows` has the row of each node."""
    is_down = rows[edge.source] <= rows[edge.target]
    upper, lower = (edge.source, edge.target) if is_down else (edge.target, edge.source)
    net = Net(upper, edge.dotted)
    passages = [Item(row, net=net) for row in range(rows[upper] + 1, rows[lower])]
    items = [Item(rows[upper], upper), *passages, Item(rows[lower], lower)]
    return [Step(net, start, end) for start, end in pairwise(items)]


class Joined(NamedTuple):
    """What each item is joined with: in the row above, in the row below, and in its own row."""

    above: Mapping[Item, list[Item]]
    below: Mapping[Item, list[Item]]
    level: Mapping[Item, list[Item]]


def join(rows: Mapping[str, int], steps: Iterable[Step]) -> Joined:
    """Join all nodes and passages by the steps between them."""
    items = dict.fromkeys([*(Item(row, node_id) for node_id, row in rows.items()), *(step.end for step in steps)])
    joined = Joined(*({item: [] for item in items} for _ in range(3)))
    for step in steps:
        if step.is_level:
            joined.level[step.start].append(step.end)
            joined.level[step.end].append(step.start)
        else:
            joined.below[step.start].append(step.end)
            joined.above[step.end].append(step.start)
    return joined


def ordered(joined: Joined) -> list[list[Item]]:
    """The items of each row from left to right: first near what they hang from, then swapped while that saves crossings."""
    table: list[list[Item]] = [[] for _ in range(max(item.row for item in joined.above) + 1)]
    for item in joined.above:
        table[item.row].append(item)
    order = {item: index for row in table for index, item in enumerate(row)}
    for row in table[1:]:
        row.sort(key=lambda item: fmean(order[other] for other in joined.above[item]) if joined.above[item] else order[item])
        order |= {item: index for index, item in enumerate(row)}
    for _ in range(_SWEEPS):
        for row in table:
            for index in range(len(row) - 1):
                first, second = row[index : index + 2]
                before = _disorder(first, second, joined, order)
                order[first], order[second] = index + 1, index
                if _disorder(second, first, joined, order) < before:
                    row[index], row[index + 1] = second, first
                else:
                    order[first], order[second] = index, index + 1
    return table


def _disorder(left: Item, right: Item, joined: Joined, order: Mapping[Item, int]) -> int:
    """How often the lines of two neighbors cross, and how far their level ones lead."""
    return sum(
        order[one] > order[other] for others in (joined.above, joined.below) for one in others[left] for other in others[right]
    ) + sum(2 * abs(order[item] - order[other]) for item in (left, right) for other in joined.level[item])


def across(table: Sequence[Sequence[Item]], joined: Joined, half_width: float) -> dict[Item, float]:
    """The x of each item's middle, where 0 is the left border of the outermost; `half_width` is that of every node."""
    others = {item: [*joined.above[item], *joined.below[item]] for item in joined.above}

    def apart(row: Sequence[Item]) -> list[float]:
        widths = [half_width if item.node else HALF_PASSAGE for item in row]
        return [0.0, *(one + other + GAP for one, other in pairwise(widths))]

    x: dict[Item, float] = {}
    for row in table:
        x |= zip(row, _spread([0.0] * len(row), apart(row)), strict=True)
    for _ in range(_SWEEPS):
        for row in (*table, *reversed(table)):
            wanted = [fmean(x[other] for other in others[item]) if others[item] else x[item] for item in row]
            x |= zip(row, _spread(wanted, apart(row)), strict=True)
    left = min(x[item] - (half_width if item.node else HALF_PASSAGE) for item in x)
    return {item: round(middle - left, 1) for item, middle in x.items()}


def _spread(wanted: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The positions nearest to the wanted ones that are so far apart: each in a block with those that it pushes aside."""
    offsets = [sum(apart[: index + 1]) for index in range(len(apart))]
    blocks: list[list[float]] = []
    for position, offset in zip(wanted, offsets, strict=True):
        blocks.append([position - offset])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    bases = [fmean(block) for block in blocks for _ in block]
    return [base + offset for base, offset in zip(bases, offsets, strict=True)]
