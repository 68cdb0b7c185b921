"""What an area leads to: related areas, and the call to action."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ..registry.model import CallToAction
from .place import Place
from .renderer import Renderer
from .targets import area_target


@dataclass(frozen=True)
class Destination:
    """A link in a template: its words and where it leads, or None where there is no page yet."""

    title: str
    href: str | None


def render_related_areas(renderer: Renderer, place: Place, area_ids: Iterable[str]) -> Markup:
    """Links to areas."""
    links = []
    for area_id in area_ids:
        target = area_target(renderer.registry, area_id)
        title = renderer.registry.areas[area_id].title
        links.append(Destination(title, place.resolve(target) if target else None))
    return renderer.templates.render("related-areas.html", links=links)


def render_call_to_action(renderer: Renderer, place: Place, call: CallToAction, home: str | None) -> Markup:
    """The call to action, an admonition with buttons."""
    links = [Destination(link.label, place.resolve(link.page or link.url or "")) for link in call.links]
    body = renderer.text(call.body, place, home)
    return renderer.templates.render("call-to-action.html", title=call.title, body=body, links=links)
