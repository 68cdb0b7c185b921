"""Records out of a YAML, JSON or CSV file that someone else keeps, each with its place in that file.

Not in here: JSON and CSV themselves (`foreign`), and what columns make of the records (`rows`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from ..columns.base import Written
from ..problems import Path, Position, Problem, dotted
from ..suggestions import describe, did_you_mean
from .data_files import read_csv, read_json
from .document import Document
from .model import RowsFrom
from .yaml_file import has_file, leads_out, parse_document, read_text, show


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
    """One record: its fields, the key that a mapping gives it, and where it stands."""

    value: Any
    key: str | None
    place: Path


@dataclass
class Records:
    """The records of one file."""

    document: Document
    files: list[FilePath] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    csv_lines: bool = False

    def position(self, record: Record, path: Path) -> Position:
        """Where a field of a record stands; in CSV, the record's line."""
        if self.csv_lines:
            line = int(record.place[0])
            text = self.document.line_text(line)
            return Position(self.document.file, line, 1, max(1, len(text)), text)
        return self.document.position((*record.place, *path))

    def spelling(self, record: Record, path: Path) -> Written:
        """What gives a field, or an item of it, as the file spells it."""
        return lambda *steps: None if self.csv_lines else self.document.written((*record.place, *path, *steps))

    def problem(self, record: Record, path: Path, code: str, message: str) -> Problem:
        """A mistake in a record, at its own file and line."""
        where = dotted(path if self.csv_lines else (*record.place, *path))
        return Problem(self.position(record, path), where, message, code)


def read_records(
    rows_from: RowsFrom,
    folder: FilePath,
    root: FilePath,
    place: Path,
    problems: list[Problem],
    parse: ParseData = parse_data,
) -> Records:
    """Read the file that `rows_from` names; what is wrong goes to `problems`.

    `place` is the comparison's path in the registry.
    """
    at_file: Path = (*place, "rows_from", "file")
    path = folder / rows_from.file
    shown = show(path, root)
    records = Records(Document(shown))
    if leads_out(path, folder):
        problems.append(Problem.at(at_file, "GA029", f"'{rows_from.file}' leads out of the registry's folder"))
        return records
    records.files.append(path)
    if os.path.isdir(path):
        problems.append(Problem.at(at_file, "GA001", f"'{rows_from.file}' is a folder; name a file in it"))
        return records
    if not os.path.exists(path) or (os.path.isfile(path) and not has_file(folder, rows_from.file)):
        files = path.parent.glob("*.*") if os.path.isdir(path.parent) else ()
        beside = sorted(file.relative_to(folder).as_posix() for file in files if file.name != path.name)
        hint = did_you_mean(rows_from.file, beside, limit=0)
        problems.append(Problem.at(at_file, "GA001", f"there is no file '{rows_from.file}' in the registry's folder{hint}"))
        return records
    text = read_text(path, shown, records.document.problems)
    if text is None:
        problems += records.document.problems
        return records
    parsed = parse(path, text, shown)
    records.document = parsed.document
    if parsed.csv_rows is not None:
        records.csv_lines = True
        records.records = [Record(cells, None, (line,)) for line, cells in parsed.csv_rows]
        if rows_from.at is not None:
            message = "a CSV file is a single table, so it takes no `at`; delete it"
            problems.append(Problem.at((*place, "rows_from", "at"), "GA027", message))
    elif parsed.value is not None or not records.document.problems:
        _find_records(parsed.value, records.document, records, rows_from, place, problems)
    problems += records.document.problems
    return records


def _find_records(
    value: Any, document: Document, records: Records, rows_from: RowsFrom, place: Path, problems: list[Problem]
) -> None:
    """Take the records out of a file's value."""
    found, path = pick(value, rows_from.at) if rows_from.at else (value, ())
    items: list[Record] = []
    if isinstance(found, list):
        items = [Record(item, None, (*path, index)) for index, item in enumerate(found)]
    elif isinstance(found, dict):
        items = [Record(item, str(key), (*path, str(key))) for key, item in found.items()]
    records.records = [record for record in items if isinstance(record.value, dict)]
    if isinstance(found, list | dict) and (records.records or not items):
        for record in items:
            if not isinstance(record.value, dict):
                message = f"expected a record with fields, found {describe(record.value)}"
                problems.append(records.problem(record, (), "GA044", message))
        return
    at: Path = (*place, "rows_from", "at" if rows_from.at else "file")
    what = f"{describe(found)} without records" if items else describe(found)
    hint = _where_it_ends(value, rows_from.at) if found is None and rows_from.at else ""
    message = f"expected a list or a mapping of records in {document.file}, found {what}{hint}"
    problems.append(Problem.at(at, "GA044", message))


def _where_it_ends(value: Any, steps: str) -> str:
    """The nearest key at the place where a dotted path leads nowhere."""
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
    """The id of a record's row, made of what names it: a field, a mapping's key, or the row's header."""
    name: Any = record.key
    if rows_from is not None and rows_from.id is not None:
        name = pick(record.value, rows_from.id)[0]
    if name is None:
        name = header
    words = re.sub(r"[^\w]+", "-", str(name).lower()).strip("-") if name is not None else ""
    return words.replace("_", "-")[:80] or f"row-{number}"
