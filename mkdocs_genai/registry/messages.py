"""pydantic's complaints as problems in an author's words, at the right place, with what is allowed.

Also salvages what is sound of a broken registry, so that one run finds the mistakes that lie behind the first ones.
"""

from __future__ import annotations

import copy
import datetime
import types
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .problems import Path, did_you_mean, nearest
from .source import Scalar

KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "yes or no"),
    (str, "a text"),
    ((int, float), "a number"),
    (datetime.date, "a date"),
    (list, "a list"),
    (dict, "a mapping"),
)
"""What each kind of YAML value is called; bool before int, which it is a kind of."""

_EXPECTED = {
    "string_type": "a text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "date_type": "a date such as 2026-11-01",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping (`key: value` lines)",
    "model_type": "a mapping (`key: value` lines)",
    "model_attributes_type": "a mapping (`key: value` lines)",
}


class Mistake(NamedTuple):
    """A mistake before it has a position; `at_key` marks the key, not the value."""

    path: Path
    code: str
    message: str
    at_key: bool = False


def describe(value: Any) -> str:
    """A value as a message names it: `the number 42`, `a list`."""
    if value is None:
        return "nothing"
    kind = next((name for kinds, name in KINDS if isinstance(value, kinds)), "something else")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        shown = value if len(value) <= 40 else value[:39] + "…"
        return f"the text '{shown}'"
    if isinstance(value, int | float | datetime.date):
        return f"the {kind.removeprefix('a ')} {value}"
    return kind


def text_trap(value: Scalar, written: str | None) -> str:
    """Why a text that is not in quotes became something else, and the cure."""
    as_written = str(value) if written is None else written
    if as_written == str(value) or (isinstance(value, bool) and as_written in ("true", "false")):
        return f'expected a text, found {describe(value)}; put it in quotes if a text is meant: "{as_written}"'
    return f'expected a text; YAML reads {as_written} as {describe(value)}, so put it in quotes: "{as_written}"'


def validate_registry(
    model: type[BaseModel], value: dict[str, Any], written: Callable[[Path], str | None]
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
            mistake = _mistake(model, detail, value, written)
            if _follows(detail, details, pruned):
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
        beside = [
            str(other["loc"][-1]) for other in details if other["type"] == "extra_forbidden" and other["loc"][:-1] == loc[:-1]
        ]
        missing = [str(other["loc"][-1]) for other in details if other["type"] == "missing" and other["loc"][:-1] == loc[:-1]]
        return any(nearest(name, missing) == loc[-1] for name in beside)
    return detail["type"] == "GA027" and any(path[:-1] == loc for path in pruned)


def _mistake(
    model: type[BaseModel], detail: ErrorDetails, root: dict[str, Any], written: Callable[[Path], str | None]
) -> Mistake:
    kind, value = detail["type"], detail["input"]
    at_key = detail["loc"][-1:] == ("[key]",)
    path = detail["loc"][:-1] if at_key else detail["loc"]
    name = str(path[-1]) if path else ""
    if kind.startswith("GA"):
        return Mistake(path, kind, detail["msg"], at_key)
    if kind == "extra_forbidden":
        known = _known_keys(model, path[:-1])
        present = _at(root, path[:-1])
        missing = [key for key in known if not isinstance(present, dict) or key not in present]
        return Mistake(path, "GA010", f"unknown key{did_you_mean(name, missing or known)}", True)
    if kind == "missing":
        return Mistake(path[:-1], "GA011", f"the key '{name}' is missing", True)
    if kind == "literal_error":
        allowed = _allowed(model, path)
        suffix = did_you_mean(str(value), allowed, limit=0)
        listed = ", ".join(allowed)
        if isinstance(value, bool | int | float):
            return Mistake(path, "GA012", f"expected one of {listed}; found {describe(value)}")
        return Mistake(path, "GA014", f"'{value}' is not allowed here; expected one of {listed}{suffix}")
    if kind == "string_type" and isinstance(value, bool | int | float | datetime.date):
        return Mistake(path, "GA013", text_trap(value, written(path)))
    if kind == "too_short":
        return Mistake(path, "GA016", "is empty", True)
    if kind == "string_too_short":
        return Mistake(path, "GA016", "is empty")
    if kind in ("greater_than_equal", "less_than_equal"):
        return Mistake(path, "GA014", f"expected {_range(detail)}, found {describe(value)}")
    if value is None:
        return Mistake(path, "GA016", f"has no value; expected {_EXPECTED.get(kind, 'one')}", True)
    return Mistake(path, "GA012", f"expected {_EXPECTED.get(kind, 'another value')}, found {describe(value)}")


def _range(detail: ErrorDetails) -> str:
    limits = detail.get("ctx", {})
    return f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"


def _prune(value: dict[str, Any], detail: ErrorDetails, pruned: set[Path], model: type[BaseModel]) -> None:
    """Take the faulty part out of `value`, or put a stand-in there, so that the rest validates."""
    loc = detail["loc"]
    path: Path = loc[:-1] if loc[-1:] == ("[key]",) else loc
    if not path:
        value.clear()
        return
    pruned.add(path)
    parent, key = _at(value, path[:-1]), path[-1]
    if isinstance(parent, list) and isinstance(key, int):
        # The list keeps its length, so that the positions of the items behind stay true.
        parent[key] = _LIST_STAND_INS.get(str(path[-2]), "-")
    elif isinstance(parent, dict):
        entry = parent.get(str(key))
        if detail["type"] == "GA027" and isinstance(entry, dict):
            _settle(entry)
        elif detail["type"] == "missing" or _required(model, path):
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


def _at(value: Any, path: Path) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _annotation(model: type[BaseModel], path: Path) -> Any:
    """The type that the model has at a path: through fields, mappings' values and lists' items."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            if step not in current.model_fields:
                return None
            current = current.model_fields[str(step)].annotation
        elif get_origin(current) is dict:
            current = get_args(current)[1]
        elif get_origin(current) is tuple:
            current = get_args(current)[0]
        current = _plain(current)
    return current


def _plain(annotation: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation


def _known_keys(model: type[BaseModel], path: Path) -> list[str]:
    annotation = _annotation(model, path)
    return list(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


def _required(model: type[BaseModel], path: Path) -> bool:
    annotation = _annotation(model, path[:-1])
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return False
    field = annotation.model_fields.get(str(path[-1]))
    return field is not None and field.is_required()


def _allowed(model: type[BaseModel], path: Path) -> list[str]:
    annotation = _annotation(model, path)
    return [str(value) for value in _literals(annotation)]


def _literals(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
