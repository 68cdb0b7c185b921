"""Topics as a table, with their status and what to learn first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..registry.destinations import area_target, topic_target
from ..registry.learning_order import TopicKey, required_topics
from ..registry.references import resolve
from ..targets import topic_anchor
from .areas import Destination
from .place import Place
from .renderer import Renderer


class LinkedTopic(NamedTuple):
    """A topic in a template: where it leads, None where it is nowhere shown, and how far it is."""

    title: str
    href: str | None
    status: str
    status_label: str


class TopicRow(NamedTuple):
    """A row of the table."""

    anchor: str | None
    topic: LinkedTopic
    required: tuple[LinkedTopic, ...]


class TopicGroup(NamedTuple):
    """The rows of one area."""

    area: Destination
    rows: tuple[TopicRow, ...]


def render_topic_list(renderer: Renderer, place: Place, chosen: Mapping[str, Sequence[str]], caption: str) -> str:
    """The table of the topics that are chosen, by area; an area without any is left out."""
    groups = [
        TopicGroup(
            _area(renderer, place, area_id),
            tuple(_row(renderer, place, TopicKey(area_id, topic_id)) for topic_id in topic_ids),
        )
        for area_id, topic_ids in chosen.items()
        if topic_ids
    ]
    return renderer.render(
        place,
        "topic-list",
        caption_id=place.unique("caption_topics"),
        caption=caption,
        grouped=len(chosen) > 1,
        groups=groups,
        label=renderer.label,
    )


def linked_topic(renderer: Renderer, place: Place, key: TopicKey) -> LinkedTopic:
    """A topic with its link: to its deep dive, else to its card."""
    topic = renderer.registry.areas[key.area].topics[key.topic]
    target = topic_target(renderer.registry, *key)
    status = topic.effective_status
    return LinkedTopic(topic.title, place.resolve(target) if target else None, status, renderer.label(status))


def required_links(renderer: Renderer, place: Place, key: TopicKey) -> tuple[LinkedTopic, ...]:
    """What to learn before a topic, here and then in other courses."""
    own = (linked_topic(renderer, place, required) for required in required_topics(renderer.registry, *key))
    return (*own, *_required_elsewhere(renderer, place, key))


def _required_elsewhere(renderer: Renderer, place: Place, key: TopicKey) -> Iterator[LinkedTopic]:
    registry = renderer.registry
    for reference in registry.areas[key.area].topics[key.topic].requires:
        entry = resolve(registry, "topic", reference, key.area) if ":" in reference else ""
        course = None if isinstance(entry, str) else registry.imports.get(entry.course)
        if isinstance(entry, str) or course is None:
            continue
        topic = course.areas[entry.area].topics[entry.topic]
        href = place.resolve(topic.url) if topic.url else None
        title = f"{topic.title} ({course.course.title})"
        yield LinkedTopic(title, href, topic.status, renderer.label(topic.status))


def _area(renderer: Renderer, place: Place, area_id: str) -> Destination:
    target = area_target(renderer.registry, area_id)
    return Destination(renderer.registry.areas[area_id].title, place.resolve(target) if target else None)


def _row(renderer: Renderer, place: Place, key: TopicKey) -> TopicRow:
    return TopicRow(place.claim(topic_anchor(*key)), linked_topic(renderer, place, key), required_links(renderer, place, key))
