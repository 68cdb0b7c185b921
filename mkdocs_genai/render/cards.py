"""Cards of topics and of areas, in a grid: as HTML for the site, or as Markdown for a page's Markdown version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from ..registry.destinations import area_target, page_target, topic_target
from ..registry.learning_order import TopicKey
from ..targets import area_anchor, topic_anchor
from .areas import hues
from .done_marks import render_area_done, render_done_script, render_topic_done
from .inline_text import PageText
from .page import Page
from .renderer import Renderer
from .study_facts import study_facts


class Card(NamedTuple):
    """One card, as the template gets it."""

    anchor: str | None
    """The id that links lead to; None on a card whose id the page has already, so that no id is there twice."""
    title: str
    """Plain text."""
    href: str | None
    """None where there is no page to lead to, or the card stands on it."""
    icon: Markup | None
    summary: str
    """As HTML or Markdown, as the template is."""
    status: str | None = None
    """`ready`, `draft` or `planned`; an area's is `planned` if none of its topics can be read, else None."""
    status_label: str | None = None
    """The status in the site's language."""
    facts: tuple[str, ...] = ()
    """How long a topic takes and how hard it is, as far as that is known."""
    hue: int | None = None
    """The number of an area's color, 1 to 8; None on a topic's card."""
    elsewhere: str | None = None
    """The label of an area that is on another site."""
    done: Markup = Markup()
    """The element for the reader's own mark, or for the number of marks in an area; empty if there can be none."""


def render_topic_cards(renderer: Renderer, page: Page, area_id: str, topic_ids: Iterable[str]) -> str:
    """The grid of an area's topics, which must exist, in the order given. Raises ProblemError, as each template may."""
    return _render(renderer, page, [_topic_card(renderer, page, area_id, topic_id) for topic_id in topic_ids])


def render_area_cards(renderer: Renderer, page: Page, area_ids: Iterable[str]) -> str:
    """The grid of areas, which must exist, in the order given. Raises ProblemError, as each template may."""
    return _render(renderer, page, [_area_card(renderer, page, area_id) for area_id in area_ids])


def _render(renderer: Renderer, page: Page, cards: list[Card]) -> str:
    script = render_done_script(page, (card.done for card in cards))
    return renderer.render(page, "cards", cards=cards, done_script=script)


def _topic_card(renderer: Renderer, page: Page, area_id: str, topic_id: str) -> Card:
    topic = renderer.registry.areas[area_id].topics[topic_id]
    own = page_target(topic.page, topic.url)
    status = topic.effective_status
    return Card(
        anchor=page.claim(topic_anchor(area_id, topic_id)),
        title=topic.title,
        href=page.resolve(own) if own else _elsewhere(renderer, page, area_id, topic_id),
        icon=renderer.icons.svg(topic.icon),
        summary=PageText(renderer, page, area_id).formatted(topic.summary),
        status=status,
        status_label=renderer.label(status),
        facts=tuple(fact for fact in study_facts(renderer, page, TopicKey(area_id, topic_id)) if fact),
        done=render_topic_done(renderer, page, TopicKey(area_id, topic_id)),
    )


def _elsewhere(renderer: Renderer, page: Page, area_id: str, topic_id: str) -> str | None:
    """A card without a page of its own leads to the area's page, unless this is that page."""
    if renderer.registry.areas[area_id].page == page.src_uri:
        return None
    return page.resolve(topic_target(renderer.registry, area_id, topic_id))


def _area_card(renderer: Renderer, page: Page, area_id: str) -> Card:
    area = renderer.registry.areas[area_id]
    status = "planned" if area.is_planned else None
    return Card(
        anchor=page.claim(area_anchor(area_id)),
        title=area.title,
        href=page.resolve(area_target(renderer.registry, area_id)),
        icon=renderer.icons.svg(area.icon),
        summary=PageText(renderer, page, area_id).formatted(area.summary),
        status=status,
        status_label=renderer.label(status) if status else None,
        hue=hues(renderer.registry)[area_id],
        elsewhere=renderer.label("elsewhere") if area.url else None,
        done=render_area_done(renderer, page, area_id),
    )
