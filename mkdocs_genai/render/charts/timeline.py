"""`kind: timeline`: the rows by their year or date, with their names on lanes above the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from ...registry.column import Column
from ...registry.table import Row
from .arial_widths import arial_lines
from .axis import Axis, fitting_axis, time_axis
from .base import ChartKind, is_time
from .categories import categories
from .drawing import Box, Drawing, Label, Mark, Rule, width_of, words, words_around

_BESIDE = 12.0
"""Between a marker and its name."""
_MARKER = 8.0
_STEP = 6.0
"""The vertical distance between the places that are tried for a name."""
_ENOUGH = 0.45
"""The part of the width behind an event that is room enough for its name."""
_SPARE = 0.85
"""The part of the room beside an event that its name may take; the rest is for readers who set wider letter spacing."""
_LEAST = 110.0
"""The room that any name has."""
_PERIOD = 10.0
"""A period is drawn if it is longer."""


class Event(NamedTuple):
    """A row in time: its beginning and end in years, its name and date, and the number of its marker."""

    begin: float
    end: float
    name: str
    date: str
    marker: int


class Timeline(ChartKind):
    """A marker for each row, with its name and date; a line to the end of a period, or of a year that is all that is known."""

    NAME = "timeline"
    DRAWS = "one column of `type: year` or `type: date`"
    MOST = 1
    AXES = ("x",)
    TAKES_COLOR: ClassVar[bool] = True
    TURNS: ClassVar[bool] = True

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_time(column)

    def is_drawn(self, row: Row) -> bool:
        """See ChartKind."""
        return row.cells[self._key] is not None

    @property
    def _key(self) -> str:
        return next(iter(self.data.columns))

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """See ChartKind."""
        drawn = [row for row in self.rows if self.is_drawn(row)]
        found = categories(self, drawn)
        events = self._events(drawn, found.numbers)
        axis = self._axis(events, width)
        edge = max(_MARKER, *(width_of(axis.ticks[index].text, "tick") / 2 for index in (0, -1)))

        def x(value: float) -> float:
            return round(edge + axis.share(value) * (width - 2 * edge), 1)

        marks, labels, periods = _lanes(events, [(x(event.begin), x(event.end)) for event in events], width)
        bottom = max([*(label.box.bottom for label in labels), *(mark.y + _MARKER for mark in marks)]) + 8
        ticks = [words([tick.text], x(tick.value), bottom + 5, "middle", "tick") for tick in axis.ticks]
        grid = [Rule("grid", x(tick.value), 0, x(tick.value), round(bottom, 1)) for tick in axis.ticks]
        line = Rule("axis", x(axis.low), round(bottom, 1), x(axis.high), round(bottom, 1))
        return [
            Drawing(
                anchor,
                self.title,
                self.description(self.series),
                (0, -4, width, round(ticks[0].box.bottom + 10)),
                rules=(*grid, line, *periods),
                marks=tuple(marks),
                labels=(*ticks, *labels),
                legend=found.legend,
                missing=self.missing([self._key], self.rows),
            )
        ]

    def _events(self, rows: Sequence[Row], markers: Sequence[int]) -> list[Event]:
        """The rows in the order of time."""
        kind, key = self.table.kinds[self._key], self._key
        found = [
            Event(
                kind.amount(row.cells[key]),
                kind.end(row.cells[key]),
                self.row_name(row),
                f"({self.value_words(key, row.cells[key])})",
                marker,
            )
            for row, marker in zip(rows, markers, strict=True)
        ]
        return sorted(found, key=lambda event: event.begin)

    def _axis(self, events: Sequence[Event], width: float) -> Axis:
        values = [*(event.begin for event in events), *(event.end for event in events)]
        has_months = self.data.columns[self._key].kind.MEASURE == "date"
        return fitting_axis(
            lambda most: time_axis(values, self.renderer.dates, most, has_months=has_months),
            width - 60,
            lambda text: width_of(text, "tick") + 12,
        )


def _lanes(
    events: Sequence[Event], places: Sequence[tuple[float, float]], width: float
) -> tuple[list[Mark], list[Label], list[Rule]]:
    """The markers, names and periods, each event as far up as there is room beside the earlier ones."""
    marks: list[Mark] = []
    labels: list[Label] = []
    periods: list[Rule] = []
    taken: list[Box] = []
    for event, (begin, end) in zip(events, places, strict=True):
        end = end if end - begin > _PERIOD else begin
        y = _MARKER + 2
        while True:
            label = _name(event, begin, end, y, width)
            whole = _around(label.box, Box(begin - _MARKER, y - _MARKER, end + _MARKER, y + _MARKER))
            if whole.top >= 0 and not any(map(whole.overlaps, taken)):
                break
            y += _STEP
        taken.append(whole)
        marks.append(Mark(event.marker, begin, y))
        labels.append(label)
        periods += [Rule("period", begin, y, end, y)] if end > begin else []
    return marks, labels, periods


def _name(event: Event, begin: float, end: float, y: float, width: float) -> Label:
    """A name behind its event; before it where that leaves more room; below it where neither leaves enough."""
    before, behind = begin - _BESIDE, width - end - _BESIDE
    room = min(_LEAST, max(width_of(word, "label") for word in event.name.split()))
    if max(before, behind) < room:
        lines = _lines(event, width)
        longest = max(width_of(line, "label") for line in lines)
        return words(lines, min(max(begin - _MARKER, 0), width - longest), y + _MARKER)
    if behind >= min(before, width * _ENOUGH):
        return words_around(_lines(event, behind * _SPARE), end + _BESIDE, y)
    return words_around(_lines(event, before * _SPARE), before, y, "end")


def _lines(event: Event, room: float) -> tuple[str, ...]:
    """Name and date on one line, or the date below the name."""
    whole = arial_lines(f"{event.name} {event.date}", room, 14)
    return whole if len(whole) == 1 else (*arial_lines(event.name, room, 14), *arial_lines(event.date, room, 14))


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom))
