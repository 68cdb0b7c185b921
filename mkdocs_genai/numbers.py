"""Numbers formatted in a language: shortened if they have many digits, or exact.

Babel is too slow for tables with thousands of numbers. So it formats a few samples, and the other numbers are formatted after
these; where samples are not enough, Babel formats each number.
"""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from functools import cached_property

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, get_decimal_symbol, get_group_symbol

_COMPACT_FROM = 1_000_000
"""Numbers from here on are shortened; the exact value is shown on demand."""

_POWERS_FROM = 1e15
"""Numbers from here on have no short word that people know: 1.2×10¹⁸ says more than 1,200,000T."""

_POWERS_BELOW = 1e-5
_DIGITS = 10
"""A number with more digits is most often a quotient; 0.30000000000000004 is shown as 0.3."""

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Numbers:
    """Formats numbers in one language, each only once, because tables, their Markdown and charts show the same ones."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._shown: dict[int | float, str] = {}
        self._exact: dict[int | float, str] = {}
        self._group, self._decimal = get_group_symbol(locale), get_decimal_symbol(locale)
        self._units: dict[int, int] = {}
        """By how many digits a number has: how many of them its short form leaves out."""
        self._words: dict[tuple[int, str, bool], tuple[str, str]] = {}
        """The text before and after a short form's number, by what determines it: size, plural form, whether it is 1."""

    @cached_property
    def _by_thousands(self) -> bool:
        """Whether digits stand in groups of three, as in most languages."""
        samples = [Decimal("1234567.25"), Decimal("1234.5"), Decimal("0.5")]
        return all(self._grouped(sample) == self._babel(sample) for sample in samples)

    def shown(self, value: int | float) -> str:
        """A number, shortened when it has many digits: 1,000,000,000 is 1B."""
        if value not in self._shown:
            self._shown[value] = self._shortened(value)
        return self._shown[value]

    def exact(self, value: int | float) -> str:
        """A number with all its digits."""
        if value not in self._exact:
            plain = plain_number(value)
            self._exact[value] = (
                self._grouped(Decimal(plain)) if self._by_thousands and value >= 0 else self._babel(Decimal(plain))
            )
        return self._exact[value]

    def _shortened(self, value: int | float) -> str:
        if value and not _POWERS_BELOW <= abs(value) < _POWERS_FROM:
            mantissa, exponent = f"{Decimal(plain_number(value)):.2e}".split("e")
            factor = format_decimal(Decimal(mantissa), locale=self._locale)
            return f"{factor}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
        if abs(value) < _COMPACT_FROM:
            digits = len(plain_number(value).strip("-0.").replace(".", ""))
            return self.exact(value if digits <= _DIGITS else float(f"{value:.6g}"))
        # Rounded here, since Babel would make 1000M of 999,999,999.
        unit = 10 ** (math.floor(math.log10(abs(value))) - 3)
        rounded = round(value / unit) * unit
        return self._short(rounded) if self._by_thousands and rounded > 0 else self._babel_short(rounded)

    def _short(self, value: int) -> str:
        size = len(str(value))
        if size not in self._units:
            digits = sum(char in "0123456789" for char in self._babel_short(10 ** (size - 1)))
            self._units[size] = size - digits
        amount = Decimal(value) / 10 ** self._units[size]
        number = self._grouped(round(amount, 2))
        kind = (size, self._locale.plural_form(amount), amount == 1)
        if kind not in self._words:
            before, found, behind = self._babel_short(value).partition(number)
            if not found:
                return self._babel_short(value)
            self._words[kind] = before, behind
        before, behind = self._words[kind]
        return f"{before}{number}{behind}"

    def _babel_short(self, value: int) -> str:
        return format_compact_decimal(value, locale=self._locale, fraction_digits=2)

    def _babel(self, value: Decimal) -> str:
        with localcontext() as context:
            context.prec = 1000  # the numbers of a registry have at most 400 digits
            return format_decimal(value, locale=self._locale, decimal_quantization=False)

    def _grouped(self, value: Decimal) -> str:
        whole, _, fraction = f"{value:,f}".partition(".")
        fraction = fraction.rstrip("0")
        whole = whole.replace(",", self._group)
        return f"{whole}{self._decimal}{fraction}" if fraction else whole


def plain_number(value: int | float) -> str:
    """A number as programs read it, with all digits and without an exponent: 0.0000001, not 1e-07."""
    if isinstance(value, int):
        return str(value)
    plain = repr(value)
    return f"{Decimal(plain):f}" if "e" in plain else plain
