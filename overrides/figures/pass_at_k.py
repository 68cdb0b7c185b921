"""pass@k: what two ways to estimate it from a few samples give on average."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from .drawing import Plot, document

RIGHT = 0.3
"""The chance that one sample is right."""


def unbiased(n: int, c: int, k: int) -> float:
    """The estimate by counting the choices of k from n samples that are all wrong."""
    return 1 - math.comb(n - c, k) / math.comb(n, k)


def shortcut(n: int, c: int, k: int) -> float:
    """The estimate that takes the share of right samples for the chance."""
    return 1 - (1 - c / n) ** k


def average(estimate: Callable[[int, int, int], float], n: int, k: int) -> float:
    """The mean of an estimate over all draws of n samples."""
    return sum(math.comb(n, c) * RIGHT**c * (1 - RIGHT) ** (n - c) * estimate(n, c, k) for c in range(n + 1))


def averages() -> str:
    """The true pass@k as a curve, and the averages of both estimates as points."""
    plot = Plot(x=(1, 10), y=(0, 1), right=300)
    plot.axes((1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (0, 0.2, 0.4, 0.6, 0.8, 1), "tries k", "pass@k")
    tries = range(1, 11)
    plot.curve([(k / 10, 1 - (1 - RIGHT) ** (k / 10)) for k in range(10, 101)], 0, width=1.5)
    plot.curve([(k, average(shortcut, 10, k)) for k in tries], 2)
    plot.dots([(k, average(unbiased, 10, k)) for k in tries], 1)
    plot.dots([(k, average(shortcut, 10, k)) for k in tries], 2, hollow=True)
    plot.label((10.5, 1.03), "formula,", 1)
    plot.label((10.5, 0.945), "as the truth", 1)
    plot.label((10.5, 0.86), "shortcut", 2)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"pass-at-k-averages": averages}
