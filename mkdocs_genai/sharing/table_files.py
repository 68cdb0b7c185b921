"""Writes comparisons as files: JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from ..columns.base import Note, PlainWords, Value
from ..registry.column import Column
from ..registry.model import Comparison, Registry
from ..registry.registry_json_format import readable_json
from ..registry.table import Row, Table, Tables
from ..render.inline import ConvertedTexts
from ..targets import table_file

_FORMULA = tuple("=+-@\t\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?( ?%)?")

FILE_KINDS = ("json", "csv")

_NOTES = "(note)"
"""Appended to a column's title for the column of its notes; in English, like the keys of the JSON."""


def table_file_uris(tables: Tables) -> list[str]:
    """The src_uris of the files of all comparisons."""
    return [table_file(area_id, comparison_id, kind) for area_id, comparison_id in tables for kind in FILE_KINDS]


def table_files(registry: Registry, tables: Tables, inline: ConvertedTexts) -> Iterator[tuple[str, str]]:
    """The files of every comparison: src_uri and content."""
    for (area_id, comparison_id), table in tables.items():
        comparison = registry.areas[area_id].comparisons[comparison_id]
        yield table_file(area_id, comparison_id, "json"), table_json(area_id, comparison_id, comparison, table)
        yield table_file(area_id, comparison_id, "csv"), table_csv(table, lambda markdown: inline[markdown].plain)


def table_json(area_id: str, comparison_id: str, comparison: Comparison, table: Table) -> str:
    """The comparison with its types; texts are inline Markdown, dates are ISO 8601 as far as known, null is unknown.

    Notes and sources of single cells are beside the row's cells, which are plain values.
    """
    columns = [{"id": key} | _described(column) for key, column in table.columns.items()]
    content: dict[str, Any] = {
        "area": area_id,
        "comparison": comparison_id,
        "title": comparison.title,
        "as_of": str(comparison.as_of) if comparison.as_of else None,
        "sources": [source.model_dump(exclude_none=True) for source in comparison.sources],
        "columns": columns,
    }
    content["rows"] = [_json_row(row, table) for row in table.rows]
    return readable_json(content)


def _described(column: Column) -> dict[str, Any]:
    """A column's keys that differ from their defaults, without those that only matter for reading rows."""
    return column.model_dump(exclude_defaults=True, exclude={"field", "required", "scale"})


def _json_row(row: Row, table: Table) -> dict[str, Any]:
    cells = {
        key: None if (value := row.cells[key]) is None else column.kind.json_value(value)
        for key, column in table.columns.items()
    }
    notes = {
        key: {name: said for name, said in (("note", note.text), ("source", note.source)) if said}
        for key, note in row.notes.items()
    }
    return {"id": row.id, "cells": cells} | ({"notes": notes} if notes else {})


def table_csv(table: Table, plain: PlainWords) -> str:
    """The rows in plain words, under the columns' titles; an empty cell is unknown, a link is its address.

    A column in which cells have notes is followed by one with the notes. Text that a spreadsheet would run as a formula gets an
    apostrophe in front; the JSON has it unchanged.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    noted = {key for row in table.rows for key in row.notes}
    titles = [
        title
        for key, column in table.columns.items()
        for title in ([column.heading, f"{column.title} {_NOTES}"] if key in noted else [column.heading])
    ]
    writer.writerow(_harmless(title) for title in titles)
    for row in table.rows:
        line: list[str] = []
        for key, column in table.columns.items():
            line.append(_csv(column, row.cells[key], plain))
            if key in noted:
                line.append(_csv_note(row.notes.get(key, Note(None, None)), plain))
        writer.writerow(map(_harmless, line))
    return file.getvalue()


def _csv(column: Column, value: Value, plain: PlainWords) -> str:
    return "" if value is None else column.kind.csv_text(value, plain)


def _csv_note(note: Note, plain: PlainWords) -> str:
    return " ".join(filter(None, [plain(note.text) if note.text else "", note.source]))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
