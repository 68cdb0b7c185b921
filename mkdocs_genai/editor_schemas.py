"""JSON Schemas of a course's registry, for its authors' editors: files of the project, which are committed.

They must be the same on every machine. So they list only the icons that the course uses or has itself, because the theme has
fourteen thousand, which differ from version to version; `mkdocs-genai schema` prints a schema with all of them.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from .build import Build
from .fields import Role
from .project.project import Project
from .project.write_files import check_writable, write_files
from .registry.json_schema import COMMENT, Names, SchemaKind, json_schema
from .registry.model_values import values_of

SCHEMA_KINDS: tuple[SchemaKind, ...] = ("area", "course", "registry")


def schema_file(root: Path, kind: SchemaKind) -> Path:
    """The schema file that a project's registry files name in their first line."""
    return root / "schemas" / f"{kind}.schema.json"


def kinds_of(project: Project) -> tuple[SchemaKind, ...]:
    """The schemas that the files of a project's registry need."""
    return ("registry",) if os.path.isfile(project.registry) else ("area", "course")


def write_schemas(build: Build, create: Collection[SchemaKind] = ()) -> list[Path]:
    """Update the schemas that exist and differ, write those of `create` that do not exist, and return the written files.

    Never writes through a symbolic link or over another program's schema: raises OSError then, before anything is written.
    """
    project = build.project
    texts: dict[Path, str] = {}
    for kind in SCHEMA_KINDS:
        file = schema_file(project.root, kind)
        if os.path.islink(file.parent):
            raise OSError(errno.ELOOP, "it is a symbolic link", str(file.parent))
        is_there = os.path.lexists(file)
        if not is_there and kind not in create:
            continue
        check_writable(file, project.folders)
        text = schema_text(file_schema(build, kind))
        found = file.read_text("utf-8", errors="replace") if is_there else ""
        if _is_of_others(found):
            raise OSError(errno.EEXIST, "the existing file was not written by mkdocs-genai", str(file))
        if found != text:
            texts[file] = text
    write_files(texts, project.folders)
    return list(texts)


def project_schema(build: Build, kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema of a registry file, with the course's own names and all icons."""
    names = Names(build.loaded.registry, build.icons.names(), build.project.pages())
    return json_schema(kind, names, build.extensions.columns, partial=_is_partial(build.project))


def file_schema(build: Build, kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema of a registry file, for the file that is committed."""
    project, registry = build.project, build.loaded.registry
    known = sorted({*(icon for _, icon in values_of(registry, Role.ICON)), *build.icons.own_names()})
    pages = sorted({page for each in project.in_each_language() for page in each.pages()})
    schema = json_schema(kind, Names(registry, known, pages), build.extensions.columns, partial=_is_partial(project))
    if listed := schema["$defs"].get("Icon"):
        schema["$defs"]["Icon"] = {"anyOf": [listed, {"type": "string"}]}
    return schema


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as text, as it is written and printed."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _is_partial(project: Project) -> bool:
    """Whether some file of the registry, in any language, may contain only its differences from another one."""
    return any(len(layers) > 1 for layers in (project.all_layers, *project.layers_of.values()))


def _is_of_others(text: str) -> bool:
    """Whether a file's text is another program's schema; an empty or broken one is not."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return bool(found) and not (isinstance(found, dict) and found.get("$comment") == COMMENT)
