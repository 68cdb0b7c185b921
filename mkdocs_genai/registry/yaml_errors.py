"""The YAML parser's complaints in an author's words, at the place that an author has to mend.

A parser stops at the first of them. Most are mended so plainly that it can go on behind, and find the next mistake too.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from ..problems import Position, Problem


class _Complaint(NamedTuple):
    """What the parser says: its words, and where, both counted from 0; `start` is where the faulty thing begins."""

    words: str
    line: int
    column: int
    start: tuple[int, int]


class _Explained(NamedTuple):
    """A message, the line and column that it is about, and how that line reads when it is mended, if that is plain."""

    message: str
    at: tuple[int, int]
    mended: str | None = None


def syntax_problem(error: yaml.YAMLError, file: str, lines: list[str]) -> tuple[Problem, str | None]:
    """A parser's error as a problem, and the problem's line as it may be read instead, for the parser to go on."""
    words = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _unreadable(file, lines), None
    context = getattr(error, "context_mark", None) or mark
    complaint = _Complaint(words, mark.line, mark.column, (context.line, context.column))
    message, (line, column), mended = _explain(complaint, lines)
    text = lines[line] if line < len(lines) else ""
    position = Position(file, line + 1, min(column, max(0, len(text) - 1)) + 1, text=text)
    return Problem(position, "", message, "GA002"), mended


def original_column(text: str, mended: str, column: int) -> int:
    """A column of a mended line, from 0, as the line has it in the file."""
    same = _alike(text, mended)
    return column if column < same else max(same, column + len(text) - len(mended))


@lru_cache(1)  # thousands of mistakes may stand in one line
def _alike(text: str, mended: str) -> int:
    """How many characters both begin with."""
    return next((index for index, (one, other) in enumerate(zip(text, mended, strict=False)) if one != other), len(text))


def _unreadable(file: str, lines: list[str]) -> Problem:
    """The reader refuses control characters before it has a position; the first one is meant."""
    number, found = next(
        (number, found) for number, text in enumerate(lines, 1) if (found := Reader.NON_PRINTABLE.search(text))
    )
    shown = found.string.replace(found.group(), "\N{REPLACEMENT CHARACTER}")
    message = f"a control character (U+{ord(found.group()):04X}) that no text has"
    return Problem(Position(file, number, found.start() + 1, text=shown), "", message, "GA006")


def _explain(complaint: _Complaint, lines: list[str]) -> _Explained:
    words, line, column, start = complaint
    text = lines[line] if line < len(lines) else ""
    first = lines[start[0]] if start[0] < len(lines) else ""
    here = (line, column)
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent or ("cannot start any token" in words and text[column : column + 1] == "\t"):
        return _Explained("a tab is used as indentation, but YAML takes only spaces", here, text.replace("\t", "  "))
    if "mapping values are not allowed" in words:
        return _one_colon_too_many(here, lines)
    if "could not find expected ':'" in words or "did not find expected key" in words:
        return _no_key(words, here, start, lines)
    if "found unexpected end of stream" in words or "quoted scalar" in words:
        return _Explained("a quote is opened here and never closed", start, first + first[start[1] : start[1] + 1])
    if "expected ',' or ']'" in words or "expected ',' or '}'" in words:
        return _in_brackets(here, start, lines)
    if "undefined alias" in words or "expected alphabetic or numeric character" in words:
        sign = first[start[1] : start[1] + 1]
        message = f"text that begins with {sign} has a special meaning in YAML; put it in quotes"
        return _Explained(message, start, _in_quotes(first))
    if "expected comment or line break" in words:
        message = "| and > begin text of several lines, which starts on the next line; put other text in quotes"
        return _Explained(message, here, f"{text[:column].rstrip('|> ')} {text[column:]}")
    if any(part in words for part in ("cannot start any token", "mapping keys are not allowed", "expected node content")):
        message = f"text can't begin with '{text[column : column + 1]}' unless it is in quotes"
        return _Explained(message, here, _in_quotes(text))
    if "another document" in words or "expected <document start>" in words:
        end = next((number for number in range(line, -1, -1) if lines[number].startswith(("---", "..."))), line)
        sign = lines[end][:3]
        return _Explained(f"a file can hold only one document; delete the line '{sign}', or make two files", (end, 0))
    if "block sequence entries are not allowed" in words:
        return _Explained("a list item ('- ') can't be here; begin it on a line of its own", here)
    if "escape character" in words or "hexdecimal" in words:
        message = "a backslash has a special meaning in double quotes; write it twice, or use single quotes"
        return _Explained(message, here, text[: max(0, column - 1)] + text[max(0, column - 1) :].replace("\\", "\\\\"))
    return _Explained(f"not valid YAML: {words}", here)


def _one_colon_too_many(here: tuple[int, int], lines: list[str]) -> _Explained:
    line, column = here
    text = lines[line]
    if ": " in text[:column]:
        return _Explained("there is a ': ' in text without quotes; put the text in quotes", here, _in_quotes(text))
    # It is the line's own colon: the text of the line above runs on into this line.
    if above := _glued(line - 1, lines):
        return above
    before = lines[line - 1] if line else ""
    if ":" not in before:
        return _Explained("a line without 'key: value'; is a colon missing?", (line - 1, _indent(before)))
    message = "this line is indented further than the line above it, so it would belong to that text; indent both alike"
    return _Explained(message, (line, _indent(text)), " " * _indent(before) + text.lstrip())


def _no_key(words: str, here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> _Explained:
    """The parser notices only at the next line that the one before it is no `key: value`."""
    for number in (here[0], here[0] - 1, start[0]):
        if found := _glued(number, lines):
            return found
    if "expected ':'" in words:
        return _Explained("a line without 'key: value'; is a colon missing, or the space after it?", start)
    line, column = here
    text = lines[line] if line < len(lines) else ""
    before = text[:column].rstrip()
    value = before.partition(": ")[2]
    opening = value[:1]
    if before.endswith(("'", '"')) and opening == before[-1] and len(value) > 1:
        message = "the quotes end before this; put the whole text in quotes, the other kind if it contains some itself"
        return _Explained(message, here, _in_quotes(text))
    if before.endswith(("'", '"')) and (opened := _opened_above(before[-1], line, lines)):
        return opened
    if before.endswith(("]", "}")) and opening in ("[", "{"):
        message = f"text that begins with {opening} has a special meaning in YAML; put it in quotes"
        return _Explained(message, (line, text.index(": ") + 2), _in_quotes(text, brackets=True))
    message = "this line does not fit the lines above it; check its indentation, and look for quotes that are not closed"
    return _Explained(message, here)


def _opened_above(quote: str, line: int, lines: list[str]) -> _Explained | None:
    """The quote in a line further up that the one in `line` closes by mistake."""
    for number in range(line - 1, -1, -1):
        if lines[number].count(quote) % 2:
            at = (number, lines[number].rindex(quote))
            return _Explained("a quote is opened here and never closed", at, lines[number] + quote)
    return None


def _in_brackets(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> _Explained:
    first = lines[start[0]]
    comment = first.find(" #", start[1])
    if comment >= 0:
        message = "a # begins a comment, so the bracket before it is never closed; put text that contains a # in quotes"
        return _Explained(message, (start[0], comment + 1), first.replace(" #", " ", 1))
    rest = first[here[1] :]
    if here[0] == start[0] and rest.strip():
        stop = min((rest.index(sign) for sign in ",]}" if sign in rest), default=len(rest))
        message = "a comma or a closing bracket is missing before this, or quotes around text with special characters"
        return _Explained(message, here, first[: here[1]] + rest[stop:])
    closed = first + ("]" if first[start[1] : start[1] + 1] == "[" else "}")
    return _Explained("a bracket is opened here and never closed, or a comma is missing inside it", start, closed)


def _glued(number: int, lines: list[str]) -> _Explained | None:
    """What is said of a line `key:value`, if it is one."""
    text = lines[number] if 0 <= number < len(lines) else ""
    key, colon, rest = text.strip().partition(":")
    if not (colon and rest) or rest.startswith((" ", "/")) or " " in key:
        return None
    return _Explained(f"a space is missing after the colon of '{key}:'", (number, text.index(":")), text.replace(":", ": ", 1))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _in_quotes(text: str, *, brackets: bool = False) -> str | None:
    """A line `key: value` with its value in quotes; None for other lines."""
    key, colon, value = text.partition(": ")
    if not colon or not value or (value.startswith(("{", "[")) and not brackets):
        return None
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
