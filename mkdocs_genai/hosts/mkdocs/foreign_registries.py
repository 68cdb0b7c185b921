"""Finds the registries of other courses among a site's files, which multirepo and monorepo bring with these courses' pages.

They are as little for readers as the course's own. Where they come from, nothing says which folder is a registry. So a file
belongs to one if its first line names our schema, or if it stands in a folder `registry`, the default, and has only keys of an
area. What stands beside it in its folder belongs to it too: rows in CSV files, imported courses.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

import yaml
from mkdocs.structure.files import File

from ...registry.model import Area, Course, RegistryFile
from .excluded_pages import source_of

_SCHEMA = "yaml-language-server: $schema="
_SCHEMAS = ("area.schema.json", "course.schema.json", "registry.schema.json")
_KEYS = {"course": Course.model_fields.keys(), "registry": RegistryFile.model_fields.keys()}
_FOLDER = "registry"


def foreign_registry_files(files: Iterable[File]) -> list[File]:
    """The files of registries among files that are not pages."""
    others = [file for file in files if not file.is_documentation_page()]
    found = [file.src_uri for file in others if file.src_uri.endswith((".yml", ".yaml")) and _is_of_registry(file)]
    # A registry in one file may stand among pages and pictures.
    folders = tuple(f"{folder}/" for uri in found if (folder := posixpath.dirname(uri)) and _name(uri) != _FOLDER)
    return [file for file in others if file.src_uri in found or file.src_uri.startswith(folders)]


def _name(src_uri: str) -> str:
    return posixpath.splitext(posixpath.basename(src_uri))[0]


def _is_of_registry(file: File) -> bool:
    text = source_of(file) or ""
    first = text.partition("\n")[0].rstrip()
    if _SCHEMA in first:
        return first.endswith(_SCHEMAS)
    name, folder = _name(file.src_uri), posixpath.basename(posixpath.dirname(file.src_uri))
    if _FOLDER not in (name, folder):
        return False
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    keys = {str(key.value) for key, _ in root.value} if isinstance(root, yaml.MappingNode) else set()
    needed = "areas" if name == _FOLDER else "title"
    return needed in keys and keys <= _KEYS.get(name, Area.model_fields.keys())
