"""A value is shown and exported as its file has it, whatever kind of file that is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.registry.data_files import parse_data
from mkdocs_genai.registry.yaml_file import parse_document
from mkdocs_genai.render.inline import ConvertedTexts
from mkdocs_genai.render.tables import TableView, render_table

from ..stub_site import stub_page
from .support import Course, registry_of

TEXTS = (
    "*a*", "a_b_c", "`a`", "<b>a</b>", "&amp;", "&#42;", "&copy", '"q"', "'q'", "a, b; c", "a|b", "a\\b", "\\*a\\*", "a\\",
    "[x](y)", "![x](y)", "https://example.org/a_(b)", "# a", "- a", "1. a", "> a", "| a |", "```", "$a$", ":smile:", "{: .a}",
    "{{ a }}", "=1+1", "+1+1", "-1+1", "@a", "007", "-0", "0x10", "1_000", "1e400", "NaN", "12:30", "1.10", "yes", "null", "~",
    "a\u00a0b", "\u202eevil\u2066", "e\u0301", "a\u200bb", "日本語", "👨‍👩‍👧", "x" * 3000, "2001-12-14 21:59:43.10 -5",
)  # fmt: skip
"""Texts that programs on the way might take for something else."""
NUMBERS = {
    "007": "7", "-0": "0", "+5": "5", "\u22125": "-5", ".5": "0.5", "1.10": "1.10", "1e3": "1000", "1E-3": "0.001",
    "1,000": "1000", "1_000": "1000", "1 000.5": "1000.5", "9007199254740993": "9007199254740993",
    "0.10000000000000000555": "0.10000000000000000555",
}  # fmt: skip
"""Numbers as they are written, and with all their digits."""


def _csv(texts: Sequence[str], delimiter: str = ",") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([("k", "v"), *((f"k{index}", text) for index, text in enumerate(texts))])
    return file.getvalue()


def _records(texts: Sequence[str]) -> list[dict[str, str]]:
    return [{"k": f"k{index}", "v": text} for index, text in enumerate(texts)]


def _lines(texts: Sequence[str], form: str) -> str:
    """A record a line or more, with its text in double quotes, which JSON, TOML and YAML write alike."""
    return "".join(form % (index, json.dumps(text, ensure_ascii=False)) for index, text in enumerate(texts))


KINDS: dict[str, Callable[[Sequence[str]], str]] = {
    "t.csv": _csv,
    "t.tsv": lambda texts: _csv(texts, "\t"),
    "t.json": lambda texts: json.dumps(_records(texts)),
    "t.jsonl": lambda texts: "\n".join(map(json.dumps, _records(texts))),
    "t.toml": lambda texts: _lines(texts, '[[r]]\nk = "k%s"\nv = %s\n'),
    "t.yml": lambda texts: _lines(texts, "- k: k%s\n  v: %s\n"),
}


def course(root: Path, kind: str, texts: Sequence[str], options: str = "") -> Course:
    """A course with a table of a file of that kind."""
    (root / kind).write_bytes(KINDS[kind](texts).encode())
    at = ", at: r" if kind == "t.toml" else ""
    return Course(
        root, registry_of(f"t: {{title: T, columns: {{k: K, v: {{title: V{options}}}}}, rows_from: {{file: {kind}{at}}}}}")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_the_same_in_the_page_and_in_each_file(tmp_path: Path, kind: str) -> None:
    made = course(tmp_path, kind, TEXTS)
    assert [cell.get_text() for cell in made.block("comparison-table", "t").select("tbody td")] == list(TEXTS)
    assert [row["cells"]["v"] for row in made.json("t")["rows"]] == list(TEXTS)
    exported = [line[1] for line in made.csv("t")[1:]]
    assert [text.removeprefix("'") if text[1:2] in ("=", "+", "-", "@") else text for text in exported] == list(TEXTS)
    view = TableView(rows=made.renderer.tables["ai", "t"].rows)
    version = markdown.markdown(render_table(made.renderer, stub_page(format="md"), ("ai", "t"), view), extensions=["tables"])
    shown = [row.find_all("td")[1].get_text() for row in BeautifulSoup(version, "html.parser").select("tbody tr")]
    assert shown == list(TEXTS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_the_same_in_the_page_and_in_each_file(tmp_path: Path, kind: str) -> None:
    made = course(tmp_path, kind, list(NUMBERS), ", type: number")
    cells = made.block("comparison-table", "t", "controls: all").select("tbody td")
    assert [str(cell.get("data-value", cell.get_text())) for cell in cells] == list(NUMBERS.values())
    assert [cell.get_text().replace(",", "") for cell in cells] == list(NUMBERS.values())
    assert [line[1] for line in made.csv("t")[1:]] == list(NUMBERS.values())
    assert [float(row["cells"]["v"]) for row in made.json("t")["rows"]] == list(map(float, NUMBERS.values()))


@pytest.mark.parametrize(
    ("file", "text", "value", "spelled"),
    [
        ("t.json", '[{"v": -0}]', 0, "-0"),
        ("t.json", '[{"v": 1.10}]', 1.1, "1.10"),
        ("t.json", '[{"v": Infinity}]', float("inf"), "Infinity"),
        ("t.json", '[{"v": 12}]', 12, None),
    ],
)
def test_a_number_of_json_is_known_as_it_is_spelled(file: str, text: str, value: Any, spelled: str | None) -> None:
    parsed = parse_data(Path(file), text, file)
    assert (parsed.value, parsed.source.written((0, "v"))) == ([{"v": value}], spelled)


RECORDS_OF_TOML = (
    "[[r]]\nn = 1.10\nno = ['''\nn = 9.99\n''', ']']\nf.n = 2.20\nl = [3.30, 1e3]",
    '[[r]]\nno = { text = """\nn = 9.99\n[[r]]\n""", n = 9.99 }\nl = [\n3.30, # 9.99\n1e3]\nn = 1.10\n[r.f]\nn = 2.20',
    '[[r]]\nno = [\n ["x", "y"],\n]\nn = 1.10\nl = [3.30, 1e3]\nf = { n = 2.20 }',
    "r = [{ n = 1.10, f = {n = 2.20}, l = [3.30, 1e3] }]",
    "r = [[\n  { f.n = 2.20, l = [3.30, 1e3], n = 1.10 }, # n = 9.99\n], []]",
)
"""One record, whose numbers are behind what looks like lines of the file, in a list, or in a table within a line."""


@pytest.mark.parametrize("text", RECORDS_OF_TOML)
def test_a_number_of_toml_is_shown_as_it_is_written_wherever_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.toml").write_text(text, "utf-8")
    columns = (
        "n: N, f: {title: F, field: f.n}, l: L, m: {title: M, field: n, type: number}, g: {title: G, field: f.n, type: number}"
    )
    made = Course(tmp_path, registry_of(f"t: {{title: T, columns: {{{columns}}}, rows_from: {{file: t.toml, at: r}}}}"))
    cells = ["1.10", "2.20", "3.30, 1e3", "1.10", "2.20"]
    assert [cell.get_text() for cell in made.block("comparison-table", "t").select("tbody :is(th, td)")] == cells
    assert made.csv("t")[1] == cells
    assert made.json("t")["rows"] == [{"id": "1-10", "cells": {"n": "1.10", "f": "2.20", "l": "3.30, 1e3", "m": 1.1, "g": 2.2}}]


def test_midnight_is_a_time_of_day_like_any_other(tmp_path: Path) -> None:
    dates = ["2025-01-01", "2025-01-01T00:00", "2025-01-01 00:00:00", "2025-01-01T00:00:00Z", "2025-01-01T10:00"]
    made = course(tmp_path, "t.csv", dates, ", type: date")
    cells = made.block("comparison-table", "t").select("tbody td")
    assert [cell.get_text() for cell in cells] == ["Jan 1, 2025"] * 5
    assert [cell.select("time")[0]["datetime"] for cell in cells] == dates
    assert [row["cells"]["v"] for row in made.json("t")["rows"]] == [line[1] for line in made.csv("t")[1:]] == dates


@pytest.mark.parametrize("kind", ["t.csv", "t.json", "t.jsonl", "t.yml"])
def test_a_plain_text_keeps_its_lines(tmp_path: Path, kind: str) -> None:
    made = course(tmp_path, kind, ["Main Street 1\nSpringfield", "*a*\n\n- b"])
    first, second = made.block("comparison-table", "t").select("tbody td")
    assert [first.get_text("|"), second.get_text("|")] == ["Main Street 1|\nSpringfield", "*a*|\n|\n- b"]
    assert [len(cell.find_all("br")) for cell in (first, second)] == [1, 2]
    assert [row["cells"]["v"] for row in made.json("t")["rows"]] == ["Main Street 1\nSpringfield", "*a*\n\n- b"]
    view = TableView(rows=made.renderer.tables["ai", "t"].rows)
    version = render_table(made.renderer, stub_page(format="md"), ("ai", "t"), view)
    assert "| Main Street 1<br>Springfield |" in version
    assert r"| \*a\*<br><br>- b |" in version


@pytest.mark.parametrize("break_", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_that_no_editor_shows_is_told(break_: str) -> None:
    text = f"a: x{break_}y\nb: z{break_}{break_}z\n"
    foreign, own = (parse_document(text, "t.yml", foreign=is_foreign) for is_foreign in (True, False))
    assert foreign.value == own.value == {"a": "x y", "b": "z  z"}
    said = f"t.yml:1:5: the line separator U+{ord(break_):04X} is read as a space, as 2 more such characters are"
    assert [(str(each), each.severity) for each in foreign.problems] == [(f"{said} [GA006]", "info")]
    assert [(str(each), each.severity) for each in own.problems] == [
        (f"{said}; delete it, since no editor shows it [GA006]", "warning")
    ]
    assert [str(each).partition(", as")[0] for each in parse_document(f'"{break_}"', "t", foreign=True).problems] == [
        f"t:1:2: the line separator U+{ord(break_):04X} is read as a space [GA006]"
    ]


FORMULAS = (
    r"$\mu_1$ and $\sigma_1 * a_2 * b$",
    r"$P(A \| B) < \frac{1}{2}$",
    r"$f(x) = \int_0^1 x\,dx$",
    r"It is $\pi$, *not* $5.",
)
"""Texts with what Markdown and tables have other uses for."""


@pytest.mark.parametrize("generic", [True, False])
def test_each_row_may_have_formulas(tmp_path: Path, generic: bool) -> None:
    made = course(tmp_path, "t.csv", FORMULAS, ", markdown: true")
    extensions = ["pymdownx.arithmatex"]
    options = {"pymdownx.arithmatex": {"generic": generic}}
    inline = ConvertedTexts(lambda: markdown.Markdown(extensions=extensions, extension_configs=options))
    table = BeautifulSoup(render_table(replace(made.renderer, inline=inline), stub_page(), ("ai", "t")), "html.parser")
    # In a script, arithmatex writes < as &lt; too.
    tags = ".arithmatex" if generic else "script[type='math/tex']"
    shown = [
        [found.get_text().removeprefix(r"\(").removesuffix(r"\)").replace("&lt;", "<") for found in cell.select(tags)]
        for cell in table.select("tbody td")
    ]
    assert shown == [
        [r"\mu_1", r"\sigma_1 * a_2 * b"],
        [r"P(A \| B) < \frac{1}{2}"],
        [r"f(x) = \int_0^1 x\,dx"],
        [r"\pi"],
    ]
    assert [cell.select("em")[0].get_text() for cell in table.select("tbody td") if cell.select("em")] == ["not"]
    assert [row["cells"]["v"] for row in made.json("t")["rows"]] == list(FORMULAS)
