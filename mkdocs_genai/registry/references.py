"""References and links inside a registry: what `topic:area/topic` names, and which texts and keys have links at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from .cells import CellFault, LinkValue, parse_cell
from .fields import address_fault
from .model import CallToAction, Comparison, Registry
from .problems import Path, did_you_mean

ReferenceKind = Literal["topic", "area", "row"]
REFERENCE = re.compile(r"(topic|area|row):(.*)")
"""A link target that names an entry of the registry."""


class Resolved(NamedTuple):
    """An entry that a reference names; ids that do not apply are empty."""

    kind: ReferenceKind
    area: str
    topic: str = ""
    comparison: str = ""
    row: str = ""


def resolve(registry: Registry, kind: str, reference: str, home: str | None) -> Resolved | str:
    """The entry that `topic:…`, `area:…` or `row:…` names, or what is wrong with the reference.

    `home` is the area whose name may be left out, if any.
    """
    parts = reference.split("/")
    if kind == "area":
        if reference in registry.areas:
            return Resolved("area", reference)
        return f"there is no area '{reference}'{did_you_mean(reference, registry.areas)}"
    wanted = 2 if kind == "topic" else 3
    if len(parts) == wanted - 1 and home is not None:
        parts = [home, *parts]
    if len(parts) != wanted:
        form = "area/topic" if kind == "topic" else "area/comparison/row"
        return f"'{reference}' is not of the form {form}"
    area_id, name = parts[0], parts[1]
    area = registry.areas.get(area_id)
    if area is None:
        return f"there is no area '{area_id}'{did_you_mean(area_id, registry.areas)}"
    if kind == "topic":
        if name in area.topics:
            return Resolved("topic", area_id, topic=name)
        return f"the area '{area_id}' has no topic '{name}'{did_you_mean(name, area.topics)}"
    if name not in area.comparisons:
        return f"the area '{area_id}' has no comparison '{name}'{did_you_mean(name, area.comparisons)}"
    rows = area.comparisons[name].rows
    if rows is not None and parts[2] not in rows:
        return f"the comparison '{area_id}/{name}' has no row '{parts[2]}'{did_you_mean(parts[2], rows)}"
    return Resolved("row", area_id, comparison=name, row=parts[2])


def relative_targets(registry: Registry, link_targets: Callable[[str], Iterable[str]]) -> Iterator[tuple[Path, str]]:
    """Every link of the registry to a file of docs_dir, with the path of the text or key that has it."""
    for path, markdown in inline_texts(registry):
        for target in link_targets(markdown) if "[" in markdown else ():
            if is_relative(target):
                yield path, target
    calls: list[tuple[Path, CallToAction | None]] = [(("course", "call_to_action"), registry.course.call_to_action)]
    for area_id, area in registry.areas.items():
        calls.append((("areas", area_id, "call_to_action"), area.call_to_action))
        for topic_id, topic in area.topics.items():
            if topic.url is not None and is_relative(topic.url):
                yield ("areas", area_id, "topics", topic_id, "url"), topic.url
        for comparison_id, comparison in area.comparisons.items():
            for row_id, column_id, url in _link_cells(comparison):
                yield ("areas", area_id, "comparisons", comparison_id, "rows", row_id, column_id), url
    for place, call in calls:
        for index, link in enumerate(call.links if call else ()):
            if link.url is not None and is_relative(link.url):
                yield (*place, "links", index, "url"), link.url


def _link_cells(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """The cells of a comparison's own rows that are links to files of docs_dir: row, column and address."""
    columns = {column_id: column for column_id, column in comparison.columns.items() if column.type == "link"}
    for row_id, row in (comparison.rows or {}).items():
        for column_id, column in columns.items():
            try:
                cell = parse_cell(column, row.get(column_id), lambda: None, foreign=False)
            except CellFault:
                continue  # a mistake of its own
            if isinstance(cell, LinkValue) and is_relative(cell.url):
                yield row_id, column_id, cell.url


def is_relative(target: str) -> bool:
    """Whether an address is a file of docs_dir; one that leaves it, or is unsafe, is a mistake of its own."""
    return not target.startswith("#") and ":" not in target.split("/")[0] and address_fault(target) is None


def inline_texts(registry: Registry) -> Iterator[tuple[Path, str]]:
    """Every text of the registry that is inline Markdown, with its path; foreign rows are not the registry's."""
    course = registry.course
    if course.summary:
        yield ("course", "summary"), course.summary
    if course.call_to_action and course.call_to_action.body:
        yield ("course", "call_to_action", "body"), course.call_to_action.body
    for area_id, area in registry.areas.items():
        place: Path = ("areas", area_id)
        if area.summary:
            yield (*place, "summary"), area.summary
        if area.call_to_action and area.call_to_action.body:
            yield (*place, "call_to_action", "body"), area.call_to_action.body
        for topic_id, topic in area.topics.items():
            if topic.summary:
                yield (*place, "topics", topic_id, "summary"), topic.summary
        for comparison_id, comparison in area.comparisons.items():
            text_columns = [key for key, column in comparison.columns.items() if column.type == "text"]
            for row_id, row in (comparison.rows or {}).items():
                for column in text_columns:
                    if isinstance(cell := row.get(column), str):
                        yield (*place, "comparisons", comparison_id, "rows", row_id, column), cell
