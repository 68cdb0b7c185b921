"""Scoring detectors: the precision-recall curve of five boxes, and the area under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from .drawing import Plot, Point, color, document, rounded

VERDICTS = (True, True, False, True, False)
"""Whether each box is a hit, from the most confident one on."""
DOGS = 4


def ranked(verdicts: Sequence[bool], total: int) -> list[Point]:
    """Recall and precision after each rank."""
    hits = [sum(verdicts[:rank]) for rank in range(1, len(verdicts) + 1)]
    return [(found / total, found / rank) for rank, found in enumerate(hits, start=1)]


def smoothed(points: Sequence[Point], total: int) -> list[float]:
    """For each hit that is possible, the best precision at its recall or a higher one."""
    return [
        max((precision for recall, precision in points if recall >= hit / total), default=0.0) for hit in range(1, total + 1)
    ]


def curve() -> str:
    """The curve as it is and smoothed, and the area under it."""
    plot = Plot(x=(0, 1), y=(0, 1.1), right=396)
    points, steps = ranked(VERDICTS, DOGS), smoothed(ranked(VERDICTS, DOGS), DOGS)
    for quarter, precision in enumerate(steps):
        (left, top), (right, bottom) = plot.at((quarter / DOGS, precision)), plot.at(((quarter + 1) / DOGS, 0))
        where = f'x="{rounded(left)}" y="{rounded(top)}" width="{rounded(right - left)}" height="{rounded(bottom - top)}"'
        if precision:
            plot.parts.append(f'<g {color(1)}><rect fill="currentColor" fill-opacity="0.15" {where}/></g>')
        plot.label(((quarter + 0.5) / DOGS, precision / 2 + 0.03), f"{precision:g}", 1, "middle")
    plot.axes((0, 0.25, 0.5, 0.75, 1), (0, 0.25, 0.5, 0.75, 1), "recall", "precision")
    outline = [
        point
        for quarter, precision in enumerate(steps)
        for point in ((quarter / DOGS, precision), ((quarter + 1) / DOGS, precision))
    ]
    plot.curve(outline, 1)
    plot.curve(points, 2, width=1.5)
    plot.dots(points, 2, radius=3)
    for rank, (recall, precision) in enumerate(points, start=1):
        plot.label((recall + 0.02, precision + (-0.09 if rank == 3 else 0.03)), f"{rank}", 2)
    return document(274, plot.parts)


FIGURES: Mapping[str, Callable[[], str]] = {"evaluation-curve": curve}
