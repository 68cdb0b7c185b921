"""Text generation: what the temperature does to the shares of three tokens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .drawing import Plot, document
from .tools import softmax

SCORES = (2, 1, 0)


def shares(temperature: float) -> list[float]:
    """The shares of the three tokens at a temperature."""
    return softmax([score / temperature for score in SCORES])


def temperatures() -> str:
    """The three shares over the temperature."""
    plot = Plot(x=(0, 4), y=(0, 1), right=344)
    plot.axes((0, 1, 2, 3, 4), (0, 0.25, 0.5, 0.75, 1), "temperature T", "share")
    steps = [step / 20 for step in range(1, 81)]
    for series, score in enumerate(SCORES, start=1):
        points = [(temperature, shares(temperature)[series - 1]) for temperature in steps]
        plot.curve(points, series)
        plot.dots([(temperature, shares(temperature)[series - 1]) for temperature in (0.5, 1, 2)], series, radius=3)
        plot.label((4.08, points[-1][1] - 0.02), f"score {score}", series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"text-generation-temperature": temperatures}
