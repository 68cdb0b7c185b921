"""Nearest names, and excerpts of lines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mkdocs_genai.problems import Position, Problem
from mkdocs_genai.registry.yaml_file import parse_document
from mkdocs_genai.suggestions import did_you_mean, nearest


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


class Names(dict[str, None]):
    """Names that no one may go through."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError


@pytest.mark.parametrize(
    "name", ["topic-1700", "topc-1700", "toopic-1700", "tpoic-1700", "tobic-1700", "opic-1700", "Topic_1700", "topic-1700x"]
)
def test_of_thousands_of_names_one_is_found_without_a_look_at_the_others(name: str) -> None:
    names = Names((f"topic-{number}00", None) for number in range(5000))
    assert nearest(name, names) == "topic-1700"
    assert did_you_mean("something-else", names) == did_you_mean("x" * 1000, names) == ""


@pytest.mark.parametrize(
    ("name", "choices", "match"),
    [
        ("nope.md", ["index.md"], None),
        ("indx.md", ["index.md"], "index.md"),
        ("NOPE.MD", ["index.md"], None),
        ("topics/nope.md", ["topics/index.md"], None),
        ("topics/nodes.md", ["topics/index.md", "topics/node.md"], "topics/node.md"),
        ("topic/node.md", ["topics/node.md"], "topics/node.md"),
        ("material/xyz", ["material/abc"], None),
        ("data/gems.csv", ["data/gem.csv", "data/gems.json"], "data/gem.csv"),
        ("shp.name", ["name", "shop"], "name"),
    ],
)
def test_files_of_one_suffix_or_folder_are_not_similar_for_that(name: str, choices: list[str], match: str | None) -> None:
    assert nearest(name, choices) == match


def test_of_thousands_of_names_the_nearest_is_found_where_that_is_asked_for() -> None:
    names = [f"topic-{number}00" for number in range(5000)]
    assert nearest("topics-x1700", names) is None
    assert nearest("topics-x1700", names, among_many=True) == "topic-1700"
    assert nearest("topic-1700", names, apart_from="topic-1700") == "topic-7100"


def test_few_names_are_listed_and_many_are_not() -> None:
    assert did_you_mean("x", ["one", "two"]) == "; available: one, two"
    assert did_you_mean("x", []) == "; there are none yet"
    assert did_you_mean("x", [f"name-{number}" for number in range(13)]) == ""


def test_a_very_long_line_is_shown_around_the_problem() -> None:
    line = "a" * 1000 + "X" + "b" * 1000
    shown, marker = Problem(Position("f", 1, 1001, 1, line), "", "m", "GA002").excerpt().split("\n")
    assert len(shown) < 310
    assert shown[marker.index("^")] == "X"


def test_columns_behind_a_mended_problem_are_those_of_the_file() -> None:
    document = parse_document("a: 1\n  b: {c: 2}\n", "f.yml")
    assert [problem.code for problem in document.problems] == ["GA002"]
    assert str(document.position(("b", "c"))) == "f.yml:2:10"


def test_words_in_a_text_of_several_lines_are_found() -> None:
    document = parse_document("a: |\n  one\n  two three\n", "f.yml")
    assert str(document.position_in(("a",), "three")) == "f.yml:3:7"
    assert str(document.position_in(("a",), "four")) == "f.yml:1:4"
