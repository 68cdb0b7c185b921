"""Object detection: a detector that lays boxes of several sizes on every place of a scene, and non-maximum suppression."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .drawing import DASHES, color, document, label, line, rounded
from .grids import frame, shades

Numbers = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

WIDTH, HEIGHT, SIDES = 42, 22, (7, 9, 11)
DISCS = ((7, 6, 4), (18, 14, 4), (25, 15, 4), (35, 7, 3))
"""Middles and radii of what is to be found."""

BY_HAND: Mapping[str, tuple[Box, float]] = {
    "A": ((1, 1, 5, 5), 0.9),
    "B": ((1, 2, 5, 6), 0.8),
    "C": ((6, 1, 10, 5), 0.7),
    "D": ((6, 2, 10, 5), 0.6),
    "E": ((4, 1, 8, 5), 0.5),
}
"""The boxes of the page with their scores."""


def iou(one: Box, other: Box) -> float:
    """The area that two boxes share, divided by the area that they cover together."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(width, 0) * max(height, 0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return shared / (areas - shared)


def suppressed(found: Iterable[tuple[Box, float]], limit: float) -> list[tuple[Box, float]]:
    """Non-maximum suppression: the boxes that overlap no better one by more than the limit."""
    kept: list[tuple[Box, float]] = []
    for box, score in sorted(found, key=lambda each: -each[1]):
        if all(iou(box, better) <= limit for better, _ in kept):
            kept.append((box, score))
    return kept


def disc(width: int, height: int, middle: tuple[float, float], radius: float) -> NDArray[np.bool_]:
    """Which pixels are in a disc."""
    rows, columns = np.mgrid[:height, :width]
    return np.asarray((columns - middle[0]) ** 2 + (rows - middle[1]) ** 2 <= radius**2 + 0.5)


def scene() -> Numbers:
    """Discs of ink, with every twelfth pixel turned into its opposite on average."""
    chance = random.Random(4)  # noqa: S311 - the same in every run
    ink = np.any([disc(WIDTH, HEIGHT, (x, y), radius) for x, y, radius in DISCS], axis=0)
    dirt = np.array([[chance.random() < 1 / 12 for _ in range(WIDTH)] for _ in range(HEIGHT)])
    return np.asarray(ink ^ dirt, float)


def detections(least: float) -> list[tuple[Box, float]]:
    """All boxes whose pixels correlate with a disc, one pixel from their edges, by this much or more."""
    picture, found = scene(), []
    for side in SIDES:
        middle = (side - 1) / 2
        pattern = disc(side, side, (middle, middle), middle - 1)
        windows = sliding_window_view(picture, (side, side))
        for (top, left), score in np.ndenumerate(_correlations(windows, pattern)):
            if score >= least:
                found.append(((float(left), float(top), float(left + side), float(top + side)), round(float(score), 6)))
    return found


def _correlations(windows: Numbers, pattern: NDArray[np.bool_]) -> Numbers:
    """The correlation of each window's pixels with a pattern."""
    seen = windows - windows.mean((2, 3), keepdims=True)
    wanted = pattern - pattern.mean()
    lengths = np.sqrt((seen**2).sum((2, 3)) * (wanted**2).sum())
    return np.asarray((seen * wanted).sum((2, 3)) / np.maximum(lengths, 1e-9))


def _boxes(boxes: Iterable[Box], corner: tuple[float, float], scale: float, series: int, width: float) -> str:
    """The outlines of boxes in one path."""
    outlines = "".join(
        f"M{rounded(corner[0] + left * scale)} {rounded(corner[1] + top * scale)}h{rounded((right - left) * scale)}"
        f"v{rounded((bottom - top) * scale)}h{rounded((left - right) * scale)}z"
        for left, top, right, bottom in boxes
    )
    return f'<path {color(series)} fill="none" stroke="currentColor" stroke-width="{rounded(width)}" d="{outlines}"/>'


def scene_with_boxes() -> str:
    """The scene with all boxes that the detector finds good enough, and with those that are left."""
    found, cell, parts = detections(0.45), 10, []
    kept = suppressed(found, 0.5)
    for top, words, boxes, width in ((24, f"{len(found)} boxes", found, 1), (280, f"{len(kept)} boxes are left", kept, 3)):
        parts += [
            label((0, top - 10), words, series=0, bold=True),
            shades(scene() * 0.35, (0, top), (cell, cell)),
            frame((0, top), (WIDTH * cell, HEIGHT * cell)),
            _boxes([box for box, _ in boxes], (0, top), cell, 2, width),
        ]
    for box, score in kept:
        parts.append(label((box[0] * cell + 5, 280 + box[1] * cell + 16), f"{score:.2f}", series=2, bold=True))
    return document(280 + HEIGHT * cell + 4, parts)


def boxes_by_hand() -> str:
    """The five boxes of the page on squared paper, those that go with dashes."""
    scale, left, top = 36, 12, 8
    parts = [line((left + step * scale, top), (left + step * scale, top + 6 * scale)) for step in range(12)] + [
        line((left, top + step * scale), (left + 11 * scale, top + step * scale)) for step in range(7)
    ]
    kept = [box for box, _ in suppressed(BY_HAND.values(), 0.5)]
    places = {"A": (1, 1), "B": (1.1, 5.2), "C": (8.5, 1), "D": (8.4, 4.1), "E": (6.2, 3)}
    for series, (name, (box, score)) in zip((1, 2, 1, 2, 3), BY_HAND.items(), strict=True):
        # Outlines that lie on each other are drawn a little apart.
        gap = {1: 0, 2: 0.13, 3: 0.07}[series]
        drawn = (box[0] + gap, box[1] + gap, box[2] - gap, box[3] - gap)
        outline = _boxes([drawn], (left, top), scale, series, 3 if box in kept else 2.5)
        parts += [
            outline if box in kept else outline.replace(" d=", f' stroke-dasharray="{DASHES[1]}" d='),
            label(
                (left + places[name][0] * scale + 6, top + places[name][1] * scale + 16),
                f"{name} {score:g}",
                series=series,
                bold=True,
            ),
        ]
    return document(top + 6 * scale + 8, parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "detection-by-hand": boxes_by_hand,
    "detection-scene": scene_with_boxes,
}
