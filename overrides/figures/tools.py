"""Constrained decoding: a model of six tokens and a grammar of one form, step by step."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from .drawing import color, document, label, rounded

TOKENS = ("Sure", '{"cups":', "two", "2", "12", "}")
SCORES: Mapping[str, Sequence[float]] = {
    "begin": (3, 2, 1, 0, 0, 0),
    "number": (0, 0, 3, 2, 1, 0),
    "after 2": (0, 0, 0, 0, 0, 3),
}
"""What the model gives each token, in the states of the grammar that the example goes through."""
ALLOWED = {"begin": ('{"cups":',), "number": ("2", "12"), "after 2": ("2", "}")}


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities."""
    powers = [math.exp(score) for score in scores]
    return [power / sum(powers) for power in powers]


def masked(state: str) -> list[float]:
    """The probabilities of a state without the tokens that the grammar refuses there."""
    found = softmax(SCORES[state])
    left = [share if token in ALLOWED[state] else 0.0 for token, share in zip(TOKENS, found, strict=True)]
    return [share / sum(left) for share in left]


def masks() -> str:
    """Probabilities before and after the mask, in three states."""
    left, gap, unit, row = 84, 114, 100, 34
    parts = [label((left - 8, 47 + n * row), token, series=0, anchor="end") for n, token in enumerate(TOKENS)]
    for column, state in enumerate(SCORES):
        x = left + column * gap
        parts.append(label((x, 16), state, series=0, bold=True))
        for n, (before, after) in enumerate(zip(softmax(SCORES[state]), masked(state), strict=True)):
            y, reach = 29 + n * row, after * unit
            # Dashes need room.
            ring = 'fill="none" stroke="currentColor"' + ' stroke-dasharray="3 3"' * (before * unit > 8)
            parts.append(f'<g {color(2)}><rect {ring} x="{x}" y="{y}" width="{rounded(before * unit)}" height="8"/></g>')
            if after:
                paint = 'fill="currentColor" fill-opacity="0.3" stroke="currentColor"'
                where = f'x="{x}" y="{y + 10}" width="{rounded(reach)}" height="16"'
                begin = x + 5 if reach > 40 else x + reach + 5
                words = f"{after:.2f}" if after < 1 else "1"
                parts += [f"<g {color(1)}><rect {paint} {where}/></g>", label((begin, y + 22.5), words, series=0)]
    return document(30 + len(TOKENS) * row, parts)


FIGURES: Mapping[str, Callable[[], str]] = {"tools-masks": masks}
