"""Plots as SVG, made of few elements with few decimals, so that the same numbers give the same bytes.

A file has light colors of its own. In a page, docs/stylesheets/course.css sets those of the palette by the classes, which are
`drawn-1` and so on for the colors of series, `drawn-ink`, `drawn-muted` and `drawn-grid`. Series differ in their dashes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH = 420
"""A figure's width: on a phone it shrinks a little, and its words stay legible."""
INK, MUTED, GRID = "#1c1b1a", "#5a5a5a", "#d8d4cc"
SERIES = ("#22559c", "#b3261e", "#17683f", "#8a35a0")
DASHES = ("", "8 4", "2 4", "12 4 2 4")

Point = tuple[float, float]


def rounded(value: float) -> str:
    """A coordinate with one decimal at most, and never a negative zero."""
    return f"{round(float(value), 1) + 0.0:.1f}".removesuffix(".0")


def color(series: int) -> str:
    """The class and the color of a series; 0 is ink."""
    name, paint = ("ink", INK) if series == 0 else (str(series), SERIES[series - 1])
    return f'class="drawn-{name}" color="{paint}"'


def label(at: Point, words: str, *, series: int | None = None, anchor: str = "start", bold: bool = False) -> str:
    """Words at a place of the drawing; without a series they are muted."""
    paint = f'class="drawn-muted" color="{MUTED}"' if series is None else color(series)
    weight = ' font-weight="700"' if bold else ""
    where = f'x="{rounded(at[0])}" y="{rounded(at[1])}"'
    return f'<text {paint} fill="currentColor" {where} text-anchor="{anchor}"{weight}>{escape(words)}</text>'


def line(start: Point, end: Point, *, series: int | None = None, width: float = 1, dash: str = "") -> str:
    """A straight line; without a series it belongs to the grid."""
    paint = f'class="drawn-grid" color="{GRID}"' if series is None else color(series)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = " ".join(f'{name}="{rounded(value)}"' for name, value in zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True))
    return f'<line {paint} stroke="currentColor" stroke-width="{rounded(width)}"{dashes} {ends}/>'


def document(height: float, parts: Iterable[str]) -> str:
    """A whole drawing."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {rounded(height)}" width="{WIDTH}" '
        f'height="{rounded(height)}" font-family="sans-serif" font-size="13">'
    )
    return "\n".join((opening, *parts, "</svg>", ""))


@dataclass
class Plot:
    """A plot with two axes; what is drawn is given in their numbers."""

    x: Point
    """The first and the last number of the horizontal axis."""
    y: Point
    left: float = 40
    right: float = WIDTH - 12
    top: float = 30
    bottom: float = 230
    parts: list[str] = field(default_factory=list)

    def at(self, point: Point) -> Point:
        """Where a point is in the drawing."""
        x = self.left + (point[0] - self.x[0]) / (self.x[1] - self.x[0]) * (self.right - self.left)
        y = self.bottom - (point[1] - self.y[0]) / (self.y[1] - self.y[0]) * (self.bottom - self.top)
        return x, y

    def axes(self, x_ticks: Sequence[float], y_ticks: Sequence[float], x_title: str, y_title: str) -> None:
        """Both axes with their titles, and lines of the grid from each number of the vertical one."""
        for tick in y_ticks:
            _, y = self.at((self.x[0], tick))
            self.parts += [
                line((self.left, y), (self.right, y)),
                label((self.left - 6, y + 4.5), _number(tick), anchor="end"),
            ]
        for tick in x_ticks:
            x, _ = self.at((tick, self.y[0]))
            self.parts += [
                line((x, self.bottom), (x, self.bottom + 4)),
                label((x, self.bottom + 18), _number(tick), anchor="middle"),
            ]
        self.parts += [
            label((0, self.top - 14), y_title),
            label(((self.left + self.right) / 2, self.bottom + 38), x_title, anchor="middle"),
        ]

    def curve(self, points: Iterable[Point], series: int, *, width: float = 2.5, dashed: bool = True) -> None:
        """A line through points. It is cut off where it leaves the plot."""
        steps = " ".join(f"{rounded(x)} {rounded(y)}" for x, y in map(self.at, self._inside(list(points))))
        dash = DASHES[series - 1] if dashed and series else ""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<polyline {color(series)} fill="none" stroke="currentColor" stroke-width="{rounded(width)}" '
            f'stroke-linejoin="round"{dashes} points="{steps}"/>'
        )

    def _inside(self, points: list[Point]) -> list[Point]:
        """The points up to the plot's edges; where a line leaves at the top or the bottom, the point at which it does."""
        low, high = self.y
        return [(x, min(max(y, low), high)) for x, y in points]

    def dots(self, points: Iterable[Point], series: int, *, hollow: bool = False, radius: float = 4.5) -> None:
        """Points, filled or as rings."""
        ring = 'class="drawn-hollow" fill="#fff" stroke="currentColor" stroke-width="2"'
        for x, y in map(self.at, points):
            where = f'cx="{rounded(x)}" cy="{rounded(y)}" r="{rounded(radius if hollow else radius + 1)}"'
            paint = ring if hollow else 'fill="currentColor"'
            self.parts.append(f"<g {color(series)}><circle {paint} {where}/></g>")

    def label(self, point: Point, words: str, series: int | None = None, anchor: str = "start") -> None:
        """Words at a point."""
        self.parts.append(label(self.at(point), words, series=series, anchor=anchor))


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")
