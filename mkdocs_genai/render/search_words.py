"""The text of blocks for search, with few tags, and with a section for each possible search result.

Material's search makes a section of each heading with an id, and each section is a result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import escape

from ..registry.table import Row, Table, TableKey
from ..targets import comparison_anchor, row_anchor
from .page import SearchSection, SearchWords
from .renderer import Renderer

MAX_ROWS = 500
"""The most rows that are search results of their own; the rows of a longer table are one text."""


def cards_words(renderer: Renderer, entries: Iterable[tuple[str, str | None]]) -> SearchWords:
    """The text of cards: titles and summaries."""
    return SearchWords(f"<p>{' '.join(f'{escape(title)}. {_words(renderer, summary)}' for title, summary in entries)}</p>")


def table_words(renderer: Renderer, key: TableKey, columns: Sequence[str], rows: Sequence[Row]) -> SearchWords:
    """The text of a table: a section for the table and one for each row; only one section for a long table."""
    area_id, comparison_id = key
    table = renderer.tables[key]
    title = escape(renderer.registry.areas[area_id].comparisons[comparison_id].title)
    anchor = comparison_anchor(area_id, comparison_id)
    sections = []
    for row in rows:
        name, *said = [_cell_words(renderer, table, row, column) for column in columns]
        if row.notes:
            notes = [_note_words(renderer, row, column) for column in columns]
            said = [f"{words} {note}".strip() for words, note in zip(["", *said], notes, strict=True)]
        sections.append(SearchSection(row_anchor(area_id, comparison_id, row.id), name, ". ".join(filter(None, said))))
    if len(rows) > MAX_ROWS:
        lines = "\n".join(f"{section.title}. {section.text}" for section in sections)
        return SearchWords("", [SearchSection(anchor, title, lines)])
    return SearchWords("", [SearchSection(anchor, title, ""), *sections])


def _cell_words(renderer: Renderer, table: Table, row: Row, column_id: str) -> str:
    """A cell's text, escaped."""
    value = row.cells[column_id]
    return "" if value is None else escape(table.columns[column_id].kind.words(value, renderer.plain))


def _note_words(renderer: Renderer, row: Row, column_id: str) -> str:
    note = row.notes.get(column_id)
    return _words(renderer, note.text if note else None)


def _words(renderer: Renderer, markdown: str | None) -> str:
    return "" if markdown is None else escape(renderer.plain(markdown))
