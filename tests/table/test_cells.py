"""How typed values are shown, and what they say to those who can't see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag

from .support import Course, registry_of


def cell(course: Course, row: str, column: str) -> Tag:
    table = course.block("comparison-table", "models", f"columns: name, {column}")
    found = table.select_one(f'[data-row="{row}"] td')
    assert found is not None
    return found


def numbers(root: Path, values: list[str], locale: str = "en") -> list[tuple[str, str]]:
    rows = ", ".join(f"r{index}: {{name: N, n: {value}}}" for index, value in enumerate(values))
    columns = "{name: N, n: {title: N, type: number}}"
    registry = registry_of(f"models: {{title: T, columns: {columns}, rows: {{{rows}}}}}")
    table = Course(root, registry, locale).block("comparison-table", "models")
    cells = table.select("tbody td")
    exact: list[object] = [
        inner["value"] if (inner := cell.select_one("data")) else cell.get("data-value", cell.get_text()) for cell in cells
    ]
    return [(cell.get_text(), str(value)) for cell, value in zip(cells, exact, strict=True)]


def test_a_date_of_the_first_thousand_years_is_written_in_quotes(tmp_path: Path) -> None:
    columns = "{name: N, since: {title: S, type: date}}"
    rows = '{a: {name: A, since: "0800"}, b: {name: B, since: "0793-06-08"}}'
    table = Course(tmp_path, registry_of(f"models: {{title: T, columns: {columns}, rows: {rows}}}")).block(
        "comparison-table", "models"
    )
    assert [cell.get_text() for cell in table.select("tbody td")] == ["800", "Jun 8, 793"]


def test_numbers_are_short_with_the_exact_value_at_hand(tmp_path: Path) -> None:
    values = [
        "1000000000",
        "1e9",
        "999999999",
        "0.5",
        "1e-7",
        "12345678901234567890",
        "1e22",
        "0.30000000000000004",
        "-1500000",
    ]
    assert numbers(tmp_path, values) == [
        ("1B (1,000,000,000)", "1000000000"),
        ("1B (1,000,000,000)", "1000000000"),
        ("1B (999,999,999)", "999999999"),
        ("0.5", "0.5"),
        ("0.0000001", "0.0000001"),
        ("12345678.9T (12,345,678,901,234,567,890)", "12345678901234567890"),
        ("10000000000T (10,000,000,000,000,000,000,000)", "10000000000000000000000"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("-1.5M (-1,500,000)", "-1500000"),
    ]


def test_numbers_follow_the_language(tmp_path: Path) -> None:
    assert numbers(tmp_path, ["1500000000", "1234.5"], "de") == [
        ("1,5\xa0Mrd. (1.500.000.000)", "1500000000"),
        ("1234,5", "1234.5"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "text", "value"),
    [
        ("alpha", "released", "2025", "2025"),
        ("beta", "released", "Oct 3, 2025", "2025-10-03"),
        ("gamma", "released", "Oct 2025", "2025-10"),
        ("alpha", "open", "Yes", "1"),
        ("beta", "open", "No", "0"),
        ("alpha", "media", "text image", None),
        ("alpha", "score", " 5 of 5", "5"),
        ("gamma", "score", " 3.5 of 5", "3.5"),
        ("alpha", "paper", "The paper", None),
        ("alpha", "note", "See this, now", None),
    ],
)
def test_values_are_shown_in_words(course: Course, row: str, column: str, text: str, value: str | None) -> None:
    found = cell(course, row, column)
    given = found.time["datetime"] if found.time else found.data["value"] if found.data else found.get("data-value")
    assert (found.get_text(), given) == (text, value)


@pytest.mark.parametrize("column", ["size", "year", "released", "open", "media", "score", "paper", "note"])
def test_unknown_is_a_dash_with_a_word(course: Course, column: str) -> None:
    found = cell(course, "delta", column)
    assert (found.get_text(), found.get("data-value")) == ("—", "")
    assert found.span is not None
    assert found.span["aria-label"] == "unknown"


def test_no_table_says_what_only_programs_understand(course: Course) -> None:
    html = str(course.block("comparison-table", "models", "controls: all"))
    assert not [word for word in ("nan", "None", "['", "e+", "e-0", "True", "PartialDate", "LinkValue") if word in html]
