"""Validates a registry, and keeps the valid part of a broken one, so that one run also finds problems that others hide.

One mistake gives one problem: errors that only follow from another one are left out.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..columns import COLUMN_TYPES, ColumnTypes
from ..problems import KeyPath, Problem
from ..suggestions import glued_key, meant_or_nearest
from .model import RegistryFile, registry_model
from .model_paths import Model, absent_keys, is_required, known_keys, takes_entries, type_at, value_at
from .validation_messages import problem_of

_ValidModel = TypeVar("_ValidModel", bound=BaseModel)

_MOST_PASSES = 20
"""The most validations of a value: each pass takes out the faulty parts, so that the next finds the errors that they hid."""
_NAMED = 5
"""The most keys of an entry that a message names."""

_ABOUT_SEVERAL_KEYS = ("GA011", "GA027")
"""The codes of problems of an entry as a whole: keys that contradict each other, or none of several where one is due."""


def validate_registry(
    value: dict[str, Any], written: Callable[[KeyPath], str | None], types: ColumnTypes = COLUMN_TYPES
) -> tuple[RegistryFile, list[Problem], set[KeyPath]]:
    """Validate a registry whose columns may be of these types, and keep the valid part: see `validate`."""
    found, problems, pruned = validate(registry_model(types), value, written)
    return found or RegistryFile(), problems, pruned


def validate(
    model: type[_ValidModel], value: dict[str, Any], written: Callable[[KeyPath], str | None]
) -> tuple[_ValidModel | None, list[Problem], set[KeyPath]]:
    """Validate, and keep the valid part.

    Returns the valid part in its model (None if nothing is valid), every problem, and the paths that were removed or filled in,
    whose absence later checks must not report.
    """
    problems: list[Problem] = []
    pruned: set[KeyPath] = set()
    reported: set[tuple[KeyPath, str]] = set()
    for _ in range(_MOST_PASSES):
        try:
            return model.model_validate(value), problems, pruned
        except ValidationError as error:
            errors = _errors(model, error, value)
        problems += [problem for problem in errors.of_entries if problem.path not in pruned]
        removed_from = {path[:-1] for path in pruned}
        for detail in errors.details:
            problem = problem_of(model, detail, value, written)
            if not errors.is_explained(detail, removed_from) and (problem.path, problem.code) not in reported:
                reported.add((problem.path, problem.code))
                problems.append(problem)
        if not pruned:
            value = copy.deepcopy(value)
        for detail in errors.details:
            pruned |= _prune(value, detail, model)
        pruned |= errors.faulty_entries
    return None, problems, pruned


class _Errors(NamedTuple):
    """The errors of one pass, and the reasons that several of them have in common."""

    details: list[ErrorDetails]
    by_mapping: dict[KeyPath, list[ErrorDetails]]
    """The errors of the keys of a mapping, by its path."""
    unindented: set[KeyPath]
    """Unknown keys that are entries of the empty mapping above them, and only lack their indentation."""
    of_entries: list[Problem]
    """The problems of entries that are wrong as a whole, whose keys are not reported one by one."""
    faulty_entries: set[KeyPath]
    """The paths of these entries."""

    def is_explained(self, detail: ErrorDetails, removed_from: set[KeyPath]) -> bool:
        """Whether an error only follows from a reported one, or from what was removed from the mapping or list at its path."""
        kind, path = detail["type"], detail["loc"]
        mapping = path[:-1]
        if kind == "missing" and _is_misspelt(detail, self.by_mapping[mapping]):
            return True
        if kind == "extra_forbidden" and path in self.unindented:
            return True
        if kind in ("extra_forbidden", "missing") and mapping in self.faulty_entries:
            return True
        return kind in (*_ABOUT_SEVERAL_KEYS, "too_short") and path in removed_from


def _errors(model: Model, error: ValidationError, value: dict[str, Any]) -> _Errors:
    details = [_at_short_form(detail, value) for detail in error.errors(include_url=False)]
    by_mapping: dict[KeyPath, list[ErrorDetails]] = {}
    for detail in details:
        by_mapping.setdefault(detail["loc"][:-1], []).append(detail)
    stray = sorted(_stray_entries(model, by_mapping, value), key=str)
    misplaced = _entries_of_other_sections(model, by_mapping, value)
    of_entries = [_stray(model, path, value) for path in stray]
    of_entries += [_misplaced(path, section, value) for path, section in misplaced.items()]
    faulty_entries = {*stray, *misplaced}
    return _Errors(details, by_mapping, _unindented_entries(model, details, value), of_entries, faulty_entries)


def _at_short_form(detail: ErrorDetails, value: dict[str, Any]) -> ErrorDetails:
    """The error of a text that stands for an entry is at that text, not at a key that nobody has written."""
    loc = detail["loc"]
    is_short = loc[-1:] != ("[key]",) and isinstance(value_at(value, loc[:-1]), str)
    return {**detail, "loc": loc[:-1]} if is_short else detail


def _is_misspelt(missing: ErrorDetails, beside: list[ErrorDetails]) -> bool:
    """Whether a key is missing because it is misspelt; `beside` are the errors in the same mapping."""
    unknown_keys = [_word(other) for other in beside if other["type"] == "extra_forbidden"]
    missing_keys = [str(other["loc"][-1]) for other in beside if other["type"] == "missing"]
    return any(meant_or_nearest(key, missing_keys) == missing["loc"][-1] for key in unknown_keys)


def _word(detail: ErrorDetails) -> str:
    key = str(detail["loc"][-1])
    return glued_key(key) or (key.partition(" ")[0] if detail["input"] is None else key)


def _unindented_entries(model: Model, details: list[ErrorDetails], root: dict[str, Any]) -> set[KeyPath]:
    """Unknown keys that are entries of the empty mapping above them, and only lack their indentation."""
    found: set[KeyPath] = set()
    for parent in {detail["loc"][:-1] for detail in details if detail["type"] == "extra_forbidden"}:
        known, above = known_keys(model, parent), None
        for key, entry in (value_at(root, parent) or {}).items():
            if key in known:
                above = key if entry is None and takes_entries(type_at(model, (*parent, key))) else None
            elif above is not None:
                found.add((*parent, key))
    return found


def _stray_entries(model: Model, by_mapping: Mapping[KeyPath, list[ErrorDetails]], root: dict[str, Any]) -> set[KeyPath]:
    """Entries with several keys, all unknown: the whole entry belongs elsewhere, and its keys are not reported one by one."""
    found: set[KeyPath] = set()
    for place, details in by_mapping.items():
        entry = value_at(root, place)
        unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
        if (
            len(place) < 3
            or len(unknown) < 2
            or len(unknown) < len(entry or ())
            or get_origin(type_at(model, place[:-1])) is not dict
        ):
            continue
        known = known_keys(model, place)
        if 2 * sum(meant_or_nearest(_word(detail), known) is not None for detail in unknown) < len(unknown):
            found.add(place)
    return found


def _entries_of_other_sections(
    model: Model, by_mapping: Mapping[KeyPath, list[ErrorDetails]], root: dict[str, Any]
) -> dict[KeyPath, str]:
    """Entries whose keys are those of another section's entries, such as a diagram below `comparisons`, by their paths."""
    found: dict[KeyPath, str] = {}
    for place in by_mapping:
        entry = value_at(root, place)
        if len(place) < 2 or not isinstance(entry, dict) or entry.keys() <= set(known_keys(model, place)):
            continue
        for section in known_keys(model, place[:-2]):
            keys = known_keys(model, (*place[:-2], section, place[-1]))
            required = [key for key in keys if is_required(model, (*place[:-2], section, place[-1], key))]
            if len(entry) > 1 and entry.keys() <= set(keys) and entry.keys() >= set(required):
                found[place] = section
    return found


def _misplaced(place: KeyPath, section: str, root: dict[str, Any]) -> Problem:
    keys = ", ".join(list(value_at(root, place))[:_NAMED])
    message = f"its keys ({keys}) are those of an entry of `{section}`; put it below a line `{section}:`"
    return Problem.at(place, "GA010", message, at_key=True)


def _stray(model: Model, place: KeyPath, root: dict[str, Any]) -> Problem:
    """The problem of an entry none of whose keys is known in its place."""
    keys = ", ".join(list(value_at(root, place))[:_NAMED])
    known = ", ".join(known_keys(model, place))
    message = (
        f"none of its keys ({keys}) is known here; is it in the right place, and indented as it should be? available: {known}"
    )
    return Problem.at(place, "GA010", message, at_key=True)


def _prune(value: dict[str, Any], detail: ErrorDetails, model: Model) -> set[KeyPath]:
    """Take the faulty part out of `value`, or put a stand-in there, so that the rest validates; gives the paths of both."""
    loc = detail["loc"]
    path: KeyPath = loc[:-1] if loc[-1:] == ("[key]",) else loc
    if not path:
        value.clear()
        return set()
    pruned = {path}
    if detail["type"] == "extra_forbidden" and (
        key_meant := meant_or_nearest(_word(detail), absent_keys(model, value, path[:-1]))
    ):
        pruned.add((*path[:-1], key_meant))  # that this key is missing only follows from the misspelt one
    parent, key = value_at(value, path[:-1]), path[-1]
    if isinstance(parent, list) and isinstance(key, int):
        # The list keeps its length, so that the indexes of later items stay right.
        parent[key] = _stand_in(type_at(model, path[:-2]), str(path[-2]), is_item=True)
    elif isinstance(parent, dict):
        entry, repair = parent.get(str(key)), detail.get("ctx", {}).get("repair")
        if repair and isinstance(entry, dict):
            _repair(entry, repair)
        elif detail["type"] == "missing" or is_required(model, path):
            parent[str(key)] = _stand_in(type_at(model, path[:-1]), str(key), is_item=False)
        else:
            parent.pop(str(key), None)
    return pruned


_STAND_INS = ("-", "https://stand-in.invalid", "x --> x", {"-": "-"}, {"label": "-", "url": "#"})
"""One of them is valid wherever a model has a required key or a list, as a test says."""


@cache
def _stand_in(model: Model, key: str, *, is_item: bool) -> Any:
    """The stand-in for a required value that is missing or wrong, or for a wrong item of a list."""
    takes = TypeAdapter(get_args(type_at(model, (key,)))[0] if is_item else model.model_fields[key].rebuild_annotation())

    def is_valid(candidate: Any) -> bool:
        try:
            takes.validate_python(candidate)
        except ValidationError:
            return False
        return True

    return next(filter(is_valid, _STAND_INS))


def _repair(entry: dict[str, Any], repair: dict[str, Any]) -> None:
    """Take keys out of an entry, or put some in, so that it does not contradict itself."""
    for key, value in repair.items():
        if value is None:
            entry.pop(key)
        else:
            entry[key] = value
