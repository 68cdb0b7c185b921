"""What search engines read of blocks: the words, with few tags, and a heading with an id wherever a search may land.

Material's search makes a section of each heading that has an id, and a result of each section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from markupsafe import escape

from ..registry.cells import LinkValue, PartialDate, Row, Value
from .cells import each_once
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
    say = partial(words, renderer)
    headers, *others = [each_once(say, [row.cells[column] for row in rows]) for column in columns]
    rests = [". ".join(filter(None, cells)) for cells in zip(*others, strict=True)] if others else [""] * len(rows)
    if len(rows) <= MAX_ROWS:
        # No tag that is not needed: each one costs the search plugin more than all that was done for the row so far.
        # Ids are letters, digits, hyphens and underscores, and need no escape.
        parts += [
            f'<h6 id="{row_anchor(area_id, comparison_id, row.id)}">{name}</h6>{rest}'
            for row, name, rest in zip(rows, headers, rests, strict=True)
        ]
    else:
        parts += [f"{name}. {rest}" for name, rest in zip(headers, rests, strict=True)]
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
