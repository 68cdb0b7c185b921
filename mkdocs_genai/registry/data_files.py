"""The kinds of files that rows come from: which suffix is parsed how, and what to do with a file that is not read.

Not in here: parsing them (`yaml_file`, `json_file`, `toml_file`, `csv_file`, `front_matter`), and which values are records
(`records`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from ..problems import KeyPath, Position, Problem
from .csv_file import AS_FOUND, FileFormat, read_csv
from .front_matter import read_front_matter
from .json_file import JsonLinesFile, read_json, read_json_lines
from .toml_file import read_toml
from .yaml_file import parse_document

YAML_SUFFIXES = (".yml", ".yaml")
TABLE_SUFFIXES = (".csv", ".tsv")
LINES_SUFFIXES = (".jsonl", ".ndjson")
MARKDOWN_SUFFIXES = (".md", ".markdown")

READ = "YAML, JSON, JSON Lines, TOML, CSV, TSV, and Markdown with front matter"

_SPREADSHEET = "open it in your spreadsheet program, and save it there as CSV (UTF-8)"
_EXPORT = "export it as CSV or JSON with the program that writes it"
_WAYS_OUT = {
    _SPREADSHEET: "xlsx xls xlsm xlsb ods numbers gsheet fods",
    _EXPORT: "parquet feather arrow orc avro db sqlite sqlite3 duckdb mdb accdb rds rdata pkl pickle npz h5 mat sav dta",
    "save its table as CSV, for example by way of a spreadsheet program": "html htm xml pdf doc docx odt rtf svg",
    "unpack it, and name the file that is in it": "zip gz bz2 xz zst 7z tar tgz rar",
    "take its comments and trailing commas out, and name it .json": "json5 jsonc hjson",
    "write `format: jsonl` under `rows_from`": "ldjson",
    "write `format: json` under `rows_from`": "geojson jsonld topojson webmanifest har ipynb",
    "write `format: tsv` under `rows_from`": "tab",
}
"""What to do with a file that is not read, by its suffix."""
_NAME_IT = "say under `rows_from` what is in it, as in `format: csv`"


class LocatedFile(Protocol):
    """A parsed file: what is wrong with it, and where its values are."""

    @property
    def file(self) -> str:
        """Its name as problems show it."""

    @property
    def problems(self) -> list[Problem]:
        """Its problems, with positions."""

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """The position of the value at a path, or of its key."""

    def written(self, path: KeyPath) -> str | None:
        """The scalar at a path as the file spells it; None for anything else, or where its value is its spelling."""


class DataFile(NamedTuple):
    """A parsed file and its value."""

    source: LocatedFile
    value: Any
    separator: str | None = None
    """The separator of its cells, if it is a table (CSV)."""
    is_record: bool = False
    """Whether the value is always a single record."""
    ambiguous: Mapping[str, Problem] = MappingProxyType({})
    """The problems of names that a table's header has twice, which are reported if a column uses one."""
    misfits: Sequence[Problem] = ()
    """The problems of single lines of CSV and JSON Lines, which are left out of `value`."""


def parse_data(path: PurePath, text: str, shown: str, file_format: FileFormat = AS_FOUND) -> DataFile:
    """Parse the text of a file of a kind that is read; what is wrong is in the `problems` of its source."""
    suffix = f".{file_format.kind}" if file_format.kind else path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        table = read_csv(text, shown, file_format, "\t" if suffix == ".tsv" else None)
        return DataFile(table, table.value, table.separator, ambiguous=table.ambiguous, misfits=table.misfits)
    if suffix in LINES_SUFFIXES:
        lines = read_json_lines(text, shown)
        if lines.misfits and not (whole := read_json(text, shown)).problems:
            return _of_other_kind(whole, "is a single JSON value, and not one a line; write `format: json` under `rows_from`")
        return DataFile(lines, lines.value, misfits=lines.misfits)
    parsed = _PARSERS[suffix](text, shown)
    if suffix == ".json" and parsed.problems and _has_record_lines(read_json_lines(text, shown)):
        return _of_other_kind(parsed, "has a JSON value on each line; write `format: jsonl` under `rows_from`")
    return DataFile(parsed, parsed.value, is_record=suffix in MARKDOWN_SUFFIXES)


def _has_record_lines(lines: JsonLinesFile) -> bool:
    """Whether most lines of a file are records."""
    return sum(isinstance(value, dict) for value in lines.value or []) > len(lines.misfits)


def _of_other_kind(source: LocatedFile, message: str) -> DataFile:
    source.problems[:] = [Problem(source.position(()), "", message, "GA002")]
    return DataFile(source, None)


def why_not_read(path: PurePath) -> str | None:
    """Why a file is of no kind that is read, and the way out; None if it is read."""
    suffix = path.suffix.lower()
    if suffix in (*_PARSERS, *TABLE_SUFFIXES, *LINES_SUFFIXES):
        return None
    way_out = next((way for way, suffixes in _WAYS_OUT.items() if suffix[1:] in suffixes.split()), _NAME_IT)
    what = f"files of the kind {suffix}" if suffix else "files without a suffix"
    return f"{what} are not read ({READ} are); {way_out}"


class _Valued(LocatedFile, Protocol):
    value: Any


_PARSERS: dict[str, Callable[[str, str], _Valued]] = {
    **dict.fromkeys(YAML_SUFFIXES, partial(parse_document, foreign=True)),
    **dict.fromkeys(MARKDOWN_SUFFIXES, read_front_matter),
    ".json": read_json,
    ".toml": read_toml,
}
