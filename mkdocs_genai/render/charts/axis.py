"""The scale of a chart's axis: where it begins and ends, and its ticks at round numbers and round years.

Round numbers are 1, 2 and 5 times a power of ten, and the axis ends at a tick (P. Heckbert, *Nice numbers for graph labels*, in
Graphics Gems, 1990).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from ...columns.base import ColumnType
from ...dates import Dates, PartialDate
from ...numbers import Numbers

_NICE = (1, 2, 5)
_MONTHS = (1, 2, 3, 6)
_MOST = 8
"""The most steps between the ticks of an axis."""
_NEAR_ZERO = 0.3
"""An axis begins at 0 if its smallest value is at most this part of the largest one."""


class Tick(NamedTuple):
    """A place on an axis, and the words for it."""

    value: float
    text: str


class Axis(NamedTuple):
    """An axis; its ticks are in ascending order. An axis of numbers ends at its first and last tick."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    is_logarithmic: bool = False

    def share(self, value: float) -> float:
        """The place of a value, from 0 at the beginning of the axis to 1 at its end."""
        if self.is_logarithmic:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def fitting_axis(axis: Callable[[int], Axis], length: float, room: Callable[[str], float]) -> Axis:
    """The axis with the most ticks whose words, each taking the given room, have places side by side along its length."""
    for most in range(_MOST, 1, -1):
        found = axis(most)
        inner = length - (room(found.ticks[0].text) + room(found.ticks[-1].text)) / 2
        ends = [(found.share(tick.value) * inner, room(tick.text) / 2) for tick in found.ticks]
        if all(there - here >= before + behind for (here, before), (there, behind) in pairwise(ends)):
            return found
    return axis(1)


def number_axis(kind: ColumnType, values: Sequence[float], numbers: Numbers, most: int, *, from_zero: bool = False) -> Axis:
    """An axis of at most `most` + 1 ticks for values of a column, and for all values that a rating may have."""
    if kind.scale_max:
        whole = next(
            step for step in range(1, kind.scale_max + 1) if kind.scale_max % step == 0 and kind.scale_max // step <= most
        )
        return _axis([Decimal(tick) for tick in range(0, kind.scale_max + 1, whole)], kind, numbers)
    low, high = min(values), max(values)
    if from_zero or 0 < low <= high * _NEAR_ZERO:
        low = min(low, 0)
    if from_zero or low * _NEAR_ZERO <= high < 0:
        high = max(high, 0)
    if low == high:
        low, high = (0.0, high or 1.0) if high >= 0 else (low, 0.0)
    step = _step(low, high, most)
    first, last = math.floor(Decimal(low) / step), math.ceil(Decimal(high) / step)
    return _axis([step * index for index in range(first, last + 1)], kind, numbers)


def _step(low: float, high: float, most: int) -> Decimal:
    """The smallest round step with which at most `most` steps cover the axis, from below `low` to above `high`."""
    exponent = math.floor(math.log10((high - low) / most))
    while True:
        for factor in _NICE:
            step = Decimal(factor).scaleb(exponent)
            if math.ceil(Decimal(high) / step) - math.floor(Decimal(low) / step) <= most:
                return step
        exponent += 1


def _axis(ticks: Sequence[Decimal], kind: ColumnType, numbers: Numbers) -> Axis:
    return Axis(float(ticks[0]), float(ticks[-1]), tuple(Tick(float(tick), kind.tick(tick, numbers)) for tick in ticks))


def logarithmic_axis(kind: ColumnType, values: Sequence[float], numbers: Numbers, most: int) -> Axis:
    """An axis on which each power of ten takes the same room; all values must be larger than 0."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    factors = _NICE if (high - low) * len(_NICE) <= most else (1,)
    every = math.ceil((high - low) * len(factors) / most)
    powers = range(low, low + math.ceil((high - low) / every) * every + 1, every)
    ticks = [Decimal(factor).scaleb(power) for power in powers for factor in factors][: None if len(factors) == 1 else -2]
    return _axis(ticks, kind, numbers)._replace(is_logarithmic=True)


def time_axis(values: Sequence[float], dates: Dates, most: int, *, has_months: bool) -> Axis:
    """An axis in years, with ticks at round years; at months, if there are so many years that they have room."""
    low, high = min(values), max(values)
    if has_months and high - low < 2:
        months = next((step for step in _MONTHS if (high - low) * 12 / step + 1 <= most), _MONTHS[-1])
        first, last = math.floor(low * 12 / months), max(math.ceil(high * 12 / months), math.floor(low * 12 / months) + 1)
        return _trimmed(low, high, [_month(index * months, dates) for index in range(first, last + 1)])
    if math.floor(low) == math.ceil(high):
        low, high = low - 1, high + 1
    step = next(step for step in _year_steps() if math.ceil(high / step) - math.floor(low / step) <= most)
    years = range(math.floor(low / step) * step, math.ceil(high / step) * step + 1, step)
    return _trimmed(low, high, [Tick(float(year), str(year)) for year in years])


def _trimmed(low: float, high: float, ticks: Sequence[Tick]) -> Axis:
    """An axis that ends where its values do, if that leaves two ticks; else it ends at ticks."""
    inside = tuple(tick for tick in ticks if low <= tick.value <= high)
    if len(inside) > 1:
        return Axis(low, high, inside)
    return Axis(ticks[0].value, ticks[-1].value, tuple(ticks))


def _year_steps() -> Iterator[int]:
    exponent = 0
    while True:
        yield from (factor * 10**exponent for factor in _NICE)
        exponent += 1


def _month(index: int, dates: Dates) -> Tick:
    """A month by its number since the year 0."""
    return Tick(index / 12, dates.text(PartialDate(index // 12, index % 12 + 1)))
