"""Dates formatted in a language."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from markupsafe import Markup, escape


class PartialDate(NamedTuple):
    """A date as precise as it is known: a year, a month, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601, reduced to what is known."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


class Dates:
    """Formats dates in one language, each only once."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._made: dict[PartialDate, Markup] = {}

    def html(self, value: PartialDate) -> Markup:
        """A date as a `time` element, as precise as it is known."""
        if value not in self._made:
            shown = escape(self.text(value))
            self._made[value] = Markup(f'<time datetime="{value}">{shown}</time>')  # noqa: S704 - digits and hyphens
        return self._made[value]

    def text(self, value: PartialDate) -> str:
        """A date without markup, as precise as it is known."""
        if value.month is None:
            return str(value.year)
        day = datetime.date(value.year, value.month, value.day or 1)
        if value.day is None:
            return format_skeleton("yMMM", day, locale=self._locale)
        return format_date(day, "medium", locale=self._locale)
