"""Using AI well: how many of those whom a detector flags wrote their text themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .drawing import Plot, document

FOUND = 0.8
"""The share of texts by a model that the detector flags."""


def innocent(share: float, false_alarms: float) -> float:
    """The share of the flagged who wrote their text themselves, if a share of all texts is by a model."""
    wrong = (1 - share) * false_alarms
    return wrong / (wrong + share * FOUND)


def flagged() -> str:
    """The wrongly accused, by how many texts are by a model, for three rates of false alarms."""
    plot = Plot(x=(0, 50), y=(0, 100), right=318)
    plot.axes((0, 10, 20, 30, 40, 50), (0, 25, 50, 75, 100), "texts by a model, %", "innocent among the flagged, %")
    for series, alarms in enumerate((0.1, 0.05, 0.01), start=1):
        points = [(share / 2, 100 * innocent(share / 200, alarms)) for share in range(1, 101)]
        plot.curve(points, series)
        plot.label((52, 20.5 - 7.5 * series), f"{100 * alarms:g}% false", series)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"using-well-flagged": flagged}
