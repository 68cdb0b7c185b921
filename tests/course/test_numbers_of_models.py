"""The numbers of the pages on foundation models, agents and code, computed again apart from what draws the figures."""

from __future__ import annotations

import math
import re
from itertools import chain, product
from operator import mul

import pytest
import yaml

from overrides.figures import FIGURES, lora, pass_at_k, training_cost

from .test_numbers import prints, registered

MODELS = "generative-ai/foundation-models.md"
GENERATIVE = registered("generative-ai")
ADAPTING = GENERATIVE["foundation-models"]["quiz"]


def power(value: float) -> str:
    """A number as a page writes a large one."""
    digits, _, exponent = f"{value:.1e}".partition("e+")
    return f"{digits} × 10{exponent.translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def test_the_penalty_of_a_token() -> None:
    assert prints(
        MODELS, "If that was 0.5, the penalty is {:.2f}. If it was 0.01, the penalty is {:.2f}.", math.log(2), math.log(100)
    )
    right = ADAPTING["penalty"]["choices"]["right"]
    assert right["text"] == f"{-math.log(0.25):.2f}"
    assert right["feedback"].startswith(f"−ln 0.25 = {2 * math.log(2):.2f}. That is twice the penalty for 0.5")
    assert ADAPTING["penalty"]["choices"]["rest"]["text"] == f"{1 - 0.25}"


def test_the_loss_of_direct_preference_optimization() -> None:
    margin = 0.1 * (2 - -1)
    assert prints(MODELS, "The margin is 0.1 × (2 − (−1)) = {:.1f}", margin)
    same, tuned = (math.log(1 + math.exp(-each)) for each in (0, margin))
    assert prints(MODELS, "falls from {:.3f}, where both models agree, to {:.3f}.", same, tuned)


def test_the_numbers_that_lora_trains() -> None:
    full, thin = 4096 * 4096, 8 * (4096 + 4096)
    assert prints(MODELS, "The full matrix has {:,} numbers.", full)
    assert prints(MODELS, "B and A together have 8 × (4,096 + 4,096) = {:,} numbers.", thin)
    assert prints(MODELS, "That is 1/{:.0f} of the full matrix, or about {:.2f}%.", full / thin, 100 * thin / full)
    assert prints(MODELS, "{:.0f} MiB against {:.0f} KiB.", 2 * full / 1024**2, 2 * thin / 1024)
    assert prints(MODELS, "Two such corrections in each of 32 layers make {:,} trained numbers.", 2 * 32 * thin)
    assert prints(MODELS, f"gives the 2 × 2 matrix `{[[one * other for other in (3, 4)] for one in (1, 2)]}`")
    small = ADAPTING["rank-four"]["choices"]
    assert small["both"]["text"] == f"{4 * (1000 + 1000):,}"
    assert small["both"]["feedback"].endswith(f"which is {100 * 8000 / 1000**2:.1f}% of the {1000**2:,} weights.")
    assert (small["one"]["text"], small["share"]["text"]) == (f"{4 * 1000:,}", f"{1000**2 // 4:,}")


def squares_met(wanted: list[list[float]], rank: int) -> float:
    """The share of squares that the nearest matrix of a rank meets, found row by row: repeated products, then the rest."""
    size, left = range(len(wanted)), [row[:] for row in wanted]
    for _ in range(rank):
        row = [1.0 + column for column in size]
        for _ in range(2000):
            strengths = [sum(left[one][other] * row[other] for other in size) for one in size]
            row = [sum(left[one][other] * strengths[one] for one in size) for other in size]
            length = math.hypot(*row)
            row = [each / length for each in row]
        strengths = [sum(left[one][other] * row[other] for other in size) for one in size]
        left = [[left[one][other] - strengths[one] * row[other] for other in size] for one in size]
    before, after = (sum(matrix[one][other] ** 2 for one, other in product(size, size)) for matrix in (wanted, left))
    return 1 - after / before


def test_what_a_low_rank_meets() -> None:
    regular, single = ([100 * squares_met(change.tolist(), rank) for rank in (1, 2)] for change in (lora.REGULAR, lora.SINGLE))
    assert prints(MODELS, "so rank 2 meets {:.1f}% of the sum of squares", regular[1])
    assert prints(MODELS, "and the same rank meets {:.1f}%.", single[1])
    assert prints(MODELS, "much like it and meets {:.1f}%, and rank 2 looks the same and meets {:.1f}%.", *regular)
    assert prints(MODELS, "one of its six cells and meets {:.1f}%, and rank 2 keeps two and meets {:.1f}%.", *single)
    for drawn, computed in ((lora.REGULAR, regular), (lora.SINGLE, single)):
        assert [100 * lora.met(drawn, rank) for rank in (1, 2)] == pytest.approx(computed)


def test_a_product_of_a_column_and_a_row() -> None:
    choices = {name: yaml.safe_load(each["text"].strip("`")) for name, each in ADAPTING["rank-one"]["choices"].items()}
    determinants = {name: a * d - b * c for name, ((a, b), (c, d)) in choices.items()}
    assert [name for name, each in determinants.items() if each == 0] == ["repeats"]
    assert choices["repeats"] == [[one * other for other in (1, 2)] for one in (1, 3)]


def test_what_two_trainings_cost() -> None:
    text = f"That gives {power(6 * 70e9 * 1.4e12)} for Chinchilla and {power(6 * 280e9 * 300e9)} for Gopher"
    assert prints(MODELS, text)
    assert prints(MODELS, "Chinchilla saw {:.0f} tokens per parameter, Gopher about {:.0f}.", 1.4e12 / 70e9, 300e9 / 280e9)
    most = math.sqrt(280e9 * 300e9 / 20)
    told = "would have paid for about {:.0f} billion parameters and {:.1f} trillion tokens."
    assert prints(MODELS, f"At 20 to 1, Gopher's operations {told}", most / 1e9, 20 * most / 1e12)
    assert training_cost.MODELS == {"Chinchilla": (70, 1400), "Gopher": (280, 300)}
    assert prints(MODELS, "Chinchilla, with 70 billion parameters and 1.4 trillion tokens")
    assert prints(MODELS, "Gopher, with 280 billion parameters and 300 billion tokens")
    assert prints(MODELS, "Chinchilla lies at 70 and 1,400 on the thin line of 20 tokens each")


def test_ten_tokens_of_which_each_must_be_right() -> None:
    assert prints(MODELS, "From 0.50 to 0.90 per token, the answer rate climbs from {:.3f} to {:.3f}.", 0.5**10, 0.9**10)
    right = ADAPTING["ten-tokens"]["choices"]["power"]
    assert right["text"] == f"About {100 * 0.8**10:.0f}% of the time"
    assert right["feedback"].startswith(f"0.8¹⁰ ≈ {0.8**10:.3f}. At 0.9, it is {0.9**10:.3f}")


AGENTS = "building-with-ai/agents.md"
ACTING = registered("building-with-ai")["agents"]


def test_the_chances_of_long_runs() -> None:
    twice = 1 - (1 - 0.95) * (1 - 0.95)
    for text, chance in (
        ("With 90% a step, {:.0f}% of the runs of 10 steps succeed and {:.0f}% of those of 40.", 0.9),
        ("With 95%, it is {:.0f}% and {:.0f}%.", 0.95),
        ("With 99%, it is {:.0f}% and {:.0f}%.", 0.99),
        ("With 95% and a second try for each failed step, it is {:.0f}% and {:.0f}%.", twice),
    ):
        assert prints(AGENTS, text, 100 * chance**10, 100 * chance**40)
        drawn = [float(height) for height in re.findall(r"[\d.]+ ([\d.]+)", agents_curve(chance))]
        assert drawn == pytest.approx([230 - 200 * chance**steps for steps in range(41)], abs=0.06)
    assert prints(AGENTS, "Twenty of them in a row succeed only about a third of the time: 0.95²⁰ ≈ {:.4f}.", 0.95**20)
    assert prints(AGENTS, "fails only if both tries fail: 0.05 × 0.05 = {:.4f}.", 0.05 * 0.05)
    assert prints(AGENTS, "Twenty such steps succeed with {:.4f}²⁰ ≈ {:.3f}.", twice, twice**20)
    assert "works 19 times out of 20" in ACTING["keypoints"][2]
    assert twice > 0.99


def agents_curve(chance: float) -> str:
    """The points of the drawn curve that ends nearest to a chance of a run of 40 steps."""
    curves: list[str] = re.findall(r'points="(.+?)"', FIGURES["agents-runs"]())
    return min(curves, key=lambda points: abs(float(points.split()[-1]) - 230 + 200 * chance**40))


def test_the_quiz_on_long_runs() -> None:
    ten, second = (ACTING["quiz"][name]["choices"] for name in ("ten-steps", "second-try"))
    assert ten["power"] == {"text": f"About {100 * 0.95**10:.0f}%", "correct": True, "feedback": f"0.95¹⁰ ≈ {0.95**10:.3f}."}
    assert ten["sum"]["text"] == f"{100 - 10 * 5}%"
    fails = (1 - 0.9) ** 2
    assert second["checked"]["text"] == f"About {100 * (1 - fails) ** 10:.0f}%"
    assert second["checked"]["feedback"].endswith(f"0.1 · 0.1 = {fails:.2f}, and {1 - fails:.2f}¹⁰ ≈ {(1 - fails) ** 10:.3f}.")
    assert second["plain"]["text"] == f"About {100 * 0.9**10:.0f}%"
    assert second["plain"]["feedback"].startswith(f"That is 0.9¹⁰ ≈ {0.9**10:.3f}")
    assert second["step"]["text"] == f"{100 * (1 - fails):.0f}%"


CODE = "generative-ai/code-generation.md"


def draws(n: int) -> list[list[bool]]:
    """All draws of n samples, each right or wrong."""
    return [list(each) for each in product((True, False), repeat=n)]


def chance(draw: list[bool], p: float) -> float:
    """How likely a draw is."""
    return math.prod(p if each else 1 - p for each in draw)


def shortcut(n: int, k: int, p: float) -> float:
    """The shortcut's average over all draws."""
    return sum(chance(draw, p) * (1 - (1 - sum(draw) / n) ** k) for draw in draws(n))


def formula(n: int, k: int, p: float) -> float:
    """The formula's average over all draws, the share of choices with a right one counted with its factorials."""
    shares = [math.prod((n - sum(draw) - each) / (n - each) for each in range(k)) for draw in draws(n)]
    return sum(chance(draw, p) * (1 - share) for draw, share in zip(draws(n), shares, strict=True))


def test_the_averages_of_two_estimates_of_pass_at_k() -> None:
    for k in range(1, 11):
        truth = 1 - 0.7**k
        assert formula(10, k, 0.3) == pytest.approx(truth) == pass_at_k.average(pass_at_k.unbiased, 10, k)
        low = shortcut(10, k, 0.3)
        assert low == pytest.approx(pass_at_k.average(pass_at_k.shortcut, 10, k))
        assert low == pytest.approx(truth) if k == 1 else low < truth
    assert prints(CODE, "lie on a curve that rises from {:.1f} to {:.2f}.", 0.3, 1 - 0.7**10)
    rings = [shortcut(10, k, 0.3) for k in (1, 5, 10)]
    assert prints(CODE, "start at the same {:.1f} and rise more slowly, to {:.2f} at 5 tries and {:.2f} at 10.", *rings)


def test_the_quiz_on_two_samples() -> None:
    asked = GENERATIVE["code-generation"]["quiz"]["two-samples"]
    shares = [1 - (1 - right / 2) ** 2 for right in range(3)]
    likely = [sum(chance(draw, 0.5) for draw in draws(2) if sum(draw) == right) for right in range(3)]
    assert "with {:g}, {:g} and {:g}. The shortcut then gives {:g}, {:g} or {:g}.".format(*likely, *shares) in asked["hints"][0]
    low = sum(map(mul, likely, shares))
    assert asked["choices"]["average"]["text"] == f"{low:g}" == f"{shortcut(2, 2, 0.5):g}"
    told = "{:g} · {:g} + {:g} · {:g} + {:g} · {:g} = ".format(*chain(*zip(likely, shares, strict=True)))
    assert asked["choices"]["average"]["feedback"] == f"{told}{low:g}, which is less than the true {1 - 0.5**2:g}."
    assert asked["choices"]["truth"]["text"] == f"{formula(2, 2, 0.5):g}"
    assert asked["choices"]["one"]["text"] == f"{formula(2, 1, 0.5):g}"
