"""What search engines read of blocks: the words, with few tags, and a heading with an id wherever a search may land.

Material's search makes a section of each heading that has an id, and a result of each section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import escape

from ..registry.cells import LinkValue, PartialDate, Row, Value
from .renderer import Renderer
from .targets import comparison_anchor, row_anchor

MAX_ROWS = 500
"""Up to here each row is a search result of its own; the rows of a longer table are found as one text."""


def cards_words(renderer: Renderer, entries: Iterable[tuple[str, str | None]]) -> str:
    """The words of cards: titles and summaries."""
    return f"<p>{' '.join(f'{escape(title)}. {words(renderer, summary)}' for title, summary in entries)}</p>"


def table_words(renderer: Renderer, area_id: str, comparison_id: str, columns: Sequence[str], rows: Sequence[Row]) -> str:
    """The words of a table, each row a section."""
    title = renderer.registry.areas[area_id].comparisons[comparison_id].title
    parts = [f'<div><h6 id="{comparison_anchor(area_id, comparison_id)}">{escape(title)}</h6>']
    header, *others = columns
    for row in rows:
        name = words(renderer, row.cells[header])
        rest = ". ".join(text for column in others if (text := words(renderer, row.cells[column])))
        if len(rows) <= MAX_ROWS:
            anchor = row_anchor(area_id, comparison_id, row.id)
            # No tag that is not needed: each one costs the search plugin more than all that was done for the row so far.
            parts.append(f'<h6 id="{escape(anchor)}">{name}</h6>{rest}')
        else:
            parts.append(f"{name}. {rest}")
    parts.append("</div>")
    return "".join(parts) if len(rows) <= MAX_ROWS else "\n".join(parts)


def words(renderer: Renderer, value: Value) -> str:
    """A value's words, escaped."""
    if isinstance(value, str):
        return renderer.inline.convert(value).words
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, LinkValue):
        return escape(value.label)
    if isinstance(value, PartialDate | int | float):
        return escape(value)
    return escape(", ".join(value))
