"""Turns the problems of many references to one missing entry into one: where its id is misspelt, or at the first reference.

An entry that no reference names, and whose id is nearly the one that they name, is the one that is meant. With a single
reference, either of the two may be misspelt: then the entry's title or page decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..identifiers import proposed_id
from ..problems import KeyPath, Problem
from ..suggestions import nearest
from .model import Registry
from .model_paths import ENTRY_KINDS
from .references import Resolved, reference_parts

_PLACES = 3


def missing_path(registry: Registry, kind: str, reference: str, home: str | None) -> KeyPath:
    """The path of the missing entry of this course that a reference names; empty if the reference has no valid form."""
    if kind == "term":  # it may be in any file
        return ()
    parts = reference_parts(kind, reference, home)
    steps = {"area": ("areas",), "topic": ("areas", "topics"), "row": ("areas", "comparisons", "rows")}[kind]
    if ":" in reference or len(parts) != len(steps) or not all(parts):
        return ()
    path: KeyPath = ()
    for step, name in zip(steps, parts, strict=True):
        names = _entries(registry, (*path, step))
        path = (*path, step, name)
        if name not in names:
            return path
    return ()


def path_of(entry: Resolved) -> KeyPath:
    """The path of an entry of this course; empty for another's."""
    if entry.course or entry.kind == "term":
        return ()
    steps = {"topic": ("topics", entry.topic), "row": ("comparisons", entry.comparison, "rows", entry.row)}
    return ("areas", entry.area, *steps.get(entry.kind, ()))


def one_problem_an_entry(
    registry: Registry, problems: Iterable[Problem], named: Collection[KeyPath], locate: Callable[[Problem], Problem]
) -> list[Problem]:
    """Problems with one for each entry that is missing; `named` are the paths of entries that references name rightly."""
    found: list[Problem] = []
    missing: dict[KeyPath, list[Problem]] = {}
    for problem in problems:
        if problem.missing:
            missing.setdefault(problem.missing, []).append(problem)
        else:
            found.append(problem)
    unnamed: dict[KeyPath, dict[str, object]] = {}
    for path in {path[:-1] for path in missing}:
        unnamed[path] = {name: entry for name, entry in _entries(registry, path).items() if (*path, name) not in named}
    for path, references in missing.items():
        misspelt = _misspelt(unnamed[path[:-1]], path, len(references))
        if misspelt is not None:
            found.append(locate(_at_id(misspelt, path, references)))
        else:
            others = f"; so it is in {_places(references[1:])}" if references[1:] else ""
            awaits = all(problem.awaits_files for problem in references)
            found.append(replace(references[0], message=references[0].message + others, awaits_files=awaits))
    return found


def _misspelt(entries: Mapping[str, object], missing: KeyPath, references: int) -> KeyPath | None:
    """The one of `entries`, which no reference names by its own id, that references to a missing one mean."""
    within, name = missing[:-1], str(missing[-1])
    near = nearest(name, entries)
    if near is None or (references < 2 and name not in _other_names(entries[near])):
        return None
    return (*within, near)


def _other_names(entry: object) -> set[str]:
    """The ids that would fit an entry's title or label, and its page."""
    title = getattr(entry, "title", None) or getattr(entry, "label", None)
    page = getattr(entry, "page", None) or ""
    folder, _, file = page.removesuffix(".md").rpartition("/")
    return {proposed_id(title or ""), proposed_id(file), proposed_id(folder.rpartition("/")[2])} - {""}


def _at_id(misspelt: KeyPath, missing: KeyPath, references: Sequence[Problem]) -> Problem:
    """The problem at the misspelt id."""
    name, kind = missing[-1], ENTRY_KINDS[str(missing[-2])]
    message = f"no {kind} is called '{name}', which is named in {_places(references)}; did you mean to call this one '{name}'?"
    return Problem.at(misspelt, references[0].code, message, at_key=True, severity=references[0].severity)


def _places(references: Sequence[Problem]) -> str:
    places = list(dict.fromkeys(f"{problem.position.file}:{problem.position.line}" for problem in sorted(references)))
    return ", ".join(places[:_PLACES]) + (f" and {len(places) - _PLACES} more" if len(places) > _PLACES else "")


def _entries(registry: Registry, path: KeyPath) -> dict[str, object]:
    """The entries with an id at a path, such as the topics of an area."""
    value: object = registry
    for step in path:
        value = value.get(step) if isinstance(value, dict) else getattr(value, str(step), None)
    return value if isinstance(value, dict) else {}
