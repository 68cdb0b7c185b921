"""The map's channels: below each row, lines run down, along and down again.

Lines that leave the same area share the way along, its track; other areas have tracks of their own. A port is where the lines
of one net meet an item's border.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from .map_rows import Item, Net, Step

_PORT = 16.0
"""The distance between two lines at an area's border, and from the outermost line to the area's corner."""
_CLOSE = 6.0
"""The distance at which two lines look like one."""
_FAR = 1e6
"""Added to a level line's target so that its port is the outermost, and it crosses no line that leads down beside it."""
_MOST_COMPARED = 40
"""The most nets of a channel that are compared with each other for crossings; nobody follows more."""


class Channel(NamedTuple):
    """The room below a row: where each step starts and ends, and the track of each net that needs one."""

    starts: Mapping[Step, float]
    ends: Mapping[Step, float]
    tracks: Mapping[Net, int]


def channel_below(steps: Sequence[Step], x: Mapping[Item, float], half_width: float) -> Channel:
    """The lines below a row: `steps` start in it, `x` has each item's middle, and `half_width` is that of every area."""
    aims = list(_aims_under(steps, x))
    under = _all_ports(aims, x, half_width)
    starts = {step: under[step.start][step.net] for step in steps}
    # From above, a line comes from its port, which may be beside the middle of its area.
    over = _all_ports([_Aim(step.end, step.net, starts[step]) for step in steps if not step.is_level], x, half_width)
    ends = {step: (under if step.is_level else over)[step.end][step.net] for step in steps}
    lines_under = Counter(aim.item for aim in aims)
    for step in steps:
        is_only = step.start.area and lines_under[step.start] == 1 and not step.is_level
        if is_only and abs(ends[step] - x[step.start]) <= half_width - 1.5 * _PORT:
            starts[step] = ends[step]  # straight down
    return Channel(starts, ends, _tracks(steps, starts, ends))


class _Aim(NamedTuple):
    """An end of a line at an item: the line's net, and where in the row its other end is."""

    item: Item
    net: Net
    x: float


def _aims_under(steps: Sequence[Step], x: Mapping[Item, float]) -> Iterator[_Aim]:
    """The ends of lines under the items of a row; a level line has both its ends there."""
    for step in steps:
        if not step.is_level:
            yield _Aim(step.start, step.net, x[step.end])
        else:
            side = _FAR if x[step.end] > x[step.start] else -_FAR
            yield _Aim(step.start, step.net, x[step.end] + side)
            yield _Aim(step.end, step.net, x[step.start] - side)


def _all_ports(aims: Sequence[_Aim], x: Mapping[Item, float], half_width: float) -> dict[Item, dict[Net, float]]:
    """Where nets meet the items of a row, on one side."""
    by_item: dict[Item, dict[Net, list[float]]] = {}
    for aim in aims:
        by_item.setdefault(aim.item, {}).setdefault(aim.net, []).append(aim.x)
    return {item: _ports(x[item], nets, half_width if item.area else 0) for item, nets in by_item.items()}


def _ports(middle: float, nets: Mapping[Net, Sequence[float]], half_width: float) -> dict[Net, float]:
    """Where nets meet an item: around its middle; a single line straight below or above its other end, if the item is there."""
    reach = half_width - 1.5 * _PORT
    only_net, only_xs = next(iter(nets.items()))
    if len(nets) == 1 and len(only_xs) == 1 and abs(only_xs[0] - middle) <= reach:
        return {only_net: only_xs[0]}
    ordered = sorted(nets, key=lambda net: fmean(nets[net]))
    gap = min(_PORT, 2 * reach / max(1, len(nets) - 1))
    return {net: middle + (index - (len(nets) - 1) / 2) * gap for index, net in enumerate(ordered)}


class _Run(NamedTuple):
    """A net in a channel: where it meets the row above and the row below, and where its run along begins and ends."""

    net: Net
    upper: tuple[float, ...]
    lower: tuple[float, ...]
    first: float
    last: float

    def crossings(self, under: _Run) -> int:
        """How often it crosses another one whose track is below its own."""
        return sum(under.first < x < under.last for x in self.lower) + sum(self.first < x < self.last for x in under.upper)


def _tracks(steps: Sequence[Step], starts: Mapping[Step, float], ends: Mapping[Step, float]) -> dict[Net, int]:
    """The track of each net that does not run straight down, counted from above."""
    upper: dict[Net, set[float]] = {}
    lower: dict[Net, set[float]] = {}
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
    tracks: dict[Net, int] = {}
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


def _over(runs: Sequence[_Run]) -> dict[Net, set[Net]]:
    """For each net, the nets whose tracks must run above its own, since its lines would otherwise cover their starts."""
    leaving = sorted((x, run.net) for run in runs for x in run.upper)
    over: dict[Net, set[Net]] = {run.net: set() for run in runs}
    for run in runs:
        for x in run.lower:
            for start, net in leaving[bisect_left(leaving, (x - _CLOSE,)) :]:
                if start > x + _CLOSE:
                    break
                if net != run.net:
                    over[run.net].add(net)
    return over
