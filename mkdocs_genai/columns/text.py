"""`type: text`: inline Markdown, or plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self

from markupsafe import Markup, escape
from pydantic import Field, model_validator

from ..fields import Texts, fault
from ..problems import ProblemError
from ..suggestions import did_you_mean, text_trap
from .base import CONTAINS, EQUALITY, ColumnType, Export, Operator, Output, PlainWords, Sort, Test, Value
from .filter_choices import are_categories
from .raw_cell import RawCell, plain_scalar
from .word_conditions import word_test

_BREAK = Markup("<br>\n")


class TextType(ColumnType):
    """Inline Markdown in the registry's own rows, plain text in those of `rows_from`; the default."""

    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)
    FOREIGN_DEFAULTS: ClassVar[Mapping[str, Any]] = MappingProxyType({"markdown": False})

    is_markdown: Annotated[
        bool, Field(alias="markdown", description="Whether texts are inline Markdown; in `rows_from`, they are not by default.")
    ] = True
    categories: Annotated[Texts, Field(description="The texts that are allowed; every text by default.")] = ()
    categories_ordered: Annotated[
        bool, Field(description="Whether `categories` are from low to high, so that the column sorts by them.")
    ] = False

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        if self.categories_ordered and not self.categories:
            raise fault("GA027", "`categories_ordered` needs `categories`, from low to high", {"categories_ordered": None})
        return self

    @property
    def sort(self) -> Sort:
        """See ColumnType."""
        return "number" if self.categories_ordered else "text"

    @property
    def export(self) -> Export:
        """See ColumnType."""
        return "words" if self.categories_ordered else "value"

    def parse(self, raw: RawCell) -> str | None:
        """See ColumnType; a list is a text with commas."""
        text = self._text(raw)
        if text is not None and self.categories and text not in self.categories:
            raise ProblemError("GA042", not_a_category(text, self.categories))
        return text

    def _text(self, raw: RawCell) -> str | None:
        value = raw.value
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, list):
            items = map(_ITEM.value_of, raw.items())
            return ", ".join(item for item in items if item is not None) or None
        if isinstance(value, dict):
            hint = "; name the key inside it with `field`" if raw.foreign else ""
            raise ProblemError("GA042", f"expected text, found a mapping{hint}")
        spelled = raw.spelled
        shown = plain_scalar(value) if spelled is None else spelled
        if not raw.foreign and (isinstance(value, bool) or shown != str(value)):
            raise ProblemError("GA013", text_trap(value, spelled))
        return shown

    def words(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return plain(value) if self.is_markdown else value

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return out.inline.html(value) if self.is_markdown else escape(value).replace("\n", _BREAK)

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.inline.markdown(value) if self.is_markdown else "<br>".join(map(out.inline.escaped, value.split("\n")))

    def browser_value(self, value: Value) -> str | None:
        """See ColumnType: the place in the order, if there is one."""
        return str(self.categories.index(value)) if self.categories_ordered else None

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """See ColumnType."""
        return self.categories.index(value) if self.categories_ordered else super().sort_key(value, plain)

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType."""
        return word_test(operator, text, lambda value: (self.words(value, plain),))

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return len(set(values)) > 1 if self.categories else are_categories(values)

    def texts(self, value: Value) -> Iterable[str]:
        """See ColumnType."""
        return (value,) if self.is_markdown else ()


_ITEM = TextType()
"""The type of the items of a list; `categories` does not apply to them."""


def not_a_category(text: str, categories: Sequence[str]) -> str:
    """The message for a text that is not one of a column's categories."""
    hint = did_you_mean(text, categories, limit=0)
    return f"'{text}' is not one of the column's categories, which are {', '.join(categories)}{hint}"
