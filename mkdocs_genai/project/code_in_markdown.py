"""Finds the parts of Markdown that are not prose: code fences, code spans, comments and templates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text_edits import Edit, edited

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")
_TICKS = re.compile(r"`+|\n[ \t]*\n")
_OPENING = re.compile(r"`+|<!--|\{\{|\{%")
_CLOSING = {"<!--": "-->", "{{": "}}", "{%": "%}"}


def has_template(text: str) -> bool:
    """Whether a text has expressions of Jinja, whose results only a plugin such as macros knows."""
    return "{{" in text or "{%" in text


def without_spans(text: str) -> str:
    """Text without code spans, comments and Jinja templates; only their line breaks stay.

    A code span ends with its paragraph, a template with its line. An opening sign that is never closed is text.
    """
    code = code_spans(text)
    none_before = dict.fromkeys(_CLOSING, 0)
    """The index up to which there is no closing sign, so that thousands of opening ones don't search for it again."""
    edits: list[Edit] = []
    position = 0
    while match := _OPENING.search(text, position):
        start, position = match.span()
        if match[0][0] == "`":
            end = code.get(position, -1)
        elif position < none_before[match[0]]:
            continue
        else:
            limit = text.find("\n", position) if match[0] != "<!--" else -1
            limit = len(text) if limit < 0 else limit
            closing = _CLOSING[match[0]]
            found = text.find(closing, position, limit)
            end = found + len(closing) if found >= 0 else -1
            if end < 0:
                none_before[match[0]] = limit
        if end >= 0:
            edits.append(Edit(start, end, "\n" * text.count("\n", start, end)))
            position = end
    return edited(text, edits)


def code_spans(text: str) -> dict[int, int]:
    """The ends of code spans, by the index after their opening backticks."""
    ends: dict[int, int] = {}
    last: dict[int, int] = {}
    for match in _TICKS.finditer(text):
        if match[0][0] == "\n":
            last.clear()
            continue
        length = len(match[0])
        if length in last:
            ends[last[length]] = match.end()
        last[length] = match.end()
    return ends


def outside_fences(source: str) -> Iterator[tuple[int, str]]:
    """The lines of a page that are not inside a code fence, each with its number from 1."""
    fence = ""
    for number, text in enumerate(source.split("\n"), 1):
        match = _FENCE.match(text)
        if fence:
            if match and match[1].startswith(fence) and not match[2].strip():
                fence = ""
        elif match and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
        else:
            yield number, text
