"""Rows below headings by a column's value, and columns that open below each row, which both work without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.render.table_controls import GROUP, LONG
from mkdocs_genai.render.tables import TableView, render_table

from ..stub_site import stub_page
from .support import Course, registry_of

REGISTRY = registry_of("""\
trees:
  title: Trees
  columns:
    name: Name
    kind: {title: Kind, categories: [leaf, needle]}
    height: {title: Height, type: number, unit: m}
    native: {title: Native, type: boolean}
    uses: {title: Uses, type: tags}
    about: About
  rows:
    oak: {name: Oak, kind: leaf, height: 30, native: true, uses: [boats, floors], about: "Lives for *centuries*."}
    yew: {name: Yew, kind: needle, height: {value: 15, note: In gardens}, native: true, about: Dark.}
    palm: {name: Palm}
    beech: {name: Beech, kind: leaf, height: 30, native: false}
""")


@pytest.fixture
def trees(tmp_path: Path) -> Course:
    return Course(tmp_path, REGISTRY)


def groups(table: BeautifulSoup) -> list[tuple[str, list[str]]]:
    """The words of each group's heading, and the rows below it."""
    bodies = [(body.select_one("th[scope=rowgroup]"), body.select("tr:has(> th[scope=row])")) for body in table.select("tbody")]
    return [
        (
            " ".join(heading.get_text(" ").split()) if heading else "",
            [str(row.get("data-row") or str(row["id"]).rpartition("_")[2]) for row in rows],
        )
        for heading, rows in bodies
    ]


def test_rows_stand_below_the_value_that_they_share_in_the_order_of_their_first_rows(trees: Course) -> None:
    table = trees.block("comparison-table", "trees", "group: kind")
    assert groups(table) == [
        ("Kind leaf 2", ["oak", "beech"]),
        ("Kind needle 1", ["yew"]),
        ("Kind unknown 1", ["palm"]),
    ]
    assert [heading["colspan"] for heading in table.select("th[scope=rowgroup]")] == ["6"] * 3
    assert [head["data-column"] for head in table.select("thead th[data-grouped]")] == ["kind"]
    assert table.select("[data-title]") == []


def test_an_authors_order_is_that_of_groups_and_of_rows_in_them(trees: Course) -> None:
    table = trees.block("comparison-table", "trees", "group: native\nsort: native, name\nlimit: 3")
    assert groups(table) == [("Native No 1", ["beech"]), ("Native Yes 2", ["oak", "yew"])]
    assert "3 of 4 rows" in table.get_text()


def test_a_group_by_a_column_that_is_not_shown_says_what_a_readers_file_has_of_it(trees: Course) -> None:
    table = trees.block("comparison-table", "trees", "columns: name, native\ngroup: height")
    heading = table.select("th[scope=rowgroup]")[0]
    assert (heading["data-title"], heading["data-export"]) == ("Height", "value")
    values = [value.get("data-value", value.get_text()) for value in table.select(".genai-table__value")]
    assert values == ["30", "15", ""]
    assert trees.page.shown.cells[0].columns == {"name", "native", "height"}


def test_details_open_below_their_row_and_are_no_columns(trees: Course) -> None:
    table = trees.block("comparison-table", "trees", "details: about, height")
    assert [head["data-column"] for head in table.select("thead th")] == ["name", "kind", "native", "uses"]
    assert table.select_one(".genai-table--details")
    row = table.select_one("tr[data-row=yew] + tr")
    assert row is not None
    assert [cell["colspan"] for cell in row.select("td")] == ["4"]
    assert [summary["aria-label"] for summary in row.select("details > summary")] == ["Details of Yew"]
    said = [(title.get_text(), value.get_text()) for title, value in zip(row.select("dt"), row.select("dd"), strict=True)]
    assert said == [("About", "Dark."), ("Height (m)", "151")]
    assert [note.get_text() for note in table.select(".genai-table__cell-notes li > :first-child")] != []
    assert [cell.get_text() for cell in table.select("tr[data-row=palm] + tr dd")] == ["—", "—"]
    assert trees.page.shown.cells[0].columns == {"name", "kind", "native", "uses", "about", "height"}


def test_in_markdown_groups_are_bold_lines_and_details_columns(trees: Course) -> None:
    table = trees.renderer.tables["ai", "trees"]
    view = TableView(["name"], table.rows[:1] + table.rows[2:3], group="kind", details=["about"])
    lines = render_table(trees.renderer, stub_page(format="md"), ("ai", "trees"), view).splitlines()
    shown = [line for line in lines if line.startswith("|")]
    assert [line.split("|")[1].split("</a>")[-1].strip() for line in shown] == [
        "Name", "---", "**Kind: leaf** (1)", "Oak", "**Kind: unknown** (1)", "Palm",
    ]  # fmt: skip
    assert "centuries" in shown[3]
    assert {line.count("|") for line in shown} == {3}


def test_a_large_group_comes_in_parts_which_a_browser_lays_out_one_by_one(tmp_path: Path) -> None:
    rows = ", ".join(f"r{number}: {{x: X{number}, y: {number // 205}}}" for number in range(LONG + 7))
    course = Course(tmp_path, registry_of(f"t: {{title: T, columns: {{x: X, y: Y}}, rows: {{{rows}}}}}"))
    table = course.block("comparison-table", "t", "group: y\ncontrols: all")
    found = groups(table)
    assert [(heading, len(ids)) for heading, ids in found if heading] == [("Y 0 205", GROUP), ("Y 1 2", 2)]
    assert max(len(ids) for _, ids in found) == GROUP
    assert sum(len(ids) for _, ids in found) == LONG + 7
    assert table.select_one("genai-table[data-long]")
    assert not course.block("comparison-table", "t", "limit: 20\ncontrols: all").select("[data-long]")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("group: kinds", "option 'group': there is no column 'kinds'; did you mean 'kind'?"),
        ("group: uses", "option 'group': a cell of 'uses' may have several values; name a column of single values"),
        ("group: [kind]", "option 'group': expected text, found a list"),
        ("details: abut", "option 'details': there is no column 'abut'; did you mean 'about'?"),
        ("details: name", "option 'details': 'name' heads the rows, so it can't be below them"),
        ("columns: name, about\ndetails: about", "option 'details': 'about' is one of `columns` as well"),
    ],
)
def test_options_that_do_not_fit_are_faults(trees: Course, options: str, message: str) -> None:
    assert trees.messages("comparison-table", "trees", options) == [message]


def test_values_that_look_the_same_are_one_group(tmp_path: Path) -> None:
    columns = "{name: N, size: {title: S, type: number}, day: {title: D, type: date}}"
    rows = (
        "{a: {name: A, size: 1.50, day: 2025-10-03}, b: {name: B, size: 2, day: 2025-10-04},"
        ' c: {name: C, size: 1.5, day: "2025-10-03T10:00Z"}, d: {name: D, size: "<1.5", day: ~2025}}'
    )
    course = Course(tmp_path, registry_of(f"t: {{title: T, columns: {columns}, rows: {rows}}}"))
    by_size = groups(course.block("comparison-table", "t", "group: size"))
    assert [members for _, members in by_size] == [["a", "c"], ["b"], ["d"]]
    by_day = groups(course.block("comparison-table", "t", "group: day"))
    assert [members for _, members in by_day] == [["a", "c"], ["b"], ["d"]]
