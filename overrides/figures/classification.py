"""Image classification: a convolution by hand, a tiny network that learns three filters, and a picture as patches."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from .drawing import document, label
from .grids import dashes, digits, frame, shades, signed

Numbers = NDArray[np.float64]

LETTER: Numbers = np.array([[0, 1, 0, 0, 0, 0]] * 4 + [[0, 1, 1, 1, 1, 0], [0] * 6], float)
"""The letter L; 1 is ink."""
UPRIGHT: Numbers = np.array([[-1, 2, -1]] * 3, float)
"""A filter that finds upright strokes."""

SHAPES = {
    "plus": "...#... ...#... ...#... ####### ...#... ...#... ...#...",
    "ex": "#.....# .#...#. ..#.#.. ...#... ..#.#.. .#...#. #.....#",
    "ring": "..###.. .#...#. #.....# #.....# #.....# .#...#. ..###..",
}
FILTERS, FILTER, SIZE = 3, 5, 12


def convolved(picture: Numbers, weights: Numbers) -> Numbers:
    """The sum of products at every place that a filter fits on."""
    return np.einsum("abij,ij->ab", sliding_window_view(picture, weights.shape), weights)


def pictures(count: int, seed: int) -> tuple[Numbers, NDArray[np.int_]]:
    """Pictures of the shapes in turn, each somewhere among noise, and which shape each of them is."""
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    shapes = np.array([[[mark == "#" for mark in row] for row in shape.split()] for shape in SHAPES.values()], float)
    found, kinds = np.zeros((count, SIZE, SIZE)), np.arange(count) % len(SHAPES)
    for picture, kind in zip(found, kinds, strict=True):
        top, left = chance.randrange(6), chance.randrange(6)
        picture[:] = [[chance.uniform(0, 0.4) for _ in range(SIZE)] for _ in range(SIZE)]
        place = picture[top : top + 7, left : left + 7]
        place[:] = np.maximum(place, shapes[kind])
    return found, kinds


def softmax(scores: Numbers) -> Numbers:
    """Scores of each row as shares that add up to 1."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def _patches(images: Numbers) -> Numbers:
    """What the filters see: for each picture, the 25 numbers at each of 64 places."""
    return sliding_window_view(images, (FILTER, FILTER), (1, 2)).reshape(len(images), -1, FILTER**2)


@cache
def trained() -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The filters with their biases, and the last layer with its own, after 1,500 steps on 60 pictures."""
    chance = random.Random(3)  # noqa: S311 - the same in every run
    images, kinds = pictures(60, 1)
    seen, right = _patches(images), np.eye(3)[kinds]
    filters = np.array([[chance.uniform(-0.3, 0.3) for _ in range(FILTERS)] for _ in range(FILTER**2)])
    last = np.array([[chance.uniform(-0.3, 0.3) for _ in range(3)] for _ in range(FILTERS)])
    biases, last_biases = np.zeros(FILTERS), np.zeros(3)
    for _ in range(1500):
        maps = np.maximum(seen @ filters + biases, 0)
        means = maps.mean(1)
        slopes = (softmax(means @ last + last_biases) - right) / len(images)
        back = (slopes @ last.T)[:, None, :] / maps.shape[1] * (maps > 0)
        last, last_biases = last - 0.5 * means.T @ slopes, last_biases - 0.5 * slopes.sum(0)
        filters, biases = filters - 0.5 * np.einsum("npk,npf->kf", seen, back), biases - 0.5 * back.sum((0, 1))
    return filters, biases, last, last_biases


def maps_of(images: Numbers) -> Numbers:
    """How strongly each filter answers at each place: pictures × places × filters."""
    filters, biases, *_ = trained()
    return np.maximum(_patches(images) @ filters + biases, 0)


@cache
def pixel_layer() -> tuple[Numbers, Numbers]:
    """A weight for each pixel and shape, and the biases, after 2,000 steps on the same 60 pictures."""
    images, kinds = pictures(60, 1)
    flat, weights, biases = images.reshape(60, -1), np.zeros((SIZE**2, 3)), np.zeros(3)
    for _ in range(2000):
        slopes = (softmax(flat @ weights + biases) - np.eye(3)[kinds]) / 60
        weights, biases = weights - 0.1 * flat.T @ slopes, biases - 0.1 * slopes.sum(0)
    return weights, biases


def right_answers(count: int, seed: int) -> tuple[int, int]:
    """How many of some pictures the single layer on all pixels gets right, and how many the network with filters does."""
    images, kinds = pictures(count, seed)
    (weights, biases), (_, _, last, last_biases) = pixel_layer(), trained()
    layer = images.reshape(count, -1) @ weights + biases
    network = maps_of(images).mean(1) @ last + last_biases
    return int((layer.argmax(1) == kinds).sum()), int((network.argmax(1) == kinds).sum())


def mean_answers() -> Numbers:
    """For each filter and each shape, the mean of its map over the new pictures."""
    images, kinds = pictures(600, 2)
    means = maps_of(images).mean(1)
    return np.array([means[kinds == kind].mean(0) for kind in range(3)]).T


def by_hand() -> str:
    """The letter, the filter at its first place, and the map of sums."""
    cell, top = 24, 40
    found = convolved(LETTER, UPRIGHT)
    left, right, map_top = 178, 300, top + cell
    return document(
        top + 6 * cell + 8,
        [
            label((72, 16), "picture", anchor="middle"),
            shades(LETTER * 0.5, (0, top), (cell, cell), 0, strongest=0.5),
            frame((0, top), (6 * cell, 6 * cell)),
            *digits(LETTER, (0, top), (cell, cell)),
            frame((0, top), (3 * cell, 3 * cell), 2, 3),
            label((left + 36, 16), "filter", anchor="middle"),
            frame((left, map_top), (3 * cell, 3 * cell), 2, 3),
            *digits(UPRIGHT, (left, map_top), (cell, cell)),
            label((right + 48, 16), "map", anchor="middle"),
            *signed(found, (right, map_top), (cell, cell), 0.45),
            frame((right, map_top), (4 * cell, 4 * cell)),
            *digits(found, (right, map_top), (cell, cell)),
            frame((right, map_top), (cell, cell), 2, 3),
            label((275, top + 66), "→", series=0, anchor="middle"),
        ],
    )


def learned() -> str:
    """A picture of each shape, and the map that each learned filter makes of it."""
    images, kinds = pictures(9, 2)
    columns, rows = (118, 222, 326), (146, 252, 358)
    filters, strongest = trained()[0], maps_of(images).max((0, 1))
    parts = [label((0, 84), "picture"), label((0, 138), "filter"), label((222 + 42, 138), "its maps", anchor="middle")]
    for x, kind, name in zip(columns, range(3), SHAPES, strict=True):
        example = int(np.flatnonzero(kinds == kind)[1])
        parts += [
            label((x + 42, 14), name, series=0, anchor="middle", bold=True),
            shades(images[example], (x, 24), (7, 7)),
            frame((x, 24), (84, 84)),
        ]
        for number, y in enumerate(rows):
            answer = maps_of(images)[example, :, number].reshape(8, 8) / strongest[number]
            parts += [shades(answer, (x, y), (11, 11), 1), frame((x, y), (88, 88))]
    for number, y in enumerate(rows):
        weights = filters[:, number].reshape(FILTER, FILTER)
        parts += [*signed(weights, (0, y), (17, 17)), dashes(weights, (0, y), (17, 17)), frame((0, y), (85, 85))]
    return document(rows[-1] + 92, parts)


def patches() -> str:
    """A picture of a ring, cut into nine squares, which then stand in a row."""
    images, kinds = pictures(9, 2)
    picture, big, small = images[int(np.flatnonzero(kinds == 2)[1])], 12, 9
    parts = [shades(picture, (138, 4), (big, big)), label((210, 172), "↓", series=0, anchor="middle")]
    for number in range(9):
        row, column = divmod(number, 3)
        x = 8 + number * 46
        square = picture[4 * row : 4 * row + 4, 4 * column : 4 * column + 4]
        parts += [
            frame((138 + 4 * column * big, 4 + 4 * row * big), (4 * big, 4 * big), 2, 2),
            shades(square, (x, 184), (small, small)),
            frame((x, 184), (4 * small, 4 * small), 2, 2),
            label((x + 18, 238), str(number + 1), series=0, anchor="middle"),
        ]
    return document(246, parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "classification-by-hand": by_hand,
    "classification-learned": learned,
    "classification-patches": patches,
}
