"""Dates formatted in a language, and dates read by a pattern whose names of months are English."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape


class PartialDate(NamedTuple):
    """A date as precise as it is known: a year, a month, or a day; of a period its beginning."""

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    """The time of day; empty if it has none."""
    written: str = ""
    """How it is written, where that says more than year, month and day do: `~2025`, `2025/2026`, `2025-10-03T10:00Z`."""

    def __str__(self) -> str:
        """As it is written; else ISO 8601, reduced to what is known."""
        return self.written or self.beginning

    @property
    def is_exact(self) -> bool:
        """Whether it is neither approximate nor a period."""
        return bool(self.time) or not self.written

    @property
    def in_years(self) -> tuple[float, float]:
        """Its beginning, and the end of its day, month, year or period, in years."""
        _, _, end = self.written.partition("/")
        last = (partial_date(end) if end else None) or self
        length = 1 if last.month is None else 1 / 12 if last.day is None else 1 / 372
        return _first_day(self), _first_day(last) + length

    @property
    def beginning(self) -> str:
        """Year, month and day in ISO 8601, reduced to what is known."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def _first_day(date: PartialDate) -> float:
    return date.year + ((date.month or 1) - 1) / 12 + ((date.day or 1) - 1) / 372


class Dates:
    """Formats dates in one language, each only once."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._made: dict[PartialDate, Markup] = {}

    def html(self, value: PartialDate) -> Markup:
        """A date as a `time` element, as precise as it is known; an approximate date and a period as they are written.

        A time of day is left to programs, since a column of dates shows days.
        """
        if value not in self._made:
            shown = self.text(value)
            self._made[value] = _TIME % (value, shown) if value.is_exact else escape(shown)
        return self._made[value]

    def text(self, value: PartialDate) -> str:
        """A date without markup, as precise as it is known; an approximate date and a period as they are written."""
        if not value.is_exact:
            return value.written
        if value.month is None:
            return str(value.year)
        day = datetime.date(value.year, value.month, value.day or 1)
        if value.day is None:
            return format_skeleton("yMMM", day, locale=self._locale)
        return format_date(day, "medium", locale=self._locale)


_TIME = Markup('<time datetime="%s">%s</time>')
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:([0-5]\d|60)([.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "b": f"(?P<b>{'|'.join(month[:3] for month in _MONTHS)}|Sept)\\.?",
    "B": f"(?P<B>{'|'.join(_MONTHS)})",
    "a": f"(?:{'|'.join(day[:3] for day in _DAYS)})\\.?",
    "A": f"(?:{'|'.join(_DAYS)})",
    "%": "%",
}
"""The directives of a pattern that dates need, those of `strptime`, as regular expressions."""

COMMON_PATTERNS = (
    *("%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y%m", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y"),
    *("%b %d, %Y", "%b %d %Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%B %d %Y", "%d %B %Y", "%b %Y", "%B %Y"),
    *("%a, %d %b %Y", "%a, %d %B %Y", "%A, %d %B %Y", "%A, %B %d, %Y"),
)
"""The patterns that a message may propose."""


def partial_date(text: str) -> PartialDate | None:
    """The date that a text is in ISO 8601, as precise as it says. None if it is not one. Raises ValueError for a day that
    does not exist."""
    match = _DATE.fullmatch(text)
    return _checked(*(int(part) if part else None for part in match.groups())) if match else None


def parse_date(text: str) -> PartialDate | None:
    """The date that a text is: ISO 8601, with a time or without, or `~2025`, or `2025/2026`. None if it is not one.

    Raises ValueError, with the reason, for a day that does not exist, and for a period that ends before it begins.
    """
    if found := partial_date(text):
        return found
    if text.startswith("~") and (found := partial_date(text[1:].strip())):
        return found._replace(written=text)
    beginning, slash, end = text.partition("/")
    if slash and (found := partial_date(beginning)) and (ends := partial_date(end)):
        length = min(len(str(found)), len(str(ends)))
        if str(ends)[:length] < str(found)[:length]:
            raise ValueError(f"{text} ends before it begins")
        return found._replace(written=text)
    day, time = (match[1], match[2]) if (match := re.fullmatch(r"(\d{4}-\d{1,2}-\d{1,2})[Tt ](.*)", text)) else ("", "")
    if _TIME_OF_DAY.fullmatch(time) and (found := partial_date(day)):
        return found._replace(time=time, written=text)
    return None


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"%(.)", pattern)
    expression = "".join(
        _directive(parts, index) if index % 2 else re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(part))
        for index, part in enumerate(parts)
    )
    return re.compile(expression, re.IGNORECASE)


def _directive(parts: Sequence[str], index: int) -> str:
    """A directive as a regular expression. A number that touches another must have all its digits, so 202511 is not a day."""
    before = parts[index - 2] if index > 1 and not parts[index - 1] else ""
    after = parts[index + 2] if index + 2 < len(parts) and not parts[index + 1] else ""
    expression = _DIRECTIVES[parts[index]]
    return expression.replace("{1,2}", "{2}") if {before, after} & set("Yymd") else expression


def pattern_fault(pattern: str) -> str | None:
    """Why a pattern gives no dates; None if it does."""
    directives = re.findall(r"%(.?)", pattern)
    for directive in directives:
        if directive not in _DIRECTIVES:
            known = " ".join(f"%{name}" for name in _DIRECTIVES)
            return f"'%{directive}' is not a directive for dates; there are {known}"
        if directive != "%" and directives.count(directive) > 1:
            return f"has '%{directive}' twice"
    if not {"Y", "y"} & set(directives):
        return "has no year, which is %Y, or %y for two digits"
    return "has a day and no month" if "d" in directives and not {"m", "b", "B"} & set(directives) else None


def date_by_pattern(text: str, pattern: str) -> PartialDate | None:
    """The date that a text is by a pattern of `strptime`, whatever the machine's language. None if it is not one.

    Two digits of a year are 1930 to 2029, as in Excel and LibreOffice, whose exports have them. Raises ValueError for a day
    that does not exist.
    """
    match = _compiled(pattern).fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    year = int(found["Y"]) if found.get("Y") else int(found["y"]) + (1900 if int(found["y"]) >= 30 else 2000)
    name = (found.get("b") or found.get("B") or "")[:3].capitalize()
    month = [each[:3] for each in _MONTHS].index(name) + 1 if name else int(found["m"]) if found.get("m") else None
    return _checked(year, month, int(found["d"]) if found.get("d") else None)


def _checked(year: int | None, month: int | None, day: int | None) -> PartialDate:
    date = PartialDate(year or 0, month, day)
    try:
        datetime.date(date.year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f"{date} is not a valid date") from None
    return date
