"""Overfitting: polynomials of degree 0 to 9 through ten readings of a thermometer, tried on nine others."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping

import numpy as np
from numpy.polynomial import Polynomial

from .drawing import Plot, document

HOURS = range(6, 25)


def readings() -> dict[int, float]:
    """A warm day's temperatures by the hour: a smooth curve, and a random error of about one degree in each reading."""
    errors = random.Random(0)  # noqa: S311 - the same in every run
    return {hour: round(13 + 7 * math.sin((hour - 9) / 24 * 2 * math.pi) + errors.gauss(0, 1), 1) for hour in HOURS}


TRAINING = {hour: reading for hour, reading in readings().items() if hour % 2 == 0}
TEST = {hour: reading for hour, reading in readings().items() if hour % 2}


def fitted(degree: int) -> Polynomial:
    """The polynomial with the smallest mean squared error on the training readings."""
    return Polynomial.fit(list(TRAINING), list(TRAINING.values()), degree)


def error(curve: Polynomial, held: Mapping[int, float]) -> float:
    """The mean squared error on readings."""
    return float(np.mean((curve(np.array(list(held))) - np.array(list(held.values()))) ** 2))


def three_curves() -> str:
    """Three of the polynomials, and all readings."""
    plot = Plot(x=(5.5, 24.5), y=(0, 25), bottom=270)
    plot.axes((6, 9, 12, 15, 18, 21, 24), (0, 5, 10, 15, 20, 25), "hour", "temperature in °C")
    for series, degree in ((3, 1), (1, 4), (2, 9)):
        curve = fitted(degree)
        plot.curve([(hour, float(curve(hour))) for hour in np.arange(6, 24.01, 0.1)], series)
    plot.dots(TRAINING.items(), 0)
    plot.dots(TEST.items(), 0, hollow=True)
    plot.label((21.6, 16.4), "degree 1", 3)
    plot.label((11.5, 18.9), "degree 4", 1, anchor="end")
    plot.label((7.3, 20.6), "degree 9", 2)
    return document(314, plot.parts)


def two_errors() -> str:
    """The error on training and on test readings, by the degree."""
    plot = Plot(x=(0, 9), y=(0, 20), right=350)
    plot.axes(range(10), (0, 5, 10, 15, 20), "degree of the polynomial", "mean squared error")
    curves = [fitted(degree) for degree in range(10)]
    for series, held in ((1, TRAINING), (2, TEST)):
        points = [(degree, error(curve, held)) for degree, curve in enumerate(curves)]
        plot.curve(points, series)
        plot.dots(points, series, hollow=series == 2, radius=4)
    plot.label((9.2, -0.1), "training", 1)
    plot.label((9.2, 14.9), "test", 2)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {
    "overfitting-curves": three_curves,
    "overfitting-errors": two_errors,
}
