"""A faulty block is one message: links to what it would show are no messages of their own."""

from __future__ import annotations

from pathlib import Path

from ..conftest import write_tree
from ..site.course import build_site

SITE = """--- mkdocs.yml
site_name: School
theme: {name: material, font: false}
plugins: [genai]
validation: {links: {anchors: warn}}
--- docs/index.md
# School

See [dough][topic:baking/dough] and [][row:baking/flours/soft].
--- docs/baking.md
# Baking

/// topic-card
///

/// comparison-table flours
///
--- docs/registry/baking.yml
title: Baking
page: baking.md
topics:
  dough: {title: Dough}
comparisons:
  flours: {title: Flours, columns: {name: Flour}, rows: {soft: {name: Soft}}}
"""


def test_links_to_what_a_faulty_block_would_show_are_not_reported(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    warnings = [line.partition("\n")[0] for line in build_site(tmp_path).log if line.startswith("WARNING")]
    assert [line.partition("[GA")[2] for line in warnings] == ["060]", "068]"]


def test_links_to_what_no_block_shows_are_reported(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    (tmp_path / "docs/baking.md").write_text("# Baking\n\nNothing yet.\n", "utf-8")
    assert "does not contain an anchor" in str(build_site(tmp_path).log)


def test_a_link_to_a_row_that_a_file_does_not_have_proposes_one_that_it_has(tmp_path: Path) -> None:
    course = SITE.replace("rows: {soft: {name: Soft}}", "rows_from: {file: flours.csv, id: name}")
    write_tree(tmp_path, course + "--- docs/registry/flours.csv\nname\nSofter\n")
    lines = [line for line in build_site(tmp_path).log if "[row:" in line]
    assert len(lines) == 1
    assert "the comparison 'baking/flours' has no row 'soft'; did you mean 'softer'? [GA062]" in lines[0]
