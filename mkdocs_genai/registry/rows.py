"""The rows of every comparison, typed: its own ones, or records out of a file that someone else keeps.

Not in here: what a cell may hold (`cells`), and reading foreign files (`records`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path as FilePath
from typing import Any

from .cells import CellFault, Row, Table, Value, parse_cell
from .messages import Mistake
from .model import Comparison, Registry
from .problems import Path, Problem, did_you_mean, nearest
from .records import Record, Records, pick, read_records, row_id

Tables = dict[tuple[str, str], Table]
"""By the ids of area and comparison."""


def read_tables(
    registry: Registry, folder: FilePath, root: FilePath, pruned: set[Path], written: Callable[[Path], str | None]
) -> tuple[Tables, list[Mistake | Problem], list[FilePath]]:
    """Type the rows of every comparison.

    Gives the tables, what is wrong with rows (with a position already where a foreign file is concerned), and the files
    that were read. `folder` is the registry's, `pruned` the paths that validation took out.
    """
    tables: Tables = {}
    problems: list[Mistake | Problem] = []
    files: list[FilePath] = []
    for area_id, area in registry.areas.items():
        for comparison_id, comparison in area.comparisons.items():
            place: Path = ("areas", area_id, "comparisons", comparison_id)
            columns_place: Path = (*place, "columns")
            # A column whose type is wrong is still a column; one that was taken out is not known any more.
            sound = columns_place not in pruned and not any(path[:-1] == columns_place for path in pruned)
            if comparison.rows_from is not None:
                if (*place, "rows_from", "file") in pruned:
                    rows: tuple[Row, ...] = ()
                else:
                    records = read_records(comparison.rows_from, folder, root, place, problems)
                    files += records.files
                    rows = _foreign_rows(comparison, records, problems)
                    if sound and records.records:
                        problems += _empty_columns(comparison, place, records)
            else:
                rows = _own_rows(comparison, place, pruned, sound, problems, written)
            tables[area_id, comparison_id] = Table(comparison.columns, rows)
    return tables, problems, files


def _own_rows(
    comparison: Comparison,
    place: Path,
    pruned: set[Path],
    sound: bool,
    problems: list[Mistake | Problem],
    written: Callable[[Path], str | None],
) -> tuple[Row, ...]:
    rows: list[Row] = []
    meant: set[str] = set()
    # Columns for which a misspelt cell was found, so that their absence is no mistake of its own.
    header = next(iter(comparison.columns))
    for key, raw in (comparison.rows or {}).items():
        row_place: Path = (*place, "rows", key)
        meant_here: set[str] = set()
        for cell in raw:
            if cell not in comparison.columns and sound:
                absent = [column for column in comparison.columns if column not in raw]
                message = f"no column is called '{cell}'{did_you_mean(cell, absent or comparison.columns)}"
                problems.append(Mistake((*row_place, cell), "GA040", message, True))
                if match := nearest(cell, absent):
                    meant_here.add(match)
        cells: dict[str, Value] = {}
        for column_id, column in comparison.columns.items():
            cell_place = (*row_place, column_id)
            cells[column_id] = None
            if (*place, "columns", column_id, "type") in pruned:
                continue  # what its cells may hold is not known
            try:
                cells[column_id] = parse_cell(column, raw.get(column_id), partial(written, cell_place), foreign=False)
            except CellFault as fault:
                problems.append(Mistake(cell_place, fault.code, str(fault)))
                continue
            expected = (column.required or column_id == header) and column_id not in meant_here
            if cells[column_id] is None and expected and sound and cell_place not in pruned:
                why = "it heads the row" if column_id == header else "the column says so"
                in_place = column_id in raw
                message = f"the cell '{column_id}' is required ({why}), and {'empty' if in_place else 'missing'}"
                problems.append(Mistake(cell_place if in_place else row_place, "GA043", message, True))
        meant |= meant_here
        rows.append(Row(key, cells))
    if rows and sound:
        filled = {
            cell for raw in (comparison.rows or {}).values() for cell, value in raw.items() if value not in (None, "", [])
        }
        for column_id in comparison.columns:
            required = comparison.columns[column_id].required or column_id == header
            if column_id not in filled and column_id not in meant and not required:
                message = f"no row fills the column '{column_id}'"
                problems.append(Mistake((*place, "columns", column_id), "GA041", message, True))
    return tuple(rows)


def _foreign_rows(comparison: Comparison, records: Records, problems: list[Mistake | Problem]) -> tuple[Row, ...]:
    rows: list[Row] = []
    taken: dict[str, Record] = {}
    header = next(iter(comparison.columns))
    for number, record in enumerate(records.records, 1):
        cells: dict[str, Value] = {}
        for column_id, column in comparison.columns.items():
            steps = column.field or column_id
            value, path = pick(record.value, steps)
            cells[column_id] = None
            try:
                cells[column_id] = parse_cell(column, value, partial(records.written, record, path), foreign=True)
            except CellFault as fault:
                problems.append(records.problem(record, path, fault.code, str(fault)))
                continue
            if cells[column_id] is None and (column.required or column_id == header):
                problems.append(records.problem(record, (), "GA043", _missing(column_id, steps, record)))
        identity = row_id(comparison.rows_from, record, cells[header], number)
        if identity in taken:
            if comparison.rows_from is not None and comparison.rows_from.id is not None:
                line = records.position(taken[identity], ()).line
                message = f"the id '{identity}' is here a second time; it is already in line {line}"
                problems.append(records.problem(record, (), "GA003", message))
                continue
            identity = f"{identity}-{number}"
        taken[identity] = record
        rows.append(Row(identity, cells))
    return tuple(rows)


def _missing(column_id: str, steps: str, record: Record) -> str:
    hint = ""
    if isinstance(record.value, dict) and (match := nearest(steps, [key for key in record.value if key != steps])):
        hint = f"; is '{match}' meant?"
    return f"the record has no '{steps}', which the column '{column_id}' requires{hint}"


def _empty_columns(comparison: Comparison, place: Path, records: Records) -> list[Mistake | Problem]:
    mistakes: list[Mistake | Problem] = []
    header = next(iter(comparison.columns))
    known: dict[str, Any] = {}
    for record in records.records[:50]:
        if isinstance(record.value, dict):
            known |= record.value
    for column_id, column in comparison.columns.items():
        steps = column.field or column_id
        present = any(pick(record.value, steps)[0] not in (None, "", []) for record in records.records)
        if present or column.required or column_id == header:
            continue
        at: Path = (*place, "columns", column_id, "field") if column.field else (*place, "columns", column_id)
        message = f"no record has '{steps}'{did_you_mean(steps, known)}"
        mistakes.append(Mistake(at, "GA041", message, column.field is None))
    return mistakes
