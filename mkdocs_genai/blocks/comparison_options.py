"""The options with which a block selects columns and rows of its comparison."""

from __future__ import annotations

from ..identifiers import in_area
from ..options import Option, count, text, words
from ..queries.selection import Selection
from ..render.renderer import Renderer
from ..render.shown_content import Shown, shown_cells
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
    key = in_area(argument, home or "")
    table = renderer.tables.get(key)
    return Shown([shown_cells(*key, table.columns, table.rows)]) if table else Shown()


def selection_of(block: RegistryBlock) -> Selection:
    """The selection that a block's options make from its comparison."""
    return Selection(**{name: block.options[name] for name in (*SELECTION, *ARRANGEMENT) if name in block.options})
