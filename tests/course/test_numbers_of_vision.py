"""The numbers of the pages on images and boxes, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math

import numpy as np
import pytest

from overrides.figures import classification, detection, evaluation

from .test_numbers import prints, registered
from .test_numbers_of_training import table

CLASSIFICATION = "computer-vision/classification.md"
DETECTION = "computer-vision/detection.md"
EVALUATION = "computer-vision/evaluation.md"
QUIZ = {name: topic["quiz"] for name, topic in registered("computer-vision").items() if "quiz" in topic}
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
    assert prints(CLASSIFICATION, "a column of −1, so the sum is {}.", found[0][1])
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
    assert prints(CLASSIFICATION, "Its mean is {:.2f} for the X, {:.2f} for the ring and {:.2f} for the plus.", ex, ring, plus)


def test_patches() -> None:
    assert prints(CLASSIFICATION, "(12/4) · (12/4) = {} patches.", (12 // 4) ** 2)
    assert prints(CLASSIFICATION, "14 · 14 = {}.", (224 // 16) ** 2)
    assert ((224 // 8) ** 2 / (224 // 16) ** 2) ** 2 == 16
    assert QUIZ["classification"]["patches"]["choices"]["right"]["text"] == str((224 // 32) ** 2)
    assert QUIZ["classification"]["patches"]["choices"]["more"]["text"] == str((224 // 8) ** 2)


Box = tuple[int, int, int, int]


def iou(one: Box, other: Box) -> float:
    """The overlap of two boxes, counted square by square."""

    def squares(box: Box) -> set[tuple[int, int]]:
        return {(x, y) for x in range(box[0], box[2]) for y in range(box[1], box[3])}

    return len(squares(one) & squares(other)) / len(squares(one) | squares(other))


def test_all_boxes_of_a_picture() -> None:
    columns, rows = math.comb(641, 2), math.comb(481, 2)
    assert prints(DETECTION, "641·640/2 = {:,} pairs of columns 481·480/2 = {:,} pairs of rows", columns, rows)
    assert prints(DETECTION, "{:,} · {:,} ≈ {:.1f} billion boxes", columns, rows, columns * rows / 1e9)
    assert prints(DETECTION, "7 · 7 · (2 · 5 + 20) = {:,} numbers", 7 * 7 * (2 * 5 + 20))
    assert pytest.approx(20_000, rel=0.1) == 60 * 40 * 9


def test_the_corrections_of_an_anchor() -> None:
    right, down, wider, taller = (9 - 8) / 4, (7 - 8) / 4, math.log(6 / 4), math.log(4 / 4)
    shown = "(9 − 8)/4 = {:g} down: (7 − 8)/4 = {:g} wider: ln(6/4) = {:.3f} taller: ln(4/4) = {:g}"
    assert prints(DETECTION, shown, right, down, wider, taller)
    assert 4 * math.exp(0.405) == pytest.approx(6, abs=0.005)


def test_suppression_by_hand() -> None:
    boxes: dict[str, Box] = {}
    for name, score, corners, with_a, with_c, verdict in table(DETECTION, "Box", "Score"):
        left, top, right, bottom = map(int, corners.split(", "))
        boxes[name] = (left, top, right, bottom)
        assert detection.BY_HAND[name] == (boxes[name], float(score))
        for other, shown in (("A", with_a), ("C", with_c)):
            if shown:
                assert shown == f"{iou(boxes[name], {'A': boxes['A'], 'C': (6, 1, 10, 5)}[other]):.3f}"
        kept = detection.suppressed(detection.BY_HAND.values(), 0.5)
        assert (detection.BY_HAND[name] in kept) == verdict.startswith("kept"), name
    assert boxes.keys() == detection.BY_HAND.keys()


def test_the_slots_with_the_lowest_sum() -> None:
    costs = {("1", "dog"): 0.1, ("1", "cat"): 0.2, ("2", "dog"): 0.15, ("2", "cat"): 0.9}
    assert min(costs, key=lambda pair: costs[pair]) == ("1", "dog")
    assert prints(DETECTION, "0.1 + 0.9 = {:.1f} lowest sum:", costs["1", "dog"] + costs["2", "cat"])
    assert prints(DETECTION, "0.2 + 0.15 = {:.2f}", costs["1", "cat"] + costs["2", "dog"])


def test_the_detector_of_the_scene() -> None:
    assert prints(DETECTION, "on every place, {:,} in all", sum((42 - side + 1) * (22 - side + 1) for side in (7, 9, 11)))
    assert prints(DETECTION, "Above, {} boxes lie around the discs", len(detection.detections(0.45)))
    kept = detection.suppressed(detection.detections(0.45), 0.5)
    discs = {(x, y) for x, y, _ in detection.DISCS}

    def found(box: detection.Box) -> set[tuple[int, int]]:
        return {(x, y) for x, y in discs if math.dist((x + 0.5, y + 0.5), ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)) < 1.5}

    assert [len(found(box)) for box, _ in kept] == [1] * 4
    assert set().union(*(found(box) for box, _ in kept)) == discs
    assert sorted(f"{score:.2f}" for _, score in kept) == sorted(["0.80", "0.62", "0.72", "0.73"])
    many = detection.suppressed(detection.detections(0.4), 0.5)
    assert prints(DETECTION, "{} boxes pass and {} are left, five of which", len(detection.detections(0.4)), len(many))
    assert sum(box in [each for each, _ in kept] for box, _ in many) == len(many) - 5
    # With the limit 0.1, one of the two that touch gives way to a worse box.
    assert [box in [each for each, _ in detection.suppressed(detection.detections(0.45), 0.1)] for box, _ in kept].count(
        False
    ) == 1


def average_precision(hits: str, total: int) -> float:
    """The area under the smoothed curve of a ranked list, in which a hit is an h and a false alarm an f."""
    precisions = [hits[:rank].count("h") / rank for rank in range(1, len(hits) + 1)]
    best = [max(precisions[rank:]) for rank in range(len(hits))]
    return sum(precision for precision, verdict in zip(best, hits, strict=True) if verdict == "h") / total


def sampled_precision(hits: str, total: int, values: int) -> float:
    """The mean of the smoothed curve at some values of recall."""
    reached = [(hits[:rank].count("h"), hits[:rank].count("h") / rank) for rank in range(1, len(hits) + 1)]
    steps = range(values)
    at = [max((each for hit, each in reached if hit * (values - 1) >= step * total), default=0) for step in steps]
    return sum(at) / values


def test_the_curve_of_five_boxes() -> None:
    ranks = table(EVALUATION, "Rank", "Confidence")
    hits = "".join(verdict[0] for _, _, verdict, _, _ in ranks)
    assert [shown for *_, shown, _ in ranks] == [
        f"{hits[:rank].count('h')}/{rank} = {hits[:rank].count('h') / rank:.2f}" for rank in range(1, 6)
    ]
    assert [shown for *_, shown in ranks] == [
        f"{hits[:rank].count('h')}/4 = {hits[:rank].count('h') / 4:.2f}" for rank in range(1, 6)
    ]
    assert tuple(verdict == "h" for verdict in hits) == evaluation.VERDICTS
    points = [(float(recall[-4:]), float(precision[-4:])) for *_, precision, recall in ranks]
    drawn = evaluation.ranked(evaluation.VERDICTS, evaluation.DOGS)
    assert drawn == [pytest.approx(point, abs=0.005) for point in points]
    assert evaluation.smoothed(drawn, evaluation.DOGS) == [1, 1, 0.75, 0]
    places = [f"{recall:g} and {'precision ' * (rank == 0)}{precision:g}" for rank, (recall, precision) in enumerate(points)]
    assert prints(EVALUATION, "at recall {}, at {}, at {}, at {}, and at {}.".format(*places))
    found = average_precision(hits, 4)
    assert prints(EVALUATION, "AP = 0.25 × 1 + 0.25 × 1 + 0.25 × 0.75 + 0.25 × 0 = {:.4f}", found)
    assert prints(EVALUATION, "The filled area is AP, {:.4f}.", found)
    assert average_precision(hits + "f" * 20, 4) == found
    assert prints(EVALUATION, "AP would drop to {:.4f}.", average_precision("fhhhf", 4))
    shown = "For our dogs that gives {:.4f} instead of {:.4f}. The early VOC rule used 11 values, which gives {:.4f}."
    assert prints(EVALUATION, shown, sampled_precision(hits, 4, 101), found, sampled_precision(hits, 4, 11))


def test_a_shift_by_two_pixels() -> None:
    large, small = iou((0, 0, 100, 100), (2, 0, 102, 100)), iou((0, 0, 10, 10), (2, 0, 12, 10))
    assert prints(EVALUATION, "100 by 100 pixels, IoU is still {:.3f}. For one of 10 by 10 pixels, it is {:.3f}:", large, small)


def test_the_quiz_on_scores() -> None:
    texts = {name: [choice["text"] for choice in each["choices"].values()] for name, each in QUIZ["evaluation"].items()}
    assert texts["half-shared"] == [f"{8 / (16 + 16 - 8):.3f}", f"{8 / 16}", f"{8 / (16 + 16)}"]
    assert texts["two-dogs"] == [f"{average_precision('hfh', 2):.3f}", f"{(1 + 1 / 2 + 2 / 3) / 3:.3f}", f"{2 / 3:.3f}"]
    assert texts["swapped"][0] == f"It falls to {average_precision('fhh', 2):.3f}"
