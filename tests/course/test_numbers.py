"""The course's computed examples, computed again: what a page or a table of the registry prints is what comes out."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import accumulate, pairwise
from operator import mul
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).parents[2] / "docs"


def registered(area: str, section: str = "topics") -> dict[str, Any]:
    """The entries of a section of an area's file in the registry."""
    entries: dict[str, Any] = yaml.safe_load((DOCS / "registry" / f"{area}.yml").read_text("utf-8"))[section]
    return entries


COMPARISONS = registered("generative-ai", "comparisons")


def rows(comparison: str) -> list[list[Any]]:
    """A table's cells, row by row."""
    return [list(row.values()) for row in COMPARISONS[comparison]["rows"].values()]


def as_printed(value: float, printed: str) -> str:
    """A number with as many decimals as the printed one has, so that a lost zero shows as well as a wrong digit."""
    return f"{value:.{len(printed.partition('.')[2])}f}"


def prints(page: str, text: str, *values: float) -> bool:
    """Whether a page prints a text whose gaps are filled with values, a minus sign as it is typeset."""
    return text.format(*values).replace("-", "−") in " ".join((DOCS / page).read_text("utf-8").split())


def softmax(*scores: float) -> list[float]:
    """Scores as probabilities."""
    powers = [math.exp(score) for score in scores]
    return [power / sum(powers) for power in powers]


def test_ten_right_tokens() -> None:
    for token, answer in rows("exact-match"):
        assert answer == as_printed(float(token) ** 10, answer)


def test_temperatures() -> None:
    for temperature, *shown in rows("temperature-effect"):
        computed = softmax(2 / temperature, 1 / temperature, 0)
        assert shown == [as_printed(value, printed) for value, printed in zip(computed, shown, strict=True)]


def test_cosines_at_three_scales() -> None:
    for scale, *shown in rows("clip-scale"):
        computed = softmax(0.28 * scale, 0.24 * scale, 0.20 * scale)
        assert shown == [as_printed(value, printed) for value, printed in zip(computed, shown, strict=True)]


def estimate(n: int, c: int, k: int) -> float:
    """What the unbiased estimator makes of n samples, c of them correct."""
    return 1 - math.comb(n - c, k) / math.comb(n, k)


def mean_over_samples(score: Callable[[int], float], n: int, p: float) -> float:
    """The mean of a score of c over all draws of n samples that are each correct with probability p."""
    return sum(math.comb(n, c) * p**c * (1 - p) ** (n - c) * score(c) for c in range(n + 1))


def test_pass_at_k() -> None:
    for k, unbiased, shortcut in rows("pass-at-k"):
        assert unbiased == as_printed(estimate(10, 3, k), unbiased)
        assert shortcut == as_printed(1 - 0.7**k, shortcut)


def test_the_estimate_of_pass_at_k_is_right_on_average_and_the_shortcut_too_low() -> None:
    page = "generative-ai/code-generation.md"
    unbiased = mean_over_samples(lambda c: estimate(10, c, 5), 10, 0.3)
    shortcut = mean_over_samples(lambda c: 1 - (1 - c / 10) ** 5, 10, 0.3)
    assert unbiased == pytest.approx(1 - 0.7**5)
    assert prints(page, "pass@5 is 1 − 0.7⁵ = {:.4f}.", 1 - 0.7**5)
    assert prints(page, "The formula's average is {:.4f} too", unbiased)
    assert prints(page, "The shortcut's average is {:.4f}:", shortcut)
    assert prints(page, "The estimate is 1 − 21/252 = {:.4f}.", estimate(10, 3, 5))
    assert prints(page, "the estimate for both together is {:.4f}.", estimate(10, 3, 5) / 2)


QUIZZES = "registry/generative-ai.yml"


def test_quizzes_of_generative_ai() -> None:
    assert prints(QUIZZES, "all fail with probability 0.7⁸ ≈ {:.3f}.", 0.7**8)
    assert prints(QUIZZES, 'right: {{text: "{:.4f}", correct: true, feedback: "1 − 35/120 = 17/24."}}', estimate(10, 3, 3))
    assert prints(QUIZZES, 'shortcut: {{text: "{:.3f}", feedback: "1 − 0.7³ puts', 1 - 0.7**3)
    assert prints(QUIZZES, '"0.7239 · 1 + 0.6899 · (−1.2) = {:.2f}."', 0.7239 + 0.6899 * -1.2)
    assert prints(QUIZZES, 'right: {{text: "{:.1f}", correct: true, feedback: "(1 · 3 + 0 · 4)', 3 / 5)


def left_at_each_step() -> list[float]:
    """How much of the image's variance a linear schedule leaves, step by step."""
    return list(accumulate((1 - (1e-4 + (0.02 - 1e-4) * step / 999) for step in range(1000)), mul))


def test_the_noise_schedule() -> None:
    left = left_at_each_step()
    for step, *shown in rows("noise-schedule"):
        alpha = left[step - 1]
        computed = (alpha, math.sqrt(alpha), math.sqrt(1 - alpha))
        assert shown == [as_printed(value, printed) for value, printed in zip(computed, shown, strict=True)]


Box = tuple[int, int, int, int]
"""Left, bottom, right and top."""


def area(box: Box) -> int:
    """A box's area, 0 for one that is turned inside out."""
    left, bottom, right, top = box
    return max(right - left, 0) * max(top - bottom, 0)


def overlap(one: Box, other: Box) -> tuple[int, int, int]:
    """The area that two boxes share, the area that they cover, and the area of the smallest box around both."""
    shared = area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
    around = area((min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])))
    return shared, area(one) + area(other) - shared, around


TRUE_BOX: Box = (0, 0, 4, 4)


@pytest.mark.parametrize("box", [(0, 0, 4, 4), (1, 0, 5, 4), (1, 1, 5, 5), (0, 0, 8, 8), (2, 2, 6, 6), (5, 0, 9, 4)])
def test_intersection_over_union(box: Box) -> None:
    shared, covered, _ = overlap(TRUE_BOX, box)
    lines = (DOCS / "computer-vision" / "evaluation.md").read_text("utf-8").splitlines()
    [row] = [line for line in lines if line.startswith("| ({}, {}) to ({}, {}): ".format(*box))]
    assert row.endswith(f" | {shared} | {covered} | {shared / covered:.3f} |")


def test_generalized_intersection_over_union() -> None:
    page = "computer-vision/evaluation.md"
    shared, covered, around = overlap(TRUE_BOX, (5, 0, 9, 4))
    assert (shared, covered, around) == (0, 32, 36)
    assert prints(page, "4 are empty: 0 − 4/36 = {:.3f}.", -(around - covered) / around)
    shared, covered, around = overlap(TRUE_BOX, (20, 0, 24, 4))
    assert (shared, covered, around) == (0, 32, 96)
    assert prints(page, "0 − 64/96 = {:.3f}.", -(around - covered) / around)


@pytest.mark.parametrize("p", [0.95, 0.99])
def test_the_chances_of_steps_multiply(p: float) -> None:
    assert prints(
        "building-with-ai/agents.md",
        "| {:.0f}% | {:.1f}% | {:.1f}% | {:.1f}% |",
        100 * p,
        *(100 * p**steps for steps in (5, 10, 20)),
    )


def test_the_merges_of_byte_pair_encoding() -> None:
    corpus = {"cat": 6, "cats": 4, "hat": 5, "chat": 2}
    words = [(list(word), times) for word, times in corpus.items()]
    for _, pair, count, piece, tokens in rows("bpe-merges"):
        counts: dict[str, int] = {}
        for word, times in words:
            for left, right in pairwise(word):
                name = f"`{left}` + `{right}`"
                counts[name] = counts.get(name, 0) + times
        assert max(counts.values()) == count == counts[pair]
        assert list(counts.values()).count(count) == 1
        left, right = pair.replace("`", "").split(" + ")
        assert piece == f"`{left}{right}`"
        words = [(" ".join(word).replace(f"{left} {right}", left + right).split(), times) for word, times in words]
        assert sum(len(word) * times for word, times in words) == tokens
