"""Marks of a table's column as a whole: its best values, the heat of its numbers, and its summary in the last line.

Scripts that show other rows renew the summary; `assets/genai-table-tools.js` does that, by what stands here in attributes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any, NamedTuple

from ..columns.base import EXACTLY, ColumnType, Output
from ..registry.column import Column
from ..registry.table import Row, Table
from .markdown_filters import MarkdownText
from .page import Page

_STEPS = 5
"""Tints of a column's heat, as the style sheet has them."""


class Marks(NamedTuple):
    """A column's marks, by the index of each row that is shown: whether its value is a best one, and its tint from 1 to 5."""

    best: frozenset[int] = frozenset()
    heat: Mapping[int, int] = {}

    def classes(self, index: int) -> list[str]:
        """The classes of a cell."""
        return ["genai-heat", f"genai-heat--{self.heat[index]}"] if index in self.heat else []


class ColumnSummary(NamedTuple):
    """A column's summary: its kind as the column's key has it, its label, and its content.

    `html` is HTML on pages and Markdown in Markdown versions. By `format` and `pattern` scripts show another number: options of
    Intl.NumberFormat as JSON, and the words around it.
    """

    kind: str
    label: str
    html: str
    format: str | None = None
    pattern: str | None = None


class Foot(NamedTuple):
    """A table's last line: how many rows it sums up, in words, and the summaries by their columns' ids."""

    rows: str
    summaries: dict[str, ColumnSummary]


def column_marks(table: Table, key: str, rows: Sequence[Row], *, best: bool) -> Marks:
    """The marks of a column in these rows. Heat depends on all rows of the table, so that it is the same in every view."""
    column = table.columns[key]
    return Marks(
        best=_best(column, [row.cells[key] for row in rows]) if best and column.better else frozenset(),
        heat=_heat(column.kind, [row.cells[key] for row in table.rows], [row.cells[key] for row in rows])
        if column.heat
        else {},
    )


def _best(column: Column, values: Sequence[Any]) -> frozenset[int]:
    """The indexes of the best values; none where all are alike."""
    amounts = {index: column.kind.amount(value) for index, value in enumerate(values) if value is not None}
    if len(set(amounts.values())) < 2:
        return frozenset()
    best = (max if column.better == "higher" else min)(amounts.values())
    return frozenset(index for index, amount in amounts.items() if amount == best)


def _heat(kind: ColumnType, every: Sequence[Any], shown: Sequence[Any]) -> dict[int, int]:
    amounts = [kind.amount(value) for value in every if value is not None]
    if len(set(amounts)) < 2:
        return {}
    low, high = min(amounts), max(amounts)
    return {
        index: 1 + round((kind.amount(value) - low) / (high - low) * (_STEPS - 1))
        for index, value in enumerate(shown)
        if value is not None
    }


def table_foot(page: Page, out: Output, table: Table, columns: Sequence[str], rows: Sequence[Row]) -> Foot | None:
    """The last line of a table of these rows, if one of its columns has a summary."""
    summaries = {
        key: _summary(page, out, table, key, [row.cells[key] for row in rows if row.cells[key] is not None])
        for key in columns
        if table.columns[key].summary
    }
    count = out.numbers.exact(len(rows))
    return Foot(out.label("table_count").format(shown=count, total=count), summaries) if summaries else None


def _summary(page: Page, out: Output, table: Table, key: str, values: Sequence[Any]) -> ColumnSummary:
    column, kind = table.columns[key], table.kinds[key]
    name = str(column.summary)
    said = ColumnSummary(name, out.label(f"summary_{name}"), "—")
    is_markdown = page.format == "md"
    if name == "count":
        return said._replace(html=out.numbers.exact(len(values)))
    if not values:
        return said
    if name in ("min", "max"):
        end = (min if name == "min" else max)(values, key=kind.amount)
        return said._replace(html=MarkdownText(kind.markdown(end, out)) if is_markdown else kind.html(end, out))
    numbers = [kind.number(value) for value in values]
    total = reduce(EXACTLY.add, numbers)
    decimals = max(0, *(-int(number.as_tuple().exponent) for number in numbers))
    if name == "mean":
        total, decimals = EXACTLY.divide(total, Decimal(len(numbers))), decimals + 1
    value, options = kind.total(total, decimals)
    text = kind.localized(value, out, out.inline.plain)
    pattern = out.label("rating").format(value="{value}", max=kind.scale_max) if kind.scale_max else None
    return said._replace(
        html=MarkdownText(out.inline.escaped(text)) if is_markdown else text,
        format=json.dumps(options, separators=(",", ":")),
        pattern=pattern,
    )
