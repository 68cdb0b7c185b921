"""`type: number`: a number as it was written, shown in one style for the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from babel.numbers import get_currency_precision, list_currencies
from markupsafe import Markup, escape
from pydantic import AfterValidator, Field, model_validator

from ..fields import Text, fault
from ..numbers import COMPACT_DECIMALS, Numbers, Style
from ..problems import ProblemError
from ..suggestions import did_you_mean
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
    fixed_digits,
    rounded,
)
from .filter_choices import has_range
from .formats import Formats
from .number_grammar import Quantity, decimal_sign_cure, read_quantity, scale_of
from .raw_cell import RawCell, found_value

ShownNotation = Literal["standard", "compact", "scientific", "as_written"]

_COMPACT_FROM = 1_000_000
"""A column in which most numbers are at least this large is compact."""
_SCIENTIFIC_FROM = Decimal("1e15")
_SCIENTIFIC_BELOW = Decimal("1e-5")
"""Numbers outside of these have no short word that people know: 1.2×10¹⁸ says more than 1,200,000T."""

_IDENTIFIER = re.compile(
    r"(?i:\b(ids?|identifiers?|isbn|issn|ean|gtin|doi|pmid|orcid|uid|uuid|qid|zip|postcode|phone|serial)\b"
    r"|\w\s+(number|no|nr)\.?$)"
)
"""The name of a column whose numbers only name things."""
_WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_.\W]+")

_ROUNDED = Markup('<data value="%s" title="%s">%s<span class="genai-hidden"> (%s)</span></data>')
_MARKED = Markup('<data value="%s">%s</data>')


def _check_currency(value: str) -> str:
    currencies = list_currencies()
    if value not in currencies:
        hint = f"; write '{value.upper()}'" if value.upper() in currencies else did_you_mean(value, sorted(currencies))
        raise fault("GA014", f"'{value}' is not a currency's code of ISO 4217, such as EUR{hint}")
    return value


class NumberType(ColumnType):
    """A number; `unit` is in the column's heading.

    `<`, `>`, `≤`, `≥`, `~`, `≈` or `ca.` may be before a number, `%` or `+` after it, and two numbers may be joined by `-`,
    `–`, `±` or `to`. Such a value is shown as it was written, and is sorted and compared by its first number.
    """

    SORT: ClassVar[Sort] = "number"
    READS: ClassVar[Reads] = "numbers"
    FILTER: ClassVar[Filter] = "range"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, *ORDER)
    IS_SHORT: ClassVar[bool] = True
    IS_NUMERIC: ClassVar[bool] = True
    MEASURE: ClassVar[Measure | None] = "number"

    unit: Annotated[Text | None, Field(description="The unit of the numbers, shown in the column's heading.")] = None
    notation: Annotated[
        ShownNotation | None,
        Field(
            description="How all numbers of the column are written: with all digits, as 1.23M, as 1.23×10⁶, or as in the file; "
            "by default compact where most are a million or more and don't name things, scientific where most are still larger "
            "or very small."
        ),
    ] = None
    decimals: Annotated[
        int | None,
        Field(ge=0, le=20, description="How many decimals each number is shown with; those that were written by default."),
    ] = None
    currency: Annotated[
        Text | None,
        AfterValidator(_check_currency),
        Field(description="The code of ISO 4217 of the currency that the numbers are amounts of, such as `EUR`."),
    ] = None
    scale: Annotated[
        float | None,
        Field(
            gt=0, description="A factor that each number is multiplied by: 1000000 makes prices for a million of those for one."
        ),
    ] = None

    @model_validator(mode="after")
    def _is_written_in_one_way(self) -> Self:
        for key in ("decimals", "currency") if self.notation == "as_written" else ():
            if getattr(self, key) is not None:
                raise fault(
                    "GA027", f"`notation: as_written` keeps the digits as they are, so it takes no `{key}`", {key: None}
                )
        return self

    def parse(self, raw: RawCell) -> Quantity:
        """See ColumnType."""
        quantity = read_quantity(raw, self._factor)
        if quantity is None:
            raise ProblemError("GA042", f"expected a number, found {found_value(raw)}{decimal_sign_cure(raw)}")
        return quantity

    @cached_property
    def _factor(self) -> Decimal:
        return scale_of(self.scale)

    def styled(self, values: Sequence[Value], names: Sequence[str]) -> NumberType:
        """See ColumnType: with the notation that most of the values ask for."""
        sizes = [value.amount.copy_abs() for value in values if value is not None and not value.is_marked and value.amount]
        if self.notation is not None or not sizes:
            return self
        extreme = sum(not _SCIENTIFIC_BELOW <= size < _SCIENTIFIC_FROM for size in sizes)
        large = sum(size >= _COMPACT_FROM for size in sizes)
        if max(extreme, large) * 2 < len(sizes) or self.decimals is not None or _are_identifiers(sizes, names):
            return self
        notation = "scientific" if extreme * 2 >= len(sizes) else "compact"
        return NumberType.model_validate(self.model_dump(exclude_none=True) | {"notation": notation})

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return str(value.plain)

    def localized(self, value: Value, formats: Formats, plain: PlainWords) -> str:
        """See ColumnType."""
        return self._shown(value, formats.numbers)

    def _shown(self, value: Value, numbers: Numbers) -> str:
        if value.is_marked or self._is_as_written:
            return numbers.as_written(value.text)
        return numbers.text(value.amount, self._style)

    @property
    def _is_as_written(self) -> bool:
        return self.notation == "as_written"

    @cached_property
    def _style(self) -> Style:
        notation = self.notation if self.notation in ("compact", "scientific") else "standard"
        return Style(notation, self.decimals, self.currency)

    def tick(self, amount: Decimal, numbers: Numbers) -> str:
        """See ColumnType: in the column's notation, and compact where it is long."""
        size, notation = amount.copy_abs(), self._style.notation
        if notation == "standard" and size >= _COMPACT_FROM:
            notation = "compact"
        if size and not _SCIENTIFIC_BELOW <= size < _SCIENTIFIC_FROM:
            return numbers.text(amount.normalize(), Style("scientific", currency=self.currency))
        decimals = max(0, -int(amount.as_tuple().exponent)) if notation == "standard" else None
        # Of money, None means the decimals of the currency.
        decimals = None if decimals and self.currency else decimals
        return numbers.text(amount, Style(notation, decimals, self.currency))

    def number(self, value: Value) -> Decimal:
        """See ColumnType: the one that it is sorted by."""
        amount: Decimal = value.amount
        return amount

    def total(self, number: Decimal, decimals: int) -> tuple[Value, dict[str, Any]]:
        """See ColumnType."""
        notation, fixed, currency = self._style
        options: dict[str, Any] = {} if currency is None else {"style": "currency", "currency": currency}
        if notation == "standard":
            digits = max(decimals, get_currency_precision(currency) if currency else 0) if fixed is None else fixed
            number, options = rounded(number, digits), options | fixed_digits(digits)
            options |= {"useGrouping": False} if self._is_as_written else {}
        else:
            digits = COMPACT_DECIMALS if fixed is None else fixed
            number = Decimal(f"{number:.{digits}e}").normalize() if notation == "scientific" else number
            options |= {"notation": notation, "maximumFractionDigits": digits, "minimumFractionDigits": fixed or 0}
        return Quantity(number, f"{number:f}"), options

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        shown = self._shown(value, out.numbers)
        if value.is_marked:
            return _MARKED % (value.plain, shown)
        exact = None if self._is_as_written else out.numbers.exact_beside(value.amount, self._style, shown)
        if exact is None:
            return escape(shown)
        return _ROUNDED % (value.plain, exact, shown, exact)

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType: with all digits; the column's heading has the unit."""
        if value.is_marked or self._is_as_written:
            return out.inline.escaped(self._shown(value, out.numbers))
        return out.numbers.text(value.amount, Style(currency=self.currency))

    def json_value(self, value: Value) -> Any:
        """See ColumnType: a number, or the text where a number of JSON would be another one."""
        if value.is_marked:
            return value.text
        return json_number(value.amount)

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return self.plain(value)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return has_range(values)

    def browser_value(self, value: Value) -> str:
        """See ColumnType."""
        return f"{value.amount:f}"

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """See ColumnType."""
        return value.amount

    def group_key(self, value: Value) -> Any:
        """See ColumnType: 1.50 and 1.5 are one number, unless they are shown as written."""
        return value.text if value.is_marked or self._is_as_written else value.amount

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: numbers are compared as they are shown, that is, after `scale`."""
        matches = comparison(operator, NumberType().wanted(text).amount)
        return lambda value: matches(None if value is None else value.amount)


def json_number(amount: Decimal) -> int | float | str:
    """A number for JSON; its digits as text where a floating-point number has fewer."""
    if amount == amount.to_integral_value():
        return int(amount)
    number = float(amount)
    return number if Decimal(str(number)) == amount else f"{amount:f}"


def _are_identifiers(sizes: Sequence[Decimal], names: Sequence[str]) -> bool:
    """Whether numbers only name things: their column says so, or they are integers that would look the same when compact."""
    if any(_IDENTIFIER.search(" ".join(_WORD_ENDS.split(name))) for name in names):
        return True
    different = set(sizes)
    if any(size != size.to_integral_value() for size in different):
        return False
    return len({f"{size:.4e}" for size in different}) * 2 <= len(different) == len(sizes)
