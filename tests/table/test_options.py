"""What an author chooses in the page: columns, order, number of rows, controls."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .support import REGISTRY, Course, registry_of


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("year", "beta alpha gamma delta"),
        ("-year", "gamma alpha beta delta"),
        ("size", "gamma beta alpha delta"),
        ("released", "alpha gamma beta delta"),
        ("-released", "beta gamma alpha delta"),
        ("-open", "alpha beta gamma delta"),
        ("open", "beta alpha gamma delta"),
        ("media", "beta alpha gamma delta"),
        ("name", "alpha beta delta gamma"),
        ("-name", "gamma delta beta alpha"),
        ("-score", "alpha gamma beta delta"),
        ("paper", "alpha beta gamma delta"),
        ("-open, year", "alpha beta gamma delta"),
        ("[open, -year]", "beta alpha gamma delta"),
    ],
)
def test_rows_sort_by_value_and_unknown_ones_come_last(course: Course, sort: str, expected: str) -> None:
    assert course.rows(f"sort: {sort}") == expected.split()
    assert course.faults == []


def test_numbers_in_names_sort_by_value(tmp_path: Path) -> None:
    names = ["GPT-10", "GPT-9", "gpt-2", "Älpha", "alpha"]
    rows = ", ".join(f"r{index}: {{x: {name}}}" for index, name in enumerate(names))
    registry = registry_of(f"models: {{title: T, columns: {{x: X}}, rows: {{{rows}}}}}")
    assert Course(tmp_path, registry).rows("sort: x") == ["r3", "r4", "r2", "r1", "r0"]


def test_limit_comes_after_where_and_sort(course: Course) -> None:
    assert course.rows("where: year is known\nsort: -year\nlimit: 2") == ["gamma", "alpha"]


def test_the_first_chosen_column_heads_the_rows(course: Course) -> None:
    table = course.block("comparison-table", "models", "columns: year, name")
    assert [head["data-column"] for head in table.select("thead th")] == ["year", "name"]
    assert [head.get_text() for head in table.select("tbody th[scope=row]")][:2] == ["2020", "2019"]
    assert len(table.select("tbody td")) == 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("columns: name, yaer", "option 'columns': there is no column 'yaer'; did you mean 'year'?"),
        ("columns: name, name", "option 'columns': 'name' is listed twice"),
        ("sort: -yaer", "option 'sort': there is no column 'yaer'; did you mean 'year'?"),
        ("controls: serch", "option 'controls': there is no 'serch'; did you mean 'search'?"),
        ("controls: none, sort", "option 'controls': 'none' can't be combined with other words"),
        (
            "limit: 0",
            "option 'limit': expected a whole number of at least 1, found the number 0; without the option, all are shown",
        ),
        ("where: [year]", "option 'where': expected text, found a list"),
        ("colums: name", "unknown option 'colums'; did you mean 'columns'?"),
    ],
)
def test_unknown_names_are_faults_with_the_nearest_one(course: Course, options: str, message: str) -> None:
    assert course.messages("comparison-table", "models", options) == [message]


def controls(table: BeautifulSoup) -> str | None:
    element = table.select_one("genai-table")
    return None if element is None else str(element["data-controls"])


def test_a_short_table_can_be_sorted_and_a_long_one_has_all_controls(tmp_path: Path, course: Course) -> None:
    assert controls(course.block("comparison-table", "models")) == "sort"
    rows = "\n".join(f"          r{index}: {{name: N{index}, year: {2000 + index % 2}}}" for index in range(6))
    (tmp_path / "long").mkdir()
    long = Course(
        tmp_path / "long", REGISTRY.replace("          delta: {name: Delta}\n", f"          delta: {{name: D}}\n{rows}\n")
    )
    assert controls(long.block("comparison-table", "models")) == "sort search filter columns compare download fullscreen"


def test_the_author_chooses_controls_and_useless_ones_are_left_out(course: Course) -> None:
    assert controls(course.block("comparison-table", "models", "controls: search, sort")) == "sort search"
    assert controls(course.block("comparison-table", "models", "controls: all\nlimit: 1")) == "columns download"
    assert controls(course.block("comparison-table", "models", "controls: all\ncolumns: name")) == "sort search download"
    assert controls(course.block("comparison-table", "plain", "controls: sort")) is None


def test_a_heading_says_how_the_author_has_sorted_the_rows(course: Course) -> None:
    def said(options: str) -> dict[str, str]:
        heads = course.block("comparison-table", "models", options).select("th[aria-sort]")
        return {str(head["data-column"]): str(head["aria-sort"]) for head in heads}

    assert said("sort: -year, name") == {"year": "descending"}
    assert said("sort: name") == {"name": "ascending"}
    assert said("columns: name") == {}
    assert said("columns: name\nsort: -year") == {}


def test_without_controls_there_is_no_script_and_with_two_tables_there_is_one(course: Course) -> None:
    none = course.block("comparison-table", "models", "controls: none")
    assert none.select("script, genai-table") == []
    assert none.select_one("div.genai-table table") is not None
    two = course.convert("/// comparison-table | models\n///\n\n/// comparison-table | models\n///\n")
    assert [script["src"] for script in two.select("script")] == ["assets/genai/genai-back.js", "assets/genai/genai.js"]
    ids = [str(element["id"]) for element in two.select("[id]")]
    assert len(ids) == len(set(ids))
    assert [table["id"] for table in two.select("genai-table")] == ["comparison_ai_models", "comparison_ai_models_2"]


def test_no_style_and_no_inline_script_is_in_the_html(course: Course) -> None:
    page = course.convert("/// comparison-table | models\n    controls: all\n///\n\n/// comparison-chart | ratings\n///\n")
    assert page.select("[style], style") == []
    assert all(script.get_text() == "" for script in page.select("script"))
    assert not [name for element in page.select("*") for name in element.attrs if name.startswith("on")]


def test_a_link_to_a_row_has_the_words_of_its_header(tmp_path: Path) -> None:
    rows = '{a: {x: "[The *paper*](https://example.org/a)"}, b: {x: "https://example.org/b"}}'
    columns = "{x: {title: X, type: link}}"
    comparisons = f"{{t: {{title: T, columns: {columns}, rows: {rows}}}}}"
    course = Course(tmp_path, registry_of(comparisons))
    page = course.convert("[][row:ai/t/a], [][row:ai/t/b]\n")
    assert [link.get_text() for link in page.select("a")] == ["The *paper*", "example.org/b"]


@pytest.mark.parametrize(
    ("option", "cure"),
    [
        ("sort: year, desc", "; write sort: -year"),
        ("sort: year, asc", "; write sort: year"),
        ("sort: name, year desc", "; write sort: name, -year"),
        ("sort: year (descending), name", "; write sort: -year, name"),
        ("sort: desc year", "; write sort: -year"),
        ("sort: year ↓", "; write sort: -year"),
        ("sort: year, high to low", "; write sort: -year"),
        ("sort: year-, name", "; write sort: -year, name"),
        ("sort: - year", "; write sort: -year"),
        ("sort: desc", "write a hyphen in front: sort: -COLUMN"),
        ("columns: -year and name", "; write columns: year, name"),
        ("limit: 3 rows", "; write 3"),
        ("limit: all", "; without the option, all are shown"),
        ("controls: false", "; write none"),
        ("controls: true", "; write all"),
        ("where: year > 2019, open = yes", "; write 'and' in place of the comma"),
        ("where: year between 2019 and 2020", "; write year >= LOWEST and year <= HIGHEST"),
        ("where: year is not unknown", "write 'year is known'"),
        ("where: year is not known", "write 'year is unknown'"),
        ("where: year = 2019 or 2020", "; for one of several values, write COLUMN any (VALUE, VALUE)"),
        ("where: year above 2019", "; did you mean '>'?"),
    ],
)
def test_an_option_in_the_form_of_another_language_is_a_fault_with_the_form_of_ours(
    course: Course, option: str, cure: str
) -> None:
    (message,) = course.messages("comparison-table", "models", option)
    assert message.endswith(cure)


def test_a_caption_replaces_the_title(course: Course) -> None:
    table = course.block("comparison-table", "models", "caption: 'The best & newest'")
    assert [caption.get_text() for caption in table.select("caption")] == ["The best & newest"]
    chart = course.block("comparison-chart", "models", "caption: Scores at a glance\nkind: bars\ncolumns: score")
    assert [caption.get_text() for caption in chart.select("figcaption")] == ["Figure 1 Scores at a glance"]
    assert course.faults == []


def test_a_unit_is_shown_once(tmp_path: Path) -> None:
    table = "columns: {x: X, size: {title: Size, type: number, unit: kg}}, rows: {r: {x: a, size: 5}, s: {x: b}}"
    course = Course(tmp_path, registry_of(f"models: {{title: T, {table}}}"))
    assert course.block("comparison-table", "models").get_text().count("kg") == 1
