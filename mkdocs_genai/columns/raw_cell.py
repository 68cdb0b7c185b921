"""A cell as its file has it, before a column type parses it: its value, its spelling, and the dialect of its file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from functools import partial
from typing import Any, NamedTuple

from ..suggestions import describe

Spelling = Callable[..., str | None]
"""Gives a scalar as its file spells it; given an index, that item of a list. None if Python spells it the same,
or if the file has no values but text."""

_UNKNOWN_MARKERS = frozenset(
    (
        *("-", "--", "–", "—", "?", "??", "n/a", "#n/a", "na", "n.a.", "n/d", "n.d.", "nan", "null", "nil", "none"),
        *("#null!", "#value!", "#ref!", "#name?", "unknown", "unk", "tbd", "tba", "tbc"),
    )
)
"""What people and programs write for a value that they don't know, in lower case.

Such a text is never silently read as unknown.
"""


def no_spelling(*steps: int) -> None:
    """The spelling of a file that has none but its values."""


def _no_fields(field: str) -> RawCell:
    """The fields of a cell that stands alone."""
    return RawCell(None)


class Dialect(NamedTuple):
    """How a file writes values, in the terms of Frictionless's Table Dialect."""

    decimal_char: str = "."
    group_char: str = ","
    """The character between groups of three digits."""


class RawCell(NamedTuple):
    """A cell as its file has it, before a column type parses it."""

    value: Any
    """A value of YAML, JSON or CSV."""
    spelling: Spelling = no_spelling
    foreign: bool = False
    """Whether its file is maintained by someone else. Text there is used as it is spelled; in the course's own rows, a spelling
    that YAML reads as something else is an error."""
    dialect: Dialect = Dialect()
    missing: Collection[str] = ()
    """The texts that mean unknown here: a column's or a file's `missing_values`."""
    is_noted: bool = False
    """Whether a note explains the value."""
    field: Callable[[str], RawCell] = _no_fields
    """Gives another field of the record, by its path, or another cell of the row, by its column."""

    @property
    def spelled(self) -> str | None:
        """The scalar as the file spells it, as `1.10`; None if Python spells its value the same, and always in CSV."""
        return self.spelling()

    @property
    def text(self) -> str | None:
        """The scalar as text, as the file spells it; None for a list, a mapping, and nothing."""
        if isinstance(self.value, str):
            return self.value.strip()
        if not isinstance(self.value, bool | int | float | datetime.date):
            return None
        spelled = self.spelled
        return spelled if spelled is not None else plain_scalar(self.value)

    @property
    def is_missing(self) -> bool:
        """Whether it is one of the texts that mean unknown."""
        return bool(self.missing) and self.text in self.missing

    def items(self) -> list[RawCell]:
        """The items of a list, or the cell itself as the only item."""
        if not isinstance(self.value, list):
            return [self]
        return [self._replace(value=item, spelling=partial(self.spelling, index)) for index, item in enumerate(self.value)]


def plain_scalar(value: Any) -> str:
    """A scalar of YAML or JSON as text, where its spelling is not known."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def found_value(raw: RawCell) -> str:
    """What a message calls a value: as it is written, and as what it is read where that differs."""
    value, written = raw.value, raw.spelled
    if written is None or isinstance(value, str) or written.lower() == plain_scalar(value):
        return describe(value)
    return f"{written}, which is read as {describe(value)}"


def is_blank(value: Any) -> bool:
    """Whether a cell's value says nothing: it is nothing, an empty list, or a text without anything but spaces."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def looks_unknown(text: str | None) -> bool:
    """Whether a text is what people and programs write for a value that they don't know, such as `n/a`."""
    return text is not None and text.casefold() in _UNKNOWN_MARKERS
