"""A course's registry as other courses and tools read it: registry.json, and an inventory for Sphinx and mkdocstrings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphobjinv import DataObjStr, Inventory, compress

from ..registry.model import Registry
from ..registry.order import required_topics
from ..registry.published import (
    Published,
    PublishedArea,
    PublishedComparison,
    PublishedCourse,
    PublishedRow,
    PublishedTopic,
)
from ..registry.references import Resolved
from .renderer import Renderer
from .targets import area_target, comparison_target, row_target, target_of, topic_anchor, topic_target

OBJECTS_INV = "objects.inv"

Address = Callable[[str], str | None]
"""Where a target of docs_dir, such as `area/index.md#anchor`, is in the site, relative to its root; None where it is not."""


def publish(renderer: Renderer, name: str, url: str | None, address: Address) -> Published:
    """The registry as it is published; addresses are relative to the site's root.

    `name` is the site's, for a course without a title; `url` is the site's address.
    """
    registry = renderer.registry
    course = PublishedCourse(
        title=registry.course.title or name,
        summary=renderer.words(registry.course.summary, None),
        url=registry.course.url or url,
    )
    areas = {
        area_id: PublishedArea(
            title=area.title,
            summary=renderer.words(area.summary, area_id),
            url=_url(area_target(registry, area_id), address),
            topics={topic_id: _topic(renderer, area_id, topic_id, address) for topic_id in area.topics},
            comparisons={name: _comparison(renderer, area_id, name, address) for name in area.comparisons},
        )
        for area_id, area in registry.areas.items()
    }
    return Published(version=1, course=course, areas=areas)


def _topic(renderer: Renderer, area_id: str, topic_id: str, address: Address) -> PublishedTopic:
    registry = renderer.registry
    topic = registry.areas[area_id].topics[topic_id]
    return PublishedTopic(
        title=topic.title,
        summary=renderer.words(topic.summary, area_id),
        status=topic.effective_status,
        tags=topic.tags,
        requires=tuple("/".join(key) for key in required_topics(registry, area_id, topic_id)),
        url=_url(topic_target(registry, area_id, topic_id), address),
    )


def _comparison(renderer: Renderer, area_id: str, comparison_id: str, address: Address) -> PublishedComparison:
    registry = renderer.registry
    table = renderer.tables[area_id, comparison_id]
    rows = {
        row.id: PublishedRow(
            title=renderer.row_title(table, row), url=_url(row_target(registry, area_id, comparison_id, row.id), address)
        )
        for row in table.rows
    }
    title = registry.areas[area_id].comparisons[comparison_id].title
    return PublishedComparison(title=title, url=_url(comparison_target(registry, area_id, comparison_id), address), rows=rows)


def _url(target: str | None, address: Address) -> str | None:
    return address(target) if target else None


def inventory(renderer: Renderer, name: str, address: Address) -> bytes:
    """The inventory: `area:…`, `topic:…` and `row:…` as Sphinx's labels, named as links of ours name them."""
    found = Inventory()
    found.project = renderer.registry.course.title or name
    found.version = ""
    for entry, title in _entries(renderer):
        target = _own_target(renderer.registry, entry)
        if target is None or (uri := address(target)) is None:
            continue
        label = f"{entry.kind}:{'/'.join(part for part in entry[1:5] if part)}"
        uri = uri.removeprefix("./") or "index.html"
        words = " ".join(title.split())
        found.objects.append(DataObjStr(name=label, domain="std", role="label", priority="-1", uri=uri, dispname=words))
    content: bytes = compress(found.data_file())
    return content


def _entries(renderer: Renderer) -> Iterator[tuple[Resolved, str]]:
    """Everything that a link can name, with its title."""
    for area_id, area in renderer.registry.areas.items():
        yield Resolved("area", area_id), area.title
        for topic_id, topic in area.topics.items():
            yield Resolved("topic", area_id, topic=topic_id), topic.title
        for comparison_id in area.comparisons:
            table = renderer.tables[area_id, comparison_id]
            for row in table.rows:
                yield Resolved("row", area_id, comparison=comparison_id, row=row.id), renderer.row_title(table, row)


def _own_target(registry: Registry, entry: Resolved) -> str | None:
    """Readers of inventories put the site's address in front of everything, so a topic elsewhere is its card."""
    area = registry.areas[entry.area]
    if entry.kind == "topic" and area.topics[entry.topic].page is None:
        return f"{area.page}#{topic_anchor(entry.area, entry.topic)}" if area.page else None
    return target_of(registry, entry)
