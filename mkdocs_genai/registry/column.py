"""A column of a comparison: its heading, its type with the type's options, and what is done with its values as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..columns import COLUMN_TYPES, ColumnTypes
from ..columns.base import ColumnType, Measure
from ..fields import InlineMarkdown, RegistryModel, Text, Texts, WebUrl, fault

Better = Literal["higher", "lower"]
Summary = Literal["min", "max", "mean", "sum", "count"]

_ORDERED: tuple[Measure, ...] = ("number", "year", "date")
_MEASURES: dict[str, tuple[Measure, ...]] = {
    "better": _ORDERED,
    "heat": ("number",),
    "summary: min": _ORDERED,
    "summary: max": _ORDERED,
    "summary: mean": ("number",),
    "summary: sum": ("number",),
}
"""What the values of a column must be for what its keys do with them."""


class Column(RegistryModel):
    """One column of a comparison."""

    TYPES: ClassVar[ColumnTypes] = COLUMN_TYPES
    """The types that a column may have, by their names."""

    title: Annotated[Text, Field(description="The column's heading.")]
    type: Annotated[str, Field(description="What its cells hold, how they are shown, and how they sort.")] = "text"
    source: Annotated[WebUrl | None, Field(description="Where the column's values come from.")] = None
    description: Annotated[
        InlineMarkdown | None, Field(description="What the column says, shown to readers on demand at its heading.")
    ] = None
    required: Annotated[bool, Field(description="Whether a row without this cell is an error.")] = False
    field: Annotated[
        Text | None,
        Field(
            description="For `rows_from`: the dotted path of the value inside a record; the column's id by default. $key is "
            "the record's key in its mapping, $file its file's name without suffix."
        ),
    ] = None
    missing_values: Annotated[Texts, Field(description="Texts that mean unknown in this column, such as `n/a` or `-`.")] = ()
    better: Annotated[
        Better | None, Field(description="Whether higher or lower values are better, so that the best one can be marked.")
    ] = None
    heat: Annotated[
        bool, Field(description="Whether tables tint the column's cells by their numbers, and underline them by bars as long.")
    ] = False
    summary: Annotated[
        Summary | None,
        Field(description="What a table's last line says of the column: min, max, mean or sum, or the count of known values."),
    ] = None

    @model_validator(mode="after")
    def _has_the_options_of_its_type(self) -> Self:
        for name in sorted(self._options - self.TYPES[self.type].options().keys()):
            self._check_type(name, name, [owner for owner, found in self.TYPES.items() if name in found.options()])
        # Created now, because that validates the options.
        self.kind  # noqa: B018 - evaluated for its errors
        return self

    @model_validator(mode="after")
    def _is_of_a_type_for_its_keys(self) -> Self:
        keys = {"better": self.better, "heat": self.heat, f"summary: {self.summary}": self.summary}
        for key, value in keys.items():
            if value and key in _MEASURES:
                owners = [owner for owner, found in self.TYPES.items() if found.MEASURE in _MEASURES[key]]
                self._check_type(key, key.partition(":")[0], owners)
        return self

    def _check_type(self, shown: str, key: str, owners: Sequence[str]) -> None:
        """Raise an error unless the column is of a type that has the key."""
        if self.type not in owners:
            message = f"`{shown}` belongs to a column of type {' or '.join(owners)}, but this one is of type {self.type}"
            raise fault("GA027", message, {key: None})

    @property
    def _options(self) -> set[str]:
        return self.model_fields_set - Column.model_fields.keys()

    @cached_property
    def kind(self) -> ColumnType:
        """Its type, with the options of this column."""
        return self.TYPES[self.type].model_validate({name: getattr(self, name) for name in self._options})

    def in_foreign_rows(self) -> Self:
        """The column with the defaults for rows that someone else keeps."""
        added = {name: value for name, value in self.kind.FOREIGN_DEFAULTS.items() if name not in self._options}
        if not added:
            return self
        return type(self).model_validate({name: getattr(self, name) for name in self.model_fields_set} | added)

    @property
    def best(self) -> int:
        """The best value of its scale; 0 if its type has no scale."""
        return self.kind.best

    @property
    def heading(self) -> str:
        """The title as files have it, with the unit if its values have one."""
        unit = getattr(self.kind, "unit", None)
        return f"{self.title} ({unit})" if unit else self.title
