"""Topics as a table, with their status and their prerequisites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from ..registry.destinations import area_target, topic_target
from ..registry.learning_order import TopicKey, required_topics
from ..registry.references import find_entry
from ..targets import Target, topic_anchor, topics_anchor
from .areas import Destination
from .done_marks import render_area_done, render_done_script, render_topic_done
from .page import Page
from .renderer import Renderer
from .study_facts import StudyFacts, study_facts
from .table_controls import SCRIPTS, WORDS, useful_controls


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
    level: str | None = None
    """The level's key in the registry."""
    tags: tuple[str, ...] = ()
    done: Markup = Markup()
    """The element that shows the reader's own mark."""


class TopicGroup(NamedTuple):
    """The rows of one area."""

    area: Destination
    rows: tuple[TopicRow, ...]
    done: Markup = Markup()
    """The element that shows how many the reader has marked."""

    @property
    def ready(self) -> int:
        """How many of them are ready."""
        return sum(row.topic.status == "ready" for row in self.rows)


LIST_CONTROLS = ("search", "filter")
"""The controls of the table; it can't be sorted, since its order is that of learning."""


def render_topic_list(
    renderer: Renderer,
    page: Page,
    chosen: Mapping[str, Sequence[str]],
    caption: str,
    controls: Sequence[str] | None = None,
) -> str:
    """The table of the chosen topics, by area; areas without topics are left out.

    `controls` are some of LIST_CONTROLS; by default those that are useful for a table of its size.
    """
    groups = [
        TopicGroup(
            _area(renderer, page, area_id),
            tuple(_row(renderer, page, TopicKey(area_id, topic_id)) for topic_id in topic_ids),
            render_area_done(renderer, page, area_id, topic_ids),
        )
        for area_id, topic_ids in chosen.items()
        if topic_ids
    ]
    rows = [row for group in groups for row in group.rows]
    scripts = [page.resolve(Target(script)) for script in SCRIPTS[:2]]
    filters = _filters(rows) if page.format == "html" and all(scripts) else []
    useful = [each for each in useful_controls(controls, len(rows), len(filters), filters) if each in LIST_CONTROLS]
    return renderer.render(
        page,
        "topic-list",
        anchor=page.unique(topics_anchor(list(chosen))),
        caption_id=page.unique("caption_topics"),
        caption=caption,
        grouped=len(chosen) > 1,
        groups=groups,
        timed=any(row.facts.minutes for row in rows),
        leveled=any(row.facts.level for row in rows),
        filters=filters if "filter" in useful else [],
        controls=useful,
        scripts=scripts if useful and page.claim("genai_script") else None,
        words=renderer.labels_json(WORDS, "table_"),
        done_script=render_done_script(page, (group.done for group in groups)),
        label=renderer.label,
    )


def _filters(rows: Sequence[TopicRow]) -> list[str]:
    """The columns in which rows differ, and by which they can be chosen."""
    values: dict[str, set[object]] = {
        "status": {row.topic.status for row in rows},
        "level": {row.level for row in rows},
        "tags": {row.tags for row in rows},
    }
    return [column for column, found in values.items() if len(found) > 1]


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
        entry = find_entry(registry, "topic", reference, key.area)
        course = registry.imports.get(entry.course) if entry else None
        if entry is None or course is None:
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
    entry = renderer.registry.areas[key.area].topics[key.topic]
    facts, done = study_facts(renderer, page, key), render_topic_done(renderer, page, key)
    return TopicRow(page.claim(topic_anchor(*key)), topic, required, facts, entry.level, entry.tags, done)
