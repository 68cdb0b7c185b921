"""Turns pydantic's errors into problems that authors understand, at the right path, with what is allowed.

Not in here: which of them are reported (`validate`).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ..identifiers import proposed_id
from ..problems import KeyPath, Problem
from ..suggestions import describe, did_you_mean, glued_key, missing_space, nearest, text_trap
from .model_paths import Model, absent_keys, allowed_values, known_keys, short_form_at, takes_entries, type_at, value_at

_KEYS = 20
"""The most keys that are listed if none is similar."""
_LONGEST_QUOTED = 40
"""The most characters of a text that is quoted in a cure."""

_EXPECTED = {
    "string_type": "text",
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


def problem_of(model: Model, detail: ErrorDetails, root: dict[str, Any], written: Callable[[KeyPath], str | None]) -> Problem:
    """The problem for one of pydantic's errors about `root`."""
    kind, value = detail["type"], detail["input"]
    at_key = detail["loc"][-1:] == ("[key]",)
    path = detail["loc"][:-1] if at_key else detail["loc"]
    name = str(path[-1]) if path else ""
    if kind.startswith("GA"):
        message = detail["msg"] + (_as_field(root, path) if kind == "GA015" and at_key else "")
        lacks = next(iter(detail["ctx"]["repair"] or ()), "") if kind == "GA011" else ""
        return Problem.at(path, kind, message, at_key=at_key, lacks=lacks)
    if kind == "extra_forbidden":
        return Problem.at(path, "GA010", f"unknown key{_known_key(model, root, path, value)}", at_key=True)
    if kind == "missing":
        return Problem.at(path[:-1], "GA011", f"the key '{name}' is missing", at_key=True, lacks=name)
    if kind == "literal_error":
        allowed = allowed_values(model, path)
        suffix = did_you_mean(str(value), allowed, limit=0)
        listed = ", ".join(allowed)
        if isinstance(value, bool | int | float):
            return Problem.at(path, "GA012", f"expected one of {listed}; found {describe(value)}")
        return Problem.at(path, "GA014", f"'{value}' is not allowed here; expected one of {listed}{suffix}")
    if kind == "string_type" and isinstance(value, bool | int | float | datetime.date):
        return Problem.at(path, "GA013", text_trap(value, written(path)))
    if kind == "too_short":
        return Problem.at(path, "GA016", "is empty", at_key=True)
    if kind in ("greater_than_equal", "less_than_equal"):
        return Problem.at(path, "GA014", f"expected {_range(detail)}, found {describe(value)}")
    expected = _kind_of(type_at(model, path)) if kind in ("no_value", "dict_type") else _EXPECTED.get(kind, "another value")
    if kind == "model_type" and (short := short_form_at(model, path)):
        expected = f"{short.words}, or a mapping with a `{short.key}`"
        if isinstance(value, bool | int | float | datetime.date):
            return Problem.at(path, "GA013", text_trap(value, written(path)))
    if value is None:
        unindented = "; indent the lines that belong to it" if _followed_by_unknown(model, root, path) else ""
        return Problem.at(path, "GA016", f"has no value; expected {expected}{unindented}", at_key=True)
    if path and (key := _dashed_key(type_at(model, path), value)):
        return Problem.at(
            (*path, 0), "GA012", f"expected {expected}, found a list; delete the dash or bracket in front of '{key}:'"
        )
    cure = _cure(kind, value) or ("" if len(path) < 3 else _as_entry(type_at(model, path), value))
    return Problem.at(path, "GA012", f"expected {expected}, found {describe(value)}{cure}")


def _known_key(model: Model, root: dict[str, Any], path: KeyPath, value: Any) -> str:
    """The hint for an unknown key with a value."""
    name = str(path[-1])
    if glued_key(name) is not None:
        return missing_space(name)
    every, known = known_keys(model, path[:-1]), absent_keys(model, root, path[:-1])
    if not known or (nearest(name, known) is None and nearest(name, every)):
        known = every  # a translation repeats a key of the course
    word, space, rest = name.partition(" ")
    if space and value is None and word in known:  # inside braces, YAML reads all of it as a key
        return f"; a colon is missing after '{word}': '{word}: {rest}'"
    return did_you_mean(name, known, limit=_KEYS)


def _as_field(root: dict[str, Any], path: KeyPath) -> str:
    """How a column gets the values of a field of another file, whose name is not a valid id."""
    comparison, column_id = value_at(root, path[:-2]), str(path[-1])
    if path[-2:-1] != ("columns",) or not isinstance(comparison, dict) or "rows_from" not in comparison:
        return ""
    return f", and beside its title `field: {column_id}`, if that is the name in the file"


def _as_entry(annotation: Any, value: Any) -> str:
    """How a text becomes an entry, or the first item of a list an entry with an id, where ids are due."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if isinstance(value, str) and "title" in annotation.model_fields and len(value) <= _LONGEST_QUOTED:
            return f"; write {{title: {value}}}"
        return ""
    if not _has_ids(annotation) or not isinstance(value, list) or not value:
        return ""
    first = value[0]
    texts = [text for text in first.values() if isinstance(text, str)] if isinstance(first, dict) else [first]
    name = str(texts[0]) if texts else ""
    entry_id = proposed_id(name)
    if not entry_id or len(name) > _LONGEST_QUOTED:
        return ""
    if isinstance(first, dict):
        return f"; instead of the dash, write an id and a colon on a line of its own above each entry, such as `{entry_id}:`"
    has_title = "title" in getattr(get_args(annotation)[1], "model_fields", {})
    entry = f"{{title: {name}}}" if has_title else name
    return f"; write each on a line of its own, with an id in front, such as `{entry_id}: {entry}`"


def _dashed_key(annotation: Any, value: Any) -> str | None:
    """The key or id after the dash that makes a mapping a list; None if the list has entries without ids, or other items."""
    if (
        not takes_entries(annotation)
        or not isinstance(value, list)
        or not all(isinstance(item, dict) and item for item in value)
    ):
        return None
    keys = [next(iter(item)) for item in value]
    below = [item[key] for item, key in zip(value, keys, strict=True)]
    if _has_ids(annotation):
        is_entry = keys[:1] and keys[0] in getattr(get_args(annotation)[1], "model_fields", {})
        if is_entry or not all(each is None or isinstance(each, dict) for each in below):
            return None
    is_single = len(value) == 1 or all(len(item) == 1 for item in value)
    return str(keys[0]) if is_single and len({*map(str, keys)}) == len(keys) > 0 else None


def _cure(kind: str, value: Any) -> str:
    """How a text becomes the expected value, if that is obvious."""
    if not isinstance(value, str) or len(value) > _LONGEST_QUOTED:
        return ""
    if kind == "tuple_type":
        return f"; write [{', '.join(re.split(' +- +', value))}]"
    if (kind == "int_type" and value.isdecimal()) or (kind == "bool_type" and value in ("true", "false")):
        return "; remove the quotes"
    return ""


def _followed_by_unknown(model: Model, root: dict[str, Any], path: KeyPath) -> bool:
    known = known_keys(model, path[:-1])
    # Where keys are ids, thousands of entries may lack a value.
    if not known or not takes_entries(type_at(model, path)):
        return False
    keys = iter(value_at(root, path[:-1]) or ())
    return path[-1] in keys and next(keys, path[-1]) not in known  # `in` consumes the items before it


def _has_ids(annotation: Any) -> bool:
    """Whether a type is a mapping whose keys are ids."""
    return get_origin(annotation) is dict and hasattr(get_args(annotation)[0], "__metadata__")


def _kind_of(annotation: Any) -> str:
    """What the value at a path may be, in words."""
    if _has_ids(annotation):
        return "a mapping with an id for each entry (`some-id: …`)"
    if takes_entries(annotation):
        return _EXPECTED["dict_type"]
    if get_origin(annotation) is Literal:
        return f"one of {', '.join(get_args(annotation))}"
    kinds: dict[Any, str] = {bool: "bool_type", int: "int_type", datetime.date: "date_type"}
    return _EXPECTED["list_type" if get_origin(annotation) is tuple else kinds.get(annotation, "string_type")]


def _range(detail: ErrorDetails) -> str:
    limits = detail.get("ctx", {})
    return f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
