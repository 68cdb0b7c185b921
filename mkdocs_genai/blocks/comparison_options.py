"""The options with which a block selects columns and rows of its comparison."""

from __future__ import annotations

from ..options import Option, count, text, words
from ..queries import selection
from ..queries.selection import Selection
from ..registry.table import Row, Table
from ..render.publishable import Shown, shown_cells
from ..render.renderer import Renderer
from .base import RegistryBlock

SELECTION = {
    "columns": Option(None, words),
    "sort": Option((), words),
    "where": Option(None, text),
    "limit": Option(None, count),
}
"""The options; they refer to the comparison's columns, so they are checked once the comparison is known."""

ARRANGEMENT = {"group": Option(None, text), "details": Option((), words)}
"""The options of a table whose rows are grouped, or have details."""


def whole_comparison(renderer: Renderer, argument: str, home: str | None) -> Shown:
    """All cells of the comparison that an argument names, if there is one."""
    first, slash, second = argument.partition("/")
    area_id, comparison_id = (first, second) if slash else (home or "", first)
    table = renderer.tables.get((area_id, comparison_id))
    return Shown([shown_cells(area_id, comparison_id, table.columns, table.rows)]) if table else Shown()


def chosen_columns(block: RegistryBlock, table: Table) -> tuple[str, ...]:
    """The columns that a block's options choose. Raises ProblemError."""
    return selection.chosen_columns(_selection(block), table)


def chosen_rows(block: RegistryBlock, table: Table) -> tuple[Row, ...]:
    """The rows that a block's options choose. Raises ProblemError."""
    return selection.chosen_rows(_selection(block), table, block.renderer.plain)


def chosen_details(block: RegistryBlock, table: Table) -> tuple[str, ...]:
    """The columns that a block's options make details of each row. Raises ProblemError."""
    return selection.chosen_details(_selection(block), table)


def _selection(block: RegistryBlock) -> Selection:
    return Selection(**{name: block.options[name] for name in (*SELECTION, *ARRANGEMENT) if name in block.options})
