"""The ids of rows that come from a file: unique, and the same when other rows come in between.

An id is made from the row's name: the field that `id` names, its key in a mapping, or else its first column. Where several
rows have names that make the same id, none of them gets it, so that a link never leads to another row than before. Each gets
a suffix: its value in the first column in which all of them differ (`the-kid-1921`), or, if there is none, a short checksum
of its name or of all its cells. The place of a row in its file never counts, except for rows that are equal in all columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from hashlib import blake2b

_LONGEST = 80
"""The most characters of a name in an id, which has at most 120."""
_LONGEST_SUFFIX = 30
_PLUS = re.compile(r"(?<=[\w+])\+(?!\w)")
_SHARP = re.compile(r"(?<=\w)#(?!\w)")
_NO_WORD = re.compile(r"[\W_]+")


def row_ids(names: Sequence[str], texts: Callable[[int], Sequence[str]]) -> list[str]:
    """The id of each row, by the rows' names; `texts` gives the texts of a row's cells by its index."""
    groups: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        groups.setdefault(_words(name), []).append(index)
    taken = {words for words, group in groups.items() if words and len(group) == 1}
    ids: dict[int, str] = {}
    for words, group in groups.items():
        if words in taken:
            ids[group[0]] = words
            continue
        suffixes = _suffixes([names[index] for index in group], [texts(index) for index in group], is_named=bool(words))
        for index, suffix in zip(group, suffixes, strict=True):
            wanted = found = f"{words or 'row'}-{suffix}"
            number = 1
            while found in taken:
                number += 1
                found = f"{wanted}-{number}"
            taken.add(found)
            ids[index] = found
    return [ids[index] for index in range(len(names))]


def _words(name: str) -> str:
    """A name as part of an id, in its own script; empty if it has no letter or digit."""
    name = unicodedata.normalize("NFC", name).lower()
    name = _SHARP.sub("-sharp", _PLUS.sub("-plus", name))  # else C, C++ and C# would be the same
    bare = "".join(char for char in name if not unicodedata.category(char).startswith("M"))
    return _NO_WORD.sub("-", bare).strip("-")[:_LONGEST].strip("-")


def _suffixes(names: Sequence[str], rows: Sequence[Sequence[str]], *, is_named: bool) -> list[str]:
    """Suffixes that tell the rows of a group apart; only equal rows have equal ones."""
    for cells in zip(*rows, strict=True) if is_named else ():
        suffixes = [_words(cell)[:_LONGEST_SUFFIX].strip("-") for cell in cells]
        if all(suffixes) and len(set(suffixes)) == len(rows):
            return suffixes
    if len(set(names)) == len(names) and all(names):
        return [_checksum([name]) for name in names]
    return [_checksum([name, *row]) for name, row in zip(names, rows, strict=True)]


def _checksum(texts: Sequence[str]) -> str:
    return blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
