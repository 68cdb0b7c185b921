"""Training cost: two language models by their parameters and tokens, and all models that would cost the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from .drawing import Plot, Point, document, label, line

MODELS: Mapping[str, Point] = {"Chinchilla": (70, 1400), "Gopher": (280, 300)}
"""Parameters and tokens, in billions."""


def same_cost() -> str:
    """Both models on logarithmic axes, with lines of the same cost and of the same tokens per parameter."""
    plot = Plot(x=(math.log10(20), 3), y=(2, math.log10(5000)), left=52, right=400)
    for value, words in ((20, "20"), (50, "50"), (100, "100"), (200, "200"), (500, "500"), (1000, "1,000")):
        x, y = plot.at((math.log10(value), plot.y[0]))
        plot.parts += [line((x, y), (x, y + 4)), label((x, y + 18), words, anchor="middle")]
    for value, words in ((100, "100"), (200, "200"), (500, "500"), (1000, "1,000"), (2000, "2,000"), (5000, "5,000")):
        x, y = plot.at((plot.x[0], math.log10(value)))
        plot.parts += [line((x, y), (plot.right, y)), label((x - 6, y + 4.5), words, anchor="end")]
    plot.parts += [
        label((0, plot.top - 14), "tokens, billions"),
        label(((plot.left + plot.right) / 2, plot.bottom + 38), "parameters, billions", anchor="middle"),
    ]
    for ratio, start, end in ((20, 20, 250), (1, 100, 1000)):
        plot.curve([(math.log10(each), math.log10(ratio * each)) for each in (start, end)], 0, width=1)
    for series, (name, (parameters, tokens)) in enumerate(MODELS.items(), start=1):
        most = parameters * tokens
        ends = (max(20, most / 5000), min(1000, most / 100))
        plot.curve([(math.log10(each), math.log10(most / each)) for each in ends], series, width=2)
        at = math.log10(parameters), math.log10(tokens)
        plot.dots([at], series)
        away, anchor = (0.1, "start") if series == 1 else (-0.1, "end")
        plot.label((at[0] + away, at[1] - 0.035), name, series, anchor)
    plot.label((math.log10(128), math.log10(3950)), "20 tokens each", 0, anchor="end")
    plot.label((math.log10(680), math.log10(830)), "1 token each", 0, anchor="end")
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"training-cost": same_cost}
