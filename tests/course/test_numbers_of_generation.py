"""The numbers of the pages on text generation and multimodal generation, computed again in plain Python."""

from __future__ import annotations

import math
from itertools import accumulate
from typing import Any

import pytest

from overrides.figures import multimodal, text_generation

from .test_numbers import prints, registered, rows, softmax

TEXT = "generative-ai/text-generation.md"
MULTIMODAL = "generative-ai/multimodal.md"
TOPICS = registered("generative-ai")


def choices(topic: str, question: str) -> list[dict[str, Any]]:
    """The choices of a question."""
    return list(TOPICS[topic]["quiz"][question]["choices"].values())


def shares(temperature: float) -> list[float]:
    """The shares of three tokens with the scores 2, 1 and 0."""
    return softmax(*(score / temperature for score in (2, 1, 0)))


def left_by_top_p(found: list[float], p: float) -> int:
    """How many tokens the smallest set has that reaches p."""
    sums = accumulate(sorted(found, reverse=True))
    return next(count for count, total in enumerate(sums, start=1) if total >= p)


def test_the_shares_of_three_tokens_at_all_temperatures() -> None:
    for temperature in (0.05, 0.5, 1, 2, 4):
        assert text_generation.shares(temperature) == pytest.approx(shares(temperature))
    shown = "Near 0, the token with score 2 has everything. At temperature 1 the shares are {:.2f}, {:.2f} and {:.2f}, and at 4"
    assert prints(TEXT, shown + " they are {:.2f}, {:.2f} and {:.2f},", *shares(1), *shares(4))
    assert shares(0.05)[0] == pytest.approx(1)
    assert shares(1e6) == pytest.approx([1 / 3] * 3, abs=1e-5)


def test_what_top_k_and_top_p_leave() -> None:
    one, other, _ = shares(1)
    shown = "k = 2 drops the third token and rescales the rest to {:.4f} and {:.4f}"
    assert prints(TEXT, shown, one / (one + other), other / (one + other))
    assert prints(TEXT, "because the first alone falls short and both together hold {:.2f}.", one + other)
    assert (left_by_top_p(shares(1), 0.9), left_by_top_p(shares(2), 0.9), left_by_top_p([0.95, 0.05], 0.9)) == (2, 3, 1)
    first, second, third = shares(2)
    assert f"{first:.4f}, {second:.4f} and {third:.4f}" in TOPICS["text-generation"]["quiz"]["flat"]["prompt"]
    feedback = choices("text-generation", "flat")[0]["feedback"]
    assert f"hold {first + second:.4f}" in feedback
    assert f"held {one + other:.4f}" in feedback


def test_a_lower_temperature_widens_the_gap() -> None:
    assert "0.73" in TOPICS["text-generation"]["quiz"]["half"]["prompt"]
    right, flat, _ = choices("text-generation", "half")
    found = [softmax(1 / temperature, 0)[0] for temperature in (1, 0.5, 2)]
    assert [f"{share:.2f}" for share in found] == ["0.73", right["text"], flat["text"]]
    assert f"= {found[1]:.2f}." in right["feedback"]


def test_a_majority_of_five_attempts() -> None:
    chance = sum(math.comb(5, right) * 0.6**right * 0.4 ** (5 - right) for right in (3, 4, 5))
    assert prints(TEXT, "at least three would be right with probability {:.3f}.", chance)


def test_a_mask_saves_about_half_of_the_comparisons() -> None:
    assert 1000**2 / math.comb(1001, 2) == pytest.approx(2, rel=0.01)
    assert "about twice as many" in choices("text-generation", "mask")[1]["feedback"]


def test_three_captions_at_three_scales() -> None:
    scales = (1, 1 / 0.07, 100)
    assert scales == multimodal.SCALES
    assert [scale for scale, *_ in rows("clip-scale")] == [round(scale, 3) for scale in scales]
    assert prints(MULTIMODAL, "The scale starts at 1 / 0.07 = {:.3f}.", scales[1])
    found = [softmax(*(scale * cosine for cosine in (0.28, 0.24, 0.20))) for scale in scales]
    assert [multimodal.shares(scale) for scale in scales] == [pytest.approx(shown) for shown in found]
    told = (
        "nearly equal, with {:.2f}, {:.2f} and {:.2f}%. At scale {:.3f} they are {:.2f}, {:.2f} and {:.2f}%. "
        "At scale 100 the first one has {:.2f}%, and the others have {:.2f} and {:.2f}%."
    )
    one, start, hundred = ([100 * share for share in each] for each in found)
    assert prints(MULTIMODAL, told, *one, scales[1], *start, *hundred)


def test_the_contrastive_loss_of_two_pairs() -> None:
    rows_right = [softmax(3, 1)[0], softmax(2, 2.5)[1]]
    columns_right = [softmax(3, 2)[0], softmax(1, 2.5)[1]]
    losses = [-math.log(share) for share in (*rows_right, *columns_right)]
    first = "softmax gives the right caption {:.4f}, and −ln {:.4f} = {:.4f}."
    assert prints(MULTIMODAL, first, rows_right[0], rows_right[0], losses[0])
    assert prints(MULTIMODAL, "In the second row it gives {:.4f}, a loss of {:.4f}.", rows_right[1], losses[1])
    assert prints(MULTIMODAL, "give {:.4f} and {:.4f}. The mean of all four is {:.4f}.", *losses[2:], sum(losses) / 4)


def test_a_cosine_of_two_vectors() -> None:
    right, product, other = choices("multimodal", "cosine")
    assert [float(each["text"]) for each in (right, product, other)] == [3 / 5, 3, 4 / 5]
