"""The numbers of the page on a linear classifier, computed again in plain Python from the page's own table."""

from __future__ import annotations

import math
import re

import pytest
import yaml

from overrides.figures import linear_classifier

from .test_numbers import DOCS, as_printed, prints
from .test_numbers_of_training import table

PAGE = "machine-learning/linear-classifier.md"
REGISTRY = DOCS / "registry" / "machine-learning.yml"
QUIZ = yaml.safe_load(REGISTRY.read_text("utf-8"))["topics"]["linear-classifier"]["quiz"]
Example = tuple[list[float], int]


def emails() -> list[Example]:
    """Marks, links and a 1 for the bias, and whether it is spam, as the page's table has them."""
    found: list[Example] = []
    for spam, other in table(PAGE, "Spam", "Not spam"):
        for cell, right in ((spam, 1), (other, 0)):
            marks, links = map(float, re.findall(r"\d", cell))
            found.append(([marks, links, 1.0], right))
    return found


def guess(weights: list[float], signs: list[float]) -> float:
    """The sigmoid of the weighted sum."""
    return 1 / (1 + math.exp(-sum(weight * sign for weight, sign in zip(weights, signs, strict=True))))


def slopes(weights: list[float], examples: list[Example]) -> list[float]:
    """The mean of the errors times each sign."""
    return [
        sum((guess(weights, signs) - right) * signs[place] for signs, right in examples) / len(examples) for place in range(3)
    ]


def trained(steps: int, examples: list[Example]) -> list[float]:
    """Gradient descent with a rate of 1."""
    weights = [0.0, 0.0, 0.0]
    for _ in range(steps):
        weights = [weight - slope for weight, slope in zip(weights, slopes(weights, examples), strict=True)]
    return weights


def entropy(weights: list[float], examples: list[Example]) -> float:
    """The mean cross-entropy."""
    return -sum(math.log(abs(1 - right - guess(weights, signs))) for signs, right in examples) / len(examples)


def test_a_score_and_its_probability() -> None:
    weights = trained(1000, emails())
    assert prints(PAGE, "these are {:.3f}, {:.3f} and {:.3f}.", *weights)
    assert prints(PAGE, "0.512·3 + 1.281·1 − 2.289 = {:.3f}", 0.512 * 3 + 1.281 - 2.289)
    for score, decimals in ((-2.0, 0), (0.0, 0), (0.528, 3), (2.0, 0)):
        assert prints(PAGE, f"score {{:.{decimals}f}}: {{:.2f}}", score, 1 / (1 + math.exp(-score)))
    assert prints(PAGE, "e<sup>1.281</sup> = {:.1f}", math.exp(1.281))
    assert prints(PAGE, "e<sup>0.512</sup> = {:.2f}", math.exp(0.512))
    assert linear_classifier.trained(1000) == pytest.approx(weights)


def test_cross_entropies() -> None:
    for share in (0.63, 0.99, 0.01):
        assert prints(PAGE, "got {}: −ln {} = {:.2f}", share, share, -math.log(share))


def test_the_first_step() -> None:
    sums = [[sum(signs[place] for signs, right in emails() if right == kind) for kind in (1, 0)] for place in (0, 1)]
    assert sums == [[12, 6], [8, 3]]
    first = slopes([0, 0, 0], emails())
    assert prints(PAGE, "((0.5 − 1)·12 + (0.5 − 0)·6) / 10 = {:.1f}", first[0])
    assert prints(PAGE, "((0.5 − 1)·8 + (0.5 − 0)·3)/10 = {:.2f}. For the bias, it is {:.0f},", first[1], first[2])


def test_the_steps_of_training() -> None:
    rows = table(PAGE, "Step", "Marks", "Links", "Bias", "Loss", "Wrong")
    assert [row[0] for row in rows] == ["0", "1", "2", "10", "100", "1000"]
    for step, *shown, loss, wrong in rows:
        weights = trained(int(step), emails())
        assert shown == [as_printed(weight, cell) for weight, cell in zip(weights, shown, strict=True)]
        assert loss == as_printed(entropy(weights, emails()), loss)
        assert int(wrong) == sum((guess(weights, signs) > 0.5) != right for signs, right in emails())
    assert trained(1000, emails()) == pytest.approx(trained(2000, emails()), abs=1e-4)


def test_thresholds() -> None:
    weights = trained(1000, emails())
    assert prints(PAGE, "For the birthday email, the model says {:.0%}.", guess(weights, [4, 1, 1]))
    for threshold, caught, lost in table(PAGE, "Threshold", "Spam caught", "Others lost"):
        above = [right for signs, right in emails() if guess(weights, signs) > int(threshold.rstrip("%")) / 100]
        assert (caught, lost) == (f"{above.count(1)} of 5", f"{above.count(0)} of 5")


def test_what_the_figure_describes() -> None:
    weights = trained(1000, emails())
    spam, others = (sorted(guess(weights, signs) for signs, right in emails() if right == kind) for kind in (1, 0))
    assert prints(PAGE, "lie between {:.2f} and {:.2f}, one at {:.2f}.", spam[1], spam[-1], spam[0])
    assert prints(PAGE, "lie between {:.2f} and {:.2f}, one at {:.2f}.", others[0], others[-2], others[-1])
    assert -weights[2] / weights[0] == pytest.approx(4.5, abs=0.05)


def test_without_the_odd_emails_the_weights_grow_on() -> None:
    odd = ([2.0, 0.0, 1.0], [4.0, 1.0, 1.0])
    eight = [(signs, right) for signs, right in emails() if signs not in odd]
    assert len(eight) == 8
    early, late = trained(100, eight), trained(10_000, eight)
    assert all((guess(early, signs) > 0.5) == right for signs, right in eight)
    assert prints(PAGE, "After 100 steps, the one for links is {:.2f}, after 10,000 it is {:.2f},", early[1], late[1])


def test_the_questions() -> None:
    side = 0.512 * 5 - 2.289
    assert (
        f"{side:.3f}, which is positive. The probability is {1 / (1 + math.exp(-side)):.0%}"
        in (QUIZ["side"]["choices"]["spam"]["feedback"])
    )
    assert QUIZ["expensive"]["choices"]["five"]["feedback"].startswith(
        f"−ln 0.4 = {-math.log(0.4):.2f} and −ln 0.01 = {-math.log(0.01):.2f}."
    )
    assert QUIZ["first-step"]["choices"]["right"]["text"] == f"{((0.5 - 1) * 6) / 4}".replace("-", "−")
    # What the right answer of the last question says, and that the others can't be done with any of many weights.
    assert [marks + links > 1.5 for marks in (0, 1) for links in (0, 1)] == [False, False, False, True]
    tried = [number / 4 for number in range(-12, 13)]
    assert not any(
        [m * one + n * other + bias > 0 for m in (0, 1) for n in (0, 1)] == [False, True, True, False]
        for one in tried
        for other in tried
        for bias in tried
    )
