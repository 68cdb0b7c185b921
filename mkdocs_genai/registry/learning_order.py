"""The order of learning: as the registry has topics and areas, but nothing before what it requires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from .model import Registry

Key = TypeVar("Key")

_SHOWN = 20
"""So many of a circle's keys are given from where it begins, and as many from where it closes."""


class TopicKey(NamedTuple):
    """Which topic: its area's id and its own."""

    area: str
    topic: str


def required_topics(registry: Registry, area_id: str, topic_id: str) -> Iterator[TopicKey]:
    """The topics to learn right before a topic, as far as they exist."""
    for reference in registry.areas[area_id].topics[topic_id].requires:
        first, slash, second = reference.partition("/")
        key = TopicKey(first, second) if slash else TopicKey(area_id, first)
        if key.area in registry.areas and key.topic in registry.areas[key.area].topics:
            yield key


def learning_order(registry: Registry, area_id: str) -> list[str]:
    """The ids of an area's topics, each after those it requires, else in the registry's order.

    What is required by way of another area's topic counts as well. A circle, which is reported elsewhere, is cut where it
    closes.
    """
    seen: set[TopicKey] = set()
    ordered: list[str] = []
    # No recursion: a long chain of prerequisites is no reason to fail.
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


def circles(required: Mapping[Key, Sequence[tuple[int, Key]]]) -> Iterator[tuple[Key, int, list[Key | None]]]:
    """Each circle of what requires each other, once: the key that closes it, the index there, and its keys in turn.

    None stands for the middle of a long one: there may be thousands of circles of thousands of keys. `required` has what each
    key requires, with the index at which it is written; unknown keys are passed over.
    """
    finished: set[Key] = set()
    for start in required:
        trail: list[Key] = []
        places: dict[Key, int] = {}
        stack: list[tuple[Key, Iterator[tuple[int, Key]]]] = []
        if start not in finished:
            stack.append((start, iter(required[start])))
            trail.append(start)
            places[start] = 0
        while stack:
            key, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                finished.add(key)
                del places[trail.pop()]
                continue
            index, other = step
            if other in places:
                first = places[other]
                is_long = len(trail) - first > 2 * _SHOWN
                middle = [None, *trail[-_SHOWN:]] if is_long else trail[first + _SHOWN :]
                yield key, index, [*trail[first : first + _SHOWN], *middle, other]
            elif other in required and other not in finished:
                places[other] = len(trail)
                trail.append(other)
                stack.append((other, iter(required[other])))
