"""How long a topic takes and how hard it is, in the words of the site's language.

The minutes that nobody has written are worked out from the topic's page. What notebooks, macros and blocks add to a page is not
counted.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from ..project.page_sources import WordCount
from ..registry.learning import Minutes
from ..registry.learning_order import TopicKey
from .page import Page
from .renderer import Renderer

WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = 400
"""The reading speed in languages that are written without spaces."""


class StudyFacts(NamedTuple):
    """The facts about a topic on cards, in lists and in headers, in words; None if unknown."""

    minutes: str | None
    level: str | None


def study_facts(renderer: Renderer, page: Page, key: TopicKey) -> StudyFacts:
    """The facts about a topic, as a page shows them."""
    minutes = minutes_of(renderer, key)
    level = renderer.registry.areas[key.area].topics[key.topic].level
    return StudyFacts(_duration(renderer, page, minutes) if minutes else None, renderer.label(level) if level else None)


def _duration(renderer: Renderer, page: Page, minutes: int) -> str:
    words = renderer.label("minutes")
    if page.format == "html":  # where a line that ends with the number would leave the unit alone on the next one
        words = words.replace("{count} ", "{count}\N{NO-BREAK SPACE}")
    return words.format(count=minutes)


def minutes_of(renderer: Renderer, key: TopicKey) -> int | None:
    """How many minutes a topic takes; None if nobody has written it, and there is no page with words."""
    topic = renderer.registry.areas[key.area].topics[key.topic]
    if isinstance(topic.minutes, int):
        return topic.minutes
    parts = topic.minutes or Minutes()
    return (parts.reading or _reading(renderer, topic.page) or 0) + (parts.exercises or 0) or None


def _reading(renderer: Renderer, src_uri: str | None) -> int | None:
    # A notebook's source is JSON.
    source = renderer.sources.find(src_uri) if src_uri and not src_uri.endswith(".ipynb") else None
    return reading_minutes(source.word_count) if source else None


def reading_minutes(length: WordCount) -> int:
    """How long a text takes to read."""
    return ceil(length.words / WORDS_A_MINUTE + length.characters / CHARACTERS_A_MINUTE)
