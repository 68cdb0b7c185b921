"""Nearest names, and excerpts of lines."""

from __future__ import annotations

import pytest

from mkdocs_genai.registry.problems import Position, Problem, did_you_mean, nearest
from mkdocs_genai.registry.source import parse_document


@pytest.mark.parametrize(
    ("name", "choices", "match"),
    [
        ("stauts", ["title", "status"], "status"),
        ("Title", ["title"], "title"),
        ("rows-from", ["rows", "rows_from"], "rows_from"),
        ("xyz", ["title"], None),
        ("material/brian", [f"material/icon-{number}" for number in range(5000)] + ["material/brain"], "material/brain"),
    ],
)
def test_the_nearest_name_is_found_also_among_thousands(name: str, choices: list[str], match: str | None) -> None:
    assert nearest(name, choices) == match


def test_few_names_are_listed_and_many_are_not() -> None:
    assert did_you_mean("x", ["one", "two"]) == "; known are one, two"
    assert did_you_mean("x", []) == "; there are none yet"
    assert did_you_mean("x", [f"name-{number}" for number in range(13)]) == ""


def test_a_very_long_line_is_shown_around_the_mistake() -> None:
    line = "a" * 1000 + "X" + "b" * 1000
    shown, marker = Problem(Position("f", 1, 1001, 1, line), "", "m", "GA002").excerpt().split("\n")
    assert len(shown) < 310
    assert shown[marker.index("^")] == "X"


def test_columns_behind_a_mended_mistake_are_those_of_the_file() -> None:
    document = parse_document("a: 1\n  b: {c: 2}\n", "f.yml")
    assert [problem.code for problem in document.problems] == ["GA002"]
    assert str(document.position(("b", "c"))) == "f.yml:2:10"


def test_words_in_a_text_of_several_lines_are_found() -> None:
    document = parse_document("a: |\n  one\n  two three\n", "f.yml")
    assert str(document.position_in(("a",), "three")) == "f.yml:3:7"
    assert str(document.position_in(("a",), "four")) == "f.yml:1:4"
