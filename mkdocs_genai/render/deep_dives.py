"""What stands around a topic's deep dive: where it belongs, what to know before, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from ..registry.learning_order import TopicKey, learning_order
from ..registry.model import Registry
from .areas import Destination
from .place import Place
from .renderer import Renderer
from .topics import linked_topic, required_links

_NOTHING = Markup()


class TopicFrame(NamedTuple):
    """What a theme's template places above and below a page, empty on a page that is no deep dive, and in its head."""

    topic_header: str = _NOTHING
    topic_footer: str = _NOTHING
    head: Markup = _NOTHING
    description: str | None = None
    """In plain words, for a page whose author wrote none."""


class Step(NamedTuple):
    """A neighbor on the way: a word for the direction, and the page there."""

    direction: str
    title: str
    href: str | None


class _Stop(NamedTuple):
    """A page on the way through the course: an area's own, or a deep dive."""

    title: str
    page: str
    is_area: bool = False


class DeepDives:
    """All deep dives of a registry, and the way that leads from page to page."""

    def __init__(self, registry: Registry) -> None:
        self._topics = {
            topic.page: TopicKey(area_id, topic_id)
            for area_id, area in registry.areas.items()
            for topic_id, topic in area.topics.items()
            if topic.page
        }
        self._way = list(_way(registry))
        self._index = {stop.page: index for index, stop in enumerate(self._way)}

    def frame(self, renderer: Renderer, place: Place, map_page: str | None) -> TopicFrame:
        """The frame of a page; `map_page` is where the trail begins. Raises ProblemError."""
        key = self._topics.get(place.src_uri)
        if key is None:
            return TopicFrame()
        area = renderer.registry.areas[key.area]
        trail = [(renderer.label("map"), map_page), (area.title, area.page)]
        header = renderer.render(
            place,
            "topic-header",
            trail=[Destination(title, place.resolve(page)) for title, page in trail if page],
            topic=linked_topic(renderer, place, key),
            required=required_links(renderer, place, key),
            label=renderer.label,
        )
        here = self._index[place.src_uri]
        previous = self._way[here - 1] if here > 0 else None
        following = self._way[here + 1] if here + 1 < len(self._way) else None
        footer = renderer.render(
            place,
            "topic-footer",
            previous=_step(renderer, place, previous, "previous"),
            following=_step(renderer, place, following, "next_area" if following and following.is_area else "next"),
            label=renderer.label,
        )
        return TopicFrame(header, footer)


def _way(registry: Registry) -> Iterator[_Stop]:
    """All pages of the course in the order in which they are best read, which is that of `area:*` in the nav."""
    for area_id, area in registry.areas.items():
        if area.page:
            yield _Stop(area.title, area.page, is_area=True)
        for topic_id in learning_order(registry, area_id):
            topic = area.topics[topic_id]
            if topic.page:
                yield _Stop(topic.title, topic.page)


def _step(renderer: Renderer, place: Place, stop: _Stop | None, direction: str) -> Step | None:
    return None if stop is None else Step(renderer.label(direction), stop.title, place.resolve(stop.page))
