"""From layers of files to a checked registry: reading, validating, checking.

Not in here: which files there are (`layers`), YAML (`yaml_file`), the model (`model`), the rules between entries (`checks`).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from pathlib import Path
from typing import NamedTuple

from ..columns import COLUMN_TYPES, ColumnTypes
from ..problems import Problem
from .checks import Checker, CourseFiles
from .dangling_references import without_dangling_references
from .data_files import parse_data
from .foreign_text import ForeignText
from .globs import is_pattern
from .glossary import term_problems
from .grouped_problems import one_problem_a_cause
from .imported import read_imports
from .layers import IMPORTS, Imports, Layer, Read, merge, read_layer
from .located_problems import each_once, independent_problems, is_within, located_problems
from .misplaced_lines import Moved, misplaced_line
from .missing_entries import one_problem_an_entry
from .model import Area, Registry, RegistryFile
from .origins import Origins
from .quiz_checks import quiz_problems
from .records import DataFiles, ParseData
from .references import MarkedUpTexts, awaits_area, marked_up_texts
from .rows import read_tables
from .table import Tables
from .text_files import display_path
from .translations import untranslated
from .validate import validate_registry
from .yaml_file import parse_document, read_document

HOW_TO_BEGIN = "there is no registry yet, so nothing is added to pages; `mkdocs-genai new registry` writes one"


class Loaded(NamedTuple):
    """The result of loading: the valid part of the registry, its tables, every problem, and the files that were read."""

    registry: Registry
    tables: Tables
    problems: list[Problem]
    files: tuple[Path, ...]
    sources: Origins
    texts: MarkedUpTexts = ()
    """The registry's own texts that have signs of markup."""
    foreign_texts: Sequence[ForeignText] = ()
    awaiting: Sequence[Problem] = ()
    """What is wrong unless another plugin makes the file that is missing; `problems` has it where no plugin can."""

    @property
    def usable(self) -> bool:
        """Whether there is no error; warnings do not count."""
        return not any(problem.severity == "error" for problem in self.problems)

    def until_files_are_made(self) -> Loaded:
        """The same while other plugins may still make files: what these may cure is put off."""
        now = [problem for problem in self.problems if not problem.awaits_files]
        return self._replace(problems=now, awaiting=[problem for problem in self.problems if problem.awaits_files])

    @property
    def is_absent(self) -> bool:
        """Whether there is no registry, and nothing names one."""
        return not self.files and not self.problems


_DATA_FILE = ("rows_from", "file")
"""The end of the path of a file with rows."""
_MOST_MISPLACED = 3
"""The most lines in the wrong place that are looked for in a file, because the registry is read again and again for each."""


class Readers(NamedTuple):
    """How files are read and parsed, and which types columns may have."""

    read: Read = read_document
    """Reads a file of a layer."""
    parse: ParseData = parse_data
    """Parses a file that `rows_from` names."""
    types: ColumnTypes = COLUMN_TYPES
    made: Mapping[Path, bytes] = {}
    """The content of files for `rows_from` that other plugins make."""


READERS = Readers()


def load_registry(layers: Sequence[Layer], root: Path, around: CourseFiles, readers: Readers = READERS) -> Loaded:
    """Read, validate and check a registry of one layer or several, of which later ones replace or add.

    `root` is the folder that file names in problems are relative to; `around` knows which pages and icons exist. A
    line in the wrong place is one problem; what follows from it is not reported.
    """

    def with_texts(texts: Mapping[str, str]) -> Loaded:
        return _load(layers, root, around, readers._replace(read=_reader(texts, readers.read)))

    loaded, texts, misplaced = _load(layers, root, around, readers), dict[str, str](), list[Problem]()
    while found := _misplaced_line(loaded, misplaced, lambda file, text: with_texts({**texts, file: text}).problems):
        texts[found.problem.position.file] = found.text
        misplaced.append(found.problem)
        loaded = with_texts(texts)
    return loaded._replace(problems=sorted([*misplaced, *loaded.problems])) if misplaced else loaded


def _misplaced_line(
    loaded: Loaded, misplaced: Sequence[Problem], problems_with: Callable[[str, str], Sequence[Problem]]
) -> Moved | None:
    """The first line in the wrong place, apart from those that were found before."""
    documents = {origin.document.file: origin.document for origin in loaded.sources.origins.values()}
    size = sum(len(document.text) for document in documents.values())
    moved = Counter(problem.position.file for problem in misplaced)
    for document in documents.values():
        if moved[document.file] >= _MOST_MISPLACED:
            continue
        if found := misplaced_line(document, loaded.problems, size, partial(problems_with, document.file)):
            return found
    return None


def _reader(texts: Mapping[str, str], read: Read) -> Read:
    """Reads files, of which some have another text than on the disk."""
    return lambda path, shown: parse_document(texts[shown], shown) if shown in texts else read(path, shown)


def _load(layers: Sequence[Layer], root: Path, around: CourseFiles, readers: Readers) -> Loaded:
    def shown(file: Path) -> str:
        return display_path(file, root)

    contents = [read_layer(layer, shown, readers.read) for layer in layers]
    content = reduce(merge, contents)
    sources, added = content.sources, untranslated(layers, contents)
    if content.missing:
        # Any other problem would only follow from that.
        return Loaded(Registry(), {}, each_once(content.problems), tuple(content.files), sources)
    imports = _read_imports(layers, shown)
    valid, found, pruned = validate_registry(content.value or {"areas": {}}, sources.written, readers.types)
    pruned |= content.doubtful
    registry = Registry.model_construct(course=valid.course, areas=_in_order(valid), imports=imports.courses)
    rows = read_tables(registry, sources, root, pruned, DataFiles(readers.parse, readers.made))
    texts = marked_up_texts(registry, rows.tables)
    checker = Checker(registry, texts, around, pruned | content.unread | {path[:-1] for path in content.doubled})
    checked = (*checker.problems(), *quiz_problems(registry, pruned), *term_problems(registry, pruned))
    found += [problem for problem in checked if problem.path not in pruned]
    missing = [replace(item, awaits_files=_awaits_rows(registry, item)) for item in rows.problems]
    # What a translation adds by a misspelt id is not complete.
    misspelt = {item.path for item in added}
    sound = [item for item in (*found, *missing) if item.is_located or not is_within(item.path, misspelt)]
    located = located_problems([*sound, *added], content, in_layers=len(layers) > 1)
    foreign = _links_of_foreign_texts(rows.texts, checker)
    located = one_problem_an_entry(registry, located, checker.named, sources.problem) + foreign
    problems = [*content.problems, *imports.problems]
    problems += independent_problems(located, problems, sources)
    if any(problem.severity == "error" for problem in problems):
        registry = without_dangling_references(registry)
    files = (*content.files, *imports.files, *rows.files)
    return Loaded(registry, rows.tables, each_once(problems), files, sources, texts, rows.texts)


def _links_of_foreign_texts(texts: Iterable[ForeignText], checker: Checker) -> list[Problem]:
    # A text that is only a URL was checked as a cell.
    marked_up = [foreign for foreign in texts if not foreign.is_address]
    return one_problem_a_cause(
        foreign.fault(code, message, awaits_files=awaits_area(checker.registry, target))
        for foreign in marked_up
        for target, code, message in checker.link_faults(foreign.text, foreign.home)
    )


def _awaits_rows(registry: Registry, problem: Problem) -> bool:
    """Whether a file that another plugin makes may have the rows that are missing, or more of those that a pattern matches."""
    if problem.path[-2:] == _DATA_FILE:
        return problem.code == "GA001"
    if problem.code not in ("GA041", "GA044") or problem.path[2:3] != ("comparisons",):
        return False
    rows_from = registry.areas[str(problem.path[1])].comparisons[str(problem.path[3])].rows_from
    return rows_from is not None and is_pattern(rows_from.file)


def _read_imports(layers: Iterable[Layer], shown: Callable[[Path], str]) -> Imports:
    imports = Imports()
    folders = (layer.folder / IMPORTS for layer in layers if layer.folder is not None)
    for folder in dict.fromkeys(folder for folder in folders if os.path.isdir(folder)):
        imports.add(read_imports(folder, shown))
    return imports


def _in_order(registry: RegistryFile) -> dict[str, Area]:
    """The areas in the course's order, those that it does not name last."""
    first = {area_id: registry.areas[area_id] for area_id in registry.course.areas if area_id in registry.areas}
    return first | registry.areas
