"""A comparison as files, for people who want to go on working with it: JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from ..dates import PartialDate
from ..numbers import plain_number
from ..registry.cells import LinkValue, Table, Value
from ..registry.model import Column, Comparison, Registry
from ..registry.published import readable_json
from ..registry.rows import Tables
from ..render.inline import InlineMarkdown
from ..targets import table_file

_FORMULA = tuple("=+-@\t\r")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

KINDS = ("json", "csv")


def table_file_uris(tables: Tables) -> list[str]:
    """Where the files of all comparisons are."""
    return [table_file(area_id, comparison_id, kind) for area_id, comparison_id in tables for kind in KINDS]


def table_files(registry: Registry, tables: Tables, inline: InlineMarkdown) -> Iterator[tuple[str, str]]:
    """Every comparison's files: where each is, and its content."""
    for (area_id, comparison_id), table in tables.items():
        comparison = registry.areas[area_id].comparisons[comparison_id]
        yield table_file(area_id, comparison_id, "json"), table_json(area_id, comparison_id, comparison, table)
        yield table_file(area_id, comparison_id, "csv"), table_csv(table, inline)


def table_json(area_id: str, comparison_id: str, comparison: Comparison, table: Table) -> str:
    """The comparison with its types; texts are inline Markdown, dates are ISO 8601 as far as known, null is unknown."""
    columns = [{"id": key} | _described(column) for key, column in table.columns.items()]
    content: dict[str, Any] = {
        "area": area_id,
        "comparison": comparison_id,
        "title": comparison.title,
        "as_of": str(comparison.as_of) if comparison.as_of else None,
        "sources": comparison.sources,
        "columns": columns,
    }
    content["rows"] = [{"id": row.id, "cells": row.cells} for row in table.rows]
    special = [key for key, column in table.columns.items() if column.type in ("date", "link")]
    for row in content["rows"] if special else ():
        row["cells"] = row["cells"] | {key: _json_value(row["cells"][key]) for key in special}
    return readable_json(content)


def _described(column: Column) -> dict[str, Any]:
    """A column's keys that are not as they are by default; where its values come from in a foreign file is left out."""
    return column.model_dump(exclude_defaults=True, exclude={"field", "required"})


def _json_value(value: Value) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    return value._asdict() if isinstance(value, LinkValue) else value


def table_csv(table: Table, inline: InlineMarkdown) -> str:
    """The rows in plain words, under the columns' titles; an empty cell is unknown, a link is its address.

    A text that a spreadsheet would run as a formula begins with an apostrophe; JSON has it as it is.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    titles = [f"{column.title} ({column.unit})" if column.unit else column.title for column in table.columns.values()]
    writer.writerow(_harmless(title) for title in titles)
    writer.writerows([_harmless(_plain(row.cells[key], inline)) for key in table.columns] for row in table.rows)
    return file.getvalue()


def _plain(value: Value, inline: InlineMarkdown) -> str:
    match value:
        case str():
            return inline[value].text
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return plain_number(value)
        case LinkValue():
            return value.url
        case PartialDate():
            return str(value)
        case _:
            return "; ".join(str(tag) for tag in value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
