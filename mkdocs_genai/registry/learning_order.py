"""The order of learning: the registry's order, except that each topic and area comes after what it requires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from ..identifiers import in_area
from ..problems import KeyPath, Problem
from .model import Registry

_Key = TypeVar("_Key")

_SHOWN = 20
"""The most keys of a long cycle that are given from its beginning, and as many from its end."""


class TopicKey(NamedTuple):
    """A topic's identity: its area's id and its own."""

    area: str
    topic: str


def topics_by_page(registry: Registry) -> dict[str, TopicKey]:
    """The topic of each deep dive, by its page."""
    return {
        topic.page: TopicKey(area_id, topic_id)
        for area_id, area in registry.areas.items()
        for topic_id, topic in area.topics.items()
        if topic.page
    }


def topic_key(reference: str, area_id: str) -> TopicKey:
    """The topic that a reference in an area names."""
    return TopicKey(*in_area(reference, area_id))


def required_topics(registry: Registry, area_id: str, topic_id: str) -> Iterator[TopicKey]:
    """The topics to learn right before a topic, as far as they exist."""
    for reference in registry.areas[area_id].topics[topic_id].requires:
        key = topic_key(reference, area_id)
        if key.area in registry.areas and key.topic in registry.areas[key.area].topics:
            yield key


def learning_order(registry: Registry, area_id: str) -> list[str]:
    """The ids of an area's topics, each after those it requires, else in the registry's order.

    Requirements by way of another area's topic count as well. A cycle, which is reported elsewhere, is cut where it
    closes.
    """
    seen: set[TopicKey] = set()
    ordered: list[str] = []
    # No recursion, because a long chain of prerequisites would exceed Python's limit.
    for start in registry.areas[area_id].topics:
        key = TopicKey(area_id, start)
        stack = [] if key in seen else [(key, required_topics(registry, *key))]
        seen.add(key)
        while stack:
            key, required = stack[-1]
            before = next((other for other in required if other not in seen), None)
            if before is not None:
                seen.add(before)
                stack.append((before, required_topics(registry, *before)))
                continue
            stack.pop()
            if key.area == area_id:
                ordered.append(key.topic)
    return ordered


def cycles(required: Mapping[_Key, Sequence[tuple[int, _Key]]]) -> Iterator[tuple[_Key, int, list[_Key | None]]]:
    """Each cycle of requirements once: the key that closes it, the index of that requirement, and the cycle's keys in order.

    None stands for the middle of a long cycle, because there may be thousands of cycles of thousands of keys. `required` has
    what each key requires, with the index at which it is written; unknown keys are ignored.
    """
    finished: set[_Key] = set()
    for start in required:
        trail: list[_Key] = []
        positions: dict[_Key, int] = {}
        stack: list[tuple[_Key, Iterator[tuple[int, _Key]]]] = []
        if start not in finished:
            stack.append((start, iter(required[start])))
            trail.append(start)
            positions[start] = 0
        while stack:
            key, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                finished.add(key)
                del positions[trail.pop()]
                continue
            index, other = step
            if other in positions:
                first = positions[other]
                is_long = len(trail) - first > 2 * _SHOWN
                middle = [None, *trail[-_SHOWN:]] if is_long else trail[first + _SHOWN :]
                yield key, index, [*trail[first : first + _SHOWN], *middle, other]
            elif other in required and other not in finished:
                positions[other] = len(trail)
                trail.append(other)
                stack.append((other, iter(required[other])))


def cycle_problems(registry: Registry) -> Iterator[Problem]:
    """Circular prerequisites, each cycle once, at the topic or area that closes it."""
    topics = {
        TopicKey(area_id, topic_id): [
            (index, key)
            for index, name in enumerate(topic.requires)
            if (key := topic_key(name, area_id)) != (area_id, topic_id)
        ]
        for area_id, area in registry.areas.items()
        for topic_id, topic in area.topics.items()
    }
    for (area_id, topic_id), index, cycle in cycles(topics):
        path: KeyPath = ("areas", area_id, "topics", topic_id, "requires", index)
        names = " → ".join("/".join(key) if key else "…" for key in cycle)
        yield Problem.at(path, "GA028", f"topics require each other in a cycle: {names}")
    areas = {
        area_id: [(index, other) for index, other in enumerate(area.requires) if other != area_id]
        for area_id, area in registry.areas.items()
    }
    for area_id, index, area_cycle in cycles(areas):
        message = f"areas require each other in a cycle: {' → '.join(area or '…' for area in area_cycle)}"
        yield Problem.at(("areas", area_id, "requires", index), "GA028", message)
