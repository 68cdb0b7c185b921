"""Records out of a YAML, JSON or CSV file that someone else keeps, each with its place in that file.

Not in here: what columns make of them (`rows`).
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from .cells import LinkValue, Value
from .messages import Mistake, describe
from .model import RowsFrom
from .problems import Path, Position, Problem, did_you_mean, dotted
from .source import Document, parse_document, read_text

_SURROGATES = re.compile(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
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

    def written(self, record: Record, path: Path) -> str | None:
        """A field as the file spells it."""
        return None if self.csv_lines else self.document.written((*record.place, *path))

    def problem(self, record: Record, path: Path, code: str, message: str) -> Problem:
        """A mistake in a record, at its own file and line."""
        where = dotted(path if self.csv_lines else (*record.place, *path))
        return Problem(self.position(record, path), where, message, code)


def read_records(
    rows_from: RowsFrom, folder: FilePath, root: FilePath, place: Path, problems: list[Mistake | Problem]
) -> Records:
    """Read the file that `rows_from` names; what is wrong goes to `problems`.

    `place` is the comparison's path in the registry.
    """
    at_file: Path = (*place, "rows_from", "file")
    path = folder / rows_from.file
    shown = _shown(path, root)
    records = Records(Document(shown, []))
    if not path.resolve().is_relative_to(folder.resolve()):
        problems.append(Mistake(at_file, "GA029", f"'{rows_from.file}' leads out of the registry's folder"))
        return records
    records.files.append(path)
    if not path.is_file():
        beside = (
            [file.relative_to(folder).as_posix() for file in sorted(path.parent.glob("*.*"))] if path.parent.is_dir() else []
        )
        hint = did_you_mean(rows_from.file, beside, limit=0)
        problems.append(Mistake(at_file, "GA001", f"there is no file '{rows_from.file}' in the registry's folder{hint}"))
        return records
    text = read_text(path, shown, records.document.problems)
    if text is not None:
        if path.suffix.lower() == ".csv":
            _read_csv(text, records)
        else:
            _read_document(text, shown, records, rows_from, place, problems, as_json=path.suffix.lower() == ".json")
    problems += records.document.problems
    return records


def _read_document(
    text: str,
    shown: str,
    records: Records,
    rows_from: RowsFrom,
    place: Path,
    problems: list[Mistake | Problem],
    *,
    as_json: bool,
) -> None:
    value: Any = None
    if as_json:
        try:
            value = json.loads(text)
        except (json.JSONDecodeError, RecursionError) as error:
            line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
            message = error.msg if isinstance(error, json.JSONDecodeError) else "values are nested too deep"
            source = text.split("\n")[line - 1]
            position = Position(shown, line, column, text=source[:300])
            problems.append(Problem(position, "", f"not valid JSON: {message}", "GA002"))
            return
        # JSON is YAML but for surrogate pairs, so the YAML parser tells where each value stands.
        text = _SURROGATES.sub(lambda pair: json.loads(f'"{pair.group()}"').ljust(len(pair.group())), text)
    document = records.document = parse_document(text, shown)
    if document.root is None and document.problems:
        return
    found, path = (
        pick(value if as_json else document.value, rows_from.at) if rows_from.at else (value if as_json else document.value, ())
    )
    if isinstance(found, list):
        records.records = [Record(item, None, (*path, index)) for index, item in enumerate(found)]
    elif isinstance(found, dict):
        records.records = [Record(item, str(key), (*path, str(key))) for key, item in found.items()]
    else:
        at: Path = (*place, "rows_from", "at" if rows_from.at else "file")
        whole = value if as_json else document.value
        keys = [str(key) for key in whole] if isinstance(whole, dict) else []
        hint = did_you_mean(rows_from.at or "", keys) if found is None and rows_from.at else ""
        message = f"expected a list or a mapping of records in {shown}, found {describe(found)}{hint}"
        problems.append(Mistake(at, "GA044", message))
        return
    for record in list(records.records):
        if not isinstance(record.value, dict):
            message = f"expected a record with fields, found {describe(record.value)}"
            problems.append(records.problem(record, (), "GA044", message))
            records.records.remove(record)


def _read_csv(text: str, records: Records) -> None:
    records.csv_lines = True
    records.document.lines = text.split("\n")
    reader = csv.reader(io.StringIO(text), strict=True)
    header: list[str] = []
    start = 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            if len(cells) > len(header):
                position = Position(records.document.file, line, 1, 1, records.document.line_text(line))
                message = f"the record has {len(cells)} values, and the header names {len(header)}"
                records.document.problems.append(Problem(position, "", message, "GA044"))
                continue
            records.records.append(Record(dict(zip(header, cells, strict=False)), None, (line,)))
    except csv.Error as error:
        position = Position(records.document.file, reader.line_num, 1, 1, records.document.line_text(reader.line_num))
        records.document.problems.append(Problem(position, "", f"not valid CSV: {error}", "GA002"))


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


def row_id(rows_from: RowsFrom | None, record: Record, header: Value, number: int) -> str:
    """The id of a record's row, made of what names it: a field, a mapping's key, or the row's header."""
    name: Any = record.key
    if rows_from is not None and rows_from.id is not None:
        name = pick(record.value, rows_from.id)[0]
    if name is None:
        name = header.label if isinstance(header, LinkValue) else header
    words = re.sub(r"[^\w]+", "-", str(name).lower()).strip("-") if name is not None else ""
    return words.replace("_", "-")[:80] or f"row-{number}"


def _shown(path: FilePath, root: FilePath) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()
