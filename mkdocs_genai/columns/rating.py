"""`type: rating`: a number from 0 to `max`, as a bar and in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from pydantic import Field

from ..problems import ProblemError
from .base import EQUALITY, ORDER, ColumnType, Filter, Measure, Operator, Output, PlainWords, Reads, Sort, Value
from .filter_choices import has_range
from .formats import Formats
from .number import json_number
from .number_grammar import decimal_sign_cure, read_number
from .raw_cell import RawCell, found_value

_RATING = Markup(
    '<span class="genai-rating"><svg class="genai-rating__bar" viewBox="0 0 %s 1" preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="genai-rating__track" width="%s" height="1"/>'
    '<rect class="genai-rating__fill" width="%s" height="1"/></svg> %s</span>'
)


class RatingType(ColumnType):
    """A number from 0 up to `max`, which is 5 by default."""

    SORT: ClassVar[Sort] = "number"
    READS: ClassVar[Reads] = "numbers"
    FILTER: ClassVar[Filter] = "range"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    MEASURE: ClassVar[Measure | None] = "number"

    max: Annotated[int | None, Field(ge=1, le=100, description="The best value of a rating; 5 by default.")] = None

    @property
    def scale_max(self) -> int:
        """See ColumnType."""
        return 5 if self.max is None else self.max

    def parse(self, raw: RawCell) -> Decimal:
        """See ColumnType."""
        number = read_number(raw)
        if number is None or not 0 <= number <= self.scale_max:
            cure = decimal_sign_cure(raw) if number is None else ""
            raise ProblemError("GA042", f"expected a rating from 0 to {self.scale_max}, found {found_value(raw)}{cure}")
        return number

    def plain(self, value: Value) -> str:
        """See ColumnType: without zeros at its end, so that 4 and 4.0 are the same to a reader's filter."""
        whole, point, fraction = f"{value:f}".partition(".")
        return f"{whole}{point}{fraction}".rstrip("0").rstrip(".") if point else whole

    def json_value(self, value: Value) -> Any:
        """See ColumnType."""
        return json_number(value)

    def localized(self, value: Value, formats: Formats, plain: PlainWords) -> str:
        """See ColumnType."""
        return self._of_max(value, formats)

    def _of_max(self, value: Value, formats: Formats) -> str:
        return formats.label("rating").format(value=formats.numbers.exact(value), max=self.scale_max)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return _RATING % (self.scale_max, self.scale_max, self.plain(value), self._of_max(value, out))

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.inline.escaped(self._of_max(value, out))

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return has_range(values)
