"""The rows that a comparison holds itself: their cells, parsed, and what is wrong with them."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from ..columns.base import ColumnType, Note, Reads, Value
from ..columns.raw_cell import RawCell
from ..problems import KeyPath, Problem, ProblemError
from ..suggestions import did_you_mean, glued_key, missing_space, nearest
from .column import Column
from .model import Comparison, NotedCell
from .table import Row
from .validate import validate

_NOTE_KEYS = {"note", "source"}


class _Own(NamedTuple):
    """A comparison of the registry, and what its rows are read with."""

    comparison: Comparison
    path: KeyPath
    written: Callable[[KeyPath], str | None]
    """How a scalar at a path is written in its file."""
    pruned: set[KeyPath]
    is_complete: bool
    """Whether validation took no column out, so that it is known which cells are missing and which are unknown."""

    def path_of_row(self, row_id: str) -> KeyPath:
        return (*self.path, "rows", row_id)


class _Cell(NamedTuple):
    """A cell's value and note; one that is not valid has no value, and its problem is reported."""

    value: Value
    note: Note | None = None
    is_valid: bool = True


class _UnknownCell(NamedTuple):
    """The problem of a cell that no column declares, and the column that was probably meant."""

    problem: Problem
    column_id: str | None


def read_own_rows(
    comparison: Comparison,
    path: KeyPath,
    pruned: set[KeyPath],
    is_complete: bool,
    written: Callable[[KeyPath], str | None],
) -> tuple[tuple[Row, ...], list[Problem]]:
    """Parse a comparison's rows; gives the rows and their problems.

    `path` is the comparison's. Unless its columns are complete, nothing is said of cells that are missing or unknown.
    """
    own = _Own(comparison, path, written, pruned, is_complete)
    raws = comparison.rows or {}
    filled = {cell for raw in raws.values() for cell, value in raw.items() if value not in (None, "", [])}
    renamed = _renamed(comparison, raws, filled) if is_complete else {}
    rows: list[Row] = []
    problems: list[Problem] = []
    every_unknown: list[_UnknownCell] = []
    misplaced = {row_id for row_id, raw in raws.items() if is_complete and _is_misplaced(comparison, raw)}
    problems += [_misplaced_row(own, row_id, raws[row_id]) for row_id in raws if row_id in misplaced]
    for row_id, raw in raws.items():
        if row_id in misplaced:
            continue
        unknown = _unknown_cells(own, row_id, raw, {*renamed.values(), *misplaced})
        # Of a column whose cell has a misspelt name, it is not said again that the cell is missing.
        misspelt = {cell.column_id for cell in unknown if cell.column_id} | renamed.keys()
        row, of_row = _read_row(own, row_id, raw, misspelt)
        rows.append(row)
        problems += of_row
        every_unknown += unknown
    problems += _each_cause_once(cell.problem for cell in every_unknown)
    if rows and is_complete:
        untyped = {column_id for column_id in comparison.columns if (*path, "columns", column_id) in pruned}
        problems += _empty_columns(own, filled, renamed, {cell.column_id for cell in every_unknown} | untyped)
    return tuple(rows), problems


def _read_row(own: _Own, row_id: str, raw: Mapping[str, Any], misspelt: Set[str]) -> tuple[Row, list[Problem]]:
    """A row, and what is wrong with it; `misspelt` has the columns whose cell has another name in the file."""
    cells: dict[str, Value] = {}
    notes: dict[str, Note] = {}
    problems: list[Problem] = []
    for column_id in own.comparison.columns:
        column_path: KeyPath = (*own.path, "columns", column_id)
        if {column_path, (*column_path, "type")} & own.pruned:
            cells[column_id] = None  # as nobody knows the column's type
            continue
        path = (*own.path_of_row(row_id), column_id)
        cell, of_cell = _read_cell(own, row_id, raw, column_id)
        cells[column_id] = cell.value
        problems += of_cell
        if cell.note:
            notes[column_id] = cell.note
        is_reported = not cell.is_valid or column_id in misspelt or path in own.pruned
        if own.is_complete and cell.value is None and not is_reported:
            problems += _required_cell(own.comparison, column_id, raw, path[:-1])
    return Row(row_id, cells, notes) if notes else Row(row_id, cells), problems


def _read_cell(own: _Own, row_id: str, raw: Mapping[str, Any], column_id: str) -> tuple[_Cell, list[Problem]]:
    """A cell of a row, and what is wrong with it; it has its value or its long form."""
    value, note = raw.get(column_id), None
    problems: list[Problem] = []
    column, path = own.comparison.columns[column_id], (*own.path_of_row(row_id), column_id)
    if isinstance(value, dict) and _has_long_form(value, column.kind):
        noted, problems = _long_form(value, path, own.written)
        if noted is None:
            return _Cell(None, is_valid=False), problems
        value, path = noted.value, (*path, "value")
        note = None if noted.note is None and noted.source is None else Note(noted.note, noted.source)
    cell = _raw_cell(own, path, value)._replace(
        missing=[text.strip() for text in column.missing_values],
        is_noted=note is not None and note.text is not None,
        field=partial(_other_cell, own, row_id, raw),
    )
    try:
        if column.kind.READS != "text" and not cell.is_missing:
            _check_spelling(value, own.written(path), column.kind.READS)
        return _Cell(column.kind.value_of(cell), note), problems
    except ProblemError as error:
        return _Cell(None, note, is_valid=False), [*problems, Problem.at(path, error.code, str(error))]


def _raw_cell(own: _Own, path: KeyPath, value: Any) -> RawCell:
    return RawCell(value, partial(_spelling, own.written, path))


def _other_cell(own: _Own, row_id: str, raw: Mapping[str, Any], column_id: str) -> RawCell:
    """Another cell of the row, from which a value is made."""
    value, path = raw.get(column_id), (*own.path_of_row(row_id), column_id)
    if isinstance(value, dict) and "value" in value:
        return _raw_cell(own, (*path, "value"), value["value"])
    return _raw_cell(own, path, value)


def _check_spelling(value: Any, spelled: str | None, reads: Reads) -> None:
    """Raise ProblemError for what YAML reads as another number than the author wrote, such as 010, 0755 or 12:30."""
    if isinstance(value, str):
        if reads == "numbers" and re.fullmatch(r"[+-]?0\d+", value.strip()):
            raise ProblemError("GA013", f"numbers have no 0 in front; write {_without_zeros(value.strip())}")
        return
    if spelled is None or isinstance(value, bool) or not isinstance(value, int | float):
        return
    try:
        number = int(spelled) if re.fullmatch(r"[+-]?\d+", spelled) else float(spelled)
        same = "_" not in spelled and number == value and not re.match(r"[+-]?0\d", spelled)
    except ValueError:
        same = isinstance(value, float) and not math.isfinite(value)  # the column's type reports what is not a number
    if same:
        return
    if re.fullmatch(r"[+-]?[\d_]+", spelled):
        plain = _without_zeros(spelled.replace("_", ""))
        reason = (
            f"YAML reads {spelled} as the number {value}"
            if str(value) != plain
            else f"'{spelled}' is not how numbers are written"
        )
        # A year of a date has four digits.
        raise ProblemError("GA013", f"{reason}; write {plain if reads == 'numbers' else json.dumps(spelled)}")
    raise ProblemError(
        "GA013",
        f"YAML reads {spelled} as the number {value}; write the number that is meant, "
        f'or put it in quotes if text is meant: "{spelled}"',
    )


def _without_zeros(digits: str) -> str:
    """An integer without zeros in front of it, and without a plus."""
    return ("-" if digits.startswith("-") else "") + (digits.lstrip("+-0") or "0")


def _spelling(written: Callable[[KeyPath], str | None], path: KeyPath, *steps: int) -> str | None:
    return written((*path, *steps))


def _has_long_form(value: Mapping[str, Any], kind: ColumnType) -> bool:
    """Whether a mapping is a value with a note, and not a value of a type that takes mappings."""
    return "value" in value or bool(_NOTE_KEYS & value.keys() and not value.keys() & set(kind.KEYS))


def _long_form(
    value: dict[str, Any], path: KeyPath, written: Callable[[KeyPath], str | None]
) -> tuple[NotedCell | None, list[Problem]]:
    """A cell's long form as far as it is valid, None without a value, and what is wrong with it."""
    noted, problems, pruned = validate(NotedCell, value, lambda inside: written((*path, *inside)))
    return (None if ("value",) in pruned else noted), [replace(problem, path=(*path, *problem.path)) for problem in problems]


def _renamed(comparison: Comparison, raws: Mapping[str, Mapping[str, Any]], filled: Set[str]) -> dict[str, str]:
    """Columns that no row fills, each with the similar name that all rows have: the column's id is the one that is misspelt."""
    if comparison.columns.keys() <= filled:
        return {}
    common = set.intersection(*(set(raw) for raw in raws.values())) if len(raws) > 1 else set()
    first: Mapping[str, Any] = next(iter(raws.values()), {})
    unclaimed = {cell: None for cell in first if cell in common and cell not in comparison.columns}
    renamed: dict[str, str] = {}
    for column_id in comparison.columns:
        if column_id not in filled and (match := nearest(column_id, unclaimed)):
            renamed[column_id] = match
            del unclaimed[match]
    return renamed


def _unknown_cells(own: _Own, row_id: str, raw: Mapping[str, Any], renamed: Set[str]) -> list[_UnknownCell]:
    """The cells of a row that no column declares, except names in `renamed`, which are reported at the column."""
    columns = own.comparison.columns
    if not own.is_complete or raw.keys() <= columns.keys():
        return []
    columns_path: KeyPath = (*own.path, "columns")
    taken_out = {path[-1] for path in own.pruned if path[: len(columns_path)] == columns_path}
    absent = {column_id: None for column_id in columns if column_id not in raw}
    known = {*columns, *renamed, *taken_out}
    found = []
    for before, cell in zip(["", *raw], raw, strict=False):
        if cell not in known:
            is_cut_off = before in columns and raw[cell] is None and nearest(cell, absent) is None
            cut_off = _cut_off(cell, raw[before], before) if is_cut_off else None
            found.append(_unknown_cell(columns, absent, (*own.path_of_row(row_id), cell), cut_off))
    return found


def _cut_off(cell: str, before: Any, column_id: str) -> str | None:
    """The hint for what a comma in braces cuts off: `price: 1,5` and `uses: garden, field` have the cells `5` and `field`."""
    if cell.isdecimal() and isinstance(before, int):
        return f"; a comma ends a value here, and the decimal sign is a point: write {column_id}: {before}.{cell}"
    if isinstance(before, str):
        return f"; in braces a comma ends a value: put text in quotes, and several values in brackets, as in [{before}, {cell}]"
    return None


def _unknown_cell(
    columns: Mapping[str, Column], absent: Mapping[str, None], path: KeyPath, cut_off: str | None
) -> _UnknownCell:
    """The problem of a cell that no column declares; `absent` has the columns that the row has no cell for."""
    cell = str(path[-1])
    key = glued_key(cell)
    word = key if key is not None and key in absent else cell
    hint = missing_space(cell) if word != cell else cut_off or did_you_mean(word, absent or columns)
    return _UnknownCell(Problem.at(path, "GA040", f"no column is called '{cell}'{hint}", at_key=True), nearest(word, absent))


def _is_misplaced(comparison: Comparison, raw: Mapping[str, Any]) -> bool:
    """Whether a row has cells, and not one of them is a column's or nearly so: it belongs elsewhere."""
    columns = comparison.columns
    return bool(raw) and not any(cell in columns or glued_key(cell) or nearest(cell, columns) for cell in raw)


def _misplaced_row(own: _Own, row_id: str, raw: Mapping[str, Any]) -> Problem:
    """The problem of a row of which no cell belongs to a column."""
    cells, columns = ", ".join(raw), ", ".join(own.comparison.columns)
    message = f"none of its cells ({cells}) is of a column; is it in the right place? columns: {columns}"
    return Problem.at(own.path_of_row(row_id), "GA040", message, at_key=True)


def _each_cause_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One problem for cells of the same name that have the same thing wrong in several rows, at the first of them."""
    alike: dict[str | int, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(problem.path[-1], []).append(problem)
    for first, *others in alike.values():
        more = f"; so it is in {len(others)} other row{'s' if len(others) > 1 else ''}" if others else ""
        yield replace(first, message=first.message + more)


def _required_cell(comparison: Comparison, column_id: str, raw: Mapping[str, Any], row_path: KeyPath) -> Iterator[Problem]:
    heads = column_id == next(iter(comparison.columns))
    if not (heads or comparison.columns[column_id].required):
        return
    why = "it heads the row" if heads else "the column says so"
    if column_id in raw:
        yield Problem.at(
            (*row_path, column_id), "GA043", f"the cell '{column_id}' is required ({why}), but is empty", at_key=True
        )
    else:
        yield Problem.at(row_path, "GA043", f"the cell '{column_id}' is required ({why}), but is missing", at_key=True)


def _empty_columns(own: _Own, filled: Set[str], renamed: Mapping[str, str], misspelt: Set[str | None]) -> Iterator[Problem]:
    """The problems of columns that no row fills, unless the reason is a cell's misspelt name, which is reported at the cell."""
    header = next(iter(own.comparison.columns))
    for column_id, column in own.comparison.columns.items():
        path: KeyPath = (*own.path, "columns", column_id)
        if column.kind.is_made_of_others:  # its values are made of other cells
            continue
        if column_id in renamed:
            message = f"no row fills the column '{column_id}'; did you mean '{renamed[column_id]}', which the rows have?"
            yield Problem.at(path, "GA041", message, at_key=True)
        elif column_id not in filled and column_id not in misspelt and not column.required and column_id != header:
            yield Problem.at(path, "GA041", f"no row fills the column '{column_id}'", at_key=True)
