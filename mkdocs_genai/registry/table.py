"""A comparison's content: columns, and rows of parsed values.

Not in here: reading rows (`rows`, with `own_rows` and `foreign_rows`), and what is done with a value (`columns`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ..columns.base import ColumnType, Note, Value
from .column import Column

_NO_NOTES: Mapping[str, Note] = {}


class Row(NamedTuple):
    """One row: a value for each column's id, None if it is unknown; and the notes of the few cells that have one."""

    id: str
    cells: dict[str, Value]
    notes: Mapping[str, Note] = _NO_NOTES


@dataclass(frozen=True)
class Table:
    """The typed content of a comparison."""

    columns: dict[str, Column]
    rows: tuple[Row, ...]
    left_out: int = 0
    """The number of records in foreign files that are not rows, as `on_error` says."""

    def row(self, row_id: str) -> Row | None:
        """The row of that id, or None."""
        return self._by_id.get(row_id)

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def kinds(self) -> dict[str, ColumnType]:
        """Each column's type, in the style that fits all of its values, so that a column looks the same in every view of it."""
        return {
            key: column.kind.styled(
                [row.cells[key] for row in self.rows], [key, column.title, *([column.field] if column.field else [])]
            )
            for key, column in self.columns.items()
        }

    @cached_property
    def header(self) -> str:
        """The id of the column that is each row's header."""
        return next(iter(self.columns))


TableKey = tuple[str, str]
"""The ids of the area and of the comparison."""

Tables = dict[TableKey, Table]
