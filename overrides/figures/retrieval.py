"""Retrieval: six passages scored for one question by their words, and by lists of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from .drawing import Plot, color, document, label, rounded

PASSAGES: Mapping[str, Sequence[str]] = {
    "A": ("dog", "allowed", "reading", "room"),
    "B": ("guide", "dog", "welcome", "every", "room"),
    "C": ("reading", "room", "open", "nine", "music", "room", "ten", "sunday", "noon"),
    "D": ("child", "borrow", "five", "book"),
    "E": ("book", "kept", "four", "week"),
    "F": ("pet", "cat", "stay", "outside"),
}
QUESTION = ("bring", "dog", "reading", "room")
ANSWERING = frozenset("ABF")
"""The passages that help to answer the question."""

LISTS: Mapping[str, Sequence[float]] = {
    "A": (0.6, 0.8, 0),
    "B": (0.96, 0.28, 0),
    "C": (0, 1, 0),
    "D": (0, 0, 1),
    "E": (0, 0, 1),
    "F": (1, 0, 0),
}
"""How much a passage is about animals, rooms and books; each list has the length 1."""
QUESTION_LIST = (0.8, 0.6, 0)

MEAN_LENGTH = sum(map(len, PASSAGES.values())) / len(PASSAGES)


def rarity(word: str) -> float:
    """The logarithm of all passages per passage with the word; 0 for a word that none has."""
    having = sum(word in words for words in PASSAGES.values())
    return math.log(len(PASSAGES) / having) if having else 0.0


def saturated(count: float, length: float) -> float:
    """What BM25 makes of a count, in a passage of some length."""
    return count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / MEAN_LENGTH))


def tf_idf(name: str) -> float:
    """Counts times rarity, for the words of the question."""
    return sum(PASSAGES[name].count(word) * rarity(word) for word in QUESTION)


def bm25(name: str) -> float:
    """The same with counts that level off."""
    words = PASSAGES[name]
    return sum(saturated(words.count(word), len(words)) * rarity(word) for word in QUESTION)


def closeness(name: str) -> float:
    """The cosine of the passage's list and the question's, both of which have the length 1."""
    return sum(one * other for one, other in zip(LISTS[name], QUESTION_LIST, strict=True))


def _panel(left: float, title: str, score: Callable[[str], float], decimals: int) -> list[str]:
    """Bars of the passages, the best above; those that help to answer are filled."""
    ranked = sorted(PASSAGES, key=lambda name: -score(name))
    unit = 84 / score(ranked[0])
    parts = [label((left, 14), title, series=0, bold=True)]
    for row, name in enumerate(ranked):
        y, value = 26 + row * 24, score(name)
        helps = name in ANSWERING
        paint = 'fill="currentColor" fill-opacity="0.3"' if helps else 'fill="none" stroke-dasharray="3 3"'
        parts += [
            label((left, y + 14), name, series=0, bold=helps),
            f'<g {color(1 if helps else 2)}><rect {paint} stroke="currentColor" x="{rounded(left + 16)}" y="{y}" '
            f'width="{rounded(value * unit)}" height="18"/></g>',
            label((left + 20, y + 13.5), f"{value:.{decimals}f}" if value else "0", series=0),
        ]
    return parts


def rankings() -> str:
    """The passages in three orders."""
    panels = (("tf-idf", tf_idf, 3), ("BM25", bm25, 3), ("Embeddings", closeness, 2))
    return document(176, [part for number, panel in enumerate(panels) for part in _panel(6 + number * 142, *panel)])


def saturation() -> str:
    """What a count is worth, by tf-idf and by BM25 for two lengths of the passage."""
    plot = Plot(x=(0, 10), y=(0, 4), right=310)
    plot.axes((0, 2, 4, 6, 8, 10), (0, 1, 2, 3, 4), "times that the word occurs", "counts as")
    counts = [number / 4 for number in range(41)]
    plot.curve([(0, 0), (4, 4)], 1)
    plot.label((4.2, 3.8), "tf-idf", 1)
    for series, (length, words) in enumerate({5: "5 words", 20: "20 words"}.items(), start=2):
        plot.curve([(count, saturated(count, length)) for count in counts], series)
        plot.label((10.2, saturated(10, length) - 0.05), f"BM25, {words}", series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "retrieval-rankings": rankings,
    "retrieval-saturation": saturation,
}
