"""Typed values as they are shown: numbers and dates in the site's language, nothing by color alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import Markup, escape

from ..dates import PartialDate
from ..numbers import plain_number
from ..registry.cells import LinkValue, Value
from ..registry.model import Column
from .markdown_filters import link
from .place import Place
from .renderer import Renderer

_UNKNOWN = Markup('<span class="genai-unknown" aria-hidden="true">—</span><span class="genai-hidden">%s</span>')
_RATING = Markup(
    '<span class="genai-rating"><svg class="genai-rating__bar" viewBox="0 0 %s 1" preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="genai-rating__track" width="%s" height="1"/>'
    '<rect class="genai-rating__fill" width="%s" height="1"/></svg> %s</span>'
)
_NUMBER = Markup('<data class="genai-number" value="%s" title="%s%s">%s<span class="genai-hidden"> (%s)</span></data>%s')
_LINK = Markup('<a href="%s">%s</a>')
_BOOLEAN = Markup('<span class="genai-boolean genai-boolean--%s"><span aria-hidden="true">%s</span> %s</span>')
_TAG = Markup('<span class="genai-tag">%s</span>')
_BROKEN = Markup('<span class="genai-broken" title="%s">%s</span>')


class Cell(NamedTuple):
    """What the template of a table is given for a cell; `value` is what the cell sorts by, None for its text.

    In the Markdown version of a table, `html` is Markdown.
    """

    html: str
    value: str | None


def render_cell(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    """A cell, in HTML or in Markdown."""
    if place.format == "md":
        return Cell(_markdown(renderer, place, column, value, home), None)
    if value is None:
        return Cell(_UNKNOWN % renderer.label("unknown"), "")
    return _RENDERERS[column.type](renderer, place, column, value, home)


def _markdown(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> str:
    """A value with all that is known of it; numbers are not shortened."""
    match value:
        case str():
            return renderer.text(value, place, home)
        case None:
            return "—"
        case bool():
            return renderer.label("yes" if value else "no")
        case LinkValue():
            return link(value.label, place.resolve(value.url))
        case int() | float() if column.type == "rating":
            return renderer.label("rating").format(value=renderer.numbers.exact(value), max=column.best)
        case int() | float():
            return str(value) if column.type == "year" else renderer.numbers.exact(value)
        case tuple() if column.type == "tags":
            return ", ".join(str(tag) for tag in value)
        case _:
            return str(value)


def _text(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    return Cell(renderer.text(str(value), place, home), None)


def _number(renderer: Renderer, place: Place, column: Column, value: int | float, home: str) -> Cell:
    shown, exact = renderer.numbers.shown(value), renderer.numbers.exact(value)
    unit = f" {column.unit}" if column.unit else ""
    plain = plain_number(value)
    if shown == exact:
        return Cell(escape(f"{shown}{unit}"), plain)
    return Cell(_NUMBER % (plain, exact, unit, shown, exact, unit), plain)


def _year(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    return Cell(Markup(value), str(value))  # noqa: S704 - a number


def _date(renderer: Renderer, place: Place, column: Column, value: PartialDate, home: str) -> Cell:
    return Cell(renderer.dates.html(value), str(value))


def _rating(renderer: Renderer, place: Place, column: Column, value: int | float, home: str) -> Cell:
    words = renderer.label("rating").format(value=renderer.numbers.exact(value), max=column.best)
    plain = plain_number(value)
    return Cell(_RATING % (column.best, column.best, plain, words), plain)


def _boolean(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    sign, name = ("✓", "yes") if value else ("✗", "no")
    return Cell(_BOOLEAN % (name, sign, renderer.label(name)), "1" if value else "0")


def _tags(renderer: Renderer, place: Place, column: Column, value: Value, home: str) -> Cell:
    tags = value if isinstance(value, tuple) else (str(value),)
    return Cell(Markup(" ").join(_TAG % tag for tag in tags), None)


def _link(renderer: Renderer, place: Place, column: Column, value: LinkValue, home: str) -> Cell:
    url = place.resolve(value.url)
    if url is None:
        return Cell(_BROKEN % (value.url, value.label), value.label)
    return Cell(_LINK % (url, value.label), value.label)


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
