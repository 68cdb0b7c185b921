"""From layers of files to a checked registry: reading, validating, checking.

Not in here: which files there are (`layers`), YAML (`yaml_file`), the shape (`model`), the rules between things (`checks`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import reduce
from pathlib import Path as FilePath
from typing import NamedTuple

from ..columns import COLUMN_TYPES, ColumnTypes
from ..problems import Path, Position, Problem
from .checks import Checker, CourseFiles
from .dangling_references import sound
from .imported import read_imports
from .layers import IMPORTS, Imports, Layer, Read, merge, read_layer
from .model import Area, Registry, RegistryFile
from .origins import Sources
from .records import ParseData, parse_data
from .rows import ForeignText, read_tables
from .table import Tables
from .validate import validate_registry
from .yaml_file import read_document
from .yaml_file import show as show

HOW_TO_BEGIN = "there is no registry yet, so nothing is added to pages; `mkdocs-genai new registry` writes one"


class Loaded(NamedTuple):
    """What came of loading: the registry as far as it is sound, its tables, every problem, the files that were read."""

    registry: Registry
    tables: Tables
    problems: list[Problem]
    files: tuple[FilePath, ...]
    sources: Sources
    foreign_texts: Sequence[ForeignText] = ()

    @property
    def usable(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def is_absent(self) -> bool:
        """Whether there is no registry, and nothing names one."""
        return not self.files and not self.problems


class Readers(NamedTuple):
    """How files are read and parsed, and which types columns may have."""

    read: Read = read_document
    """Reads a file of a layer."""
    parse: ParseData = parse_data
    """Parses a file that `rows_from` names."""
    types: ColumnTypes = COLUMN_TYPES


READERS = Readers()


def load_registry(layers: Sequence[Layer], root: FilePath, around: CourseFiles, readers: Readers = READERS) -> Loaded:
    """Read, validate and check a registry of one layer or several, of which later ones replace or add.

    `root` is the folder that file names in problems are relative to; `around` tells which pages and icons there are.
    """

    def shown(file: FilePath) -> str:
        return show(file, root)

    content = reduce(merge, [read_layer(layer, shown, readers.read) for layer in layers])
    sources, problems = content.sources, content.problems
    if content.missing:
        # What the rest lacks would only follow from that.
        return Loaded(Registry(), {}, _each_once(problems), tuple(content.files), sources)
    imports = _read_imports(layers, shown)
    problems += imports.problems
    valid, mistakes, pruned = validate_registry(content.value or {"areas": {}}, sources.written, readers.types)
    registry = Registry.model_construct(course=valid.course, areas=_in_order(valid), imports=imports.courses)
    rows = read_tables(registry, sources, root, pruned, readers.parse)
    checker = Checker(registry, rows.tables, around, pruned | content.unread)
    mistakes += [mistake for mistake in checker.mistakes() if mistake.path not in pruned]
    every = [*mistakes, *rows.problems]
    if len(layers) > 1:
        # What a layer adds to one that can't be read may well be whole with it.
        every = [item for item in every if item.is_located or not _is_within(item.path, content.unread)]
    found = [item if item.is_located else sources.problem(item) for item in every]
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
    files = (*content.files, *imports.files, *rows.files)
    return Loaded(registry, rows.tables, _each_once(problems), files, sources, rows.texts)


def _read_imports(layers: Iterable[Layer], shown: Callable[[FilePath], str]) -> Imports:
    imports = Imports()
    folders = (layer.folder / IMPORTS for layer in layers if layer.folder is not None)
    for folder in dict.fromkeys(folder for folder in folders if os.path.isdir(folder)):
        imports.add(read_imports(folder, shown))
    return imports


def _is_within(path: Path, places: Collection[Path]) -> bool:
    return any(path[:length] in places for length in range(len(path) + 1))


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of files and lines; a mistake that an alias repeats elsewhere is one."""
    unique: dict[tuple[Position, str, str], Problem] = {}
    for problem in problems:
        unique.setdefault((problem.position, problem.code, problem.message), problem)
    return sorted(unique.values())


def _in_order(registry: RegistryFile) -> dict[str, Area]:
    """The areas in the course's order, those that it does not name last."""
    first = {area_id: registry.areas[area_id] for area_id in registry.course.areas if area_id in registry.areas}
    return first | registry.areas
