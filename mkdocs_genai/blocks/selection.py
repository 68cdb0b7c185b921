"""Which columns and rows of a comparison a block shows, and in which order."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from ..options import Option, count, text, words
from ..problems import ProblemError
from ..queries.where import Words, parse_where
from ..registry.cells import LinkValue, Row, Table, Value
from ..render.publishable import shown_cells
from ..suggestions import did_you_mean
from .arguments import entry_of
from .base import RegistryBlock

SELECTION = {
    "columns": Option(None, words),
    "sort": Option((), words),
    "where": Option(None, text),
    "limit": Option(None, count),
}
"""The options; every one is about the comparison's own columns, so that they are checked when it is known."""


def note_comparison(block: RegistryBlock) -> None:
    """Note that a faulty block stands for a comparison, of which it shows no cell."""
    with contextlib.suppress(ProblemError):
        area_id, comparison_id = entry_of(block, "comparisons")
        block.page.shown.cells.append(shown_cells(area_id, comparison_id, (), ()))


def chosen_columns(block: RegistryBlock, table: Table) -> tuple[str, ...]:
    """The ids of the columns, in the author's order; the first one heads the rows. Raises ProblemError."""
    names: Sequence[str] = block.options["columns"] or tuple(table.columns)
    seen: set[str] = set()
    for name in names:
        _check_column("columns", name, table)
        if name in seen:
            raise ProblemError("GA061", f"option 'columns': '{name}' is there twice")
        seen.add(name)
    return tuple(names)


def chosen_rows(block: RegistryBlock, table: Table) -> tuple[Row, ...]:
    """The rows that `where` lets through, in the order of `sort`, as many as `limit` allows. Raises ProblemError."""
    options: Mapping[str, Any] = block.options
    inline = block.renderer.inline
    rows: Sequence[Row] = table.rows

    def plain(markdown: str) -> str:
        return inline[markdown].text

    if options["where"] is not None:
        try:
            fits = parse_where(options["where"], table.columns, plain)
        except ProblemError as fault:
            raise ProblemError("GA061", f"option 'where': {fault}") from fault
        rows = [row for row in rows if fits(row)]
        if table.rows and not rows:
            raise ProblemError("GA061", f"option 'where': no row fits '{options['where']}'")
    keys: dict[str, str] = {}
    for key in options["sort"]:
        name = key.removeprefix("-")
        _check_column("sort", name, table)
        keys.setdefault(name, key)  # a column that is named again decides nothing any more
    for name, key in reversed(keys.items()):
        rows = sort_rows(rows, name, plain, descending=key.startswith("-"))
    return tuple(rows[: options["limit"]])


def _check_column(option: str, name: str, table: Table) -> None:
    if name not in table.columns:
        message = f"option '{option}': there is no column '{name}'{did_you_mean(name, table.columns)}"
        raise ProblemError("GA061", message)


def sort_rows(rows: Sequence[Row], column_id: str, plain: Words, *, descending: bool) -> list[Row]:
    """Rows by a column's value; equal ones stay in order, unknown ones come last either way."""
    known = [row for row in rows if row.cells[column_id] is not None]
    known.sort(key=lambda row: _sort_key(row.cells[column_id], plain), reverse=descending)
    return known + [row for row in rows if row.cells[column_id] is None]


def _sort_key(value: Value, plain: Words) -> Any:
    if isinstance(value, LinkValue):
        return _collated(value.label)
    if isinstance(value, str):
        return _collated(plain(value))
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [_collated(str(tag)) for tag in value]
    # ISO dates sort as text: 2025 before 2025-10 before 2025-10-03.
    return str(value) if isinstance(value, tuple) else value


def _collated(words: str) -> list[tuple[int, str]]:
    """Text without regard to upper case and accents, numbers in it by value, as the browser's collation has it."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(char))
    parts = re.split(r"([0-9]+)", bare)
    return [(len(part.lstrip("0")), part.lstrip("0")) if index % 2 else (0, part) for index, part in enumerate(parts)]
