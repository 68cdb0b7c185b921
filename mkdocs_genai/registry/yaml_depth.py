"""The loader of YAML, where it stops, and how deep a text is nested.

The depth is found before a text is composed, because the C composer recurses without a guard.
"""

from __future__ import annotations

import re

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's loader in C, which is far faster, or the one in Python where PyYAML was built without it."""
MAX_DEPTH = 100
_SMALL_COLLECTION = re.compile(r"[\[{][^\[\]{}\"'#\n]*[\]}]")
_DEEP_INDENT = re.compile(rf"^[ \-?]{{{MAX_DEPTH + 1}}}", re.MULTILINE)


def too_deep_line(text: str) -> int | None:
    """The line, from 0, at which nesting passes MAX_DEPTH, or None.

    Too deep a text would take the process down. Counting parser events costs time, hence only for texts that could be that
    deep at all: `tags: [a, b]` in every line is not.
    """
    if not _has_many_brackets(text) and not _DEEP_INDENT.search(text):
        return None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return int(event.start_mark.line) if event.start_mark else 0
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        # From 6.0.4 on, PyYAML counts too, while it reads ahead of its events. Composing meets all other errors again.
        mark = mark_of(error)
        return mark.line if mark and "maximum nesting depth" in str(error) else None
    return None


def mark_of(error: Exception) -> yaml.Mark | None:
    """Where the parser stopped, counted from 0; None where it can't read the characters, or the error is not the parser's."""
    mark: yaml.Mark | None = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark


def _has_many_brackets(text: str) -> bool:
    def many(text: str) -> bool:
        return sum(map(text.count, "[{")) > MAX_DEPTH

    return many(text) and many(_SMALL_COLLECTION.sub("", text))
