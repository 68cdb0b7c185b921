"""Links from an area: related areas, and the call to action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..registry.call_to_action import CallToAction
from ..registry.destinations import is_planned, page_target, target_of
from ..registry.model import Registry
from ..registry.references import find_entry
from .inline_text import PageText
from .page import Page
from .renderer import Renderer

HUES = 8
"""How many colors for areas the style sheet has."""


class Destination(NamedTuple):
    """A link in a template: its words and where it leads, or None where there is no page yet.

    `course` is the title of the course that has it, where that is another one; `planned` is the label, where it is planned, and
    `elsewhere`, where it is an area of this course that lives elsewhere.
    """

    title: str
    href: str | None
    course: str | None = None
    planned: str | None = None
    elsewhere: str | None = None


def render_related_areas(renderer: Renderer, page: Page, references: Iterable[str]) -> str:
    """Links to areas, of this course or of imported ones."""
    links = []
    for entry in filter(None, (find_entry(renderer.registry, "area", reference, None) for reference in references)):
        course = renderer.registry.imports.get(entry.course)
        href = page.resolve(target_of(renderer.registry, entry))
        planned = renderer.label("planned") if is_planned(renderer.registry, entry) else None
        is_elsewhere = not entry.course and renderer.registry.areas[entry.area].url
        links.append(
            Destination(
                renderer.title_of(entry),
                href,
                course.course.title if course else None,
                planned,
                renderer.label("elsewhere") if is_elsewhere else None,
            )
        )
    return renderer.render(page, "related-areas", links=links)


def render_call_to_action(renderer: Renderer, page: Page, call: CallToAction, home: str | None) -> str:
    """The call to action, an admonition with buttons."""
    links = [Destination(link.label, page.resolve(page_target(link.page, link.url))) for link in call.links]
    body = PageText(renderer, page, home).formatted(call.body)
    return renderer.render(page, "call-to-action", title=call.title, body=body, links=links)


def hues(registry: Registry) -> dict[str, int]:
    """The number of each area's color, by its id: from 1 to 8, in the order of the course, then from 1 again."""
    return {area_id: number % HUES + 1 for number, area_id in enumerate(registry.areas)}
