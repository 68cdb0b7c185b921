"""`type: year`: a year, shown without a thousands separator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ..problems import ProblemError
from .base import EQUALITY, ORDER, ColumnType, Filter, Measure, Operator, Reads, Sort, Value
from .filter_choices import has_range
from .number_grammar import read_number
from .raw_cell import RawCell, found_value


class YearType(ColumnType):
    """A year."""

    SORT: ClassVar[Sort] = "number"
    READS: ClassVar[Reads] = "numbers"
    FILTER: ClassVar[Filter] = "range"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    MEASURE: ClassVar[Measure | None] = "year"

    def parse(self, raw: RawCell) -> int:
        """See ColumnType."""
        number = read_number(raw)
        if number is None or number != int(number) or not 1 <= number <= 9999:
            raise ProblemError("GA042", f"expected a year such as 2017, found {found_value(raw)}")
        return int(number)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return has_range(values)
