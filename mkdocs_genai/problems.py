"""Problems: what is wrong, where, and what to write instead.

Not in here: finding problems (`registry.validate`, `registry.checks`, the columns and blocks), the words that suggest a cure
(`suggestions`), and what each code means (`codes.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypedDict, Unpack

KeyPath = tuple[str | int, ...]
"""Keys and list positions that lead from the registry's root to a value."""

Severity = Literal["error", "warning", "info"]
"""An error stops a build; a warning stops a strict one; what is only for information stops none."""


_LONGEST = 1000
"""The most characters of a message that are shown; a longer one mostly quotes what an author wrote."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")
"""Control characters except tabs, surrogates, and characters that change the direction of the text after them."""

_WIDEST = 300
"""The most characters of a source line that are shown."""


class Position(NamedTuple):
    """A span in one line of a file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


UNKNOWN_POSITION = Position("registry")
"""The position of a problem that is not located yet."""


class Details(TypedDict, total=False):
    """What is said of some problems only; for each key see Problem."""

    severity: Severity
    at_key: bool
    part: str
    missing: KeyPath
    awaits_files: bool


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that an author has to correct.

    `where` is the path in the data as the file shows it (`topics.x.status`), or empty for a whole file.
    """

    position: Position
    where: str
    message: str
    code: str
    severity: Severity = "error"
    path: KeyPath = field(default=(), compare=False)
    """The path in the registry, from which the position is found later."""
    at_key: bool = field(default=False, compare=False)
    """Whether the position is the key's, not the value's."""
    part: str = field(default="", compare=False)
    """The words of a long text that the problem is about."""
    missing: KeyPath = field(default=(), compare=False)
    """The path of the entry that a reference names, and that is not there."""
    awaits_files: bool = field(default=False, compare=False)
    """Whether a registry file that another plugin makes may have what is missing, so that a build has to wait for it."""

    @classmethod
    def at(cls, path: KeyPath, code: str, message: str, **details: Unpack[Details]) -> Problem:
        """A problem whose path in the registry is known, but not its position yet."""
        return cls(UNKNOWN_POSITION, "", message, code, path=path, **details)

    @property
    def is_located(self) -> bool:
        """Whether the position is known."""
        return self.position is not UNKNOWN_POSITION

    def __post_init__(self) -> None:
        """Make everything printable: quoted text may have any length, and characters that would control a terminal.

        So may file names, which are arbitrary bytes on some systems.
        """
        if self.is_located:
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
            # A minified file is one long line; the part around the problem is shown.
            start = max(0, column - 1 - _WIDEST // 3)
            text, column = text[start : start + _WIDEST], column - start
        # Tabs stay tabs, so that the marker lands under the value at any tab width.
        indent = "".join("\t" if char == "\t" else " " for char in text[: column - 1])
        room = max(1, len(text) - column + 1)
        marker = "^" * max(1, min(self.position.length, room))
        text = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
        return f"  {self.position.line} | {text}\n  {margin} | {indent}{marker}"


class ProblemError(Exception):
    """A value, block, template or diagram that can't be used; the caller that knows its position makes a Problem of it.

    `option` is the block's option that is wrong, if it is one; for `awaits_files` see Problem.
    """

    def __init__(self, code: str, message: str, option: str = "", *, awaits_files: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.option = option
        self.awaits_files = awaits_files


class CommandError(Exception):
    """Why a command did nothing; its text is shown to the user."""


def _printable(text: str) -> str:
    """Text that fits one line: without the middle of a very long one, and with control characters escaped."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    return _UNPRINTABLE.sub(lambda char: f"\\u{ord(char[0]):04x}", text)


def counted(number: int, noun: str) -> str:
    """A number of things in words: "1 problem", "2 problems"."""
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def listed(texts: Sequence[str], last: str = "and") -> str:
    """Texts as a list in words: "a, b and c", or with another word before the last."""
    return f" {last} ".join(filter(None, [", ".join(texts[:-1]), texts[-1]]))


def with_excerpt(problem: Problem) -> str:
    """A problem with its source line."""
    excerpt = problem.excerpt()
    return f"{problem}\n{excerpt}" if excerpt else str(problem)


def report(problems: Iterable[Problem], show: Callable[[Problem], str] = with_excerpt) -> str:
    """Every problem with its source line, or as `show` writes it, in the order of files and lines."""
    return "\n".join(map(show, sorted(problems)))


def dotted(path: KeyPath) -> str:
    """A path as authors read it: `topics.x.tags[0]`."""
    text = ""
    for key in path:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text
