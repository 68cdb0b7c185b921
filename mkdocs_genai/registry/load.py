"""From files to a checked registry: which files there are, reading, validating, checking.

Not in here: YAML (`source`), the shape (`model`), the rules between things (`checks`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

from .cells import Table
from .checks import Checker, Site
from .imports import read_imports
from .messages import Mistake, describe
from .model import Registry
from .problems import Path, Position, Problem
from .rows import ForeignText, read_tables
from .salvage import validate_registry
from .sound import sound
from .source import Document, read_document

_SUFFIXES = (".yml", ".yaml")


@dataclass
class Sources:
    """The files of a registry, and where each value of it stands.

    A folder has a document for each area, and one for the course; a single file is one document for all.
    """

    documents: dict[Path, Document] = field(default_factory=dict)

    def locate(self, path: Path) -> tuple[Document, Path] | None:
        """The document that holds `path`, and the path inside that document."""
        for length in (2, 1, 0):
            if document := self.documents.get(path[:length]):
                return document, path[length:]
        return None

    def problem(self, mistake: Mistake) -> Problem:
        """A mistake with its position."""
        found = self.locate(mistake.path)
        if found is None:
            return Problem(Position("registry"), "", mistake.message, mistake.code)
        document, path = found
        if not path and mistake.code == "GA015":
            # The mapping of areas has no line of its own: its keys are the names of files.
            return Problem(
                Position(document.file), "", f"the file's name is the area's id, and {mistake.message}", mistake.code
            )
        problem = document.problem(path, mistake.code, mistake.message, key=mistake.at_key, part=mistake.part)
        if problem.code == "GA016" and "#" in problem.position.text:
            hint = "; a # begins a comment, so put a text that has one in quotes"
            return replace(problem, message=problem.message + hint)
        return problem

    def written(self, path: Path) -> str | None:
        """A scalar as it is written in its file."""
        found = self.locate(path)
        return found[0].written(found[1]) if found else None


@dataclass
class Loaded:
    """What came of loading: the registry as far as it is sound, its tables, every problem, the files that were read."""

    registry: Registry
    tables: dict[tuple[str, str], Table]
    problems: list[Problem]
    files: tuple[FilePath, ...]
    sources: Sources
    foreign_texts: list[ForeignText] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return not any(problem.severity == "error" for problem in self.problems)


def load_registry(path: FilePath, root: FilePath, site: Site) -> Loaded:
    """Read, validate and check the registry at `path`, a folder or one file.

    `root` is the folder that file names in problems are relative to; `site` tells which pages and icons there are.
    """
    # Nodes come by the ten thousand and none of them is in a circle. Looking for circles would take half of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(path, root, site)
    finally:
        if collecting:
            gc.enable()


def _load(path: FilePath, root: FilePath, site: Site) -> Loaded:
    sources = Sources()
    problems: list[Problem] = []
    value: dict[str, Any] = {"areas": {}}
    files: list[FilePath] = []
    if path.is_dir():
        for file in _registry_files(path):
            files.append(file)
            document = read_document(file, show(file, root))
            problems += document.problems
            place = _place(file, document, problems, sources)
            if place:
                _put(value, place, document)
                document.forget()
        if not files:
            problems.append(Problem(Position(show(path, root)), "", "the registry's folder has no .yml file", "GA001"))
    elif not path.exists():
        message = "there is no registry here; write one, or name its folder or file under `genai: registry:` in mkdocs.yml"
        return Loaded(Registry(), {}, [Problem(Position(show(path, root)), "", message, "GA001")], (), sources)
    else:
        files.append(path)
        document = read_document(path, show(path, root))
        problems += document.problems
        sources.documents[()] = document
        if not document.problems or document.root is not None:
            value = _mapping(document, (), problems)
            document.forget()
    imports = read_imports(path if path.is_dir() else path.parent, lambda file: show(file, root))
    problems += imports.problems
    model, mistakes, pruned = validate_registry(Registry, value, sources.written)
    registry = (_in_order(model) if isinstance(model, Registry) else Registry()).with_imports(imports.courses)
    unread = {place for place, document in sources.documents.items() if document.problems and document.root is None}
    rows = read_tables(registry, path if path.is_dir() else path.parent, root, pruned, sources.written)
    checker = Checker(registry, site, pruned | unread)
    mistakes += [mistake for mistake in checker.mistakes() if mistake.path not in pruned]
    found = [sources.problem(mistake) for mistake in mistakes]
    found += [item if isinstance(item, Problem) else sources.problem(item) for item in rows.problems]
    for text in rows.texts:
        # An address alone was looked at as a cell.
        faults = () if text.is_address else checker.link_faults(text.text, text.home)
        found += [text.problem(code, message) for _, code, message in faults]
    # What YAML itself has wrong is missing from the values; that it is missing is no mistake of its own.
    refused = {problem for problem in (*problems, *found) if problem.code in ("GA004", "GA005")}
    known = {(problem.position.file, problem.where) for problem in refused}
    problems += [problem for problem in found if problem in refused or (problem.position.file, problem.where) not in known]
    if any(problem.severity == "error" for problem in problems):
        registry = sound(registry)
    read = (*files, *imports.files, *rows.files)
    return Loaded(registry, rows.tables, _each_once(problems), read, sources, rows.texts)


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of files and lines; a mistake that an alias repeats elsewhere is one."""
    unique: dict[tuple[Position, str, str], Problem] = {}
    for problem in problems:
        unique.setdefault((problem.position, problem.code, problem.message), problem)
    return sorted(unique.values())


def _in_order(registry: Registry) -> Registry:
    """The areas in the course's order, those that it does not name last."""
    first = {area_id: registry.areas[area_id] for area_id in registry.course.areas if area_id in registry.areas}
    return registry.model_copy(update={"areas": first | registry.areas})


def show(file: FilePath, root: FilePath) -> str:
    """A file's name relative to `root` where it lies inside, with forward slashes."""
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return FilePath(os.path.relpath(file, root)).as_posix()


def _registry_files(folder: FilePath) -> Iterator[FilePath]:
    """The folder's own YAML files; folders inside it hold what `rows_from` names."""
    for file in sorted(folder.iterdir()):
        if file.suffix in _SUFFIXES and not file.name.startswith(".") and not file.is_dir():
            yield file


def _place(file: FilePath, document: Document, problems: list[Problem], sources: Sources) -> Path:
    """Where a file's content belongs in the registry; empty when the file's name is taken."""
    place: Path = ("course",) if file.stem == "course" else ("areas", file.stem)
    if place in sources.documents:
        other = sources.documents[place].file
        message = f"is a second file for what {other} holds; keep one of the two"
        problems.append(Problem(Position(document.file), "", message, "GA003"))
        return ()
    sources.documents[place] = document
    return place


def _put(value: dict[str, Any], place: Path, document: Document) -> None:
    if document.problems and document.root is None:
        return
    content = document.value
    if place == ("course",):
        value["course"] = {} if content is None else content
    else:
        value["areas"][str(place[1])] = content


def _mapping(document: Document, place: Path, problems: list[Problem]) -> dict[str, Any]:
    if isinstance(document.value, dict):
        return document.value
    found = describe(document.value)
    message = f"expected a mapping with `course:` and `areas:`, found {found}"
    problems.append(document.problem(place, "GA012", message))
    return {}
