"""The rows of the course's map: which areas are in a row, in which order, and where across the map.

An area is in the first row below its sources that has room, inside its band; areas without arrows fill the shortest rows of
theirs. A line past a row has a passage in it. Each row is ordered so that few lines cross, and its items are moved towards
the items that they are joined with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

GAP = 20.0
"""Between two areas of a row."""
_BESIDE = 10.0
"""Between a passage and what is beside it."""
HALF_PASSAGE = 3.0
"""Half the width of a passage."""
_SWEEPS = 8
"""How often the rows are gone through, for their order and then for their items' positions; more change next to nothing."""


class MapLine(NamedTuple):
    """A line between two areas: an arrow to what builds on the source, or a dashed line where they overlap."""

    source: str
    target: str
    dashed: bool = False


class Net(NamedTuple):
    """Lines that leave one area downwards and look the same, or arrows that come up to it."""

    area: str
    dashed: bool
    is_up: bool = False


class Item(NamedTuple):
    """An item of a row: an area, or the passage of a net."""

    row: int
    area: str = ""
    net: Net | None = None


class Step(NamedTuple):
    """A piece of a net: to an item of the next row, or to another area of the same row."""

    net: Net
    start: Item
    end: Item

    @property
    def is_level(self) -> bool:
        """Whether it ends in the row where it starts."""
        return self.start.row == self.end.row


def rows_of_bands(bands: Iterable[Sequence[str]], lines: Iterable[MapLine], room: int) -> list[list[list[str]]]:
    """The areas of each row of each band, from top to bottom; `room` is how many a row takes."""
    sources: dict[str, list[str]] = {}
    for line in lines:
        if not line.dashed:
            sources.setdefault(line.target, []).append(line.source)
            sources.setdefault(line.source, [])
    return [_rows(band, sources, room) for band in bands]


def _rows(band: Sequence[str], sources: Mapping[str, Sequence[str]], room: int) -> list[list[str]]:
    """The rows of a band, which only arrows inside it decide."""
    rows: list[list[str]] = []
    row_of: dict[str, int] = {}

    def put(area_id: str, row: int) -> None:
        while row < len(rows) and len(rows[row]) >= room:
            row += 1
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].append(area_id)
        row_of[area_id] = row

    waiting = [area_id for area_id in band if area_id in sources]
    while waiting:
        area_id = next(each for each in waiting if not any(source in waiting for source in sources[each]))
        waiting.remove(area_id)
        put(area_id, max((row_of[source] + 1 for source in sources[area_id] if source in row_of), default=0))
    for area_id in band:
        if area_id not in row_of:
            put(area_id, min(range(len(rows)), key=lambda row: len(rows[row]), default=0))
    return rows


def steps_of(line: MapLine, rows: Mapping[str, int]) -> list[Step]:
    """The steps of a line, from the upper area to the lower one; `rows` has the row of each area."""
    is_down = rows[line.source] <= rows[line.target]
    upper, lower = (line.source, line.target) if is_down else (line.target, line.source)
    net = Net(upper, line.dashed, is_up=not is_down and not line.dashed)
    passages = [Item(row, net=net) for row in range(rows[upper] + 1, rows[lower])]
    items = [Item(rows[upper], upper), *passages, Item(rows[lower], lower)]
    return [Step(net, start, end) for start, end in pairwise(items)]


class Joined(NamedTuple):
    """The items that each item is joined with: in the row above, in the row below, and in its own row."""

    above: Mapping[Item, list[Item]]
    below: Mapping[Item, list[Item]]
    level: Mapping[Item, list[Item]]


def join(rows: Mapping[str, int], steps: Iterable[Step]) -> Joined:
    """Join all areas and passages by the steps between them."""
    items = dict.fromkeys([*(Item(row, area_id) for area_id, row in rows.items()), *(step.end for step in steps)])
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
    """The items of each row from left to right: first near those they are joined with above, then swapped to save crossings."""
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
    """How often the lines of two neighbors cross, and how long their level lines are."""
    crossings = sum(
        order[one] > order[other] for others in (joined.above, joined.below) for one in others[left] for other in others[right]
    )
    # A level line runs below what is between its ends, and crosses what leads down from there.
    crossings += len(joined.below[right]) * sum(order[other] > order[right] for other in joined.level[left])
    crossings += len(joined.below[left]) * sum(order[other] < order[left] for other in joined.level[right])
    return crossings + sum(2 * abs(order[item] - order[other]) for item in (left, right) for other in joined.level[item])


def across(table: Sequence[Sequence[Item]], joined: Joined, half_width: float) -> dict[Item, float]:
    """The x of each item's middle, where 0 is the left border of all; `half_width` is that of every area.

    No row is wider than the fullest one has to be.
    """
    others = {item: [*joined.above[item], *joined.below[item]] for item in joined.above}
    width = max(_length(row, half_width) for row in table)
    x: dict[Item, float] = {}
    for row in table:
        middle = (width - _length(row, half_width)) / 2 + half(row[0], half_width)
        x |= zip(row, _spread(row, [middle] * len(row), half_width, width), strict=True)
    for _ in range(_SWEEPS):
        for row in (*table, *reversed(table)):
            wanted = [_mean_of([(x[other], _pull(item, other)) for other in others[item]] or [(x[item], 1)]) for item in row]
            x |= zip(row, _spread(row, wanted, half_width, width), strict=True)
    straight = _straightened(table, x, half_width, width)
    left = min(straight[row[0]] - half(row[0], half_width) for row in table)
    return {item: round(middle - left, 1) for item, middle in straight.items()}


def half(item: Item, half_width: float) -> float:
    """Half the width of an item."""
    return half_width if item.area else HALF_PASSAGE


def _apart(one: Item, other: Item, half_width: float) -> float:
    """The least distance between the middles of two neighbors."""
    gap = GAP if one.area and other.area else _BESIDE
    return gap + half(one, half_width) + half(other, half_width)


def _length(row: Sequence[Item], half_width: float) -> float:
    """The least width of a row."""
    ends = half(row[0], half_width) + half(row[-1], half_width)
    return ends + sum(_apart(one, other, half_width) for one, other in pairwise(row))


def _pull(item: Item, other: Item) -> int:
    """How strongly an item is moved towards another one: a line past several rows is to be straight."""
    if item.area and other.area:
        return 3
    return 1 if item.area or other.area else 8


def _mean_of(weighted: Sequence[tuple[float, float]]) -> float:
    """The mean of positions with their weights."""
    return sum(position * weight for position, weight in weighted) / sum(weight for _, weight in weighted)


def _spread(row: Sequence[Item], wanted: Sequence[float], half_width: float, width: float) -> list[float]:
    """The positions nearest to the wanted ones that keep their distances: each in a block with those that it pushes aside."""
    offsets = [0.0]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + _apart(one, other, half_width))
    blocks: list[list[tuple[float, float]]] = []
    for item, position, offset in zip(row, wanted, offsets, strict=True):
        blocks.append([(position - offset, 1 if item.area else 4)])
        while len(blocks) > 1 and _mean_of(blocks[-2]) > _mean_of(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    first = half(row[0], half_width)
    last_base = width - half(row[-1], half_width) - offsets[-1]
    bases = [min(max(_mean_of(block), first), last_base) for block in blocks for _ in block]
    return [base + offset for base, offset in zip(bases, offsets, strict=True)]


def _straightened(
    table: Sequence[Sequence[Item]], x: Mapping[Item, float], half_width: float, width: float
) -> dict[Item, float]:
    """The positions, with passages of one net right below each other as far as their neighbors leave room for that."""
    placed = dict(x)
    passages: dict[Net, list[Item]] = {}
    for item in (item for row in table for item in row):
        if item.net:
            passages.setdefault(item.net, []).append(item)
    for items in passages.values():
        run: list[Item] = []
        lowest = highest = 0.0
        for item in items:
            low, high = _room_for(item, table[item.row], placed, (half_width, width))
            together = (max(low, lowest), min(high, highest)) if run else (low, high)
            if together[0] > together[1]:
                run, together = [], (low, high)
            lowest, highest = together
            run = [*run, item]
            placed |= dict.fromkeys(run, min(max(fmean(x[each] for each in run), lowest), highest))
    return placed


def _room_for(
    item: Item, row: Sequence[Item], placed: Mapping[Item, float], widths: tuple[float, float]
) -> tuple[float, float]:
    """The leftmost and rightmost place of a passage between its neighbors in the row."""
    half_width, width = widths
    index = row.index(item)
    low = placed[row[index - 1]] + _apart(row[index - 1], item, half_width) if index else HALF_PASSAGE
    if index + 1 == len(row):
        return low, width - HALF_PASSAGE
    return low, placed[row[index + 1]] - _apart(item, row[index + 1], half_width)
