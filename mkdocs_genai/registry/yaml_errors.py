"""Explains the YAML parser's errors to authors, at the position that has to be corrected.

A parser stops at the first error, often lines after the mistake. So there are several explanations, each with a mend: the one
with which the parser gets furthest is right, and it goes on there to find the next error too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.reader import Reader

from ..problems import Position, Problem
from .yaml_depth import LOADER, mark_of
from .yaml_explanations import NO_BREAK, NO_INDENTATION, Explanation
from .yaml_indentation import TOO_FAR, glued_lines, indent, out_of_shape, tabs

_FAR_QUOTES = 500
"""How many lines above a complaint the quote that causes it may be."""
_UNCLOSED = "a quote is opened here and never closed"
_OPEN = "a bracket is opened here and never closed"

_ICON = re.compile(r"icon: *(:([a-z0-9]+-[a-z0-9-]+):)(?= *(?:$|[,}#]))")
_BARE_BRACKET = re.compile(r"( *(?:- )?)([\w-]+) (?=[\[{])")
_UNOPENED = re.compile(r"( *(?:- )?[\w-]+: )(?=[\w-]+: [^{\[]*(?:[\[{][^\[\]{}]*[\]}][^{\[]*)*\} *$)")
_OTHER_SPACE = re.compile(rf" *([{NO_INDENTATION}])\s*")
_OPENING_QUOTE = re.compile(r"""(?:^ *|: |- |[\[{,] *)(["'])""")
_KEY_IN_BRACKETS = re.compile(r"[{,]\s*([\w-]+)\s*$")
_LAST_WORD = re.compile(r"(?<=[\w\"'\]}]) +[\w-]+ *$")


class _Complaint(NamedTuple):
    """The parser's error: its words, and its line and column, counted from 0; `start` is where the faulty node begins."""

    words: str
    line: int
    column: int
    start: tuple[int, int]


def explanations(error: yaml.YAMLError, lines: list[str]) -> list[Explanation]:
    """Possible errors where the parser gives up, the likeliest first; empty if it can't even read the file's characters.

    A parser often notices only lines later, so an explanation is right when the file can be read with its mend.
    """
    words = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = mark_of(error)
    if mark is None:
        return []
    context = getattr(error, "context_mark", None) or mark
    complaint = _Complaint(words, mark.line, mark.column, (context.line, context.column))
    return [*_no_break_spaces(mark.line, lines)] or [*_quotes_above(mark.line, lines), *_explain(complaint, lines)]


def _no_break_spaces(line: int, lines: list[str]) -> Iterator[Explanation]:
    """Characters at the beginning of a line, or of the one above, that only look like spaces."""
    for number in (line, line - 1):
        if 0 <= number < len(lines) and (space := _OTHER_SPACE.match(lines[number])):
            mended = " " * space.end() + lines[number][space.end() :]
            yield Explanation(NO_BREAK, (number, space.start(1)), mended, sure=True)


def unreadable(file: str, lines: list[str]) -> Problem:
    """The reader refuses control characters before it has a position; the first one is meant."""
    number, found = next(
        (number, found) for number, text in enumerate(lines, 1) if (found := Reader.NON_PRINTABLE.search(text))
    )
    shown = found.string.replace(found.group(), "\N{REPLACEMENT CHARACTER}")
    message = f"a control character (U+{ord(found.group()):04X}) that no text has; delete it"
    return Problem(Position(file, number, found.start() + 1, text=shown), "", message, "GA006")


def _explain(complaint: _Complaint, lines: list[str]) -> list[Explanation]:
    """The explanations of a complaint of the parser, by its words."""
    words, line, column, start = complaint
    text = lines[line] if line < len(lines) else ""
    first = lines[start[0]] if start[0] < len(lines) else ""
    here = (line, column)
    if "\t" in text[: len(text) - len(text.lstrip())] or (
        "cannot start any token" in words and text[column : column + 1] == "\t"
    ):
        return list(tabs(here, lines))
    if "mapping values are not allowed" in words:
        return list(_one_colon_too_many(here, start, lines))
    if "could not find expected ':'" in words or "did not find expected key" in words or "expected '-' indicator" in words:
        return [*_no_key(words, here, start, lines), *out_of_shape(here, start, lines)]
    if "found unexpected end of stream" in words or "quoted scalar" in words:
        return [Explanation(_UNCLOSED, start, first + first[start[1] : start[1] + 1], sure=True)]
    if "expected ',' or ']'" in words or "expected ',' or '}'" in words:
        return list(_in_brackets(here, start, lines))
    if "another document" in words or "expected <document start>" in words:
        end = next((number for number in range(line, -1, -1) if lines[number].startswith(("---", "..."))), -1)
        if end < 0:
            return list(out_of_shape(here, start, lines))
        sign = lines[end][:3]
        return [Explanation(f"a file can hold only one document; delete the line '{sign}', or make two files", (end, 0))]
    if "block sequence entries are not allowed" in words:
        message = "a list item ('- ') can't be here; begin it on a line of its own"
        return [Explanation(message, here), *out_of_shape(here, start, lines)]
    if "node content" in words and (unclosed := list(_open_at_the_end(here, lines))):
        return unclosed
    return [_special_character(words, here, text, start, first) or Explanation(f"not valid YAML: {words}", here)]


def _open_at_the_end(here: tuple[int, int], lines: list[str]) -> Iterator[Explanation]:
    """The innermost bracket that is open where the file ends, of which the parser says nothing after a comma."""
    line, column = here
    behind = [each[column:] if number == 0 else each for number, each in enumerate(lines[line:])]
    if any(each.partition("#")[0].strip() for each in behind):
        return
    opened: list[yaml.Mark] = []
    for token in yaml.scan("\n".join(lines), Loader=LOADER):
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(token.start_mark)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            opened.pop()
    # Nobody can tell what was to follow it.
    yield from (Explanation(_OPEN, (mark.line, mark.column)) for mark in opened[-1:])


def _special_character(words: str, here: tuple[int, int], text: str, start: tuple[int, int], first: str) -> Explanation | None:
    """A character that means something else in YAML; `text` is the line of `here`, and `first` that of `start`."""
    line, column = here
    if "undefined alias" in words or "expected alphabetic or numeric character" in words:
        sign = first[start[1] : start[1] + 1]
        message = f"text that begins with {sign} has a special meaning in YAML; put it in quotes"
        return Explanation(message, start, _in_quotes(first))
    if "expected comment or line break" in words:
        message = "| and > begin text of several lines, which starts on the next line; put other text in quotes"
        return Explanation(message, here, f"{text[:column].rstrip('|> ')} {text[column:]}")
    if any(part in words for part in ("cannot start any token", "mapping keys are not allowed", "expected node content")):
        if icon := _ICON.search(text):
            return _icon(icon, line)
        message = f"text can't begin with '{text[column : column + 1]}' unless it is in quotes"
        return Explanation(message, here, _in_quotes(text))
    if "escape character" in words or "hexdecimal" in words:
        message = "a backslash has a special meaning in double quotes; write it twice, or use single quotes"
        mended = text[: max(0, column - 1)] + text[max(0, column - 1) :].replace("\\", "\\\\")
        return Explanation(message, here, mended)
    return None


def _one_colon_too_many(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explanation]:
    line, column = here
    text = lines[line]
    if ": " in text[:column]:
        if icon := _ICON.search(text):
            yield _icon(icon, line)
        if bare := _BARE_BRACKET.match(text):
            message = f"a colon is missing after '{bare[2]}'"
            yield Explanation(message, (line, bare.end(2)), f"{bare[1]}{bare[2]}:{text[bare.end(2) :]}")
        if unopened := _UNOPENED.match(text):
            message = "a { is missing before this, since the line ends with }"
            yield Explanation(message, (line, unopened.end(1)), f"{unopened[1]}{{{text[unopened.end(1) :]}")
        yield Explanation("there is a ': ' in text without quotes; put the text in quotes", here, _in_quotes(text))
        return
    # It is the line's own colon: the text of the line above runs on into this line.
    yield from out_of_shape(here, start, lines)
    before = lines[line - 1] if line else ""
    if ":" not in before:
        yield Explanation("a line without 'key: value'; is a colon missing?", (line - 1, indent(before)))
    else:
        yield Explanation(TOO_FAR, (line, indent(text)))


def _no_key(words: str, here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explanation]:
    """The parser notices only at the next line that the one before it is not `key: value`."""
    if "expected ':'" in words:
        yield from glued_lines((here[0], here[0] - 1, start[0]), lines)
        yield Explanation("a line without 'key: value'; is a colon missing, or the space after it?", start)
        return
    line, column = here
    text = lines[line] if line < len(lines) else ""
    before = text[:column].rstrip()
    value = before.partition(": ")[2]
    opening = value[:1]
    if before.endswith(("'", '"')) and opening == before[-1] and len(value) > 1:
        message = "the quotes end before this; put the whole text in quotes, the other kind if it contains some itself"
        yield Explanation(message, here, _in_quotes(text))
    elif before.endswith(("'", '"')):
        yield Explanation("the quotes end before this; put the whole text in quotes", here)
    elif before.endswith(("]", "}")) and opening in ("[", "{"):
        message = f"text that begins with {opening} has a special meaning in YAML; put it in quotes"
        yield Explanation(message, (line, text.index(": ") + 2), _in_quotes(text, brackets=True))


def _quotes_above(line: int, lines: list[str]) -> Iterator[Explanation]:
    """Quotes that are opened further up and closed in no line, or by the first of a later line's quotes."""
    for number in range(min(line, len(lines) - 1), max(-1, line - _FAR_QUOTES), -1):
        for opened in _OPENING_QUOTE.finditer(lines[number]):
            if lines[number].count(opened[1], opened.start(1)) % 2 and number < line:
                yield Explanation(_UNCLOSED, (number, opened.start(1)), lines[number] + opened[1], sure=True)
                break


def _in_brackets(here: tuple[int, int], start: tuple[int, int], lines: list[str]) -> Iterator[Explanation]:
    first = lines[start[0]]
    comment = first.find(" #", start[1])
    if comment >= 0:
        message = "a # begins a comment, so the bracket before it is never closed; put text that contains a # in quotes"
        # The bracket may be closed after the #, or not.
        yield Explanation(message, (start[0], comment + 1), first.replace(" #", " ", 1))
        yield Explanation(message, (start[0], comment + 1), f"{first.replace(' #', ' ', 1)}{_closing(first, start[1])}")
    rest = first[here[1] :]
    message = "a comma or a closing bracket is missing before this, or quotes around text with special characters"
    if here[0] == start[0] and rest.strip():
        if rest.startswith(("[", "{")) and (bare := _KEY_IN_BRACKETS.search(first[: here[1]])):
            without = f"a colon is missing after '{bare[1]}'"
            yield Explanation(without, (start[0], bare.end(1)), f"{first[: bare.end(1)]}: {rest}", sure=True)
        if key := _LAST_WORD.search(first[: here[1]]):
            yield Explanation(message, here, f"{first[: key.start()]}, {first[key.start() :].lstrip()}")
        yield Explanation(message, here, f"{first[: here[1]]}{_closing(first, start[1])}{rest}", sure=True)
        yield Explanation(message, here, f"{first[: here[1]]}, {rest}")
        stop = min((rest.index(sign) for sign in ",]}" if sign in rest), default=len(rest))
        yield Explanation(message, here, first[: here[1]] + rest[stop:])
        yield Explanation(message, here, _in_quotes(first, brackets=True))
        return
    yield from _quote_in_brackets(start, first)
    message = f"{_OPEN}, or a comma is missing inside it"
    # Where there are brackets inside, nobody can tell in front of which of them it should be closed.
    is_sure = not any(sign in first[start[1] + 1 :] for sign in "[{")
    yield Explanation(message, start, first + _closing(first, start[1]), sure=is_sure)
    yield Explanation(message, start, f"{first}{_closing(first, start[1])},", sure=is_sure)


def _quote_in_brackets(start: tuple[int, int], first: str) -> Iterator[Explanation]:
    """A quote after an opening bracket that its line does not close."""
    for opened in _OPENING_QUOTE.finditer(first, start[1]):
        if first.count(opened[1], opened.start(1)) % 2:
            cut = len(first.rstrip()) - first.rstrip().endswith(_closing(first, start[1]))
            yield Explanation(_UNCLOSED, (start[0], opened.start(1)), f"{first[:cut]}{opened[1]}{first[cut:]}")
            return


def _closing(text: str, column: int) -> str:
    return "]" if text[column : column + 1] == "[" else "}"


def _icon(found: re.Match[str], line: int) -> Explanation:
    name = found[2].replace("-", "/", 1)
    message = f"an icon is written as the path of its file, without colons: {name}"
    return Explanation(message, (line, found.start(1)), found.string.replace(found[1], name, 1))


def _in_quotes(text: str, *, brackets: bool = False) -> str | None:
    """A line `key: value` with its value in quotes; None for other lines."""
    key, colon, value = text.partition(": ")
    if not colon or not value or (value.startswith(("{", "[")) and not brackets):
        return None
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
