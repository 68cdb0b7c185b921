"""Values as other people write them, from a file to the page, to what a reader sorts and filters by, and to programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from textwrap import dedent

import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.build import Build
from mkdocs_genai.hosts.plain import find_problems, plain_build
from mkdocs_genai.project.project import Project
from mkdocs_genai.render.tables import TableView, render_table

from ..docs.test_snippets import SNIPPETS
from ..stub_site import stub_page
from .support import Course, registry_of

SHRUBS = """\
name,hardy,planted,uses,care
M*A*S*H,1,Oct 3 2025,"tea, salad ",high
a_b_c,0,Feb 1 2024,tea,low
<b>,some,n/a,-,medium
"""


def course(root: Path) -> Course:
    """A course whose table is the example in the docs."""
    comparisons = (SNIPPETS / "foreign-values.yml").read_text("utf-8").partition("comparisons:\n")[2]
    (root / "shrubs.csv").write_text(SHRUBS, "utf-8")
    return Course(root, registry_of(dedent(comparisons)))


def build_of(root: Path, columns: str, rows_from: str, records: str) -> Build:
    """A course with a table of the column `n` and some others, whose rows come from the file that `rows_from` names first."""
    (root / rows_from.partition(",")[0]).write_text(records, "utf-8")
    comparison = f"t: {{title: T, columns: {{n: N, {columns}}}, rows_from: {{file: {rows_from}}}}}"
    (root / "registry.yml").write_text(registry_of(comparison), "utf-8")
    return plain_build(Project(root, root / "registry.yml"))


def test_the_page_shows_values_as_they_are(tmp_path: Path) -> None:
    table = course(tmp_path).block("comparison-table", "shrubs", "controls: all")
    rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]
    assert rows == [
        ["M*A*S*H", "Yes", "Oct 3, 2025", "tea salad", "high", "Read on"],
        ["a_b_c", "No", "Feb 1, 2024", "tea", "low", "Read on"],
        ["<b>", "Partly", "—", "—", "medium", "Read on"],
    ]
    assert [link["href"] for link in table.select("tbody td a")] == [
        "https://example.org/shrubs/M%2AA%2AS%2AH",
        "https://example.org/shrubs/a_b_c",
        "https://example.org/shrubs/%3Cb%3E",
    ]
    assert [mark["class"] for mark in table.select("td data")] == [["genai-yes"], ["genai-no"], ["genai-partly"]]


def test_a_reader_sorts_and_filters_by_the_order_of_categories(tmp_path: Path) -> None:
    shrubs = course(tmp_path)
    table = shrubs.block("comparison-table", "shrubs", "controls: all")
    care = table.select("thead th")[4]
    assert (care["data-sort"], care["data-export"], care["data-filter"]) == ("number", "words", "values")
    assert [row.find_all(["th", "td"])[4]["data-value"] for row in table.select("tbody tr")] == ["2", "0", "1"]
    sorted_rows = shrubs.block("comparison-table", "shrubs", "sort: care").select("tbody tr")
    assert [row.find_all(["th", "td"])[4].get_text() for row in sorted_rows] == ["low", "medium", "high"]
    few = shrubs.block("comparison-table", "shrubs", "where: hardy = partly").select("tbody th")
    assert [name.get_text() for name in few] == ["<b>"]
    assert len(shrubs.block("comparison-table", "shrubs", "where: name contains A*S").select("tbody tr")) == 1


def test_programs_get_values_as_they_are(tmp_path: Path) -> None:
    shrubs = course(tmp_path)
    data = shrubs.json("shrubs")
    assert data["columns"][0]["markdown"] is False
    assert [row["cells"]["hardy"] for row in data["rows"]] == [True, False, "partly"]
    assert data["rows"][0]["cells"] == {
        "name": "M*A*S*H",
        "hardy": True,
        "planted": "2025-10-03",
        "uses": ["tea", "salad"],
        "care": "high",
        "page": {"label": "Read on", "url": "https://example.org/shrubs/M%2AA%2AS%2AH"},
    }
    lines = list(csv.reader(io.StringIO(shrubs.files()["assets/genai/ai_shrubs.csv"], newline="")))
    assert lines[3] == ["<b>", "partly", "", "", "medium", "https://example.org/shrubs/%3Cb%3E"]


def test_the_markdown_version_has_values_as_they_are(tmp_path: Path) -> None:
    shrubs = course(tmp_path)
    rows = shrubs.renderer.tables["ai", "shrubs"].rows
    shown = render_table(shrubs.renderer, stub_page(format="md"), ("ai", "shrubs"), TableView(rows=rows))
    assert [line for line in shown.splitlines() if line.startswith("| ")][2:] == [
        r"| M\*A\*S\*H | Yes | 2025-10-03 | tea, salad | high | [Read on](https://example.org/shrubs/M%2AA%2AS%2AH) |",
        r"| a_b_c | No | 2024-02-01 | tea | low | [Read on](https://example.org/shrubs/a_b_c) |",
        r"| &lt;b> | Partly | — | — | medium | [Read on](https://example.org/shrubs/%3Cb%3E) |",
    ]


def of_error(root: Path, on_error: str) -> tuple[list[str], list[str], bool]:
    """The rows of a file with faults, the severity of what is said of them, and whether the registry is usable."""
    records = "[{k: a, n: A, x: 1}, {k: b, n: B, x: y}, {k: b, n: C, x: 2}, {n: D, x: 3}]\n"
    loaded = build_of(root, "x: {title: X, type: number}", f"t.yml, id: k, on_error: {on_error}", records).loaded
    rows = [f"{row.id} {row.cells['x'] and row.cells['x'].text}" for row in loaded.tables["ai", "t"].rows]
    return rows, [problem.severity for problem in loaded.problems], loaded.usable


def test_what_does_not_fit_is_an_error_unknown_or_left_out(tmp_path: Path) -> None:
    _, severities, usable = of_error(tmp_path, "fail")
    assert (severities, usable) == (["error"] * 3, False)
    assert of_error(tmp_path, "unknown") == (["a 1", "b None"], ["info"] * 3, True)
    assert of_error(tmp_path, "skip") == (["a 1", "b 2"], ["info"] * 2, True)


def test_a_field_of_an_address_that_no_record_has_is_told_at_the_column(tmp_path: Path) -> None:
    column = 'page: {title: P, type: link, value_url: "https://example.org/{slgu}"}'
    (problem,) = build_of(tmp_path, column, "t.csv", "n,slug\nA,a\n").loaded.problems
    assert (problem.code, problem.message) == ("GA041", "no record has 'slgu'; did you mean 'slug'?")
    assert problem.where == "areas.ai.comparisons.t.columns.page"


def test_own_rows_make_addresses_of_their_other_cells(tmp_path: Path) -> None:
    columns = (
        "{name: {title: N, markdown: false}, version: {title: V, source: 'https://example.org'},"
        ' page: {title: P, type: link, value_url: "https://example.org/{name}/{version}", required: true}}'
    )
    rows = "{a: {name: '*A*', version: {value: '1.10', note: New}}}"
    course = Course(tmp_path, registry_of(f"t: {{title: T, columns: {columns}, rows: {rows}}}"))
    table = course.block("comparison-table", "t")
    assert [link["href"] for link in table.select("tbody td a:not(.genai-note a)")] == ["https://example.org/%2AA%2A/1.10"]
    assert table.select("tbody th")[0].get_text() == "*A*"


def of_texts(root: Path, on_error: str, text: str) -> list[tuple[str, str, str]]:
    """What is said of a text of Markdown in a file."""
    records = json.dumps([{"n": "A", "x": text}, {"n": "B", "x": "*b*"}])
    build_of(root, "x: {title: X, markdown: true}", f"t.json, on_error: {on_error}", records)
    (root / "index.md").touch()
    project = Project(root, root / "registry.yml", root)
    return [(problem.code, problem.severity, problem.message) for problem in find_problems(project)]


@pytest.mark.parametrize("text", ["[x](javascript:y)", "[x](gone.md)", "[" * 300, "[x][topic:ai/gone]"])
def test_a_fault_in_a_text_follows_on_error(tmp_path: Path, text: str) -> None:
    ((code, severity, message),) = of_texts(tmp_path, "fail", text)
    assert severity == ("warning" if code == "GA031" else "error")
    said, _, cure = message.partition("; to show such a text as it is written, or without its link, ")
    assert cure == "write `on_error: unknown` under `rows_from`"
    for on_error in ("unknown", "skip"):
        shown = f"; such a text is shown as it is written, or without its link, as `on_error: {on_error}` says"
        assert of_texts(tmp_path, on_error, text) == [(code, "info", said + shown)]


def test_an_image_of_another_host_is_an_error_whatever_on_error_says(tmp_path: Path) -> None:
    ((code, severity, _),) = of_texts(tmp_path, "skip", "![x](https://example.org/x.png)")
    assert (code, severity) == ("GA035", "error")


def test_a_text_with_an_unsafe_link_is_shown_without_it(tmp_path: Path) -> None:
    records = '[{"n": "A", "x": "*a* [x](javascript:y)"}]'
    build = build_of(tmp_path, "x: {title: X, markdown: true}", "t.json, on_error: skip", records)
    shown = render_table(build.renderer, stub_page(), ("ai", "t"))
    cell = BeautifulSoup(shown, "html.parser").select("td")[0]
    assert (cell.get_text(), cell.select("a"), len(cell.select(".genai-broken"))) == ("a x", [], 1)


def test_a_table_counts_the_records_that_are_left_out(tmp_path: Path) -> None:
    records = '[{"n": "A", "x": 1}, {"n": "B", "x": "?"}, {"n": "C", "x": 3}]'
    build = build_of(tmp_path, "x: {title: X, type: number}", "t.json, on_error: skip", records)
    assert "2 of 3 rows" in BeautifulSoup(render_table(build.renderer, stub_page(), ("ai", "t")), "html.parser").get_text()


@pytest.mark.parametrize("written", ["https://example.org/a (PDF)", "![x](https://example.org/a)", "(https://example.org/a)"])
def test_a_url_with_words_around_it_follows_on_error(tmp_path: Path, written: str) -> None:
    records = f"n,x\nA,{written}\nB,https://example.org/b\n"
    ((code, message),) = [
        (problem.code, problem.message)
        for problem in build_of(tmp_path, "x: {title: X, type: link}", "t.csv", records).loaded.problems
    ]
    assert code == "GA042"
    assert "write" in message
    assert "on_error: unknown" in message
    build = build_of(tmp_path, "x: {title: X, type: link}", "t.csv, on_error: unknown", records)
    table = BeautifulSoup(render_table(build.renderer, stub_page(), ("ai", "t")), "html.parser")
    assert [cell.get_text(strip=True) for cell in table.select("tbody td")] == ["—", "example.org/b"]


def test_a_number_of_toml_that_does_not_fit_is_not_said_to_be_yaml(tmp_path: Path) -> None:
    build = build_of(tmp_path, "y: {title: Y, type: year}", "t.toml, at: r", '[[r]]\nn = "A"\ny = 0x7fff\n')
    (problem,) = build.loaded.problems
    assert problem.message.startswith("expected a year such as 2017, found 0x7fff, which is read as the number 32767")


def test_an_id_and_a_message_have_a_number_of_toml_as_it_is_written_and_its_place(tmp_path: Path) -> None:
    records = 'links = [\n ["x", "y"],\n]\nr = [\n  { n = "A", y = 1.50, i = 12345678901234567.89 },\n]\n'
    loaded = build_of(tmp_path, "y: {title: Y, type: year}", "t.toml, at: r, id: i, on_error: unknown", records).loaded
    (problem,) = loaded.problems
    assert str(problem).startswith(
        "t.toml:5:14: r[0].y: expected a year such as 2017, found 1.50, which is read as the number 1.5"
    )
    assert [row.id for row in loaded.tables["ai", "t"].rows] == ["12345678901234567-89"]


def test_a_field_of_a_label_that_no_record_has_is_told_at_the_column(tmp_path: Path) -> None:
    records = '[{"n": "A", "x": "https://example.org/", "id": "a"}]'
    (problem,) = build_of(tmp_path, 'x: {title: X, type: link, label: "{idd}"}', "t.json", records).loaded.problems
    assert (problem.code, problem.message) == ("GA041", "no record has 'idd'; did you mean 'id'?")


def test_a_truth_value_and_an_integer_of_yaml_are_taken_as_they_are_spelled(tmp_path: Path) -> None:
    records = "- {n: True, d: 2003}\n- {n: yes, d: 02003}\n- {n: FALSE, d: 1999-1-3}\n"
    loaded = build_of(tmp_path, "d: {title: D, type: date}", "t.yml, on_error: unknown", records).loaded
    rows = [(row.cells["n"], row.cells["d"] and str(row.cells["d"])) for row in loaded.tables["ai", "t"].rows]
    assert rows == [("True", "2003"), ("yes", None), ("FALSE", "1999-01-03")]
    assert [(problem.code, problem.position.line) for problem in loaded.problems] == [("GA042", 2)]


def test_words_whose_address_lacks_a_field_are_shown_without_a_link(tmp_path: Path) -> None:
    columns = 'lic: {title: L, type: link, value_url: "https://example.org/{slug}"}'
    (tmp_path / "t.csv").write_text("n,lic,slug\nA,MIT,mit\nB,<Apache>,\n", "utf-8")
    course = Course(tmp_path, registry_of(f"t: {{title: T, columns: {{n: N, {columns}}}, rows_from: {{file: t.csv}}}}"))
    cells = course.block("comparison-table", "t").select("tbody td")
    assert [(cell.get_text(strip=True), cell.find("a") is not None) for cell in cells] == [("MIT", True), ("<Apache>", False)]
