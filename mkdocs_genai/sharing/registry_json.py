"""Writes a course's registry for other courses and tools: registry.json, and an inventory for Sphinx and mkdocstrings."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

from ..identifiers import one_line
from ..registry.destinations import area_target, comparison_page, page_target, topic_target
from ..registry.glossary import CourseTerm, course_terms
from ..registry.learning_order import required_topics
from ..registry.model import Registry
from ..registry.references import find_entry
from ..registry.registry_json_format import VERSION
from ..render.renderer import Renderer
from ..targets import Target, comparison_anchor, row_anchor, term_anchor, topic_anchor

OBJECTS_INV = "objects.inv"
_COMPRESSED = "# The remainder of this file is compressed using zlib."

Address = Callable[[Target], str | None]
"""Gives a target's URL relative to the site's root; None if it is not in the site."""


def publish(renderer: Renderer, name: str, url: str | None, address: Address) -> dict[str, Any]:
    """The registry in the shape of `Published`; addresses are relative to the site's root.

    `name` is the site's, for a course without a title; `url` is the site's URL. The values are validated already, so thousands
    of rows are not validated again.
    """
    course = renderer.registry.course
    about = _known(
        title=one_line(course.title or name), summary=renderer.plain_line(course.summary, None), url=course.url or url
    )
    return {
        "version": VERSION,
        "course": about,
        "areas": {area_id: _area(renderer, area_id, address) for area_id in renderer.registry.areas},
        **_known(terms={found.id: _term(renderer, found, address) for found in course_terms(renderer.registry)}),
    }


def _term(renderer: Renderer, found: CourseTerm, address: Address) -> dict[str, Any]:
    term = found.term
    topic = find_entry(renderer.registry, "topic", term.topic, found.home) if term.topic else None
    addresses = (address(Target(page, term_anchor(found.id))) for page in renderer.glossaries.get(found.id, ()))
    return _known(
        title=one_line(term.title),
        summary=renderer.plain_line(term.summary, found.home),
        aliases=term.aliases,
        topic=f"{topic.area}/{topic.topic}" if topic and not topic.course else None,
        url=next((url for url in addresses if url), None),
    )


def _area(renderer: Renderer, area_id: str, address: Address) -> dict[str, Any]:
    area = renderer.registry.areas[area_id]
    return _known(
        title=one_line(area.title),
        summary=renderer.plain_line(area.summary, area_id),
        status="planned" if area.is_planned else None,
        url=_url(area_target(renderer.registry, area_id), address),
        topics={topic_id: _topic(renderer, area_id, topic_id, address) for topic_id in area.topics},
        comparisons={name: _comparison(renderer, area_id, name, address) for name in area.comparisons},
    )


def _topic(renderer: Renderer, area_id: str, topic_id: str, address: Address) -> dict[str, Any]:
    registry = renderer.registry
    topic = registry.areas[area_id].topics[topic_id]
    return _known(
        title=one_line(topic.title),
        summary=renderer.plain_line(topic.summary, area_id),
        status=topic.effective_status,
        tags=topic.tags,
        requires=tuple("/".join(key) for key in required_topics(registry, area_id, topic_id)),
        url=_url(topic_target(registry, area_id, topic_id), address),
    )


def _comparison(renderer: Renderer, area_id: str, comparison_id: str, address: Address) -> dict[str, Any]:
    registry = renderer.registry
    table = renderer.tables[area_id, comparison_id]
    page = _url(page_target(comparison_page(registry, area_id, comparison_id)), address)
    rows = {row.id: {"title": one_line(renderer.row_title(table, row))} for row in table.rows}
    if page:
        before = f"{page}#{row_anchor(area_id, comparison_id, '')}"
        for row_id, row in rows.items():
            row["url"] = before + row_id
    title = registry.areas[area_id].comparisons[comparison_id].title
    return _known(title=one_line(title), url=page and f"{page}#{comparison_anchor(area_id, comparison_id)}", rows=rows)


def _known(**values: Any) -> dict[str, Any]:
    """The known values: unknown and empty ones are left out."""
    return {key: value for key, value in values.items() if value}


def _url(target: Target | None, address: Address) -> str | None:
    return address(target) if target else None


def inventory(renderer: Renderer, published: dict[str, Any], address: Address) -> bytes:
    """The inventory of what is published: `area:…`, `topic:…` and `row:…` as Sphinx's labels, named as links of ours name them.

    Version 2 of Sphinx's format: four lines, then, compressed, a line `name domain:role priority uri title` for each label.
    The library for it, sphobjinv, takes longer to import than a small site to build; the tests read what is written with it.
    """
    found: list[tuple[str, str | None, str]] = []
    for area_id, area in published["areas"].items():
        # Readers of inventories prepend the site's URL to every entry, so what lives elsewhere is not in one.
        own = area_target(renderer.registry, area_id)
        found.append((f"area:{area_id}", None if own is None or own.is_external else area.get("url"), area["title"]))
        for topic_id, topic in area.get("topics", {}).items():
            target = _own_target(renderer.registry, area_id, topic_id)
            found.append((f"topic:{area_id}/{topic_id}", _url(target, address), topic["title"]))
        for comparison_id, comparison in area.get("comparisons", {}).items():
            for row_id, row in comparison.get("rows", {}).items():
                found.append((f"row:{area_id}/{comparison_id}/{row_id}", row.get("url"), row["title"]))
    found += [(f"term:{name}", term.get("url"), term["title"]) for name, term in published.get("terms", {}).items()]
    lines = [f"{name} std:label -1 {url.removeprefix('./') or 'index.html'} {title}\n" for name, url, title in found if url]
    # Level 1 is faster, and the result only 5 % larger.
    compressed = zlib.compress("".join(lines).encode(), level=1)
    head = f"# Sphinx inventory version 2\n# Project: {published['course'].get('title', '')}\n# Version: \n{_COMPRESSED}\n"
    return head.encode() + compressed


def _own_target(registry: Registry, area_id: str, topic_id: str) -> Target | None:
    """Readers of inventories prepend the site's URL to every entry, so a topic with an external URL leads to its card."""
    area = registry.areas[area_id]
    if area.topics[topic_id].page is None:
        return Target(area.page, topic_anchor(area_id, topic_id)) if area.page else None
    return topic_target(registry, area_id, topic_id)
