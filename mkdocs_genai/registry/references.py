"""References and links inside a registry: resolves `topic:area/topic`, and finds the texts and keys that have links."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from ..addresses import address_problem
from ..columns.base import ColumnType, Value
from ..fields import Role
from ..identifiers import is_id
from ..problems import KeyPath
from ..suggestions import did_you_mean
from .inline_scanner import is_plain, link_targets
from .model import Area, Registry
from .model_values import values_of
from .registry_json_format import PublishedArea, PublishedRow, PublishedTerm, PublishedTopic
from .table import Table, Tables
from .terms import Term

ReferenceKind = Literal["topic", "area", "row", "term"]
MarkedUpTexts = Sequence[tuple[KeyPath, str]]
"""Texts of inline Markdown, each with its path."""

REFERENCE = re.compile(r"(topic|area|row|term):(.*)")
"""A link target that names an entry of the registry."""

FORMS = {"area": ("area",), "topic": ("area", "topic"), "row": ("area", "comparison", "row")}
"""The parts of a reference of each kind; a reference to a term is the term's id."""


def awaits_area(registry: Registry, target: str) -> bool:
    """Whether a link leads to an area that is not there, but that another plugin may still make."""
    area_id = target.partition(":")[2].partition("/")[0]
    return REFERENCE.fullmatch(target) is not None and is_id(area_id) and area_id not in registry.areas


class Resolved(NamedTuple):
    """An entry that a reference names; ids that do not apply are empty, and so is the course if it is this one."""

    kind: ReferenceKind
    area: str
    topic: str = ""
    comparison: str = ""
    row: str = ""
    course: str = ""
    term: str = ""


class _Course(NamedTuple):
    """The areas among which a reference is looked for, and the name of their course, empty for the own one."""

    areas: Mapping[str, Area] | Mapping[str, PublishedArea]
    name: str

    def named(self, area_id: str) -> str:
        """An area as messages name it."""
        return f"{self.name}:{area_id}" if self.name else area_id


def reference_parts(kind: str, reference: str, home: str | None) -> list[str]:
    """The ids that a reference to an entry of one course consists of, with the area that may be left out."""
    parts = reference.split("/")
    return [home, *parts] if home is not None and len(parts) == len(FORMS[kind]) - 1 else parts


def resolve(registry: Registry, kind: str, reference: str, home: str | None) -> Resolved | str:
    """The entry that `topic:…`, `area:…` or `row:…` names, or what is wrong with the reference.

    `home` is the area whose name may be left out, if any. A name before a colon is another course.
    """
    name, colon, rest = reference.partition(":")
    if not colon and kind == "term":
        return _own_term(registry, reference)
    if not colon:
        return _entry(_Course(registry.areas, ""), kind, reference, home)
    if name not in registry.imports:
        known = did_you_mean(name, registry.imports, limit=12 if registry.imports else 0)
        hint = known or (f"; import it: mkdocs-genai import {name} ADDRESS" if is_id(name) else "")
        return f"no course '{name}' is imported{hint}"
    imported = registry.imports[name]
    if imported is None:
        return f"the imported course '{name}' can't be used; `mkdocs-genai check` says why"
    if kind == "term":
        known = did_you_mean(rest, imported.terms)
        found = Resolved("term", "", course=name, term=rest)
        return found if rest in imported.terms else f"the course '{name}' has no term '{rest}'{known}"
    return _entry(_Course(imported.areas, name), kind, rest, None)


def find_entry(registry: Registry, kind: str, reference: str, home: str | None) -> Resolved | None:
    """The entry that a reference names; None if it leads nowhere, which is reported elsewhere."""
    found = resolve(registry, kind, reference, home)
    return None if isinstance(found, str) else found


def linked_entry(registry: Registry, target: str, home: str | None) -> Resolved | None:
    """The entry that a link's target names, such as `topic:area/id`; None if it names none, or leads nowhere."""
    match = REFERENCE.fullmatch(target)
    return find_entry(registry, match[1], match[2], home) if match else None


def _own_term(registry: Registry, term_id: str) -> Resolved | str:
    """A term of this course, whose area is empty where it is in course.yml."""
    if term_id in registry.course.terms:
        return Resolved("term", "", term=term_id)
    for area_id, area in registry.areas.items():
        if term_id in area.terms:
            return Resolved("term", area_id, term=term_id)
    known = dict.fromkeys([*registry.course.terms, *(each for area in registry.areas.values() for each in area.terms)])
    return f"there is no term '{term_id}'{did_you_mean(term_id, known)}"


def own_term(registry: Registry, entry: Resolved) -> Term:
    """The term of this course that a reference names."""
    return (registry.areas[entry.area] if entry.area else registry.course).terms[entry.term]


def _entry(course: _Course, kind: str, reference: str, home: str | None) -> Resolved | str:
    """The entry of a course that a reference names, or what is wrong with the reference, which is without the course's name."""
    if kind == "area":
        area = course.areas.get(reference)
        return _no_area(course, reference) if area is None else Resolved("area", reference, course=course.name)
    parts = reference_parts(kind, reference, home)
    if len(parts) != len(FORMS[kind]):
        form = "/".join(FORMS[kind])
        return f"'{course.named(reference)}' is not of the form {course.named(form)}"
    area_id, name = parts[:2]
    area = course.areas.get(area_id)
    if area is None:
        return _no_area(course, area_id)
    if kind == "topic":
        found = Resolved("topic", area_id, topic=name, course=course.name)
        return found if name in area.topics else no_topic(course.areas, area_id, name, course=course.name)
    shown = course.named(area_id)
    if name not in area.comparisons:
        return f"the area '{shown}' has no comparison '{name}'{did_you_mean(name, area.comparisons)}"
    rows = area.comparisons[name].rows
    if rows is not None and parts[2] not in rows:
        return no_row(f"{shown}/{name}", parts[2], rows)
    return Resolved("row", area_id, comparison=name, row=parts[2], course=course.name)


def no_topic(
    areas: Mapping[str, Area] | Mapping[str, PublishedArea], area_id: str, name: str, own: str | None = None, course: str = ""
) -> str:
    """The problem of a topic's id that an area doesn't have; a topic of that id in another area is suggested.

    `own` is the topic that has the reference, which is not meant; `course` the name of another course.
    """
    named = _Course(areas, course).named
    elsewhere = next((other for other, area in areas.items() if name in area.topics), None)
    known = did_you_mean(name, areas[area_id].topics, apart_from=own)
    hint = f"; did you mean '{named(elsewhere)}/{name}'?" if elsewhere else known
    return f"the area '{named(area_id)}' has no topic '{name}'{hint}"


def no_row(comparison: str, row: str, rows: Collection[str]) -> str:
    """The problem of a row's id that a comparison doesn't have."""
    return f"the comparison '{comparison}' has no row '{row}'{did_you_mean(row, rows)}"


def _no_area(course: _Course, area_id: str) -> str:
    lacks = f"the course '{course.name}' has no" if course.name else "there is no"
    return f"{lacks} area '{area_id}'{did_you_mean(area_id, course.areas)}"


def imported_entry(registry: Registry, entry: Resolved) -> PublishedArea | PublishedTopic | PublishedRow | PublishedTerm:
    """The published entry of another course that a reference names."""
    course = registry.imports[entry.course]
    if entry.kind == "term":
        return (course.terms if course else {})[entry.term]
    area = (course.areas if course else {})[entry.area]
    if entry.kind == "topic":
        return area.topics[entry.topic]
    return area.comparisons[entry.comparison].rows[entry.row] if entry.kind == "row" else area


def relative_targets(registry: Registry, tables: Tables, texts: MarkedUpTexts) -> Iterator[tuple[KeyPath, str]]:
    """Every link of the registry to a file of docs_dir, with the path of the text or key that has it.

    `texts` are its `marked_up_texts`.
    """
    for path, markdown in texts:
        for target in link_targets(markdown):
            if is_relative(target):
                yield path, target
    addresses = [*values_of(registry, Role.URL), *_cell_values(registry, tables, lambda kind, value: kind.addresses(value))]
    yield from ((path, url) for path, url in addresses if is_relative(url))


def is_relative(target: str) -> bool:
    """Whether a URL names a file of docs_dir; one that leads out of it, or is unsafe, is reported elsewhere."""
    return not target.startswith("#") and ":" not in target.split("/")[0] and address_problem(target) is None


def marked_up_texts(registry: Registry, tables: Tables) -> MarkedUpTexts:
    """Every inline Markdown text of the registry that has a sign of markup, with its path; without rows from files.

    A plain text has no links, and nothing that an extension could make of it.
    """
    texts = chain(
        values_of(registry, Role.INLINE_MARKDOWN),
        _cell_values(registry, tables, lambda kind, value: kind.texts(value)),
        _notes(registry, tables),
    )
    return [(path, stripped) for path, text in texts if not is_plain(stripped := text.strip())]


def _cell_values(
    registry: Registry, tables: Tables, values: Callable[[ColumnType, Value], Iterable[str]]
) -> Iterator[tuple[KeyPath, str]]:
    """The texts or URLs in the known values of the registry's own rows; `values` gives those of one value."""
    for path, table in _own_tables(registry, tables):
        for column_id, column in table.columns.items():
            kind = column.kind
            for row in table.rows:
                if (value := row.cells[column_id]) is not None:
                    for found in values(kind, value):
                        long_form: KeyPath = ("value",) if column_id in row.notes else ()
                        yield (*path, "rows", row.id, column_id, *long_form), found


def _notes(registry: Registry, tables: Tables) -> Iterator[tuple[KeyPath, str]]:
    for path, table in _own_tables(registry, tables):
        for row in table.rows:
            for column_id, note in row.notes.items():
                if note.text is not None:
                    yield (*path, "rows", row.id, column_id, "note"), note.text


def _own_tables(registry: Registry, tables: Tables) -> Iterator[tuple[KeyPath, Table]]:
    """The tables whose rows are in the registry itself, each with its comparison's path."""
    for (area_id, comparison_id), table in tables.items():
        if registry.areas[area_id].comparisons[comparison_id].rows is not None:
            yield ("areas", area_id, "comparisons", comparison_id), table
