"""Areas in the navigation: `area:generative-ai` in mkdocs.yml's `nav` stands for the area's page and its deep dives.

`area:*` stands for all areas that the nav does not name otherwise, in the course's order:

    nav:
      - Map of AI: index.md
      - area:generative-ai
      - The other areas: area:*

An area becomes a section, with the registry's title unless the nav gives one: its page or its URL first, then the deep dives in
the order of learning. Topics without a page are not in it. An area of which only the URL is known is a link. All other entries
stay as they are, and so does a nav without such entries.
An entry that is nearly one of these, or a link such as `topic:area/id`, is left out and told. Works on mkdocs.yml's lists and
mappings, and knows no host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from .addresses import SCHEME
from .problems import KeyPath, Problem
from .registry.learning_order import learning_order
from .registry.model import Registry
from .registry.near_links import near_address_alone
from .registry.references import find_entry
from .registry.text_files import display_path
from .registry.yaml_file import read_document
from .suggestions import did_you_mean, nearest

_PREFIX = "area:"
_ALL = "*"
_NEARLY = re.compile(r"\s*areas?\s*[:;=\uff1a]\s*(?P<name>.*?)\s*", re.IGNORECASE)
"""What is nearly `area:ID`."""
_NEARLY_A_KEY = re.compile(r"areas?", re.IGNORECASE)
"""What YAML makes a title of, where a space stands behind the colon."""


def nav_problems(mkdocs_yml: Path, nav: list[Any], registry: Registry) -> list[Problem]:
    """What is wrong with the areas in a nav, as warnings at the lines of mkdocs.yml."""
    faults: list[tuple[KeyPath, str]] = []
    expand_nav(nav, registry, lambda path, message: faults.append((path, message)))
    return [replace(problem, awaits_files=True) for problem in _at_lines(mkdocs_yml, "GA020", faults)]


def nav_pages_problems(mkdocs_yml: Path, nav: list[Any], is_there: Callable[[str], bool]) -> list[Problem]:
    """Pages of a nav that do not exist, as warnings at the lines of mkdocs.yml; MkDocs says it by itself."""
    missing = [
        (at, f"the page '{value}' does not exist in docs_dir")
        for at, _, value in _leaves(nav, ())
        # A pattern is for another plugin, such as mkdocs-literate-nav.
        if isinstance(value, str) and value.endswith(".md") and "*" not in value
        if not SCHEME.match(value) and not is_there(value)
    ]
    return _at_lines(mkdocs_yml, "GA022", missing)


def _at_lines(mkdocs_yml: Path, code: str, faults: Sequence[tuple[KeyPath, str]]) -> list[Problem]:
    """Faults of a nav, by their paths in it, as warnings at the lines of mkdocs.yml, which is read only if there is one."""
    if not faults:
        return []
    document = read_document(mkdocs_yml, display_path(mkdocs_yml, mkdocs_yml.parent))
    found = (document.problem(("nav", *path), code, message) for path, message in faults)
    return [replace(problem, severity="warning") for problem in found]


def expand_nav(nav: list[Any], registry: Registry, warn: Callable[[KeyPath, str], None]) -> list[Any]:
    """The nav with the registry's areas. `warn` as in `area_entries`."""
    return _expanded(nav, area_entries(nav, registry, warn), ())


def area_entries(nav: list[Any], registry: Registry, warn: Callable[[KeyPath, str], None]) -> dict[KeyPath, list[Any]]:
    """What takes the place of each entry that stands for areas, by the entry's path.

    `warn` is given the path and the fault of each entry that names an area that does not exist, is nearly `area:ID`, or is a
    link to something else of the registry. Nothing takes the place of such an entry.
    """
    named = set(_named(nav))
    rest = [area_id for area_id in registry.areas if area_id not in named]
    found: dict[KeyPath, list[Any]] = {}
    for at, title, value in _leaves(nav, ()):
        if meant := _nearly_an_area(title, value, registry):
            warn(at, f"this is nearly an area of the registry; write {meant}")
            found[at] = []
        elif (name := _area_name(value)) is None:
            if instead := _instead_of_a_link(title, value, registry):
                warn(at, f"a nav has pages and areas, and nothing else of the registry; write {instead}")
                found[at] = []
        elif name == _ALL:
            sections = [section for area_id in rest for section in _section(registry, area_id, None)]
            found[at] = sections if title is None else [{title: sections}]
        elif name in registry.areas:
            found[at] = _section(registry, name, title)
        else:
            warn(at, f"there is no area '{name}'{did_you_mean(name, registry.areas)}")
            found[at] = []
    return found


def _expanded(entries: list[Any], areas: Mapping[KeyPath, list[Any]], path: KeyPath) -> list[Any]:
    expanded: list[Any] = []
    for at, title, value, entry in _entries(entries, path):
        if at in areas:
            expanded += areas[at]
        elif isinstance(value, list) and title is not None:
            expanded.append({title: _expanded(value, areas, at)})
        else:
            expanded.append(entry)
    return expanded


def _entries(entries: list[Any], path: KeyPath) -> Iterator[tuple[KeyPath, Any, Any, Any]]:
    """The entries of a list of the nav: path, title or None, what is shown, and the entry itself."""
    for index, entry in enumerate(entries):
        title, value = next(iter(entry.items())) if isinstance(entry, dict) and len(entry) == 1 else (None, entry)
        yield (*path, index) if title is None else (*path, index, str(title)), title, value, entry


def _leaves(entries: list[Any], path: KeyPath) -> Iterator[tuple[KeyPath, Any, Any]]:
    """All entries that have no entries themselves: path, title or None, and what is shown."""
    for at, title, value, _ in _entries(entries, path):
        if not isinstance(value, list):
            yield at, title, value
        elif title is not None:
            yield from _leaves(value, at)


def _area_name(value: Any) -> str | None:
    return value.removeprefix(_PREFIX).strip() if isinstance(value, str) and value.startswith(_PREFIX) else None


def _nearly_an_area(title: Any, value: Any, registry: Registry) -> str | None:
    """What to write in place of an entry that is nearly `area:ID`; None where it is one, or something else."""
    is_key = title is not None and _NEARLY_A_KEY.fullmatch(str(title).strip()) is not None
    if is_key and value is None:
        return f"{_PREFIX}ID, or {_PREFIX}{_ALL} for all"
    if not isinstance(value, str):
        return None
    match = _NEARLY.fullmatch(value)
    if not (match or is_key):
        return None
    name = match["name"] if match else value.strip()
    if match and _area_name(value) in (name, f"{name}/"):
        return None
    known = name if name in registry.areas or name == _ALL else nearest(name, registry.areas)
    # `Area: soil.md` is a page with a title.
    return f"{_PREFIX}{known}" if known and (match or not name.endswith((".md", "/"))) else None


def _instead_of_a_link(title: Any, value: Any, registry: Registry) -> str | None:
    """What to write for an entry such as `topic:gardening/soil`, or nearly that; None where it is something else."""
    if not isinstance(value, str):
        return None
    near = near_address_alone(registry, None, value)
    if near is None and title is not None and not value.endswith((".md", "/")):
        # `- topic: gardening/soil` is a title and its page for YAML.
        as_link = near_address_alone(registry, None, f"{title}:{value}")
        near = as_link if as_link and as_link.exists else None
    if near is None:
        return None
    kind, _, reference = near.address.partition(":")
    entry = find_entry(registry, kind, reference, None)
    if entry is None or entry.course or not entry.area:
        return f"{_PREFIX}ID, or the path of a page"
    topic = registry.areas[entry.area].topics.get(entry.topic)
    return topic.page if topic and topic.page else f"{_PREFIX}{entry.area}"


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
