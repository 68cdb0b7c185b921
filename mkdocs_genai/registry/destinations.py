"""The targets of links to the registry's entries: pages of docs_dir with anchors, or external URLs."""

from __future__ import annotations

from collections.abc import Iterator

from ..targets import Target, row_anchor, topic_anchor
from .model import Registry
from .references import Resolved, imported_entry
from .table import Tables


def page_target(page: str | None, url: str | None = None) -> Target | None:
    """The target of an entry with a `page` or a `url`; None if it has neither."""
    if page:
        return Target(page)
    return Target.parse(url) if url else None


def topic_target(registry: Registry, area_id: str, topic_id: str) -> Target | None:
    """A topic's deep dive or URL, else its card on the area's page; None without any of them."""
    area = registry.areas[area_id]
    topic = area.topics[topic_id]
    if own := page_target(topic.page, topic.url):
        return own
    return Target(area.page, topic_anchor(area_id, topic_id)) if area.page else None


def area_target(registry: Registry, area_id: str) -> Target | None:
    """An area's page or URL; None without either."""
    area = registry.areas[area_id]
    return page_target(area.page, area.url)


def row_target(registry: Registry, area_id: str, comparison_id: str, row_id: str) -> Target | None:
    """A row on the page that shows its comparison; None without such a page."""
    page = comparison_page(registry, area_id, comparison_id)
    return Target(page, row_anchor(area_id, comparison_id, row_id)) if page else None


def comparison_page(registry: Registry, area_id: str, comparison_id: str) -> str | None:
    """The page that shows a comparison: its own, or the area's; None without either."""
    area = registry.areas[area_id]
    return area.comparisons[comparison_id].page or area.page


def anchors_on(registry: Registry, tables: Tables, page: str) -> Iterator[str]:
    """The ids to which links to topics and rows lead on a page, be they there or not."""
    for area_id, area in registry.areas.items():
        yield from (topic_anchor(area_id, topic_id) for topic_id in area.topics if area.page == page)
        for comparison_id in area.comparisons:
            if comparison_page(registry, area_id, comparison_id) == page:
                yield from (row_anchor(area_id, comparison_id, row.id) for row in tables[area_id, comparison_id].rows)


def is_planned(registry: Registry, entry: Resolved) -> bool:
    """Whether an area or a topic is planned; rows and terms never are."""
    if entry.kind in ("row", "term"):
        return False
    if entry.course:
        return getattr(imported_entry(registry, entry), "status", None) == "planned"
    area = registry.areas[entry.area]
    return area.topics[entry.topic].effective_status == "planned" if entry.topic else area.is_planned


def target_of(registry: Registry, entry: Resolved) -> Target | None:
    """The target of a link to an entry, or None if no page shows it. Which page has a glossary, only pages' sources say."""
    if entry.course:
        return page_target(None, imported_entry(registry, entry).url)
    if entry.kind == "topic":
        return topic_target(registry, entry.area, entry.topic)
    if entry.kind == "row":
        return row_target(registry, entry.area, entry.comparison, entry.row)
    return area_target(registry, entry.area) if entry.kind == "area" else None
