"""The layers of a registry: which files each has, and how a later one replaces or adds to what is below it.

The rule: what has an id and contains things with ids is merged, which are areas, comparisons and diagrams; what has an id and
contains none is replaced whole, which are topics, columns, rows and nodes. All other keys are replaced one by one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from ..problems import Path, Position, Problem
from ..suggestions import describe
from .document import Document
from .model import RegistryFile
from .model_paths import is_merged
from .origins import Origin, Sources
from .published import Published
from .yaml_file import leads_out, misnamed, parse_document

Show = Callable[[FilePath], str]
Read = Callable[[FilePath, str], Document]
"""Reads one YAML file, of which the second is the name in problems."""

_SUFFIXES = (".yml", ".yaml")
_ROWS = ("rows", "rows_from")
"""A comparison's rows come from one of the two; a layer that has one takes the other's place."""


IMPORTS = "imports"
"""The folder of imported courses, beside a registry's files."""


class Layer(NamedTuple):
    """One layer: its folder or file, None for a package that is not installed, and its name in mkdocs.yml."""

    path: FilePath | None
    name: str = ""
    leads_out: bool = False
    """Whether a symbolic link takes it out of the project, which mkdocs.yml does not say."""

    made: tuple[tuple[str, str], ...] = ()
    """The registry files that other plugins make: their names in the folder, and their texts."""

    @property
    def is_package(self) -> bool:
        """Whether it is data of an installed package, and not the author's to change."""
        return self.name.startswith("package:")

    @property
    def folder(self) -> FilePath | None:
        """Where files beside the registry are."""
        return self.path if self.path is None or os.path.isdir(self.path) else self.path.parent


@dataclass
class Content:
    """What a layer holds, or several of them together: the plain value, where it stands, what is wrong, what was read."""

    value: dict[str, Any] = field(default_factory=dict)
    sources: Sources = field(default_factory=Sources)
    problems: list[Problem] = field(default_factory=list)
    files: list[FilePath] = field(default_factory=list)
    unread: set[Path] = field(default_factory=set)
    """The places of files that could not be read, about whose content nothing can be said."""
    missing: bool = False
    """Whether there is no such registry."""


@dataclass
class Imports:
    """The imported courses of a registry by name, None for a broken one; what is wrong; the files that were read."""

    courses: dict[str, Published | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: list[FilePath] = field(default_factory=list)

    def add(self, later: Imports) -> None:
        """Put a later layer's on top."""
        self.courses |= later.courses
        self.problems += later.problems
        self.files += later.files


def read_layer(layer: Layer, show: Show, read: Read) -> Content:
    """Read one layer's files; `show` gives a file's name in problems, and `read` reads one."""
    content = Content()
    path = layer.path
    if path is None:
        package, _, inside = layer.name.removeprefix("package:").partition("/")
        has = f" that has '{inside}'" if inside else ""
        message = f"no package '{package}'{has} is installed; install it with pip, or correct the name"
        content.problems.append(Problem(Position(layer.name), "", message, "GA001"))
        content.missing = True
    elif layer.leads_out:
        message = "leads out of the project's folder; name the folder or file itself under `genai: registry:` in mkdocs.yml"
        content.problems.append(Problem(Position(show(path)), "", message, "GA029"))
        content.missing = True
    elif os.path.isdir(path) or layer.made:
        _read_folder(path, show, read, content, dict(layer.made))
    elif not os.path.exists(path):
        # A site without a registry is as it was before; only what mkdocs.yml names has to be there.
        if layer.name:
            message = "there is no registry here; write one, or name its folder or file under `genai: registry:` in mkdocs.yml"
            content.problems.append(Problem(Position(show(path)), "", message, "GA001"))
        content.missing = True
    else:
        content.files.append(path)
        document = read(path, show(path))
        content.problems += document.problems
        content.sources.origins[()] = Origin(document, (), path.parent)
        if document.problems and document.root is None:
            content.unread.add(())
        else:
            content.value = _mapping(document, content.problems)
            document.forget()
    return content


def _read_folder(folder: FilePath, show: Show, read: Read, content: Content, made: Mapping[str, str]) -> None:
    areas: dict[str, Any] = {}
    content.value = {"areas": areas}
    try:
        names = _registry_files(folder, made)
    except OSError as error:
        content.files.append(folder)
        content.problems.append(Problem(Position(show(folder)), "", f"can't be read: {error.strerror or error}", "GA001"))
        return
    for file in names:
        content.files.append(file)
        if problem := misnamed(show(file)):
            content.problems.append(problem)
            continue
        # Not Path.is_symlink, which fails in a folder that may be listed and not looked into.
        if os.path.islink(file) and leads_out(file, folder):
            content.problems.append(Problem(Position(show(file)), "", "leads out of the registry's folder", "GA029"))
            continue
        document = parse_document(made[file.name], show(file)) if file.name in made else read(file, show(file))
        content.problems += document.problems
        place: Path = ("course",) if file.stem == "course" else ("areas", file.stem)
        if other := content.sources.origins.get(place):
            message = f"has the same name as {other.document.file} apart from the suffix; keep one of the two"
            content.problems.append(Problem(Position(document.file), "", message, "GA003"))
            continue
        content.sources.origins[place] = Origin(document, place, folder)
        if document.problems and document.root is None:
            content.unread.add(place)
            continue
        if place == ("course",):
            content.value["course"] = {} if document.value is None else document.value
        else:
            areas[file.stem] = document.value
        document.forget()
    if not content.files:
        problem = Problem(Position(show(folder)), "", "the registry's folder has no .yml file", "GA001")
        content.problems.append(problem)


def _registry_files(folder: FilePath, made: Mapping[str, str]) -> list[FilePath]:
    """The folder's own YAML files; folders inside it hold what `rows_from` names, and imported courses. Raises OSError."""
    on_disk = folder.iterdir() if folder.is_dir() or not made else ()
    return [
        file
        for file in sorted({*on_disk, *(folder / name for name in made)})
        if file.suffix in _SUFFIXES and not file.name.startswith(".") and not os.path.isdir(file)
    ]


def _mapping(document: Document, problems: list[Problem]) -> dict[str, Any]:
    if isinstance(document.value, dict):
        return document.value
    found = describe(document.value)
    message = f"expected a mapping with `course:` and `areas:`, found {found}"
    problems.append(document.problem((), "GA012", message))
    return {}


def merge(base: Content, layer: Content) -> Content:
    """A layer on top of what is below it."""
    sources = Sources(dict(base.sources.origins))
    return Content(
        _merged(
            base.value, layer.value, (), _Origins(sources, layer.sources, _by_place(base.sources), _by_place(layer.sources))
        ),
        sources,
        base.problems + layer.problems,
        base.files + layer.files,
        base.unread | layer.unread,
        base.missing or layer.missing,
    )


class _Origins(NamedTuple):
    """Where two layers have what: the lower one, in which this is written, and the one on top."""

    sources: Sources
    over: Sources
    below: dict[Path, list[Path]]
    """The places that have an origin of their own, by each place that they are in; few, where thousands of rows have none."""
    below_over: dict[Path, list[Path]]
    """The same of the layer on top."""


def _by_place(sources: Sources) -> dict[Path, list[Path]]:
    found: dict[Path, list[Path]] = {}
    for place in sources.origins:
        for length in range(len(place) + 1):
            found.setdefault(place[:length], []).append(place)
    return found


def _merged(base: Any, over: Any, path: Path, origins: _Origins) -> Any:
    """What comes of two values at a path; never changes them, since an alias may have them stand elsewhere too."""
    if not (is_merged(RegistryFile, path) and isinstance(base, dict) and isinstance(over, dict)):
        _adopt(path, origins)
        return over
    result = dict(base)
    for key, value in over.items():
        place = (*path, key)
        if key in base:
            result[key] = _merged(base[key], value, place, origins)
        else:
            result[key] = value
            _adopt(place, origins)
    if len(path) == 4 and path[2] == "comparisons":
        for one, other in (_ROWS, _ROWS[::-1]):
            if one in over and other not in over:
                result.pop(other, None)
    sources = origins.sources
    origin, below = origins.over.origin(path), sources.origin(path)
    if origin is not None:
        # The thing itself stands in the layer on top, and what that does not name stays where it was.
        for key in base:
            if key not in over and below is not None:
                sources.origins.setdefault((*path, key), below)
        sources.origins[path] = origin
    return result


def _adopt(path: Path, origins: _Origins) -> None:
    """Let all at a path stand where the layer on top has it."""
    sources, over, below, below_over = origins
    for place in below.get(path, ()):
        del sources.origins[place]
    sources.origins |= {place: over.origins[place] for place in below_over.get(path, ())}
    if (origin := over.origin(path)) is not None:
        sources.origins[path] = origin
