"""Explains the YAML parser's errors to authors, at the position that has to be corrected.

A parser stops at the first of them, often lines behind the slip. So there are several explanations, each with a mend: the one
with which the parser gets furthest is right, and it goes on there to find the next mistake too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from ..problems import Position, Problem

_FAR = 60
"""So many lines above a complaint may be its cause."""

_FARTHEST = 8
"""The most spaces by which a line above a complaint may be indented wrongly."""

_UNCLOSED = "a quote is opened here and never closed"
_TAB = "a tab is used as indentation, but YAML takes only spaces"
_TOO_FAR = "this line is indented further than the line above it, so it would belong to that text; indent both alike"

_ICON = re.compile(r"icon: *(:([a-z0-9]+-[a-z0-9-]+):)(?= *(?:$|[,}#]))")
_BARE_BRACKET = re.compile(r"( *(?:- )?)([\w-]+) (?=[\[{])")
_UNOPENED = re.compile(r"( *(?:- )?[\w-]+: )(?=[\w-]+: [^{\[]*(?:[\[{][^\[\]{}]*[\]}][^{\[]*)*\} *$)")
_OPENING_QUOTE = re.compile(r"""(?:^ *|: |- |[\[{,] *)(["'])""")
_EMPTIED = re.compile(r"( *(?:- )?[\w-]+:) *(\{ *\}|\[ *\]) *$")
_BARE_KEY = re.compile(r"( *(?:- )?[\w-]+)((?: .*)?)")
_BARE_WORD = re.compile(r"( *(?:- )?[\w-]+)( *)")
_GLUED_DASH = re.compile(r"( *-)(?=[^\s-])")
_LAST_WORD = re.compile(r"(?<=[\w\"'\]}]) +[\w-]+ *$")


class _Complaint(NamedTuple):
    """What the parser says: its words, and where, both counted from 0; `start` is where the faulty thing begins."""

    words: str
    line: int
    column: int
    start: tuple[int, int]


class Explained(NamedTuple):
    """What may be wrong: a message, the line and column that it is about, and how that line reads when it is mended.

    None for `mended` says that nobody can tell. A mend is `sure` when it keeps all that is written, so that what else is wrong
    with the line is worth telling.
    """

    message: str
    at: tuple[int, int]
    mended: str | None = None
    sure: bool = False

    def problem(self, file: str, lines: list[str]) -> Problem:
        """It as a problem."""
        line, column = self.at
        text = lines[line] if line < len(lines) else ""
        position = Position(file, line + 1, min(column, max(0, len(text) - 1)) + 1, text=text)
        return Problem(position, "", self.message, "GA002")


def explanations(error: yaml.YAMLError, lines: list[str]) -> list[Explained]:
    """What may be wrong where the parser gives up, the likeliest first; empty where it can't even read the file's characters.

    A parser often notices only lines later, so an explanation is right when the file can be read with its mend.
    """
    words = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return []
    context = getattr(error, "context_mark", None) or mark
    complaint = _Complaint(words, mark.line, mark.column, (context.line, context.column))
    return [*_quotes_above(mark.line, lines), *_explain(complaint, lines)]


def original_column(text: str, mended: str, column: int) -> int:
    """A column of a mended line, from 0, as the line has it in the file."""
    same = _alike(text, mended)
    return column if column < same else max(same, column + len(text) - len(mended))


@lru_cache(1)  # one line may have thousands of errors
def _alike(text: str, mended: str) -> int:
    """How many characters both begin with."""
    return next((index for index, (one, other) in enumerate(zip(text, mended, strict=False)) if one != other), len(text))


def unreadable(file: str, lines: list[str]) -> Problem:
    """The reader refuses control characters before it has a position; the first one is meant."""
    number, found = next(
        (number, found) for number, text in enumerate(lines, 1) if (found := Reader.NON_PRINTABLE.search(text))
    )
    shown = found.string.replace(found.group(), "\N{REPLACEMENT CHARACTER}")
    message = f"a control character (U+{ord(found.group()):04X}) that no text has"
    return Problem(Position(file, number, found.start() + 1, text=shown), "", message, "GA006")


def _explain(complaint: _Complaint, lines: list[str]) -> list[Explained]:
    words, line, column, start = complaint
    text = lines[line] if line < len(lines) else ""
    first = lines[start[0]] if start[0] < len(lines) else ""
    here = (line, column)
    if "\t" in text[: len(text) - len(text.lstrip())] or (
        "cannot start any token" in words and text[column : column + 1] == "\t"
    ):
        return list(_tab(here, lines))
    if "mapping values are not allowed" in words:
        return list(_one_colon_too_many(here, start, lines))
    if "could not find expected ':'" in words or "did not find expected key" in words or "expected '-' indicator" in words:
        return [*_no_key(words, here, start, lines), *_out_of_shape(here, start, lines)]
    if "found unexpected end of stream" in words or "quoted scalar" in words:
        return [Explained(_UNCLOSED, start, first + first[start[1] : start[1] + 1], sure=True)]
    if "expected ',' or ']'" in words or "expected ',' or '}'" in words:
        return list(_in_brackets(here, start, lines))
    if "undefined alias" in words or "expected alphabetic or numeric character" in words:
        sign = first[start[1] : start[1] + 1]
        message = f"text that begins with {sign} has a special meaning in YAML; put it in quotes"
        return [Explained(message, start, _in_quotes(first))]
    if "expected comment or line break" in words:
        message = "| and > begin text of several lines, which starts on the next line; put other text in quotes"
        return [Explained(message, here, f"{text[:column].rstrip('|> ')} {text[column:]}")]
    if any(part in words for part in ("cannot start any token", "mapping keys are not allowed", "expected node content")):
        if icon := _ICON.search(text):
            return [_icon(icon, line)]
        message = f"text can't begin with '{text[column : column + 1]}' unless it is in quotes"
        return [Explained(message, here, _in_quotes(text))]
    if "another document" in words or "expected <document start>" in words:
        end = next((number for number in range(line, -1, -1) if lines[number].startswith(("---", "..."))), line)
        sign = lines[end][:3]
        return [Explained(f"a file can hold only one document; delete the line '{sign}', or make two files", (end, 0))]
    if "block sequence entries are not allowed" in words:
        message = "a list item ('- ') can't be here; begin it on a line of its own"
        return [Explained(message, here), *_out_of_shape(here, start, lines)]
    if "escape character" in words or "hexdecimal" in words:
        message = "a backslash has a special meaning in double quotes; write it twice, or use single quotes"
        mended = text[: max(0, column - 1)] + text[max(0, column - 1) :].replace("\\", "\\\\")
        return [Explained(message, here, mended)]
    return [Explained(f"not valid YAML: {words}", here)]


def _one_colon_too_many(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explained]:
    line, column = here
    text = lines[line]
    if ": " in text[:column]:
        if icon := _ICON.search(text):
            yield _icon(icon, line)
        if bare := _BARE_BRACKET.match(text):
            message = f"a colon is missing after '{bare[2]}'"
            yield Explained(message, (line, bare.end(2)), f"{bare[1]}{bare[2]}:{text[bare.end(2) :]}")
        if unopened := _UNOPENED.match(text):
            message = "a { is missing before this, since the line ends with }"
            yield Explained(message, (line, unopened.end(1)), f"{unopened[1]}{{{text[unopened.end(1) :]}")
        yield Explained("there is a ': ' in text without quotes; put the text in quotes", here, _in_quotes(text))
        return
    # It is the line's own colon: the text of the line above runs on into this line.
    yield from _out_of_shape(here, start, lines)
    before = lines[line - 1] if line else ""
    if ":" not in before:
        yield Explained("a line without 'key: value'; is a colon missing?", (line - 1, _indent(before)))
    else:
        yield Explained(_TOO_FAR, (line, _indent(text)))


def _no_key(words: str, here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explained]:
    """The parser notices only at the next line that the one before it is no `key: value`."""
    if "expected ':'" in words:
        yield from _glued_lines((here[0], here[0] - 1, start[0]), lines)
        yield Explained("a line without 'key: value'; is a colon missing, or the space after it?", start)
        return
    line, column = here
    text = lines[line] if line < len(lines) else ""
    before = text[:column].rstrip()
    value = before.partition(": ")[2]
    opening = value[:1]
    if before.endswith(("'", '"')) and opening == before[-1] and len(value) > 1:
        message = "the quotes end before this; put the whole text in quotes, the other kind if it contains some itself"
        yield Explained(message, here, _in_quotes(text))
    elif before.endswith(("'", '"')):
        yield Explained("the quotes end before this; put the whole text in quotes", here)
    elif before.endswith(("]", "}")) and opening in ("[", "{"):
        message = f"text that begins with {opening} has a special meaning in YAML; put it in quotes"
        yield Explained(message, (line, text.index(": ") + 2), _in_quotes(text, brackets=True))


def _quotes_above(line: int, lines: list[str]) -> Iterator[Explained]:
    """Quotes that are opened further up and closed in no line, or by the first of a later line's quotes."""
    for number in range(min(line, len(lines) - 1), max(-1, line - _FAR), -1):
        for opened in _OPENING_QUOTE.finditer(lines[number]):
            if lines[number].count(opened[1], opened.start(1)) % 2 and number < line:
                yield Explained(_UNCLOSED, (number, opened.start(1)), lines[number] + opened[1], sure=True)
                break


def _tab(here: tuple[int, int], lines: list[str]) -> Iterator[Explained]:
    """A tab instead of spaces: how many spaces it stands for is seen by the lines around it."""
    line = here[0]
    text, bare = lines[line], lines[line].lstrip()
    above, below = _above(line, lines), _below(line, lines)
    widths = [below, above + 2] if above >= 0 and _opens(lines[_line_above(line, lines)]) else []
    widths += [above, below, *_indents(line, lines)]
    for width in dict.fromkeys(widths):
        if width >= 0 and _leads_to(text, width, line, lines):
            yield Explained(_TAB, here, " " * width + bare)
    yield Explained(_TAB, here, text.replace("\t", "  "))


def _out_of_shape(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explained]:
    """What puts lines out of shape: an indentation, a missing colon or dash, brackets that say there is nothing below."""
    line = min(here[0], len(lines) - 1)
    above = _line_above(line, lines)
    suspects = list(dict.fromkeys(number for number in (line, above, start[0]) if number >= 0))
    yield from _glued_lines(suspects, lines)
    if emptied := _EMPTIED.match(lines[above]) if above >= 0 else None:
        message = f"{emptied[2]} means that this is empty, but lines that belong to it follow; delete the {emptied[2]}"
        yield Explained(message, (above, emptied.start(2)), emptied[1], sure=True)
    for number in range(line - 1, max(-1, line - _FAR), -1):
        # Words without a colon run on into the lines below, until one does not fit.
        if bare := (_BARE_KEY if number == above else _BARE_WORD).fullmatch(lines[number]):
            message = "a line without 'key: value'; is a colon missing, or the space after it?"
            yield Explained(message, (number, _indent(lines[number])), f"{bare[1]}:{bare[2]}")
    for number in suspects:
        text = lines[number]
        if dash := _GLUED_DASH.match(text):
            message = "a space is missing after the dash of a list's item"
            yield Explained(message, (number, dash.end(1)), f"{dash[1]} {text[dash.end(1) :]}", sure=True)
        elif not text.lstrip().startswith("- ") and _has_items_beside(number, lines):
            message = "a '- ' is missing at the beginning of this line, which is an item of a list"
            yield Explained(message, (number, _indent(text)), f"{' ' * _indent(text)}- {text.lstrip()}", sure=True)
    even = _is_even(lines)
    for number in sorted(suspects, key=lambda number: not (even and _indent(lines[number]) % 2)):
        text, own = lines[number], _indent(lines[number])
        others = [_indent(lines[line]), *_indents(number, lines), _below(number, lines)]
        # What belongs to a list's item is indented by two more than its dash.
        others += [width - 2 for width in others if text.startswith("- ", own)]
        others = [width for width in dict.fromkeys(others) if width >= 0 and width != own]
        for width in sorted(others, key=lambda width: (abs(width - own), even and width % 2)):
            if not _leads_to(text, width, number, lines) or (number != line and abs(width - own) > _FARTHEST):
                continue
            message = f"this line is indented by {_spaces(own)}, unlike the lines that it belongs with; indent them alike"
            if number == line and _above(line, lines) == width < own:
                message = _TOO_FAR
            yield Explained(message, (number, own), " " * width + text.lstrip(), sure=True)
    message = "this line does not fit the lines above it; check its indentation, and look for quotes that are not closed"
    yield Explained(message, here)


def _in_brackets(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explained]:
    first = lines[start[0]]
    comment = first.find(" #", start[1])
    if comment >= 0:
        message = "a # begins a comment, so the bracket before it is never closed; put text that contains a # in quotes"
        # What stands behind the # may close the bracket, or not.
        yield Explained(message, (start[0], comment + 1), first.replace(" #", " ", 1))
        yield Explained(message, (start[0], comment + 1), f"{first.replace(' #', ' ', 1)}{_closing(first, start[1])}")
    rest = first[here[1] :]
    message = "a comma or a closing bracket is missing before this, or quotes around text with special characters"
    if here[0] == start[0] and rest.strip():
        if key := _LAST_WORD.search(first[: here[1]]):
            yield Explained(message, here, f"{first[: key.start()]}, {first[key.start() :].lstrip()}")
        yield Explained(message, here, f"{first[: here[1]]}{_closing(first, start[1])}{rest}", sure=True)
        yield Explained(message, here, f"{first[: here[1]]}, {rest}")
        stop = min((rest.index(sign) for sign in ",]}" if sign in rest), default=len(rest))
        yield Explained(message, here, first[: here[1]] + rest[stop:])
        yield Explained(message, here, _in_quotes(first, brackets=True))
        return
    message = "a bracket is opened here and never closed, or a comma is missing inside it"
    yield Explained(message, start, first + _closing(first, start[1]), sure=True)
    yield Explained(message, start, f"{first}{_closing(first, start[1])},", sure=True)


def _closing(text: str, column: int) -> str:
    return "]" if text[column : column + 1] == "[" else "}"


def _glued_lines(numbers: Iterable[int], lines: list[str]) -> Iterator[Explained]:
    """What is said of lines `key:value`."""
    for number in numbers:
        text = lines[number] if 0 <= number < len(lines) else ""
        key, colon, rest = text.strip().partition(":")
        if colon and rest and not rest.startswith((" ", "/")) and " " not in key.removeprefix("- "):
            message = f"a space is missing after the colon of '{key.removeprefix('- ')}:'"
            yield Explained(message, (number, text.index(":")), text.replace(":", ": ", 1), sure=True)


def _icon(found: re.Match[str], line: int) -> Explained:
    name = found[2].replace("-", "/", 1)
    message = f"an icon is written as the path of its file, without colons: {name}"
    return Explained(message, (line, found.start(1)), found.string.replace(found[1], name, 1))


def _has_items_beside(number: int, lines: list[str]) -> bool:
    """Whether the next line but for deeper ones, or the one before, is an item of a list with the same indentation."""
    width = _indent(lines[number])
    for step in (range(number + 1, len(lines)), range(number - 1, -1, -1)):
        beside = next((lines[other] for other in step if lines[other].strip() and _indent(lines[other]) <= width), "")
        if beside.startswith(" " * width + "- "):
            return True
    return False


def _leads_to(text: str, width: int, number: int, lines: list[str]) -> bool:
    """Whether the line below may follow a line with some indentation: deeper where that opens something, else not."""
    below = _below(number, lines)
    return below > width or below < 0 if _opens(text) else below <= width or text.lstrip().startswith("- ")


def _opens(text: str) -> bool:
    return text.rstrip().endswith(":")


def _indents(line: int, lines: list[str]) -> list[int]:
    """The indentations of what a line may be in, the nearest first."""
    found: list[int] = []
    for number in range(line - 1, max(-1, line - _FAR), -1):
        width = _indent(lines[number])
        if lines[number].strip() and (not found or width < found[-1]):
            found += [width + 2, width] if lines[number].startswith("- ", width) else [width]
    return found


def _line_above(line: int, lines: list[str]) -> int:
    """The line before one that is neither empty nor a comment; -1 where there is none."""
    return next((number for number in range(line - 1, -1, -1) if _says_something(lines[number])), -1)


def _above(line: int, lines: list[str]) -> int:
    number = _line_above(line, lines)
    return _indent(lines[number]) if number >= 0 else -1


def _below(line: int, lines: list[str]) -> int:
    return next((_indent(text) for text in lines[line + 1 :] if _says_something(text)), -1)


def _says_something(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _is_even(lines: list[str]) -> bool:
    """Whether most lines are indented by two spaces, or by four, and so on."""
    return sum(_indent(text) % 2 for text in lines) * 4 < len(lines)


def _spaces(width: int) -> str:
    return "1 space" if width == 1 else f"{width} spaces"


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _in_quotes(text: str, *, brackets: bool = False) -> str | None:
    """A line `key: value` with its value in quotes; None for other lines."""
    key, colon, value = text.partition(": ")
    if not colon or not value or (value.startswith(("{", "[")) and not brackets):
        return None
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
