"""What stands around a topic's deep dive: where it belongs, what to know before, and what comes next.

An area's own page has the way into its first topic under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from ..registry.destinations import area_target, page_target
from ..registry.learning_order import TopicKey, learning_order
from ..registry.model import Registry
from ..targets import Target
from .areas import Destination, hues
from .page import Page
from .renderer import Renderer
from .topics import linked_topic, required_links

_NOTHING = Markup()


class TopicFrame(NamedTuple):
    """What a page has around its content, and themes' templates get as `genai`; empty where the registry does not name it."""

    topic_header: str = _NOTHING
    """HTML to stand above the content of a deep dive."""
    topic_footer: str = _NOTHING
    """HTML to stand below the content of a deep dive, or of an area's own page."""
    head: Markup = _NOTHING
    """HTML for the page's head."""
    description: str | None = None
    """In plain words, for a page whose author wrote none."""


class Step(NamedTuple):
    """A link to the previous or the next page of the course, as the template of the footer gets it."""

    direction: str
    """The label, such as "Next", in the site's language."""
    title: str
    href: str | None
    """None where the page is not in the site."""


class _Stop(NamedTuple):
    """A page on the way through the course: an area's own, or a topic's deep dive."""

    page: str
    area: str
    topic: str | None = None

    def title(self, registry: Registry) -> str:
        """The title of its area or topic, asked for by the page that shows it."""
        area = registry.areas[self.area]
        return area.topics[self.topic].title if self.topic else area.title


class DeepDives:
    """All deep dives of a registry, and the order in which the course's pages are best read."""

    def __init__(self, registry: Registry) -> None:
        self._topics = {
            topic.page: TopicKey(area_id, topic_id)
            for area_id, area in registry.areas.items()
            for topic_id, topic in area.topics.items()
            if topic.page
        }
        self._hues = hues(registry)
        self._way = list(_way(registry))
        self._index = {stop.page: index for index, stop in enumerate(self._way)}

    def frame(self, renderer: Renderer, page: Page, map_page: str | None) -> TopicFrame:
        """What stands around a page's content, without its head, which a host adds.

        `map_page` is the page with the map of the course, from which the trail leads to the area's page; None if there is none.
        Raises ProblemError for a template of the course that can't be rendered.
        """
        key = self._topics.get(page.src_uri)
        if key is None:
            return TopicFrame(topic_footer=self._way_into_area(renderer, page))
        area = renderer.registry.areas[key.area]
        trail = [
            (renderer.label("map"), page_target(map_page)),
            (area.title, area_target(renderer.registry, key.area)),
        ]
        header = renderer.render(
            page,
            "topic-header",
            trail=[Destination(title, page.resolve(target)) for title, target in trail if target],
            hue=self._hues[key.area],
            topic=linked_topic(renderer, page, key),
            required=required_links(renderer, page, key),
            label=renderer.label,
        )
        here = self._index[page.src_uri]
        previous = self._way[here - 1] if here > 0 else None
        following = self._way[here + 1] if here + 1 < len(self._way) else None
        return TopicFrame(
            header,
            _footer(
                renderer,
                page,
                _step(renderer, page, previous, "previous"),
                _step(renderer, page, following, "next_area" if following and not following.topic else "next"),
            ),
        )

    def _way_into_area(self, renderer: Renderer, page: Page) -> str:
        """What stands below an area's own page; nothing below one that is not, or whose area has no deep dive."""
        here = self._index.get(page.src_uri)
        if here is None or here + 1 == len(self._way) or not (first := self._way[here + 1]).topic:
            return _NOTHING
        return _footer(renderer, page, None, _step(renderer, page, first, "next"))


def _footer(renderer: Renderer, page: Page, previous: Step | None, following: Step | None) -> str:
    return renderer.render(page, "topic-footer", previous=previous, following=following, label=renderer.label)


def _way(registry: Registry) -> Iterator[_Stop]:
    """All pages of the course in the order in which they are best read, which is that of `area:*` in the nav."""
    for area_id, area in registry.areas.items():
        if area.page:
            yield _Stop(area.page, area_id)
        for topic_id in learning_order(registry, area_id):
            topic = area.topics[topic_id]
            if topic.page:
                yield _Stop(topic.page, area_id, topic_id)


def _step(renderer: Renderer, page: Page, stop: _Stop | None, direction: str) -> Step | None:
    """The link to a stop, with the label of this name; None without a stop."""
    if stop is None:
        return None
    return Step(renderer.label(direction), stop.title(renderer.registry), page.resolve(Target(stop.page)))
