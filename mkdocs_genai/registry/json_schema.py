"""JSON Schema 2020-12 of registry files, for editors, and of registry.json; all descriptions come from the models."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any, Literal, NamedTuple

from ..columns import COLUMN_TYPES, ColumnTypes
from ..fields import NAMES
from .model import Course, Registry, registry_model
from .model_paths import type_at
from .registry_json_format import Published

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
COMMENT = "Written by mkdocs-genai"
"""Marks a schema as ours, so that it may be overwritten."""
SchemaKind = Literal["area", "course", "registry"]


class Names(NamedTuple):
    """The names that completion offers: the ids of a registry, icons and pages."""

    registry: Registry | None = None
    icons: Iterable[str] = ()
    pages: Iterable[str] = ()


NO_NAMES = Names()


def json_schema(
    kind: SchemaKind, names: Names = NO_NAMES, types: ColumnTypes = COLUMN_TYPES, *, partial: bool = False
) -> dict[str, Any]:
    """The schema of an area's file, of course.yml, or of a registry that is one file.

    `types` are those that columns may have. `partial` is for files of a registry in layers, whose areas, comparisons and
    diagrams may be completed by another layer.
    """
    models = {"registry": registry_model(types), "area": type_at(registry_model(types), ("areas", "")), "course": Course}
    schema: dict[str, Any] = models[kind].model_json_schema(mode="validation")
    ids = {"Icon": list(names.icons), "Page": list(names.pages)} | (_ids_of(names.registry) if names.registry else {})
    lists = {name: {"type": "string", "enum": values} for name, values in ids.items() if values}
    definitions = schema.get("$defs", {}) | lists
    schema = _with_names({"$schema": _DRAFT, "$comment": COMMENT} | schema | {"$defs": definitions}, definitions)
    definitions = schema["$defs"]
    used = json.dumps(schema)
    for name in ids:
        if f'"#/$defs/{name}"' not in used:
            definitions.pop(name, None)
    if partial:
        for found in (schema, *(definitions[name] for name in _entries(schema) if name in definitions)):
            found.pop("required", None)
    simplified: dict[str, Any] = _simplified(schema)
    return simplified


def _ids_of(registry: Registry) -> dict[str, list[str]]:
    """The ids that completion offers, by the names that `fields.Role` gives their definitions."""
    imported = [f"{name}:{area_id}" for name, course in registry.imports.items() if course for area_id in course.areas]
    topics = {f"{area_id}/{topic_id}" for area_id, area in registry.areas.items() for topic_id in area.topics}
    short = {topic_id for area in registry.areas.values() for topic_id in area.topics}
    elsewhere = [
        f"{name}:{area_id}/{topic_id}"
        for name, course in registry.imports.items()
        for area_id, area in (course.areas if course else {}).items()
        for topic_id in area.topics
    ]
    return {
        "AreaId": list(registry.areas),
        "AnyArea": [*registry.areas, *imported],
        "TopicReference": [*sorted(short), *sorted(topics), *elsewhere],
    }


def published_schema() -> dict[str, Any]:
    """The schema of registry.json, which is published beside it."""
    schema: dict[str, Any] = _with_ids_alone(_simplified(Published.model_json_schema(mode="validation")))
    return {"$schema": _DRAFT} | schema


def _with_ids_alone(schema: Any) -> Any:
    """The schema, with only ids as keys of mappings by id; entries may get more keys in later versions."""
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_ids_alone(inner) for key, inner in schema.items()}
    return found | {"additionalProperties": False} if "patternProperties" in found else found


def _simplified(schema: Any) -> Any:
    """The schema without null: an absent key is unknown, and a key without a value an error, which models can't distinguish.

    Without JSON Schema's own defaults too, because not every version of pydantic writes them.
    """
    if isinstance(schema, list):
        return [_simplified(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _simplified(inner) for key, inner in schema.items()}
    if found.get("additionalProperties") is True:
        del found["additionalProperties"]
    if "default" in found and found["default"] is None:
        del found["default"]
    choices = [choice for choice in found.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del found["anyOf"]
        return found | choices[0] | found
    return found | {"anyOf": choices} if choices else found


def _entries(schema: Any) -> set[str]:
    """The names of entries that have an id, of which a layer may have a part (see `model_paths.is_merged`)."""
    if isinstance(schema, list):
        return {name for inner in schema for name in _entries(inner)}
    if not isinstance(schema, dict):
        return set()
    found = {name for inner in schema.values() for name in _entries(inner)}
    for entry in schema.get("patternProperties", {}).values():
        refs = (choice.get("$ref", "") for choice in (entry, *entry.get("anyOf", ())))
        found |= {ref.rpartition("/")[2] for ref in refs if ref}
    return found


def _with_names(schema: Any, definitions: Collection[str]) -> Any:
    """The schema in which values that name entries refer to the list of those entries, if there is one in the definitions."""
    if isinstance(schema, list):
        return [_with_names(inner, definitions) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_names(inner, definitions) for key, inner in schema.items()}
    if (name := found.pop(NAMES, None)) not in definitions:
        return found
    return {key: inner for key, inner in found.items() if key not in ("type", "pattern")} | {"$ref": f"#/$defs/{name}"}
