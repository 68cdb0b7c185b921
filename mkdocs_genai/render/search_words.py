"""What search engines read of blocks: the words, with few tags, and sections wherever a search may land.

Material's search makes a section of each heading that has an id, and a result of each section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import escape

from ..dates import PartialDate
from ..registry.cells import LinkValue, Row, Value
from ..targets import comparison_anchor, row_anchor
from .renderer import Renderer

MAX_ROWS = 500
"""Up to here each row is a search result of its own; the rows of a longer table are found as one text."""


class SearchSection(NamedTuple):
    """A place on the page that is a result of its own: its id, and its title and text, both escaped."""

    anchor: str
    title: str
    text: str

    @property
    def html(self) -> str:
        """The section for a search engine: a heading with its id, and what stands under it."""
        return f'<h6 id="{self.anchor}">{self.title}</h6>{self.text}'


class SearchWords(NamedTuple):
    """What a search engine reads in place of a block: HTML with few tags, and sections of their own."""

    html: str
    sections: Sequence[SearchSection] = ()


def cards_words(renderer: Renderer, entries: Iterable[tuple[str, str | None]]) -> SearchWords:
    """The words of cards: titles and summaries."""
    return SearchWords(f"<p>{' '.join(f'{escape(title)}. {words(renderer, summary)}' for title, summary in entries)}</p>")


def table_words(
    renderer: Renderer, area_id: str, comparison_id: str, columns: Sequence[str], rows: Sequence[Row]
) -> SearchWords:
    """The words of a table: a section for the table and one for each row; those of a long table are the table's own."""
    title = escape(renderer.registry.areas[area_id].comparisons[comparison_id].title)
    anchor = comparison_anchor(area_id, comparison_id)
    sections = []
    for row in rows:
        name, *others = [words(renderer, row.cells[column]) for column in columns]
        sections.append(SearchSection(row_anchor(area_id, comparison_id, row.id), name, ". ".join(filter(None, others))))
    if len(rows) > MAX_ROWS:
        lines = "\n".join(f"{section.title}. {section.text}" for section in sections)
        return SearchWords("", [SearchSection(anchor, title, lines)])
    return SearchWords("", [SearchSection(anchor, title, ""), *sections])


def words(renderer: Renderer, value: Value) -> str:
    """A value's words, escaped."""
    if isinstance(value, str):
        return str(escape(renderer.inline[value].text))
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, LinkValue):
        return escape(value.label)
    if isinstance(value, (int, float, PartialDate)):
        return str(value)
    return escape(", ".join(value))
