"""A column of a comparison: its heading, its type with the type's options, and what is done with its values as a whole."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ..columns import COLUMN_TYPES, ColumnTypes
from ..columns.base import ColumnType, Measure
from ..fields import InlineMarkdown, RegistryModel, Text, Texts, WebUrl, fault

Better = Literal["higher", "lower"]
Summary = Literal["min", "max", "mean", "sum", "count"]

_ORDERED: tuple[Measure, ...] = ("number", "year", "date")


def _types_for(key: str, types: ColumnTypes) -> list[str]:
    """The types of columns that may have a key, or a key with a certain value, that is about their values as a whole."""
    if key == "summary: count":
        return list(types)
    measures = _ORDERED if key in ("better", "summary: min", "summary: max") else ("number",)
    found = [name for name, kind in types.items() if kind.MEASURE in measures]
    # A sum of ratings is not a rating.
    return [name for name in found if types[name].IS_NUMERIC] if key == "summary: sum" else found


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
            "the record's key in its mapping, $file its file's name without suffix, $folder the name of that file's folder."
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
            owners = " or ".join(owner for owner, found in self.TYPES.items() if name in found.options())
            message = f"`{name}` belongs to a column of type {owners}, but this one is of type {self.type}"
            raise fault("GA027", message, {name: None})
        # Created now, because that validates the options.
        self.kind  # noqa: B018 - evaluated for its errors
        return self

    @model_validator(mode="after")
    def _is_of_a_type_for_its_keys(self) -> Self:
        keys = {"better": self.better, "heat": self.heat, f"summary: {self.summary}": self.summary}
        owners = {key: _types_for(key, self.TYPES) for key, value in keys.items() if value}
        wrong = {key: types for key, types in owners.items() if self.type not in types}
        if wrong:
            said = " and ".join(f"`{key}` belongs to a column of type {' or '.join(types)}" for key, types in wrong.items())
            raise fault("GA027", f"{said}, but this one is of type {self.type}", {key.partition(":")[0]: None for key in wrong})
        return self

    @property
    def _options(self) -> set[str]:
        return self.model_fields_set - Column.model_fields.keys()

    @cached_property
    def kind(self) -> ColumnType:
        """Its type, with the options of this column."""
        return self.TYPES[self.type].model_validate({name: getattr(self, name) for name in self._options})

    def in_foreign_rows(self) -> Self:
        """The column with the defaults for rows from files that someone else maintains."""
        added = {name: value for name, value in self.kind.FOREIGN_DEFAULTS.items() if name not in self._options}
        if not added:
            return self
        return type(self).model_validate({name: getattr(self, name) for name in self.model_fields_set} | added)

    def as_plain_text(self) -> Self:
        """The column with its values as they are written, whatever its type."""
        kept = self.model_fields_set & {"title", "field", "required", "missing_values"}
        return type(self).model_validate({name: getattr(self, name) for name in kept} | {"markdown": False})

    @property
    def scale_max(self) -> int:
        """The largest value of its scale; 0 if its type has no scale."""
        return self.kind.scale_max

    @property
    def heading(self) -> str:
        """The title as files have it, with the unit if its values have one."""
        unit = getattr(self.kind, "unit", None)
        return f"{self.title} ({unit})" if unit else self.title
