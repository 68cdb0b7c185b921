"""Parses rows that come from a file that someone else maintains: the cells of its records, and what is wrong with them.

Not in here: what a cell may hold (`columns`), a comparison's own rows (`own_rows`), and reading the files (`records`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ..columns.base import ColumnType, Value
from ..columns.raw_cell import RawCell
from ..problems import KeyPath, Problem, ProblemError
from ..suggestions import did_you_mean, nearest
from .column import Column
from .csv_file import CsvFile
from .foreign_text import ForeignText
from .grouped_problems import Cause, Fault, left_out, one_problem_a_cause, way_out
from .inline_scanner import is_plain
from .records import KEY, Record, Records
from .row_ids import row_ids
from .rows_from import RowsFrom
from .table import Row


class _Field(NamedTuple):
    """What parsing the cells of a column needs, which is the same for all records."""

    column_id: str
    kind: ColumnType
    steps: str
    missing: frozenset[str]
    """The texts that mean unknown."""
    is_required: bool
    misfit: Cause
    """The cause of faults in values that do not fit."""
    lack: Cause
    """The cause of faults in values that are missing and required."""
    fault: Cause
    """The cause of faults in texts."""


class ForeignComparison(NamedTuple):
    """A comparison whose rows come from a file, and the records of that file."""

    area_id: str
    path: KeyPath
    rows_from: RowsFrom
    columns: dict[str, Column]
    records: Records

    @property
    def header(self) -> str:
        """The id of the column that heads the rows."""
        return next(iter(self.columns))

    @property
    def fields(self) -> list[_Field]:
        """What parsing the cells of each column needs."""
        on_error, found = self.rows_from.on_error, []
        shown = f"such a text is shown as it is written, or without its link, as `on_error: {on_error}` says"
        for column_id, column in self.columns.items():
            no_value = self.cause(f"value of {column_id}", f"values do not fit the column '{column_id}'")
            lack = self.cause(f"no {column_id}", f"records lack a value of the column '{column_id}'")
            key = (*map(str, self.path), f"text of {column_id}")
            many = f"cells of the column '{column_id}' have such a fault"
            found.append(
                _Field(
                    column_id,
                    column.kind,
                    column.field or column_id,
                    frozenset(text.strip() for text in self.rows_from.missing_values + column.missing_values),
                    column.required or column_id == self.header,
                    no_value._replace(cure=column.kind.cure, way_out=way_out("values", on_error)),
                    lack._replace(way_out=way_out("records", on_error)),
                    Cause(key, many, "" if on_error == "fail" else shown, way_out=way_out("texts", on_error)),
                )
            )
        return found

    def cause(self, kind: str, many: str, *, is_record: bool = False) -> Cause:
        """A cause of faults; `many` is what several of them are. A record that does not fit is never shown as unknown."""
        on_error = self.rows_from.on_error
        if on_error == "fail":
            outcome = ""
        elif is_record or on_error == "skip":
            outcome = left_out(on_error)
        else:
            outcome = f"such a value is unknown, as `on_error: {on_error}` says"
        return Cause((*map(str, self.path), kind), many, outcome)


class _ForeignRows(NamedTuple):
    """The rows of a foreign file, and what is wrong with its records."""

    rows: tuple[Row, ...]
    faults: list[Fault]
    texts: list[ForeignText]


class _ForeignCells(NamedTuple):
    """The cells of one record of a foreign file."""

    cells: dict[str, Value]
    faults: list[Fault]
    texts: list[ForeignText]


def read_foreign_rows(
    foreign: ForeignComparison, *, complete: bool
) -> tuple[tuple[Row, ...], list[Problem], list[ForeignText]]:
    """The rows of a foreign file, what is wrong with them, and their texts; `complete` is whether all columns are known."""
    # If validation removed a column, nobody knows which values are missing.
    empty = _empty_columns(foreign) if complete else list(foreign.columns)
    problems = _empty_column_problems(foreign, empty) if complete else []
    has_ids = _has_ids(foreign)
    found = _foreign_rows(foreign, empty, has_ids)
    problems += [foreign.records.ambiguous[name] for name in _used_fields(foreign) if name in foreign.records.ambiguous]
    problems += [*_unknown_fields(foreign), *([] if has_ids else [_no_ids(foreign)]), *one_problem_a_cause(found.faults)]
    return found.rows, problems, found.texts


def _foreign_rows(foreign: ForeignComparison, empty: Collection[str], has_ids: bool) -> _ForeignRows:
    """Parse the records of a foreign file; missing values of `empty` columns are reported elsewhere."""
    faults: list[Fault] = []
    texts: list[ForeignText] = []
    names: list[str] = []
    rows: list[dict[str, Value]] = []
    first: dict[str, Record] = {}
    on_error, fields = foreign.rows_from.on_error, foreign.fields
    for record in foreign.records.records:
        if has_ids and (fault := _without_id(foreign, record)):
            faults.append(fault)
            if on_error != "fail":
                continue
        read = _foreign_cells(foreign, record, fields, empty)
        faults += read.faults
        if on_error == "skip" and read.faults:
            continue
        name = _name(foreign, record, read.cells)
        if name in first and foreign.rows_from.id is not None:
            faults.append(_duplicate(foreign, record, name, first[name]))
            continue
        first[name] = record
        names.append(name)
        rows.append(read.cells)
        texts += read.texts
    ids = row_ids(names, lambda index: _plain_cells(foreign, rows[index]))
    return _ForeignRows(tuple(map(Row, ids, rows)), faults, texts)


def _name(foreign: ForeignComparison, record: Record, cells: dict[str, Value]) -> str:
    """The name from which a row's id is made: the field that `id` names, the record's key, or the row's header; or empty."""
    if foreign.rows_from.id is not None:
        picked = record.pick(foreign.rows_from.id)
        spelled = record.spelling(picked)()
        if picked.value not in (None, ""):
            return str(picked.value) if spelled is None else spelled
    if record.key is not None:
        return record.key
    return _plain(foreign, foreign.header, cells)


def _plain_cells(foreign: ForeignComparison, cells: dict[str, Value]) -> list[str]:
    return [_plain(foreign, column_id, cells) for column_id in foreign.columns]


def _plain(foreign: ForeignComparison, column_id: str, cells: dict[str, Value]) -> str:
    return "" if cells[column_id] is None else foreign.columns[column_id].kind.plain(cells[column_id])


def _foreign_cells(
    foreign: ForeignComparison, record: Record, fields: Sequence[_Field], empty: Collection[str]
) -> _ForeignCells:
    cells: dict[str, Value] = {}
    faults: list[Fault] = []
    texts: list[ForeignText] = []
    for field in fields:
        column_id, kind = field.column_id, field.kind
        raw, path = _raw_cell(record, field, field.steps)
        locate = partial(foreign.records.problem, record, path)
        cells[column_id] = None
        try:
            cell = cells[column_id] = kind.value_of(raw)
        except ProblemError as error:
            faults.append(Fault(field.misfit, locate, error.code, str(error), raw.text))
            continue
        if cell is not None:
            marked_up = [text for text in kind.texts(cell) if not is_plain(text)]
            texts += [ForeignText(text, False, foreign.area_id, field.fault, locate) for text in marked_up]
            texts += [ForeignText(url, True, foreign.area_id, field.fault, locate) for url in kind.addresses(cell)]
        elif field.is_required and column_id not in empty:
            message = _missing(column_id, field.steps, record, bool(path))
            faults.append(Fault(field.lack, locate, "GA043", message))
    return _ForeignCells(cells, faults, texts)


def _raw_cell(record: Record, field: _Field, steps: str) -> tuple[RawCell, KeyPath]:
    """A field of a record as a cell of a column, and its path."""
    picked = record.pick(steps)
    cell = RawCell(
        picked.value,
        record.spelling(picked),
        foreign=True,
        dialect=record.dialect,
        missing=field.missing,
        field=lambda other: _raw_cell(record, field, other)[0],
    )
    return cell, picked.path


def _missing(column_id: str, steps: str, record: Record, there: bool) -> str:
    if there:
        return f"is empty, but the column '{column_id}' requires it"
    hint = ""
    if isinstance(record.value, dict) and (match := nearest(steps, record.value, apart_from=steps)):
        hint = f"; did you mean '{match}'?"
    return f"the record has no '{steps}', which the column '{column_id}' requires{hint}"


def _is_filled(foreign: ForeignComparison, steps: str) -> bool:
    return any(record.pick(steps).value not in (None, "", []) for record in foreign.records.records)


def _empty_columns(foreign: ForeignComparison) -> list[str]:
    """The columns that no record has a value for. If there is only one record, a missing value is a problem of that record."""
    found = []
    for column_id, column in foreign.columns.items():
        required = column.required or column_id == foreign.header
        filled = column.kind.is_made_of_others or _is_filled(foreign, column.field or column_id)
        if not filled and len(foreign.records.records) > (1 if required else 0):
            found.append(column_id)
    return found


def _empty_column_problems(foreign: ForeignComparison, empty: Sequence[str]) -> list[Problem]:
    """A problem for each of these columns, or one if a line below the supposed header names them."""
    records, names = foreign.records.records, [foreign.columns[column_id].field or column_id for column_id in empty]
    source = records[0].file.source if records else None
    if names and isinstance(source, CsvFile) and (above := source.rows_above(names)) is not None:
        message = f"line {above + 1} of {source.file} names the columns; write `skip_rows: {above}` under `rows_from`"
        return [Problem.at((*foreign.path, "rows_from", "file"), "GA041", message)]
    return [_empty_column(foreign, column_id) for column_id in empty]


def _empty_column(foreign: ForeignComparison, column_id: str) -> Problem:
    field = foreign.columns[column_id].field
    at: KeyPath = (*foreign.path, "columns", column_id, *(("field",) if field else ()))
    return Problem.at(at, "GA041", _not_filled(foreign, field or column_id), at_key=field is None)


def _unknown_fields(foreign: ForeignComparison) -> Iterator[Problem]:
    """The problems of fields from which a column's values are made, and that no record has."""
    for column_id, column in foreign.columns.items():
        for field in dict.fromkeys(column.kind.needed_fields):
            if foreign.records.records and not _is_filled(foreign, field):
                yield Problem.at((*foreign.path, "columns", column_id), "GA041", _not_filled(foreign, field), at_key=True)


def _used_fields(foreign: ForeignComparison) -> dict[str, None]:
    """The fields from which rows are made, in order."""
    columns = foreign.columns.items()
    fields = [field for column_id, column in columns for field in (column.field or column_id, *column.kind.needed_fields)]
    return dict.fromkeys([*fields, *([foreign.rows_from.id] if foreign.rows_from.id else [])])


def _not_filled(foreign: ForeignComparison, steps: str) -> str:
    known = _known_fields(foreign.records)
    return f"no record fills '{steps}'" if steps in known else f"no record has '{steps}'{did_you_mean(steps, known)}"


def _has_ids(foreign: ForeignComparison) -> bool:
    """Whether records have the field that `id` names, if there is an `id`."""
    steps = foreign.rows_from.id
    return steps is None or not foreign.records.records or any(_id_of(steps, each) for each in foreign.records.records)


def _no_ids(foreign: ForeignComparison) -> Problem:
    steps = foreign.rows_from.id or ""
    message = f"no record has '{steps}'{did_you_mean(steps, _known_fields(foreign.records))}"
    return Problem.at((*foreign.path, "rows_from", "id"), "GA044", message)


def _id_of(steps: str, record: Record) -> bool:
    return record.pick(steps).value not in (None, "")


def _without_id(foreign: ForeignComparison, record: Record) -> Fault | None:
    """The problem of a record without the field that `id` names."""
    steps = foreign.rows_from.id
    if steps is None or _id_of(steps, record):
        return None
    cause = foreign.cause("no id", "records have none", is_record=True)
    locate = partial(foreign.records.problem, record, ())
    return Fault(cause, locate, "GA044", f"the record has no '{steps}', the field for its `id`")


def _duplicate(foreign: ForeignComparison, record: Record, identity: str, first: Record) -> Fault:
    before = foreign.records.position(first, ())
    cause = foreign.cause("duplicate", "records have the id of another", is_record=True)
    locate = partial(foreign.records.problem, record, ())
    place = f"on line {before.line}" if record.file is first.file else f"in {before.file}:{before.line}"
    message = f"the id '{identity}' is a duplicate; it is already {place}"
    return Fault(cause._replace(way_out=way_out("ids", foreign.rows_from.on_error)), locate, "GA003", message)


def _known_fields(records: Records) -> dict[str, None]:
    known = dict.fromkeys(str(key) for record in records.records[:50] for key in record.value)
    return known | ({KEY: None} if any(record.key is not None for record in records.records) else {})
