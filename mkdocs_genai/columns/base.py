"""The base class of column types: a type parses the values of its cells, and has one method for each output.

A value of YAML, JSON or CSV is parsed once (`ColumnType.value_of`). Showing, sorting, filtering and writing it are methods of
the type. None stands for an unknown value and is never passed to these methods.

A type knows no registry and no page: what it needs of them is passed as an `Output`. `columns` lists the built-in types.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from markupsafe import Markup, escape
from pydantic.fields import FieldInfo

from ..dates import Dates
from ..fields import RegistryModel
from ..identifiers import folded, text_problem
from ..numbers import Numbers
from ..problems import ProblemError
from .formats import Formats
from .raw_cell import RawCell, is_blank, looks_unknown

EXACTLY = Context(prec=2000)
"""Adds any numbers of a registry exactly."""

Value = Any
"""A parsed value, of a Python type that the column type chooses, hashable and comparable; None if it is unknown."""

_LINE_BREAK = re.compile("\r\n?|[\v\f\x85]")

PlainWords = Callable[[str], str]
"""Converts inline Markdown into plain text."""

Operator = Literal["=", "!=", ">=", "<=", ">", "<", "contains"]
"""The comparison operators of a `where` condition; `any` and `all` apply one of them to several values."""

EQUALITY: tuple[Operator, ...] = ("=", "!=")
ORDER: tuple[Operator, ...] = (">=", "<=", ">", "<")
CONTAINS: Operator = "contains"

Test = Callable[[Value], bool]
"""Whether a value, which may be unknown, matches a condition."""

Sort = Literal["text", "number", "code"]
"""How a browser compares sort values: as text of the language, as numbers, or character by character."""

Filter = Literal["values", "flags", "items", "range"]
"""What a reader filters by: whole values in ascending order, whole values in descending order, or each item of a cell;
or the two ends of a range.

An item is an element of the class `genai-tag`."""

Reads = Literal["text", "numbers", "dates"]
"""What a scalar is read as. Text is used as it is spelled. Where numbers or dates are read, a scalar is refused if YAML reads
another number than is written."""

Measure = Literal["number", "year", "date"]
"""What a type's values are places on, for charts: a scale of numbers, or time in years, of which dates are parts."""

Export = Literal["value", "words", "link", "items"]
"""What a reader's CSV has for a cell: its sort value, its text, the URL of its link, or its items."""


class InlineText(Protocol):
    """Renders inline Markdown and URLs for a page, as HTML and for its Markdown version."""

    def html(self, text: str) -> Markup:
        """Inline Markdown as HTML."""

    def plain(self, text: str) -> str:
        """Inline Markdown as plain text."""

    def url(self, target: str) -> str | None:
        """A target's URL relative to the page; None if it is not in the site."""

    def markdown(self, text: str) -> str:
        """Inline Markdown in portable syntax, with URLs relative to the page."""

    def escaped(self, words: str) -> str:
        """Plain words as Markdown."""

    def linked(self, words: str, target: str) -> str:
        """Plain words as a link in Markdown."""


class Output(NamedTuple):
    """What a type needs to render values for a page: its texts, and the formats and labels of its language."""

    inline: InlineText
    numbers: Numbers
    dates: Dates
    label: Callable[[str], str]
    """Gives a label by its key."""


class Note(NamedTuple):
    """An author's note about a single cell, and the source of its value."""

    text: str | None
    source: str | None


class ColumnType(RegistryModel):
    """A column's type, with the options of one column as its fields.

    Only `parse` is required. The other methods have a default, most of them based on `plain`.
    """

    SORT: ClassVar[Sort] = "text"
    READS: ClassVar[Reads] = "text"
    """What a scalar of the registry's own rows is read as."""
    FILTER: ClassVar[Filter] = "values"
    EXPORT: ClassVar[Export] = "value"
    OPERATORS: ClassVar[tuple[Operator, ...]] = EQUALITY
    KEYS: ClassVar[tuple[str, ...]] = ()
    """The keys of a mapping that is a value of this type; empty for types that take no mapping."""
    IS_SHORT: ClassVar[bool] = False
    """Whether values are short, so that the column may be narrow."""
    IS_NUMERIC: ClassVar[bool] = False
    """Whether cells are aligned at their end, so that digits are below each other."""
    MEASURE: ClassVar[Measure | None] = None
    """What charts draw the values on; None if they can't be drawn."""
    FOREIGN_DEFAULTS: ClassVar[Mapping[str, Any]] = MappingProxyType({})
    """The options that have another default in rows that someone else keeps."""

    @classmethod
    def options(cls) -> dict[str, FieldInfo]:
        """The options of a column of this type, by their keys."""
        return {option.alias or name: option for name, option in cls.model_fields.items()}

    @property
    def sort(self) -> Sort:
        """How a browser compares the column's sort values, where that depends on its options."""
        return self.SORT

    @property
    def export(self) -> Export:
        """What a reader's CSV has for a cell, where that depends on the column's options."""
        return self.EXPORT

    @property
    def needed_fields(self) -> Sequence[str]:
        """The other fields of a record that a value is made of."""
        return ()

    @property
    def is_made_of_others(self) -> bool:
        """Whether a value is made of other fields alone, so that its own field may be missing."""
        return False

    @property
    def scale_max(self) -> int:
        """The largest value of the type's scale, which begins at 0; 0 if it has no scale, so that charts can't draw it."""
        return 0

    def value_of(self, raw: RawCell) -> Value:
        """The parsed value; None where it is unknown. Raises ProblemError."""
        if is_blank(raw.value) or raw.is_missing:
            return None
        if isinstance(raw.value, str):
            # Escapes of JSON, TOML and YAML may give any line break; one that a file has as a character is read as \n already.
            raw = raw._replace(value=_LINE_BREAK.sub("\n", raw.value))
            if wrong := text_problem(raw.value):
                raise ProblemError(wrong.code, wrong.message)
        try:
            return self.parse(raw)
        except ProblemError as error:
            if raw.foreign or raw.text is None:  # of a file's values, one message has the cure for all
                raise
            unknown = "; if it means unknown, leave the cell out, or list it under the column's `missing_values`"
            cure = unknown if looks_unknown(raw.text) else self.cure([raw.text])
            raise ProblemError(error.code, f"{error}{cure}") from error
        except Exception as error:
            # A type of another package has a bug; its developer needs the traceback, and an author the value.
            error.add_note(f"This happened when {type(self).__name__} read the value {raw.value!r} of a cell.")
            raise

    def cure(self, texts: Sequence[str]) -> str:
        """The options with which the column would take texts that it does not, as the end of a message; empty if none would."""
        return ""

    def parse(self, raw: RawCell) -> Value:
        """The value of a cell that is not empty. Raises ProblemError (GA042)."""
        raise NotImplementedError

    def plain(self, value: Value) -> str:
        """The value without markup and independent of a language, for programs."""
        return str(value)

    def styled(self, values: Sequence[Value], names: Sequence[str]) -> ColumnType:
        """This type in the style that fits all values of its column, of which some may be None; by default itself.

        `names` are what the column is called: its id, its title, and the field that it is read from.
        """
        return self

    def words(self, value: Value, plain: PlainWords) -> str:
        """The text for search, and for the row's title."""
        return self.plain(value)

    def localized(self, value: Value, formats: Formats, plain: PlainWords) -> str:
        """The value without markup in the page's language, for charts, and for numbers that are aligned."""
        return self.words(value, plain)

    def amount(self, value: Value) -> float:
        """The value as a number, for charts; a date in years. Only for types with a MEASURE."""
        return float(value)

    def number(self, value: Value) -> Decimal:
        """The value as an exact number, for sums and means; by default it is one. Only for types whose MEASURE is `number`."""
        return Decimal(str(value))

    def total(self, number: Decimal, decimals: int) -> tuple[Value, dict[str, Any]]:
        """A sum or mean of values with so many decimals as a value, rounded once as the column shows it.

        With it, the options of JavaScript's Intl.NumberFormat for another such number.
        """
        return rounded(number, decimals), fixed_digits(decimals)

    def end(self, value: Value) -> float:
        """Where a value that is a period ends on an axis; by default, a value begins and ends at the same place."""
        return self.amount(value)

    def tick(self, amount: Decimal, numbers: Numbers) -> str:
        """The words for a number on the scale of a chart."""
        return numbers.exact(amount)

    def html(self, value: Value, out: Output) -> Markup:
        """The value in the page's HTML."""
        return escape(self.plain(value))

    def markdown(self, value: Value, out: Output) -> str:
        """The value in the page's Markdown version."""
        return out.inline.escaped(self.plain(value))

    def json_value(self, value: Value) -> Any:
        """The value in the table's JSON."""
        return value

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """The value in the table's CSV."""
        return self.words(value, plain)

    def browser_value(self, value: Value) -> str | None:
        """The value by which the browser sorts and filters; None if that is the cell's text."""
        return self.plain(value)

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """The sort key of rows; by default they sort as in the browser."""
        if self.sort == "number":
            return value
        return self.plain(value) if self.sort == "code" else collated(self.words(value, plain))

    def group_key(self, value: Value) -> Any:
        """What values of one group have in common: by default all of it."""
        return value

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """The test of a condition with one of OPERATORS. Raises ProblemError."""
        return comparison(operator, self.wanted(text))

    def wanted(self, text: str) -> Value:
        """The value that a condition compares others with. Raises ProblemError, also for an empty text."""
        value = self.value_of(RawCell(text, foreign=True))
        if value is None:
            raise ProblemError("GA042", "expected a value, found empty text")
        return value

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """Whether filtering by these values of a column is useful; None may be among them."""
        return False

    def texts(self, value: Value) -> Iterable[str]:
        """The inline Markdown texts in a value, whose links are checked."""
        return ()

    def addresses(self, value: Value) -> Iterable[str]:
        """The URLs in a value."""
        return ()


def rounded(number: Decimal, decimals: int) -> Decimal:
    """A number with so many decimals."""
    return number.quantize(Decimal(1).scaleb(-decimals), context=EXACTLY)


def fixed_digits(decimals: int) -> dict[str, Any]:
    """The options of Intl.NumberFormat for so many decimals."""
    return {"minimumFractionDigits": decimals, "maximumFractionDigits": decimals, "useGrouping": "always"}


def comparison(operator: Operator, wanted: Any) -> Test:
    """The test that compares values with the wanted one; an unknown value matches only `!=`."""
    if operator == "=":
        return lambda value: bool(value == wanted)
    if operator == "!=":
        return lambda value: bool(value != wanted)
    if operator in (">=", ">"):
        return lambda value: value is not None and (value > wanted or (operator == ">=" and value == wanted))
    return lambda value: value is not None and (value < wanted or (operator == "<=" and value == wanted))


_SIGNS = "_-‐‑‒–—―,;:!?.'‘’‚‹›\"“”„«»()[]{}@*/\\&#%`^+±<=>|~"
"""Signs in their order in the Unicode Collation Algorithm, as CLDR has it: all before currencies, digits and letters."""
_CLASSES = ("Z", "P", "S", "Sc", "N", "L")
"""Kinds of characters in their order there, by the categories of Unicode: spaces, punctuation, symbols, currencies, …"""

_BASES = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h"})
"""Letters that are variants of others there, beside those with accents."""


def collated(words: str) -> list[tuple[Any, ...]]:
    """A sort key without regard to case and accents, with numbers by value, like the browser's collation."""
    bare = folded(words).translate(_BASES)
    return [_weight(part) for part in re.findall(r"[0-9]+|[^0-9]", bare)]


@lru_cache(maxsize=2048)
def _weight(part: str) -> tuple[Any, ...]:
    """The sort key of a character, or of a number by its length and digits."""
    if part.isdecimal():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in part).lstrip("0")
        return _CLASSES.index("N"), len(digits), digits
    category = unicodedata.category(part)
    # Characters of a later version of Unicode are last; control characters are as good as none.
    kind = next((kind for kind in (category, category[0]) if kind in _CLASSES), "L" if category == "Cn" else "Z")
    if part in _SIGNS:
        return _CLASSES.index("P"), _SIGNS.index(part), part
    return _CLASSES.index(kind), len(_SIGNS) if kind != "N" else 0, part
