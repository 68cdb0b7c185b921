"""Prompting: how far a score on a few examples can be trusted, and what choosing the best of many prompts does to it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from .drawing import Plot, document, label, line

SHARES = {"A": 0.65, "B": 0.85}
"""How much of the test set each prompt gets right."""


def interval(right: int, asked: int) -> tuple[float, float]:
    """The 95% confidence interval of a share, by Agresti and Coull's rule of two more right and two more wrong."""
    share = (right + 2) / (asked + 4)
    reach = 1.96 * math.sqrt(share * (1 - share) / (asked + 4))
    return share - reach, share + reach


def best_of(prompts: int, asked: int, share: float = 0.7) -> float:
    """The score to expect of the best of some prompts that are all equally good."""
    below, sums = 0.0, []
    for right in range(asked):
        below += math.comb(asked, right) * share**right * (1 - share) ** (asked - right)
        sums.append(1 - below**prompts)
    return sum(sums) / asked


def intervals() -> str:
    """The intervals of both prompts for three sizes of the test set."""
    plot = Plot(x=(0.4, 1), y=(0, 6), left=96, right=396, top=10, bottom=200)
    for tick in (40, 50, 60, 70, 80, 90, 100):
        x, y = plot.at((tick / 100, 0))
        plot.parts += [line((x, plot.top), (x, y)), label((x, y + 18), f"{tick}%", anchor="middle")]
    for group, asked in enumerate((20, 100, 400)):
        plot.parts.append(label((0, plot.at((0, 5 - 2 * group))[1] + 4), f"{asked} emails", series=0))
        for series, (name, share) in enumerate(SHARES.items(), start=1):
            row = 5.9 - 2 * group - 0.6 * series
            low, high = interval(round(share * asked), asked)
            plot.curve([(low, row), (high, row)], series, width=4)
            plot.dots([(share, row)], series)
            plot.label((low - 0.01, row - 0.13), name, series, anchor="end")
    plot.parts.append(label(((plot.left + plot.right) / 2, plot.bottom + 38), "right answers", anchor="middle"))
    return document(244, plot.parts)


def winners() -> str:
    """The expected score of the winner, by how many prompts were tried."""
    plot = Plot(x=(1, 20), y=(60, 100), right=318)
    plot.axes((1, 5, 10, 15, 20), (60, 70, 80, 90, 100), "prompts tried", "best score, %")
    for series, asked in enumerate((20, 100), start=1):
        points = [(tried, 100 * best_of(tried, asked)) for tried in range(1, 21)]
        plot.curve(points, series)
        plot.label((20.3, points[-1][1] - 0.5), f"{asked} emails", series)
    plot.curve([(1, 70), (20, 70)], 0, width=1.5)
    plot.label((20.3, 69.5), "the truth", 0)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "prompting-intervals": intervals,
    "prompting-winners": winners,
}
