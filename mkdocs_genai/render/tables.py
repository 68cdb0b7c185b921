"""Renders comparison tables: a table with a caption, column and row headers, and the notes under it.

`table_controls.py` has the controls for readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..columns.base import Output
from ..registry.column import Column
from ..registry.sources import Source
from ..registry.table import Row, TableKey
from ..targets import Target, comparison_anchor, table_file
from .column_marks import column_marks, table_foot
from .inline_text import day_text, page_output
from .page import Page
from .renderer import Renderer
from .table_controls import GROUP, LONG, PORTRAIT, SCRIPTS, WORDS, author_order, columns_to_filter, useful_controls
from .table_headings import column_hints, heading_class, heading_lines
from .table_rows import Grouping, SourceLink, source_link, table_bodies, table_rows, with_details


class TableView(NamedTuple):
    """The part of a comparison that a table shows."""

    columns: Sequence[str] | None = None
    """The ids of the columns, in order; all by default."""
    rows: Sequence[Row] | None = None
    """The rows, in order; all by default."""
    controls: Sequence[str] | None = None
    """Some of CONTROLS; by default those that fit the table's size."""
    caption: str | None = None
    """The caption; the comparison's title by default."""
    sort: Sequence[str] = ()
    """The columns that the rows are sorted by, each in descending order after a hyphen."""
    highlight: bool = False
    """Whether the best value of each column that says what is better is marked."""
    wide: bool = False
    """Whether the table has the room of the page's contents as well."""
    group: str | None = None
    """The column whose values head groups of rows; `rows` are in the order of groups."""
    details: Sequence[str] = ()
    """The columns that open below each row, which are columns like others in Markdown."""


WHOLE_TABLE = TableView()


def render_table(renderer: Renderer, page: Page, key: TableKey, view: TableView = WHOLE_TABLE) -> str:
    """A comparison's table."""
    area_id, comparison_id = key
    table = renderer.tables[key]
    rows = table.rows if view.rows is None else view.rows
    every = {name: table.columns[name] for name in (*(table.columns if view.columns is None else view.columns), *view.details)}
    chosen = every if page.format == "md" else {name: column for name, column in every.items() if name not in view.details}
    out = page_output(renderer, page, area_id)
    filters = columns_to_filter(chosen, rows)
    shown, notes = table_rows(
        renderer, page, key, rows, {name: column_marks(table, name, rows, best=view.highlight) for name in every}
    )
    group = _group(table.columns, chosen, view, out, page)
    bodies = table_bodies([with_details(row, len(chosen)) for row in shown], rows, group, GROUP if len(rows) > LONG else LONG)
    return renderer.render(
        page,
        "comparison-table",
        anchor=page.unique(comparison_anchor(area_id, comparison_id)),
        caption_id=page.unique(f"caption_{area_id}_{comparison_id}"),
        name=comparison_id,
        title=view.caption or renderer.registry.areas[area_id].comparisons[comparison_id].title,
        sorted=author_order(view.sort, chosen),
        is_wide=view.wide,
        is_long=len(rows) > LONG,
        landscape_from=PORTRAIT,
        foot=table_foot(page, out, table, list(chosen), rows),
        filters=filters,
        bodies=bodies,
        group=group,
        details={name: every[name].heading for name in every if name not in chosen},
        label=renderer.label,
        notes=notes + render_notes(renderer, page, key, every, rows),
        **_headings(page, chosen, out),
        **_controls(renderer, page, useful_controls(view.controls, len(rows), len(chosen), filters)),
    )


def _group(
    columns: Mapping[str, Column], chosen: Mapping[str, Column], view: TableView, out: Output, page: Page
) -> Grouping | None:
    if view.group is None:
        return None
    return Grouping(view.group, columns[view.group], view.group in chosen, out, page.format == "md")


def _headings(page: Page, chosen: Mapping[str, Column], out: Output) -> dict[str, Any]:
    """The template's context for the columns' headings."""
    hints = column_hints(page, chosen, out)
    return {
        "columns": chosen,
        "lines": {name: heading_lines(column) for name, column in chosen.items()},
        "classes": {name: heading_class(column) for name, column in chosen.items()},
        "hints": hints,
        "hints_script": page.resolve(Target(SCRIPTS[-1])) if hints and page.claim("genai_hints_script") else None,
    }


def _controls(renderer: Renderer, page: Page, useful: Sequence[str]) -> dict[str, Any]:
    """The template's context for the controls; a site without the scripts has no controls."""
    scripts = [page.resolve(Target(script)) for script in SCRIPTS[:2]]
    controls = useful if all(scripts) else ()
    return {
        "controls": controls,
        "scripts": scripts if controls and page.claim("genai_script") else None,
        "words": renderer.labels_json(WORDS, "table_"),
    }


def render_notes(renderer: Renderer, page: Page, key: TableKey, columns: Mapping[str, Column], rows: Sequence[Row]) -> str:
    """The notes under a table or chart: how many rows it leaves out, its date, its sources, and its files for download.

    `key` has the ids of the area and the comparison; `columns` and `rows` are those shown.
    """
    area_id, comparison_id = key
    comparison = renderer.registry.areas[area_id].comparisons[comparison_id]
    table = renderer.tables[key]
    shown, total = (renderer.numbers.exact(number) for number in (len(rows), len(table.rows) + table.left_out))
    files = [(kind.upper(), page.resolve(Target(table_file(area_id, comparison_id, kind)))) for kind in ("json", "csv")]
    return renderer.render(
        page,
        "comparison-notes",
        count=renderer.label("table_count").format(shown=shown, total=total) if shown != total else None,
        as_of=day_text(renderer, page, comparison.as_of),
        sources=source_links(comparison.sources, columns),
        files=[(kind, url) for kind, url in files if url],
        label=renderer.label,
    )


def source_links(sources: Sequence[Source], columns: Mapping[str, Column]) -> list[SourceLink]:
    """The sources of the comparison and of its columns, each URL once."""
    urls = [column.source for column in columns.values() if column.source]
    found: dict[str, SourceLink] = {}
    for link in [*(source_link(source.url, source.title) for source in sources), *map(source_link, urls)]:
        found.setdefault(link.url, link)
    return list(found.values())
