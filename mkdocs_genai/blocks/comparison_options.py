"""The options with which a block selects columns and rows of its comparison."""

from __future__ import annotations

import contextlib

from ..options import Option, count, text, words
from ..problems import ProblemError
from ..queries.selection import Selection
from ..render.publishable import shown_cells
from .arguments import entry_of
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


def note_comparison(block: RegistryBlock) -> None:
    """Record that a faulty block refers to a comparison, of which it shows no cell."""
    with contextlib.suppress(ProblemError):
        area_id, comparison_id = entry_of(block, "comparisons")
        block.page.shown.cells.append(shown_cells(area_id, comparison_id, (), ()))


def selection_of(block: RegistryBlock) -> Selection:
    """What a block's options select from its comparison."""
    return Selection(**{name: block.options[name] for name in (*SELECTION, *ARRANGEMENT) if name in block.options})
