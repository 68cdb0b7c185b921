"""The rows of every comparison, typed: its own ones, or records out of a file that someone else keeps.

Not in here: what a cell may hold (`columns`), a comparison's own rows (`own_rows`), and reading foreign files (`records`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from pathlib import Path as FilePath
from typing import NamedTuple

from ..columns.base import Value
from ..problems import Path, Problem, ProblemError
from ..suggestions import did_you_mean, nearest
from .inline_scanner import is_plain
from .model import Comparison, Registry, RowsFrom
from .origins import Sources
from .own_rows import read_own_rows
from .records import ParseData, Record, Records, parse_data, pick, read_records, row_id
from .table import Row, Table, Tables


class ForeignText(NamedTuple):
    """A cell of a foreign file that has signs of markup, or is an address alone."""

    text: str
    is_address: bool
    home: str
    """The area that shows it."""
    problem: Callable[[str, str], Problem]
    """A mistake in it, of a code and a message."""


class TypedRows(NamedTuple):
    """What came of reading rows; a problem has a position already where a foreign file is concerned."""

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
    """Type the rows of every comparison.

    `sources` knows where the registry's values stand, `pruned` are the paths that validation took out; `parse` parses a file.
    """
    found = TypedRows({}, [], [], [])
    tables, problems, files, texts = found
    incomplete = {path[:-1] for path in pruned}
    for area_id, area in registry.areas.items():
        for comparison_id, comparison in area.comparisons.items():
            place: Path = ("areas", area_id, "comparisons", comparison_id)
            columns_place: Path = (*place, "columns")
            # A column whose type is wrong is still a column; one that was taken out is not known any more.
            sound = columns_place not in pruned and columns_place not in incomplete
            if comparison.rows_from is not None:
                rows: tuple[Row, ...] = ()
                if (*place, "rows_from", "file") not in pruned:
                    folder = sources.folder((*place, "rows_from"))
                    records = read_records(comparison.rows_from, folder, root, place, problems, parse)
                    files += records.files
                    empty = _empty_columns(comparison, records) if sound else []
                    known = _known_fields(records)
                    problems += [_empty_column(column_id, comparison, place, known) for column_id in empty]
                    rows = _foreign_rows(area_id, comparison, records, problems, empty, texts)
                    problems += _unnamed(comparison.rows_from, place, records)
            else:
                rows, faults = read_own_rows(comparison, place, pruned, sound, sources.written)
                problems += faults
            tables[area_id, comparison_id] = Table(comparison.columns, rows)
    return found


def _foreign_rows(
    area_id: str,
    comparison: Comparison,
    records: Records,
    problems: list[Problem],
    empty: Collection[str],
    texts: list[ForeignText],
) -> tuple[Row, ...]:
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
                cell = cells[column_id] = column.kind.value_of(value, records.spelling(record, path), foreign=True)
            except ProblemError as fault:
                problems.append(records.problem(record, path, fault.code, str(fault)))
                continue
            if cell is not None:
                problem = partial(records.problem, record, path)
                found = (text for text in column.kind.texts(cell) if not is_plain(text))
                texts += [ForeignText(text, False, area_id, problem) for text in found]
                texts += [ForeignText(address, True, area_id, problem) for address in column.kind.addresses(cell)]
            elif (column.required or column_id == header) and column_id not in empty:
                problems.append(records.problem(record, path, "GA043", _missing(column_id, steps, record, bool(path))))
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
    return tuple(rows)


def _missing(column_id: str, steps: str, record: Record, there: bool) -> str:
    if there:
        return f"is empty, but the column '{column_id}' requires it"
    hint = ""
    if isinstance(record.value, dict) and (match := nearest(steps, record.value, apart_from=steps)):
        hint = f"; did you mean '{match}'?"
    return f"the record has no '{steps}', which the column '{column_id}' requires{hint}"


def _empty_columns(comparison: Comparison, records: Records) -> list[str]:
    """The columns that no record fills, each one mistake; a single record that lacks something is a mistake of that record."""
    header = next(iter(comparison.columns))
    found = []
    for column_id, column in comparison.columns.items():
        steps = column.field or column_id
        required = column.required or column_id == header
        filled = any(pick(record.value, steps)[0] not in (None, "", []) for record in records.records)
        if not filled and len(records.records) > (1 if required else 0):
            found.append(column_id)
    return found


def _empty_column(column_id: str, comparison: Comparison, place: Path, known: Mapping[str, None]) -> Problem:
    field = comparison.columns[column_id].field
    at: Path = (*place, "columns", column_id, "field") if field else (*place, "columns", column_id)
    steps = field or column_id
    message = f"no record fills '{steps}'" if steps in known else f"no record has '{steps}'{did_you_mean(steps, known)}"
    return Problem.at(at, "GA041", message, field is None)


def _unnamed(rows_from: RowsFrom, place: Path, records: Records) -> Iterator[Problem]:
    """Records without the field that `id` says names them."""
    if rows_from.id is None:
        return
    without = [record for record in records.records if pick(record.value, rows_from.id)[0] in (None, "")]
    if len(without) == len(records.records) > 0:
        message = f"no record has '{rows_from.id}'{did_you_mean(rows_from.id, _known_fields(records))}"
        yield Problem.at((*place, "rows_from", "id"), "GA044", message)
        return
    for record in without:
        yield records.problem(record, (), "GA044", f"the record has no '{rows_from.id}', the field for its `id`")


def _known_fields(records: Records) -> dict[str, None]:
    return dict.fromkeys(str(key) for record in records.records[:50] for key in record.value)
