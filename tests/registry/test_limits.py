"""Limits of what is looked for in a broken registry, and what is asked of values that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.problems import ProblemError
from mkdocs_genai.project.languages import ONE_LANGUAGE, find_registry
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.yaml_file import parse_document
from mkdocs_genai.render.tables import render_table

from ..stub_site import stub_page
from ..table.support import Course

SWAPPED = """title: Baking
topics:
    title: Dough
  dough:
    summary: Flour and water.
"""


def codes(root: Path) -> list[str]:
    (root / "docs/registry").mkdir(parents=True, exist_ok=True)
    (root / "docs/registry/baking.yml").write_text(SWAPPED, "utf-8")
    docs_dir = root / "docs"
    return [problem.code for problem in find_problems(Project(root, find_registry(root, "", docs_dir, ONE_LANGUAGE), docs_dir))]


def test_only_so_many_lines_in_the_wrong_place_are_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = codes(tmp_path)
    monkeypatch.setattr("mkdocs_genai.registry.load._MOST_MISPLACED", 0)
    assert len(codes(tmp_path)) >= len(found) == 1


def test_a_part_of_a_value_that_is_not_there_is_told_at_what_is() -> None:
    position = parse_document("a: b", "f.yml").problem(("x",), "GA030", "is wrong", part="c").position
    assert (position.line, position.column) == (1, 1)


def test_a_condition_needs_a_value() -> None:
    with pytest.raises(ProblemError, match="expected a value, found empty text"):
        COLUMN_TYPES["year"]().test("=", " ", str)


def test_a_number_as_written_is_so_in_markdown_too(tmp_path: Path) -> None:
    registry = (
        "areas: {ai: {title: AI, page: index.md, comparisons: {t: {title: T, columns: {n: N, "
        "x: {title: X, type: number, notation: as_written}}, rows: {r: {n: A, x: 1500000.50}}}}}}\n"
    )
    course = Course(tmp_path, registry)
    made = render_table(course.renderer, stub_page(format="md"), ("ai", "t"))
    assert "| A | 1500000.50 |" in made
