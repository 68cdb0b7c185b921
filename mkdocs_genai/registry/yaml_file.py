"""Reads YAML files into plain values with their positions.

Uses `compose` of PyYAML's safe loader, so that only text, numbers, booleans, dates, nulls, lists and mappings are constructed,
and every value has its line and column.

Not in here: what the values mean (`model`), and which files there are (`layers`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from yaml.nodes import Node, SequenceNode

from ..problems import Position, Problem, Severity
from .document import Document
from .text_files import read_text
from .yaml_depth import LOADER, MAX_DEPTH, too_deep_line
from .yaml_errors import explanations, unreadable
from .yaml_explanations import Explanation
from .yaml_values import Constructor

_MOST_READ_AGAIN = 2_000_000
"""The most characters that are parsed again; after each corrected error, the file is parsed again from its beginning."""

_OTHER_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Characters that end a line in YAML but in no editor, so that line numbers would differ."""


def read_document(path: Path, shown: str) -> Document:
    """Read and parse one YAML file; what is wrong with it is in the document's `problems`."""
    text = read_text(path, shown)
    return Document(shown, problems=[text]) if isinstance(text, Problem) else parse_document(text, shown)


def parse_document(text: str, shown: str, *, foreign: bool = False) -> Document:
    """Parse YAML text; what is wrong with it as YAML is in the document's `problems`.

    In a `foreign` file, which someone else maintains, texts are taken as they are, even if a quote or a comment in them is odd,
    merge keys are followed, and several documents are a list.
    """
    document = Document(shown, text if text.isascii() else text.translate(_OTHER_BREAKS))
    if document.text != text:
        document.problems.append(_other_break(text, document, foreign=foreign))
    text = document.text
    too_deep = too_deep_line(text)
    if too_deep is not None:
        position = Position(shown, too_deep + 1, text=document.line_text(too_deep + 1)[:200])
        message = f"values are nested more than {MAX_DEPTH} levels deep; write them with fewer levels"
        document.problems.append(Problem(position, "", message, "GA005"))
        return document
    document.root = _compose(text, document, composed_all if foreign else composed)
    if document.root is not None:
        document.value = Constructor(document, foreign=foreign).construct(document.root, ())
    return document


def _other_break(text: str, document: Document, *, foreign: bool) -> Problem:
    """What is said of the first character that is read as a space, since it is invisible."""
    found = [(index, char) for index, char in enumerate(text) if ord(char) in _OTHER_BREAKS]
    index, char = found[0]
    more = f", as {len(found) - 1} more such characters are" if len(found) > 1 else ""
    cure = "" if foreign else "; delete it, since no editor shows it"
    message = f"the line separator U+{ord(char):04X} is read as a space{more}{cure}"
    severity: Severity = "info" if foreign else "warning"
    return Problem(document.span(index, index + 1), "", message, "GA006", severity)


def _compose(text: str, document: Document, compose: Callable[[str], Node | None]) -> Node | None:
    """The root node. After an error that can be corrected, parsing goes on, so that all errors are found in one run."""
    lines = text.split("\n")
    read = len(text)
    root, error = _parse(text, compose)
    while error:
        explained = explanations(error, lines)
        if not explained:
            document.problems.append(unreadable(document.file, lines))
            return None
        chosen: Explanation | None = None
        after: yaml.YAMLError | None
        reached, after = _stopped_at(error), None
        document.stopped.append(reached[0])
        for each in explained:
            line = each.at[0]
            if each.mended is None or line in document.mended or read > _MOST_READ_AGAIN:
                continue
            tried = "\n".join([*lines[:line], each.mended, *lines[line + 1 :]])
            read += len(tried)
            node, next_error = _parse(tried, compose)
            further = (len(lines) + 1, 0) if next_error is None else _stopped_at(next_error)
            # A mended line is longer, so that in itself a later column says nothing.
            if chosen and each.at == chosen.at and further == reached and _is_as_near(each, chosen, lines[line]):
                chosen = chosen._replace(sure=False)  # nobody can tell which of the two is meant
            if further > reached and not further[0] == reached[0] == line:
                chosen, reached, root, after = each, further, node, next_error
        if chosen is None:
            untold = next((each for each in explained if each.mended is None), explained[-1])
            # Behind a mend it may only follow from that.
            if not document.mended or (untold.mended is not None and untold.at[0] not in document.mended):
                document.problems.append(untold.problem(document.file, document.lines))
            return None
        document.problems.append(chosen.problem(document.file, document.lines))
        number = chosen.at[0]
        document.mended[number] = lines[number] = str(chosen.mended)
        if not chosen.sure:
            document.doubtful.add(number)
        error = after
    return root


def _is_as_near(one: Explanation, other: Explanation, text: str) -> bool:
    """Whether two ways to mend a line differ, and change its length by as much."""
    first, second = str(one.mended), str(other.mended)
    return first != second and abs(len(first) - len(text)) == abs(len(second) - len(text))


def _parse(text: str, compose: Callable[[str], Node | None]) -> tuple[Node | None, yaml.YAMLError | None]:
    """The root node of a text, or why it can't be parsed."""
    try:
        return compose(text), None
    except yaml.YAMLError as error:
        return None, error


def composed(text: str) -> Node | None:
    """The root node of a text with one document, or None if it is empty. Raises YAMLError."""
    found: Node | None = yaml.compose(text, Loader=LOADER)
    return found


def composed_all(text: str) -> Node | None:
    """The root node of a text; of several documents that are not empty, a list of them. Raises YAMLError."""
    found = list(yaml.compose_all(text, Loader=LOADER))
    filled = [node for node in found if node.start_mark.index < node.end_mark.index]
    if len(filled) < 2:
        return next(iter(filled or found), None)
    return SequenceNode("tag:yaml.org,2002:seq", filled, filled[0].start_mark, filled[-1].end_mark)


def _stopped_at(error: yaml.YAMLError) -> tuple[int, int]:
    """The line and column, from 0, to which the parser came; it can't read the characters where it has none."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (int(mark.line), int(mark.column)) if mark else (-1, 0)
