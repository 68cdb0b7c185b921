"""Typed values as they are shown: numbers and dates in the site's language, nothing by color alone."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal
from markupsafe import Markup, escape

from ..registry.cells import LinkValue, PartialDate, Value
from ..registry.model import Column
from .inline import Inline, InlineMarkdown
from .place import Place
from .renderer import Renderer

_COMPACT_FROM = 1_000_000
"""From here on numbers are shortened, with the exact value at hand."""

_POWERS_FROM = 1e15
"""From here on languages have no short words that people know: 1.2×10¹⁸ says more than 1,200,000T."""

_POWERS_BELOW = 1e-5
_DIGITS = 10
"""A number with more digits is most often a quotient; 0.30000000000000004 is shown as 0.3."""

_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


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


def cell_elements(
    renderer: Renderer, place: Place, column: Column, values: Sequence[Value], home: str, *, heads: bool
) -> list[str]:
    """A column's cells as elements, as headers of their rows if the column `heads` them.

    Not left to the template, since a registry can have a hundred thousand of them, and shorter than it could be, since all
    that handles the page reads each again: a text, as most cells are, needs no class, nor a value that it says itself.
    """
    kind = "" if column.type == "text" else f' class="genai-cell--{column.type}"'
    start, end = (f'<th scope="row"{kind}', "</th>") if heads else (f"<td{kind}", "</td>")

    is_year = column.type == "year"

    def text(inline: Inline) -> str | None:
        return None if inline.same_everywhere is None else f"{start}>{inline.same_everywhere}{end}"

    def element(given: Value) -> str:
        if is_year and given is not None:
            return f"{start}>{given}{end}"
        html, value = render_cell(renderer, place, column, given, home)
        sorts_by = "" if value is None or value == html else f' data-value="{escape(value)}"'
        return f"{start}{sorts_by}>{html}{end}"

    return each_once(renderer.inline, text, element, values)


def each_once(
    inline: InlineMarkdown, text: Callable[[Inline], str | None], make: Callable[[Value], str], values: Sequence[Value]
) -> list[str]:
    """What is made of each value of a column, in which many values are the same.

    Most values are texts, of which `text` says what they are; what it can't say is made as all else is, once.
    """
    made: dict[Value, str] = {}

    def other(value: Value) -> str:
        if value not in made:
            made[value] = make(value)
        return made[value]

    return [said if isinstance(value, str) and (said := text(inline[value])) is not None else other(value) for value in values]


def _text(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    return Cell(renderer.text(str(value), place, home), None)


def _number(renderer: Renderer, place: Place, column: Column, value: int | float, home: str) -> Cell:
    shown = number_text(renderer, value)
    exact = exact_number(renderer, value)
    unit = f" {column.unit}" if column.unit else ""
    plain = plain_number(value)
    if shown == exact:
        return Cell(escape(shown + unit), plain)
    html = Markup('<data class="genai-number" value="{}" title="{}">{}<span class="genai-hidden"> ({})</span></data>{}')
    return Cell(html.format(plain, exact + unit, shown, exact, unit), plain)


def number_text(renderer: Renderer, value: int | float) -> str:
    """A number, shortened when it has many digits: 1,000,000,000 is 1B."""
    if value and not _POWERS_BELOW <= abs(value) < _POWERS_FROM:
        mantissa, exponent = f"{Decimal(plain_number(value)):.2e}".split("e")
        factor = format_decimal(Decimal(mantissa), locale=renderer.locale)
        return f"{factor}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    if abs(value) < _COMPACT_FROM:
        digits = len(plain_number(value).strip("-0.").replace(".", ""))
        return exact_number(renderer, value if digits <= _DIGITS else float(f"{value:.6g}"))
    # Rounded here, since Babel would make 1000M of 999,999,999.
    unit = 10 ** (math.floor(math.log10(abs(value))) - 3)
    return format_compact_decimal(round(value / unit) * unit, locale=renderer.locale, fraction_digits=2)


def exact_number(renderer: Renderer, value: Value) -> str:
    """A number with all its digits."""
    with localcontext() as context:
        context.prec = 1000  # the numbers of a registry have at most 400 digits
        return format_decimal(Decimal(plain_number(value)), locale=renderer.locale, decimal_quantization=False)


def plain_number(value: Value) -> str:
    """A number as programs read it, with all digits and without an exponent: 0.0000001, not 1e-07."""
    return str(value) if isinstance(value, int) else f"{Decimal(repr(value)):f}"


def _year(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    return Cell(Markup(value), str(value))  # noqa: S704 - a number


def _date(renderer: Renderer, place: Place, column: Column, value: PartialDate, home: str) -> Cell:
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
    return Cell(bar.format(column.best, plain_number(value), words), plain_number(value))


def _boolean(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    sign, name = ("✓", "yes") if value else ("✗", "no")
    html = Markup('<span class="genai-boolean genai-boolean--{}"><span aria-hidden="true">{}</span> {}</span>')
    return Cell(html.format(name, sign, renderer.label(name)), "1" if value else "0")


def _tags(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    tags = value if isinstance(value, tuple) else (str(value),)
    chips = Markup(" ").join(Markup('<span class="genai-tag">{}</span>').format(tag) for tag in tags)
    return Cell(chips, None)


def _link(renderer: Renderer, place: Place, column: Column, value: LinkValue, home: str) -> Cell:
    url = place.resolve(value.url)
    if url is None:
        return Cell(Markup('<span class="genai-broken" title="{}">{}</span>').format(value.url, value.label), value.label)
    return Cell(Markup('<a href="{}">{}</a>').format(url, value.label), value.label)


_RENDERERS: dict[str, Callable[..., Cell]] = {
    "text": _text,
    "number": _number,
    "year": _year,
    "date": _date,
    "rating": _rating,
    "boolean": _boolean,
    "tags": _tags,
    "link": _link,
}
"""Each takes the values that cells of its type are parsed to."""
