"""The option `color`: the rows of a chart by the values of one column, each with a marker of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...problems import ProblemError
from ...registry.table import Row
from .base import COLOR, ChartKind
from .drawing import MARKERS, Key


class Categories(NamedTuple):
    """The number of each row's marker, and the legend; without the option all markers are the same, and no legend is needed."""

    numbers: tuple[int, ...]
    legend: tuple[Key, ...]


def categories(chart: ChartKind, rows: Sequence[Row]) -> Categories:
    """The categories of some rows, in the order in which they appear; unknown ones are one of them. Raises ProblemError."""
    column_id = chart.data.options[COLOR]
    if column_id is None:
        return Categories((1,) * len(rows), ())
    found = [chart.value_words(column_id, row.cells[column_id]) for row in rows]
    numbers = {words: number for number, words in enumerate(dict.fromkeys(found), 1)}
    if len(numbers) > len(MARKERS):
        raise ProblemError(
            "GA061",
            f"option 'color': '{column_id}' has {len(numbers)} different values, but at most {len(MARKERS)} can be told apart",
            COLOR,
        )
    return Categories(
        tuple(numbers[words] for words in found),
        (
            Key("heading", 0, chart.data.columns[column_id].title),
            *(Key("mark", number, words) for words, number in numbers.items()),
        ),
    )
