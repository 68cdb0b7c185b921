"""Reads TOML into plain values, and gives the position and the spelling of each value.

Python's parser gives no positions, and no spellings but those of floats. The text is scanned for them when a problem or a value
needs one; the scan relies on the parser having found the text valid.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cached_property
from typing import Any, NamedTuple

from ..problems import KeyPath, Position, Problem
from .json_file import TOO_DEEP, is_too_deep
from .text_lines import TextLines

_TOKEN = re.compile(
    r"""
      \#[^\n]*                                           # a comment
    | "{3} [^"\\]* (?: (?:\\.|"(?!"")) [^"\\]* )* "{3,5}   # text of several lines; up to two quotes may stand before its end
    | '{3} [^']* (?: '(?!'') [^']* )* '{3,5}
    | " [^"\\]* (?: \\. [^"\\]* )* "
    | ' [^']* '
    | [][{}=,]
    | \d{4}-\d\d-\d\d[ ]\d\d:[^][{}=,"'\#\s]+            # a date and a time, between which a space may stand
    | [^][{}=,"'\#\s]+                                   # any other value without quotes, and parts of keys
    """,
    re.VERBOSE | re.DOTALL,
)
_KEY = re.compile(r""" " [^"\\]* (?: \\. [^"\\]* )* " | ' [^']* ' | [^."'\s]+ """, re.VERBOSE)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")
_LONGEST = 1300
"""The most bits of an integer, as in YAML; a longer one is read as text."""


class TomlFile:
    """A TOML file: its value, where each part of it is, and what is wrong with it."""

    def __init__(self, lines: TextLines) -> None:
        self.file = lines.file
        self.value: Any = None
        self.problems: list[Problem] = []
        self._lines = lines

    @cached_property
    def _parts(self) -> dict[KeyPath, _Part]:
        return _Scanner(self._lines.text).parts

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """The position of the value at `path` with its key, or of the nearest around it that is in the file."""
        found = (self._parts[path[:length]] for length in range(len(path), 0, -1) if path[:length] in self._parts)
        if (part := next(found, None)) is None:
            return Position(self.file, text=self._lines.line_text(1))
        position = self._lines.span(part.start, part.end)
        return position._replace(length=min(position.length, len(position.text.rstrip()) - position.column + 1))

    def written(self, path: KeyPath) -> str | None:
        """A number, date, time or truth value as the file spells it."""
        part = self._parts.get(path)
        return part.spelled if part else None


def read_toml(text: str, shown: str) -> TomlFile:
    """A TOML file with its value; what is wrong is in its `problems`."""
    lines = TextLines(shown, text)
    file = TomlFile(lines)
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        file.problems.append(Problem(_place(error, lines), "", f"not valid TOML: {_words(error)}", "GA002"))
    except ValueError:
        file.problems.append(Problem(Position(shown), "", "not valid TOML: a number is too long", "GA002"))
    except RecursionError:
        file.problems.append(Problem(Position(shown), "", TOO_DEEP, "GA005"))
    else:
        if is_too_deep(value):
            file.problems.append(Problem(Position(shown), "", TOO_DEEP, "GA005"))
        else:
            file.value = _plain(value, (), file)
    return file


def _place(error: tomllib.TOMLDecodeError, lines: TextLines) -> Position:
    found = _PLACE.search(str(error))
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines.text.rstrip("\n").split("\n")), 1)
    return Position(lines.file, line, column, text=lines.line_text(line))


def _words(error: tomllib.TOMLDecodeError) -> str:
    words = _PLACE.sub("", str(error)).strip()
    return words[:1].lower() + words[1:]


def _plain(value: Any, path: KeyPath, file: TomlFile) -> Any:
    """A value of the kinds that YAML has, too; one of another kind is text, as it is written."""
    if isinstance(value, dict):
        return {key: _plain(each, (*path, key), file) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, (*path, index), file) for index, each in enumerate(value)]
    if isinstance(value, datetime.time) or (isinstance(value, int) and value.bit_length() > _LONGEST):
        return file.written(path)
    return value


class _Part(NamedTuple):
    """Where a table, or a value with its key, begins and ends; and the spelling of a value without quotes and brackets."""

    start: int
    end: int
    spelled: str | None = None


class _Scanner:
    """Finds where each table and value is in the text of valid TOML."""

    def __init__(self, text: str) -> None:
        self.parts: dict[KeyPath, _Part] = {}
        """All tables and values, by their paths."""
        self._text = text
        # Of what begins a line, problems mark the rest of that line.
        self._end = len(text)
        self._tokens = (token for token in _TOKEN.finditer(text) if token[0][0] != "#")
        self._counts: dict[KeyPath, int] = {}
        """The index of the last table of each list of tables (`[[…]]`) so far."""
        table: KeyPath = ()
        for token in self._tokens:
            if token[0] == "[":
                table = self._header(token.start())
            else:
                self._entry(token, table, end=self._end)

    def _header(self, start: int) -> KeyPath:
        """The path of the table that a line `[…]` or `[[…]]` begins."""
        token = next(self._tokens)
        is_item = token[0] == "["
        keys = self._keys(next(self._tokens) if is_item else token, "]")
        if is_item:
            next(self._tokens)  # the second closing bracket
        part = _Part(start, self._end)
        path: KeyPath = ()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            self.parts.setdefault(path, part)
            if is_item and number == len(keys):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        # Where `[a.b]` is above `[a]`, the table `a` is at its own header.
        self.parts[path] = part
        return path

    def _keys(self, token: re.Match[str], end: str) -> list[str]:
        """The dotted keys that begin with a token and end before a sign."""
        start = token.start()
        while token[0] != end:
            token = next(self._tokens)
        return [_unquoted(key) for key in _KEY.findall(self._text, start, token.start())]

    def _entry(self, token: re.Match[str], table: KeyPath, end: int = 0) -> None:
        """Add an entry `key = value` that begins with a token; it ends with its value, or at `end` if that is later."""
        path = (*table, *self._keys(token, "="))
        value = self._value(next(self._tokens), path)
        part = self.parts[path] = _Part(token.start(), max(value.end, end), value.spelled)
        for length in range(len(table) + 1, len(path)):
            self.parts.setdefault(path[:length], part._replace(spelled=None))

    def _value(self, token: re.Match[str], path: KeyPath) -> _Part:
        """The place of a value that begins with a token; what is in it is added to the parts."""
        start, end = token.span()
        if token[0] == "[":
            return _Part(start, self._list(path))
        if token[0] == "{":
            return _Part(start, self._mapping(path))
        return _Part(start, end, None if token[0][0] in "\"'" else token[0])

    def _list(self, path: KeyPath) -> int:
        """Add the items of a list, and give the index of its end."""
        index = 0
        while (token := next(self._tokens))[0] != "]":
            if token[0] != ",":
                self.parts[*path, index] = self._value(token, (*path, index))
                index += 1
        return token.end()

    def _mapping(self, path: KeyPath) -> int:
        """Add the entries of an inline table, and give the index of its end."""
        while (token := next(self._tokens))[0] != "}":
            if token[0] != ",":
                self._entry(token, path)
        return token.end()


def _unquoted(key: str) -> str:
    """A key without its quotes; one with escapes is left to the parser."""
    if key[0] == '"':
        return next(iter(tomllib.loads(f"{key} = 0"))) if "\\" in key else key[1:-1]
    return key[1:-1] if key[0] == "'" else key
