"""Topics and areas whose pages are not in the site, because they are drafts or excluded."""

from __future__ import annotations

from collections.abc import Collection

from .model import Area, Registry, Topic


def with_drafts(registry: Registry, pages: Collection[str], *, serving: bool) -> Registry:
    """The registry in which the topics of `pages` are drafts.

    Nothing links to these pages, except in a served preview, which has them.
    """
    if not pages:
        return registry

    def with_draft(topic: Topic) -> Topic:
        if topic.page not in pages:
            return topic
        return topic.model_copy(update={"status": "draft", "page": topic.page if serving else None})

    def with_drafts_of(area: Area) -> Area:
        topics = {topic_id: with_draft(topic) for topic_id, topic in area.topics.items()}
        return area.model_copy(update={"topics": topics, "page": None if area.page in pages and not serving else area.page})

    return registry.model_copy(update={"areas": {area_id: with_drafts_of(area) for area_id, area in registry.areas.items()}})
