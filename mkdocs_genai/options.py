"""The options of blocks and charts: what an option is, and its parsers.

A parser is given what YAML makes of an option's value, and raises ValueError with what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from .suggestions import describe, did_you_mean

_ALL = ("all", "none", 0)
"""What stands for no limit elsewhere."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Option(NamedTuple):
    """An option: its default value, and its parser."""

    default: Any
    parse: Callable[[Any], Any]


def words(value: Any) -> tuple[str, ...]:
    """`a, b` or `[a, b]`."""
    items = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else None
    if items is None or not all(isinstance(item, str | int) and not isinstance(item, bool) for item in items):
        raise ValueError(f"expected words separated by commas, found {describe(value)}")
    chosen = tuple(text for item in items if (text := str(item).strip()))
    if not chosen:
        raise ValueError("expected at least one word")
    return chosen


def words_among(known: Collection[str]) -> Callable[[Any], tuple[str, ...]]:
    """Words that are known."""

    def parse(value: Any) -> tuple[str, ...]:
        chosen = words(value)
        for word in chosen:
            if word not in known:
                several = [each for each in re.split(r"[\s;+&/|]+", word) if each not in ("", "and", "or")]
                is_several = len(several) > 1 and all(each in known for each in several)
                cure = f"; write {', '.join(several)}" if is_several else did_you_mean(word, known)
                raise ValueError(f"there is no '{word}'{cure}")
        return chosen

    return parse


def words_or_none_or_all(known: Collection[str]) -> Callable[[Any], tuple[str, ...]]:
    """Words that are known, or `all` of them, or `none`."""
    among = words_among([*known, "all", "none"])

    def parse(value: Any) -> tuple[str, ...]:
        if isinstance(value, bool):
            raise ValueError(f"expected words separated by commas, found {describe(value)}; write {'all' if value else 'none'}")
        chosen = among(value)
        for whole, meaning in (("all", tuple(known)), ("none", ())):
            if whole in chosen:
                if len(chosen) > 1:
                    raise ValueError(f"'{whole}' can't be combined with other words")
                return meaning
        return chosen

    return parse


def count(value: Any) -> int:
    """A whole number from 1 on."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        number = re.search(r"[1-9]\d*", value) if isinstance(value, str) else None
        if isinstance(value, str) and value.lower() in _NUMBERS:
            raise ValueError(
                f"expected a whole number in digits, found {describe(value)}; write {_NUMBERS.index(value.lower()) + 1}"
            )
        cure = f"; write {number[0]}" if number else "; without the option, all are shown" if value in _ALL else ""
        raise ValueError(f"expected a whole number of at least 1, found {describe(value)}{cure}")
    return value


def flag(value: Any) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, found {describe(value)}")
    return value


def one_of(known: Collection[str]) -> Callable[[Any], str]:
    """One word that is known."""
    among = words_among(known)

    def parse(value: Any) -> str:
        chosen = among(value)
        if len(chosen) > 1:
            raise ValueError(f"expected one word, found {describe(value)}")
        return chosen[0]

    return parse


def text(value: Any) -> str:
    """A text, as it is written."""
    if isinstance(value, bool | list | dict) or value is None:
        raise ValueError(f"expected text, found {describe(value)}")
    return str(value).strip()


def as_written(value: Any) -> Any:
    """Whatever YAML makes of it, for an option that is parsed later."""
    return value
