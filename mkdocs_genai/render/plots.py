"""Where the points and bars of a chart go, as pygal computes it.

Only the geometry is taken: pygal's own SVG has a style sheet, a script, fixed colors and the day on which it was made. What the
page gets is drawn by our own template, in the theme's colors. Imported when the first chart is drawn, since most courses
have none.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.etree import ElementTree


class Point(NamedTuple):
    """A place in a drawing, in CSS pixels."""

    x: float
    y: float


class Bar(NamedTuple):
    """A bar from the left: its length, and its upper edge and height."""

    length: float
    y: float
    height: float


def radar_points(series: Sequence[Sequence[float]], radius: int) -> list[list[Point]]:
    """For each series the points of its values, from 0 at the center to 1 at the rim; axes go clockwise from the top.

    The center is at 0, 0, and `radius` is that of the rim, roughly.
    """
    # pygal's axes go the other way around.
    turned = [[values[0], *reversed(values[1:])] for values in series]
    center = [0.0] * len(turned[0])
    plots = _draw("Radar", radius * 2, radius * 2, [*turned, center])
    found = [[Point(_number(dot, "cx"), _number(dot, "cy")) for dot in plot.iter("circle")] for plot in plots]
    x, y = found.pop()[0]
    return [[Point(round(px - x, 1), round(py - y, 1)) for px, py in (points[0], *reversed(points[1:]))] for points in found]


def bars(series: Sequence[Sequence[float]], width: int, lane: int) -> list[list[Bar]]:
    """For each series a bar for each of its values, 1 being about as long as `width`.

    Above the bars that belong together a lane of the same height is left free.
    """
    # pygal goes from the bottom to the top.
    upwards = [list(reversed(values)) for values in series]
    free = [0.0] * len(upwards[0])
    height = lane * (len(series) + 1) * len(free)
    plots = _draw("HorizontalBar", width, height, [free, *upwards])[1:]
    found = [
        [Bar(round(_number(rect, "width"), 1), _number(rect, "y"), _number(rect, "height")) for rect in plot.iter("rect")]
        for plot in plots
    ]
    return [[Bar(length, round(y, 1), round(high, 1)) for length, y, high in reversed(each)] for each in found]


def _draw(kind: str, width: int, height: int, series: Sequence[Sequence[float]]) -> list[ElementTree.Element]:
    """The groups of SVG in which pygal draws each series, in their order."""
    chart = getattr(_pygal(), kind)(
        width=width, height=height, range=(0, 1), margin=0, spacing=0, js=[], css=[], show_legend=False,
        show_x_labels=False, show_y_labels=False,
    )  # fmt: skip
    chart.x_labels = [str(index) for index in range(len(series[0]))]
    for values in series:
        chart.add("", list(values))
    # Dots are drawn over the plot, bars in it; the last group of a series that has any is the one.
    mark = "circle" if kind == "Radar" else "rect"
    groups: dict[int, ElementTree.Element] = {}
    for group in chart.render_tree().iter("g"):
        name = (group.get("class") or "").split()
        if name[:1] == ["series"] and next(group.iter(mark), None) is not None:
            groups[int(name[1].removeprefix("serie-"))] = group
    return [groups[index] for index in range(len(series))]


def _pygal() -> Any:
    """pygal, without its import hook.

    That is for pygal's own maps, acts on the whole process, and is of a kind that Python has given up, so that every import of
    a module that is not there would warn.
    """
    pygal = importlib.import_module("pygal")
    sys.meta_path[:] = [hook for hook in sys.meta_path if type(hook).__module__ != "pygal"]
    return pygal


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name) or 0)
