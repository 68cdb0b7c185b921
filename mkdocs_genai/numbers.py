"""Numbers formatted in a language, in the style of their column: with all digits, compact (1.23M), or scientific (1.23×10⁹).

Babel is too slow for tables with thousands of numbers. So it formats a few samples, and the other numbers are formatted after
these; where samples are not enough, Babel formats each number. A number is rounded once, half to even as Babel does, and only
where `decimals` or the compact notation says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, localcontext
from functools import cached_property
from typing import Literal, NamedTuple

from babel import Locale
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_precision,
    get_decimal_symbol,
    get_group_symbol,
)

Notation = Literal["standard", "compact", "scientific"]

COMPACT_DECIMALS = 2
"""The most decimals of a compact number, unless its column says how many."""

_LONGEST_WORD = 14
"""CLDR has words for numbers of up to this many zeros."""

_PRECISION = 2000
"""More digits than any number in a registry has."""

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SIGNS = re.compile(r"(?<![a-z])[.,](?=[0-9])")
_RANGE = re.compile(r".*(-|–|±|\bto\b)\s*\W?\d")


class Style(NamedTuple):
    """How the numbers of a column are shown."""

    notation: Notation = "standard"
    decimals: int | None = None
    """How many decimals each number has; by default those that were written."""
    currency: str | None = None
    """A currency's code of ISO 4217."""


EXACT = Style()


class Numbers:
    """Formats numbers in one language."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._context = Context(prec=_PRECISION)
        self._group, self._decimal = get_group_symbol(locale), get_decimal_symbol(locale)
        self._affixes: dict[tuple[str | None, bool], tuple[str, str]] = {}
        """The text before and after a number, by its currency and whether it is negative."""
        self._units: dict[int, int] = {}
        """By how many digits a number has before its decimal sign: how many of them its compact form leaves out."""
        self._plurals: dict[int, bool] = {}
        self._words: dict[tuple[object, ...], tuple[str, str]] = {}
        """The text before and after a compact number, by what determines it."""

    @cached_property
    def _by_thousands(self) -> bool:
        """Whether digits stand in groups of three, as in most languages."""
        samples = [Decimal("1234567.25"), Decimal("1234.5"), Decimal("0.5")]
        return all(self._grouped(sample) == self._babel(sample) for sample in samples)

    def text(self, amount: Decimal, style: Style = EXACT) -> str:
        """A number in a style."""
        size, is_negative = amount.copy_abs(), amount.is_signed()
        if style.notation == "compact":
            return self._compact(size, style, is_negative)
        if style.notation == "scientific" and amount:
            number = self._scientific(size, style.decimals)
        elif style.decimals is not None:
            number = self._digits(self._rounded(size, style.decimals))
        else:
            number = self._digits(size if style.currency is None else self._with_cents(size, style.currency))
        if not is_negative and style.currency is None:
            return number
        before, behind = self._around(style.currency, is_negative)
        return f"{before}{number}{behind}"

    def exact(self, value: float | Decimal) -> str:
        """A number with all its digits."""
        return self.text(value if isinstance(value, Decimal) else Decimal(str(value)))

    def as_written(self, text: str) -> str:
        """A text with numbers in the signs of English, with the signs of the language."""
        signs = {".": self._decimal, ",": self._group}
        return text if signs == {".": ".", ",": ","} else _SIGNS.sub(lambda sign: signs[sign[0]], text)

    def exact_beside(self, amount: Decimal, style: Style, shown: str) -> str | None:
        """A number with all digits, if what is shown of it in a style has lost some, or has words for them."""
        if style.notation != "compact" and style.decimals is None:
            return None
        exact = self.text(amount, Style(currency=style.currency))
        if style.notation == "compact":
            same = shown.replace(self._group, "") == exact.replace(self._group, "")
        elif style.notation == "scientific":
            same = Decimal(f"{amount:.{style.decimals}e}") == amount
        else:
            same = self._rounded(amount, style.decimals or 0) == amount
        return None if same else exact

    def fills(self, texts: Sequence[str]) -> list[str]:
        """The padding after each text that lines up the decimal signs; usually empty.

        A range is left as it is.
        """
        if not texts or re.fullmatch(rf"[\d{re.escape(self._group)}-]*", "".join(texts)):
            return [""] * len(texts)
        behind = re.compile(rf"\D*\d[\d{re.escape(self._group)}]*({re.escape(self._decimal)}\d+)?(.*)", re.DOTALL)
        parts = [("", "") if (match := behind.fullmatch(text)) is None else (match[1] or "", match[2]) for text in texts]
        is_range = [bool(rest) and _RANGE.match(rest) is not None for _, rest in parts]
        aligned = [part for part, left in zip(parts, is_range, strict=True) if not left]
        decimals = max((len(fraction) for fraction, _ in aligned), default=0)
        unit = max((rest for _, rest in aligned), key=len, default="")
        return [
            "" if left else (f"{self._decimal}{'0' * (decimals - 1)}" if decimals else "")[len(fraction) :] + unit[len(rest) :]
            for (fraction, rest), left in zip(parts, is_range, strict=True)
        ]

    def _around(self, currency: str | None, is_negative: bool) -> tuple[str, str]:
        """The text before and after a number."""
        key = currency, is_negative
        if key not in self._affixes:
            one = Decimal(-1 if is_negative else 1)
            sample = self._babel(one) if currency is None else format_currency(one, currency, locale=self._locale)
            before, behind = re.split(rf"1(?:{re.escape(self._decimal)}0+)?", sample, maxsplit=1)
            self._affixes[key] = before, behind
        return self._affixes[key]

    def _with_cents(self, size: Decimal, currency: str) -> Decimal:
        """An amount of money with as many decimals as were written, and at least those of its currency."""
        cents = get_currency_precision(currency)
        return size if -int(size.as_tuple().exponent) >= cents else self._rounded(size, cents)

    def _rounded(self, size: Decimal, decimals: int) -> Decimal:
        return size.quantize(Decimal(1).scaleb(-decimals), context=self._context)

    def _bare(self, size: Decimal) -> Decimal:
        """A number without zeros at its end."""
        return size.normalize(self._context)

    def _scientific(self, size: Decimal, decimals: int | None) -> str:
        if decimals is None:
            kept = size.normalize(self._context) if size == size.to_integral_value(context=self._context) else size
            decimals = len(kept.as_tuple().digits) - 1
        mantissa, exponent = f"{size:.{decimals}e}".split("e")
        return f"{self._digits(Decimal(mantissa))}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"

    def _compact(self, size: Decimal, style: Style, is_negative: bool) -> str:
        length = max(size.adjusted() + 1, 1)
        if length not in self._units:
            digits = sum(char in "0123456789" for char in self._babel_compact(Decimal(10) ** (length - 1)))
            self._units[length] = length - digits
        unit = self._units[length]
        if not unit:
            # Babel neither rounds nor groups numbers that have no shorter form.
            whole = self.text(size.copy_negate() if is_negative else size, style._replace(notation="standard"))
            return whole if style.currency else whole.replace(self._group, "")
        part = size.scaleb(-unit, context=self._context)
        most = COMPACT_DECIMALS if style.decimals is None else style.decimals
        short = self._rounded(part, most)
        if short.adjusted() > part.adjusted():
            # Babel would make 1000M of 999,999,999.
            return self._compact(short.scaleb(unit, context=self._context), style, is_negative)
        shown = self._bare(short)
        plural = self._locale.plural_form(shown) if style.currency or self._has_plurals(length) else ""
        key = length, plural, shown == 1, style.currency, is_negative
        if key not in self._words:
            # Babel chooses the words by the number before it is rounded (until 2.18) or after: here, both are the same.
            sign = Decimal(-1 if is_negative else 1)
            text = self._babel_compact(shown.scaleb(unit, context=self._context).copy_sign(sign), style.currency, most)
            before, found, behind = text.partition(self._digits(shown))
            if not found:
                # A currency has units of its own, as in Bengali.
                return self._babel_compact(size.copy_sign(sign), style.currency, most)
            self._words[key] = before, behind
        before, behind = self._words[key]
        return f"{before}{self._digits(shown if style.decimals is None else short)}{behind}"

    def _has_plurals(self, length: int) -> bool:
        """Whether the words for numbers of this many digits depend on the number; asking Babel for its plural takes long."""
        if length not in self._plurals:
            size = f"1{'0' * min(length - 1, _LONGEST_WORD)}"
            forms = self._locale.compact_decimal_formats["short"].values()
            self._plurals[length] = len({form[size].pattern for form in forms if size in form}) > 1
        return self._plurals[length]

    def _digits(self, size: Decimal) -> str:
        """The digits of a number without a sign, with the zeros at its end."""
        return self._grouped(size) if self._by_thousands else self._babel(size)

    def _grouped(self, size: Decimal) -> str:
        whole, point, fraction = f"{size:,f}".partition(".")
        whole = whole.replace(",", self._group)
        return f"{whole}{self._decimal}{fraction}" if point else whole

    def _babel(self, value: Decimal) -> str:
        zeros = max(0, -int(value.as_tuple().exponent))
        pattern = self._locale.decimal_formats[None].pattern.partition(".")[0]
        return self._exactly(
            lambda: format_decimal(value, format=f"{pattern}.{'0' * zeros}" if zeros else pattern, locale=self._locale)
        )

    def _babel_compact(self, value: Decimal, currency: str | None = None, decimals: int = 0) -> str:
        locale = self._locale
        if currency is None:
            return self._exactly(lambda: format_compact_decimal(value, locale=locale, fraction_digits=decimals))
        return self._exactly(lambda: format_compact_currency(value, currency, locale=locale, fraction_digits=decimals))

    def _exactly(self, formatted: Callable[[], str]) -> str:
        with localcontext(self._context):
            return formatted()
