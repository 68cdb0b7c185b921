"""New courses, areas and topics: files from `starter/`, and entries in registry files that keep their comments and order.

Nothing is ever overwritten.
"""

from __future__ import annotations

import importlib.resources
import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.util import load_yaml_guess_indent

from . import __version__
from .editor_schemas import file_schema, schema_file, schema_text
from .hosts.plain import plain_build
from .identifiers import is_id, one_line, text_problem
from .problems import CommandError
from .project.mkdocs_yml import read_project
from .project.project import Project
from .project.write_files import check_place, write_file
from .registry.json_schema import SchemaKind
from .registry.yaml_file import show

_STARTER = importlib.resources.files("mkdocs_genai") / "starter"
_HIDDEN = ("github/", "gitignore", "vscode/")
"""What gets a dot before its name: a package can't carry it by that name, or it would act on the package itself."""
_PARTS = ("docs/area.md", "docs/topic.md", "docs/registry/area.yml")
"""Files of the starter that are for areas and topics, not for a new course."""
_KINDS: tuple[SchemaKind, ...] = ("area", "course")
"""The schemas that the starter's registry files name in their first lines."""


def new_course(folder: Path, title: str | None) -> list[Path]:
    """Write a complete small course; gives the files. Raises CommandError when one of them exists."""
    title = _one_line(title) or "A course"
    files = {
        folder / (f".{name}" if name.startswith(_HIDDEN) else name): _filled(content, title=title)
        for name, content in _starter_files(_STARTER)
        if name not in _PARTS
    }
    for kind in _KINDS:
        _check_absent(schema_file(folder, kind), [folder])
    _write(files, [folder])
    # Only now are there pages and ids for the schemas to list.
    project = read_project(folder / "mkdocs.yml")
    build = plain_build(project)
    schemas = {schema_file(folder, kind): schema_text(file_schema(build, kind)) for kind in _KINDS}
    _write(schemas, [folder])
    return [*files, *schemas]


def new_area(project: Project, area_id: str, title: str | None) -> list[Path]:
    """Write an area's registry entry and page; gives the files. Raises CommandError."""
    _check_id(area_id)
    _check_is_area(project, area_id)
    _check_layers(project, area_id)
    title = _one_line(title) or _title(area_id)
    docs_dir = project.docs_dir or project.root
    page = docs_dir / project.languages.of_new(f"{area_id}/index.md")
    page_text = _filled(_part("docs/area.md"), title=title)
    entry = {"title": title, "page": f"{area_id}/index.md", "topics": {}}
    if not os.path.isdir(project.registry):
        _check_absent(page, project.folders)
        _edit(project, project.registry, ["areas"], area_id, entry)
        _write({page: page_text}, project.folders)
        return [project.registry, page]
    file = project.registry / f"{area_id}.yml"
    schema = show(schema_file(project.root, "area"), project.registry)
    area_text = _filled(_part("docs/registry/area.yml"), title=title, id=area_id, schema=schema)
    _write({file: area_text, page: page_text}, project.folders)
    return [file, page]


def new_topic(project: Project, area_id: str, topic_id: str, title: str | None) -> list[Path]:
    """Write a topic's registry entry and page; gives the files. A planned topic gets its page. Raises CommandError."""
    _check_id(topic_id)
    _check_is_area(project, area_id)
    title = _one_line(title)
    below = _check_layers(project, area_id, topic_id)
    docs_dir = project.docs_dir or project.root
    page = docs_dir / project.languages.of_new(f"{area_id}/{topic_id}.md")
    _check_absent(page, project.folders)
    where = ["topics"] if os.path.isdir(project.registry) else ["areas", area_id, "topics"]
    file = _area_file(project, area_id, below)
    entry = {"title": title or _title(topic_id), "page": f"{area_id}/{topic_id}.md", "status": "draft"}
    if not os.path.exists(file):
        # The area is another layer's; what is written here adds to it.
        _write({file: "topics: {}\n"}, project.folders)
    written = _edit(project, file, where, topic_id, entry)
    _write({page: _filled(_part("docs/topic.md"), title=title or str(written["title"]))}, project.folders)
    return [file, page]


def _check_layers(project: Project, area_id: str, topic_id: str | None = None) -> bool:
    """Whether a layer below the author's own has the area. Raises CommandError for what must not be written there.

    An entry of the own layer would replace or complete one of the same id, and that is not what `new` is for.
    """
    if not project.has_own_layer:
        raise CommandError("all layers of the registry are packages; add a folder of your own as the last layer, to write into")
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


def _edit(project: Project, file: Path, where: list[str], key: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """Add an entry to the mapping at `where`, and leave all else as the author wrote it; gives the entry as it is now."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    try:
        before = file.read_bytes()
        text = before.decode().replace("\r\n", "\n")
        content = yaml.load(text)
        # Once more, since most versions fail where they are given `yaml`.
        _, indent, offset = load_yaml_guess_indent(text)
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}") from error
    except (YAMLError, ValueError, RecursionError) as error:  # no UTF-8, days that are none, or nesting without end
        raise CommandError(f"{file} is not valid YAML; `mkdocs-genai check` says where") from error
    current = content
    for step in where:
        if not isinstance(current, CommentedMap):
            raise CommandError(f"{file}: expected a mapping; `mkdocs-genai check` says where")
        if current.get(step) is None:
            current[step] = CommentedMap()
        current = current[step]
    if not isinstance(current, CommentedMap):
        raise CommandError(f"{file}: expected a mapping at {'.'.join(where)}")
    if key in current:
        if where[-1] != "topics" or not _is_planned(current[key]):
            raise CommandError(f"{file} has '{key}' already; nothing was changed")
        current[key].pop("status", None)
        # Not at the end, where the blank line that follows the entry belongs to its last key.
        current[key].insert(1, "page", entry["page"])
        current[key].insert(2, "status", entry["status"])
    else:
        current.fa.set_block_style()
        current[key] = CommentedMap(entry)
    yaml.indent(mapping=2, sequence=indent or 2, offset=offset or 0)
    output = io.StringIO()
    yaml.dump(content, output)
    # Line ends as they were: Windows has its own.
    _write_text(file, output.getvalue().replace("\n", "\r\n" if b"\r\n" in before else "\n"), project.folders)
    written: Mapping[str, Any] = current[key]
    return written


def _is_planned(topic: object) -> bool:
    """Whether an entry is a topic that has a title, and nothing to read yet."""
    return isinstance(topic, CommentedMap) and "title" in topic and "page" not in topic and "url" not in topic


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


def _write(files: Mapping[Path, str], folders: Sequence[Path]) -> None:
    for file in files:
        _check_absent(file, folders)
    for file, content in files.items():
        _write_text(file, content, folders)


def _write_text(file: Path, content: str, folders: Sequence[Path]) -> None:
    try:
        write_file(file, content, folders)
    except OSError as error:
        raise _unwritten(file, error) from error


def _check_absent(file: Path, folders: Sequence[Path]) -> None:
    # A link that leads nowhere is there as well.
    if os.path.lexists(file):
        raise CommandError(f"{file} exists already; nothing was written")
    try:
        check_place(file, folders)
    except OSError as error:
        raise _unwritten(file, error) from error


def _unwritten(file: Path, error: OSError) -> CommandError:
    return CommandError(f"{file} can't be written: {error.strerror}")


def _check_id(name: str) -> None:
    if not is_id(name):
        raise CommandError(f"'{name}' is not a valid id: use only lower-case letters, digits and hyphens")


def _check_is_area(project: Project, area_id: str) -> None:
    if area_id == "course" and os.path.isdir(project.registry):
        raise CommandError(
            "'course' is not a valid area id: in a folder, course.yml is about the whole course; choose another id"
        )


def _one_line(title: str | None) -> str | None:
    """A title as headings have it; None where there is nothing but blanks. Raises CommandError."""
    if title is not None and (wrong := text_problem(title)):
        raise CommandError(f"the title {wrong.message}")
    return one_line(title or "") or None


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()
