"""What an area leads to: related areas, and the call to action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..registry.destinations import target_of
from ..registry.model import CallToAction
from ..registry.references import resolve
from .place import Place
from .renderer import Renderer


class Destination(NamedTuple):
    """A link in a template: its words and where it leads, or None where there is no page yet.

    `course` is the title of the course that has it, where that is another one.
    """

    title: str
    href: str | None
    course: str | None = None


def render_related_areas(renderer: Renderer, place: Place, references: Iterable[str]) -> str:
    """Links to areas, of this course or of imported ones."""
    links = []
    found = (resolve(renderer.registry, "area", reference, None) for reference in references)
    # Others are mistakes of the registry, which are reported there.
    for entry in (entry for entry in found if not isinstance(entry, str)):
        target = target_of(renderer.registry, entry)
        course = renderer.registry.imports.get(entry.course)
        href = place.resolve(target) if target else None
        links.append(Destination(renderer.title_of(entry), href, course.course.title if course else None))
    return renderer.render(place, "related-areas", links=links)


def render_call_to_action(renderer: Renderer, place: Place, call: CallToAction, home: str | None) -> str:
    """The call to action, an admonition with buttons."""
    links = [Destination(link.label, place.resolve(link.page or link.url or "")) for link in call.links]
    body = renderer.text(call.body, place, home)
    return renderer.render(place, "call-to-action", title=call.title, body=body, links=links)
