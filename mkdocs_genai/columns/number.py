"""`type: number`: a number, shown shorter where it has many digits."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, ClassVar

from markupsafe import Markup, escape
from pydantic import Field

from ..fields import Text
from ..numbers import plain_number
from ..problems import ProblemError
from ..suggestions import describe
from .base import EQUALITY, ORDER, ColumnType, Operator, Output, RawCell, Sort, Value

_NUMBER = re.compile(r"[+-]?(\d+(_\d+)*)(\.\d+)?([eE][+-]?\d{1,3})?")
_LONGEST = 400
"""The most characters of a number written as text; Python itself refuses to read much longer ones."""
_LARGEST = 10**_LONGEST
"""The limit of numbers from any kind of file."""
_SHORTENED = Markup('<data class="genai-number" value="%s" title="%s%s">%s<span class="genai-hidden"> (%s)</span></data>%s')


class Number(ColumnType):
    """A number; `unit` is shown after it."""

    SORT: ClassVar[Sort] = "number"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    IS_NUMERIC: ClassVar[bool] = True

    unit: Annotated[Text | None, Field(description="The unit of the number, shown after it.")] = None

    def parse(self, raw: RawCell) -> int | float:
        """See ColumnType."""
        number = as_number(raw.value)
        if number is None:
            raise ProblemError("GA042", f"expected a number, found {describe(raw.value)}")
        return number

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return plain_number(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        shown, exact = out.numbers.shown(value), out.numbers.exact(value)
        unit = f" {self.unit}" if self.unit else ""
        if shown == exact:
            return escape(f"{shown}{unit}")
        return _SHORTENED % (plain_number(value), exact, unit, shown, exact, unit)

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType: with all digits; the column's heading has the unit."""
        return out.numbers.exact(value)


def as_number(value: Any) -> int | float | None:
    """The number that a value is, also one written as text; None for anything else."""
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text) or len(text) > _LONGEST:
            return None
        value = float(text) if any(char in text for char in ".eE") else int(text)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < _LARGEST else None
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
