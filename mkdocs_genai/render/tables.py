"""Comparison tables: a real table with a caption, column and row headers, and what stands under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from ..registry.cells import PartialDate, Row
from ..registry.model import Column
from .cells import Cell, render_cell, render_date
from .place import Place
from .renderer import Renderer
from .targets import comparison_anchor, row_anchor


@dataclass(frozen=True)
class TableRow:
    """What the template of a table is given for a row; its first cell is its header."""

    anchor: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Source:
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
) -> Markup:
    """A comparison's table, with the columns and rows that are chosen, in that order; all of them unless told."""
    comparison = renderer.registry.areas[area_id].comparisons[comparison_id]
    table = renderer.tables[area_id, comparison_id]
    chosen: dict[str, Column] = {key: table.columns[key] for key in (table.columns if columns is None else columns)}
    anchor = place.claim(comparison_anchor(area_id, comparison_id))
    # Only the first table of a comparison on a page has its anchors; the next one's rows would repeat them.
    shown = []
    for row in table.rows if rows is None else rows:
        cells = tuple(render_cell(renderer, place, column, row.cells[key], area_id) for key, column in chosen.items())
        shown.append(TableRow(place.claim(row_anchor(area_id, comparison_id, row.id)) if anchor else None, cells))
    as_of = comparison.as_of
    return renderer.templates.render(
        "comparison-table.html",
        anchor=anchor,
        caption_id=place.unique(f"caption_{area_id}_{comparison_id}"),
        title=comparison.title,
        columns=chosen,
        rows=shown,
        as_of=render_date(renderer, PartialDate(as_of.year, as_of.month, as_of.day)) if as_of else None,
        sources=[source(url) for url in _all_sources(comparison.sources, chosen)],
        label=renderer.label,
    )


def _all_sources(sources: Sequence[str], columns: dict[str, Column]) -> list[str]:
    """The comparison's and its columns' sources, each once."""
    return list(dict.fromkeys([*sources, *(column.source for column in columns.values() if column.source)]))


def source(url: str) -> Source:
    """A source, named by its arXiv number or else by its host and path."""
    parts = urlsplit(url)
    host = parts.netloc.removeprefix("www.")
    if host == "arxiv.org" and parts.path.startswith("/abs/"):
        return Source(url, f"arXiv:{parts.path.removeprefix('/abs/')}")
    return Source(url, host + (parts.path if len(parts.path) <= 30 else "").rstrip("/"))
