"""The frame of a topic's deep dive: where it belongs, what to know before, what to remember, and what comes next.

An area's own page has the way into its first topic under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from markupsafe import Markup

from ..registry.destinations import area_target, page_target
from ..registry.learning_order import TopicKey, learning_order, required_topics, topics_by_page
from ..registry.model import Registry
from ..targets import Target, keypoints_anchor
from .areas import Destination, hues
from .done_marks import render_done_button, render_topic_done
from .inline_text import PageText
from .page import Page
from .renderer import Renderer
from .study_facts import study_facts
from .takeaways import render_keypoints, render_objectives
from .terms import render_meanings
from .topics import linked_topic, required_links

_NOTHING = Markup()


class TopicFrame(NamedTuple):
    """HTML around a page's content, which themes' templates get as `genai`; empty if the registry does not name the page."""

    topic_header: str = _NOTHING
    """HTML to stand above the content of a deep dive."""
    topic_footer: str = _NOTHING
    """HTML to stand below the content of a deep dive, or of an area's own page."""
    head: Markup = _NOTHING
    """HTML for the page's head."""
    description: str | None = None
    """In plain words, for a page whose author wrote none."""
    said: tuple[str, ...] = ()
    """The parts of header and footer that repeat the page's content, and must not be shown if the page is hidden."""

    def without_what_is_said(self) -> TopicFrame:
        """The frame of a page that another plugin hides."""
        header, footer = self.topic_header, self.topic_footer
        for part in self.said:
            header, footer = header.replace(part, ""), footer.replace(part, "")
        return self._replace(topic_header=header, topic_footer=footer)


class NeighborLink(NamedTuple):
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


def _added(text: str, without: str) -> str:
    """The part of a text that another one, otherwise the same, does not have."""
    start = _as_far_as_alike(text, without)
    return text[start : len(text) - _as_far_as_alike(text[start:][::-1], without[start:][::-1])]


def _as_far_as_alike(text: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


class DeepDives:
    """All deep dives of a registry, and the order in which the course's pages are best read."""

    def __init__(self, registry: Registry) -> None:
        self._topics = topics_by_page(registry)
        self._hues = hues(registry)
        self._way = list(_way(registry))
        self._index = {stop.page: index for index, stop in enumerate(self._way)}
        self._topics_of: dict[str, list[str]] = {}
        """The pages of each area's topics."""
        for stop in self._way:
            if stop.topic:
                self._topics_of.setdefault(stop.area, []).append(stop.page)
        self._built_on = _built_on(registry)

    def frame(self, renderer: Renderer, page: Page, home_page: str | None) -> TopicFrame:
        """The frame of a page, without its head, which a host adds.

        `home_page` is the site's, with the course's map: the trail leads from it to the area's page. None if there is none.
        Raises ProblemError for a template of the course that can't be rendered.
        """
        key = self._topics.get(page.src_uri)
        if key is None:
            return TopicFrame(topic_footer=self._way_into_area(renderer, page))
        objectives = render_objectives(renderer, page, key)
        # Where the author has placed them, they are not shown twice.
        is_placed = keypoints_anchor(*key) in page.anchors
        keypoints = "" if is_placed else render_keypoints(renderer, page, [key])
        context = self._header_context(renderer, page, key, home_page) | {"objectives": objectives}
        header = renderer.render(page, "topic-header", **context)
        assumes = (
            _added(header, renderer.render(page, "topic-header", **context | {"assumes": []})) if context["assumes"] else ""
        )
        footer = self._footer(renderer, page, key, keypoints)
        meanings = "" if page.format == "md" else render_meanings(renderer, page)
        said = (assumes, objectives, keypoints, meanings)
        return TopicFrame(header, footer + meanings, said=tuple(part for part in said if part))

    def _header_context(self, renderer: Renderer, page: Page, key: TopicKey, home_page: str | None) -> dict[str, Any]:
        """What the template of the header gets, but for the objectives."""
        area = renderer.registry.areas[key.area]
        topic = area.topics[key.topic]
        trail = [(renderer.label("map"), page_target(home_page)), (area.title, area_target(renderer.registry, key.area))]
        return {
            "trail": [Destination(title, page.resolve(target)) for title, target in trail if target],
            "hue": self._hues[key.area],
            "topic": linked_topic(renderer, page, key),
            "facts": [fact for fact in (self._number(renderer, page, key.area), *study_facts(renderer, page, key)) if fact],
            "required": required_links(renderer, page, key),
            "assumes": [PageText(renderer, page, key.area).formatted(text) for text in topic.assumes],
            "done": render_topic_done(renderer, page, key),
            "label": renderer.label,
        }

    def _number(self, renderer: Renderer, page: Page, area_id: str) -> str | None:
        """The number of a page among its area's deep dives; None for the only one."""
        siblings = self._topics_of[area_id]
        number = siblings.index(page.src_uri) + 1
        return renderer.label("topic_number").format(number=number, count=len(siblings)) if len(siblings) > 1 else None

    def _footer(self, renderer: Renderer, page: Page, key: TopicKey, keypoints: str) -> str:
        here = self._index[page.src_uri]
        previous = self._way[here - 1] if here > 0 else None
        following = self._way[here + 1] if here + 1 < len(self._way) else None
        return renderer.render(
            page,
            "topic-footer",
            keypoints=keypoints,
            previous=_step(renderer, page, previous, "previous"),
            following=_step(renderer, page, following, "next_area" if following and not following.topic else "next"),
            built_on=[linked_topic(renderer, page, other) for other in self._built_on.get(key, ())],
            done_button=render_done_button(renderer, page, key),
            label=renderer.label,
        )

    def _way_into_area(self, renderer: Renderer, page: Page) -> str:
        """The footer of an area's own page; empty for other pages, and if the area has no deep dive."""
        here = self._index.get(page.src_uri)
        if here is None or here + 1 == len(self._way) or not (first := self._way[here + 1]).topic:
            return _NOTHING
        following = _step(renderer, page, first, "next")
        return renderer.render(
            page,
            "topic-footer",
            keypoints="",
            previous=None,
            following=following,
            built_on=[],
            done_button="",
            label=renderer.label,
        )


def _built_on(registry: Registry) -> dict[TopicKey, list[TopicKey]]:
    """For each topic, the topics that require it and can be read."""
    found: dict[TopicKey, list[TopicKey]] = {}
    for area_id, area in registry.areas.items():
        for topic_id, topic in area.topics.items():
            if topic.effective_status != "planned":
                for required in required_topics(registry, area_id, topic_id):
                    found.setdefault(required, []).append(TopicKey(area_id, topic_id))
    return found


def _way(registry: Registry) -> Iterator[_Stop]:
    """All pages of the course in the order in which they are best read, which is that of `area:*` in the nav."""
    for area_id, area in registry.areas.items():
        if area.page:
            yield _Stop(area.page, area_id)
        for topic_id in learning_order(registry, area_id):
            topic = area.topics[topic_id]
            if topic.page:
                yield _Stop(topic.page, area_id, topic_id)


def _step(renderer: Renderer, page: Page, stop: _Stop | None, direction: str) -> NeighborLink | None:
    """The link to a stop, with the label of this name; None without a stop."""
    if stop is None:
        return None
    return NeighborLink(renderer.label(direction), stop.title(renderer.registry), page.resolve(Target(stop.page)))
