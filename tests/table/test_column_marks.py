"""What a table shows of a column as a whole: its best values, the heat of its numbers, its summary; and its heading's lines."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from mkdocs_genai.render.tables import TableView, render_table

from ..conftest import ROOT
from ..stub_site import stub_page
from .support import Course

REGISTRY = """\
areas:
  ai:
    title: AI
    page: index.md
    comparisons:
      prices:
        title: Prices
        columns:
          name: {title: Name, summary: count}
          price: {title: Price, type: number, currency: USD, better: lower, summary: mean}
          size: {title: Size, type: number, heat: true, better: higher, summary: sum}
          tokens: {title: Tokens, type: number, summary: mean}
          tiny: {title: Tiny, type: number, summary: mean}
          code: {title: Code, type: number, notation: as_written, summary: sum}
          score: {title: Score, type: rating, better: higher, summary: mean}
          year: {title: Year, type: year, summary: min}
          released: {title: Released, type: date, summary: max}
          same: {title: Same, type: number, better: higher, heat: true}
          none: {title: None, type: number, summary: mean}
        rows:
          a: {name: A, price: 2, size: 1.5, tokens: 1000000, tiny: 1e-9, code: 1000, score: 3, year: 2021,
              released: 2025-10, same: 1}
          b: {name: B, price: 1, size: 10, tokens: 2500000, tiny: 2e-9, code: 500, score: 5, year: 2020,
              same: 1, none: 1}
          c: {name: C, price: 1, size: {value: <7, note: Hi}, score: 5, released: 2024}
          d: {name: D}
      short: {title: Short, columns: {x: X}, rows: {r: {x: y}}}
"""


@pytest.fixture
def prices(tmp_path: Path) -> Course:
    return Course(tmp_path, REGISTRY)


def cells(table: BeautifulSoup, row: str) -> list[Tag]:
    return list(table.select(f"tr[data-row={row}] > *"))


def best(table: BeautifulSoup) -> list[tuple[str, int]]:
    """The rows and columns of the cells that are marked."""
    return [
        (str(row["data-row"]), index)
        for row in table.select("tbody tr")
        for index, cell in enumerate(row.select(":scope > *"))
        if cell.select(".genai-best")
    ]


def test_the_best_values_are_marked_where_the_author_asks_for_it(prices: Course) -> None:
    assert best(prices.block("comparison-table", "prices")) == []
    table = prices.block("comparison-table", "prices", "highlight: best")
    assert best(table) == [("b", 1), ("b", 2), ("b", 6), ("c", 1), ("c", 6)]
    sign = cells(table, "b")[1].select_one(".genai-best")
    assert sign is not None
    assert (sign["role"], sign["aria-label"], sign.get_text()) == ("img", "best", "")
    assert cells(table, "b")[1]["data-value"] == "1"


def test_the_best_values_are_those_of_the_rows_that_the_block_shows(prices: Course) -> None:
    table = prices.block("comparison-table", "prices", "highlight: best\nwhere: size < 10\ncolumns: name, size")
    assert best(table) == [("c", 1)]


@pytest.mark.parametrize(
    ("comparison", "options", "message"),
    [
        ("short", "highlight: best", "option 'highlight': no column says which of its values is `better`"),
        (
            "prices",
            "highlight: best\ncolumns: name, tiny",
            "option 'highlight': no column says which of its values is `better`",
        ),
        ("prices", "highlight: worst", "option 'highlight': there is no 'worst'"),
        ("prices", "highlight: best, best", "option 'highlight': expected one word, found the text 'best, best'"),
        ("prices", "wide: 1", "option 'wide': expected true or false, found the number 1"),
    ],
)
def test_options_that_would_do_nothing_are_faults(prices: Course, comparison: str, options: str, message: str) -> None:
    (found,) = prices.messages("comparison-table", comparison, options)
    assert found.startswith(message)


def test_heat_goes_by_all_rows_of_the_table(prices: Course) -> None:
    def heat(options: str = "") -> dict[str, str]:
        table = prices.block("comparison-table", "prices", options)
        return {str(cell.parent["data-row"]): str(cell["class"][-1]) for cell in table.select(".genai-heat") if cell.parent}

    assert heat() == {"a": "genai-heat--1", "b": "genai-heat--5", "c": "genai-heat--4"}
    assert heat("where: size < 10") == {"a": "genai-heat--1", "c": "genai-heat--4"}


def test_the_last_line_says_what_each_column_comes_to(prices: Course) -> None:
    foot = prices.block("comparison-table", "prices").select_one("tfoot")
    assert foot is not None
    assert [cell.get_text(" ", strip=True) for cell in foot.select("th, td")] == [
        "4 of 4 rows Known 4",
        "Mean $1.33",
        "Sum 18.5",
        "Mean 1.75M",
        "Mean 1.5×10⁻⁹",
        "Sum 1500",
        "Mean 4.3 of 5",
        "Lowest 2020",
        "Highest Oct 2025",
        "",
        "Mean 1.0",
    ]
    head = foot.select_one("th")
    assert head is not None
    assert head["scope"] == "row"
    empty = prices.block("comparison-table", "prices", "where: name = D")
    assert [mark.get_text() for mark in empty.select("[data-summary]")] == ["1", *["—"] * 9]
    assert prices.block("comparison-table", "short").select("tfoot") == []
    assert prices.block("comparison-table", "prices", "columns: name, same").select("tfoot td")[0].get_text() == ""


def test_scripts_know_how_the_column_shows_another_sum(prices: Course) -> None:
    table = prices.block("comparison-table", "prices")
    marks = table.select("[data-format]")
    formats = [json.loads(str(mark["data-format"])) for mark in marks]
    assert formats[:5] == [
        {
            "style": "currency",
            "currency": "USD",
            "minimumFractionDigits": 2,
            "maximumFractionDigits": 2,
            "useGrouping": "always",
        },
        {"minimumFractionDigits": 1, "maximumFractionDigits": 1, "useGrouping": "always"},
        {"notation": "compact", "maximumFractionDigits": 2, "minimumFractionDigits": 0},
        {"notation": "scientific", "maximumFractionDigits": 2, "minimumFractionDigits": 0},
        {"minimumFractionDigits": 0, "maximumFractionDigits": 0, "useGrouping": False},
    ]
    assert [mark.get("data-pattern") for mark in marks] == [None, None, None, None, None, "{value} of 5", None]


def test_the_markdown_version_says_it_in_words(prices: Course) -> None:
    view = TableView(["name", "price", "score", "released"], highlight=True)
    shown = render_table(prices.renderer, stub_page(format="md"), ("ai", "prices"), view)
    lines = [line for line in shown.splitlines() if line.startswith("|")]
    assert lines[3] == "| B | $1.00 (best) | 5 of 5 (best) | — |"
    assert lines[-1] == "| 4 of 4 rows; Known: 4 | Mean: $1.33 | Mean: 4.3 of 5 | Highest: 2025-10 |"


def test_the_example_of_the_docs_is_a_table(tmp_path: Path) -> None:
    columns = textwrap.indent((ROOT / "docs/snippets/column-marks.yml").read_text("utf-8"), " " * 8)
    rows = " " * 8 + "rows: {a: {model: A, price: 2, size: 5}, b: {model: B, price: 3, size: 7}}\n"
    head = "areas:\n  ai:\n    title: AI\n    page: index.md\n    comparisons:\n      t:\n        title: T\n"
    table = Course(tmp_path, head + columns + rows).block("comparison-table", "t", "highlight: best")
    assert best(table) == [("a", 1)]
    assert [mark.get_text() for mark in table.select("[data-summary]")] == ["2", "$2.50"]


def test_json_says_what_is_better(prices: Course) -> None:
    columns = {column["id"]: column for column in prices.json("prices")["columns"]}
    assert columns["size"] == {
        "id": "size", "title": "Size", "type": "number", "better": "higher", "heat": True, "summary": "sum",
    }  # fmt: skip


def test_each_row_has_a_link_to_itself(prices: Course) -> None:
    page = prices.convert("/// comparison-table | prices\n///\n\n/// comparison-table | prices\n///\n")
    links = page.select("th[scope=row] > a.genai-table__link")
    assert [(link["href"], link["aria-label"], link.get_text()) for link in links] == [
        (f"#row_ai_prices_{row}", f"Link to {row.upper()}", "") for row in "abcd"
    ]
    assert all(page.select_one(str(link["href"])) for link in links)


@pytest.mark.parametrize(
    ("title", "unit", "lines"),
    [
        ("Score", None, []),
        ("Three short words", None, []),
        ("Price for one million tokens of the input", None, ["Price for one", "million tokens", "of the input"]),
        ("Price for one million tokens", "USD", ["Price for one", "million tokens"]),
        ("state-of-the-art result", None, ["state-of-the-art", "result"]),
        ("state-of-the-art", None, ["state-of-the-art"]),
    ],
)
def test_a_heading_has_at_most_three_lines(tmp_path: Path, title: str, unit: str | None, lines: list[str]) -> None:
    column = f"{{title: '{title}'" + (f", type: number, unit: {unit}}}" if unit else "}")
    comparison = f"{{title: T, columns: {{x: X, y: {column}}}, rows: {{r: {{x: a, y: 5}}}}}}"
    table = Course(tmp_path, f"areas: {{ai: {{title: AI, comparisons: {{t: {comparison}}}}}}}").block(
        "comparison-table", "ai/t"
    )
    heading = table.select("thead th")[1]
    assert [line.get_text() for line in heading.select(".genai-table__line")] == lines
    assert heading.get_text(" ", strip=True) == title + (f" ({unit})" if unit else "")
