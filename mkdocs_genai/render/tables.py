"""Comparison tables: a real table with a caption, column and row headers, and what stands under it.

What its reader may do with it is only named here; `assets/genai.js` does it, in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from ..dates import PartialDate
from ..registry.cells import Row, name_of
from ..registry.model import Column, Comparison
from ..targets import comparison_anchor, row_anchor, table_file
from .cells import Cell, render_cell
from .place import Place
from .renderer import Renderer

CONTROLS = ("sort", "search", "filter", "columns", "compare", "download")
"""What a reader may do with a table."""

SCRIPTS = tuple(f"assets/genai/{name}.js" for name in ("genai-back", "genai", "genai-panels", "genai-values"))
"""What makes the controls, as if it were in docs_dir. The page asks for the first two, the second one for the others."""

_SHORT = 8
"""Up to so many rows, a table needs no more than sorting, unless its author says otherwise."""

_CATEGORIES = 12
"""Texts, years and ratings with up to so many different values are categories that a reader may filter by."""

_WORDS = (
    *("table_search", "table_filter", "table_columns", "table_compare", "table_side_by_side", "table_select"),
    *("table_selected", "table_download", "table_reset", "table_count", "table_column", "table_more", "unknown", "yes", "no"),
)
"""The labels that the controls need."""


class TableRow(NamedTuple):
    """A row, the first cell of which is its header."""

    id: str
    anchor: str | None
    cells: tuple[Cell, ...]


class Source(NamedTuple):
    """A source under the table: its address, and the words that are shown for it."""

    url: str
    text: str


def render_table(
    renderer: Renderer,
    place: Place,
    area_id: str,
    comparison_id: str,
    *,
    columns: Sequence[str] | None = None,
    rows: Sequence[Row] | None = None,
    controls: Sequence[str] | None = None,
) -> str:
    """A comparison's table, with the columns and rows that are chosen, in that order; all of them by default.

    `controls` are those of CONTROLS that the reader gets; those that fit the table's size by default.
    """
    comparison = renderer.registry.areas[area_id].comparisons[comparison_id]
    table = renderer.tables[area_id, comparison_id]
    chosen: dict[str, Column] = {key: table.columns[key] for key in (table.columns if columns is None else columns)}
    rows = table.rows if rows is None else rows
    filters = _filters(chosen, rows)
    scripts = [place.resolve(script) for script in SCRIPTS[:2]]
    useful = _useful(controls, len(rows), len(chosen), filters) if all(scripts) else ()
    return renderer.render(
        place,
        "comparison-table",
        anchor=place.unique(comparison_anchor(area_id, comparison_id)),
        caption_id=place.unique(f"caption_{area_id}_{comparison_id}"),
        name=comparison_id,
        title=comparison.title,
        columns=chosen,
        filters=filters,
        rows=[
            TableRow(
                row.id,
                place.claim(row_anchor(area_id, comparison_id, row.id)),
                tuple(render_cell(renderer, place, column, row.cells[key], area_id) for key, column in chosen.items()),
            )
            for row in rows
        ],
        controls=useful,
        scripts=scripts if useful and place.claim("genai_script") else None,
        words=renderer.labels_json(_WORDS, "table_"),
        notes=render_notes(renderer, place, area_id, comparison_id, comparison, chosen),
    )


def render_chart_numbers(
    renderer: Renderer, place: Place, area_id: str, comparison_id: str, columns: Sequence[str], rows: Sequence[Row]
) -> str:
    """What a chart draws, as a table in Markdown; rows without any rating are left out, as in the drawing."""
    comparison = renderer.registry.areas[area_id].comparisons[comparison_id]
    table = renderer.tables[area_id, comparison_id]
    chosen = {key: table.columns[key] for key in (table.header, *columns)}
    rated = [row for row in rows if any(row.cells[key] is not None for key in columns)]
    return renderer.render(
        place,
        "comparison-chart",
        title=comparison.title,
        columns=chosen,
        rows=[
            TableRow(
                row.id,
                None,
                tuple(render_cell(renderer, place, column, row.cells[key], area_id) for key, column in chosen.items()),
            )
            for row in rated
        ],
        notes=render_notes(renderer, place, area_id, comparison_id, comparison, chosen),
    )


def render_notes(
    renderer: Renderer, place: Place, area_id: str, comparison_id: str, comparison: Comparison, columns: Mapping[str, Column]
) -> str:
    """What stands under a table or chart: since when it is true, from where it comes, and the files to take it away."""
    as_of = comparison.as_of
    files = [(kind.upper(), place.resolve(table_file(area_id, comparison_id, kind))) for kind in ("json", "csv")]
    date = PartialDate(as_of.year, as_of.month, as_of.day) if as_of else None
    return renderer.render(
        place,
        "comparison-notes",
        as_of=(renderer.dates.html(date) if place.format == "html" else str(date)) if date else None,
        sources=[source(url) for url in all_sources(comparison.sources, columns)],
        files=[(kind, url) for kind, url in files if url],
        label=renderer.label,
    )


def _useful(controls: Sequence[str] | None, rows: int, columns: int, filters: Sequence[str]) -> list[str]:
    """The controls that would do something."""
    if controls is None:
        controls = CONTROLS if rows > _SHORT else ("sort",)
    needed = {
        "sort": rows > 1,
        "search": rows > 1,
        "filter": bool(filters),
        "columns": columns > 2,
        "compare": rows > 1 and columns > 1,
        "download": rows > 0,
    }
    return [control for control in CONTROLS if control in controls and needed[control]]


def _filters(columns: Mapping[str, Column], rows: Sequence[Row]) -> list[str]:
    """The columns whose values are worth filtering by: some rows share a value, and others differ."""
    found = []
    for key, column in list(columns.items())[1:]:
        values = [row.cells[key] for row in rows]
        different = set(values)
        if column.type in ("boolean", "tags"):
            worth = len(different) > 1
        elif column.type in ("text", "year", "rating"):
            few = 1 < len(different) <= min(_CATEGORIES, len(rows) * 2 / 3)
            worth = few and all(len(str(value)) <= 40 for value in different)
        else:
            worth = False
        if worth:
            found.append(key)
    return found


def all_sources(sources: Sequence[str], columns: Mapping[str, Column]) -> list[str]:
    """The comparison's and its columns' sources, each once."""
    return list(dict.fromkeys([*sources, *(column.source for column in columns.values() if column.source)]))


def source(url: str) -> Source:
    """A source, named by its arXiv number or else by its host and path."""
    name = name_of(url)
    if name.startswith("arXiv:"):
        return Source(url, name)
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    return Source(url, host + (parts.path if len(parts.path) <= 30 else "").rstrip("/"))
