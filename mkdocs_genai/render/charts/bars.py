"""`kind: bars`: a bar for each value, from zero, with the scale below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from ...registry.column import Column
from .arial_widths import arial_lines
from .axis import Axis, fitting_axis, number_axis
from .base import ChartKind, is_number, is_scale
from .drawing import NARROW, Bar, Drawing, Label, LabelRole, Rule, width_of, words, words_around, words_height

_HEIGHT = 18.0
_GAP = 12.0
"""Between rows."""
_BETWEEN = 4.0
"""Between bars of a row."""
_BESIDE = 8.0
"""Between a bar and its words."""
_NAMES = 0.34
"""The largest part of the width that names beside the bars take."""
_VALUES = 0.45
"""The largest part of the width that values behind the bars take; longer ones stand above them."""

BarValue = tuple[float | None, str]
"""A value, None if it is unknown, and the words for it."""


class BarFrame(NamedTuple):
    """Where the bars of a drawing are."""

    axis: Axis
    begin: float
    end: float
    names: float
    """The room for names beside the bars; 0 if they stand above."""
    is_lifted: bool
    """Whether values stand above their bars, not behind them."""

    def x(self, value: float) -> float:
        """The place of a value."""
        return round(self.begin + self.axis.share(value) * (self.end - self.begin), 1)


class Bars(ChartKind):
    """Bars with the row's name before or above, and the value behind.

    Several ratings with the same scale stand together; otherwise each column is a drawing of its own.
    """

    NAME = "bars"
    DRAWS = "columns of `type: rating` or `type: number`"
    AXES = ("x",)
    TURNS: ClassVar[bool] = True

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_number(column)

    @classmethod
    def default_columns(cls, columns: Mapping[str, Column], options: Mapping[str, Any]) -> tuple[str, ...]:
        """See ChartKind: all ratings, else the first number."""
        ratings = tuple(key for key, column in columns.items() if is_scale(column))
        return ratings if ratings and not options["x"] else super().default_columns(columns, options)

    @classmethod
    def suits(cls, columns: Sequence[Column]) -> bool:
        """See ChartKind: not several numbers, which a scatter compares."""
        return cls.fits(columns) and (len(columns) == 1 or all(map(is_scale, columns)))

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """See ChartKind."""
        keys = list(self.data.columns)
        scales = {column.scale_max for column in self.data.columns.values()}
        if len(keys) == 1 or (len(scales) == 1 and max(scales) > 0):
            return [self._drawing(Drawing(anchor, self.title, "", (0, 0, width, 0)), keys)]
        empty = Drawing(anchor, "", "", (0, 0, width, 0))
        return [
            self._drawing(empty._replace(name=f"{anchor}_{number}", title=self.data.columns[key].heading), [key])
            for number, key in enumerate(keys, 1)
        ]

    def _drawing(self, empty: Drawing, keys: Sequence[str]) -> Drawing:
        """The drawing of some columns, with the name, title and width of an empty one."""
        rows = self._cells(keys)
        frame = self._frame(empty.view[2], keys[0], rows)
        bars, labels, y = _rows(frame, [row.name for row in self.series], rows)
        ticks = [words([text], frame.x(value), y, "middle", "tick") for value, text in frame.axis.ticks]
        bottom = ticks[0].box.bottom
        heading = self.data.columns[keys[0]].heading
        if len(keys) == 1 and heading != empty.title:
            lines = arial_lines(heading, empty.view[2] - frame.begin, 13, bold=True)
            labels = [*labels, words(lines, (frame.begin + empty.view[2]) / 2, bottom + 2, "middle", "title")]
            bottom = labels[-1].box.bottom
        grid = tuple(Rule("grid", frame.x(tick.value), 0, frame.x(tick.value), round(y, 1)) for tick in frame.axis.ticks)
        zero = Rule("axis", frame.x(0), 0, frame.x(0), round(y, 1))
        return empty._replace(
            description=self.description(self.series, keys),
            view=(0, -4, empty.view[2], round(bottom + 8)),
            rules=(*grid, zero),
            bars=tuple(bars),
            labels=(*ticks, *labels),
        )

    def _cells(self, keys: Sequence[str]) -> list[list[BarValue]]:
        """For each row its values, with their words; and with the column's title where there are several."""
        columns = list(self.data.columns)
        titles = [f"{self.data.columns[key].title}: " if len(keys) > 1 else "" for key in keys]
        return [
            [
                (self.amount(row, key), title + series.in_words[columns.index(key)])
                for title, key in zip(titles, keys, strict=True)
            ]
            for row, series in zip(self.rows, self.series, strict=True)
        ]

    def _frame(self, width: float, key: str, rows: Sequence[Sequence[BarValue]]) -> BarFrame:
        values = max(width_of(text, "value") for row in rows for _, text in row) + _BESIDE
        is_lifted = values > width * _VALUES
        names, begin, end = 0.0, 0.0, width - (0 if is_lifted else values)
        if len(rows[0]) == 1 and width > NARROW and not is_lifted:
            names = min(max(width_of(row.name, "label") for row in self.series), width * _NAMES)
            begin = names + _BESIDE
        known = [amount for row in rows for amount, _ in row if amount is not None]
        axis = fitting_axis(
            lambda most: number_axis(self.table.kinds[key], known, self.renderer.numbers, most, from_zero=True),
            end - begin,
            lambda text: width_of(text, "tick") + _BESIDE,
        )
        first, last = (width_of(axis.ticks[index].text, "tick") / 2 for index in (0, -1))
        return BarFrame(axis, max(begin, first), min(end, width - last - 2), names, is_lifted)


def _rows(frame: BarFrame, names: Sequence[str], rows: Sequence[Sequence[BarValue]]) -> tuple[list[Bar], list[Label], float]:
    """The bars and words of all rows, and where the next row would begin."""
    bars: list[Bar] = []
    labels: list[Label] = []
    y = 2.0
    for name, cells in zip(names, rows, strict=True):
        lines = arial_lines(name, frame.names or frame.end - frame.begin, 14, bold=len(cells) > 1)
        height = words_height(lines) if frame.names else 0.0
        if frame.names:
            labels.append(words_around(lines, frame.begin - _BESIDE, y + max(height, _HEIGHT) / 2, "end"))
            y += max(0.0, height - _HEIGHT) / 2
        else:
            labels.append(words(lines, frame.begin + _BETWEEN, y, "start", "heading" if len(cells) > 1 else "label"))
            y = labels[-1].box.bottom + 2
        for number, (amount, text) in enumerate(cells, 1):
            if frame.is_lifted:
                lines = arial_lines(text, frame.end - frame.begin, 13)
                labels.append(words(lines, frame.begin + _BETWEEN, y, "start", "unknown" if amount is None else "value"))
                y = labels[-1].box.bottom + 2
                if amount is None:
                    continue
            ends = sorted((frame.x(0), frame.x(amount or 0)))
            if amount is not None:
                bars.append(Bar(number, ends[0], round(y, 1), round(ends[1] - ends[0], 1), _HEIGHT))
            if not frame.is_lifted:
                role: LabelRole = "unknown" if amount is None else "value"
                labels.append(words_around([text], ends[1] + _BESIDE, y + _HEIGHT / 2, "start", role))
            y += _HEIGHT + _BETWEEN
        y += max(0.0, height - _HEIGHT) / 2 + _GAP
    return bars, labels, y
