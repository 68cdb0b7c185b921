"""`type: rating`: a number from 0 to the best one, as a bar and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar

from markupsafe import Markup
from pydantic import Field

from ..numbers import plain_number
from ..problems import ProblemError
from ..suggestions import describe
from .base import EQUALITY, ORDER, ColumnType, Operator, Output, RawCell, Sort, Value, are_categories
from .number import as_number

_RATING = Markup(
    '<span class="genai-rating"><svg class="genai-rating__bar" viewBox="0 0 %s 1" preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="genai-rating__track" width="%s" height="1"/>'
    '<rect class="genai-rating__fill" width="%s" height="1"/></svg> %s</span>'
)


class Rating(ColumnType):
    """A number from 0 up to `max`, which is 5 by default."""

    SORT: ClassVar[Sort] = "number"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True

    max: Annotated[int | None, Field(ge=1, le=100, description="The best value of a rating; 5 by default.")] = None

    @property
    def best(self) -> int:
        """See ColumnType."""
        return 5 if self.max is None else self.max

    def parse(self, raw: RawCell) -> int | float:
        """See ColumnType."""
        number = as_number(raw.value)
        if number is None or not 0 <= number <= self.best:
            raise ProblemError("GA042", f"expected a rating from 0 to {self.best}, found {describe(raw.value)}")
        return number

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return plain_number(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return _RATING % (self.best, self.best, plain_number(value), self._of_best(value, out))

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.text.escaped(self._of_best(value, out))

    def _of_best(self, value: Value, out: Output) -> str:
        return out.label("rating").format(value=out.numbers.exact(value), max=self.best)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return are_categories(values)
