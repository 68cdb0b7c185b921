"""`/// topic-cards | [AREA]`: a card for each topic of an area."""

from __future__ import annotations

from typing import get_args

from ..identifiers import Status
from ..options import Option, count, words, words_among
from ..registry.learning_order import TopicKey
from ..render.cards import render_topic_cards
from ..render.page import SearchWords
from ..render.renderer import Renderer
from ..render.search_words import cards_words
from ..render.shown_content import Shown
from .arguments import area_of
from .base import RegistryBlock, Show
from .topic_options import chosen_topics


class TopicCards(RegistryBlock):
    """Options: `tags` and `status` choose topics that have any of them, `limit` takes the first ones."""

    NAME = "topic-cards"
    CHOICES = {
        "tags": Option(None, words),
        "status": Option(None, words_among(get_args(Status))),
        "limit": Option(None, count),
    }

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer, area_id = self.renderer, area_of(self)
        topics = renderer.registry.areas[area_id].topics
        chosen = chosen_topics(self, (TopicKey(area_id, topic_id) for topic_id in topics))[: self.options["limit"]]
        self.chosen = shown = {key.topic: topics[key.topic] for key in chosen}
        self.page.shown.topics.update(chosen)
        return lambda page: render_topic_cards(renderer, page, area_id, shown)

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """See RegistryBlock."""
        area_id = argument or home or ""
        area = renderer.registry.areas.get(area_id)
        return Shown(topics={TopicKey(area_id, topic_id) for topic_id in area.topics} if area else set())

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        return cards_words(self.renderer, ((topic.title, topic.summary) for topic in self.chosen.values()))
