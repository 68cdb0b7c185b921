"""What a topic promises and leaves with its reader: objectives, keypoints, and resources elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from markupsafe import Markup

from ..registry.learning import ResourceType, objective_texts
from ..registry.learning_order import TopicKey
from ..targets import keypoints_anchor, resource_anchor
from .page import Page
from .renderer import Renderer


class Keypoints(NamedTuple):
    """What to remember of one topic, as the template gets it."""

    anchor: str | None
    title: str | None
    """The topic's; None where the page is about no other one."""
    texts: tuple[str, ...]


class ShownResource(NamedTuple):
    """Something elsewhere, as the template gets it."""

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
    """What a learner can do after a topic; empty where nothing is said. Raises ProblemError."""
    texts = objective_texts(renderer.registry.areas[key.area].topics[key.topic].objectives)
    if not texts:
        return Markup()
    shown = [renderer.formatted(text, page, key.area) for text in texts]
    return renderer.render(page, "topic-objectives", objectives=shown, label=renderer.label)


def render_keypoints(renderer: Renderer, page: Page, keys: Sequence[TopicKey]) -> str:
    """What to remember of topics; empty where nothing is said. Raises ProblemError."""
    topics = [(key, renderer.registry.areas[key.area].topics[key.topic]) for key in keys]
    groups = [
        Keypoints(
            page.claim(keypoints_anchor(*key)),
            topic.title if len(keys) > 1 else None,
            tuple(renderer.formatted(text, page, key.area) for text in topic.keypoints),
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
            note = renderer.formatted(resource.note, page, key.area)
            anchor = page.claim(resource_anchor(*key, resource_id))
            found[resource.type].append(ShownResource(anchor, resource.title, resource.url, access, note))
    groups = [ResourceGroup(_heading(renderer, kind), tuple(shown)) for kind, shown in found.items() if shown]
    if [group.heading for group in groups] == [renderer.label("resources_other")]:
        groups = [groups[0]._replace(heading=None)]
    return renderer.render(page, "resources", groups=groups, label=renderer.label)


def _heading(renderer: Renderer, kind: str | None) -> str:
    return renderer.label(f"resources_{kind or 'other'}")
