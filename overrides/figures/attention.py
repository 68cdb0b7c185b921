"""Attention: three tokens by hand, and a tiny model that learns where to look."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .drawing import color, document, label

Numbers = NDArray[np.float64]

TOKENS = ("cat", "milk", "it")
QUERIES: Numbers = np.array([[1.0, 1], [1, 0], [2, 0]])
KEYS: Numbers = np.array([[2.0, 0], [0, 2], [1, 1]])

ANIMALS = ("cat", "dog", "cow", "hen")
COLORS = ("red", "blue", "green")
EXAMPLE = (("dog", "blue"), ("hen", "red"), ("cat", "green"), ("cow", "blue"))


def softmax(scores: Numbers) -> Numbers:
    """Scores of each row as shares that add up to 1."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))


def by_hand() -> Numbers:
    """How much each of three tokens takes from itself and from those before it."""
    scores = QUERIES @ KEYS.T / np.sqrt(2)
    return softmax(np.where(np.tri(3) > 0, scores, -np.inf))


def elements(pairs: Sequence[tuple[str, str]]) -> Numbers:
    """Animals and colors as lists of seven numbers, four for the animal and three for the color."""
    found = np.zeros((len(pairs), 7))
    for row, (animal, paint) in enumerate(pairs):
        found[row, ANIMALS.index(animal)] = found[row, 4 + COLORS.index(paint)] = 1
    return found


def trained(steps: int, rate: float = 2.0) -> Numbers:
    """The 4 × 7 weights by which an animal that is asked for meets the elements of a list, after some steps."""
    chance = random.Random(5)  # noqa: S311 - the same in every run
    lists = np.array([elements([(animal, chance.choice(COLORS)) for animal in chance.sample(ANIMALS, 4)]) for _ in range(64)])
    asked = np.eye(4)
    # For each list and each animal: which elements have the color that is right.
    right = np.einsum("lic,ljc,lja->lai", lists[..., 4:], lists[..., 4:], lists[..., :4])
    weights = np.zeros((4, 7))
    for _ in range(steps):
        shares = softmax(np.einsum("aw,wk,lik->lai", asked, weights, lists))
        chosen = (shares * right).sum(-1, keepdims=True)
        slopes = shares * (1 - right / chosen)
        weights = weights - rate * np.einsum("lai,aw,lik->wk", slopes, asked, lists) / (len(lists) * 4)
    return weights


def looks(weights: Numbers) -> Numbers:
    """Where the model looks in the list of the example, for each animal that is asked for."""
    return softmax(weights @ elements(EXAMPLE).T)


def _squares(shares: Numbers, corner: tuple[float, float], cell: int, decimals: int) -> list[str]:
    """Squares with numbers, the larger the stronger."""
    left, top = corner
    rows, columns = shares.shape
    size = f'width="{columns * cell}" height="{rows * cell}"'
    spots = [(row, column) for row in range(rows) for column in range(columns) if shares[row, column] > 0]
    return [
        f'<g {color(1)} fill="currentColor">',
        *(
            f'<rect fill-opacity="{0.45 * shares[row, column]:.2f}" x="{left + column * cell:g}" y="{top + row * cell:g}" '
            f'width="{cell}" height="{cell}"/>'
            for row, column in spots
        ),
        f'<rect fill="none" stroke="currentColor" x="{left:g}" y="{top:g}" {size}/></g>',
        f'<g {color(0)} fill="currentColor" font-size="12" text-anchor="middle">',
        *(
            f'<text x="{left + (column + 0.5) * cell:g}" y="{top + (row + 0.5) * cell + 4:g}">'
            f"{f'{shares[row, column]:.{decimals}f}'.removeprefix('0') if shares[row, column] < 1 else '1'}</text>"
            for row, column in spots
        ),
        "</g>",
    ]


def three_tokens() -> str:
    """The shares by hand, with empty squares where a token may not look."""
    left, top, cell = 130, 56, 70
    parts = [label((left + 1.5 * cell, 16), "takes from", anchor="middle"), label((0, top + 1.5 * cell + 4), "this token")]
    for place, token in enumerate(TOKENS):
        middle = (place + 0.5) * cell
        parts += [
            label((left + middle, top - 12), token, series=0, anchor="middle"),
            label((left - 10, top + middle + 4), token, series=0, anchor="end"),
        ]
    return document(top + 3 * cell + 6, [*parts, *_squares(by_hand(), (left, top), cell, 3)])


def learned_looks() -> str:
    """Where the tiny model looks before and during its training."""
    left, cell, gap = 34, 28, 16
    parts = []
    for number, steps in enumerate((0, 10, 100)):
        x = left + number * (4 * cell + gap)
        parts.append(label((x + 2 * cell, 14), f"{steps} steps", series=1, anchor="middle", bold=True))
        for place, (animal, paint) in enumerate(EXAMPLE):
            parts.append(
                f'<g transform="translate({x + (place + 0.5) * cell + 4:g} 96) rotate(-65)">'
                f"{label((0, 0), f'{paint} {animal}', series=0)}</g>"
            )
        parts += _squares(looks(trained(steps)), (x, 104), cell, 2)
    for row, animal in enumerate(ANIMALS):
        parts.append(label((left - 6, 104 + (row + 0.5) * cell + 4), animal, series=0, anchor="end"))
    return document(104 + 4 * cell + 6, parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "attention-by-hand": three_tokens,
    "attention-learned": learned_looks,
}
