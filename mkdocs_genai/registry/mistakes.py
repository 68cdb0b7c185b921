"""What is wrong in a registry, before it has a position, and how messages name values.

Not in here: what pydantic finds (`messages`), and which mistakes there are (`codes.yml`).
"""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from .problems import Path
from .source import Scalar

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "yes or no"),
    (str, "a text"),
    ((int, float), "a number"),
    (datetime.date, "a date"),
    (list, "a list"),
    (dict, "a mapping"),
)
"""What each kind of YAML value is called; bool before int, which it is a kind of."""


class Mistake(NamedTuple):
    """A mistake before it has a position; `at_key` marks the key, not the value, and `part` those words of a long text."""

    path: Path
    code: str
    message: str
    at_key: bool = False
    part: str = ""


def describe(value: Any) -> str:
    """A value as a message names it: `the number 42`, `a list`."""
    if value is None:
        return "nothing"
    kind = next((name for kinds, name in _KINDS if isinstance(value, kinds)), "something else")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        shown = value if len(value) <= 40 else value[:39] + "…"
        return f"the text '{shown}'"
    if isinstance(value, int | float | datetime.date):
        return f"the {kind.removeprefix('a ')} {value}"
    return kind


def text_trap(value: Scalar, written: str | None) -> str:
    """Why a text that is not in quotes became something else, and the cure."""
    as_written = str(value) if written is None else written
    if as_written == str(value) or (isinstance(value, bool) and as_written in ("true", "false")):
        return f'expected a text, found {describe(value)}; put it in quotes if a text is meant: "{as_written}"'
    return f'expected a text; YAML reads {as_written} as {describe(value)}, so put it in quotes: "{as_written}"'


def glued_key(key: str) -> str | None:
    """The key that is meant by `title:Soil`, or None; inside braces, YAML takes all of it for a key."""
    word, colon, rest = key.partition(":")
    return word if colon and rest and not rest.startswith("/") else None


def missing_space(key: str) -> str:
    """What is said of a key such as `title:Soil`."""
    word, _, rest = key.partition(":")
    return f"; a space is missing after the colon: '{word}: {rest}'"
