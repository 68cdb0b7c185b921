"""`type: date`: a date as precise as it is known."""

from __future__ import annotations

import datetime
import re
from typing import ClassVar

from markupsafe import Markup

from ..dates import PartialDate
from ..problems import ProblemError
from ..suggestions import describe
from .base import (
    EQUALITY,
    ORDER,
    ColumnType,
    Formats,
    Measure,
    Operator,
    Output,
    PlainWords,
    RawCell,
    Sort,
    Test,
    Value,
    comparison,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")


class Date(ColumnType):
    """A date as precise as you know it: `2025`, `2025-10` or `2025-10-03`."""

    SORT: ClassVar[Sort] = "code"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    MEASURE: ClassVar[Measure | None] = "time"

    def parse(self, raw: RawCell) -> PartialDate:
        """See ColumnType."""
        value = raw.value
        if isinstance(value, datetime.date):
            return PartialDate(value.year, value.month, value.day)
        match = _DATE.fullmatch(str(value).strip()) if isinstance(value, str | int) and not isinstance(value, bool) else None
        if match is None:
            raise ProblemError("GA042", f"expected a date such as 2025, 2025-10 or 2025-10-03, found {describe(value)}")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            datetime.date(year or 0, month or 1, day or 1)
        except ValueError:
            raise ProblemError("GA042", f"{value} is not a valid date") from None
        return PartialDate(year or 0, month, day)

    def amount(self, value: Value) -> float:
        """See ColumnType: the years until its first day."""
        return _in_years(value)

    def end(self, value: Value) -> float:
        """See ColumnType: the years until the end of its last day, month or year."""
        return _in_years(value) + (1 if value.month is None else 1 / 12 if value.day is None else 1 / 365)

    def text(self, value: Value, formats: Formats, plain: PlainWords) -> str:
        """See ColumnType."""
        return formats.dates.text(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return out.dates.html(value)

    def json_value(self, value: Value) -> str:
        """See ColumnType: ISO 8601, reduced to what is known."""
        return str(value)

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: compares as precisely as the condition is written, so that `<= 2025` matches 2025-10-03."""
        wanted = str(self.parse(RawCell(text, foreign=True)))
        fits = comparison(operator, wanted)
        return lambda value: fits(None if value is None else str(value)[: len(wanted)])


def _in_years(value: PartialDate) -> float:
    return value.year + ((value.month or 1) - 1) / 12 + ((value.day or 1) - 1) / 372
