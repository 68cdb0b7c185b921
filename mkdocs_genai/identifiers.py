"""What makes an id or a text valid, in a registry and elsewhere.

Not in here: which key takes what (`fields`), and which URLs are safe (`addresses`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, TypeVar

from .problems import Problem

_Home = TypeVar("_Home", str, str | None)

LONGEST_ID = 120
"""Two of them make the name of a file, which has 255 characters at most."""
ID = re.compile(f"[a-z0-9-]{{1,{LONGEST_ID}}}")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""https://learn.microsoft.com/windows/win32/fileio/naming-a-file"""
_SPELLED_OUT = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("æ"): "ae", ord("ø"): "oe"}
NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that are invalid in text, such as those that Markdown reserves (STX, ETX), and surrogates."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Characters without a width, which come with text from other programs; spaces of all kinds are `\\s`."""
LONGEST_TEXT = 20_000
LONGEST_MARKUP = 5_000
"""The limit for text that Markdown has to convert, because its time grows with the square of the length."""
MOST_BRACKETS = 200
"""The limit of opening brackets in such text: from each of them, several of Markdown's patterns read to the end of the text."""

Status = Literal["planned", "draft", "ready"]
"""How far a topic is."""


def is_id(name: str) -> bool:
    """Whether a name is a valid id."""
    return ID.fullmatch(name) is not None


def is_reserved(name: str) -> bool:
    """Whether Windows takes a file of this name, whatever its suffix, for a device, so that no course can have it there."""
    return _RESERVED.fullmatch(name) is not None


def proposed_id(name: str) -> str:
    """The id that is nearest to a name: `inner-join` for `Inner_Join`; empty where nothing of the name can be in an id."""
    return re.sub("[^a-z0-9]+", "-", folded(name.casefold().translate(_SPELLED_OUT))).strip("-")[:LONGEST_ID]


def folded(text: str) -> str:
    """A text without accents and capitals, so that *é* is found and sorted with *e*."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def text_problem(text: str) -> Problem | None:
    """What is wrong with a text's length or characters; None where nothing is."""
    if len(text) > LONGEST_TEXT:
        return Problem.at((), "GA005", f"is longer than {LONGEST_TEXT:,} characters; move long texts into a page")
    if found := NO_TEXT.search(text):
        return Problem.at((), "GA006", f"has a control character (U+{ord(found.group()):04X}); delete it")
    return None


def one_line(text: str) -> str:
    """A text on one line, with single spaces and none around it."""
    return " ".join(text.split())


def in_area(reference: str, home: _Home) -> tuple[str | _Home, str]:
    """The area and the id that `area/id` names; the area is `home` where only an id is written."""
    first, slash, second = reference.partition("/")
    return (first, second) if slash else (home, first)
