"""The layers of a registry: which files each has, and how a later one replaces or adds to what is below it.

The rule: entries with an id are merged key by key (areas, topics, questions, choices, comparisons, columns, rows, diagrams,
nodes), and so is a cell with its note. Everything else is replaced whole: a text, a list, a call to action.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from ..problems import KeyPath, Position, Problem
from ..suggestions import describe, nearest
from .document import Document
from .misplaced_registry import find_misplaced
from .model import Area, Course, NotedCell, RegistryFile
from .model_paths import excluding_keys, is_merged, short_form_at
from .origins import Origin, Origins
from .registry_json_format import Published
from .text_files import leads_out, misnamed
from .yaml_file import parse_document

DisplayPath = Callable[[Path], str]
Read = Callable[[Path, str], Document]
"""Reads one YAML file; the second argument is its name in problems."""

_SUFFIXES = (".yml", ".yaml")
_NEARLY_YAML = re.compile(r"(?P<stem>[^.].*)\.(?P<suffix>ya?ml)(?:\.txt)?", re.IGNORECASE)
_CELL = frozenset(NotedCell.model_fields)

IMPORTS = "imports"
"""The folder of imported courses, beside a registry's files."""


class Layer(NamedTuple):
    """One layer: its folder or file, None for a package that is not installed, and its name in mkdocs.yml."""

    path: Path | None
    name: str = ""
    leads_out: bool = False
    """Whether a symbolic link leads out of the project, although its name in mkdocs.yml does not."""

    made: tuple[tuple[str, str], ...] = ()
    """The registry files that other plugins make: their names in the folder, and their texts."""
    translates: bool = False
    """Whether it is another language's, on top of the default language's."""

    @property
    def is_package(self) -> bool:
        """Whether it is data of an installed package, which the author can't change."""
        return self.name.startswith("package:")

    @property
    def folder(self) -> Path | None:
        """Where files beside the registry are."""
        return self.path if self.path is None or os.path.isdir(self.path) else self.path.parent


@dataclass
class Content:
    """The content of one or several layers: the plain value, its sources, the problems, and the files that were read."""

    value: dict[str, Any] = field(default_factory=dict)
    sources: Origins = field(default_factory=Origins)
    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    unread: set[KeyPath] = field(default_factory=set)
    """The paths of files that could not be read, so that their content is unknown."""
    doubtful: set[KeyPath] = field(default_factory=set)
    """The paths in lines that are not valid YAML, and whose correction is uncertain."""
    doubled: set[KeyPath] = field(default_factory=set)
    """The paths of keys that are there twice, so that one of them is meant for something else."""
    missing: bool = False
    """Whether the registry does not exist."""


@dataclass
class Imports:
    """The imported courses of a registry by name, None for a broken one; what is wrong; the files that were read."""

    courses: dict[str, Published | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def add(self, later: Imports) -> None:
        """Put the imported courses of a later layer on top."""
        self.courses |= later.courses
        self.problems += later.problems
        self.files += later.files


def read_layer(layer: Layer, display_path: DisplayPath, read: Read) -> Content:
    """Read one layer's files; `display_path` gives a file's name in problems, and `read` reads one."""
    path = layer.path
    if path is None:
        package, _, inside = layer.name.removeprefix("package:").partition("/")
        has = f" that has '{inside}'" if inside else ""
        message = f"no package '{package}'{has} is installed; install it with pip, or correct the name"
        return Content(problems=[Problem(Position(layer.name), "", message, "GA001")], missing=True)
    if layer.leads_out:
        message = "leads out of the project's folder; name the folder or file itself under `genai: registry:` in mkdocs.yml"
        return Content(problems=[Problem(Position(display_path(path)), "", message, "GA029")], missing=True)
    if os.path.isdir(path) or layer.made:
        return _read_folder(path, display_path, read, dict(layer.made))
    if os.path.exists(path):
        return _read_file(path, display_path, read)
    message = "there is no registry here; write one, or name its folder or file under `genai: registry:` in mkdocs.yml"
    # A site may have no registry; only one that mkdocs.yml names has to be there.
    if layer.name:
        return Content(problems=[Problem(Position(display_path(path)), "", message, "GA001")], missing=True)
    if found := find_misplaced(path):
        message = (
            f"the registry is expected at {display_path(path)}; move or rename this folder, or name it under `genai: registry:`"
        )
        return Content(problems=[Problem(Position(display_path(found)), "", message, "GA001")], missing=True)
    return Content(missing=True)


def _read_file(path: Path, display_path: DisplayPath, read: Read) -> Content:
    """A layer that is a single file, with `course:` and `areas:`."""
    document = read(path, display_path(path))
    content = Content(sources=Origins({(): Origin(document, (), path.parent)}), problems=[*document.problems], files=[path])
    if document.problems and document.root is None:
        content.unread.add(())
        return content
    if isinstance(document.value, dict):
        content.value = document.value
    else:
        message = f"expected a mapping with `course:` and `areas:`, found {describe(document.value)}"
        content.problems.append(document.problem((), "GA012", message))
    content.doubtful.update(document.doubtful_paths())
    content.doubled.update(document.doubled)
    document.forget()
    return content


def _read_folder(folder: Path, display_path: DisplayPath, read: Read, made: Mapping[str, str]) -> Content:
    """A layer that is a folder; `made` has the names and texts of files that other plugins make in it."""
    try:
        files = _registry_files(folder, made)
    except OSError as error:
        message = f"can't be read: {error.strerror or error}"
        return Content({"areas": {}}, problems=[Problem(Position(display_path(folder)), "", message, "GA001")], files=[folder])
    documents: dict[Path, Document] = {}
    problems: list[Problem] = []
    rows: set[str] = set()
    # Small files first, so that a large one that they name for rows is not parsed here in vain.
    for file in sorted(files, key=_size):
        if problem := _refused(file, folder, display_path):
            problems.append(problem)
        elif file.name not in rows:
            is_made = file.name in made
            documents[file] = parse_document(made[file.name], display_path(file)) if is_made else read(file, display_path(file))
            rows |= _files_of_rows(documents[file]) - {file.name}
    problems += (misnamed_files := list(_misnamed_files(folder, display_path, rows)))
    # Whoever reads the rows reports what is wrong with their files.
    files = [file for file in files if file.name not in rows]
    documents = {file: documents[file] for file in files if file in documents}
    if not files and not misnamed_files:
        problems.append(Problem(Position(display_path(folder)), "", "the registry's folder has no .yml file", "GA001"))
    content = _combined(documents, folder, has_course=any(file.stem == "course" for file in files))
    return replace(content, problems=[*problems, *content.problems], files=files)


def _misnamed_files(folder: Path, display_path: DisplayPath, rows: Collection[str]) -> Iterator[Problem]:
    """Files that are probably meant for the registry but have a wrong suffix, such as `soil.yml.txt`, and are not read."""
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        match = _NEARLY_YAML.fullmatch(file.name)
        if match and file.suffix not in _SUFFIXES and file.name not in rows:
            right = f"{match['stem']}.{match['suffix'].lower()}"
            message = f"is not read, since its name does not end with .yml or .yaml; rename it to {right}"
            yield Problem(Position(display_path(file)), "", message, "GA001", "warning")


def _refused(file: Path, folder: Path, display_path: DisplayPath) -> Problem | None:
    """Why a file of a registry's folder is not read."""
    if problem := misnamed(display_path(file)):
        return problem
    # Not Path.is_symlink, which fails in a folder that may be listed and not looked into.
    if os.path.islink(file) and leads_out(file, folder):
        return Problem(Position(display_path(file)), "", "leads out of the registry's folder", "GA029")
    return None


def _combined(documents: Mapping[Path, Document], folder: Path, *, has_course: bool) -> Content:
    """The content of a folder's files, which are course.yml and a file for each area."""
    areas: dict[str, Any] = {}
    content = Content({"areas": areas})
    for file, document in documents.items():
        content.problems += document.problems
        path: KeyPath = ("course",) if file.stem == "course" else ("areas", file.stem)
        if not has_course and _is_course(file.stem, document.value):
            path, has_course = ("course",), True
            message = f"holds what concerns the whole course; rename the file to course{file.suffix}"
            content.problems.append(Problem(Position(document.file), "", message, "GA010"))
        if other := content.sources.origins.get(path):
            message = f"has the same name as {other.document.file} apart from the suffix; keep one of the two"
            content.problems.append(Problem(Position(document.file), "", message, "GA003"))
            continue
        content.sources.origins[path] = Origin(document, path, folder)
        if document.problems and document.root is None:
            content.unread.add(path)
            continue
        if path == ("course",):
            content.value["course"] = {} if document.value is None else document.value
        else:
            areas[file.stem] = document.value
        content.doubtful.update((*path, *inside) for inside in document.doubtful_paths())
        content.doubled.update((*path, *inside) for inside in document.doubled)
        document.forget()
    return content


def _files_of_rows(document: Document) -> set[str]:
    """The files that an area's file names by `rows_from`: they are data, and not areas."""
    found: set[str] = set()
    area = document.value if isinstance(document.value, dict) else {}
    comparisons = area.get("comparisons")
    for comparison in comparisons.values() if isinstance(comparisons, dict) else ():
        rows_from = comparison.get("rows_from") if isinstance(comparison, dict) else None
        named = rows_from.get("file") if isinstance(rows_from, dict) else None
        if isinstance(named, str):
            found.add(os.path.normpath(named))
    return found


def _size(file: Path) -> int:
    with contextlib.suppress(OSError):
        return file.stat().st_size
    return 0


def _is_course(stem: str, value: Any) -> bool:
    """Whether a file is meant to be course.yml: `Course.yml`, or `courses.yml` with keys that only a course has, or a title."""
    folded = stem.casefold()
    if folded == "course" or not isinstance(value, dict):
        return folded == "course"
    if folded == "courses" and value.keys() == {"title"}:
        return True
    own = Course.model_fields.keys() - Area.model_fields.keys()
    return nearest(folded, ["course"]) is not None and bool(own & value.keys()) and "topics" not in value


def _registry_files(folder: Path, made: Mapping[str, str]) -> list[Path]:
    """The folder's own YAML files; folders inside it hold what `rows_from` names, and imported courses. Raises OSError."""
    on_disk = folder.iterdir() if folder.is_dir() or not made else ()
    return [
        file
        for file in sorted({*on_disk, *(folder / name for name in made)}, key=lambda file: file.name)
        if file.suffix in _SUFFIXES and not file.name.startswith(".") and not os.path.isdir(file)
    ]


def merge(base: Content, layer: Content) -> Content:
    """A layer on top of what is below it."""
    sources = Origins(dict(base.sources.origins))
    origins = _Origins(sources, layer.sources, _located_within(base.sources), _located_within(layer.sources))
    return Content(
        _merged(base.value, layer.value, (), origins),
        sources,
        base.problems + layer.problems,
        base.files + layer.files,
        base.unread | layer.unread,
        base.doubtful | layer.doubtful,
        base.doubled | layer.doubled,
        base.missing or layer.missing,
    )


class _Origins(NamedTuple):
    """The origins of two layers' values: the lower layer's, which are updated, and those of the one on top."""

    sources: Origins
    over: Origins
    below: dict[KeyPath, list[KeyPath]]
    """For each path, the paths inside it that have an origin of their own. These are few, since most rows share one."""
    below_over: dict[KeyPath, list[KeyPath]]
    """For each path in the layer on top, the paths inside it that have an origin of their own."""


def _located_within(sources: Origins) -> dict[KeyPath, list[KeyPath]]:
    """For each path, the paths inside it that have an origin of their own."""
    found: dict[KeyPath, list[KeyPath]] = {}
    for path in sources.origins:
        for length in range(len(path) + 1):
            found.setdefault(path[:length], []).append(path)
    return found


def _merged(base: Any, over: Any, path: KeyPath, origins: _Origins) -> Any:
    """The merged value of two values at a path; never changes them, because an alias may share them with other paths."""
    if is_merged(RegistryFile, path):
        base, over = _in_long_form(base, over, path), _in_long_form(over, base, path)
    if not (is_merged(RegistryFile, path) and isinstance(base, dict) and isinstance(over, dict)):
        _adopt(path, origins)
        return over
    result = dict(base)
    for key, value in over.items():
        inside = (*path, key)
        if key in base:
            result[key] = _merged(base[key], value, inside, origins)
        else:
            result[key] = value
            _adopt(inside, origins)
    for one, other in excluding_keys(RegistryFile, path):
        if one in over and other not in over:
            result.pop(other, None)
    sources = origins.sources
    origin, below = origins.over.origin(path), sources.origin(path)
    if origin is not None:
        # The entry itself is located in the layer on top; the keys that this layer does not have stay where they were.
        for key in base:
            if key not in over and below is not None:
                sources.origins.setdefault((*path, key), below)
        sources.origins[path] = origin
    return result


def _in_long_form(value: Any, other: Any, path: KeyPath) -> Any:
    """A short form as the mapping that it stands for, if `other` is one: a heading, a label, or a cell without its note."""
    if isinstance(value, dict) or not isinstance(other, dict):
        return value
    if short := short_form_at(RegistryFile, path):
        return {short.key: value} if isinstance(value, str) else value
    is_cell = path[-3:-2] == ("rows",)
    return {"value": value} if is_cell and _CELL.intersection(other) else value


def _adopt(path: KeyPath, origins: _Origins) -> None:
    """Locate everything at a path in the layer on top."""
    sources, over, below, below_over = origins
    for inside in below.get(path, ()):
        del sources.origins[inside]
    sources.origins |= {inside: over.origins[inside] for inside in below_over.get(path, ())}
    if (origin := over.origin(path)) is not None:
        sources.origins[path] = origin
