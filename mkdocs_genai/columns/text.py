"""`type: text`: inline Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from markupsafe import Markup

from ..problems import ProblemError
from ..suggestions import text_trap
from .base import CONTAINS, EQUALITY, ColumnType, Operator, Output, PlainWords, Test, Value, Written, are_categories, word_test


class Text(ColumnType):
    """Inline Markdown; the default."""

    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)

    def parse(self, value: Any, written: Written, foreign: bool) -> str | None:
        """See ColumnType; a list is a text with commas."""
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, list):
            items = (self.value_of(item, partial(written, index), foreign=foreign) for index, item in enumerate(value))
            return ", ".join(item for item in items if item is not None) or None
        if isinstance(value, dict):
            hint = "; name the key inside it with `field`" if foreign else ""
            raise ProblemError("GA042", f"expected text, found a mapping{hint}")
        spelled = written()
        shown = spelled if spelled is not None else ("true" if value is True else "false" if value is False else str(value))
        if not foreign and (isinstance(value, bool) or shown != str(value)):
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
