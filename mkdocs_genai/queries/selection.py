"""Selects and sorts the columns and rows of a table by an author's options."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..columns.base import PlainWords
from ..problems import ProblemError
from ..registry.table import Row, Table
from ..suggestions import did_you_mean
from .where import parse_where

_DOWN = ("desc", "descending", "down", "reverse", "reversed")
_UP = ("asc", "ascending", "up")
"""What other languages write for a direction, where a hyphen in front of the column or nothing is meant."""


class Selection(NamedTuple):
    """An author's selection from a table."""

    columns: Sequence[str] | None = None
    """All of them by default."""
    sort: Sequence[str] = ()
    """Columns to order by, the most important one first; a hyphen in front means from high to low."""
    where: str | None = None
    limit: int | None = None


def chosen_columns(selection: Selection, table: Table) -> tuple[str, ...]:
    """The ids of the columns, in the author's order; the first one heads the rows. Raises ProblemError."""
    names = selection.columns or tuple(table.columns)
    seen: set[str] = set()
    for name in names:
        _check_column("columns", name, table)
        if name in seen:
            raise ProblemError("GA061", f"option 'columns': '{name}' is listed twice", "columns")
        seen.add(name)
    return tuple(names)


def chosen_rows(selection: Selection, table: Table, plain: PlainWords) -> tuple[Row, ...]:
    """The rows that `where` lets through, in the order of `sort`, as many as `limit` allows. Raises ProblemError."""
    rows: Sequence[Row] = table.rows
    if selection.where is not None:
        try:
            fits = parse_where(selection.where, table.columns, plain)
        except ProblemError as fault:
            raise ProblemError("GA061", f"option 'where': {fault}", "where") from fault
        rows = [row for row in rows if fits(row)]
        if table.rows and not rows:
            raise ProblemError("GA061", f"option 'where': no row matches '{selection.where}'", "where")
    keys: dict[str, str] = {}
    for key in selection.sort:
        name = key.removeprefix("-")
        _check_column("sort", name, table)
        keys.setdefault(name, key)  # only the first mention of a column has an effect
    for key in reversed(keys.values()):
        rows = _sorted(rows, key, table, plain)
    return tuple(rows[: selection.limit])


def _check_column(option: str, name: str, table: Table) -> None:
    if name not in table.columns:
        if option == "sort" and name.lower() in (*_UP, *_DOWN):
            raise ProblemError("GA061", "option 'sort': for the largest first, write a hyphen in front: sort: -COLUMN", option)
        cure = _other_form(option, name, table) or did_you_mean(name, table.columns)
        raise ProblemError("GA061", f"option '{option}': there is no column '{name}'{cure}", option)


def _other_form(option: str, name: str, table: Table) -> str:
    """The cure for columns in the form of another language, such as `year desc` or `year name`; nothing for other errors."""
    # A hyphen in front is gone already.
    words = [word.strip("-+↑↓") for word in re.split(r"[\s:;|&+]+", name)]
    columns = [word for word in words if word in table.columns]
    others = [word.lower() for word in words if word and word not in table.columns]
    if not columns or any(word not in _UP and word not in _DOWN and word not in ("and", "by", "then") for word in others):
        return ""
    sign = "-" if option == "sort" and (any(word in _DOWN for word in others) or name.endswith(("-", "↓"))) else ""
    return f"; write {option}: {', '.join(sign + column for column in columns)}"


def _sorted(rows: Sequence[Row], key: str, table: Table, plain: PlainWords) -> list[Row]:
    """Rows by a column's value; equal ones stay in order, unknown ones come last either way."""
    column_id = key.removeprefix("-")
    kind = table.columns[column_id].kind
    known = [row for row in rows if row.cells[column_id] is not None]
    known.sort(key=lambda row: kind.sort_key(row.cells[column_id], plain), reverse=key.startswith("-"))
    return known + [row for row in rows if row.cells[column_id] is None]
