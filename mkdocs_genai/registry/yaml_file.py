"""Reads YAML files into plain values with their positions.

Uses `compose` of PyYAML's safe loader, so that only text, numbers, booleans, dates, nulls, lists and mappings are constructed,
and every value has its line and column.

Not in here: going on after an error (`yaml_mending`), what the values mean (`model`), and which files there are (`layers`).
"""

from __future__ import annotations

from pathlib import Path

from ..problems import Position, Problem, Severity
from .document import Document
from .text_files import read_text
from .yaml_depth import MAX_DEPTH, too_deep_line
from .yaml_mending import compose_mended, composed, composed_all
from .yaml_values import Constructor

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
    document.root = compose_mended(document, composed_all if foreign else composed)
    if document.root is not None:
        document.value = Constructor(document, foreign=foreign).construct(document.root, ())
    return document


def _other_break(text: str, document: Document, *, foreign: bool) -> Problem:
    """The problem of the first character that is read as a space, since it is invisible."""
    found = [(index, char) for index, char in enumerate(text) if ord(char) in _OTHER_BREAKS]
    index, char = found[0]
    more = f", as {len(found) - 1} more such characters are" if len(found) > 1 else ""
    cure = "" if foreign else "; delete it, since no editor shows it"
    message = f"the line separator U+{ord(char):04X} is read as a space{more}{cure}"
    severity: Severity = "info" if foreign else "warning"
    return Problem(document.span(index, index + 1), "", message, "GA006", severity)
