"""LoRA: what corrections of rank 1 and 2 can express of two changes that a matrix should get."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from .drawing import document, label
from .grids import Numbers, dashes, frame, shades

REGULAR: Numbers = np.array(
    [
        [6, 3, -3, 0, 6, 3],
        [4, 3, -1, 1, 4, 1],
        [-6, -2, 4, 1, -6, -4],
        [2, 0, -2, -1, 2, 2],
        [0, 2, 2, 3, 0, -2],
        [4, 1, -4, -1, 5, 3],
    ],
    dtype=float,
)
"""A change whose rows repeat two patterns, nearly."""
SINGLE: Numbers = np.diag([11.0, 10, 9, 8, 7, 6])
"""A change in which each row is about another column."""

_CELL = 20


def best(wanted: Numbers, rank: int) -> Numbers:
    """The matrix of a rank that comes nearest, by the squares of what is left."""
    columns, strengths, rows = np.linalg.svd(wanted)
    return np.asarray(columns[:, :rank] * strengths[:rank] @ rows[:rank])


def met(wanted: Numbers, rank: int) -> float:
    """How much of the sum of squares the best correction of a rank takes away."""
    return float(1 - ((wanted - best(wanted, rank)) ** 2).sum() / (wanted**2).sum())


def ranks() -> str:
    """Both changes, each with its best corrections of rank 1 and 2."""
    side = 6 * _CELL
    parts = []
    for row, wanted in enumerate((REGULAR, SINGLE)):
        for column in range(3):
            corner = (10 + column * (side + 20), 26 + row * (side + 54))
            values = best(wanted, column) if column else wanted
            shares = values / abs(wanted).max()
            parts += [
                shades(shares, corner, (_CELL, _CELL), 1),
                shades(-shares, corner, (_CELL, _CELL), 2),
                dashes(np.where(np.rint(shares * 6) < 0, values, 0), corner, (_CELL, _CELL)),
                frame(corner, (side, side)),
                label((corner[0], corner[1] - 8), f"rank {column}" if column else "wanted", series=0, bold=True),
            ]
            if column:
                under = (corner[0], corner[1] + side + 17)
                parts.append(label(under, f"meets {100 * met(wanted, column):.1f}%", series=0))
    return document(350, parts)


FIGURES: Mapping[str, Callable[[], str]] = {"lora-ranks": ranks}
