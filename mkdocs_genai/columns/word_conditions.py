"""Conditions on words: `where: title contains oak`, without regard to case."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..identifiers import one_line
from .base import Operator, Test, Value


def word_test(operator: Operator, text: str, said: Callable[[Value], Sequence[str]], *, whole: bool = False) -> Test:
    """The test that compares text without regard to case; `said` gives a value's texts, `whole` ones match only entirely."""
    wanted = one_line(text.casefold())

    def words(value: Value) -> list[str]:
        return [] if value is None else [one_line(each.casefold()) for each in said(value)]

    if operator == "contains" and not whole:
        return lambda value: any(wanted in each for each in words(value))
    if operator == "!=":
        return lambda value: wanted not in words(value)
    return lambda value: wanted in words(value)
