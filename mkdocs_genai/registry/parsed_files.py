"""A preview's cache of parsed registry files and `rows_from` files: text that has not changed is not parsed again.

Parsing YAML takes longer than everything else that a rebuild does with a registry. The cache is in memory only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from ..problems import Problem
from .csv_file import AS_FOUND, FileFormat
from .data_files import DataFile, parse_data
from .document import Document
from .text_files import read_text
from .yaml_file import parse_document


class _Parsed(NamedTuple):
    """A file's text, its document, and its value, which the document itself frees."""

    text: str
    document: Document
    value: Any


class ParsedFiles:
    """Reads the files of one registry again and again."""

    def __init__(self) -> None:
        self._before: dict[Path, _Parsed] = {}
        self._now: dict[Path, _Parsed] = {}
        self._data_before: dict[tuple[Path, FileFormat], tuple[str, DataFile]] = {}
        self._data_now: dict[tuple[Path, FileFormat], tuple[str, DataFile]] = {}

    def begin(self) -> None:
        """Begin the next build; files that the last build did not read are dropped from the cache."""
        self._before, self._now = self._now, {}
        self._data_before, self._data_now = self._data_now, {}

    def read(self, path: Path, shown: str) -> Document:
        """One YAML file; its value must not be changed in place, because the next reader gets the same one."""
        text = read_text(path, shown)
        if isinstance(text, Problem):
            return Document(shown, problems=[text])
        parsed = self._before.get(path)
        if parsed is None or parsed.text != text:
            document = parse_document(text, shown)
            parsed = _Parsed(text, document, document.value)
        self._now[path] = parsed
        parsed.document.value = parsed.value
        return parsed.document

    def parse(self, path: Path, text: str, shown: str, file_format: FileFormat = AS_FOUND) -> DataFile:
        """One file that `rows_from` names; its value must not be changed in place."""
        which = path, file_format
        before = self._data_now.get(which) or self._data_before.get(which)
        parsed = before[1] if before and before[0] == text else parse_data(path, text, shown, file_format)
        self._data_now[which] = text, parsed
        return parsed
