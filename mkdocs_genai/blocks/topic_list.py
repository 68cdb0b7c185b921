"""`/// topic-list | [AREA]`: topics as a table, with status and prerequisites."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from ..identifiers import Status
from ..options import Option, words, words_among, words_or_none_or_all
from ..problems import ProblemError
from ..registry.learning_order import TopicKey, learning_order
from ..render.topics import LIST_CONTROLS, render_topic_list
from ..suggestions import did_you_mean
from .arguments import area_of
from .base import RegistryBlock, Show
from .topic_options import chosen_topics


class TopicList(RegistryBlock):
    """Options: `area` names areas instead of the argument; `status` and `tags` choose topics that have any of them.
    `controls` gives the reader any of search and filter, or `all`, or `none`; by default, a list of more than eight topics has
    both.

    Without any area it is about the page's own, and about all of them on a page that belongs to none.
    """

    NAME = "topic-list"
    CHOICES = {
        "area": Option(None, words),
        "status": Option(None, words_among(get_args(Status))),
        "tags": Option(None, words),
        "controls": Option(None, words_or_none_or_all(LIST_CONTROLS)),
    }

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        registry = renderer.registry
        area_ids = self._areas()
        keys = (TopicKey(area_id, topic_id) for area_id in area_ids for topic_id in learning_order(registry, area_id))
        chosen: dict[str, list[str]] = {area_id: [] for area_id in area_ids}
        for key in chosen_topics(self, keys):
            chosen[key.area].append(key.topic)
        chosen_by = [word for option in ("status", "tags") for word in dict.fromkeys(self.options[option] or ())]
        caption, controls = self._caption(area_ids, chosen_by), self.options["controls"]
        return lambda page: render_topic_list(renderer, page, chosen, caption, controls)

    def _areas(self) -> list[str]:
        areas = self.renderer.registry.areas
        named = self.options["area"]
        if named and self.argument:
            raise ProblemError("GA061", f"option 'area': the block already names the area '{self.argument}'", "area")
        if named:
            for area_id in named:
                if area_id not in areas:
                    raise ProblemError(
                        "GA061", f"option 'area': there is no area '{area_id}'{did_you_mean(area_id, areas)}", "area"
                    )
            return list(dict.fromkeys(named))
        return [area_of(self)] if self.argument or self.page.home else list(areas)

    def _caption(self, area_ids: list[str], chosen_by: Iterable[str]) -> str:
        """The caption; it names status and tags, because two tables of a page should have different captions."""
        label = self.renderer.label
        titles = ", ".join(self.renderer.registry.areas[area_id].title for area_id in area_ids)
        all_of_several = len(area_ids) == len(self.renderer.registry.areas) != 1
        caption = label("all_topics") if all_of_several else label("topics_of").format(area=titles)
        words_shown = [label(word) if word in get_args(Status) else word for word in chosen_by]
        return f"{caption} ({', '.join(words_shown)})" if words_shown else caption
