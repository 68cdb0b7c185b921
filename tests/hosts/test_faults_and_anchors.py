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
