"""Parses the rows of every comparison: its own rows, or records from a file that someone else maintains.

Not in here: what a cell may hold (`columns`), a comparison's own rows (`own_rows`), and reading foreign files (`records`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import NamedTuple

from ..columns.base import RawCell, Value
from ..problems import Path, Problem, ProblemError
from ..suggestions import did_you_mean, nearest
from .inline_scanner import is_plain
from .model import Comparison, Registry, RowsFrom
from .origins import Sources
from .own_rows import read_own_rows
from .records import ParseData, Record, Records, parse_data, pick, read_records, row_id
from .table import Row, Table, Tables


class ForeignText(NamedTuple):
    """A cell of a foreign file that may have markup, or is only a URL."""

    text: str
    is_address: bool
    home: str
    """The area that shows it."""
    problem: Callable[[str, str], Problem]
    """Makes a problem of the cell, from a code and a message."""


class TypedRows(NamedTuple):
    """The result of reading rows; the problems of foreign files have their positions already."""

    tables: Tables
    problems: list[Problem]
    files: list[FilePath]
    texts: list[ForeignText]


def read_tables(
    registry: Registry,
    sources: Sources,
    root: FilePath,
    pruned: set[Path],
    parse: ParseData = parse_data,
) -> TypedRows:
    """Parse the rows of every comparison.

    `sources` has the origins of the registry's values, `pruned` the paths that validation removed; `parse` parses a file.
    """
    found = TypedRows({}, [], [], [])
    incomplete = {path[:-1] for path in pruned}
    for area_id, area in registry.areas.items():
        for comparison_id, comparison in area.comparisons.items():
            path: Path = ("areas", area_id, "comparisons", comparison_id)
            columns_path: Path = (*path, "columns")
            # A column with a wrong type is still known; one that validation removed is not.
            complete = columns_path not in pruned and columns_path not in incomplete
            rows: tuple[Row, ...] = ()
            if comparison.rows_from is None:
                rows, problems = read_own_rows(comparison, path, pruned, complete, sources.written)
                found.problems.extend(problems)
            elif (*path, "rows_from", "file") not in pruned:
                records = read_records(comparison.rows_from, sources.folder((*path, "rows_from")), root, path, parse)
                found.files.extend(records.files)
                found.problems.extend(records.problems)
                known = _known_fields(records)
                # Where validation removed a column, nobody knows what the others lack.
                empty = _empty_columns(comparison, records) if complete else list(comparison.columns)
                found.problems.extend(_empty_column(column_id, comparison, path, known) for column_id in empty if complete)
                foreign = _foreign_rows(area_id, comparison, records, empty)
                rows = foreign.rows
                found.texts.extend(foreign.texts)
                found.problems.extend([*foreign.problems, *_unnamed(comparison.rows_from, path, records)])
            found.tables[area_id, comparison_id] = Table(comparison.columns, rows)
    return found


class _ForeignRows(NamedTuple):
    """The rows of a foreign file."""

    rows: tuple[Row, ...]
    problems: list[Problem]
    texts: list[ForeignText]


class _ForeignCells(NamedTuple):
    """The cells of one record of a foreign file."""

    cells: dict[str, Value]
    problems: list[Problem]
    texts: list[ForeignText]


def _foreign_rows(area_id: str, comparison: Comparison, records: Records, empty: Collection[str]) -> _ForeignRows:
    """Parse the records of a foreign file; missing values of `empty` columns are reported elsewhere."""
    rows: list[Row] = []
    problems: list[Problem] = []
    texts: list[ForeignText] = []
    taken: dict[str, Record] = {}
    header = next(iter(comparison.columns))
    for number, record in enumerate(records.records, 1):
        cells, cell_problems, cell_texts = _foreign_cells(area_id, comparison, records, record, empty)
        problems += cell_problems
        texts += cell_texts
        name = None if cells[header] is None else comparison.columns[header].kind.plain(cells[header])
        identity = row_id(comparison.rows_from, record, name, number)
        if identity in taken:
            if comparison.rows_from is not None and comparison.rows_from.id is not None:
                line = records.position(taken[identity], ()).line
                message = f"the id '{identity}' is a duplicate; it is already on line {line}"
                problems.append(records.problem(record, (), "GA003", message))
                continue
            identity = f"{identity}-{number}"
        taken[identity] = record
        rows.append(Row(identity, cells))
    return _ForeignRows(tuple(rows), problems, texts)


def _foreign_cells(
    area_id: str, comparison: Comparison, records: Records, record: Record, empty: Collection[str]
) -> _ForeignCells:
    parsed = _ForeignCells({}, [], [])
    header = next(iter(comparison.columns))
    for column_id, column in comparison.columns.items():
        steps = column.field or column_id
        value, path = pick(record.value, steps)
        parsed.cells[column_id] = None
        try:
            cell = parsed.cells[column_id] = column.kind.value_of(RawCell(value, records.spelling(record, path), foreign=True))
        except ProblemError as fault:
            parsed.problems.append(records.problem(record, path, fault.code, str(fault)))
            continue
        if cell is not None:
            problem = partial(records.problem, record, path)
            marked = (text for text in column.kind.texts(cell) if not is_plain(text))
            parsed.texts.extend(ForeignText(text, False, area_id, problem) for text in marked)
            parsed.texts.extend(ForeignText(url, True, area_id, problem) for url in column.kind.addresses(cell))
        elif (column.required or column_id == header) and column_id not in empty:
            parsed.problems.append(records.problem(record, path, "GA043", _missing(column_id, steps, record, bool(path))))
    return parsed


def _missing(column_id: str, steps: str, record: Record, there: bool) -> str:
    if there:
        return f"is empty, but the column '{column_id}' requires it"
    hint = ""
    if isinstance(record.value, dict) and (match := nearest(steps, record.value, apart_from=steps)):
        hint = f"; did you mean '{match}'?"
    return f"the record has no '{steps}', which the column '{column_id}' requires{hint}"


def _empty_columns(comparison: Comparison, records: Records) -> list[str]:
    """The columns that no record has a value for. If there is only one record, a missing value is a problem of that record."""
    header = next(iter(comparison.columns))
    found = []
    for column_id, column in comparison.columns.items():
        steps = column.field or column_id
        required = column.required or column_id == header
        filled = any(pick(record.value, steps)[0] not in (None, "", []) for record in records.records)
        if not filled and len(records.records) > (1 if required else 0):
            found.append(column_id)
    return found


def _empty_column(column_id: str, comparison: Comparison, comparison_path: Path, known: Mapping[str, None]) -> Problem:
    field = comparison.columns[column_id].field
    at: Path = (*comparison_path, "columns", column_id, *(("field",) if field else ()))
    steps = field or column_id
    message = f"no record fills '{steps}'" if steps in known else f"no record has '{steps}'{did_you_mean(steps, known)}"
    return Problem.at(at, "GA041", message, field is None)


def _unnamed(rows_from: RowsFrom, comparison_path: Path, records: Records) -> Iterator[Problem]:
    """Records without the field that `id` says names them."""
    if rows_from.id is None:
        return
    without = [record for record in records.records if pick(record.value, rows_from.id)[0] in (None, "")]
    if len(without) == len(records.records) > 0:
        message = f"no record has '{rows_from.id}'{did_you_mean(rows_from.id, _known_fields(records))}"
        yield Problem.at((*comparison_path, "rows_from", "id"), "GA044", message)
        return
    for record in without:
        yield records.problem(record, (), "GA044", f"the record has no '{rows_from.id}', the field for its `id`")


def _known_fields(records: Records) -> dict[str, None]:
    return dict.fromkeys(str(key) for record in records.records[:50] for key in record.value)
