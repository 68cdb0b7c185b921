"""The typed values of a table, and how a value of YAML, JSON or CSV becomes one.

Not in here: which rows there are (`rows`), and how a value is shown (`render.cells`).
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

from ..dates import PartialDate
from ..identifiers import address_problem, text_problem
from ..problems import ProblemError
from ..suggestions import describe, did_you_mean, text_trap
from .model import Column


class LinkValue(NamedTuple):
    """A cell that is a link."""

    label: str
    url: str


Written = Callable[..., str | None]
"""Gives a scalar as the file spells it; with the index of an item, that item of a list."""

Value = str | int | float | bool | PartialDate | LinkValue | tuple[str, ...] | None


class Row(NamedTuple):
    """One row: a value for each column's id; None where it is unknown."""

    id: str
    cells: dict[str, Value]


@dataclass(frozen=True)
class Table:
    """The typed content of a comparison."""

    columns: dict[str, Column]
    rows: tuple[Row, ...]

    def row(self, row_id: str) -> Row | None:
        """The row of that id, or None."""
        return self._by_id.get(row_id)

    @cached_property
    def _by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.rows}

    @cached_property
    def header(self) -> str:
        """The id of the column that is each row's header."""
        return next(iter(self.columns))


_NUMBER = re.compile(r"[+-]?(\d+(_\d+)*)(\.\d+)?([eE][+-]?\d{1,3})?")
_LONGEST = 400
"""So many characters a number in a text may have; Python itself refuses to read far longer ones."""
_LARGEST = 10**_LONGEST
"""No number has more digits, whatever file it is from."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?")
_MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\(<?([^)>\s]+)>?\)")
_WORDS = Column(title="Words")
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}


def parse_cell(column: Column, value: Any, written: Written, *, foreign: bool) -> Value:
    """The typed value of a cell; None where it is unknown.

    `foreign` rows come from a file that someone else keeps, so that a text there is taken as it is spelled, where in the
    course's own rows a spelling that YAML reads as something else is a mistake. Raises ProblemError.
    """
    if value is None or value == "" or value == [] or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str) and (wrong := text_problem(value)):
        raise ProblemError(wrong.code, wrong.message)
    return _PARSERS[column.type](column, value, written, foreign)


def _text(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        items = (parse_cell(column, item, partial(written, index), foreign=foreign) for index, item in enumerate(value))
        return ", ".join(str(item) for item in items if item is not None) or None
    if isinstance(value, dict):
        raise ProblemError(
            "GA042",
            "expected a text, found a mapping; name the key inside it with `field`"
            if foreign
            else "expected a text, found a mapping",
        )
    spelled = written()
    shown = spelled if spelled is not None else ("true" if value is True else "false" if value is False else str(value))
    if not foreign and (isinstance(value, bool) or shown != str(value)):
        raise ProblemError("GA013", text_trap(value, spelled))
    return shown


def _number(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    number = _as_number(value)
    if number is None:
        raise ProblemError("GA042", f"expected a number, found {describe(value)}")
    return number


def _as_number(value: Any) -> int | float | None:
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            return None
        if len(text) > _LONGEST:
            return None
        value = float(text) if any(char in text for char in ".eE") else int(text)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < _LARGEST else None
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _year(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    number = _as_number(value)
    if not isinstance(number, int) or not 1 <= number <= 9999:
        raise ProblemError("GA042", f"expected a year such as 2017, found {describe(value)}")
    return number


def _date(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    if isinstance(value, datetime.date):
        return PartialDate(value.year, value.month, value.day)
    match = _DATE.fullmatch(str(value).strip()) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if match is None:
        raise ProblemError("GA042", f"expected a date such as 2025, 2025-10 or 2025-10-03, found {describe(value)}")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        raise ProblemError("GA042", f"there is no such day as {value}") from None
    return PartialDate(year or 0, month, day)


def _rating(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    number = _as_number(value)
    if number is None or not 0 <= number <= column.best:
        raise ProblemError("GA042", f"expected a rating from 0 to {column.best}, found {describe(value)}")
    return number


def _boolean(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in _BOOLEANS:
        return _BOOLEANS[value.strip().lower()]
    raise ProblemError("GA042", f"expected true or false, found {describe(value)}")


def _tags(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    if isinstance(value, dict):
        raise ProblemError("GA042", f"expected a word or a list of words, found {describe(value)}")
    items = value if isinstance(value, list) else [value]
    tags: dict[str, None] = {}
    for index, item in enumerate(items):
        if isinstance(item, list | dict):
            raise ProblemError("GA042", f"expected a list of words, found {describe(item)} in it")
        spelled = partial(written, index) if isinstance(value, list) else written
        tag = parse_cell(_WORDS, item, spelled, foreign=foreign)
        if isinstance(tag, str):
            tags[tag] = None
    return tuple(tags) or None


def _link(column: Column, value: Any, written: Written, foreign: bool) -> Value:
    if isinstance(value, str):
        match = _MARKDOWN_LINK.fullmatch(value.strip())
        label, url = match.groups() if match else ("", value.strip())
    elif isinstance(value, dict) and isinstance(value.get("url"), str):
        for key in value:
            if key not in ("label", "url"):
                raise ProblemError("GA042", f"unknown key '{key}' of a link{did_you_mean(key, ['label', 'url'])}")
        if not value["url"].strip():
            return None
        label, url = str(parse_cell(_WORDS, value.get("label"), lambda: None, foreign=True) or ""), value["url"].strip()
    else:
        raise ProblemError("GA042", f"expected an address, or a mapping with `label` and `url`, found {describe(value)}")
    if found := address_problem(url):
        raise ProblemError(found.code, f"'{url}' {found.message}")
    return LinkValue(label or name_of(url), url)


def name_of(url: str) -> str:
    """An address in words: a paper by its arXiv number, as papers are cited; all else without what comes before the host."""
    if paper := re.fullmatch(r"https?://(?:www\.)?arxiv\.org/abs/([\w./-]+)", url):
        return f"arXiv:{paper[1]}"
    return re.sub(r"^(https?://|mailto:)", "", url).rstrip("/")


_PARSERS: dict[str, Callable[[Column, Any, Written, bool], Value]] = {
    "text": _text,
    "number": _number,
    "year": _year,
    "date": _date,
    "rating": _rating,
    "boolean": _boolean,
    "tags": _tags,
    "link": _link,
}
