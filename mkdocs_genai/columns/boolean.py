"""`type: boolean`: yes, no, or partly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Self

from markupsafe import Markup
from pydantic import Field, model_validator

from ..fields import Texts, fault
from ..problems import ProblemError
from ..suggestions import describe
from .base import ColumnType, Export, Filter, Output, PlainWords, Sort, Value
from .formats import Formats
from .raw_cell import RawCell

_PARTLY = "partly"
_WORDS: dict[str, Any] = {"true": True, "yes": True, "false": False, "no": False, _PARTLY: _PARTLY}
_BOOLEAN = Markup('<data value="%s" class="genai-%s">%s</data>')
_LABELS = {True: "yes", False: "no", _PARTLY: _PARTLY}
"""A value's label, by its key; the style sheet draws a sign before it."""
_ORDER = {True: "1", _PARTLY: "0.5", False: "0"}
_USUAL_TRUE = ("1", "y", "t", "x", "on", "checked", "✓", "✔", "✔️", "✅", "☑️")
_USUAL_FALSE = ("0", "n", "f", "off", "unchecked", "✗", "✘", "✖️", "❌")
_MOST_WORDS = 4
"""The most different texts of a column that are taken for words that mean yes, no and partly."""
_NOTE_DUE = "`partly` needs a note that says what is not so; write {value: partly, note: …}"


class BooleanType(ColumnType):
    """`true`, `false`, or `partly`, which needs a note."""

    SORT: ClassVar[Sort] = "number"
    FILTER: ClassVar[Filter] = "flags"
    EXPORT: ClassVar[Export] = "words"
    IS_SHORT: ClassVar[bool] = True

    true_values: Annotated[Texts, Field(description="Texts that mean true, beside `true` and `yes`.")] = ()
    false_values: Annotated[Texts, Field(description="Texts that mean false, beside `false` and `no`.")] = ()
    partly_values: Annotated[Texts, Field(description="Texts that mean partly, beside `partly`.")] = ()

    @model_validator(mode="after")
    def _each_means_one_value(self) -> Self:
        lists = {"true_values": self.true_values, "false_values": self.false_values, "partly_values": self.partly_values}
        owner: dict[str, str] = {}
        for name, texts in lists.items():
            for text in texts:
                if owner.setdefault(text.strip(), name) != name:
                    raise fault("GA027", f"'{text}' is in both `{owner[text.strip()]}` and `{name}`", {name: None})
        return self

    def parse(self, raw: RawCell) -> bool | str:
        """See ColumnType: the value, or the text `partly`."""
        value = self._value_of_text(raw.text)
        if value is None:
            written = isinstance(raw.value, bool | int | float) and raw.spelled
            raise ProblemError("GA042", f"expected true or false, found {written or describe(raw.value)}")
        if value == _PARTLY and not raw.foreign and not raw.is_noted:
            raise ProblemError("GA042", _NOTE_DUE)
        return value

    def _value_of_text(self, text: str | None) -> bool | str | None:
        if text is None:
            return None
        for value, texts in ((True, self.true_values), (False, self.false_values), (_PARTLY, self.partly_values)):
            if any(text == each.strip() for each in texts):
                return value
        found: bool | str | None = _WORDS.get(text.lower())
        return found

    def cure(self, texts: Sequence[str]) -> str:
        """See ColumnType: what the usual words of other programs mean."""
        lists = [
            f"`{key}: [{', '.join(found)}]`"
            for key, words in (("true_values", _USUAL_TRUE), ("false_values", _USUAL_FALSE))
            if (found := [f'"{text}"' for text in texts if text.lower() in words])
        ]
        if lists:
            return f"; if that is what they mean, give the column {' and '.join(lists)}"
        lists_them = (
            "; list those that mean true as the column's `true_values`, and those that mean false as its `false_values`"
        )
        return lists_them if 1 < len(texts) <= _MOST_WORDS else ""

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return str(value).lower()

    def words(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType: empty, because nobody searches for yes or no."""
        return ""

    def localized(self, value: Value, formats: Formats, plain: PlainWords) -> str:
        """See ColumnType."""
        return formats.label(_LABELS[value])

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        name = _LABELS[value]
        return _BOOLEAN % (_ORDER[value], name, out.label(name))

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.inline.escaped(out.label(_LABELS[value]))

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType."""
        return self.plain(value)

    def browser_value(self, value: Value) -> str:
        """See ColumnType: partly is between no and yes."""
        return _ORDER[value]

    def sort_key(self, value: Value, plain: PlainWords) -> float:
        """See ColumnType."""
        return float(_ORDER[value])

    def is_worth_filtering(self, values: Sequence[Value]) -> bool:
        """See ColumnType."""
        return len(set(values)) > 1
