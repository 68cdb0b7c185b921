"""Selects and sorts the columns and rows of a table by an author's options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..columns.base import PlainWords
from ..problems import ProblemError
from ..registry.table import Row, Table
from ..suggestions import did_you_mean
from .where import parse_where

_DOWN = ("desc", "descending", "down", "reverse", "reversed", "high", "highest", "largest", "newest", "latest")
_UP = ("asc", "ascending", "up", "low", "lowest", "smallest", "oldest", "earliest")
"""Words of other languages for a direction, which is written here as a hyphen in front of the column, or not at all."""
_FILLERS = ("and", "by", "then", "to", "first", "last", "-", "from")
_NOTHING = {
    ("sort", "none"): "; without the option, the rows keep their order",
    ("columns", "all"): "; without the option, all columns are shown",
}
"""The cure for words that ask for the default, which the option need not name."""


class Selection(NamedTuple):
    """An author's selection from a table."""

    columns: Sequence[str] | None = None
    """All of them by default."""
    sort: Sequence[str] = ()
    """Columns to order by, the most important one first; a hyphen in front means from high to low."""
    where: str | None = None
    limit: int | None = None
    group: str | None = None
    """The column by whose values the rows are grouped."""
    details: Sequence[str] = ()
    """Columns that are shown below each row."""


def chosen_columns(selection: Selection, table: Table) -> tuple[str, ...]:
    """The ids of the columns, in the author's order; the first one heads the rows. Raises ProblemError.

    By default, columns that are details of a row are left out.
    """
    names = selection.columns or tuple(key for key in table.columns if key not in selection.details)
    seen: set[str] = set()
    for name in names:
        check_column("columns", name, table, names)
        if name in seen:
            raise ProblemError("GA061", f"option 'columns': '{name}' is listed twice", "columns")
        seen.add(name)
    return tuple(names)


def chosen_details(selection: Selection, table: Table) -> tuple[str, ...]:
    """The ids of the columns that are details of a row. Raises ProblemError."""
    for name in selection.details:
        check_column("details", name, table, selection.details)
        if selection.columns and name in selection.columns:
            raise ProblemError("GA061", f"option 'details': '{name}' is one of `columns` as well", "details")
        if not selection.columns and name == table.header:
            raise ProblemError("GA061", f"option 'details': '{name}' heads the rows, so it can't be below them", "details")
    return tuple(dict.fromkeys(selection.details))


def chosen_rows(selection: Selection, table: Table, plain: PlainWords) -> tuple[Row, ...]:
    """The rows that `where` lets through, in the order of `sort`, as many as `limit` allows, by their groups.

    Groups are in the order of their first rows. Raises ProblemError.
    """
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
        check_column("sort", name, table, selection.sort)
        keys.setdefault(name, key)  # only the first mention of a column has an effect
    for key in reversed(keys.values()):
        rows = _sorted(rows, key, table, plain)
    rows = rows[: selection.limit]
    return tuple(rows if selection.group is None else _grouped(rows, selection.group, table))


def check_column(option: str, name: str, table: Table, names: Sequence[str]) -> None:
    """Raise ProblemError for a name among an option's `names` that is not a column."""
    if name not in table.columns:
        cure = _NOTHING.get((option, name)) or _other_form(option, names, table) or did_you_mean(name, table.columns)
        raise ProblemError("GA061", f"option '{option}': there is no column '{name}'{cure}", option)


def _other_form(option: str, names: Sequence[str], table: Table) -> str:
    """The cure for columns in the form of another language, such as `year desc` or `year, desc`; nothing for other errors."""
    order = _order_in_other_words(names, table)
    if order is None:
        return ""
    if option == "sort" and not order:
        return "; for the largest first, write a hyphen in front: sort: -COLUMN"
    meant = [f"-{column}" if is_down and option == "sort" else column for column, is_down in order]
    return f"; write {option}: {', '.join(meant)}" if meant else ""


def _order_in_other_words(names: Sequence[str], table: Table) -> list[tuple[str, bool | None]] | None:
    """The columns in another language's form, each with whether it is from high to low, which is None if no word says so.

    A direction may stand after its column, or in front of the first one. None if there is any other word.
    """
    order: list[tuple[str, bool | None]] = []
    is_first_down = False
    for word in _words(names):
        column = word if word in table.columns else word.strip("-")
        direction = word.lower()
        if column in table.columns:
            has_hyphen = word != column
            order.append((column, True if has_hyphen or is_first_down else None))
            is_first_down = False
        elif direction in (*_UP, *_DOWN):
            if not order:
                is_first_down = direction in _DOWN
            elif order[-1][1] is None:
                order[-1] = order[-1][0], direction in _DOWN
        elif direction not in _FILLERS:
            return None
    return order


def _words(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield from re.findall(r"[^\s:;|&+()]+", name.replace("↓", " desc ").replace("↑", " asc "))


def _sorted(rows: Sequence[Row], key: str, table: Table, plain: PlainWords) -> list[Row]:
    """Rows by a column's value; equal ones stay in order, unknown ones come last either way."""
    column_id = key.removeprefix("-")
    kind = table.columns[column_id].kind
    known = [row for row in rows if row.cells[column_id] is not None]
    known.sort(key=lambda row: kind.sort_key(row.cells[column_id], plain), reverse=key.startswith("-"))
    return known + [row for row in rows if row.cells[column_id] is None]


def _grouped(rows: Sequence[Row], column_id: str, table: Table) -> list[Row]:
    """Rows of equal values one after the other; those whose value is unknown come last."""
    check_column("group", column_id, table, [column_id])
    if table.columns[column_id].kind.FILTER == "items":
        raise ProblemError(
            "GA061", f"option 'group': a cell of '{column_id}' may have several values; name a column of single values", "group"
        )
    kind = table.columns[column_id].kind
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        if (value := row.cells[column_id]) is not None:
            groups.setdefault(kind.group_key(value), []).append(row)
    return [row for group in groups.values() for row in group] + [row for row in rows if row.cells[column_id] is None]
