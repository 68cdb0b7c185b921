"""`/// topic-cards | [AREA]`: a card for each topic of an area."""

from __future__ import annotations

from typing import get_args

from ..identifiers import Status
from ..options import Option, count, words, words_among
from ..problems import ProblemError
from ..registry.learning_order import TopicKey
from ..render.cards import render_topic_cards
from ..render.page import SearchWords
from ..render.search_words import cards_words
from ..suggestions import did_you_mean
from .arguments import area_of
from .base import RegistryBlock, Show


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
        tags, status = (dict.fromkeys(self.options[option] or ()) for option in ("tags", "status"))
        if tags:
            known = {tag for topic in topics.values() for tag in topic.tags}
            for tag in tags:
                if tag not in known:
                    raise ProblemError(
                        "GA061", f"option 'tags': no topic has the tag '{tag}'{did_you_mean(tag, sorted(known))}", "tags"
                    )
        chosen = [
            topic_id
            for topic_id, topic in topics.items()
            if (not tags or any(tag in tags for tag in topic.tags)) and (not status or topic.effective_status in status)
        ]
        self.chosen = shown = {topic_id: topics[topic_id] for topic_id in chosen[: self.options["limit"]]}
        self.page.shown.topics.update(TopicKey(area_id, topic_id) for topic_id in shown)
        return lambda page: render_topic_cards(renderer, page, area_id, shown)

    def search_words(self) -> SearchWords:
        """See RegistryBlock."""
        return cards_words(self.renderer, ((topic.title, topic.summary) for topic in self.chosen.values()))
