"""Loss and gradient descent with one weight: minutes = weight × stops, for three walks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .drawing import Plot, document

STOPS = (1, 2, 3)
MINUTES = (3, 5, 5)


def loss(weight: float) -> float:
    """The mean of the squared errors."""
    return sum((weight * stops - minutes) ** 2 for stops, minutes in zip(STOPS, MINUTES, strict=True)) / len(STOPS)


def slope(weight: float) -> float:
    """How fast the loss grows with the weight."""
    errors = [(stops, weight * stops - minutes) for stops, minutes in zip(STOPS, MINUTES, strict=True)]
    return 2 * sum(stops * error for stops, error in errors) / len(STOPS)


def descend(rate: float, steps: int, weight: float = 0) -> list[float]:
    """The weights of a descent, the first one included."""
    weights = [weight]
    for _ in range(steps):
        weight -= rate * slope(weight)
        weights.append(weight)
    return weights


def walks_and_lines() -> str:
    """The three walks, and the model's line after some steps."""
    plot = Plot(x=(0, 3.9), y=(0, 8))
    plot.axes((0, 1, 2, 3), (0, 2, 4, 6, 8), "stops", "minutes")
    for step, weight in enumerate(descend(0.05, 8)):
        if step in (0, 1, 2, 8):
            series = 1 if step == 8 else 2
            plot.curve([(0, 0), (3.2, 3.2 * weight)], series, width=2.5 if step == 8 else 1.5)
            plot.label((3.25, 3.2 * weight - 0.1 + (0.25 if step == 0 else 0)), f"step {step}", series)
    plot.dots(zip(STOPS, MINUTES, strict=True), 0)
    return document(274, plot.parts)


def steps_on_the_curve() -> str:
    """The loss for each weight, and the steps of a descent on it."""
    plot = Plot(x=(-0.3, 4.3), y=(0, 25))
    plot.axes((0, 1, 2, 3, 4), (0, 5, 10, 15, 20, 25), "weight w, in minutes per stop", "loss")
    plot.curve([(weight / 20, loss(weight / 20)) for weight in range(-5, 86)], 1)
    weights = descend(0.05, 4)
    plot.curve([(0 + dx, loss(0) + slope(0) * dx) for dx in (-0.25, 0.6)], 2, width=2)
    plot.label((0.65, 10.2), "slope −18.67", 2)
    plot.dots([(weight, loss(weight)) for weight in weights], 0)
    for step, weight in enumerate(weights[:3]):
        plot.label((weight + 0.12, loss(weight) + 0.6), f"step {step}", 0)
    plot.label((2.65, 0.6), "lowest at w = 2", 1)
    return document(274, plot.parts)


def four_rates() -> str:
    """The loss step by step at four learning rates."""
    plot = Plot(x=(0, 8), y=(0, 25), right=340)
    plot.axes((0, 2, 4, 6, 8), (0, 5, 10, 15, 20, 25), "steps", "loss")
    heights = {0.02: 1.7, 0.05: -0.2, 0.2: 3.7, 0.25: 22.5}
    for series, (rate, height) in enumerate(heights.items(), start=1):
        losses = [loss(weight) for weight in descend(rate, 8)]
        above = next((step for step, each in enumerate(losses) if each > 25), None)
        if above:  # as far as the plot's upper edge
            low, high = losses[above - 1], losses[above]
            shown = [*enumerate(losses[:above]), (above - 1 + (25 - low) / (high - low), 25.0)]
            plot.curve(shown, series)
            plot.label((0.9, height), f"rate {rate}: grows without end", series)
        else:
            plot.curve(enumerate(losses), series)
            plot.label((8.2, height), f"rate {rate}", series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "one-weight-lines": walks_and_lines,
    "one-weight-steps": steps_on_the_curve,
    "one-weight-rates": four_rates,
}
