"""A linear classifier: ten emails, the border that training finds between them, and their scores as probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from .drawing import Plot, document

SPAM = ((3, 1), (1, 2), (4, 2), (2, 3), (2, 0))
OTHERS = ((0, 0), (0, 1), (1, 1), (1, 0), (4, 1))
"""Exclamation marks and links of emails."""
Email = tuple[int, int]
Example = tuple[Email, int]
EMAILS: Sequence[Example] = (*((each, 1) for each in SPAM), *((each, 0) for each in OTHERS))
Weights = tuple[float, float, float]


def score(weights: Weights, email: Email) -> float:
    """The weighted sum, with the bias at the end."""
    return weights[0] * email[0] + weights[1] * email[1] + weights[2]


def probability(value: float) -> float:
    """The sigmoid."""
    return 1 / (1 + math.exp(-value))


def trained(steps: int, emails: Sequence[Example] = EMAILS, rate: float = 1.0) -> Weights:
    """The weights after some steps against the slopes of all emails."""
    weights: Weights = (0.0, 0.0, 0.0)
    for _ in range(steps):
        errors = [(probability(score(weights, email)) - right, email) for email, right in emails]
        slopes = (
            sum(error * email[0] for error, email in errors) / len(emails),
            sum(error * email[1] for error, email in errors) / len(emails),
            sum(error for error, _ in errors) / len(emails),
        )
        weights = (weights[0] - rate * slopes[0], weights[1] - rate * slopes[1], weights[2] - rate * slopes[2])
    return weights


def loss(weights: Weights, emails: Sequence[Example] = EMAILS) -> float:
    """The mean of −ln of the probability that each email's right answer got."""
    found = ((probability(score(weights, email)), right) for email, right in emails)
    return -sum(math.log(share if right else 1 - share) for share, right in found) / len(emails)


def border() -> str:
    """The emails, and the lines on which the trained model says 20, 50 and 80 percent."""
    plot = Plot(x=(-0.8, 5), y=(-0.5, 4), right=360)
    plot.axes((0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4), "exclamation marks", "links")
    first, second, bias = trained(1000)
    for share in (0.2, 0.5, 0.8):
        value = math.log(share / (1 - share)) - bias
        end = min(5.0, (value + 0.5 * second) / first)
        ends = [(x, (value - first * x) / second) for x in (-0.8, end)]
        plot.curve(ends, 0, width=2.5 if share == 0.5 else 1, dashed=False)
        plot.label((-0.75, ends[0][1] + 0.14), f"{share:.0%}", 0)
    plot.dots(SPAM, 2)
    plot.dots(OTHERS, 1, hollow=True)
    plot.dots([(3.3, 3.72)], 2)
    plot.label((3.5, 3.65), "spam", 2)
    plot.dots([(3.3, 3.38)], 1, hollow=True)
    plot.label((3.5, 3.31), "not spam", 1)
    return document(274, plot.parts)


def sigmoid() -> str:
    """The curve that turns scores into probabilities, and the emails on it."""
    plot = Plot(x=(-4, 4), y=(0, 1), right=360)
    plot.axes((-4, -2, 0, 2, 4), (0, 0.25, 0.5, 0.75, 1), "score", "probability of spam")
    plot.curve([(value / 10, probability(value / 10)) for value in range(-40, 41)], 0, width=1.5)
    weights = trained(1000)
    for series, emails in ((2, SPAM), (1, OTHERS)):
        values = [score(weights, email) for email in emails]
        plot.dots([(value, probability(value)) for value in values], series, hollow=series == 1)
    for email in ((2, 0), (4, 1)):
        value = score(weights, email)
        plot.label((value + 0.25, probability(value) - 0.06), f"{email[0]}, {email[1]}", 2 if email in SPAM else 1)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"linear-border": border, "linear-sigmoid": sigmoid}
"""What draws each figure."""
