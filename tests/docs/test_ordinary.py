"""Pages in which nothing is nearly a block or a link, so that nothing is reported: prose, code, and other plugins' syntax."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.project.mkdocs_yml import read_project

ORDINARY = sorted((Path(__file__).parent / "ordinary").glob("*.md"))
COURSE = Path(__file__).parents[2]
REGISTRY = """\
title: Plants
topics: {soil: {title: Soil}}
comparisons: {trees: {title: Trees, columns: {name: Name}, rows: {oak: {name: Oak}}}}
"""


@pytest.mark.parametrize("page", ORDINARY, ids=lambda page: page.stem)
def test_nothing_is_reported_of_an_ordinary_page(page: Path, tmp_path: Path) -> None:
    (tmp_path / "docs" / "registry").mkdir(parents=True)
    (tmp_path / "docs" / "registry" / "plants.yml").write_text(REGISTRY, "utf-8")
    (tmp_path / "docs" / "index.md").write_text(page.read_text("utf-8"), "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Course\nplugins: [genai]\n", "utf-8")
    assert [str(problem) for problem in find_problems(read_project(tmp_path / "mkdocs.yml"))] == []


def test_nothing_is_reported_of_the_course_s_own_pages() -> None:
    assert [str(problem) for problem in find_problems(read_project(COURSE / "mkdocs.yml"))] == []
