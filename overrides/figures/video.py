"""Video generation: the same frames in order and shuffled, patches of space and time, and what it costs to let all meet all."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from .detection import disc
from .drawing import GRID, WIDTH, Plot, document, label
from .grids import frame, shades

Numbers = NDArray[np.float64]

FRAMES, HEIGHT, ACROSS = 24, 24, 48
SHOWN = (0, 8, 16)
PATCHES = 48 * 48
"""Patches of one frame in the model of the page, which has two such frames of latents a second."""


def clip() -> Numbers:
    """A ball that rolls past a post, 1.6 pixels a frame: frames × rows × columns, 1 for ink."""
    post = np.zeros((HEIGHT, ACROSS))
    post[4:, 30:33] = 0.5
    return np.array([np.maximum(post, disc(ACROSS, HEIGHT, (5 + 1.6 * number, 15), 4)) for number in range(FRAMES)], float)


def shuffled() -> Numbers:
    """The same frames in another order."""
    order = list(range(FRAMES))
    random.Random(2).shuffle(order)  # noqa: S311 - the same in every run
    return clip()[order]


def change(frames: Numbers) -> float:
    """How much a pixel changes from one frame to the next, on average."""
    return float(abs(np.diff(frames, axis=0)).mean())


def pairs(seconds: float) -> tuple[float, float]:
    """How many pairs of tokens meet in each layer: all with all, and within each frame and each place alone."""
    frames = 2 * seconds
    tokens = frames * PATCHES
    return tokens**2, tokens * (PATCHES + frames)


def order_of_frames() -> str:
    """Three frames, and the row through the ball's middle of all frames, one below the other."""
    parts, cell = [], 2.5
    for place, number in enumerate(SHOWN):
        x = place * 150
        parts += [
            label((x + 60, 14), f"frame {number + 1}", series=0, anchor="middle", bold=True),
            shades(clip()[number], (x, 24), (cell, cell)),
            frame((x, 24), (ACROSS * cell, HEIGHT * cell)),
        ]
        parts.append(
            f'<path class="drawn-2" color="#b3261e" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 3" '
            f'd="M{x} {24 + 15.5 * cell:g}h{ACROSS * cell:g}"/>'
        )
    top, wide, high = 136, 4, 6
    for x, words, frames in ((0, "in order", clip()), (WIDTH - ACROSS * wide, "shuffled", shuffled())):
        parts += [
            label((x + ACROSS * wide / 2, top - 10), words, series=0, anchor="middle", bold=True),
            shades(frames[:, 15], (x, top), (wide, high)),
            frame((x, top), (ACROSS * wide, FRAMES * high)),
        ]
    parts += [
        label((WIDTH / 2, top + 14), "1", anchor="middle"),
        label((WIDTH / 2, top + FRAMES * high / 2), "↓", anchor="middle"),
        label((WIDTH / 2, top + FRAMES * high - 2), "24", anchor="middle"),
    ]
    return document(top + FRAMES * high + 4, parts)


def patches_in_time() -> str:
    """Four frames in patches of 12 × 12 pixels and two frames, numbered."""
    parts, cell = [], 4
    for number in range(4):
        x, y = number % 2 * 216, 24 + number // 2 * 138
        lines = "".join(f"M{x + step * 48} {y}v96" for step in (1, 2, 3)) + f"M{x} {y + 48}h192"
        parts += [
            label((x, y - 8), f"frame {number + 1}", series=0, bold=True),
            shades(clip()[4 * number] * 0.3, (x, y), (cell, cell)),
            f'<path class="drawn-grid" color="{GRID}" fill="none" stroke="currentColor" stroke-width="2" d="{lines}"/>',
            frame((x, y), (ACROSS * cell, HEIGHT * cell)),
        ]
        for place in range(8):
            corner = (x + place % 4 * 48 + 4, y + place // 4 * 48 + 15)
            parts.append(label(corner, str(number // 2 * 8 + place + 1), series=1, bold=True))
    return document(262, parts)


def pairs_by_length() -> str:
    """The pairs of both ways for clips of up to 16 seconds, in billions."""
    plot = Plot(x=(0, 16), y=(0, 6), right=340)
    plot.axes((0, 4, 8, 12, 16), (0, 1, 2, 3, 4, 5, 6), "seconds of video", "billion pairs in a layer")
    for series, way in ((1, 0), (2, 1)):
        plot.curve([(seconds / 2, pairs(seconds / 2)[way] / 1e9) for seconds in range(33)], series)
    plot.label((16.3, 5.3), "all with all", 1)
    plot.label((16.3, 0.75), "space, then", 2)
    plot.label((16.3, 0.2), "time", 2)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "video-order": order_of_frames,
    "video-patches": patches_in_time,
    "video-pairs": pairs_by_length,
}
