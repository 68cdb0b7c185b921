"""Areas in the navigation: `area:generative-ai` in mkdocs.yml's `nav` stands for the area's page and its deep dives.

`area:*` stands for all areas that the nav does not name otherwise, in the course's order:

    nav:
      - Map of AI: index.md
      - area:generative-ai
      - The other areas: area:*

An area becomes a section, with the registry's title unless the nav gives one: its page or its URL first, then the deep dives in
the order of learning. Topics without a page are not in it. An area of which only the URL is known is a link. All other entries
stay as they are, and so does a nav without such entries.
Works on mkdocs.yml's lists and mappings, and knows no host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from .registry.learning_order import learning_order
from .registry.model import Registry
from .suggestions import did_you_mean

_PREFIX = "area:"
_ALL = "*"


def expand_nav(nav: list[Any], registry: Registry, warn: Callable[[str], None]) -> list[Any]:
    """The nav with the registry's areas; `warn` is called for each area that does not exist, which is left out."""
    named = set(_named(nav))
    rest = [area_id for area_id in registry.areas if area_id not in named]

    def items(entries: list[Any]) -> Iterator[Any]:
        for entry in entries:
            title, value = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else (None, entry)
            if isinstance(value, list):
                yield {title: list(items(value))} if title is not None else value
            elif (name := _area_name(value)) is None:
                yield entry
            elif name == _ALL:
                sections = [section for area_id in rest for section in _section(registry, area_id, None)]
                yield from sections if title is None else [{title: sections}]
            elif name in registry.areas:
                yield from _section(registry, name, title)
            else:
                warn(f"nav: '{value}': there is no area '{name}'{did_you_mean(name, registry.areas)}")

    return list(items(nav))


def _area_name(value: Any) -> str | None:
    return value.removeprefix(_PREFIX).strip() if isinstance(value, str) and value.startswith(_PREFIX) else None


def _named(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(value, list):
                yield from _named(value)
            elif name := _area_name(value):
                yield name


def _section(registry: Registry, area_id: str, title: str | None) -> list[dict[str, Any]]:
    """The area's section in a list, or a link to where it lives; the list is empty when the area has neither."""
    area = registry.areas[area_id]
    topics = (area.topics[topic_id] for topic_id in learning_order(registry, area_id))
    pages = [(area.title, area.page or area.url), *((topic.title, topic.page) for topic in topics)]
    # Themes put a nav's titles into pages as they are, since MkDocs hands them headings as HTML.
    children = [{escape(words, quote=False): page} for words, page in pages if page]
    heading = title or escape(area.title, quote=False)
    if area.url and len(children) == 1:
        return [{heading: area.url}]
    return [{heading: children}] if children else []
