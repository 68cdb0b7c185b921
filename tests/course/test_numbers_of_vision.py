"""The numbers of the pages on images and boxes, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import numpy as np
import pytest
import yaml

from overrides.figures import classification

from .test_numbers import DOCS, prints
from .test_numbers_of_training import table

CLASSIFICATION = "computer-vision/classification.md"
QUIZ = {
    name: topic["quiz"]
    for name, topic in yaml.safe_load((DOCS / "registry" / "computer-vision.yml").read_text("utf-8"))["topics"].items()
    if "quiz" in topic
}
LETTER = [[0, 1, 0, 0, 0, 0]] * 4 + [[0, 1, 1, 1, 1, 0], [0] * 6]
UPRIGHT = [[-1, 2, -1]] * 3


def convolved(picture: list[list[int]], weights: list[list[int]]) -> list[list[int]]:
    """The sums of a filter at all places, row by row."""
    height, width = len(picture) - len(weights) + 1, len(picture[0]) - len(weights[0]) + 1
    return [
        [
            sum(
                weight * picture[top + row][left + column]
                for row, line in enumerate(weights)
                for column, weight in enumerate(line)
            )
            for left in range(width)
        ]
        for top in range(height)
    ]


def test_the_filter_on_the_letter() -> None:
    found = convolved(LETTER, UPRIGHT)
    assert np.array_equal(classification.convolved(np.array(LETTER, float), np.array(UPRIGHT, float)), found)
    assert prints(CLASSIFICATION, "sum = {}", found[0][0])
    assert prints(CLASSIFICATION, "the column of −1, so the sum is {}.", found[0][1])
    assert prints(CLASSIFICATION, "has 6, 6, 5, 3 in its first column, -3, -3, -2, -1 in the second, zeros in the third")
    columns = list(map(list, zip(*found, strict=True)))
    assert columns == [[6, 6, 5, 3], [-3, -3, -2, -1], [0, 0, 0, 0], [0, 0, 1, 1]]
    above = sorted((each for row in found for each in row if each > 0), reverse=True)
    assert above == [6, 6, 5, 3, 1, 1]
    assert prints(CLASSIFICATION, "so it is {}/16 = {:.3f}.", sum(above), sum(above) / 16)
    lying = convolved(LETTER, list(map(list, zip(*UPRIGHT, strict=True))))
    assert max(map(max, lying)) == max(lying[3]) == 6
    moved = [[0, *row[:-1]] for row in LETTER]
    assert [row[1] for row in convolved(moved, UPRIGHT)] == columns[0]
    assert convolved([[1] * 3] * 3, UPRIGHT) == [[0]]
    assert QUIZ["classification"]["slide"]["choices"]["zero"]["correct"]


def test_the_tiny_network_beats_a_layer_on_all_pixels() -> None:
    rows = table(CLASSIFICATION, "Model", "Weights")
    assert [int(row[1]) for row in rows] == [3 * 144 + 3, 3 * 25 + 3 + 3 * 3 + 3]
    assert prints(CLASSIFICATION, "trains a network of {} weights", 3 * 25 + 3 + 3 * 3 + 3)
    assert tuple(int(row[2]) for row in rows) == classification.right_answers(60, 1)
    # On another processor, a picture between two shapes may fall to the other side.
    assert [int(row[3]) for row in rows] == pytest.approx(classification.right_answers(600, 2), abs=5)
    plus, ex, ring = classification.mean_answers()[0]
    assert prints(CLASSIFICATION, "Its mean is {:.2f} for the ex, {:.2f} for the ring and {:.2f} for the plus.", ex, ring, plus)


def test_patches() -> None:
    assert prints(CLASSIFICATION, "(12/4) · (12/4) = {} patches.", (12 // 4) ** 2)
    assert prints(CLASSIFICATION, "14 · 14 = {}.", (224 // 16) ** 2)
    assert ((224 // 8) ** 2 / (224 // 16) ** 2) ** 2 == 16
    assert QUIZ["classification"]["patches"]["choices"]["right"]["text"] == str((224 // 32) ** 2)
    assert QUIZ["classification"]["patches"]["choices"]["more"]["text"] == str((224 // 8) ** 2)
