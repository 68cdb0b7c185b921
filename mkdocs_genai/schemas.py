"""JSON Schemas of a course's registry, for its author's editor."""

from __future__ import annotations

import json
from typing import Any

from .project import Project
from .registry.load import Loaded
from .registry.model import Registry
from .registry.schema import SchemaKind, json_schema
from .registry.whole_file import write_whole
from .render.icons import Icons


def write_schemas(project: Project, loaded: Loaded, icons: Icons) -> None:
    """Keep a JSON Schema of area files and of course.yml for editors, with the course's own names. Raises OSError."""
    kinds: tuple[SchemaKind, ...] = ("area", "course")
    for kind in kinds:
        schema = project_schema(project, kind, loaded.registry, icons)
        # Not into the file that is there, which may be a link to anywhere.
        write_whole(project.cache / f"{kind}.schema.json", json.dumps(schema, indent=1))


def project_schema(project: Project, kind: SchemaKind, registry: Registry, icons: Icons) -> dict[str, Any]:
    """The JSON Schema of a registry file, with the course's own names."""
    return json_schema(kind, registry, icons.names(), project.pages(), partial=len(project.all_layers) > 1)
