"""`type: text`: inline Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from markupsafe import Markup

from ..problems import ProblemError
from ..suggestions import text_trap
from .base import CONTAINS, EQUALITY, ColumnType, Operator, Output, PlainWords, RawCell, Test, Value, are_categories, word_test


class Text(ColumnType):
    """Inline Markdown; the default."""

    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)

    def parse(self, raw: RawCell) -> str | None:
        """See ColumnType; a list is a text with commas."""
        value = raw.value
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, list):
            items = map(self.value_of, raw.items())
            return ", ".join(item for item in items if item is not None) or None
        if isinstance(value, dict):
            hint = "; name the key inside it with `field`" if raw.foreign else ""
            raise ProblemError("GA042", f"expected text, found a mapping{hint}")
        spelled = raw.spelled
        shown = spelled if spelled is not None else ("true" if value is True else "false" if value is False else str(value))
        if not raw.foreign and (isinstance(value, bool) or shown != str(value)):
            raise ProblemError("GA013", text_trap(value, spelled))
        return shown

    def words(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return plain(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return out.text.html(value)

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.text.markdown(value)

    def browser_value(self, value: Value) -> None:
        """See ColumnType."""

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType."""
        return word_test(operator, text, lambda value: (plain(value),))

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return are_categories(values)

    def texts(self, value: Value) -> Iterable[str]:
        """See ColumnType."""
        return (value,)
