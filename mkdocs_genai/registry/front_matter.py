"""Reads the front matter of a Markdown file as a record: the YAML between the lines `---` at its beginning.

Not in here: front matter of pages, of which a build needs a few keys (`project.page_sources`).
"""

from __future__ import annotations

import re

from ..problems import Position, Problem
from .document import Document
from .yaml_file import parse_document

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def read_front_matter(text: str, shown: str) -> Document:
    """The front matter of a Markdown file, with positions in the file; what is wrong is in its `problems`."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        message = "has no front matter; write `key: value` lines between two lines `---` at its beginning"
        return Document(shown, problems=[Problem(Position(shown, text=text.partition("\n")[0]), "", message, "GA044")])
    # The first line stays, which in YAML begins a document, so that lines count as in the file.
    return parse_document(text[: found.end(1)], shown, foreign=True)
