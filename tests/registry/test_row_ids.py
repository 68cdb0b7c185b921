"""The ids of rows that come from a file: unique, and not changed by rows that come in between."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from mkdocs_genai.registry.row_ids import row_ids


def ids_of(rows: Sequence[Sequence[str]]) -> list[str]:
    """The ids of rows, whose first cells are their names."""
    return row_ids([row[0] for row in rows], lambda index: rows[index])


@pytest.mark.parametrize(
    ("name", "row_id"),
    [
        ("Spade XL", "spade-xl"),
        ("  M*A*S*H ", "m-a-s-h"),
        ("东京 / 東京", "东京-東京"),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "café"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("A+B #1", "a-b-1"),
        ("constructor", "constructor"),
        ("__proto__", "proto"),
        ("x" * 500, "x" * 80),
    ],
)
def test_an_id_is_made_of_the_name(name: str, row_id: str) -> None:
    assert ids_of([(name,)]) == [row_id]


def test_rows_of_one_name_get_what_is_in_the_first_column_by_which_they_differ() -> None:
    films = [("The Kid", "silent", "1921"), ("Solaris", "", "1972"), ("The Kid", "silent", "2000")]
    assert ids_of(films) == ["the-kid-1921", "solaris", "the-kid-2000"]


def test_a_suffix_never_makes_the_id_of_another_row() -> None:
    ids = ids_of([("A 3", "1"), ("A", "2"), ("A", "3")])
    assert ids == ["a-3", "a-2", "a-3-2"]


def test_rows_that_no_column_tells_apart_get_a_checksum_and_equal_rows_a_number() -> None:
    ids = ids_of([("Spade", "1", "2"), ("Spade", "1", "3"), ("Spade", "2", "3"), ("Spade", "2", "3")])
    assert all(re.fullmatch("spade-[0-9a-f]{6}(-2)?", row_id) for row_id in ids)
    assert len(set(ids)) == 4
    assert ids[3] == f"{ids[2]}-2"


def test_names_without_letters_get_a_checksum() -> None:
    ids = ids_of([("\N{PARTY POPPER}", "1"), ("\N{GRINNING FACE}", "2"), ("***", "3")])
    assert all(re.fullmatch("row-[0-9a-f]{6}", row_id) for row_id in ids)
    assert len(set(ids)) == 3
    assert ids_of([("***", "4")]) == ids[2:]
    assert len(set(ids_of([("", "1"), ("", "2")]))) == 2


def test_ids_stay_when_another_row_comes_in_between() -> None:
    rows = [
        ("C", "1972"),
        ("C++", "1985"),
        ("C#", "2000"),
        ("東京", "1"),
        ("\N{PARTY POPPER}", "2"),
        ("Go", "2009"),
        ("Go!", "1979"),
    ]
    before = dict(zip(rows, ids_of(rows), strict=True))
    for index in range(len(rows) + 1):
        more = [*rows[:index], ("D", "2001"), *rows[index:]]
        assert before.items() <= dict(zip(more, ids_of(more), strict=True)).items()
    backwards = rows[::-1]
    assert dict(zip(backwards, ids_of(backwards), strict=True)) == before


def test_names_that_differ_in_what_an_id_can_not_have_are_told_apart_by_name() -> None:
    one, other = ids_of([("GPT-4", ""), ("GPT 4", "")])
    assert one != other
    assert one.startswith("gpt-4-")
    assert ids_of([("GPT-4", "x"), ("GPT 4", "x")]) == [one, other]
