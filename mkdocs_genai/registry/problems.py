"""Author mistakes as values: what is wrong, where, and what would be right.

Not in here: finding mistakes (`checks`, `messages`) and what a host does with them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

Path = tuple[str | int, ...]
"""Keys and list positions that lead from the registry's root to a value."""

Severity = Literal["error", "warning"]


_LONGEST = 1000
"""So many characters of a message are shown; most of a longer one is something that an author wrote."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
"""Control characters but for tabs, halves of characters, and what turns the direction of all that follows."""

_WIDEST = 300
"""So much of a line is shown."""

_MANY = 1000
"""A misspelt name is compared with so many others. Of more, only those are looked for that are one edit away, each by its name:
ten thousand mistakes among ten thousand names would take minutes otherwise."""

_LONGEST_EDITED = 200
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_/."
"""Of these, ids, pages and icons are made."""


class Position(NamedTuple):
    """A span in one line of a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One author mistake.

    `where` is the path in the data as the file shows it (`topics.x.status`), or empty for a whole file.
    """

    position: Position
    where: str
    message: str
    code: str
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """What authors wrote may be of any length, and have characters that would do something to a terminal.

        So may names of files, which on some systems are any bytes.
        """
        object.__setattr__(self, "position", self.position._replace(file=_printable(self.position.file)))
        object.__setattr__(self, "where", _printable(self.where))
        object.__setattr__(self, "message", _printable(self.message))

    def __str__(self) -> str:
        """The first line of the report: position, path, message, code."""
        where = f"{self.where}: " if self.where else ""
        return f"{self.position}: {where}{self.message} [{self.code}]"

    def excerpt(self) -> str:
        """The source line with a marker under the value, or nothing where the file has no text there."""
        if not self.position.text or self.position.text.isspace():
            return ""
        margin = " " * len(str(self.position.line))
        text, column = self.position.text, self.position.column
        if len(text) > _WIDEST:
            # A minified file is one long line; the part around the mistake is shown.
            start = max(0, column - 1 - _WIDEST // 3)
            text, column = text[start : start + _WIDEST], column - start
        # Tabs stay tabs, so that the marker lands under the value at any tab width.
        indent = "".join("\t" if char == "\t" else " " for char in text[: column - 1])
        room = max(1, len(text) - column + 1)
        marker = "^" * max(1, min(self.position.length, room))
        text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
        return f"  {self.position.line} | {text}\n  {margin} | {indent}{marker}"


def _printable(text: str) -> str:
    """A text that can be shown in one line: the middle of a very long one left out, control characters as codes."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    return _UNPRINTABLE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def report(problems: Iterable[Problem]) -> str:
    """Every problem with its source line, in the order of files and lines."""
    return "\n".join(
        f"{problem}\n{excerpt}" if (excerpt := problem.excerpt()) else str(problem) for problem in sorted(problems)
    )


def nearest(name: str, choices: Collection[str], *, apart_from: str | None = None, among_many: bool = False) -> str | None:
    """The choice that was probably meant, or None when none is near.

    `among_many` asks for a comparison with each of thousands, for callers that count how often they ask.
    """
    if len(choices) > _MANY and not among_many:
        known = choices.keys() if isinstance(choices, Mapping) else frozenset(choices)
        return next((spelled for spelled in _edited(name) if spelled in known and spelled != apart_from), None)
    folded, (names, by_name) = _folded(name), _folded_names(tuple(choices))
    # Short words are near to many others by chance.
    least = 60 if len(folded) > 3 else 75
    matches = process.extract(folded, names, scorer=fuzz.ratio, score_cutoff=least, limit=2)
    return next((by_name[match[0]] for match in matches if by_name[match[0]] != apart_from), None)


def _edited(name: str) -> Iterator[str]:
    """How a name may be spelled that has one letter too many, too few or wrong, or two in the wrong order."""
    if len(name) > _LONGEST_EDITED:
        return
    yield from dict.fromkeys((name.lower(), _folded(name), name.lower().replace("-", "_")))
    name = name.lower()
    places = range(len(name))
    yield from (f"{name[:at]}{name[at + 1 : at + 2]}{name[at]}{name[at + 2 :]}" for at in places)
    yield from (name[:at] + name[at + 1 :] for at in places)
    yield from (
        f"{name[:at]}{letter}{name[at + skipped :]}" for at in range(len(name) + 1) for letter in _LETTERS for skipped in (0, 1)
    )


@lru_cache(8)  # whoever misspells one of thousands of names may have misspelt many
def _folded_names(names: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    by_name = {_folded(name): name for name in names}
    return list(by_name), by_name


def _folded(name: str) -> str:
    return name.lower().replace("_", "-")


def did_you_mean(
    name: str, choices: Collection[str], *, apart_from: str | None = None, limit: int = 12, among_many: bool = False
) -> str:
    """The rest of an "unknown name" message: the nearest choice, else all of them when they are few.

    `apart_from` is one that can't be meant, such as the thing that has the name; `among_many` is as in `nearest`.
    """
    if match := nearest(name, choices, apart_from=apart_from, among_many=among_many):
        return f"; did you mean '{match}'?"
    if len(choices) > limit + 1:
        return ""
    others = [choice for choice in choices if choice != apart_from]
    if not others:
        return ("; there are no others" if choices else "; there are none yet") if limit else ""
    return "" if len(others) > limit else "; known are " + ", ".join(others)


def dotted(path: Path) -> str:
    """A path as authors read it: `topics.x.tags[0]`."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text
