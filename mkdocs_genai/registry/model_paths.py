"""The keys and types that a model expects at a path of the data, and the value that the data has there."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ..fields import RegistryModel, ShortForm
from ..problems import KeyPath

Model = type[BaseModel]
ENTRY_KINDS = {
    "groups": "group",
    "areas": "area",
    "topics": "topic",
    "quiz": "question",
    "choices": "choice",
    "objectives": "objective",
    "resources": "resource",
    "terms": "term",
    "comparisons": "comparison",
    "columns": "column",
    "rows": "row",
    "diagrams": "diagram",
    "nodes": "node",
}
"""The mappings whose keys are ids, each with the word for one of its entries."""


def value_at(value: Any, path: KeyPath) -> Any:
    """The value at a path of the data; None if the path does not exist."""
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def type_at(model: Model, path: KeyPath) -> Any:
    """The type that the model has at a path, without `Annotated` and `| None`."""
    return _plain(annotation_at(model, path))


def annotation_at(model: Model, path: KeyPath) -> Any:
    """The annotation that the model has at a path: through fields, mappings' values and lists' items."""
    current: Any = model
    for step in path:
        current = _plain(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            if step not in current.model_fields:
                return None
            current = current.model_fields[str(step)].rebuild_annotation()
        elif get_origin(current) is dict:
            current = get_args(current)[1]
        elif get_origin(current) is tuple:
            current = get_args(current)[0]
    return current


def short_form_at(model: Model, path: KeyPath) -> ShortForm | None:
    """How the entry at a path may be written as text; None if it may not."""
    metadata = getattr(annotation_at(model, path), "__metadata__", ())
    return next((item for item in metadata if isinstance(item, ShortForm)), None)


def is_merged(model: Model, path: KeyPath) -> bool:
    """Whether a layer merges the value at a path key by key instead of replacing it.

    This is the case for the mappings whose keys are ids, for the entries in them, and for a row's cells, which may have notes.
    """
    found, outer = type_at(model, path), type_at(model, path[:-1])
    if isinstance(found, type) and issubclass(found, BaseModel):
        # An entry with an id, or the course, which has labels.
        return get_origin(outer) is dict or any(
            get_origin(_plain(field.annotation)) is dict for field in found.model_fields.values()
        )
    return outer is not Any and (found is Any or get_origin(found) is dict)


def _plain(annotation: Any) -> Any:
    """An annotation without `Annotated` and without `| None`."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, types.UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        else:
            return annotation


def known_keys(model: Model, path: KeyPath) -> list[str]:
    """The valid keys at a path; empty if keys are ids."""
    annotation = type_at(model, path)
    return list(annotation.model_fields) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


def excluding_keys(model: Model, path: KeyPath) -> list[tuple[str, str]]:
    """Each key at a path that excludes another one, with that one."""
    annotation = type_at(model, path)
    pairs = annotation.EITHER if isinstance(annotation, type) and issubclass(annotation, RegistryModel) else ()
    return [*pairs, *(pair[::-1] for pair in pairs)]


def is_required(model: Model, path: KeyPath) -> bool:
    """Whether a key must be there."""
    annotation = type_at(model, path[:-1])
    if not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        return False
    field = annotation.model_fields.get(str(path[-1]))
    return field is not None and field.is_required()


def allowed_values(model: Model, path: KeyPath) -> list[str]:
    """The allowed values at a path; empty if all are allowed."""
    annotation = type_at(model, path)
    return [str(value) for value in get_args(annotation)] if get_origin(annotation) is Literal else []


def takes_entries(annotation: Any) -> bool:
    """Whether a type is a mapping in YAML."""
    return get_origin(annotation) is dict or (isinstance(annotation, type) and issubclass(annotation, BaseModel))


def absent_keys(model: Model, root: dict[str, Any], path: KeyPath) -> list[str]:
    """The valid keys at a path that the data does not have."""
    present = value_at(root, path)
    return [key for key in known_keys(model, path) if not isinstance(present, dict) or key not in present]
