"""The rows that a comparison holds itself: their cells, parsed, and what is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from typing import Any

from ..columns.base import ColumnType, Note, RawCell, Value
from ..problems import Path, Problem, ProblemError
from ..suggestions import did_you_mean, glued_key, missing_space, nearest
from .model import Comparison, NotedCell
from .table import Row
from .validate import validate

_NOTE_KEYS = {"note", "source"}


def read_own_rows(
    comparison: Comparison,
    place: Path,
    pruned: set[Path],
    sound: bool,
    written: Callable[[Path], str | None],
) -> tuple[tuple[Row, ...], list[Problem]]:
    """Parse a comparison's rows; gives them, and what is wrong.

    `place` is the comparison's path. Unless its columns are `sound`, nothing is said of what they miss.
    """
    problems: list[Problem] = []
    raws = comparison.rows or {}
    columns_place: Path = (*place, "columns")
    unknown_type = {
        column_id
        for column_id in comparison.columns
        if {(*columns_place, column_id), (*columns_place, column_id, "type")} & pruned
    }
    taken_out = {path[-1] for path in pruned if path[: len(columns_place)] == columns_place}
    filled = {cell for raw in raws.values() for cell, value in raw.items() if value not in (None, "", [])}
    renamed = _renamed(comparison, raws, filled) if sound else {}
    meant, taken = set(renamed), set(renamed.values())
    rows: list[Row] = []
    unknown: dict[tuple[str, str], list[Problem]] = {}
    for row_id, raw in raws.items():
        row_place: Path = (*place, "rows", row_id)
        meant_here: set[str] = set()
        if sound and not raw.keys() <= comparison.columns.keys():
            absent = {column_id: None for column_id in comparison.columns if column_id not in raw}
            for cell in raw:
                if cell not in comparison.columns and cell not in taken and cell not in taken_out:
                    mistake, column_id = _unknown_cell(comparison, absent, cell, row_place)
                    unknown.setdefault((cell, mistake.message), []).append(mistake)
                    meant_here |= {column_id} if column_id else set()
        cells: dict[str, Value] = {}
        notes: dict[str, Note] = {}
        for column_id, column in comparison.columns.items():
            cells[column_id] = None
            if column_id in unknown_type:
                continue
            value, cell_place = raw.get(column_id), (*row_place, column_id)
            value_place = cell_place
            if isinstance(value, dict) and _has_long_form(value, column.kind):
                noted, faults = _long_form(value, cell_place, written)
                problems += faults
                if noted is None:
                    continue
                value, value_place = noted.value, (*cell_place, "value")
                if noted.note is not None or noted.source is not None:
                    notes[column_id] = Note(noted.note, noted.source)
            try:
                if column.kind.SORT != "text":
                    _check_spelling(value, written(value_place))
                cells[column_id] = column.kind.value_of(RawCell(value, partial(_spelling, written, value_place)))
            except ProblemError as fault:
                problems.append(Problem.at(value_place, fault.code, str(fault)))
                continue
            known_missing = column_id in meant_here or column_id in renamed or cell_place in pruned
            if sound and cells[column_id] is None and not known_missing:
                problems += _required_cell(comparison, column_id, raw, row_place)
        meant |= meant_here
        rows.append(Row(row_id, cells, notes) if notes else Row(row_id, cells))
    problems += map(_each_cause_once, unknown.values())
    if rows and sound:
        problems += _empty_columns(comparison, filled, place, renamed, meant)
    return tuple(rows), problems


def _check_spelling(value: Any, spelled: str | None) -> None:
    """Refuse a number that YAML reads as another one than is written, as 010, 0755 or 12:30. Raises ProblemError."""
    if isinstance(value, str):
        if re.fullmatch(r"[+-]?0\d+", value.strip()):
            shown = value.strip().lstrip("+-0") or "0"
            raise ProblemError("GA013", f"numbers have no 0 in front, which YAML takes for another notation; write {shown}")
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
        plain = spelled.replace("_", "").lstrip("+-0") or "0"
        reason = (
            f"YAML reads {spelled} as the number {value}"
            if str(value) != plain
            else f"'{spelled}' is not how numbers are written"
        )
        raise ProblemError("GA013", f"{reason}; write {plain}")
    raise ProblemError(
        "GA013",
        f"YAML reads {spelled} as the number {value}; write the number that is meant, "
        f'or put it in quotes if text is meant: "{spelled}"',
    )


def _spelling(written: Callable[[Path], str | None], place: Path, *steps: int) -> str | None:
    return written((*place, *steps))


def _has_long_form(value: Mapping[str, Any], kind: ColumnType) -> bool:
    """Whether a mapping is a value with a note, and not a value of a type that takes mappings."""
    return "value" in value or bool(_NOTE_KEYS & value.keys() and not value.keys() & set(kind.KEYS))


def _long_form(
    value: dict[str, Any], place: Path, written: Callable[[Path], str | None]
) -> tuple[NotedCell | None, list[Problem]]:
    """A cell's long form as far as it is sound, None without a value, and what is wrong with it."""
    noted, faults, pruned = validate(NotedCell, value, lambda path: written((*place, *path)))
    located = [replace(fault, path=(*place, *fault.path)) for fault in faults]
    return (None if ("value",) in pruned else noted), located


def _renamed(comparison: Comparison, raws: Mapping[str, Mapping[str, Any]], filled: Set[str]) -> dict[str, str]:
    """Columns that no row fills, while all rows agree on another name: the column's id is what is misspelt, once."""
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


def _unknown_cell(comparison: Comparison, absent: Mapping[str, None], cell: str, row_place: Path) -> tuple[Problem, str | None]:
    """What is said of a cell that no column declares, and the column that was probably meant, of those `absent` in the row."""
    key = glued_key(cell)
    word = key if key is not None and key in absent else cell
    hint = missing_space(cell) if word != cell else did_you_mean(word, absent or comparison.columns)
    return Problem.at((*row_place, cell), "GA040", f"no column is called '{cell}'{hint}", True), nearest(word, absent)


def _each_cause_once(mistakes: list[Problem]) -> Problem:
    """The same mistake of several rows as one, at the first of them."""
    first, more = mistakes[0], len(mistakes) - 1
    others = f"; so it is in {more} other row{'s' if more > 1 else ''}" if more else ""
    return replace(first, message=first.message + others)


def _required_cell(comparison: Comparison, column_id: str, raw: Mapping[str, Any], row_place: Path) -> Iterator[Problem]:
    heads = column_id == next(iter(comparison.columns))
    if not (heads or comparison.columns[column_id].required):
        return
    why = "it heads the row" if heads else "the column says so"
    if column_id in raw:
        yield Problem.at((*row_place, column_id), "GA043", f"the cell '{column_id}' is required ({why}), but is empty", True)
    else:
        yield Problem.at(row_place, "GA043", f"the cell '{column_id}' is required ({why}), but is missing", True)


def _empty_columns(
    comparison: Comparison, filled: Set[str], place: Path, renamed: Mapping[str, str], meant: Set[str]
) -> Iterator[Problem]:
    header = next(iter(comparison.columns))
    for column_id, column in comparison.columns.items():
        at: Path = (*place, "columns", column_id)
        if column_id in renamed:
            message = f"no row fills the column '{column_id}'; did you mean '{renamed[column_id]}', which the rows have?"
            yield Problem.at(at, "GA041", message, True)
        elif column_id not in filled and column_id not in meant and not column.required and column_id != header:
            yield Problem.at(at, "GA041", f"no row fills the column '{column_id}'", True)
