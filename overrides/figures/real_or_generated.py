"""Real or generated: a sentence with a watermark and one without, and how far a watermark stands out in longer texts."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence

from .drawing import MUTED, WIDTH, Plot, color, document, label, line, rounded

SENTENCE = (
    "the/that/one old/aged/ancient boat/ship/vessel left/departed/abandoned the/its/that quiet/calm/silent harbor/port/bay "
    "early/soon/alone and sailed/moved/drifted slowly/gently/calmly toward/to a small/tiny/little island/beach/shore where "
    "nobody had lived/stayed/been for/in many/countless long/lonely years/winters/summers until now/then/today"
)
CHOICES = [words.split("/") for words in SENTENCE.split()]
"""A sentence whose places can be filled in one, two or three ways."""
KEY = "key 6"


def green(word: str, before: str) -> bool:
    """Whether a word is on the green list, which depends on the key and on the word before it."""
    return hashlib.sha256(f"{KEY} {before} {word}".encode()).digest()[0] % 2 == 0


def written(marked: bool) -> list[str]:
    """The sentence with the first choice at each place, or with the first green one where there is one."""
    found: list[str] = []
    for words in CHOICES:
        before = found[-1] if found else ""
        found.append(next((word for word in words if marked and green(word, before)), words[0]))
    return found


def greens(words: Sequence[str]) -> list[bool]:
    """Which words of a text are green."""
    return [green(word, before) for word, before in zip(words, ["", *words], strict=False)]


def score(count: float, length: int) -> float:
    """How many standard deviations a count of green words is above half of all words."""
    return (count - length / 2) / math.sqrt(length / 4)


def _boxes(words: Sequence[str], top: float) -> tuple[list[str], float]:
    """Words in boxes, line by line: green ones filled, with a solid edge, others dashed. And where the last line ends."""
    parts, x, y = [], 1.0, top
    for word, is_green in zip(words, greens(words), strict=True):
        width = 7 * len(word) + 11
        if x + width > WIDTH - 1:
            x, y = 1.0, y + 30
        paint = 'fill="currentColor" fill-opacity="0.28"' if is_green else 'fill="none" stroke-dasharray="2 3"'
        shade = color(3) if is_green else f'class="drawn-muted" color="{MUTED}"'
        place = f'x="{rounded(x)}" y="{rounded(y)}" width="{rounded(width)}" height="24" rx="3"'
        parts += [
            f'<g {shade}><rect {paint} stroke="currentColor" {place}/></g>',
            label((x + width / 2, y + 16.5), word, series=0, anchor="middle"),
        ]
        x += width + 4
    return parts, y + 24


def two_texts() -> str:
    """The sentence without and with a watermark."""
    parts, top = [], 0.0
    for name, marked in (("without a watermark", False), ("with a watermark", True)):
        words = written(marked)
        count = sum(greens(words))
        parts.append(label((0, top + 14), f"{name}: {count} of {len(words)} words are green", series=0, bold=True))
        boxes, bottom = _boxes(words, top + 24)
        parts += boxes
        top = bottom + 20
    return document(top - 18, parts)


def lengths() -> str:
    """The score by length, for texts of which 80, 57.5 and 50 percent are green."""
    plot = Plot(x=(0, 400), y=(0, 12), right=300)
    plot.axes((0, 100, 200, 300, 400), (0, 3, 6, 9, 12), "words", "standard deviations")
    plot.parts.append(line(plot.at((0, 4)), plot.at((400, 4)), series=0, dash="2 4"))
    plot.label((405, 3.8), "threshold", 0)
    for series, (name, share, lift) in enumerate(
        (("with a watermark", 0.8, 0.2), ("half rewritten", 0.575, -0.1), ("without one", 0.5, 0.2)), start=1
    ):
        points = [(length, (share - 0.5) * math.sqrt(length) * 2) for length in range(0, 401, 5)]
        plot.curve(points, series)
        plot.label((405, points[-1][1] - 0.4 + lift), name, series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"real-watermark": two_texts, "real-watermark-lengths": lengths}
"""What draws each figure."""
