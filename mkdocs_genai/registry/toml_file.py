"""Reads TOML into plain values, and gives the line of each value.

Python's parser gives no positions. A small scan of the lines finds tables and keys: what is inside a value that spans lines, or
inside an inline table, has the position of the key.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cached_property
from typing import Any

from ..problems import KeyPath, Position, Problem
from .json_file import TOO_DEEP, is_too_deep
from .text_lines import TextLines

_PART = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*(\.?)""")
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
    def _entries(self) -> dict[KeyPath, tuple[Position, str]]:
        return _entries(self._lines)

    def position(self, path: KeyPath, *, at_key: bool = False) -> Position:
        """The position of the key at `path`, or of the nearest around it that has one."""
        found = (self._entries[path[:length]] for length in range(len(path), 0, -1) if path[:length] in self._entries)
        return next(found, (Position(self.file, text=self._lines.line_text(1)), ""))[0]

    def written(self, path: KeyPath) -> str | None:
        """A number, date or truth value as the file spells it, if it has a line of its own."""
        spelled = self._entries.get(path, (None, ""))[1]
        return spelled or None


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
            file.value = _plain(value)
    return file


def _place(error: tomllib.TOMLDecodeError, lines: TextLines) -> Position:
    found = _PLACE.search(str(error))
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines.text.rstrip("\n").split("\n")), 1)
    return Position(lines.file, line, column, text=lines.line_text(line))


def _words(error: tomllib.TOMLDecodeError) -> str:
    words = _PLACE.sub("", str(error)).strip()
    return words[:1].lower() + words[1:]


def _plain(value: Any) -> Any:
    """A value of the kinds that YAML has, too."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, int) and value.bit_length() > _LONGEST:
        return hex(value)
    return value


def _entries(lines: TextLines) -> dict[KeyPath, tuple[Position, str]]:
    """The position of each table and key that begins a line, with the spelling of a value without quotes and brackets."""
    found: dict[KeyPath, tuple[Position, str]] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    inside = ""
    for number, line in enumerate(lines.lines, 1):
        if inside:
            # A text of several lines, which ends at the same three quotes.
            inside = "" if line.count(inside) % 2 else inside
            continue
        start = len(line) - len(line.lstrip())
        column = start + (2 if line[start:].startswith("[[") else line[start:].startswith("["))
        keys, end = _keys(line, column)
        if not keys:
            continue
        position = Position(lines.file, number, start + 1, len(line[start:].rstrip()), line)
        if column > start:
            table = _with_counts(keys, counts, begins=column == start + 2)
            found.setdefault(table, (position, ""))
        elif line[end : end + 1] == "=":
            value = line[end + 1 :].strip()
            bare = "" if value[:1] in "\"'[{" else value.partition("#")[0].strip()
            found[(*table, *keys)] = position, bare
            inside = next((quotes for quotes in ('"""', "'''") if value.startswith(quotes) and value.count(quotes) == 1), "")
    return found


def _keys(line: str, index: int) -> tuple[KeyPath, int]:
    """The dotted keys at an index of a line, and the index after them."""
    keys: list[str | int] = []
    while part := _PART.match(line, index):
        keys.append(next(name for name in part.groups() if name is not None))
        index = part.end()
        if not part[4]:
            break
    return tuple(keys), index


def _with_counts(keys: KeyPath, counts: dict[KeyPath, int], *, begins: bool) -> KeyPath:
    """The path of a table: after each list of tables (`[[…]]`) comes the number of its last one; `begins` adds one."""
    path: KeyPath = ()
    for number, key in enumerate(keys, 1):
        path = (*path, key)
        if begins and number == len(keys):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
