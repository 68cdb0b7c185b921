"""`type: tags`: several words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from pydantic import Field

from ..fields import Delimiter, Texts
from ..problems import ProblemError
from ..suggestions import describe
from .base import CONTAINS, EQUALITY, ColumnType, Export, Filter, Operator, Output, PlainWords, Test, Value, collated
from .raw_cell import RawCell
from .text import TextType, not_a_category
from .word_conditions import word_test

_TAG = Markup('<span class="genai-tag">%s</span>')
_WORDS = TextType()


class TagsType(ColumnType):
    """A list of words."""

    FILTER: ClassVar[Filter] = "items"
    EXPORT: ClassVar[Export] = "items"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)

    delimiter: Annotated[
        Delimiter | None,
        Field(description="What is between the words of a text, such as a comma; a text is one word by default."),
    ] = None
    categories: Annotated[Texts, Field(description="The texts that are allowed; every text by default.")] = ()

    def parse(self, raw: RawCell) -> tuple[str, ...] | None:
        """See ColumnType; a single word is a list of one."""
        if isinstance(raw.value, dict):
            raise ProblemError("GA042", f"expected a word or a list of words, found {describe(raw.value)}")
        self._check_is_one_word(raw)
        tags = tuple(tag for item in self._items(raw) if (tag := _WORDS.value_of(item)) is not None)
        for tag in tags if self.categories else ():
            if tag not in self.categories:
                raise ProblemError("GA042", not_a_category(tag, self.categories))
        return tags or None

    def _check_is_one_word(self, raw: RawCell) -> None:
        """Refuse several words in one text of the course's own, such as `tags: soil, water`. Raises ProblemError."""
        text = raw.value
        parts = re.split("[,;]", text) if isinstance(text, str) and self.delimiter is None and not raw.foreign else ()
        if len(parts) > 1 and text not in self.categories:
            several = ", ".join(part.strip() for part in parts if part.strip())
            raise ProblemError(
                "GA042", f'a text is one word of the list; write [{several}], or ["{text.strip()}"] for one word'
            )

    def _items(self, raw: RawCell) -> list[RawCell]:
        """The words, which a text has between delimiters."""
        if isinstance(raw.value, str) and self.delimiter is not None:
            return [raw._replace(value=part) for part in raw.value.split(self.delimiter)]
        for item in (items := raw.items()):
            if isinstance(item.value, list | dict):
                raise ProblemError("GA042", f"expected a list of words, found {describe(item.value)} in it")
        return items

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return ", ".join(value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return Markup(" ").join(_TAG % tag for tag in value)

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return "; ".join(value)

    def browser_value(self, value: Value) -> None:
        """See ColumnType."""

    def sort_key(self, value: Value, plain: PlainWords) -> Any:
        """See ColumnType: as the browser sorts them, which has one after the other."""
        return collated(" ".join(value))

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: `=` and `contains` are the same, since a tag is a whole word."""
        return word_test(operator, text, lambda value: value, whole=True)

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return len(set(values)) > 1
