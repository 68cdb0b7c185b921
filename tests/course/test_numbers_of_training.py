"""The numbers of the pages on how models are trained, computed again in plain Python, apart from what draws the figures."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
import yaml

from overrides.figures.three_neurons import losses_of_many_starts

from .test_numbers import DOCS, as_printed, prints

DESCENT = "machine-learning/gradient-descent.md"
OVERFITTING = "machine-learning/overfitting.md"
NEURONS = "deep-learning/three-neurons.md"


def table(page: str, *header: str) -> list[list[str]]:
    """The cells of a page's table that begins with these titles, row by row."""
    lines = [line.strip() for line in (DOCS / page).read_text("utf-8").splitlines()]
    [begin] = [number for number, line in enumerate(lines) if line.startswith("| " + " | ".join(header) + " |")]
    rows = []
    for line in lines[begin + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip().replace("−", "-") for cell in line.strip("|").split("|")])
    return rows


def is_printed(value: float, printed: str) -> bool:
    """Whether a cell has this value, with as many decimals as it shows."""
    return as_printed(value, printed).replace("-0.00", "0.00") == printed


WALKS = ((1, 3), (2, 5), (3, 5))
"""Stops and minutes."""


def error(weight: float, walks: tuple[tuple[int, int], ...] = WALKS) -> float:
    """The mean squared error of the line."""
    return sum((weight * stops - minutes) ** 2 for stops, minutes in walks) / len(walks)


def slope(weight: float) -> float:
    """The slope of the error by the formula of the page."""
    return sum(2 * (weight * stops - minutes) * stops for stops, minutes in WALKS) / len(WALKS)


def test_the_errors_of_three_walks() -> None:
    rows = table(DESCENT, "Stops", "Took", "Guess", "Error", "Squared")
    assert [[int(cell) for cell in row] for row in rows] == [
        [stops, minutes, stops, stops - minutes, (stops - minutes) ** 2] for stops, minutes in WALKS
    ]
    assert prints(DESCENT, "loss = (4 + 9 + 4) / 3 = {:.2f}", error(1))


def test_a_nudge_shows_the_slope() -> None:
    fall = error(0) - error(0.001)
    assert prints(DESCENT, "The loss there is {:.4f}. At *w* = 0.001 it is {:.3f}.", error(0), error(0.001))
    assert prints(DESCENT, "It fell by {:.5f} for a change of 0.001", fall)
    assert prints(DESCENT, "is about {:.2f}.", round(-fall, 5) / 0.001)
    assert prints(DESCENT, "= −56/3 = {:.2f}", slope(0))
    assert slope(0) == pytest.approx(-56 / 3)


def test_the_steps_of_a_descent() -> None:
    weight = 0.0
    for step, *shown in table(DESCENT, "Step", "Weight", "Slope", "Loss"):
        computed = (weight, slope(weight), error(weight))
        assert all(map(is_printed, computed, shown)), step
        weight -= 0.05 * slope(weight)
    assert prints(DESCENT, "0 − 0.05 · (−18.67) = {:.4f}. There the slope is {:.2f}", -0.05 * slope(0), slope(-0.05 * slope(0)))
    assert (error(2), slope(2)) == (1, 0)


def losses(rate: float, steps: int) -> list[float]:
    """The losses of a descent from 0."""
    weight, found = 0.0, [error(0)]
    for _ in range(steps):
        weight -= rate * slope(weight)
        found.append(error(weight))
    return found


def test_learning_rates() -> None:
    assert losses(0.02, 4)[-1] > losses(0.05, 4)[-1]
    falling = losses(0.2, 12)
    assert all(after < before for before, after in pairwise(falling))
    assert prints(DESCENT, "after twelve steps the loss is {:,.0f}.", losses(0.25, 12)[-1])
    assert losses(3 / 14 - 0.001, 1)[-1] < error(0) < losses(3 / 14 + 0.001, 1)[-1]
    assert prints(DESCENT, "larger than 3/14, about {:.3f},", 3 / 14)


def test_single_walks_have_slopes_whose_mean_is_that_of_all() -> None:
    single = [2 * stops * -minutes for stops, minutes in WALKS]
    assert prints(
        DESCENT, "one stop alone has a slope of {}, that of two stops {} and that of three {}. Each is wrong", *single
    )
    assert sum(single) / 3 == pytest.approx(slope(0))


def test_one_strange_walk_moves_the_best_weight() -> None:
    strange = ((1, 20), *WALKS[1:])
    best = sum(stops * minutes for stops, minutes in strange) / sum(stops**2 for stops, _ in strange)
    assert prints(DESCENT, "is then {:.2f} in place of 2", best)
    assert error(best, strange) < min(error(best - 0.01, strange), error(best + 0.01, strange))


def test_the_choices_about_a_descent() -> None:
    quiz = yaml.safe_load((DOCS / "registry/machine-learning.yml").read_text("utf-8"))["topics"]["gradient-descent"]["quiz"]
    assert quiz["one-loss"]["choices"]["mean"]["text"] == f"{error(1):.2f}"
    assert quiz["one-step"]["prompt"].startswith(f"At the weight 3, the slope is {slope(3):.2f}.")
    assert quiz["one-step"]["choices"]["down"]["text"] == f"To {3 - 0.05 * slope(3):.2f}"
    assert quiz["one-step"]["choices"]["whole"]["text"] == f"To −{slope(3) - 3:.2f}"


def test_the_line_and_the_list() -> None:
    known = dict(WALKS)
    new = []
    for cells in table(OVERFITTING, "Stops", "Took", "Line says"):
        stops, minutes, line, line_error, remembered, list_error = map(int, cells)
        assert (line, line_error) == (2 * stops, 2 * stops - minutes)
        assert (remembered, list_error) == (known[stops], known[stops] - minutes)
        new.append((stops, minutes))
    of_list = sum((known[stops] - minutes) ** 2 for stops, minutes in new) / 3
    rows = table(OVERFITTING, "Model", "Error on the old walks")
    assert rows == [
        ["Line", f"{error(2):.2f}", f"{error(2, tuple(new)):.2f}"],
        ["List", "0.00", f"{of_list:.2f}"],
    ]


def fitted(points: dict[int, Fraction], degree: int) -> list[Fraction]:
    """The coefficients of the polynomial with the smallest mean squared error, exactly."""
    size = degree + 1
    rows = [
        [*(sum((Fraction(x) ** (i + j) for x in points), Fraction()) for j in range(size)), _moment(points, i)]
        for i in range(size)
    ]
    for column in range(size):
        pivot = rows[column]
        rows = [
            row if row is pivot else [a - row[column] / pivot[column] * b for a, b in zip(row, pivot, strict=True)]
            for row in rows
        ]
    return [row[-1] / row[place] for place, row in enumerate(rows)]


def _moment(points: dict[int, Fraction], power: int) -> Fraction:
    return sum((y * Fraction(x) ** power for x, y in points.items()), Fraction())


def mean_error(coefficients: list[Fraction], points: dict[int, Fraction]) -> float:
    """The mean squared error of a polynomial."""
    errors = [sum((each * Fraction(x) ** power for power, each in enumerate(coefficients)), -y) for x, y in points.items()]
    return float(sum((each**2 for each in errors), Fraction()) / len(errors))


def test_the_errors_of_ten_polynomials() -> None:
    readings = table(OVERFITTING, "Hour", "°C", "Used for")
    training, test = (
        {int(hour): Fraction(reading) for hour, reading, use in readings if use == chosen} for chosen in ("training", "test")
    )
    assert list(training) == list(range(6, 25, 2))
    assert list(test) == list(range(7, 24, 2))
    for degree, weights, *shown in table(OVERFITTING, "Degree", "Weights"):
        curve = fitted(training, int(degree))
        assert len(curve) == int(weights)
        assert all(map(is_printed, (mean_error(curve, training), mean_error(curve, test)), shown)), degree
    errors = [mean_error(fitted(training, degree), test) for degree in range(10)]
    assert errors.index(min(errors)) == 4


def test_the_best_of_a_hundred_coins() -> None:
    single = (math.comb(10, 9) + math.comb(10, 10)) / 2**10
    assert single == 11 / 1024
    assert prints(OVERFITTING, "probability 11/1024, about {:.0%}. But the best of 100 coins does so", single)
    assert prints(OVERFITTING, "does so with probability {:.2f}.", 1 - (1 - single) ** 100)


def test_the_standard_error_of_a_score() -> None:
    assert prints(OVERFITTING, "√(0.9 · 0.1 / 100) = {:.0f} percentage points", 100 * math.sqrt(0.9 * 0.1 / 100))
    assert prints(OVERFITTING, "the standard error would be {:.1f} points", 100 * math.sqrt(0.9 * 0.1 / 10_000))


START = {"w1": 0.5, "b1": 0.0, "w2": -0.5, "b2": 1.5, "v1": 0.5, "v2": 1.0, "c": 0.0}


def run(weights: dict[str, float], x: float) -> tuple[float, float, float]:
    """What the first and second hidden neuron and the output give."""
    first = max(0.0, weights["w1"] * x + weights["b1"])
    second = max(0.0, weights["w2"] * x + weights["b2"])
    return first, second, weights["v1"] * first + weights["v2"] * second + weights["c"]


def slopes(weights: dict[str, float], x: float, y: float) -> dict[str, float]:
    """The slopes of one example's loss, back to front."""
    first, second, output = run(weights, x)
    end = 2 * (output - y)
    one, two = (end * weights[name] if given > 0 else 0.0 for name, given in (("v1", first), ("v2", second)))
    return {"w1": one * x, "b1": one, "w2": two * x, "b2": two, "v1": end * first, "v2": end * second, "c": end}


def descend(weights: dict[str, float], steps: int) -> dict[str, float]:
    """Weights after steps of 0.05 against the mean slopes of the five examples."""
    for _ in range(steps):
        each = [slopes(weights, x, abs(x)) for x in range(-2, 3)]
        weights = {name: weight - 0.05 * sum(found[name] for found in each) / 5 for name, weight in weights.items()}
    return weights


def loss(weights: dict[str, float]) -> float:
    """The mean squared error on the five examples."""
    return sum((run(weights, x)[2] - abs(x)) ** 2 for x in range(-2, 3)) / 5


def test_one_example_forward_and_backward() -> None:
    assert run(START, 2) == (1, 0.5, 1)
    found = slopes(START, 2, 2)
    names = ("v1", "v2", "c", "w1", "b1", "w2", "b2")
    for name, (_, shown, factors, step) in zip(names, table(NEURONS, "Weight", "Slope", "Computed as"), strict=True):
        assert float(shown) == found[name]
        assert math.prod(float(factor) for factor in factors.split(" · ")) == found[name]
        before, after = map(float, step.split(" → "))
        assert before == START[name]
        assert after == pytest.approx(before - 0.05 * found[name])


def test_the_slopes_are_those_of_nudges() -> None:
    for x in (-2.0, -1.0, 0.5, 2.0):
        for name, found in slopes(START, x, abs(x)).items():
            nudged = START | {name: START[name] + 1e-6}
            change = (run(nudged, x)[2] - abs(x)) ** 2 - (run(START, x)[2] - abs(x)) ** 2
            assert change / 1e-6 == pytest.approx(found, abs=1e-4), (name, x)


def test_one_step_and_one_nudge() -> None:
    found = slopes(START, 2, 2)
    stepped = {name: weight - 0.05 * found[name] for name, weight in START.items()}
    first, second, output = run(stepped, 2)
    assert prints(NEURONS, "*first* is {:.2f}, *second* is {:.0f}, and the output is", first, second)
    assert prints(NEURONS, "0.6 · 1.25 + 1.05 · 1 + 0.1 = {:.1f}. The loss fell from 1 to {:.2f}.", output, (output - 2) ** 2)
    _, second, output = run(START | {"w2": -0.499}, 2)
    assert prints(NEURONS, "*second* is {:.3f}, the output {:.3f}, and the loss {:.6f}.", second, output, (output - 2) ** 2)
    fall = 1 - (output - 2) ** 2
    assert prints(NEURONS, "It fell by {:.6f} for a nudge of 0.001, so the slope is {:.3f}", fall, -fall / 0.001)
    assert prints(NEURONS, "you should get an output of {:.2f}.", run(START, 1)[2])
    assert all(each > 0 for name, each in slopes(START, 1, 1).items())


def test_a_training_of_three_neurons() -> None:
    shown = (loss(START), loss(descend(START, 100)), loss(descend(START, 2000)))
    assert prints(NEURONS, "The loss falls from {:.4f} to {:.4f} after 100 steps and to {:.4f} after 2,000.", *shown)


def test_a_dead_neuron_and_a_flat_line() -> None:
    trained = descend(START | {"b2": -2.0}, 3000)
    assert (trained["w2"], trained["b2"]) == (-0.5, -2)
    assert loss(trained) == pytest.approx(0.4, abs=1e-4)
    mean = sum(abs(x) for x in range(-2, 3)) / 5
    assert sum((abs(x) - mean) ** 2 for x in range(-2, 3)) / 5 == pytest.approx(0.56)
    assert prints(NEURONS, "0.25¹⁰ of the slope is left, about {:.8f},", 0.25**10)


def test_how_a_thousand_trainings_end() -> None:
    ends = losses_of_many_starts()
    found, one_bend, no_bend = (int((abs(ends - loss) < 0.05).sum()) for loss in (0, 0.4, 0.56))
    assert found + one_bend + no_bend == len(ends) == 1000
    assert prints(NEURONS, "It found the V {} times.", found)
    told = "{} networks ended near 0 and found the V. {} ended at 0.4 and {} at 0.56"
    assert prints(NEURONS, told, found, one_bend, no_bend)


def test_equal_twins_stay_equal() -> None:
    twins = descend({"w1": 0.3, "b1": 0.1, "w2": 0.3, "b2": 0.1, "v1": 0.7, "v2": 0.7, "c": 0.0}, 50)
    assert (twins["w1"], twins["b1"], twins["v1"]) == (twins["w2"], twins["b2"], twins["v2"])


def test_the_choices_about_three_neurons() -> None:
    quiz = yaml.safe_load((DOCS / "registry/deep-learning.yml").read_text("utf-8"))["topics"]["backpropagation"]["quiz"]
    assert quiz["forward"]["choices"]["cut"]["text"] == f"{run(START, -2)[2]}"
    assert float(quiz["backward"]["choices"]["product"]["text"].replace("−", "-")) == slopes(START, 2, 2)["v2"]
