"""References and links inside a registry: what `topic:area/topic` names, and which texts and keys have links at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from ..identifiers import address_problem, is_id, text_problem
from ..problems import Path
from ..suggestions import did_you_mean
from .cells import LinkValue, Table
from .inline_scanner import link_targets
from .model import Area, CallToAction, Registry
from .published import PublishedArea, PublishedRow, PublishedTopic

ReferenceKind = Literal["topic", "area", "row"]
REFERENCE = re.compile(r"(topic|area|row):(.*)")
"""A link target that names an entry of the registry."""


class Resolved(NamedTuple):
    """An entry that a reference names; ids that do not apply are empty, and so is the course of an own one."""

    kind: ReferenceKind
    area: str
    topic: str = ""
    comparison: str = ""
    row: str = ""
    course: str = ""


def resolve(registry: Registry, kind: str, reference: str, home: str | None) -> Resolved | str:
    """The entry that `topic:…`, `area:…` or `row:…` names, or what is wrong with the reference.

    `home` is the area whose name may be left out, if any. What is in front of a colon is another course.
    """
    course, colon, rest = reference.partition(":")
    if not colon:
        return _resolve(registry.areas, kind, reference, home, "", "")
    if course not in registry.imports:
        known = did_you_mean(course, registry.imports, limit=12 if registry.imports else 0)
        hint = known or (f"; import it: mkdocs-genai import {course} ADDRESS" if is_id(course) else "")
        return f"no course '{course}' is imported{hint}"
    imported = registry.imports[course]
    if imported is None:
        return f"the imported course '{course}' can't be used; `mkdocs-genai check` says why"
    return _resolve(imported.areas, kind, rest, None, course, f"the course '{course}' has no ")


def _resolve(
    areas: Mapping[str, Area] | Mapping[str, PublishedArea],
    kind: str,
    reference: str,
    home: str | None,
    course: str,
    lacks: str,
) -> Resolved | str:
    """An entry among areas; `lacks` begins what is said of an unknown area of another course."""
    parts = reference.split("/")
    wanted = {"area": 1, "topic": 2}.get(kind, 3)
    if len(parts) == wanted - 1 and home is not None and kind != "area":
        parts = [home, *parts]
    if len(parts) != wanted and kind != "area":
        form = "area/topic" if kind == "topic" else "area/comparison/row"
        prefix = f"{course}:" if course else ""
        return f"'{prefix}{reference}' is not of the form {prefix}{form}"
    area_id = reference if kind == "area" else parts[0]
    area = areas.get(area_id)
    if area is None:
        return f"{lacks or 'there is no '}area '{area_id}'{did_you_mean(area_id, areas)}"
    if kind == "area":
        return Resolved("area", area_id, course=course)
    name = parts[1]
    shown = f"{course}:{area_id}" if course else area_id
    if kind == "topic":
        if name in area.topics:
            return Resolved("topic", area_id, topic=name, course=course)
        return f"the area '{shown}' has no topic '{name}'{did_you_mean(name, area.topics)}"
    if name not in area.comparisons:
        return f"the area '{shown}' has no comparison '{name}'{did_you_mean(name, area.comparisons)}"
    rows = area.comparisons[name].rows
    if rows is not None and parts[2] not in rows:
        return f"the comparison '{shown}/{name}' has no row '{parts[2]}'{did_you_mean(parts[2], rows)}"
    return Resolved("row", area_id, comparison=name, row=parts[2], course=course)


def imported_entry(registry: Registry, entry: Resolved) -> PublishedArea | PublishedTopic | PublishedRow:
    """What another course publishes of an entry of its own."""
    course = registry.imports[entry.course]
    area = (course.areas if course else {})[entry.area]
    if entry.kind == "topic":
        return area.topics[entry.topic]
    return area.comparisons[entry.comparison].rows[entry.row] if entry.kind == "row" else area


def relative_targets(registry: Registry, tables: Mapping[tuple[str, str], Table]) -> Iterator[tuple[Path, str]]:
    """Every link of the registry to a file of docs_dir, with the path of the text or key that has it."""
    for path, markdown in inline_texts(registry):
        for target in link_targets(markdown):
            if is_relative(target):
                yield path, target
    calls: list[tuple[Path, CallToAction | None]] = [(("course", "call_to_action"), registry.course.call_to_action)]
    for area_id, area in registry.areas.items():
        calls.append((("areas", area_id, "call_to_action"), area.call_to_action))
        for topic_id, topic in area.topics.items():
            if topic.url is not None and is_relative(topic.url):
                yield ("areas", area_id, "topics", topic_id, "url"), topic.url
        for comparison_id, comparison in area.comparisons.items():
            links = [column_id for column_id, column in comparison.columns.items() if column.type == "link"]
            for row in tables[area_id, comparison_id].rows if links and comparison.rows else ():
                for column_id in links:
                    if isinstance(cell := row.cells[column_id], LinkValue) and is_relative(cell.url):
                        yield ("areas", area_id, "comparisons", comparison_id, "rows", row.id, column_id), cell.url
    for place, call in calls:
        for index, link in enumerate(call.links if call else ()):
            if link.url is not None and is_relative(link.url):
                yield (*place, "links", index, "url"), link.url


def is_relative(target: str) -> bool:
    """Whether an address is a file of docs_dir; one that leaves it, or is unsafe, is a mistake of its own."""
    return not target.startswith("#") and ":" not in target.split("/")[0] and address_problem(target) is None


def inline_texts(registry: Registry) -> Iterator[tuple[Path, str]]:
    """Every text of the registry that is inline Markdown, with its path; foreign rows are not its own."""
    course = registry.course
    texts: list[tuple[Path, str | None]] = [(("course", "summary"), course.summary)]
    if course.call_to_action:
        texts.append((("course", "call_to_action", "body"), course.call_to_action.body))
    for area_id, area in registry.areas.items():
        place: Path = ("areas", area_id)
        texts.append(((*place, "summary"), area.summary))
        if area.call_to_action:
            texts.append(((*place, "call_to_action", "body"), area.call_to_action.body))
        texts += [((*place, "topics", topic_id, "summary"), topic.summary) for topic_id, topic in area.topics.items()]
        for comparison_id, comparison in area.comparisons.items():
            columns = [key for key, column in comparison.columns.items() if column.type == "text"]
            texts += [
                ((*place, "comparisons", comparison_id, "rows", row_id, column), cell)
                for row_id, row in (comparison.rows or {}).items()
                for column in columns
                if isinstance(cell := row.get(column), str) and not text_problem(cell)
            ]
    for path, text in texts:
        if text is not None:
            yield path, text.strip()
