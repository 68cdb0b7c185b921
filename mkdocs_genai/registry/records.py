"""Reads records from a YAML, JSON or CSV file that someone else maintains, each with its path in that file.

Not in here: parsing JSON and CSV (`data_files`), and what columns make of the records (`rows`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from ..columns.base import Spelling
from ..problems import Path, Position, Problem, dotted
from ..suggestions import describe, did_you_mean
from .data_files import read_csv, read_json
from .document import Document
from .model import RowsFrom
from .text_files import has_file, leads_out, read_text, show
from .yaml_file import parse_document


class DataFile(NamedTuple):
    """A file that was parsed: its value, or for CSV its rows with their lines."""

    document: Document
    value: Any = None
    csv_rows: Sequence[tuple[int, dict[str, str]]] | None = None


ParseData = Callable[[FilePath, str, str], DataFile]
"""Parses a file's text; the last argument is how problems name the file."""


def parse_data(path: FilePath, text: str, shown: str) -> DataFile:
    """Parse a file by its suffix; what is wrong is in the document's `problems`."""
    match path.suffix.lower():
        case ".csv":
            document, rows = read_csv(text, shown)
            return DataFile(document, csv_rows=rows)
        case ".json":
            return DataFile(*read_json(text, shown))
        case _:
            document = parse_document(text, shown)
            return DataFile(document, document.value)


class Record(NamedTuple):
    """One record: its fields, its key if a mapping has it, and its path in the file; in CSV the path is its line."""

    value: Any
    key: str | None
    path: Path


@dataclass
class Records:
    """The records of one file, and the problems of reading it."""

    document: Document
    files: list[FilePath] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    csv_lines: bool = False
    problems: list[Problem] = field(default_factory=list)

    def position(self, record: Record, path: Path) -> Position:
        """The position of a field of a record; in CSV, the record's line."""
        if self.csv_lines:
            line = int(record.path[0])
            text = self.document.line_text(line)
            return Position(self.document.file, line, 1, max(1, len(text)), text)
        return self.document.position((*record.path, *path))

    def spelling(self, record: Record, path: Path) -> Spelling:
        """A function that gives a field, or an item of it, as the file spells it."""
        return lambda *steps: None if self.csv_lines else self.document.written((*record.path, *path, *steps))

    def problem(self, record: Record, path: Path, code: str, message: str) -> Problem:
        """A problem in a record, at its own file and line."""
        where = dotted(path if self.csv_lines else (*record.path, *path))
        return Problem(self.position(record, path), where, message, code)


def read_records(
    rows_from: RowsFrom, folder: FilePath, root: FilePath, comparison_path: Path, parse: ParseData = parse_data
) -> Records:
    """Read the file that `rows_from` names, relative to `folder`; problems name files relative to `root`."""
    path = folder / rows_from.file
    shown = show(path, root)
    at_file: Path = (*comparison_path, "rows_from", "file")
    if leads_out(path, folder):
        problem = Problem.at(at_file, "GA029", f"'{rows_from.file}' leads out of the registry's folder")
        return Records(Document(shown), problems=[problem])
    if message := _missing_file(rows_from, folder):
        return Records(Document(shown), [path], problems=[Problem.at(at_file, "GA001", message)])
    text = read_text(path, shown)
    if isinstance(text, Problem):
        return Records(Document(shown), [path], problems=[text])
    parsed = parse(path, text, shown)
    if parsed.csv_rows is not None:
        found = Records(parsed.document, csv_lines=True)
        found.records = [Record(cells, None, (line,)) for line, cells in parsed.csv_rows]
        if rows_from.at is not None:
            message = "a CSV file is a single table, so it takes no `at`; delete it"
            found.problems = [Problem.at((*comparison_path, "rows_from", "at"), "GA027", message)]
    elif parsed.value is not None or not parsed.document.problems:
        found = _find_records(parsed, rows_from, comparison_path)
    else:
        found = Records(parsed.document)
    found.files = [path]
    found.problems = [*found.problems, *parsed.document.problems]
    return found


def _missing_file(rows_from: RowsFrom, folder: FilePath) -> str | None:
    """Why there is no such file; None if there is one."""
    path = folder / rows_from.file
    if os.path.isdir(path):
        return f"'{rows_from.file}' is a folder; name a file in it"
    if os.path.exists(path) and (not os.path.isfile(path) or has_file(folder, rows_from.file)):
        return None
    files = path.parent.glob("*.*") if os.path.isdir(path.parent) else ()
    beside = sorted(file.relative_to(folder).as_posix() for file in files if file.name != path.name)
    hint = did_you_mean(rows_from.file, beside, limit=0)
    return f"there is no file '{rows_from.file}' in the registry's folder{hint}"


def _find_records(parsed: DataFile, rows_from: RowsFrom, comparison_path: Path) -> Records:
    """Find the records in a file's value."""
    records = Records(parsed.document)
    found, path = pick(parsed.value, rows_from.at) if rows_from.at else (parsed.value, ())
    items: list[Record] = []
    if isinstance(found, list):
        items = [Record(item, None, (*path, index)) for index, item in enumerate(found)]
    elif isinstance(found, dict):
        items = [Record(item, str(key), (*path, str(key))) for key, item in found.items()]
    records.records = [record for record in items if isinstance(record.value, dict)]
    if isinstance(found, list | dict) and (records.records or not items):
        records.problems = [
            records.problem(record, (), "GA044", f"expected a record with fields, found {describe(record.value)}")
            for record in items
            if not isinstance(record.value, dict)
        ]
        return records
    what = f"{describe(found)} without records" if items else describe(found)
    hint = _where_it_ends(parsed.value, rows_from.at) if found is None and rows_from.at else ""
    message = f"expected a list or a mapping of records in {parsed.document.file}, found {what}{hint}"
    at: Path = (*comparison_path, "rows_from", "at" if rows_from.at else "file")
    records.problems = [Problem.at(at, "GA044", message)]
    return records


def _where_it_ends(value: Any, steps: str) -> str:
    """The nearest key where a dotted path stops matching."""
    for step in steps.split("."):
        if not isinstance(value, dict):
            return ""
        if step not in value:
            return did_you_mean(step, [str(key) for key in value])
        value = value[step]
    return ""


def pick(value: Any, steps: str) -> tuple[Any, Path]:
    """The value at a dotted path, and its path; a list on the way gives the values of all its items.

    A key that itself contains dots or blanks is found as it is.
    """
    if isinstance(value, dict) and steps in value:
        return value[steps], (steps,)
    path: list[str | int] = []
    parts = steps.split(".")
    for index, step in enumerate(parts):
        if isinstance(value, dict) and step in value:
            value = value[step]
            path.append(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
            path.append(int(step))
        elif isinstance(value, list):
            rest = ".".join(parts[index:])
            return [found for item in value if (found := pick(item, rest)[0]) is not None], tuple(path)
        else:
            return None, ()
    return value, tuple(path)


def row_id(rows_from: RowsFrom | None, record: Record, header: str | None, number: int) -> str:
    """The id of a record's row, derived from a field, a mapping's key, or the row's header."""
    name: Any = record.key
    if rows_from is not None and rows_from.id is not None:
        name = pick(record.value, rows_from.id)[0]
    if name is None:
        name = header
    words = re.sub(r"[^\w]+", "-", str(name).lower()).strip("-") if name is not None else ""
    return words.replace("_", "-")[:80] or f"row-{number}"
