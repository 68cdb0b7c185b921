"""What a column type is: a class with all that is done with the values of its cells.

A value of YAML, JSON or CSV is parsed once (`ColumnType.value_of`). From then on whoever shows, sorts, filters or writes it
asks the type, by one method for each output. None stands for an unknown value and reaches none of these methods.

A type knows no registry and no page: what it needs of them comes as an `Output`. The built-in types are listed in `columns`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from markupsafe import Markup, escape

from ..dates import Dates
from ..fields import RegistryModel
from ..identifiers import text_problem
from ..numbers import Numbers
from ..problems import ProblemError

Value = Any
"""A parsed value, as its type chooses it; it can be hashed and compared with `==`. None where it is unknown."""

Written = Callable[..., str | None]
"""Gives a scalar as the file spells it; with the index of an item, that item of a list. None where nobody knows."""

PlainWords = Callable[[str], str]
"""Gives inline Markdown as plain words."""

Operator = Literal["=", "!=", ">=", "<=", ">", "<", "contains"]
"""How a condition compares a value with what its author wrote; `any` and `all` are several of them."""

EQUALITY: tuple[Operator, ...] = ("=", "!=")
ORDER: tuple[Operator, ...] = (">=", "<=", ">", "<")
CONTAINS: Operator = "contains"

Test = Callable[[Value], bool]
"""Tells of a value, known or not, whether it fits a condition."""

Sort = Literal["text", "number", "code"]
"""How a browser compares what cells sort by: as words of the language, as numbers, or letter by letter."""

Filter = Literal["values", "flags", "items"]
"""What a reader filters by: whole values in their order, such values from high to low, or each of several items of a cell.

An item is an element of the class `genai-tag`."""

Export = Literal["value", "words", "link", "items"]
"""What a reader's CSV has of a cell: what it sorts by, its words, the address of its link, or its items."""

_CATEGORIES = 12
"""Up to so many different values are categories that a reader may filter by."""
_LONGEST_CATEGORY = 40


class InlineText(Protocol):
    """What a page makes of inline Markdown and of addresses, as HTML and in its Markdown version."""

    def html(self, text: str) -> Markup:
        """Inline Markdown as HTML."""

    def words(self, text: str) -> str:
        """Inline Markdown as plain words."""

    def url(self, target: str) -> str | None:
        """Where a target is, seen from the page; None where nothing is."""

    def markdown(self, text: str) -> str:
        """Inline Markdown as any Markdown reads it, with the page's addresses."""

    def escaped(self, words: str) -> str:
        """Plain words as Markdown."""

    def linked(self, words: str, target: str) -> str:
        """Plain words as a link in Markdown."""


class Output(NamedTuple):
    """What a page shows values with: its texts, and the words of its language."""

    text: InlineText
    numbers: Numbers
    dates: Dates
    label: Callable[[str], str]
    """Gives a fixed word by its key."""


class Note(NamedTuple):
    """What an author says about a single cell, and where its value is from."""

    text: str | None
    source: str | None


class ColumnType(RegistryModel):
    """A column's type, with the options of one column as its fields.

    `parse` is all that a type must have. The other methods have a default, most of them by way of `plain`.
    """

    SORT: ClassVar[Sort] = "text"
    FILTER: ClassVar[Filter] = "values"
    EXPORT: ClassVar[Export] = "value"
    OPERATORS: ClassVar[tuple[Operator, ...]] = EQUALITY
    KEYS: ClassVar[tuple[str, ...]] = ()
    """The keys of a mapping that is a value of this type; most types take none."""
    IS_SHORT: ClassVar[bool] = False
    """Whether a cell stays on one line."""
    IS_NUMERIC: ClassVar[bool] = False
    """Whether a cell stands at the end of its column, so that digits are below each other."""

    @property
    def best(self) -> int:
        """The best value of the type's scale, which begins at 0; 0 where it has none, so that charts can't draw it."""
        return 0

    def value_of(self, value: Any, written: Written, *, foreign: bool) -> Value:
        """The parsed value; None where it is unknown. Raises ProblemError."""
        if value is None or value == "" or value == []:
            return None
        if isinstance(value, str):
            if not value.strip():
                return None
            if wrong := text_problem(value):
                raise ProblemError(wrong.code, wrong.message)
        return self.parse(value, written, foreign)

    def parse(self, value: Any, written: Written, foreign: bool) -> Value:
        """A value of YAML, JSON or CSV that is not empty. Raises ProblemError (GA042).

        `foreign` rows come from a file that someone else keeps, so that a text there is taken as it is spelled, where in the
        course's own rows a spelling that YAML reads as something else is an error.
        """
        raise NotImplementedError

    def plain(self, value: Value) -> str:
        """The value without markup and in no language, as programs read it."""
        return str(value)

    def words(self, value: Value, plain: PlainWords) -> str:
        """What the search finds, and what a row is called by."""
        return self.plain(value)

    def html(self, value: Value, out: Output) -> Markup:
        """What the page shows."""
        return escape(self.plain(value))

    def markdown(self, value: Value, out: Output) -> str:
        """What the Markdown version of the page shows."""
        return out.text.escaped(self.plain(value))

    def json_value(self, value: Value) -> Any:
        """What JSON has."""
        return value

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """What CSV has."""
        return self.words(value, plain)

    def browser_value(self, value: Value) -> str | None:
        """What the browser sorts and filters by; None for the words that the cell shows."""
        return self.plain(value)

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """What rows are ordered by; as in the browser, unless a type says otherwise."""
        if self.SORT == "number":
            return value
        return self.plain(value) if self.SORT == "code" else collated(self.words(value, plain))

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """What tells whether a value fits a condition with one of OPERATORS. Raises ProblemError."""
        wanted = self.value_of(text, lambda *steps: text, foreign=True)
        if wanted is None:
            raise ProblemError("GA042", "expected a value, found empty text")
        return comparison(operator, wanted)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """Whether a reader may want to filter by these values of a column, None among them."""
        return False

    def texts(self, value: Value) -> Iterable[str]:
        """The inline Markdown in a value, whose links are checked."""
        return ()

    def addresses(self, value: Value) -> Iterable[str]:
        """The addresses in a value."""
        return ()


def comparison(operator: Operator, wanted: Any) -> Test:
    """What compares values with the one that is wanted; an unknown one only differs."""
    if operator == "=":
        return lambda value: bool(value == wanted)
    if operator == "!=":
        return lambda value: bool(value != wanted)
    if operator in (">=", ">"):
        return lambda value: value is not None and (value > wanted or (operator == ">=" and value == wanted))
    return lambda value: value is not None and (value < wanted or (operator == "<=" and value == wanted))


def word_test(operator: Operator, text: str, said: Callable[[Value], Sequence[str]], *, whole: bool = False) -> Test:
    """What compares words without regard to upper case; `said` gives a value's, and `whole` ones are no part of others."""
    wanted = folded(text)

    def words(value: Value) -> list[str]:
        return [] if value is None else [folded(each) for each in said(value)]

    if operator == "contains" and not whole:
        return lambda value: any(wanted in each for each in words(value))
    if operator == "!=":
        return lambda value: wanted not in words(value)
    return lambda value: wanted in words(value)


def folded(words: str) -> str:
    """Words as they are compared: on one line, without regard to upper case."""
    return " ".join(words.casefold().split())


def are_categories(values: Sequence[Value]) -> bool:
    """Whether some rows share a value and others differ, so that a reader may filter by it."""
    different = set(values)
    few = 1 < len(different) <= min(_CATEGORIES, len(values) * 2 / 3)
    return few and all(len(str(value)) <= _LONGEST_CATEGORY for value in different)


def collated(words: str) -> list[tuple[int, str]]:
    """Words without regard to upper case and accents, numbers in them by value, as the browser's collation has it."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(char))
    parts = re.split(r"([0-9]+)", bare)
    return [(len(part.lstrip("0")), part.lstrip("0")) if index % 2 else (0, part) for index, part in enumerate(parts)]
