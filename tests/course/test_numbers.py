"""The course's computed examples, computed again: what a table of the registry prints is what comes out."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from operator import mul
from pathlib import Path
from typing import Any

import pytest
import yaml

COMPARISONS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "docs" / "registry" / "generative-ai.yml").read_text("utf-8")
)["comparisons"]


def rows(comparison: str) -> list[list[Any]]:
    """A table's cells, row by row."""
    return [list(row.values()) for row in COMPARISONS[comparison]["rows"].values()]


def softmax(*scores: float) -> list[float]:
    """Scores as probabilities."""
    powers = [math.exp(score) for score in scores]
    return [power / sum(powers) for power in powers]


def test_ten_right_tokens() -> None:
    assert rows("exact-match") == [[p, pytest.approx(p**10, abs=0.0005)] for p, _ in rows("exact-match")]


def test_temperatures() -> None:
    for temperature, *shown in rows("temperature-effect"):
        assert shown == pytest.approx(softmax(2 / temperature, 1 / temperature, 0), abs=0.00005)


def test_cosines_at_three_scales() -> None:
    for scale, *shown in rows("clip-scale"):
        assert shown == pytest.approx(softmax(0.28 * scale, 0.24 * scale, 0.20 * scale), abs=0.00005)


def test_pass_at_k() -> None:
    for k, unbiased, shortcut in rows("pass-at-k"):
        assert unbiased == pytest.approx(1 - math.comb(7, k) / math.comb(10, k), abs=0.00005)
        assert shortcut == pytest.approx(1 - 0.7**k, abs=0.00005)


def test_the_noise_schedule() -> None:
    left = list(accumulate((1 - (1e-4 + (0.02 - 1e-4) * step / 999) for step in range(1000)), mul))
    for step, *shown in rows("noise-schedule"):
        alpha = left[step - 1]
        assert shown == pytest.approx([alpha, math.sqrt(alpha), math.sqrt(1 - alpha)], abs=0.00005)


def test_the_merges_of_byte_pair_encoding() -> None:
    corpus = {"cat": 6, "cats": 4, "hat": 5, "chat": 2}
    words = [(list(word), times) for word, times in corpus.items()]
    for _, pair, count, tokens in rows("bpe-merges"):
        counts: dict[str, int] = {}
        for word, times in words:
            for left, right in pairwise(word):
                name = f"`{left}` + `{right}`"
                counts[name] = counts.get(name, 0) + times
        assert max(counts.values()) == count == counts[pair]
        assert list(counts.values()).count(count) == 1
        left, right = pair.replace("`", "").split(" + ")
        words = [(" ".join(word).replace(f"{left} {right}", left + right).split(), times) for word, times in words]
        assert sum(len(word) * times for word, times in words) == tokens
