"""A topic's objectives, its keypoints, and its resources elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from markupsafe import Markup

from ..registry.learning import ResourceType, objective_texts
from ..registry.learning_order import TopicKey
from ..targets import keypoints_anchor, resource_anchor
from .inline_text import PageText
from .page import Page
from .renderer import Renderer


class Keypoints(NamedTuple):
    """The keypoints of one topic, as the template gets them."""

    anchor: str | None
    title: str | None
    """The topic's title; None if the page is about this topic only."""
    texts: tuple[str, ...]


class ShownResource(NamedTuple):
    """A resource, as the template gets it."""

    anchor: str | None
    title: str
    href: str
    access: str | None
    """In the site's language."""
    note: str


class ResourceGroup(NamedTuple):
    """Resources of one type; the heading is None where none has a type."""

    heading: str | None
    resources: tuple[ShownResource, ...]


def render_objectives(renderer: Renderer, page: Page, key: TopicKey) -> str:
    """A topic's objectives; empty if it has none. Raises ProblemError."""
    texts = objective_texts(renderer.registry.areas[key.area].topics[key.topic].objectives)
    if not texts:
        return Markup()
    shown = [PageText(renderer, page, key.area).formatted(text) for text in texts]
    return renderer.render(page, "topic-objectives", objectives=shown, label=renderer.label)


def render_keypoints(renderer: Renderer, page: Page, keys: Sequence[TopicKey]) -> str:
    """The keypoints of topics; empty if they have none. Raises ProblemError."""
    topics = [(key, renderer.registry.areas[key.area].topics[key.topic]) for key in keys]
    groups = [
        Keypoints(
            page.claim(keypoints_anchor(*key)),
            topic.title if len(keys) > 1 else None,
            tuple(PageText(renderer, page, key.area).formatted(text) for text in topic.keypoints),
        )
        for key, topic in topics
        if topic.keypoints
    ]
    return renderer.render(page, "keypoints", groups=groups, label=renderer.label) if groups else Markup()


def render_resources(renderer: Renderer, page: Page, keys: Iterable[TopicKey]) -> str:
    """The resources of topics, by type. Raises ProblemError."""
    found: dict[str | None, list[ShownResource]] = {kind: [] for kind in (*get_args(ResourceType), None)}
    for key in keys:
        for resource_id, resource in renderer.registry.areas[key.area].topics[key.topic].resources.items():
            access = renderer.label(f"access_{resource.access}") if resource.access else None
            note = PageText(renderer, page, key.area).formatted(resource.note)
            anchor = page.claim(resource_anchor(*key, resource_id))
            found[resource.type].append(ShownResource(anchor, resource.title, resource.url, access, note))
    groups = [ResourceGroup(_heading(renderer, kind), tuple(shown)) for kind, shown in found.items() if shown]
    if [group.heading for group in groups] == [renderer.label("resources_other")]:
        groups = [groups[0]._replace(heading=None)]
    return renderer.render(page, "resources", groups=groups, label=renderer.label)


def _heading(renderer: Renderer, kind: str | None) -> str:
    return renderer.label(f"resources_{kind or 'other'}")
