"""How wide a text may become in a frame, and its lines.

No font is known during the build, so this is a generous estimate: letters as wide as those of Arial, with the text spacing
that WCAG 1.4.12 lets readers set (0.12 em between letters, 0.16 em more between words). Without that spacing, the letters of a
wide font such as Verdana or DejaVu Sans need about the same. Widths are in em.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from ..identifiers import one_line

_NARROW = frozenset("fijlrtI.,:;'!|()[]{}/\\`-\"")
_WIDE = frozenset("mwMW@%")
_SPACE = 0.56
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def text_width(text: str) -> float:
    """The width of one line."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if char.isascii():
        return _ascii_width(char)
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf") or (category == "Sk" and char > "\uffff"):  # combining marks, joiners, skin tones
        return 0
    if category == "So" or unicodedata.east_asian_width(char) in "WF":  # most emoji are wider than a Chinese character
        return 1.12 if category == "Lo" else 1.5
    if unicodedata.bidirectional(char) in _RIGHT_TO_LEFT:
        return 0.72
    return 0.9 if char.isupper() or not char.isalpha() else 0.8


def _ascii_width(char: str) -> float:
    if char == " ":
        return _SPACE
    if char in _NARROW:
        return 0.45
    if char in _WIDE:
        return 1.02
    return 0.84 if char.isupper() else 0.69


def balanced_lines(label: str, longest: float) -> tuple[str, ...]:
    """A label in as few lines of at most that width as possible, and then in lines that are as equal as possible.

    It is broken at spaces, beside Chinese, Japanese and Korean characters, and anywhere in a word that is too long.
    """
    pieces = [(piece, text_width(piece)) for piece in _pieces(one_line(label), longest)]
    count = len(_filled(pieces, longest))
    narrowest, widest = 0.0, longest
    for _ in range(6):
        middle = (narrowest + widest) / 2
        if len(_filled(pieces, middle)) > count:
            narrowest = middle
        else:
            widest = middle
    return tuple(line.strip() for line in _filled(pieces, widest))


def _filled(pieces: Sequence[tuple[str, float]], longest: float) -> list[str]:
    """Lines filled with pieces, each given with its width, one after another."""
    lines: list[str] = []
    filled = 0.0
    for piece, width in pieces:
        end = filled + width - (_SPACE if piece.endswith(" ") else 0)
        if lines and end <= longest:
            lines[-1] += piece
            filled += width
        else:
            lines.append(piece)
            filled = width
    return lines


def _pieces(text: str, longest: float) -> list[str]:
    """The pieces inside which a line is not broken: words with the space after them, or single characters."""
    pieces = [""]
    for word in text.split(" "):
        is_long = text_width(word) > longest
        for char in characters(word):
            if is_long or unicodedata.east_asian_width(char[0]) in "WF":
                pieces += [char, ""]
            else:
                pieces[-1] += char
        if not pieces[-1] and len(pieces) > 1:
            pieces.pop()
        pieces[-1] += " "
        pieces.append("")
    return [piece for piece in pieces if piece.strip()]


def characters(word: str) -> list[str]:
    """The characters as readers see them: with combining marks, and with emoji joined."""
    found: list[str] = []
    for char in word:
        joined = found and (_width(char) == 0 or found[-1].endswith("\u200d"))
        if joined:
            found[-1] += char
        else:
            found.append(char)
    return found


def filled_lines(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """A text in lines that fit, broken at spaces, and inside a word only where it fits no line."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if fits(joined):
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in characters(word):
            if lines[-1] and not fits(lines[-1] + character):
                lines.append("")
            lines[-1] += character
    return tuple(lines)
