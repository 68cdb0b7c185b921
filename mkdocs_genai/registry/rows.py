"""Reads the rows of every comparison: its own (`own_rows`), or those of a file that someone else maintains (`foreign_rows`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ..problems import KeyPath, Problem
from .column import Column
from .foreign_rows import ForeignComparison, read_foreign_rows
from .foreign_text import ForeignText
from .model import Registry
from .origins import Origins
from .own_rows import read_own_rows
from .records import ON_DISK, DataFiles, read_records
from .table import Row, Table, Tables


class TypedRows(NamedTuple):
    """The result of reading rows; the problems of foreign files have their positions already."""

    tables: Tables
    problems: list[Problem]
    files: list[Path]
    texts: list[ForeignText]


def read_tables(
    registry: Registry,
    sources: Origins,
    root: Path,
    pruned: set[KeyPath],
    files: DataFiles = ON_DISK,
) -> TypedRows:
    """Parse the rows of every comparison.

    `sources` has the origins of the registry's values, `pruned` the paths that validation removed; `files` reads and parses
    files.
    """
    tables: Tables = {}
    problems: list[Problem] = []
    paths: list[Path] = []
    texts: list[ForeignText] = []
    files = files._replace(parse=cache(files.parse))  # several comparisons may have rows from one file
    incomplete = pruned | {path[:-1] for path in pruned}
    for area_id, area in registry.areas.items():
        for comparison_id, comparison in area.comparisons.items():
            path: KeyPath = ("areas", area_id, "comparisons", comparison_id)
            # A column with a wrong type is still known; one that validation removed is not.
            complete = (*path, "columns") not in incomplete
            columns = _with_known_options(comparison.columns, (*path, "columns"), pruned)
            rows: tuple[Row, ...] = ()
            left_out = 0
            if comparison.rows_from is None:
                rows, found = read_own_rows(
                    comparison.model_copy(update={"columns": columns}), path, pruned, complete, sources.written
                )
                problems += found
            elif (*path, "rows_from", "file") not in pruned:
                columns = {column_id: column.in_foreign_rows() for column_id, column in columns.items()}
                records = read_records(comparison.rows_from, sources.folder((*path, "rows_from")), root, path, files)
                foreign = ForeignComparison(area_id, path, comparison.rows_from, columns, records)
                rows, found, found_texts = read_foreign_rows(foreign, complete=complete)
                left_out = records.lost + len(records.records) - len(rows)
                paths += records.files
                problems += [*records.problems, *found]
                texts += found_texts
            tables[area_id, comparison_id] = Table(columns, rows, left_out)
    return TypedRows(tables, problems, paths, texts)


def _with_known_options(columns: Mapping[str, Column], path: KeyPath, pruned: Iterable[KeyPath]) -> dict[str, Column]:
    """The columns, as plain text where an item of an option is not valid, so that nothing is said of cells that may fit it."""
    inside = (each[len(path) :] for each in pruned if each[: len(path)] == path and len(each) > len(path) + 2)
    unclear = {column_id for column_id, option, *_ in inside if option in columns[str(column_id)].kind.options()}
    return {key: column.as_plain_text() if key in unclear else column for key, column in columns.items()}
