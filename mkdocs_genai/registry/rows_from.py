"""The model of `rows_from`: which file rows come from, where in it they are, and how the file is written.

Its keys have the names of Frictionless's Data Resource and Table Dialect, or of CSVW, where these have one of the same meaning.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..columns.raw_cell import Dialect
from ..fields import Encoding, File, RegistryModel, Sign, Text, Texts, fault
from .csv_file import FileFormat

OnError = Literal["fail", "unknown", "skip"]
Kind = Literal["yaml", "json", "jsonl", "toml", "csv", "tsv", "md"]


class RowsFrom(RegistryModel):
    """Rows from a file that someone else maintains, in its own structure."""

    file: Annotated[
        File,
        Field(
            description="A YAML, JSON, JSON Lines, TOML, CSV or TSV file or one with front matter, relative to the registry; "
            "or a pattern such as data/*.yml, where each file is a record."
        ),
    ]
    at: Annotated[
        Text | None,
        Field(
            description="The dotted path of the records inside the file; its root by default. `*` goes through a list "
            "or mapping."
        ),
    ] = None
    id: Annotated[
        Text | None,
        Field(
            description="The field that identifies a record, $key for its key in a mapping, $file for its file's name "
            "without suffix, or $folder for the name of that file's folder; by default a mapping's key, or the first column."
        ),
    ] = None
    format: Annotated[
        Kind | None,
        Field(
            description="What is in the file, where its suffix does not say so, such as csv for a .txt file with commas; md is "
            "front matter."
        ),
    ] = None
    encoding: Annotated[Encoding | None, Field(description="The file's encoding; UTF-8 by default.")] = None
    delimiter: Annotated[
        Sign | None, Field(description="What separates the values of a line; by default what fits most lines.")
    ] = None
    comment_char: Annotated[Sign | None, Field(description="What lines begin with that are left out.")] = None
    skip_rows: Annotated[
        int | None, Field(ge=1, description="How many lines of a CSV file are above the one that names the columns.")
    ] = None
    decimal_char: Annotated[
        Sign | None,
        Field(
            description="The decimal sign: by default a comma where a file is separated by semicolons, and a point elsewhere."
        ),
    ] = None
    group_char: Annotated[
        Sign | None,
        Field(description="What stands between groups of three digits; by default the other one of comma and point."),
    ] = None

    missing_values: Annotated[Texts, Field(description="Texts that mean unknown in this file, such as `n/a` or `-`.")] = ()
    on_error: Annotated[
        OnError,
        Field(
            description="What a value or record that does not fit does: it is an error, or a bad value becomes unknown and a"
            " bad record is left out, or the whole record is left out in both cases."
        ),
    ] = "fail"

    @model_validator(mode="after")
    def _signs_differ(self) -> Self:
        dialect = self.dialect(self.delimiter)
        if dialect.decimal_char == dialect.group_char:
            message = "`decimal_char` and `group_char` are the same, so nobody can tell which of the two is meant"
            raise fault("GA027", message, {"group_char": None})
        return self

    @property
    def file_format(self) -> FileFormat:
        """How the file is written, as far as the author says so."""
        return FileFormat(self.format, self.delimiter, self.comment_char, self.skip_rows)

    def dialect(self, separator: str | None) -> Dialect:
        """How the numbers of a file are written; `separator` is what separates its cells, if it is a table."""
        decimal = self.decimal_char or ("," if separator == ";" else ".")
        return Dialect(decimal, self.group_char or ("." if decimal == "," else ","))
