"""`kind: bars`: a bar for each rating, in groups by row."""

from __future__ import annotations

from collections.abc import Sequence

from ...registry.model import Column
from .base import ChartKind, Series, is_scale, share
from .drawing import Bar, Drawing, DrawnBar, Label

_LONGEST = 230.77
_LANE = 25.9615
"""The height of one bar, or of the name above a row's bars, with the gaps around it."""
_GAP = 0.06
"""What stays free at each end of a row's lanes, and again above and below each bar, as a part of their height."""


class Bars(ChartKind):
    """Bars from the left, each with its value in words at its end; every row's name stands above its bars."""

    NAME = "bars"
    DRAWS = "columns of `type: rating`"

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_scale(column)

    def drawings(self, anchor: str) -> list[Drawing]:
        """See ChartKind."""
        columns = self.data.columns.values()
        shares = [[share(*pair) or 0 for pair in zip(columns, row.values, strict=True)] for row in self.series]
        placed = row_bars(shares)
        names = tuple(
            Label(((row.name, round(bars[0].y - 8, 1)),), 0, "start") for row, bars in zip(self.series, placed, strict=True)
        )
        drawn = tuple(bar for row, bars in zip(self.series, placed, strict=True) for bar in self._with_words(row, bars))
        top = names[0].lines[0][1]
        bottom = max(each.bar.y + each.bar.height for each in drawn)
        width = max(label.extent[1] for label in [*names, *(each.label for each in drawn)])
        view = (-4.0, round(top - 16), round(width + 8), round(bottom - top + 22))
        return [Drawing(anchor, self.title, self.description(self.series), view, labels=names, bars=drawn)]

    def _with_words(self, row: Series, bars: Sequence[Bar]) -> list[DrawnBar]:
        """A row's bars, each with its value; and with its column's title where there are several."""
        titles = [column.title for column in self.data.columns.values()]
        texts = [said if len(titles) == 1 else f"{title}: {said}" for title, said in zip(titles, row.in_words, strict=True)]
        return [
            DrawnBar(number, bar, Label(((text, round(bar.y + bar.height / 2 + 5, 1)),), bar.length + 8, "start"))
            for number, (text, bar) in enumerate(zip(texts, bars, strict=True), 1)
        ]


def row_bars(rows: Sequence[Sequence[float]]) -> list[list[Bar]]:
    """Place a bar for each value of each row, from the top; all rows have the same number of values, from 0 to 1.

    Above the bars of a row, a lane of the same height is left free for its name.
    """
    lanes = len(rows[0]) + 1
    row_height = lanes * _LANE
    lane = _LANE * (1 - 2 * _GAP)
    height = lane * (1 - 2 * _GAP)
    top = row_height * len(rows) / 50
    return [
        [
            Bar(
                round(value * _LONGEST, 1),
                round(top + index * row_height + _GAP * row_height + number * lane + _GAP * lane, 1),
                round(height, 1),
            )
            for number, value in enumerate(values, 1)
        ]
        for index, values in enumerate(rows)
    ]
