"""Pictures, maps and spectrograms: cells that are drawn the stronger, the larger their number is."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from .drawing import Point, color, rounded

Numbers = NDArray[np.float64]
LEVELS = 6


def shades(shares: Numbers, corner: Point, cell: Point, series: int = 0, *, strongest: float = 0.9) -> str:
    """Cells of some width and height from a corner, whose shares from 0 to 1 are drawn in a few strengths; 0 is left empty.

    Neighbors of the same strength are one stroke, which keeps a file small.
    """
    levels = np.clip(np.rint(shares * LEVELS), 0, LEVELS).astype(int)
    strokes = [_strokes(levels, level, corner, cell) for level in range(1, LEVELS + 1)]
    return "\n".join(
        (
            f'<g {color(series)} fill="none" stroke="currentColor" stroke-width="{rounded(cell[1])}">',
            *(
                f'<path stroke-opacity="{strongest * level / LEVELS:.2f}" d="{stroke}"/>'
                for level, stroke in enumerate(strokes, start=1)
                if stroke
            ),
            "</g>",
        )
    )


def _strokes(levels: NDArray[np.int_], level: int, corner: Point, cell: Point) -> str:
    """The path through all cells of a level, row by row."""
    found = []
    for row, cells in enumerate(levels):
        column, y = 0, corner[1] + (row + 0.5) * cell[1]
        for each, run in groupby(cells):
            length = len(list(run))
            if each == level:
                found.append(f"M{rounded(corner[0] + column * cell[0])} {rounded(y)}h{rounded(length * cell[0])}")
            column += length
    return "".join(found)


def signed(values: Numbers, corner: Point, cell: Point, strongest: float = 0.9) -> list[str]:
    """Cells whose numbers may be negative: positive ones in the first color, negative ones in the second."""
    shares = values / abs(values).max()
    return [shades(sign * shares, corner, cell, series, strongest=strongest) for sign, series in ((1, 1), (-1, 2))]


def dashes(values: Numbers, corner: Point, cell: Point) -> str:
    """A dash in the ground's color in each cell whose number is negative, for those who don't see the cell's color."""
    length, found = rounded(cell[0] / 3), ""
    for row, column in np.argwhere(values < 0).tolist():
        x, y = corner[0] + (column + 1 / 3) * cell[0], corner[1] + (row + 0.5) * cell[1] - 1
        found += f"M{rounded(x)} {rounded(y)}h{length}v2h-{length}z"
    return f'<path class="drawn-hollow" fill="#fff" d="{found}"/>'


def frame(corner: Point, size: Point, series: int = 0, width: float = 1) -> str:
    """The outline of a rectangle."""
    where = f'x="{rounded(corner[0])}" y="{rounded(corner[1])}" width="{rounded(size[0])}" height="{rounded(size[1])}"'
    return f'<rect {color(series)} fill="none" stroke="currentColor" stroke-width="{rounded(width)}" {where}/>'


def digits(values: Numbers, corner: Point, cell: Point) -> list[str]:
    """The numbers of cells in their middles."""
    return [
        f'<g {color(0)} fill="currentColor" font-size="12" text-anchor="middle">',
        *(
            f'<text x="{rounded(corner[0] + (column + 0.5) * cell[0])}" y="{rounded(corner[1] + (row + 0.5) * cell[1] + 4)}">'
            f"{f'{value:g}'.replace('-', '−')}</text>"
            for (row, column), value in np.ndenumerate(values)
        ),
        "</g>",
    ]
