"""The options `tags` and `status` of blocks that show topics."""

from __future__ import annotations

from collections.abc import Iterable

from ..problems import ProblemError
from ..registry.learning_order import TopicKey
from ..suggestions import did_you_mean
from .base import RegistryBlock


def chosen_topics(block: RegistryBlock, keys: Iterable[TopicKey]) -> list[TopicKey]:
    """The topics that have any of the block's tags and any of its status. Raises ProblemError for a tag that no topic has."""
    areas = block.renderer.registry.areas
    topics = {key: areas[key.area].topics[key.topic] for key in keys}
    tags, status = block.options["tags"] or (), block.options["status"] or ()
    known = {tag for topic in topics.values() for tag in topic.tags}
    for tag in tags:
        if tag not in known:
            message = f"option 'tags': no topic has the tag '{tag}'{did_you_mean(tag, sorted(known))}"
            raise ProblemError("GA061", message, "tags")
    return [
        key
        for key, topic in topics.items()
        if (not tags or any(tag in tags for tag in topic.tags)) and (not status or topic.effective_status in status)
    ]
