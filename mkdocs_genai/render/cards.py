"""Cards of topics and of areas, in Material's grid of cards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from ..registry.destinations import area_target, topic_target
from ..targets import area_anchor, topic_anchor
from .place import Place
from .renderer import Renderer


class Card(NamedTuple):
    """What the template of one card is given."""

    anchor: str | None
    title: str
    href: str | None
    icon: Markup | None
    summary: str
    """As HTML or Markdown, as the template is."""
    status: str | None = None
    status_label: str | None = None


def render_topic_cards(renderer: Renderer, place: Place, area_id: str, topic_ids: Iterable[str]) -> str:
    """A card for each topic, in the order given."""
    return _render(renderer, place, [_topic_card(renderer, place, area_id, topic_id) for topic_id in topic_ids])


def render_area_cards(renderer: Renderer, place: Place, area_ids: Iterable[str]) -> str:
    """A card for each area, in the order given."""
    return _render(renderer, place, [_area_card(renderer, place, area_id) for area_id in area_ids])


def _render(renderer: Renderer, place: Place, cards: list[Card]) -> str:
    return renderer.render(place, "cards", cards=cards)


def _topic_card(renderer: Renderer, place: Place, area_id: str, topic_id: str) -> Card:
    topic = renderer.registry.areas[area_id].topics[topic_id]
    own = topic.page or topic.url
    status = topic.effective_status
    return Card(
        anchor=place.claim(topic_anchor(area_id, topic_id)),
        title=topic.title,
        href=place.resolve(own) if own else _elsewhere(renderer, place, area_id, topic_id),
        icon=renderer.icons.svg(topic.icon),
        summary=renderer.text(topic.summary, place, area_id),
        status=status,
        status_label=renderer.label(status),
    )


def _elsewhere(renderer: Renderer, place: Place, area_id: str, topic_id: str) -> str | None:
    """A card without a page of its own leads to the area's page, unless this is that page."""
    if renderer.registry.areas[area_id].page == place.src_uri:
        return None
    target = topic_target(renderer.registry, area_id, topic_id)
    return place.resolve(target) if target else None


def _area_card(renderer: Renderer, place: Place, area_id: str) -> Card:
    area = renderer.registry.areas[area_id]
    target = area_target(renderer.registry, area_id)
    return Card(
        anchor=place.claim(area_anchor(area_id)),
        title=area.title,
        href=place.resolve(target) if target else None,
        icon=renderer.icons.svg(area.icon),
        summary=renderer.text(area.summary, place, area_id),
    )
