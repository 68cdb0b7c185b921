"""A value is shown and exported as its file has it, whatever kind of file that is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import markdown
import pytest
from bs4 import BeautifulSoup

from mkdocs_genai.registry.data_files import parse_data
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
    version = markdown.markdown(render_table(made.renderer, stub_page(format="md"), "ai", "t", view), extensions=["tables"])
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
