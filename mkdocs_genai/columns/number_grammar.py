"""The grammar of numbers in cells: `1,234.5`, `−5`, `.5`, `1e3`, `<1`, `ca. 5`, `5 %`, `10+`, `10-20`, `10 to 20`.

A file has one decimal sign. Digits may stand in groups of three behind its group sign, spaces, apostrophes or underscores.
Numbers are decimal: no digit is lost, and none is added.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import cache
from typing import NamedTuple

from .raw_cell import Dialect, RawCell

LONGEST = 400
"""The most characters of a number, and the most digits before or behind its decimal sign."""

_NUMBERS = (int, float, Decimal)
_CONTEXT = Context(prec=4 * LONGEST)
"""Multiplies any two numbers of a registry exactly."""
_ONE = Decimal(1)
_LARGEST = Decimal(10) ** LONGEST
_SPACES = " \u00a0\u2009\u202f'’_"
"""What stands between groups of digits in any file: spaces of all widths, and the apostrophe of Switzerland."""
_SIMPLE = re.compile(r"[-+−]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][-+−]?[0-9]{1,3})?")
_SHORT = re.compile(r"[1-9][0-9]{0,20}(\.[0-9]{1,20})?|0\.[0-9]{1,20}")
"""Most numbers of most files; only faster than the whole grammar."""
_POINT = Dialect()
_COMMA = Dialect(",", ".")


class Quantity(NamedTuple):
    """A number as it was written. Quantities are sorted and compared by their `amount`.

    >>> read_quantity(RawCell("<1.50"))
    Quantity(amount=Decimal('1.50'), text='<1.50', is_marked=True)
    """

    amount: Decimal
    """The number, or the first one of two, with its zeros at the end."""
    text: str
    """The number as it was written, but with a point as the decimal sign and commas between thousands, as in English."""
    is_marked: bool = False
    """Whether the text is more than a number: `<1`, `5 %`, `10-20`."""

    def __float__(self) -> float:
        """The nearest floating-point number, for drawing."""
        return float(self.amount)

    @property
    def plain(self) -> str:
        """The value for programs: the number with all its digits and without an exponent, or the text that is more."""
        return self.text if self.is_marked else f"{self.amount:f}"


def read_quantity(raw: RawCell, scale: Decimal = _ONE) -> Quantity | None:
    """The quantity that a cell is, each of its numbers multiplied by `scale`; None for anything else."""
    text = written_number(raw)
    if text is None or len(text) > LONGEST:
        return None
    # A number of YAML or JSON has a point in any file.
    dialect = raw.dialect if isinstance(raw.value, str) else _POINT
    if scale is _ONE and dialect == _POINT and _SHORT.fullmatch(text):
        return Quantity(Decimal(text), text)
    match = _quantity_pattern(dialect).fullmatch(text)
    if match is None:
        return None
    spans = [match.span(name) for name in ("first", "second") if match[name]]
    is_marked = match.span("first") != (0, len(text))
    canonical, end, amounts = "", 0, []
    for start, stop in spans:
        number = _canonical(text[start:stop], dialect)
        amount = _amount(number)
        if amount is None:
            return None
        if scale is not _ONE:
            amount = _CONTEXT.multiply(amount, scale)
            number = f"{amount:f}"
        amounts.append(amount)
        canonical += text[end:start] + number
        end = stop
    return Quantity(amounts[0], canonical + text[end:], is_marked)


def read_number(raw: RawCell) -> Decimal | None:
    """The number that a cell is, without groups of digits and without marks; None for anything else."""
    quantity = read_quantity(raw)
    return quantity.amount if quantity is not None and _SIMPLE.fullmatch(quantity.text) else None


def decimal_sign_cure(raw: RawCell) -> str:
    """The end of a message for a cell that would be a number if the other one of point and comma was the decimal sign."""
    other = _POINT if raw.dialect.decimal_char == "," else _COMMA
    if not isinstance(raw.value, str) or read_quantity(raw._replace(dialect=other)) is None:
        return ""
    name, sign = ("comma", ",") if raw.dialect.decimal_char == "." else ("point", ".")
    if raw.foreign:
        return f'; if the {name} is this file\'s decimal sign, write `decimal_char: "{sign}"` under `rows_from`'
    return f"; the decimal sign is a point: write {raw.value.strip().replace('.', '').replace(',', '.')}"


def written_number(raw: RawCell) -> str | None:
    """The text of a cell that may be a number, as its file spells it: `010` and not the 8 that YAML reads."""
    value = raw.value
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, _NUMBERS):
        return None
    if (spelled := raw.spelled) is not None:
        return spelled
    return None if isinstance(value, int) and abs(value) >= _LARGEST else str(value)


def scale_of(value: float | None) -> Decimal:
    """A factor without zeros at its end, which multiplies without adding any: 0.00000240 by 1000000 is 2.40."""
    return _ONE if value is None else Decimal(str(value)).normalize(_CONTEXT)


def _amount(number: str) -> Decimal | None:
    amount = Decimal(number.replace(",", "").translate(_TO_ASCII))
    if amount.copy_abs() >= _LARGEST or int(amount.as_tuple().exponent) < -LONGEST:
        return None
    return amount or amount.copy_abs()


_TO_ASCII = str.maketrans("−", "-", _SPACES)


def _canonical(number: str, dialect: Dialect) -> str:
    """A number with the signs of English."""
    if dialect == _POINT:
        return number
    return number.translate({ord(_group(dialect)): ",", ord(dialect.decimal_char): "."})


def _group(dialect: Dialect) -> str:
    """The sign between thousands: the other one of comma and point where a file names only its decimal sign."""
    if dialect.group_char != dialect.decimal_char:
        return dialect.group_char
    return "." if dialect.decimal_char == "," else ","


@cache
def _quantity_pattern(dialect: Dialect) -> re.Pattern[str]:
    """What a cell may be: a number, with one mark before or behind it, or two numbers."""
    decimal, group = re.escape(dialect.decimal_char), re.escape(_group(dialect) + _SPACES)

    def number(name: str) -> str:
        # `0,123` is not grouped by thousands: most likely it has a decimal comma.
        whole = rf"(?:[1-9][0-9]{{0,2}}(?P<{name}_sign>[{group}])[0-9]{{3}}(?:(?P={name}_sign)[0-9]{{3}})*|[0-9]+)"
        return rf"(?P<{name}>[-+−]?(?:{whole}(?:{decimal}[0-9]+)?|{decimal}[0-9]+)(?:[eE][-+−]?[0-9]{{1,3}})?)"

    behind = r"(?:\s*[%+])?"
    return re.compile(
        rf"(?:(?:[<>≤≥~≈]|ca\.)\s*)?{number('first')}{behind}(?:(?:\s*[-–±]\s*|\s+to\s+){number('second')}{behind})?"
    )
