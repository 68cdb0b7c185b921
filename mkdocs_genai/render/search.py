"""What search engines read of blocks: the words, with few tags, and a heading with an id wherever a search may land.

Material's search makes a section of each heading that has an id, and a result of each section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from ..registry.cells import LinkValue, PartialDate, Row, Value
from .renderer import Renderer
from .targets import comparison_anchor, row_anchor

MAX_ROWS = 500
"""Up to here each row is a search result of its own; the rows of a longer table are found as one text."""


def cards_words(renderer: Renderer, entries: Iterable[tuple[str, str | None]]) -> str:
    """The words of cards: titles and summaries."""
    return "\n".join(f"<p>{escape(title)}. {words(renderer, summary)}</p>" for title, summary in entries)


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
            parts.append(f'<h6 id="{escape(anchor)}">{name}</h6><p>{rest}</p>')
        else:
            parts.append(f"{name}. {rest}")
    parts.append("</div>")
    return "\n".join(parts)


def words(renderer: Renderer, value: Value) -> Markup:
    """A value's words, escaped."""
    if value is None or isinstance(value, bool):
        return Markup()
    if isinstance(value, LinkValue):
        return escape(value.label)
    if isinstance(value, PartialDate | int | float):
        return escape(value)
    if isinstance(value, str):
        return escape(renderer.inline.convert(value).text)
    return escape(", ".join(value))
