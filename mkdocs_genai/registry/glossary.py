"""The terms of a whole course, and their problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from ..problems import KeyPath, Problem
from .model import Registry
from .references import awaits_area, resolve
from .terms import Term


class CourseTerm(NamedTuple):
    """A term and the area in whose file it is; empty for course.yml."""

    id: str
    area: str
    term: Term

    @property
    def home(self) -> str | None:
        """The area whose name references in its texts may leave out."""
        return self.area or None

    @property
    def path(self) -> KeyPath:
        """Where it is in the registry."""
        return ("areas", self.area, "terms", self.id) if self.area else ("course", "terms", self.id)


def course_terms(registry: Registry, area_id: str | None = None) -> Iterator[CourseTerm]:
    """The terms of an area, or all of the course, in the order of the registry."""
    if area_id is None:
        yield from (CourseTerm(term_id, "", term) for term_id, term in registry.course.terms.items())
    for each, area in registry.areas.items():
        if area_id in (None, each):
            yield from (CourseTerm(term_id, each, term) for term_id, term in area.terms.items())


def term_problems(registry: Registry, pruned: Collection[KeyPath]) -> Iterator[Problem]:
    """Terms whose id is taken, and topics of terms that do not exist. `pruned` has the paths that are reported already."""
    owners: dict[str, str] = {}
    for found in course_terms(registry):
        here = found.area or "course"
        first = owners.setdefault(found.id, here)
        if first != here:
            message = f"'{found.id}' is already a term of '{first}'; ids of terms are unique in the course"
            yield Problem.at(found.path, "GA014", message, at_key=True)
        path: KeyPath = (*found.path, "topic")
        reference = found.term.topic
        if reference is not None and path not in pruned:
            entry = resolve(registry, "topic", reference, found.home)
            if isinstance(entry, str):
                yield Problem.at(path, "GA021", entry, awaits_files=awaits_area(registry, f"topic:{reference}"))
