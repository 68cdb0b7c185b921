"""Whether a reader filters by the whole values of a column."""

from __future__ import annotations

from collections.abc import Sequence

from .base import Value

_CATEGORIES = 12
"""The most different values that a reader may filter by."""
_LONGEST_CATEGORY = 40


def has_range(values: Sequence[Value]) -> bool:
    """Whether the known ones of the values differ, so that a range of them leaves some out."""
    return len(set(values) - {None}) > 1


def are_categories(values: Sequence[Value]) -> bool:
    """Whether the values are categories: few different ones, shared by several rows."""
    different = set(values)
    few = 1 < len(different) <= min(_CATEGORIES, len(values) * 2 / 3)
    return few and all(len(str(value)) <= _LONGEST_CATEGORY for value in different)
