"""`type: boolean`: yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from markupsafe import Markup

from ..problems import ProblemError
from ..suggestions import describe
from .base import ColumnType, Export, Filter, Output, PlainWords, RawCell, Sort, Value

_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_BOOLEAN = Markup('<span class="genai-boolean genai-boolean--%s"><span aria-hidden="true">%s</span> %s</span>')


class Boolean(ColumnType):
    """`true` or `false`."""

    SORT: ClassVar[Sort] = "number"
    FILTER: ClassVar[Filter] = "flags"
    EXPORT: ClassVar[Export] = "words"
    IS_SHORT: ClassVar[bool] = True

    def parse(self, raw: RawCell) -> bool:
        """See ColumnType."""
        value = raw.value
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in _TRUTHS:
            return _TRUTHS[value.strip().lower()]
        raise ProblemError("GA042", f"expected true or false, found {describe(value)}")

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return "true" if value else "false"

    def words(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType: empty, because nobody searches for yes or no."""
        return ""

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType: a sign, and the word beside it."""
        sign, name = ("✓", "yes") if value else ("✗", "no")
        return _BOOLEAN % (name, sign, out.label(name))

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.text.escaped(out.label("yes" if value else "no"))

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return self.plain(value)

    def browser_value(self, value: Value) -> str:
        """See ColumnType."""
        return "1" if value else "0"

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return len(set(values)) > 1
