"""Topics as a table, with their status and what to learn first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from ..registry.destinations import area_target, topic_target
from ..registry.learning_order import TopicKey, required_topics
from ..registry.references import resolve
from ..targets import Target, topic_anchor
from .areas import Destination
from .done_marks import render_area_done, render_done_script, render_topic_done
from .page import Page
from .renderer import Renderer
from .study_facts import StudyFacts, study_facts


class LinkedTopic(NamedTuple):
    """A topic in a template: its URL, None if no page shows it, and its status."""

    title: str
    href: str | None
    status: str
    status_label: str


class TopicRow(NamedTuple):
    """A row of the table."""

    anchor: str | None
    topic: LinkedTopic
    required: tuple[LinkedTopic, ...]
    facts: StudyFacts
    done: Markup = Markup()
    """Where the reader's own mark shows."""


class TopicGroup(NamedTuple):
    """The rows of one area."""

    area: Destination
    rows: tuple[TopicRow, ...]
    done: Markup = Markup()
    """Where it shows how many the reader has marked."""

    @property
    def ready(self) -> int:
        """How many of them are ready."""
        return sum(row.topic.status == "ready" for row in self.rows)


def render_topic_list(renderer: Renderer, page: Page, chosen: Mapping[str, Sequence[str]], caption: str) -> str:
    """The table of the chosen topics, by area; areas without topics are left out."""
    groups = [
        TopicGroup(
            _area(renderer, page, area_id),
            tuple(_row(renderer, page, TopicKey(area_id, topic_id)) for topic_id in topic_ids),
            render_area_done(renderer, page, area_id, topic_ids),
        )
        for area_id, topic_ids in chosen.items()
        if topic_ids
    ]
    facts = [row.facts for group in groups for row in group.rows]
    return renderer.render(
        page,
        "topic-list",
        caption_id=page.unique("caption_topics"),
        caption=caption,
        grouped=len(chosen) > 1,
        groups=groups,
        timed=any(fact.minutes for fact in facts),
        leveled=any(fact.level for fact in facts),
        done_script=render_done_script(page, (group.done for group in groups)),
        label=renderer.label,
    )


def linked_topic(renderer: Renderer, page: Page, key: TopicKey) -> LinkedTopic:
    """A topic with its link: to its deep dive, else to its card."""
    topic = renderer.registry.areas[key.area].topics[key.topic]
    href = page.resolve(topic_target(renderer.registry, *key))
    status = topic.effective_status
    return LinkedTopic(topic.title, href, status, renderer.label(status))


def required_links(renderer: Renderer, page: Page, key: TopicKey) -> tuple[LinkedTopic, ...]:
    """The topics to learn before a topic: this course's, then other courses'."""
    own = (linked_topic(renderer, page, required) for required in required_topics(renderer.registry, *key))
    return (*own, *_required_elsewhere(renderer, page, key))


def _required_elsewhere(renderer: Renderer, page: Page, key: TopicKey) -> Iterator[LinkedTopic]:
    registry = renderer.registry
    for reference in registry.areas[key.area].topics[key.topic].requires:
        entry = resolve(registry, "topic", reference, key.area) if ":" in reference else ""
        course = None if isinstance(entry, str) else registry.imports.get(entry.course)
        if isinstance(entry, str) or course is None:
            continue
        topic = course.areas[entry.area].topics[entry.topic]
        href = page.resolve(Target.parse(topic.url)) if topic.url else None
        title = f"{topic.title} ({course.course.title})"
        yield LinkedTopic(title, href, topic.status, renderer.label(topic.status))


def _area(renderer: Renderer, page: Page, area_id: str) -> Destination:
    href = page.resolve(area_target(renderer.registry, area_id))
    return Destination(renderer.registry.areas[area_id].title, href)


def _row(renderer: Renderer, page: Page, key: TopicKey) -> TopicRow:
    topic, required = linked_topic(renderer, page, key), required_links(renderer, page, key)
    return TopicRow(
        page.claim(topic_anchor(*key)), topic, required, study_facts(renderer, key), render_topic_done(renderer, page, key)
    )
