"""Reads JSON and JSON Lines into plain values, gives the position of each value, and explains errors to authors.

Python's parser gives no positions. The text is scanned for them when a problem or a number's spelling needs one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..problems import KeyPath, Position, Problem, dotted
from .text_lines import TextLines
from .yaml_depth import MAX_DEPTH

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}", re.IGNORECASE)
_LONE_SURROGATE = re.compile(r"(?<!\\)(?:\\\\)*(\\ud[89a-f][0-9a-f]{2})", re.IGNORECASE)

_JSON_WORDS = (
    ("Expecting property name", "a key is expected here, in double quotes"),
    ("Expecting value", "a value is expected here; put text in double quotes"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is missing before this"),
    ("Expecting ':' delimiter", "a colon is missing before this"),
    ("Extra data", "there is more after the end of the value"),
    ("Unterminated string", "a quote is opened here and never closed"),
    ("Invalid control character", "text contains a line break or a tab, or its quotes are never closed"),
    ("Invalid \\", "a backslash has a special meaning in JSON; write it twice"),
)
"""The beginning of Python's error messages, which differ from version to version, and ours."""


TOO_DEEP = f"values are nested more than {MAX_DEPTH} levels deep; write them with fewer levels"

Extent = tuple[int, int]
"""Where a part of a text begins and ends."""


@dataclass(slots=True)
class _Span:
    """Where a value begins and ends, its key if it has one, and the values in it by key or index."""

    start: int
    end: int
    key: Extent | None = None
    children: dict[str | int, _Span] | None = None


class JsonFile:
    """A JSON value that begins at an index of a file: where each part of it is, and what is wrong with it."""

    def __init__(self, lines: TextLines, start: int = 0) -> None:
        self.file = lines.file
        self.value: Any = None
        self.problems: list[Problem] = []
        self._lines = lines
        self._start = start
        self._has_spellings = False

    @cached_property
    def _scanned(self) -> _Scanner:
        return _Scanner(self._lines.text, self._start)

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """The position of the value at `path`, or of its key; a mapping or list that has a key is shown at its key."""
        span, exists = self._find(path)
        key = span.key if span.key and exists and (at_key or span.children is not None) else None
        return self._lines.span(*(key or (span.start, span.end)))

    def written(self, path: KeyPath) -> str | None:
        """A number as the file spells it if Python writes it differently (`1.10`, where its value is 1.1), else None."""
        if not self._has_spellings:
            return None
        span, exists = self._find(path)
        spelled = self._lines.text[span.start : span.end]
        return spelled if exists and span.children is None and not spelled.startswith('"') else None

    def parse(self, text: str) -> None:
        """Take the value of `text`, which is the part of the file that begins at the index."""
        found = _Found()
        try:
            value = json.loads(
                text,
                object_pairs_hook=found.mapping,
                parse_float=found.number,
                parse_int=found.integer,
                parse_constant=found.number,  # such as NaN, which is not JSON, but which programs write
            )
        except json.JSONDecodeError as error:
            index, words = _explain(error, text)
            self._fault(index, "GA002", f"not valid JSON: {words}")
        except ValueError:
            self._fault(0, "GA002", "not valid JSON: a number is too long")
        except RecursionError:
            self._fault(0, "GA005", TOO_DEEP)
        else:
            self._has_spellings = found.has_spellings
            self._take(value, text, has_duplicates=found.has_duplicates)

    def _take(self, value: Any, text: str, *, has_duplicates: bool) -> None:
        if is_too_deep(value):
            self._fault(0, "GA005", TOO_DEEP)
            return
        if lone := _lone_surrogate(text):
            self._fault(lone[0], "GA006", f"'{lone[1]}' is only half of a character")
            return
        self.value = value
        for path, key, first in self._scanned.duplicates if has_duplicates else ():
            line = self._lines.span(*first).line
            message = f"the key '{path[-1]}' is a duplicate; it is already on line {line}"
            self.problems.append(Problem(self._lines.span(*key), dotted(path), message, "GA003"))

    def _fault(self, index: int, code: str, message: str) -> None:
        start = self._start + index
        self.problems.append(Problem(self._lines.span(start, start + 1), "", message, code))

    def _find(self, path: KeyPath) -> tuple[_Span, bool]:
        """The value at a path, or the last one on the way to it that exists; and whether all of the path exists."""
        span = self._scanned.root
        for step in path:
            if span.children is None or step not in span.children:
                return span, False
            span = span.children[step]
        return span, True


class JsonLinesFile:
    """A file with a JSON value in each line; its value is their list."""

    def __init__(self, lines: TextLines) -> None:
        self.file = lines.file
        self.value: list[Any] = []
        self.problems: list[Problem] = []
        self.misfits: list[Problem] = []
        """The problems of invalid lines, which are left out of `value`."""
        self._records: list[JsonFile] = []
        for number, line in enumerate(lines.lines, 1):
            if line.strip():
                record = JsonFile(lines, lines.start_of(number))
                record.parse(line)
                if record.problems:
                    self.misfits.append(record.problems[0])
                else:
                    self.value.append(record.value)
                    self._records.append(record)
        if not self._records and not self.misfits:
            self.problems.append(Problem(Position(self.file), "", "not valid JSON: the file is empty", "GA002"))

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """See JsonFile; the first step of a path is the number of the record."""
        return self._records[int(path[0])].position(path[1:], at_key=at_key) if path else Position(self.file)

    def written(self, path: KeyPath) -> str | None:
        """See JsonFile."""
        return self._records[int(path[0])].written(path[1:])


def read_json(text: str, shown: str) -> JsonFile:
    """A JSON file with its value; what is wrong is in its `problems`."""
    file = JsonFile(TextLines(shown, text))
    file.parse(text)
    return file


def read_json_lines(text: str, shown: str) -> JsonLinesFile:
    """A JSON Lines file with the list of its values; what is wrong is in its `problems`."""
    return JsonLinesFile(TextLines(shown, text))


class _Found:
    """Notes what the parser does not tell: keys that a mapping has twice, and numbers that Python spells differently."""

    has_duplicates = False
    has_spellings = False

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            self.has_duplicates = True
        return value

    def number(self, spelled: str) -> float:
        value = float(spelled)
        if str(value) != spelled:
            self.has_spellings = True
        return value

    def integer(self, spelled: str) -> int:
        if spelled == "-0":
            self.has_spellings = True
        return int(spelled)


class _Scanner:
    """Finds where each value is in the text of valid JSON that begins at an index."""

    def __init__(self, text: str, start: int) -> None:
        self._tokens = _TOKEN.finditer(text, start)
        self.duplicates: list[tuple[KeyPath, Extent, Extent]] = []
        """The path of each key that its mapping has twice, where it is, and where it was first."""
        self._end = start
        self.root = self._value(next(self._tokens), ())

    def _value(self, token: re.Match[str], path: KeyPath, key: Extent | None = None) -> _Span:
        span = _Span(token.start(), token.end(), key)
        if token[0] in "{[":
            span.children = self._mapping(path) if token[0] == "{" else self._list(path)
            span.end = self._end
        return span

    def _mapping(self, path: KeyPath) -> dict[str | int, _Span]:
        children: dict[str | int, _Span] = {}
        for token in self._tokens:
            self._end = token.end()
            if token[0] == "}":
                break
            if token[0] == ",":
                continue
            key = str(json.loads(token[0]))
            next(self._tokens)  # the colon
            span = self._value(next(self._tokens), (*path, key), token.span())
            if before := children.get(key):
                self.duplicates.append(((*path, key), token.span(), before.key or token.span()))
            children[key] = span
        return children

    def _list(self, path: KeyPath) -> dict[str | int, _Span]:
        children: dict[str | int, _Span] = {}
        for token in self._tokens:
            self._end = token.end()
            if token[0] == "]":
                break
            if token[0] != ",":
                children[len(children)] = self._value(token, (*path, len(children)))
        return children


def is_too_deep(value: Any) -> bool:
    """Whether mappings and lists are nested more deeply than is read in YAML, too."""
    level = [value] if isinstance(value, dict | list) else []
    depth = 0
    while level and depth < MAX_DEPTH:
        inside = [child for each in level for child in (each.values() if isinstance(each, dict) else each)]
        level = [child for child in inside if isinstance(child, dict | list)]
        depth += 1
    return bool(level)


def _lone_surrogate(text: str) -> tuple[int, str] | None:
    """The index of half of a character that is written as an escape, and its text."""
    if "\\ud" not in text and "\\uD" not in text:
        return None
    lone = _LONE_SURROGATE.search(_PAIR.sub(lambda pair: pair[1].ljust(len(pair[0])), text))
    return (lone.start(1), lone[1]) if lone else None


def _explain(error: json.JSONDecodeError, text: str) -> tuple[int, str]:
    """The index of an error and its message, the same in all versions of Python."""
    if not text.strip():
        return error.pos, "the file is empty"
    comment = len(text) - len(text[error.pos :].lstrip(", \t\n"))
    if text.startswith(("//", "/*"), comment):
        return comment, "JSON has no comments; name a copy of the file without them"
    # From Python 3.13 on, the position is the comma before a closing bracket, and before that the bracket.
    index = len(text) - len(text[error.pos :].removeprefix(",").lstrip())
    if text[:index].rstrip().endswith(",") and text[index : index + 1] in ("]", "}"):
        return index, "there is a comma too many before the closing bracket"
    return error.pos, next((ours for theirs, ours in _JSON_WORDS if theirs in error.msg), error.msg)
