"""The headings of a table's columns: their lines, their explanations, and their classes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from markupsafe import Markup

from ..columns.base import Output
from ..registry.column import Column
from .markdown_filters import MarkdownText
from .page import Page
from .text_width import text_width

_LINES = 3
"""The most lines of a heading."""
_BREAK = re.compile(r"[\s\-–—/]")
"""The characters after which a browser may begin a new line."""


class Hint(NamedTuple):
    """The explanation of a column: the id of its popover, and its content: HTML on pages, Markdown in Markdown versions."""

    anchor: str
    html: Markup | str


def heading_lines(column: Column) -> list[str]:
    """The lines of a heading with its unit, if it must be kept from breaking into more lines; else none."""
    most = _LINES - (column.heading != column.title)
    words = column.title.split()
    if len(_BREAK.findall(column.title)) < most:
        return []
    cuts = combinations(range(1, len(words)), min(most, len(words)) - 1)
    return min((_cut(words, places) for places in cuts), key=lambda lines: max(map(text_width, lines)))


def _cut(words: Sequence[str], places: Sequence[int]) -> list[str]:
    return [" ".join(words[start:end]) for start, end in zip([0, *places], [*places, len(words)], strict=True)]


def column_hints(page: Page, columns: Mapping[str, Column], out: Output) -> dict[str, Hint]:
    """The explanations of the columns that have a description, by their ids."""
    return {
        key: Hint(page.unique(f"hint_{key}"), _described(column.description, page, out))
        for key, column in columns.items()
        if column.description is not None
    }


def _described(description: str, page: Page, out: Output) -> Markup | str:
    return MarkdownText(out.inline.markdown(description)) if page.format == "md" else out.inline.html(description)


def heading_class(column: Column) -> Markup:
    """The attribute `class` of a column's heading; empty for text, which most columns are."""
    kind = column.kind
    names = [column.type] if column.type != Column.model_fields["type"].default else []
    names += [name for name, is_so in (("short", kind.IS_SHORT), ("numeric", kind.IS_NUMERIC)) if is_so]
    return class_attribute([f"genai-cell--{name}" for name in names])


def class_attribute(names: Sequence[str]) -> Markup:
    """The attribute `class`; nothing without names."""
    return Markup(' class="%s"') % " ".join(names) if names else Markup()
