"""`type: date`: a date as precise as it is known."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from pydantic import AfterValidator, Field

from ..dates import COMMON_PATTERNS, PartialDate, date_by_pattern, parse_date, pattern_fault
from ..fields import ONE_OR_SEVERAL, fault
from ..problems import ProblemError
from .base import (
    EQUALITY,
    ORDER,
    ColumnType,
    Filter,
    Measure,
    Operator,
    Output,
    PlainWords,
    Reads,
    Sort,
    Test,
    Value,
    comparison,
)
from .filter_choices import has_range
from .formats import Formats
from .raw_cell import RawCell, found_value


def _check_pattern(pattern: str) -> str:
    if wrong := pattern_fault(pattern):
        raise fault("GA014", f"'{pattern}' {wrong}")
    return pattern


_LAST_LIKELY = 2200
"""The last year that a message takes for one."""

Forms = Annotated[tuple[Annotated[str, AfterValidator(_check_pattern)], ...], ONE_OR_SEVERAL]
"""How dates are written: one form, or several."""


class DateType(ColumnType):
    """A date as precise as you know it: `2025`, `2025-10`, `2025-10-03`, about `~2025`, or the period `2025/2026`."""

    SORT: ClassVar[Sort] = "code"
    READS: ClassVar[Reads] = "dates"
    FILTER: ClassVar[Filter] = "range"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    MEASURE: ClassVar[Measure | None] = "date"

    format: Annotated[
        Forms,
        Field(
            description="How dates are written, such as `%b %d %Y` for Oct 3 2025; or several forms, of which the first that "
            "fits is taken. Month names are English."
        ),
    ] = ()

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
            forms = " or ".join(f"'{pattern}'" for pattern in self.format)
            expected = f"a date like {forms}" if forms else "a date such as 2025, 2025-10 or 2025-10-03"
            raise ProblemError("GA042", f"expected {expected}, found {found_value(raw)}")
        return date

    def _date(self, text: str) -> PartialDate | None:
        """The date by the first form that fits, of which ISO 8601 is the last.

        Raises ProblemError for a day that does not exist.
        """
        reads: list[Callable[[str], PartialDate | None]] = [partial(date_by_pattern, pattern=each) for each in self.format]
        wrong = ""
        for read in (*reads, parse_date):
            try:
                if found := read(text):
                    return found
            except ValueError as error:
                wrong = wrong or str(error)
        if wrong:
            raise ProblemError("GA042", wrong)
        return None

    def cure(self, texts: Sequence[str]) -> str:
        """See ColumnType: the `format` of them all, or those of most of them, unless one of them may be several dates."""
        forms = [{pattern: date for pattern in COMMON_PATTERNS if (date := _by_pattern(text, pattern))} for text in texts]
        common = {pattern: [dates.get(pattern) for dates in forms] for pattern in COMMON_PATTERNS}
        common = {pattern: dates for pattern, dates in common.items() if dates and None not in dates}
        if common:
            pattern, found = next(iter(common.items()))
            is_clear = all(dates == found for dates in common.values())
            return f'; if all dates are written like this, give the column `format: "{pattern}"`' if is_clear else ""
        known = [dates for dates in forms if dates]
        if len(known) * 2 < len(forms) or any(len(set(dates.values())) > 1 for dates in known):
            return ""
        patterns: list[str] = []
        while rest := [dates for dates in known if not any(pattern in dates for pattern in patterns)]:
            patterns.append(max(COMMON_PATTERNS, key=lambda pattern: sum(pattern in dates for dates in rest)))
        listed = ", ".join(f'"{pattern}"' for pattern in patterns)
        which = "all" if len(known) == len(forms) else f"{len(known)} of {len(forms)} different ones"
        return f"; give the column `format: [{listed}]` to read {which}" if known else ""

    def amount(self, value: Value) -> float:
        """See ColumnType: its beginning, in years."""
        return float(value.in_years[0])

    def end(self, value: Value) -> float:
        """See ColumnType: the end of the day, month, year or period."""
        return float(value.in_years[1])

    def localized(self, value: Value, formats: Formats, plain: PlainWords) -> str:
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

    def group_key(self, value: Value) -> Any:
        """See ColumnType: a day, whatever the time, since the time of day is not shown."""
        return value.beginning if value.is_exact else value.written

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: compares as precisely as the condition is written, so that `<= 2025` matches 2025-10-03."""
        wanted = _sorted_by(DateType().parse(RawCell(text, foreign=True)))
        fits = comparison(operator, wanted)
        return lambda value: fits(None if value is None else _sorted_by(value)[: len(wanted)])


def _sorted_by(value: PartialDate) -> str:
    """The beginning of a date in ISO 8601, with the time of day if it has one."""
    return f"{value.beginning}T{value.time}" if value.time else value.beginning


def _by_pattern(text: str, pattern: str) -> PartialDate | None:
    """The date that is probably meant, if the text has this pattern: 251103 is not a month of the year 2511."""
    try:
        found = date_by_pattern(text, pattern)
    except ValueError:
        return None
    return found if found and found.year <= _LAST_LIKELY else None
