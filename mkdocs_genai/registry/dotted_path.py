"""Dotted paths such as `cost.amount` and `categories.*.items`: the value of a record's field, and the records of a file.

`*` goes through a list or a mapping; a list is gone through without it, too. A key that itself has dots or spaces is
found as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..problems import KeyPath

_LONGEST_INDEX = 9


class Found(NamedTuple):
    """A value that a dotted path leads to."""

    value: Any
    path: KeyPath
    key: str | None = None
    """The key in the innermost mapping that the path went through."""
    items_of: KeyPath | None = None
    """The path of the list or mapping of which this is one of several items; None if this is the only value."""


class Picked(NamedTuple):
    """The value of a field, and its path; the values of several items are a list, at the path of the items' list."""

    value: Any = None
    path: KeyPath = ()
    paths: tuple[KeyPath, ...] | None = None
    """Where each item of such a list is; None where items are below the path."""

    def path_of(self, steps: Sequence[int]) -> KeyPath:
        """The path of the value, or of an item in it."""
        return (*self.path, *steps) if self.paths is None or not steps else (*self.paths[steps[0]], *steps[1:])


NOTHING = Picked()


def pick(value: Any, steps: str) -> Picked:
    """The value at a dotted path."""
    if isinstance(value, dict) and steps in value:
        return Picked(value[steps], (steps,))
    found = find(value, steps)
    if not found:
        return NOTHING
    if found[0].items_of is None:
        return Picked(found[0].value, found[0].path)
    known = [each for end in found for each in (items(end) if isinstance(end.value, list) else [end]) if each.value is not None]
    return Picked([each.value for each in known], found[0].items_of, tuple(each.path for each in known))


def find(value: Any, steps: str | None) -> list[Found]:
    """The values to which a dotted path leads; without a path, the value itself."""
    return list(_walk(Found(value, ()), steps.split(".") if steps else []))


def items(found: Found) -> Iterator[Found]:
    """The items of a list, including those of lists inside it, or the values of a mapping."""
    for item in _children(found):
        if isinstance(item.value, list) and isinstance(found.value, list):
            yield from items(item)
        else:
            yield item


def where_it_ends(value: Any, steps: str) -> tuple[str, list[str]]:
    """The step at which a dotted path stops matching, and the keys that are there."""
    parts = steps.split(".")
    ways = ((parts[length], find(value, ".".join(parts[:length]))) for length in reversed(range(len(parts))))
    step, found = next((step, found) for step, found in ways if found)  # a path without steps leads to the value itself
    keys = {str(key): None for each in found if isinstance(each.value, dict) for key in each.value}
    return step, list(keys)


def _walk(found: Found, parts: Sequence[str]) -> Iterator[Found]:
    """Follow the steps of a path from a value. Goes only as deep as values are nested."""
    value = found.value
    if not parts or (parts == ["*"] and isinstance(value, list)):
        yield found
    elif isinstance(value, list) and parts[0].isdecimal() and len(parts[0]) <= _LONGEST_INDEX:
        index = int(parts[0])
        if index < len(value):
            yield from _walk(found._replace(value=value[index], path=(*found.path, index)), parts[1:])
    elif isinstance(value, list) or (isinstance(value, dict) and parts[0] == "*"):
        rest = parts[1:] if parts[0] == "*" else parts
        for item in _children(found):
            yield from _walk(item, rest)
    elif isinstance(value, dict) and (length := _key_length(value, parts)):
        key = ".".join(parts[:length])
        yield from _walk(found._replace(value=value[key], path=(*found.path, key)), parts[length:])


def _key_length(value: dict[str, Any], parts: Sequence[str]) -> int:
    """How many steps of a path make a key of a mapping: all, or one, or as many as a key with dots has; 0 if none do."""
    whole = ".".join(parts)
    if whole in value:
        return len(parts)
    if parts[0] in value:
        return 1
    return max((key.count(".") + 1 for key in value if "." in key and whole.startswith(f"{key}.")), default=0)


def _children(found: Found) -> Iterator[Found]:
    """The items of a list, or the values of a mapping with their keys."""
    around = found.path if found.items_of is None else found.items_of
    if isinstance(found.value, dict):
        for key, item in found.value.items():
            yield Found(item, (*found.path, key), key, around)
    else:
        for index, item in enumerate(found.value):
            yield Found(item, (*found.path, index), found.key, around)
