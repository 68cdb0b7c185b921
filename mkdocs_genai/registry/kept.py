"""YAML files that were read before, and need not be parsed again: in this process, or in an earlier one.

To parse YAML takes far longer than all else that is done with a registry. What is kept are plain values by the digest of a
file's text, as JSON, which loads in a tenth of the time and can hold nothing but data, sealed with a digest of its own. Only
files without any mistake are kept: what has one is parsed again, for its position.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import yaml

from .document import Document
from .problems import Path
from .source import parse_document, read_text, unparsed
from .whole_file import digest_of, read_sealed, write_sealed

_FORMAT = f"1 {yaml.__version__}"
"""Another one whenever a text may give another value."""


class KeptDocuments:
    """Reads files; `file` keeps them from process to process, unless it is None or can't be written."""

    def __init__(self, file: FilePath | None = None) -> None:
        self._file = file
        self._values = _load(file) if file else {}
        self._digests: dict[FilePath, str] = {}
        """The files of this process, each as it was read last."""
        self._on_disk = frozenset(self._values)

    def read(self, path: FilePath, shown: str) -> Document:
        """One YAML file; its value must not be changed in place."""
        unread = Document(shown)
        text = read_text(path, shown, unread.problems)
        if text is None:
            return unread
        digest = digest_of(text)
        if digest in self._values:
            self._digests[path] = digest
            document = unparsed(text, shown)
            document.value = self._values[digest]
            document.digest = digest
            document.know()
            return document
        document = parse_document(text, shown)
        if not document.problems:
            self._digests[path] = digest
            self._values[digest] = document.value
            document.digest = digest
        return document

    def save(self) -> None:
        """Keep what was read last, and nothing else, for the next process."""
        used = frozenset(self._digests.values())
        self._values = {digest: self._values[digest] for digest in sorted(used)}
        if self._file is None or used == self._on_disk:
            return
        try:
            write_sealed(self._file, _text(self._values))
        except OSError:
            self._file = None  # a read-only checkout, or no room; every process parses anew
        self._on_disk = used


def _text(values: dict[str, Any]) -> str:
    try:
        return json.dumps({"format": _FORMAT, "values": {digest: (value, ()) for digest, value in values.items()}})
    except TypeError:  # there are days, which take longer to look for than all values to write
        kept = {digest: _with_days(value) for digest, value in values.items()}
        return json.dumps({"format": _FORMAT, "values": kept})


def _load(file: FilePath) -> dict[str, Any]:
    try:
        content = json.loads(read_sealed(file))
        if content["format"] != _FORMAT:
            return {}
        return {digest: _without_days(*kept) for digest, kept in content["values"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return {}  # nothing was kept, or what was is of no use


def _with_days(value: Any) -> tuple[Any, list[tuple[Path, str, str]]]:
    """A value that JSON can hold, and the days and times in it, by their paths."""
    days = list(_days(value, ()))
    return (json.loads(json.dumps(value, default=str)) if days else value), days


def _days(value: Any, path: Path) -> Iterator[tuple[Path, str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _days(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _days(item, (*path, index))
    elif isinstance(value, datetime.date):
        yield path, type(value).__name__, value.isoformat()


def _without_days(value: Any, days: list[tuple[Path, str, str]]) -> Any:
    """The value, with its days and times in their places."""
    whole = [value]
    for path, kind, text in days:
        place: Any = whole
        *steps, last = (0, *path)
        for step in steps:
            place = place[step]
        place[last] = (datetime.datetime if kind == "datetime" else datetime.date).fromisoformat(text)
    return whole[0]
