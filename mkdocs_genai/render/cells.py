"""Typed values as they are shown: numbers and dates in the site's language, nothing by color alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal
from markupsafe import Markup, escape

from ..registry.cells import LinkValue, PartialDate, Value
from ..registry.model import Column
from .place import Place
from .renderer import Renderer

_COMPACT_FROM = 1_000_000
"""From here on numbers are shortened, with the exact value at hand."""


class Cell(NamedTuple):
    """What the template of a table is given for a cell; `value` is what the cell sorts by, None for its text."""

    html: Markup
    value: str | None


def render_cell(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    """A cell."""
    if value is None:
        label = escape(renderer.label("unknown"))
        dash = Markup('<span class="genai-unknown" aria-hidden="true">—</span><span class="genai-hidden">{}</span>')
        return Cell(dash.format(label), "")
    return _RENDERERS[column.type](renderer, place, column, value, home)


def _text(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    return Cell(renderer.text(str(value), place, home), None)


def _number(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    shown = number_text(renderer, value)
    exact = exact_number(renderer, value)
    unit = f" {column.unit}" if column.unit else ""
    if shown == exact:
        return Cell(escape(shown + unit), str(value))
    html = Markup('<data class="genai-number" value="{}" title="{}">{}<span class="genai-hidden"> ({})</span></data>{}')
    return Cell(html.format(value, exact + unit, shown, exact, unit), str(value))


def number_text(renderer: Renderer, value: Value) -> str:
    """A number, shortened when it is large: 1,000,000,000 is 1B."""
    if isinstance(value, int | float) and abs(value) >= _COMPACT_FROM:
        return format_compact_decimal(value, locale=renderer.locale, fraction_digits=2)
    return exact_number(renderer, value)


def exact_number(renderer: Renderer, value: Value) -> str:
    """A number with all its digits."""
    return format_decimal(value, locale=renderer.locale, decimal_quantization=False)  # type: ignore[arg-type]


def _year(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    return Cell(escape(value), str(value))


def _date(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    if not isinstance(value, PartialDate):
        raise TypeError(value)
    return Cell(render_date(renderer, value), str(value))


def render_date(renderer: Renderer, value: PartialDate) -> Markup:
    """A date as precise as it is known."""
    day = datetime.date(value.year, value.month or 1, value.day or 1)
    if value.month is None:
        shown = str(value.year)
    elif value.day is None:
        shown = format_skeleton("yMMM", day, locale=renderer.locale)
    else:
        shown = format_date(day, "medium", locale=renderer.locale)
    return Markup('<time datetime="{}">{}</time>').format(str(value), shown)


def _rating(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    words = renderer.label("rating").format(value=exact_number(renderer, value), max=column.best)
    bar = Markup(
        '<span class="genai-rating"><svg class="genai-rating__bar" viewBox="0 0 {0} 1" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect class="genai-rating__track" width="{0}" height="1"/>'
        '<rect class="genai-rating__fill" width="{1}" height="1"/></svg> {2}</span>'
    )
    return Cell(bar.format(column.best, value, words), str(value))


def _boolean(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    sign, name = ("✓", "yes") if value else ("✗", "no")
    html = Markup('<span class="genai-boolean genai-boolean--{}"><span aria-hidden="true">{}</span> {}</span>')
    return Cell(html.format(name, sign, renderer.label(name)), "1" if value else "0")


def _tags(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    tags = value if isinstance(value, tuple) else (str(value),)
    chips = Markup(" ").join(Markup('<span class="genai-tag">{}</span>').format(tag) for tag in tags)
    return Cell(chips, None)


def _link(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    if not isinstance(value, LinkValue):
        raise TypeError(value)
    url = place.resolve(value.url)
    if url is None:
        return Cell(Markup('<span class="genai-broken" title="{}">{}</span>').format(value.url, value.label), value.label)
    return Cell(Markup('<a href="{}">{}</a>').format(url, value.label), value.label)


_RENDERERS: dict[str, Callable[[Renderer, Place, Column, Value, str], Cell]] = {
    "text": _text,
    "number": _number,
    "year": _year,
    "date": _date,
    "rating": _rating,
    "boolean": _boolean,
    "tags": _tags,
    "link": _link,
}
