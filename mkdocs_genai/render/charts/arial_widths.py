"""How wide words are in a chart, and where they are broken into lines, without a browser.

The widths are those of Arial, the sans serif that most systems have or imitate, with a margin for wider ones. Other scripts are
measured by the kind of their characters. Nodes need more room (`..text_width`), because a reader's own spacing must not push
words out of a frame; around a chart's words, that room would push names away from their points.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from ..text_width import filled_lines

_MARGIN = 1.08
"""By how much the fonts of readers are wider."""
_BOLD = 1.07
_GROUPS = {
    "'": 19, "ijl": 22, "|": 26, " !,./:;I[]\\ft": 28, "()-r`·": 34, '"': 36, "*": 39, "ckszxyvJ^": 50, "{}": 34,
    "abdeghnopqu0123456789$#?_Lªº–": 56, "+<=>~FTZß": 61, "&ABEKPSVXY": 67, "wCDHNRUÆ": 73, "GOQØ": 78, "m": 84,
    "M": 84, "%": 89, "W": 95, "@—…": 102, "æœ": 90, "Œ": 100,
}  # fmt: skip
_ADVANCES = {character: width / 100 for characters, width in _GROUPS.items() for character in characters}
_WIDE, _EMOJI, _CAPITAL, _OTHER = 1.0, 1.35, 0.75, 0.62
_INVISIBLE = ("Mn", "Me", "Cf", "Cc")


def arial_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in the unit of `size`, the font's size."""
    return sum(map(_advance, text)) * size * _MARGIN * (_BOLD if bold else 1)


@cache
def _advance(character: str) -> float:
    """How far a character moves the next one, as a part of the font's size."""
    base = unicodedata.normalize("NFD", character)[0]
    if base in _ADVANCES:
        return _ADVANCES[base]
    category = unicodedata.category(base)
    if category in _INVISIBLE:
        return 0
    if category == "So" or base >= "\U0001f000":
        return _EMOJI
    if unicodedata.east_asian_width(base) in "WF":
        return _WIDE
    return _CAPITAL if category == "Lu" else _OTHER


def arial_lines(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """A text in lines that are at most `room` wide."""
    return filled_lines(text, lambda line: arial_width(line, size, bold=bold) <= room)
