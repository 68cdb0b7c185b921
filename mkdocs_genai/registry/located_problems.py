"""The problems of a registry that are told, with their positions, in order: without those that only follow from others.

Not in here: the place of a value (`origins`, `document`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from yaml import MappingNode

from ..problems import KeyPath, Position, Problem
from .layers import Content
from .model import Area, Course, RegistryFile
from .origins import Origins

_REFUSED = ("GA002", "GA004", "GA005", "GA009")
"""Codes of mistakes in a single value."""


def located_problems(found: Iterable[Problem], content: Content, *, in_layers: bool) -> list[Problem]:
    """Problems with their positions, without those at entries whose meaning is not known."""
    known = [item for item in found if item.is_located or item.path not in content.doubtful]
    known = [item for item in known if not _lacks_what_is_doubled(item, content.doubled)]
    if in_layers:
        # What a layer adds to an unreadable one may be complete together with it.
        known = [item for item in known if item.is_located or not is_within(item.path, content.unread)]
    return [item if item.is_located else content.sources.problem(item) for item in known]


def independent_problems(located: Sequence[Problem], of_files: Sequence[Problem], sources: Origins) -> list[Problem]:
    """The problems of validation and checks that do not only follow from what is wrong with the YAML (`of_files`)."""
    # A value that YAML refused is missing, which is not a problem of its own.
    refused = {problem for problem in (*of_files, *located) if problem.where and problem.code in _REFUSED}
    known = {(problem.position.file, problem.where) for problem in refused}
    return [
        problem
        for problem in _without_guesses(_without_doubtful(located, sources), sources)
        if problem in refused or (problem.position.file, problem.where) not in known
    ]


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of files and lines; one that an alias repeats elsewhere is listed once."""
    unique: dict[tuple[Position, str, str], Problem] = {}
    for problem in problems:
        unique.setdefault((problem.position, problem.code, problem.message), problem)
    return sorted(unique.values())


def is_within(path: KeyPath, outer: Collection[KeyPath]) -> bool:
    """Whether a path is one of some others, or inside of what one of them leads to."""
    return any(path[:length] in outer for length in range(len(path) + 1))


def _lacks_what_is_doubled(problem: Problem, doubled: Collection[KeyPath]) -> bool:
    """Whether an entry lacks a key that the entry beside it has twice, so that one of the two belongs to it."""
    return any(problem.path[:-1] == path[:-2] and problem.lacks == path[-1] for path in doubled)


def _without_doubtful(found: Iterable[Problem], sources: Origins) -> list[Problem]:
    """Problems, without those on lines whose meaning is not known."""
    doubtful = {
        (origin.document.file, number + 1) for origin in sources.origins.values() for number in origin.document.doubtful
    }
    return [problem for problem in found if (problem.position.file, problem.position.line) not in doubtful]


def _without_guesses(found: Iterable[Problem], sources: Origins) -> list[Problem]:
    """Problems, without unknown keys of a file that is not valid YAML and has none of a registry's keys: it may be anything."""
    known = {*RegistryFile.model_fields, *Area.model_fields, *Course.model_fields}
    unknown = set()
    for document in {id(origin.document): origin.document for origin in sources.origins.values()}.values():
        is_broken = any(problem.code == "GA002" for problem in document.problems)
        if is_broken and isinstance(document.root, MappingNode):
            keys = {str(key.value) for key, _ in document.root.value}
            unknown |= {document.file} if keys.isdisjoint(known) else set()
    return [item for item in found if item.position.file not in unknown or item.code not in ("GA010", "GA011")]
