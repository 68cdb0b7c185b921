"""Finds all values of one role in a registry (pages, icons, URLs, texts) by the annotations of the models."""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ..fields import Role
from ..problems import KeyPath

_Shape = Literal["value", "entry", "several"]
"""How a field holds values of a role: it is one, it may be an entry with some, or it is a list or a mapping of these."""


def values_of(model: BaseModel, role: Role, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every value of that role in an entry and in the entries inside it, with its path, in the order of the fields."""
    for name, shape in _fields(type(model), role):
        found = getattr(model, name)
        if found is not None:
            yield from _values(found, shape, role, (*path, name))


def _values(found: Any, shape: _Shape, role: Role, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if shape == "value":
        yield path, found
    elif isinstance(found, BaseModel):
        yield from values_of(found, role, path)
    elif shape == "several":
        for step, item in found.items() if isinstance(found, dict) else enumerate(found):
            yield from _values(item, "entry" if isinstance(item, BaseModel) else "value", role, (*path, step))


@cache
def _fields(model: type[BaseModel], role: Role) -> tuple[tuple[str, _Shape], ...]:
    """The fields in which values of a role may be."""
    shapes = ((name, _shape(field.rebuild_annotation(), role)) for name, field in model.model_fields.items())
    return tuple((name, shape) for name, shape in shapes if shape is not None)


def _shape(annotation: Any, role: Role) -> _Shape | None:
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return "value" if role in annotation.__metadata__ else _shape(annotation.__origin__, role)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "entry"
    if get_origin(annotation) in (tuple, dict):
        inner = arguments[0] if get_origin(annotation) is tuple else arguments[1]
        return "several" if _shape(inner, role) else None
    choices = arguments if get_origin(annotation) in (Union, types.UnionType) else ()
    return next((shape for choice in choices if (shape := _shape(choice, role))), None)
