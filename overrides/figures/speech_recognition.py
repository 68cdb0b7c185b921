"""Speech recognition: the table of edits by which a transcript is lined up with what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .drawing import Point, color, document, label, line, rounded
from .grids import digits

HUMAN = ("the", "cat", "sat", "on", "the", "mat")
MODEL = ("the", "cat", "sit", "on", "mat")

Place = tuple[int, int]

_CORNER: Point = (84, 46)
_CELL: Point = (52, 32)


def edits(human: Sequence[str], model: Sequence[str]) -> list[list[int]]:
    """The fewest edits between the first words of the human and the first words of the model, for all pairs of numbers."""
    found = [list(range(len(model) + 1))]
    for word in human:
        above, row = found[-1], [found[-1][0] + 1]
        for column, other in enumerate(model):
            row.append(min(above[column] + (word != other), above[column + 1] + 1, row[column] + 1))
        found.append(row)
    return found


def path(human: Sequence[str], model: Sequence[str]) -> list[tuple[Place, str]]:
    """The cells from the last one back to the first one, each with the edit that led to it: S, D, I or none."""
    table, row, column = edits(human, model), len(human), len(model)
    found = []
    while row or column:
        here, same = table[row][column], row and column and human[row - 1] == model[column - 1]
        if row and column and table[row - 1][column - 1] + (not same) == here:
            step, edit = (1, 1), "" if same else "S"
        elif row and table[row - 1][column] + 1 == here:
            step, edit = (1, 0), "D"
        else:
            step, edit = (0, 1), "I"
        found.append(((row, column), edit))
        row, column = row - step[0], column - step[1]
    return [*found, ((0, 0), "")]


def alignment() -> str:
    """The table of edits of the page's example, with the way through it."""
    table = np.array(edits(HUMAN, MODEL), dtype=float)
    rows, columns = table.shape
    right, bottom = _CORNER[0] + columns * _CELL[0], _CORNER[1] + rows * _CELL[1]
    parts = [label((right, 14), "model", anchor="end"), label((0, _CORNER[1] + 20), "human")]
    parts += [label((_middle(column), _CORNER[1] - 9), word, series=0, anchor="middle") for column, word in enumerate(MODEL, 1)]
    for row, word in enumerate(HUMAN, 1):
        parts.append(label((_CORNER[0] - 8, _CORNER[1] + (row + 0.5) * _CELL[1] + 5), word, series=0, anchor="end"))
    parts += [_step(place, edit) for place, edit in reversed(path(HUMAN, MODEL))]
    parts += [line((_CORNER[0], _CORNER[1] + row * _CELL[1]), (right, _CORNER[1] + row * _CELL[1])) for row in range(rows + 1)]
    parts += [
        line((_CORNER[0] + column * _CELL[0], _CORNER[1]), (_CORNER[0] + column * _CELL[0], bottom))
        for column in range(columns + 1)
    ]
    return document(bottom + 4, [*parts, *digits(table, _CORNER, _CELL)])


def _middle(column: int) -> float:
    return _CORNER[0] + (column + 0.5) * _CELL[0]


def _step(place: Place, edit: str) -> str:
    """A cell of the way, filled, with the letter of its edit."""
    x, y = _CORNER[0] + place[1] * _CELL[0], _CORNER[1] + place[0] * _CELL[1]
    series = 2 if edit else 1
    paint = f'fill="currentColor" fill-opacity="{0.35 if edit else 0.2}"'
    where = f'x="{rounded(x)}" y="{rounded(y)}" width="{rounded(_CELL[0])}" height="{rounded(_CELL[1])}"'
    letter = label((x + 6, y + 21), edit, series=2, bold=True) if edit else ""
    return f"<g {color(series)}><rect {paint} {where}/></g>{letter}"


FIGURES: Mapping[str, Callable[[], str]] = {"speech-recognition-alignment": alignment}
