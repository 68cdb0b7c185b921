"""Parts of messages: what a value is called, which name was probably meant, and how a value is quoted."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process

_MANY = 1000
"""Up to so many choices, a misspelt name is compared with each. Among more, only names one edit away are looked up, because ten
thousand misspelt names among ten thousand choices would take minutes."""

_MOST_SIMILAR = 10
"""The most names that are looked at more closely."""

_LONGEST_EDITED = 200
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_/."
"""The characters of ids, pages and icons."""

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    ((int, float), "a number"),
    (datetime.date, "a date"),
    (list, "a list"),
    (dict, "a mapping"),
)
"""What each kind of YAML value is called; texts and booleans are described in their own words."""


def describe(value: Any) -> str:
    """A value as a message names it: `the number 42`, `a list`."""
    if value is None:
        return "nothing"
    kind = next((name for kinds, name in _KINDS if isinstance(value, kinds)), "something else")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = value.strip() or value
        shown = text if len(text) <= 40 else text[:39] + "…"
        return f"the text '{shown}'"
    if isinstance(value, int | float | datetime.date):
        return f"the {kind.removeprefix('a ')} {value}"
    return kind


def text_trap(value: object, written: str | None) -> str:
    """The message for text without quotes that YAML reads as something else."""
    as_written = str(value) if written is None else written
    if as_written == str(value) or (isinstance(value, bool) and as_written in ("true", "false")):
        return f'expected text, found {describe(value)}; put it in quotes if text is meant: "{as_written}"'
    return f'expected text; YAML reads {as_written} as {describe(value)}, so put it in quotes: "{as_written}"'


def glued_key(key: str) -> str | None:
    """The key that is meant by `title:Soil`, or None; inside braces, YAML reads all of it as a key."""
    word, colon, rest = key.partition(":")
    return word if colon and rest and not rest.startswith("/") else None


def missing_space(key: str) -> str:
    """The hint for a key such as `title:Soil`."""
    word, _, rest = key.partition(":")
    return f"; a space is missing after the colon: '{word}: {rest}'"


_OTHER_WORDS = {
    "text": "string str varchar markdown",
    "number": "int integer float decimal double numeric percent currency",
    "boolean": "bool yes/no checkbox flag",
    "tags": "list array keywords labels",
    "link": "url href hyperlink",
    "date": "datetime day month time",
    "rating": "stars score",
    "ready": "done finished published complete",
    "draft": "wip",
    "planned": "todo open",
    "TB": "TD top-bottom top-down vertical",
    "LR": "LTR left-right horizontal",
    "rectangle": "rect box square",
    "stadium": "round rounded pill oval",
    "diamond": "rhombus decision",
    "cylinder": "database",
    "title": "name heading caption",
    "label": "text title name",
    "summary": "description abstract desc subtitle",
    "body": "text description",
    "requires": "prerequisites prereqs depends-on needs",
    "url": "link href address",
    "page": "file path",
    "sources": "references",
    "max": "maximum",
    "minutes": "duration time",
    "level": "difficulty",
    "delimiter": "separator sep",
    "decimals": "digits precision",
    "format": "pattern",
    "missing_values": "na-values null-values",
}
"""Our keys, each with the words that other tools have for it."""


def nearest(name: str, choices: Collection[str], *, apart_from: str | None = None, among_many: bool = False) -> str | None:
    """The choice that was probably meant, or None if none is similar.

    `among_many` compares with each of thousands of choices, for callers that limit how often they do that.
    """
    if len(choices) > _MANY and not among_many:
        known = choices.keys() if isinstance(choices, Mapping) else frozenset(choices)
        return next((spelled for spelled in _edited(name) if spelled in known and spelled != apart_from), None)
    suffix = _shared_suffix(name.lower(), choices)
    wanted, (names, by_name) = _hyphenated(name).removesuffix(suffix), _compared_names(tuple(choices), suffix)
    # Short words are similar to many others by chance.
    least = 65 if len(wanted) > 3 else 75
    found = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_SIMILAR)
    return next(
        (by_name[each] for each, *_ in found if by_name[each] != apart_from and _differs_little(wanted, each, least)), None
    )


def _differs_little(wanted: str, found: str, least: int) -> bool:
    """Whether names in one folder are similar by themselves, and not only by their folder's name."""
    (folder, _, own), (other, _, name) = wanted.rpartition("/"), found.rpartition("/")
    return folder != other or fuzz.ratio(own, name) >= least


def meant(name: str, choices: Collection[str]) -> str | None:
    """The choice that other tools call by this name; None where there is none."""
    other = _hyphenated(name)
    return next((word for word, others in _OTHER_WORDS.items() if word in choices and other in others.lower().split()), None)


def meant_or_nearest(name: str, choices: Collection[str]) -> str | None:
    """The choice that was probably meant, or None."""
    return meant(name, choices) or nearest(name, choices)


def _edited(name: str) -> Iterator[str]:
    """How a name may be spelled that has one letter too many, too few or wrong, or two in the wrong order."""
    if len(name) > _LONGEST_EDITED:
        return
    yield from dict.fromkeys((name.lower(), _hyphenated(name), name.lower().replace("-", "_")))
    name = name.lower()
    indexes = range(len(name))
    yield from (f"{name[:at]}{name[at + 1 : at + 2]}{name[at]}{name[at + 2 :]}" for at in indexes)
    yield from (name[:at] + name[at + 1 :] for at in indexes)
    yield from (
        f"{name[:at]}{letter}{name[at + skipped :]}" for at in range(len(name) + 1) for letter in _LETTERS for skipped in (0, 1)
    )


@lru_cache(8)  # a file with one misspelt name may have many, with the same choices
def _compared_names(names: tuple[str, ...], suffix: str) -> tuple[list[str], dict[str, str]]:
    """The names as they are compared, without a suffix that all files of a kind have, and each name by that."""
    by_name = {_hyphenated(name).removesuffix(suffix): name for name in names}
    return list(by_name), by_name


def _shared_suffix(name: str, choices: Collection[str]) -> str:
    """The suffix of a file's name that other files have, too, such as `.md`; empty where there is none."""
    stem, dot, kind = name.rpartition(".")
    suffix = dot + kind
    return suffix if stem and kind.isalnum() and any(choice.lower().endswith(suffix) for choice in choices) else ""


def _hyphenated(name: str) -> str:
    return name.lower().replace("_", "-")


def did_you_mean(
    name: str, choices: Collection[str], *, apart_from: str | None = None, limit: int = 12, among_many: bool = False
) -> str:
    """The rest of an "unknown name" message: the nearest choice, else all of them when they are few.

    `apart_from` is one that can't be meant, such as the thing that has the name; `among_many` is as in `nearest`.
    """
    if match := meant(name, choices) or nearest(name, choices, apart_from=apart_from, among_many=among_many):
        return f"; did you mean '{match}'?"
    if len(choices) > limit + 1:
        return ""
    others = [choice for choice in choices if choice != apart_from]
    if not others:
        return ("; there are no others" if choices else "; there are none yet") if limit else ""
    return "" if len(others) > limit else "; available: " + ", ".join(others)
