"""New courses, areas and topics: files from `starter/`, and entries in registry files (`project.registry_entries`).

No file is overwritten; to a registry file, an entry may be added. A command that fails leaves nothing behind.
"""

from __future__ import annotations

import importlib.resources
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from . import __version__
from .editor_schemas import kinds_of, schema_file, write_schemas
from .hosts.plain import plain_build
from .identifiers import one_line, text_problem
from .problems import CommandError
from .project.mkdocs_yml import read_project
from .project.project import UNNAMED_COURSE, Project
from .project.registry_entries import Edited, with_entry
from .project.write_files import check_file_name, check_own_layer, check_writable, write_files
from .registry.json_schema import SchemaKind
from .registry.text_files import display_path, path_from_here

_STARTER = importlib.resources.files("mkdocs_genai") / "starter"
_HIDDEN = ("github/", "gitignore", "vscode/")
"""What gets a dot before its name: a package can't carry it by that name, or it would act on the package itself."""
_PARTS = ("docs/area.md", "docs/topic.md", "docs/registry/area.yml")
"""Files of the starter that are for areas and topics, not for a new course."""
_KINDS: tuple[SchemaKind, ...] = ("area", "course")
"""The schemas that the starter's registry files name in their first lines."""


class Added(NamedTuple):
    """The files of an area or a topic: those that are new, and those of the registry that have an entry more."""

    new: list[Path]
    changed: list[Path]


def new_course(folder: Path, title: str | None) -> list[Path]:
    """Write a complete small course; gives the files. Raises CommandError when one of them exists."""
    title = _one_line(title) or UNNAMED_COURSE
    files = {
        folder / (f".{name}" if name.startswith(_HIDDEN) else name): _filled(content, title=title)
        for name, content in _starter_files(_STARTER)
        if name not in _PARTS
    }
    for kind in _KINDS:
        _check_absent(schema_file(folder, kind), [folder])
    for file in files:
        _check_absent(file, [folder])
    take_back = _written(files, [folder])
    # Only now are there pages and ids for the schemas to list.
    return [*files, *_schemas(read_project(folder / "mkdocs.yml"), take_back)]


def write_with_schemas(project: Project, files: Mapping[Path, str]) -> list[Path]:
    """Write a registry's files, and the schemas that they name where there are none; gives all. Raises CommandError."""
    for file in files:
        _check_absent(file, project.folders)
    return [*files, *_schemas(project, _written(files, project.folders))]


def _schemas(project: Project, take_back: Callable[[], None]) -> list[Path]:
    """Write the schemas of a registry that was just written, which is taken back where that fails."""
    try:
        return write_schemas(plain_build(project), create=kinds_of(project))
    except OSError as error:
        take_back()
        raise _unwritten(Path(error.filename), error) from error


def new_area(project: Project, area_id: str, title: str | None) -> Added:
    """Write an area's registry entry and page; gives the files. Raises CommandError."""
    check_file_name(area_id, "id")
    _check_is_area(project, area_id)
    _check_registry(project)
    _check_layers(project, area_id)
    title = _one_line(title) or _title(area_id)
    docs_dir = project.docs_dir or project.root
    page = docs_dir / project.languages.of_new(f"{area_id}/index.md")
    page_text = _filled(_part("docs/area.md"), title=title)
    entry = {"title": title, "page": f"{area_id}/index.md", "topics": {}}
    if not os.path.isdir(project.registry):
        _check_absent(page, project.folders)
        registry_text = _edited(project.registry, ["areas"], area_id, entry).text
        return _write({project.registry: registry_text, page: page_text}, project.folders)
    file = project.registry / f"{area_id}.yml"
    schema = display_path(schema_file(project.root, "area"), project.registry)
    area_text = _filled(_part("docs/registry/area.yml"), title=title, id=area_id, schema=schema)
    return _write_new({file: area_text, page: page_text}, project.folders)


def new_topic(project: Project, area_id: str, topic_id: str, title: str | None) -> Added:
    """Write a topic's registry entry and page; gives the files. A planned topic gets its page. Raises CommandError."""
    check_file_name(topic_id, "id")
    _check_is_area(project, area_id)
    _check_registry(project)
    title = _one_line(title)
    below = _check_layers(project, area_id, topic_id)
    docs_dir = project.docs_dir or project.root
    page = docs_dir / project.languages.of_new(f"{area_id}/{topic_id}.md")
    _check_absent(page, project.folders)
    where = ["topics"] if os.path.isdir(project.registry) else ["areas", area_id, "topics"]
    file = _area_file(project, area_id, below)
    entry = {"title": title or _title(topic_id), "page": f"{area_id}/{topic_id}.md", "status": "draft"}
    # Where the file does not exist, the area is another layer's; what is written here adds to it.
    edited = _edited(file, where, topic_id, entry) if os.path.lexists(file) else with_entry("", where, topic_id, entry)
    page_text = _filled(_part("docs/topic.md"), title=title or str(edited.entry["title"]))
    return _write({file: edited.text, page: page_text}, project.folders)


def _check_registry(project: Project) -> None:
    if not project.has_registry:
        raise CommandError("there is no registry yet; write one first: mkdocs-genai new registry")


def _check_layers(project: Project, area_id: str, topic_id: str | None = None) -> bool:
    """Whether a layer below the author's own has the area. Raises CommandError for what must not be written there.

    An entry of the own layer would replace or complete one of the same id, and that is not what `new` is for.
    """
    check_own_layer(project, "add a folder of your own as the last layer, to write into")
    if len(project.all_layers) == 1:
        return False
    area = plain_build(project).loaded.registry.areas.get(area_id)
    if area is not None and (topic_id is None or topic_id in area.topics):
        name = area_id if topic_id is None else f"{area_id}/{topic_id}"
        raise CommandError(f"'{name}' exists already, in one of the registry's layers; nothing was written")
    return area is not None


def _area_file(project: Project, area_id: str, below: bool) -> Path:
    if not os.path.isdir(project.registry):
        return project.registry
    for suffix in (".yml", ".yaml"):
        if os.path.isfile(file := project.registry / f"{area_id}{suffix}"):
            return file
    if below:
        return project.registry / f"{area_id}.yml"
    raise CommandError(f"there is no area '{area_id}'; write it first: mkdocs-genai new area {area_id}")


def _edited(file: Path, where: list[str], key: str, entry: Mapping[str, Any]) -> Edited:
    """A registry file with an entry more, and all else as the author wrote it."""
    try:
        return with_entry(file.read_bytes().decode(), where, key, entry)
    except OSError as error:
        raise CommandError(f"{path_from_here(file)} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path_from_here(file)} is not UTF-8 text; `mkdocs-genai check` says where") from error
    except CommandError as error:
        raise CommandError(f"{path_from_here(file)} {error}") from error


def _starter_files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _starter_files(item, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}", item.read_text("utf-8")


def _part(name: str) -> str:
    return (_STARTER / name).read_text("utf-8")


def _filled(content: str, *, title: str, id: str = "", schema: str = "") -> str:
    # Not Jinja: workflows have braces of their own.
    content = content.replace("{{ title }}", title).replace("{{ quoted_title }}", json.dumps(title, ensure_ascii=False))
    return content.replace("{{ id }}", id).replace("{{ schema }}", schema).replace("{{ versions }}", _compatible(__version__))


def _compatible(version: str) -> str:
    """The versions that read the same registry as this one: before 1.0, each minor version may change it."""
    major, minor, *_ = map(int, version.split("."))
    return f">={version},<{f'0.{minor + 1}' if major == 0 else major + 1}"


def _write_new(files: Mapping[Path, str], folders: Sequence[Path]) -> Added:
    for file in files:
        _check_absent(file, folders)
    return _write(files, folders)


def _write(files: Mapping[Path, str], folders: Sequence[Path]) -> Added:
    """Write all of these files or none of them; gives them."""
    changed = [file for file in files if os.path.lexists(file)]
    _written(files, folders)
    return Added([file for file in files if file not in changed], changed)


def _written(files: Mapping[Path, str], folders: Sequence[Path]) -> Callable[[], None]:
    """Write all of these files or none of them; gives what takes it back."""
    try:
        return write_files(files, folders)
    except OSError as error:
        raise _unwritten(Path(error.filename), error) from error


def _check_absent(file: Path, folders: Sequence[Path]) -> None:
    # A link that leads nowhere is there as well.
    if os.path.lexists(file):
        raise CommandError(f"{path_from_here(file)} exists already; nothing was written")
    try:
        check_writable(file, folders)
    except OSError as error:
        raise _unwritten(file, error) from error


def _unwritten(file: Path, error: OSError) -> CommandError:
    return CommandError(f"{path_from_here(file)} can't be written: {error.strerror}")


def _check_is_area(project: Project, area_id: str) -> None:
    if area_id == "course" and os.path.isdir(project.registry):
        raise CommandError(
            "'course' is not a valid area id: in a folder, course.yml is about the whole course; choose another id"
        )


def _one_line(title: str | None) -> str | None:
    """A title as headings have it; None where there is nothing but spaces. Raises CommandError."""
    if title is not None and (wrong := text_problem(title)):
        raise CommandError(f"the title {wrong.message}")
    return one_line(title or "") or None


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()
