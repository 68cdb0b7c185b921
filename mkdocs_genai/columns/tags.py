"""`type: tags`: several words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from markupsafe import Markup

from ..problems import ProblemError
from ..suggestions import describe
from .base import (
    CONTAINS,
    EQUALITY,
    ColumnType,
    Export,
    Filter,
    Operator,
    Output,
    PlainWords,
    RawCell,
    Test,
    Value,
    collated,
    word_test,
)
from .text import Text

_TAG = Markup('<span class="genai-tag">%s</span>')
_WORDS = Text()


class Tags(ColumnType):
    """A list of words."""

    FILTER: ClassVar[Filter] = "items"
    EXPORT: ClassVar[Export] = "items"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)

    def parse(self, raw: RawCell) -> tuple[str, ...] | None:
        """See ColumnType; a single word is a list of one."""
        if isinstance(raw.value, dict):
            raise ProblemError("GA042", f"expected a word or a list of words, found {describe(raw.value)}")
        tags: dict[str, None] = {}
        for item in raw.items():
            if isinstance(item.value, list | dict):
                raise ProblemError("GA042", f"expected a list of words, found {describe(item.value)} in it")
            tag = _WORDS.value_of(item)
            if tag is not None:
                tags[tag] = None
        return tuple(tags) or None

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return ", ".join(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return Markup(" ").join(_TAG % tag for tag in value)

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return "; ".join(value)

    def browser_value(self, value: Value) -> None:
        """See ColumnType."""

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """See ColumnType."""
        return [collated(tag) for tag in value]

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: `=` and `contains` are the same, since a tag is a whole word."""
        return word_test(operator, text, lambda value: value, whole=True)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return len(set(values)) > 1
