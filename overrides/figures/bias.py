"""Bias: two groups scored by one program, and one threshold trained on few examples of the second group."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from .drawing import Plot, color, document, label, line, rounded

GROUPS = {"town": (48, 12, 8, 32), "village": (10, 10, 3, 27)}
"""Those who would manage and are accepted or refused, and those who would not and are accepted or refused."""


def rates(group: str) -> dict[str, float]:
    """Four shares of a group, each with its own denominator."""
    hits, misses, false_alarms, rejections = GROUPS[group]
    return {
        "accepted": (hits + false_alarms) / (hits + misses + false_alarms + rejections),
        "recall": hits / (hits + misses),
        "false alarms": false_alarms / (false_alarms + rejections),
        "precision": hits / (hits + false_alarms),
    }


SHIFT = 12.0
"""By how many points a test is harder for the village."""


def errors(threshold: float, shift: float) -> float:
    """The share of wrong decisions: those who manage score 60 on average, the others 40, both with a spread of 10."""
    missed = (1 + math.erf((threshold - 60 + shift) / (10 * math.sqrt(2)))) / 2
    let_in = (1 - math.erf((threshold - 40 + shift) / (10 * math.sqrt(2)))) / 2
    return (missed + let_in) / 2


def trained(share: float) -> float:
    """The threshold with the fewest errors, if a share of the examples is from the village."""
    tried = [number / 100 for number in range(3700, 5100)]
    return min(tried, key=lambda each: (1 - share) * errors(each, 0) + share * errors(each, SHIFT))


def bars() -> str:
    """The four shares of both groups."""
    parts = [line((110, 0), (110, 208), series=0)]
    for row, name in enumerate(rates("town")):
        parts.append(label((102, 31 + row * 54), name, series=0, anchor="end"))
        for series, group in enumerate(GROUPS, start=1):
            value, y = rates(group)[name], 4 + row * 54 + (series - 1) * 21
            paint = 'fill="currentColor" fill-opacity="0.3"' if series == 1 else 'fill="none" stroke-dasharray="4 3"'
            parts += [
                f'<g {color(series)}><rect {paint} stroke="currentColor" x="110" y="{y}" '
                f'width="{rounded(value * 220)}" height="18"/></g>',
                label((116 + value * 220, y + 13.5), f"{100 * value:.0f}% {group}", series=0),
            ]
    return document(214, parts)


def shares() -> str:
    """The errors of both groups, by how many of the examples are from the village."""
    plot = Plot(x=(0, 100), y=(0, 40), right=340)
    plot.axes((0, 25, 50, 75, 100), (0, 10, 20, 30, 40), "examples from the village, %", "wrong decisions, %")
    thresholds = [(share, trained(share / 100)) for share in range(101)]
    for series, (name, shift) in enumerate({"town": 0.0, "village": SHIFT}.items(), start=1):
        points = [(share, 100 * errors(threshold, shift)) for share, threshold in thresholds]
        plot.curve(points, series)
        plot.label((102, points[-1][1] - 0.8), name, series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"bias-rates": bars, "bias-shares": shares}
"""What draws each figure."""
