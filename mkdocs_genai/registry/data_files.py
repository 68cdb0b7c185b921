"""Reads JSON and CSV into plain values with positions, and explains their errors to authors."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import Any

from ..problems import Position, Problem
from .document import Document
from .yaml_file import parse_document

_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)(\\ud[89ab][0-9a-f]{2})(\\ud[c-f][0-9a-f]{2})", re.IGNORECASE)
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


def read_json(text: str, shown: str) -> tuple[Document, Any]:
    """A JSON file and its value; what is wrong is in the document's `problems`."""
    document = Document(shown, text)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        _fault(document, *_explain(error, text))
        return document, None
    except (RecursionError, ValueError) as error:
        words = "values are nested too deeply" if isinstance(error, RecursionError) else "a number is too long"
        _fault(document, 0, words)
        return document, None
    # JSON is YAML except for surrogate pairs, so the YAML parser gives the position of each value.
    joined = _SURROGATES.sub(lambda pair: pair[1] + json.loads(f'"{pair[2]}{pair[3]}"').ljust(12), text)
    if lone := _LONE_SURROGATE.search(joined):
        _fault(document, lone.start(1), f"'{lone[1]}' is only half of a character", "GA006")
        return document, None
    parsed = parse_document(joined, shown)
    parsed.lines = document.lines
    if any(problem.code == "GA005" for problem in parsed.problems):
        return parsed, None
    if parsed.mended or parsed.root is None:
        return document, value  # YAML refuses a few things that JSON allows, such as a key of a thousand letters
    return parsed, value


def _explain(error: json.JSONDecodeError, text: str) -> tuple[int, str]:
    """The index of an error and its message, the same in all versions of Python."""
    if not text.strip():
        return error.pos, "the file is empty"
    # From Python 3.13 on, the position is the comma before a closing bracket, and before that the bracket.
    index = len(text) - len(text[error.pos :].removeprefix(",").lstrip())
    if text[:index].rstrip().endswith(",") and text[index : index + 1] in ("]", "}"):
        return index, "there is a comma too many before the closing bracket"
    return error.pos, next((ours for theirs, ours in _JSON_WORDS if theirs in error.msg), error.msg)


def _fault(document: Document, index: int, words: str, code: str = "GA002") -> None:
    text = document.text
    line, column = text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1
    message = words if code == "GA006" else f"not valid JSON: {words}"
    document.problems.append(Problem(Position(document.file, line, column, text=document.line_text(line)), "", message, code))


def read_csv(text: str, shown: str) -> tuple[Document, list[tuple[int, dict[str, str]]]]:
    """A CSV file and its records, each with its line; values are separated by commas, semicolons or tabs."""
    document = Document(shown, text)
    records: list[tuple[int, dict[str, str]]] = []

    def fault(line: int, code: str, message: str) -> None:
        shown_line = document.line_text(line)
        position = Position(shown, line, 1, max(1, len(shown_line)), shown_line)
        document.problems.append(Problem(position, "", message, code))

    if "\0" in text:
        fault(text.count("\n", 0, text.index("\0")) + 1, "GA006", "a control character (U+0000) that no text has")
        return document, records
    first = next((line for line in document.lines if line.strip()), "")
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=max(",;\t", key=first.count))
    header: list[str] = []
    line, start = 1, 1
    try:
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                for name in sorted(name for name, times in Counter(header).items() if name and times > 1):
                    fault(line, "GA003", f"the header has '{name}' twice")
            elif len(cells) > len(header):
                fault(line, "GA044", f"the record has {len(cells)} values, but the header names {len(header)}")
            else:
                records.append((line, dict(zip(header, cells, strict=False))))
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        words = "a quote is opened here and never closed" if unclosed else "a quote inside a quoted value must be written twice"
        fault(start, "GA002", f"not valid CSV: {words if unclosed or 'expected after' in str(error) else error}")
    if not header and not document.problems:
        fault(1, "GA044", "the file is empty; its first line must name the columns")
    return document, records
