"""The JSON and CSV of each comparison."""

from __future__ import annotations

from pathlib import Path

from mkdocs_genai.render.search_words import MAX_ROWS

from .support import REGISTRY, Course, registry_of


def test_json_has_the_types(course: Course) -> None:
    models = course.json("models")
    assert models["columns"][1] == {"id": "size", "title": "Size", "type": "number"}
    assert models["rows"][0] == {
        "id": "alpha",
        "cells": {
            "name": "Alpha 10",
            "size": 9007199254740993,
            "year": 2020,
            "released": "2025",
            "open": True,
            "media": ["text", "image"],
            "score": 5,
            "paper": {"label": "The paper", "url": "https://example.org/a"},
            "note": "See [*this*](https://example.org/x), now",
        },
    }
    assert set(models["rows"][3]["cells"].values()) == {"Delta", None}


def test_csv_has_plain_words_and_no_formulas(course: Course) -> None:
    lines = course.csv("models")
    assert lines[0] == ["Model", "Size", "Year", "Released", "Open", "Media", "Score", "Paper", "Note"]
    first = [
        "Alpha 10",
        "9007199254740993",
        "2020",
        "2025",
        "true",
        "text; image",
        "5",
        "https://example.org/a",
        "See this, now",
    ]
    assert lines[1] == first
    assert lines[3] == ["gamma", "0.0000001", "2021", "2025-10", "", "video", "3.5", "", "'=1+1"]
    assert lines[4] == ["Delta", *[""] * 8]


def test_the_files_are_linked_under_the_table(course: Course) -> None:
    notes = course.block("comparison-table", "models").select_one(".genai-table__notes")
    assert notes is not None
    assert [link["href"] for link in notes.select("a")] == ["assets/genai/ai_models.json", "assets/genai/ai_models.csv"]


def test_every_comparison_is_published(course: Course) -> None:
    names = {f"assets/genai/ai_{name}.{kind}" for name in ("models", "ratings", "plain") for kind in ("json", "csv")}
    assert set(course.files()) == names


def test_search_finds_each_row_of_a_table_and_a_very_long_one_as_one_text(tmp_path: Path) -> None:
    for number in (MAX_ROWS, MAX_ROWS + 1):
        rows = ", ".join(f"r{row}: {{x: N{row}}}" for row in range(number))
        registry = registry_of(f"t: {{title: T, columns: {{x: X}}, rows: {{{rows}}}}}")
        course = Course(tmp_path, registry)
        course.block("comparison-table", "t")
        ((_, words),) = course.page.search
        table, *rows_found = words.sections
        assert [section.title for section in rows_found] == [f"N{row}" for row in range(number) if number <= MAX_ROWS]
        assert (f"N{number - 1}" in table.text) == (number > MAX_ROWS)


def test_a_source_may_have_a_title_of_its_own(tmp_path: Path) -> None:
    sources = 'sources: [{title: "Xiao et al., 2021", url: "https://arxiv.org/abs/2112.07804"}, "https://example.org/a"]'
    column = '{title: X, source: "https://arxiv.org/abs/2112.07804"}'
    course = Course(
        tmp_path,
        REGISTRY.replace(
            "plain: {title: Plain, columns: {x: X}", f"plain: {{title: Plain, {sources}, columns: {{x: {column}}}"
        ),
    )
    links = course.block("comparison-table", "plain").select(".genai-table__notes a[href^=https]")
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Xiao et al., 2021", "https://arxiv.org/abs/2112.07804"),
        ("example.org/a", "https://example.org/a"),
    ]
    assert course.json("plain")["sources"] == [
        {"url": "https://arxiv.org/abs/2112.07804", "title": "Xiao et al., 2021"},
        {"url": "https://example.org/a"},
    ]


def test_a_view_that_leaves_rows_out_says_so(course: Course) -> None:
    def notes(options: str, name: str = "comparison-table", reference: str = "models") -> str:
        return course.block(name, reference, options).select_one(".genai-table__notes").get_text()  # type: ignore[union-attr] # fails if there is none

    assert notes("limit: 3").startswith("3 of 4 rows. ")
    assert notes("where: year >= 2020").startswith("2 of 4 rows. ")
    assert "rows" not in notes("")
    assert notes("limit: 2", "comparison-chart", "ratings").startswith("2 of 4 rows. ")
