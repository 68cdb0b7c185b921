"""`type: date`: a date as precise as it is known."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from pydantic import AfterValidator, Field

from ..dates import COMMON_PATTERNS, PartialDate, date_by_pattern, parse_date, pattern_fault
from ..fields import fault
from ..problems import ProblemError
from ..suggestions import describe
from .base import EQUALITY, ORDER, ColumnType, Filter, Measure, Operator, Output, PlainWords, Sort, Test, Value, comparison
from .filter_choices import has_range
from .formats import Formats
from .raw_cell import RawCell


def _check_pattern(pattern: str) -> str:
    if wrong := pattern_fault(pattern):
        raise fault("GA014", f"'{pattern}' {wrong}")
    return pattern


class DateType(ColumnType):
    """A date as precise as you know it: `2025`, `2025-10`, `2025-10-03`, about `~2025`, or the period `2025/2026`."""

    SORT: ClassVar[Sort] = "code"
    FILTER: ClassVar[Filter] = "range"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    MEASURE: ClassVar[Measure | None] = "date"

    format: Annotated[
        str | None,
        AfterValidator(_check_pattern),
        Field(description="How dates are written, such as `%b %d %Y` for Oct 3 2025; month names are English."),
    ] = None

    def parse(self, raw: RawCell) -> PartialDate:
        """See ColumnType."""
        value = raw.value
        if isinstance(value, datetime.datetime):
            # As it is spelled, unless that is a form that only YAML has.
            value = raw.spelled if raw.spelled and parse_date(raw.spelled) else value.isoformat()
        elif isinstance(value, datetime.date):
            return PartialDate(value.year, value.month, value.day)
        is_text = isinstance(value, str | int) and not isinstance(value, bool)
        # An integer of YAML is taken as it is spelled: 02003 is not the year 1027.
        date = self._date((raw.text or "") if isinstance(value, int) else str(value).strip()) if is_text else None
        if date is None:
            expected = f"a date like '{self.format}'" if self.format else "a date such as 2025, 2025-10 or 2025-10-03"
            raise ProblemError("GA042", f"expected {expected}, found {describe(raw.value)}")
        return date

    def _date(self, text: str) -> PartialDate | None:
        try:
            return date_by_pattern(text, self.format) if self.format else parse_date(text)
        except ValueError as error:
            raise ProblemError("GA042", str(error)) from None

    def cure(self, texts: Sequence[str]) -> str:
        """See ColumnType: the `format` that they all have, unless they may have several."""
        found = [pattern for pattern in COMMON_PATTERNS if all(_fits(text, pattern) for text in texts)]
        return f'; if all dates are written like this, give the column `format: "{found[0]}"`' if len(found) == 1 else ""

    def amount(self, value: Value) -> float:
        """See ColumnType: its beginning, in years."""
        return float(value.in_years[0])

    def end(self, value: Value) -> float:
        """See ColumnType: the end of the day, month, year or period."""
        return float(value.in_years[1])

    def text(self, value: Value, formats: Formats, plain: PlainWords) -> str:
        """See ColumnType."""
        return formats.dates.text(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return out.dates.html(value)

    def json_value(self, value: Value) -> str:
        """See ColumnType: ISO 8601, reduced to what is known; `~2025` for an approximate date."""
        return str(value)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return has_range(values)

    def browser_value(self, value: Value) -> str:
        """See ColumnType: its beginning."""
        return _sorted_by(value)

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """See ColumnType."""
        return _sorted_by(value)

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: compares as precisely as the condition is written, so that `<= 2025` matches 2025-10-03."""
        wanted = _sorted_by(DateType().parse(RawCell(text, foreign=True)))
        fits = comparison(operator, wanted)
        return lambda value: fits(None if value is None else _sorted_by(value)[: len(wanted)])


def _sorted_by(value: PartialDate) -> str:
    """The beginning of a date in ISO 8601, with the time of day if it has one."""
    return f"{value.beginning}T{value.time}" if value.time else value.beginning


def _fits(text: str, pattern: str) -> bool:
    try:
        return date_by_pattern(text, pattern) is not None
    except ValueError:
        return False
