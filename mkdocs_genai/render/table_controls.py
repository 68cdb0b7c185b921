"""The controls that are useful for a table, and the scripts and labels that they need.

Controls are only named here; `assets/genai.js` makes them in the browser, and `assets/genai-table-tools.js` does their work.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..registry.column import Column
from ..registry.table import Row

CONTROLS = ("sort", "search", "filter", "columns", "compare", "download", "fullscreen")
"""The controls of a table."""

AT_ONCE = tuple(f"assets/genai/{name}.js" for name in ("genai-back", "genai"))
_LATER = ("genai-table-tools", "genai-hints")
SCRIPTS = (*AT_ONCE, *(f"assets/genai/{name}.js" for name in _LATER))
"""The scripts, as if they were in docs_dir. A page with controls loads the first two; the second loads the third when a reader
first comes to the table, or when the address says what it shows. The last one is for explanations that open beside a sign."""

_SHORT = 8
"""The most rows of a table that by default can only be sorted."""

LONG = 200
"""The most rows of a table that a browser lays out as a whole."""
GROUP = 20
"""The rows of each group of a longer table: about a window. A browser spends some time on each group, in sight or not."""

PORTRAIT = 7
"""The most columns of a table that is printed on an upright page."""

WORDS = (
    "table_search", "table_filter", "table_columns", "table_compare", "table_side_by_side", "table_select", "table_selected",
    "table_reset", "table_count", "table_column", "table_nothing", "table_sort_by_several", "table_find_value",
    "table_all_of_them", "table_min", "table_max", "table_remove", "table_only_differences", "table_differs", "table_export",
    "table_download", "table_copy_markdown", "table_copy_tabs", "table_copied", "table_fullscreen", "table_sort",
    "table_sort_by", "table_then_by", "table_ascending", "table_descending", "unknown", "best", "row_link",
)  # fmt: skip
"""The labels that the controls need."""


def author_order(sort: Sequence[str], columns: Collection[str]) -> dict[str, str]:
    """The direction in the heading of the column that rows are sorted by first, by its id, if that column is shown."""
    first = sort[0] if sort else ""
    key = first.removeprefix("-")
    return {key: "descending" if first.startswith("-") else "ascending"} if key in columns else {}


def useful_controls(controls: Sequence[str] | None, rows: int, columns: int, filters: Sequence[str]) -> list[str]:
    """The controls that would have an effect."""
    if controls is None:
        controls = CONTROLS if rows > _SHORT else ("sort",)
    needed = {
        "sort": rows > 1,
        "search": rows > 1,
        "filter": bool(filters),
        "columns": columns > 2,
        "compare": rows > 1 and columns > 1,
        "download": rows > 0,
        "fullscreen": rows > 1 and columns > 2,
    }
    return [control for control in CONTROLS if control in controls and needed[control]]


def columns_to_filter(columns: Mapping[str, Column], rows: Sequence[Row]) -> list[str]:
    """The columns by which filtering is useful; never the first one, which names the rows."""
    others = list(columns.items())[1:]
    return [key for key, column in others if column.kind.is_worth_filtering([row.cells[key] for row in rows])]
