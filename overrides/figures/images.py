"""Image generation: paths from noise to a pixel, guidance as a line, and a picture as tokens of a codebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..hooks.demo_figures.noise import SIZE, picture, schedule
from .drawing import GRID, WIDTH, Plot, Point, document, label, line
from .grids import digits, frame, shades

Numbers = NDArray[np.float64]

STARTS = (-2.0, -1.4, -0.8, -0.3, 0.3, 0.8, 1.4, 2.0)
"""Where the paths begin, in noise; the page works out the one from 0.8."""
PATCH, ENTRIES = 4, 16
PAPER = str.maketrans("3df", "fa2")
"""The cat of the demonstration in front of white paper, so that little ink is needed."""


def best_guess(noised: float, picture_share: float, noise_share: float) -> float:
    """The mean of a pixel that is 1 or −1 equally often, where it was mixed with noise by these shares."""
    return float(np.tanh(picture_share * noised / noise_share**2))


def flow(start: float, steps: int) -> list[float]:
    """A pixel on its way from noise, by equal steps along the best guess of the direction of straight lines."""
    found = [start]
    for step in range(steps):
        left = 1 - step / steps
        direction = (found[-1] - best_guess(found[-1], 1 - left, left)) / left
        found.append(found[-1] - direction / steps)
    return found


def diffusion(start: float) -> list[float]:
    """The same without new noise through all steps of DDPM's schedule, as DDIM does it, each twentieth one."""
    levels = np.array(schedule())
    signals, noises, found = np.sqrt(levels), np.sqrt(1 - levels), [start]
    for step in range(len(levels) - 1, 0, -1):
        guess = best_guess(found[-1], signals[step], noises[step])
        epsilon = (found[-1] - signals[step] * guess) / noises[step]
        found.append(float(signals[step - 1] * guess + noises[step - 1] * epsilon))
    return found[::20]


def guided(scale: float) -> Point:
    """The page's two predictions, combined."""
    return 1 + scale * (0.8 - 1), scale * 0.6


def patches() -> Numbers:
    """The cat in squares, row by row, from 0 for white to 1 for black."""
    pixels = 1 - np.array([int(digit, 16) for digit in picture().translate(PAPER)], float).reshape(SIZE, SIZE) / 15
    side = SIZE // PATCH
    return pixels.reshape(side, PATCH, side, PATCH).swapaxes(1, 2).reshape(side**2, PATCH**2)


def distances(squares: Numbers, codebook: Numbers) -> Numbers:
    """The sums of squared differences: squares × entries."""
    return np.asarray(((squares[:, None] - codebook) ** 2).sum(-1))


def codebook() -> Numbers:
    """The squares that stand for all: begun with some far from each other, then moved to the means of those next to them."""
    squares = patches()
    found = squares[:1]
    while len(found) < ENTRIES:
        found = np.vstack((found, squares[distances(squares, found).min(1).argmax()]))
    for _ in range(20):
        nearest = distances(squares, found).argmin(1)
        found = np.array([squares[nearest == entry].mean(0) for entry in range(ENTRIES)])
    return found


def tokens() -> NDArray[np.int_]:
    """The number of the entry next to each square."""
    return distances(patches(), codebook()).argmin(1)


def joined(squares: Numbers) -> Numbers:
    """Squares as the picture that they are cut from."""
    side = SIZE // PATCH
    return squares.reshape(side, side, PATCH, PATCH).swapaxes(1, 2).reshape(SIZE, SIZE)


def _panel(left: float, right: float, paths: Sequence[Sequence[float]], ends: tuple[str, str]) -> Plot:
    plot = Plot(x=(0, 1), y=(-2.2, 2.2), left=left, right=right, top=44, bottom=264)
    for height in (-1, 0, 1):
        plot.parts.append(line(plot.at((0, height)), plot.at((1, height))))
    for path in paths:
        series = 1 if path[-1] > 0 else 2
        plot.curve([(place / (len(path) - 1), height) for place, height in enumerate(path)], series, width=1.5)
    plot.parts += [label((left, 284), ends[0]), label((right, 284), ends[1], anchor="end")]
    return plot


def paths_from_noise() -> str:
    """All ways from noise to a pixel, by diffusion and by flow matching."""
    left = _panel(34, 212, [diffusion(start) for start in STARTS], ("step 1,000", "step 0"))
    right = _panel(234, 412, [flow(start, 200)[::4] for start in STARTS], ("t = 1", "t = 0"))
    right.dots([(place / 4, height) for place, height in enumerate(flow(0.8, 4))], 0)
    parts = [label((123, 20), "diffusion", series=0, anchor="middle", bold=True)]
    parts.append(label((323, 20), "flow matching", series=0, anchor="middle", bold=True))
    for height, words in ((-1, "−1"), (0, "0"), (1, "1")):
        parts.append(label((28, left.at((0, height))[1] + 4.5), words, anchor="end"))
    return document(292, [*parts, *left.parts, *right.parts])


def guidance_line() -> str:
    """The two predictions, and where larger scales lead."""
    plot = Plot(x=(-1, 1.4), y=(0, 5), left=34, right=300, top=30, bottom=270)
    plot.axes((-1, 0, 1), (0, 1, 2, 3, 4, 5), "first number of ε", "second number")
    plot.curve([guided(0), guided(8)], 1, width=1.5)
    for scale, words in ((0, "s = 0: no prompt"), (1, "s = 1: the prompt's own"), (3, "s = 3"), (7.5, "s = 7.5")):
        plot.dots([guided(scale)], 0, hollow=scale > 1)
        x, y = plot.at(guided(scale))
        plot.parts.append(label((x + 12, y + (-6 if scale == 0 else 4.5)), words, series=0))
    return document(314, plot.parts)


def picture_as_tokens() -> str:
    """The picture in squares, the number of the entry for each, the picture that the numbers give, and the codebook."""
    book, numbers, cell, side = codebook(), tokens(), 4, SIZE // PATCH
    width, top, slot = SIZE * cell, 26, 18
    board = side * slot
    parts = []
    for left, words in ((width / 2, "picture"), (210, "tokens"), (WIDTH - width / 2, "rebuilt")):
        parts.append(label((left, 14), words, series=0, anchor="middle", bold=True))
    parts += [
        shades(joined(patches()), (0, top), (cell, cell)),
        *digits(numbers.reshape(side, side).astype(float), (138, top), (slot, slot)),
        shades(joined(book[numbers]), (292, top), (cell, cell)),
    ]
    lines = "".join(
        f"M{left + step * size:g} {top}v{side * size:g}M{left} {top + step * size:g}h{side * size:g}"
        for left, size in ((0, width / side), (138, slot))
        for step in range(1, side)
    )
    parts.append(f'<path class="drawn-grid" color="{GRID}" fill="none" stroke="currentColor" d="{lines}"/>')
    parts += [frame((left, top), (size, size)) for left, size in ((0, width), (138, board), (292, width))]
    parts.append(label((0, top + board + 26), "codebook", series=0, bold=True))
    for entry, square in enumerate(book):
        x, y = 4 + entry % 8 * 53, top + board + 36 + entry // 8 * 62
        parts += [
            shades(square.reshape(PATCH, PATCH), (x, y), (9, 9)),
            frame((x, y), (36, 36)),
            label((x + 18, y + 52), str(entry), series=0, anchor="middle"),
        ]
    return document(top + board + 160, parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "images-paths": paths_from_noise,
    "images-guidance": guidance_line,
    "images-tokens": picture_as_tokens,
}
