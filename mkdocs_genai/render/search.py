"""What search engines read of blocks: the words, with few tags, and sections wherever a search may land.

Material's search makes a section of each heading that has an id, and a result of each section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import NamedTuple

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


class SearchSection(NamedTuple):
    """A place on the page that is a result of its own: its id, and its title and text, both escaped."""

    anchor: str
    title: str
    text: str


def table_words(
    renderer: Renderer, area_id: str, comparison_id: str, columns: Sequence[str], rows: Sequence[Row]
) -> tuple[str, list[SearchSection]]:
    """The words of a table, and its rows as sections; those of a long table are among its words."""
    title = renderer.registry.areas[area_id].comparisons[comparison_id].title
    heading = f'<h6 id="{comparison_anchor(area_id, comparison_id)}">{escape(title)}</h6>'
    said, say = attrgetter("words"), partial(words, renderer)
    headers, *others = [each_once(renderer.inline, said, say, [row.cells[column] for row in rows]) for column in columns]
    rests = [". ".join(filter(None, cells)) for cells in zip(*others, strict=True)] if others else [""] * len(rows)
    if len(rows) > MAX_ROWS:
        lines = "\n".join([f"{name}. {rest}" for name, rest in zip(headers, rests, strict=True)])
        return f"<div>{heading}{lines}</div>", []
    return f"<div>{heading}</div>", [
        SearchSection(row_anchor(area_id, comparison_id, row.id), name, rest)
        for row, name, rest in zip(rows, headers, rests, strict=True)
    ]


def section_html(section: SearchSection) -> str:
    """A section for search engines that read HTML alone."""
    return f'<h6 id="{section.anchor}">{section.title}</h6>{section.text}'


def words(renderer: Renderer, value: Value) -> str:
    """A value's words, escaped."""
    if isinstance(value, str):
        return renderer.inline[value].words
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, LinkValue):
        return escape(value.label)
    if isinstance(value, (int, float, PartialDate)):
        return str(value)
    return escape(", ".join(value))
