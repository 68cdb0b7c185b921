"""The course's map as a list for narrow screens: each area is indented under what comes before it.

An area stands under the last one of its band that leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

_DEEPEST = 4
"""The deepest indentation; further in, an area would have no room for its words, so it is put below what it builds on."""


class ListedArea(NamedTuple):
    """An area in the list, the one that it is indented under, and those that are indented under it."""

    area: str
    parent: str | None
    under: tuple[ListedArea, ...]


def listed_areas(area_ids: Sequence[str], required: Mapping[str, Sequence[str]]) -> tuple[ListedArea, ...]:
    """The areas of a band; `required` has what each area requires, without cycles."""
    flat = list(_flat(area_ids, required))
    return _nested(flat, 0)


class _Entry(NamedTuple):
    area: str
    parent: str | None
    depth: int


def _flat(area_ids: Sequence[str], required: Mapping[str, Sequence[str]]) -> Iterator[_Entry]:
    """The areas from top to bottom, each with its depth."""
    order = {area_id: number for number, area_id in enumerate(area_ids)}
    under: dict[str | None, list[str]] = {}
    for area_id in area_ids:
        parent = max((other for other in required[area_id] if other in order), key=order.__getitem__, default=None)
        under.setdefault(parent, []).append(area_id)
    # No recursion, because a long chain of areas would exceed its limit.
    waiting = [_Entry(area_id, None, 0) for area_id in reversed(under.get(None, []))]
    while waiting:
        entry = waiting.pop()
        yield entry
        depth = min(entry.depth + 1, _DEEPEST)
        parent = entry.area if depth > entry.depth else None
        waiting += [_Entry(area_id, parent, depth) for area_id in reversed(under.get(entry.area, []))]


def _nested(entries: Sequence[_Entry], depth: int) -> tuple[ListedArea, ...]:
    """Entries of this depth, each with the deeper ones that follow it."""
    starts = [index for index, entry in enumerate(entries) if entry.depth == depth]
    return tuple(
        ListedArea(entries[start].area, entries[start].parent, _nested(entries[start + 1 : end], depth + 1))
        for start, end in pairwise([*starts, len(entries)])
    )
