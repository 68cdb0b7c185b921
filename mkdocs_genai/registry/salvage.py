"""Validates a registry, and salvages what is sound of a broken one, so that one run finds the mistakes behind the first ones.

One fault gives one mistake: what only follows from another one is left out.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .messages import Mistake, glued_key, mistake_of
from .problems import Path, nearest
from .shape import Model, absent_keys, is_required, known_keys, takes_entries, type_at, value_at

_ABOUT_SEVERAL_KEYS = ("GA011", "GA027")
"""Mistakes of an entry as a whole: keys that contradict, or none of several where one is needed."""


def validate_registry(
    model: Model, value: dict[str, Any], written: Callable[[Path], str | None]
) -> tuple[BaseModel | None, list[Mistake], set[Path]]:
    """Validate, and salvage what is sound.

    Gives the model of what is sound (None when nothing is), every mistake, and the paths that had to be taken out or
    filled in, whose absence later checks must not complain about.
    """
    mistakes: list[Mistake] = []
    pruned: set[Path] = set()
    reported: set[tuple[Path, str]] = set()
    for _ in range(20):
        try:
            return model.model_validate(value), mistakes, pruned
        except ValidationError as error:
            details = error.errors(include_url=False)
        for detail in details:
            mistake = mistake_of(model, detail, value, written)
            if _follows(detail, details, pruned) or _belongs_above(model, detail, value):
                continue
            if (mistake.path, mistake.code) not in reported:
                reported.add((mistake.path, mistake.code))
                mistakes.append(mistake)
        if not pruned:
            value = copy.deepcopy(value)
        for detail in details:
            _prune(value, detail, pruned, model)
    return None, mistakes, pruned


def _follows(detail: ErrorDetails, details: list[ErrorDetails], pruned: set[Path]) -> bool:
    """Whether a mistake only follows from another one: a key missed because it is misspelt, or because it was taken out."""
    loc = detail["loc"]
    if detail["type"] == "missing":
        beside = [_word(other) for other in details if other["type"] == "extra_forbidden" and other["loc"][:-1] == loc[:-1]]
        missing = [str(other["loc"][-1]) for other in details if other["type"] == "missing" and other["loc"][:-1] == loc[:-1]]
        return any(nearest(name, missing) == loc[-1] for name in beside)
    return detail["type"] in (*_ABOUT_SEVERAL_KEYS, "too_short") and any(path[:-1] == loc for path in pruned)


def _word(detail: ErrorDetails) -> str:
    key = str(detail["loc"][-1])
    return glued_key(key) or key


def _belongs_above(model: Model, detail: ErrorDetails, root: dict[str, Any]) -> bool:
    """Whether an unknown key is an entry of the empty mapping above it, which only lacks its indentation."""
    if detail["type"] != "extra_forbidden":
        return False
    parent, key = detail["loc"][:-1], str(detail["loc"][-1])
    siblings = list(value_at(root, parent) or {})
    known = known_keys(model, parent)
    above = next((name for name in reversed(siblings[: siblings.index(key)]) if name in known), None)
    return above is not None and value_at(root, (*parent, above)) is None and takes_entries(type_at(model, (*parent, above)))


def _prune(value: dict[str, Any], detail: ErrorDetails, pruned: set[Path], model: Model) -> None:
    """Take the faulty part out of `value`, or put a stand-in there, so that the rest validates."""
    loc = detail["loc"]
    path: Path = loc[:-1] if loc[-1:] == ("[key]",) else loc
    if not path:
        value.clear()
        return
    pruned.add(path)
    if detail["type"] == "extra_forbidden" and (meant := nearest(_word(detail), absent_keys(model, value, path[:-1]))):
        pruned.add((*path[:-1], meant))  # what is missed there only follows from the misspelt key
    parent, key = value_at(value, path[:-1]), path[-1]
    if isinstance(parent, list) and isinstance(key, int):
        # The list keeps its length, so that the positions of the items behind stay true.
        parent[key] = _LIST_STAND_INS.get(str(path[-2]), "-")
    elif isinstance(parent, dict):
        entry = parent.get(str(key))
        if detail["type"] in _ABOUT_SEVERAL_KEYS and isinstance(entry, dict):
            _settle(entry)
        elif detail["type"] == "missing" or is_required(model, path):
            parent[str(key)] = _STAND_INS.get(str(key), "-")
        else:
            parent.pop(str(key), None)


_STAND_INS: dict[str, Any] = {"columns": {"-": "-"}, "nodes": {"-": "-"}}
"""What stands in for a required value that is missing or wrong; "-" elsewhere."""

_LIST_STAND_INS: dict[str, Any] = {
    "sources": "https://stand-in.invalid",
    "edges": "x --> x",
    "links": {"label": "-", "url": "#"},
}
"""What stands in for a wrong item of a list; "-" elsewhere."""


def _settle(entry: dict[str, Any]) -> None:
    """End a contradiction between keys in favor of the first of them."""
    for loser in ("url", "rows_from", "unit", "max", "status", "area"):
        if loser in entry:
            del entry[loser]
            return
    entry["rows"] = {}
