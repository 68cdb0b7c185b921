"""Embeddings: words of a small text by the words beside them, counted and trained."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from .drawing import Plot, color, document, label

TEXT = """\
the cat drinks milk
the dog drinks water
the cat eats fish
the dog eats meat
the child drinks milk
the child drinks juice
the child eats bread
the cat sleeps on the sofa
the dog sleeps on the carpet
the child sleeps in the bed
she drinks tea with milk
he drinks coffee with milk
she drinks water
he drinks juice
she eats bread with fish
he eats bread with meat
the train stops in the town
the bus stops in the town
the train leaves the town
the bus leaves the station
the train stops at the station
she takes the train
he takes the bus
she takes the bus to the town
"""
LEFT_OUT = frozenset(("the", "on", "in", "at", "to", "with"))
SENTENCES = [[word for word in sentence.split() if word not in LEFT_OUT] for sentence in TEXT.splitlines()]
WORDS = sorted({word for sentence in SENTENCES for word in sentence})
SHOWN = ("cat", "dog", "child", "milk", "juice", "water", "fish", "bread", "train", "bus", "town", "station")

Numbers = NDArray[np.float64]


def counts() -> Numbers:
    """How often each word stands in one sentence with each other."""
    found = np.zeros((len(WORDS), len(WORDS)))
    for sentence in SENTENCES:
        for place, word in enumerate(sentence):
            for other in sentence[:place] + sentence[place + 1 :]:
                found[WORDS.index(word), WORDS.index(other)] += 1
    return found


def cosine(lists: Numbers, one: str, other: str) -> float:
    """The cosine of the angle between the lists of two words."""
    a, b = lists[WORDS.index(one)], lists[WORDS.index(other)]
    return float(a @ b / np.sqrt(a @ a * (b @ b)))


def trainings(steps: int, size: int = 4, rate: float = 0.05) -> Iterator[Numbers]:
    """Skip-gram with negative samples: the embeddings after 0, 1, … steps, each against the slopes of all pairs."""
    pairs, chance = counts(), random.Random(2)  # noqa: S311 - the same in every run
    drawn = np.outer(pairs.sum(1), pairs.sum(0)) / pairs.sum()
    words, neighbors = (np.array([[chance.uniform(-0.5, 0.5) for _ in range(size)] for _ in WORDS]) for _ in range(2))
    for _ in range(steps):
        yield words
        guess = 1 / (1 + np.exp(-words @ neighbors.T))
        slopes = pairs * (guess - 1) + drawn * guess
        words, neighbors = words - rate * slopes @ neighbors, neighbors - rate * slopes.T @ words
    yield words


def heat_map() -> str:
    """The cosines of twelve words."""
    lists, left, top, cell = counts(), 62, 62, 28
    cells, numbers, names = [], [], []
    for row, one in enumerate(SHOWN):
        y, middle = top + row * cell, left + row * cell + cell / 2
        names += [
            label((left - 6, y + cell / 2 + 4.5), one, series=0, anchor="end"),
            f'<g transform="translate({middle + 4:g} {top - 8}) rotate(-55)">{label((0, 0), one, series=0)}</g>',
        ]
        for column, other in enumerate(SHOWN):
            if (value := cosine(lists, one, other)) >= 0.005:
                x = left + column * cell
                cells.append(f'<rect fill-opacity="{0.45 * value:.2f}" x="{x}" y="{y}" width="{cell}" height="{cell}"/>')
                words = "1" if one == other else f"{value:.2f}".removeprefix("0")
                numbers.append(f'<text x="{x + cell // 2}" y="{y + cell // 2 + 4}">{words}</text>')
    size = len(SHOWN) * cell
    return document(
        top + size + 4,
        [
            f'<g {color(1)} fill="currentColor">',
            *cells,
            f'<rect fill="none" stroke="currentColor" x="{left}" y="{top}" width="{size}" height="{size}"/></g>',
            f'<g {color(0)} fill="currentColor" font-size="11" text-anchor="middle">',
            *numbers,
            "</g>",
            *names,
        ],
    )


def cosines_in_training() -> str:
    """The cosines of three pairs from step to step."""
    plot = Plot(x=(0, 200), y=(-1, 1), right=340)
    plot.axes((0, 50, 100, 150, 200), (-1, -0.5, 0, 0.5, 1), "steps", "cosine")
    steps = list(trainings(200))
    for series, (pair, height) in enumerate(
        {("train", "bus"): 1.02, ("cat", "dog"): 0.84, ("cat", "train"): -0.42}.items(), start=1
    ):
        plot.curve([(step, cosine(words, *pair)) for step, words in enumerate(steps)], series)
        plot.label((204, height), ", ".join(pair), series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "embeddings-counts": heat_map,
    "embeddings-training": cosines_in_training,
}
