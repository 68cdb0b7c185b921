"""`kind: dots`: a matrix of ratings, each as many dots as its scale has steps, some of them filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ...registry.column import Column
from .arial_widths import arial_lines
from .base import ChartKind, Series, is_scale
from .drawing import Dot, Drawing, Label, Rule, width_of, words, words_around, words_height

_MOST = 10
"""The most dots of a rating."""
_STEP = 15.5
"""Between the middles of dots."""
_GAP = 16.0
"""Between columns."""
_NAMES = 120.0
"""The least room for the names of rows; they have more where the columns leave it."""
_LIST = 420.0
"""The largest width of ratings below the names of rows."""
_ROW = 26.0


class Dots(ChartKind):
    """A row of the matrix for each row, a column for each rating; on a phone the ratings of a row stand below its name."""

    NAME = "dots"
    DRAWS = f"columns of `type: rating` with a `max` of at most {_MOST}"
    TURNS: ClassVar[bool] = True

    @staticmethod
    def can_draw(column: Column) -> bool:
        """See ChartKind."""
        return is_scale(column) and column.scale_max <= _MOST

    def drawings(self, anchor: str, width: float) -> list[Drawing]:
        """See ChartKind."""
        columns = list(self.data.columns.values())
        rooms = [max(_STEP * column.scale_max, _longest_word(column.title), self._unknown_width) for column in columns]
        left = width - sum(room + _GAP for room in rooms)
        longest = max(width_of(row.name, "label") for row in self.series)
        if left < min(longest, _NAMES):
            used = min(width, _LIST)
            dots, labels, rules, bottom = self._list(used)
        else:
            names = min(longest, left)
            used = width - left + names
            dots, labels, rules, bottom = self._matrix(names, rooms)
        view = (0.0, -4.0, float(round(used + 2)), float(round(bottom + 6)))
        return [
            Drawing(
                anchor,
                self.title,
                self.description(self.series),
                view,
                rules=tuple(rules),
                dots=tuple(dots),
                labels=tuple(labels),
            )
        ]

    @property
    def _unknown_width(self) -> float:
        return width_of(self.renderer.label("unknown"), "unknown")

    def _matrix(self, names: float, rooms: Sequence[float]) -> tuple[list[Dot], list[Label], list[Rule], float]:
        """Rows by columns, with the columns' titles above."""
        columns = list(self.data.columns.values())
        begins = [names + _GAP + sum(room + _GAP for room in rooms[:index]) for index in range(len(rooms))]
        titles = [arial_lines(column.title, room, 14, bold=True) for column, room in zip(columns, rooms, strict=True)]
        top = max(words_height(lines, "heading") for lines in titles)
        labels = [
            words(lines, begin, top - words_height(lines, "heading"), "start", "heading")
            for lines, begin in zip(titles, begins, strict=True)
        ]
        dots: list[Dot] = []
        rules: list[Rule] = []
        y = top + 6
        for row in self.series:
            lines = arial_lines(row.name, names, 14)
            height = max(_ROW, words_height(lines) + 6)
            rules.append(Rule("grid", 0, round(y, 1), round(begins[-1] + rooms[-1], 1), round(y, 1)))
            labels.append(words_around(lines, 0, y + height / 2))
            for index, begin in enumerate(begins):
                found, unknown = self._cell(row, index, begin, y + height / 2)
                dots += found
                labels += unknown
            y += height
        return dots, labels, rules, y

    def _list(self, width: float) -> tuple[list[Dot], list[Label], list[Rule], float]:
        """The ratings below the name of each row, with the columns' titles before."""
        columns = list(self.data.columns.values())
        room = max(max(column.scale_max for column in columns) * _STEP, self._unknown_width)
        titles = [arial_lines(column.title, width - room - _GAP, 14) for column in columns]
        dots: list[Dot] = []
        labels: list[Label] = []
        rules: list[Rule] = []
        y = 0.0
        for row in self.series:
            labels.append(words(arial_lines(row.name, width, 14, bold=True), 0, y, "start", "heading"))
            y = labels[-1].box.bottom + 3
            for index, lines in enumerate(titles):
                height = max(_ROW - 2, words_height(lines) + 2)
                labels.append(words_around(lines, 0, y + height / 2))
                found, unknown = self._cell(row, index, width - room, y + height / 2)
                dots += found
                labels += unknown
                y += height
            y += 6
            rules.append(Rule("grid", 0, round(y, 1), width, round(y, 1)))
            y += 6
        return dots, labels, rules[:-1], y - 12

    def _cell(self, row: Series, index: int, begin: float, y: float) -> tuple[list[Dot], list[Label]]:
        """The dots of a rating, or the word for an unknown one."""
        column, value = list(self.data.columns.values())[index], row.values[index]
        if value is None:
            return [], [words_around([row.in_words[index]], begin, y, "start", "unknown")]
        filled = column.kind.amount(value)
        return [
            Dot(round(begin + _STEP * (step + 0.5), 1), round(y, 1), min(1.0, max(0.0, round((filled - step) * 2) / 2)))
            for step in range(column.scale_max)
        ], []


def _longest_word(title: str) -> float:
    return max(width_of(word, "heading") for word in title.split())
