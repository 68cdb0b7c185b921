"""Groups of areas: the bands of the course's map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

from pydantic import Field

from ..fields import AreaIds, Id, RegistryModel, Text
from ..problems import KeyPath, Problem


class Group(RegistryModel):
    """Areas that belong together: a band of the map."""

    title: Annotated[Text, Field(description="The band's name.")]
    areas: Annotated[AreaIds, Field(description="Its areas, by id; each area is in one group at most.")] = ()


Groups = dict[Id, Group]


def group_problems(
    groups: Groups, areas_exist: Callable[[Sequence[str], KeyPath, None], Iterator[Problem]]
) -> Iterator[Problem]:
    """Problems of groups; `areas_exist` gives those of a list of areas at a path."""
    owners: dict[str, str] = {}
    for group_id, group in groups.items():
        path: KeyPath = ("course", "groups", group_id, "areas")
        yield from areas_exist(group.areas, path, None)
        for index, area_id in enumerate(group.areas):
            if owners.setdefault(area_id, group_id) != group_id:
                yield Problem.at((*path, index), "GA014", f"'{area_id}' is already in the group '{owners[area_id]}'")
