"""A registry for a site that is there already, written, checked and built."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import files_of, write_tree
from ..site.course import build_site
from .test_new import run

SITE = """--- mkdocs.yml
site_name: My tool
theme: {name: material, font: false}
plugins: [genai]
nav:
  - Home: index.md
  - about.md
  - User guide:
      - guide/index.md
      - Install it: guide/install.md
      - More:
          - guide/more/index.md
          - Elsewhere: https://example.org/x
  - Größen:
      - api/Größe.md
      - api/no-heading.md
      - guide/install.md
  - Nothing:
      - missing.md
--- docs/index.md
# Welcome
--- docs/about.md
# About
--- docs/guide/index.md
# The guide
--- docs/guide/install.md
# Install `it` & *more* {#here}
--- docs/guide/more/index.md
# More
--- docs/api/Größe.md
# Größe
--- docs/api/no-heading.md
Text.
"""


def test_the_navigation_becomes_a_registry(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    result = run("new", "registry", "--from-nav", "-f", tmp_path / "mkdocs.yml")
    assert [line for line in result.output.splitlines() if line.startswith("left out")] == [
        "left out: about.md is in no section",
        "left out: guide/install.md is listed twice",
        "left out: missing.md is not a page of docs_dir",
    ]
    registry = tmp_path / "docs/registry"
    texts = {file.name: file.read_text("utf-8").partition("\n")[2] for file in registry.iterdir()}
    assert texts == {
        "course.yml": "title: My tool\nareas:\n- user-guide\n- grossen\n",
        "user-guide.yml": (
            "title: The guide\npage: guide/index.md\ntopics:\n  install:\n    title: Install it & more\n"
            "    page: guide/install.md\n  more:\n    title: More\n    page: guide/more/index.md\n"
            "  elsewhere:\n    title: Elsewhere\n    url: https://example.org/x\n"
        ),
        "grossen.yml": (
            "title: Größen\ntopics:\n  grosse:\n    title: Größe\n    page: api/Größe.md\n"
            "  no-heading:\n    title: No heading\n    page: api/no-heading.md\n"
        ),
    }
    said = run("check", "-f", tmp_path / "mkdocs.yml").output
    assert said.startswith("mkdocs.yml:18:9: nav[4].Nothing[0]: the page 'missing.md' does not exist in docs_dir [GA022]\n")
    assert said.endswith("1 problem in 1 file\n")
    assert [line for line in build_site(tmp_path).log if "genai" in line] == []


def test_a_section_without_a_title_is_called_as_its_pages_are(tmp_path: Path) -> None:
    nav = '["": [learn/index.md, learn/more.md], "": [x.md], "": [Video: "https://example.org/"]]'
    write_tree(tmp_path, f"--- mkdocs.yml\nsite_name: Course\nplugins: [genai]\nnav: {nav}\n--- docs/x.md\n# Letters\n")
    write_tree(tmp_path, "--- docs/learn/index.md\n# Learn\n--- docs/learn/more.md\n# More\n")
    assert run("new", "registry", "--from-nav", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    areas = {file.stem: file.read_text("utf-8").splitlines()[1] for file in (tmp_path / "docs/registry").iterdir()}
    assert areas == {
        "course": "title: Course",
        "learn": "title: Learn",
        "letters": "title: Letters",
        "video": "title: Video",
    }
    assert run("check", "-f", tmp_path / "mkdocs.yml").output == "no problems found\n"


def test_without_a_nav_folders_are_areas(tmp_path: Path) -> None:
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: x\nplugins: [search]\n--- docs/index.md\n# Home\n")
    write_tree(tmp_path, "--- docs/a_b/index.md\n# A\n--- docs/a_b/c/d.md\n# D\n")
    result = run("new", "registry", "--from-nav", "-f", tmp_path / "mkdocs.yml")
    assert result.output.endswith(
        "Add it to your site, under `plugins:` in mkdocs.yml: - genai\n"
        "Then show an area in a page, with these two lines:\n/// topic-cards | AREA\n///\n"
    )
    assert (
        (tmp_path / "docs/registry/a-b.yml")
        .read_text("utf-8")
        .endswith("title: A\npage: a_b/index.md\ntopics:\n  d:\n    title: D\n    page: a_b/c/d.md\n")
    )


def test_single_pages_are_one_area_and_ids_are_free(tmp_path: Path) -> None:
    config = "--- mkdocs.yml\nsite_name: Course\nplugins: [genai: {registry: all.yml}]\nnav: [x.md, y/x.md]\n"
    write_tree(tmp_path, f"{config}--- docs/x.md\n# X\n--- docs/y/x.md\n# X\n")
    assert run("new", "registry", "--from-nav", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    written = (tmp_path / "all.yml").read_text("utf-8")
    assert "areas:\n  course-2:\n    title: Course\n    topics:\n      x:\n" in written
    assert "      x-2:\n" in written
    assert run("check", "-f", tmp_path / "mkdocs.yml").exit_code == 0


@pytest.mark.parametrize(
    ("plugins", "arguments", "words"),
    [
        ("[genai]", ["--from-nav"], "there is no page in the navigation that could be a topic"),
        ("[genai: {registry: ['package:json']}]", [], "all layers of the registry are packages"),
        ("[genai: {registry: docs}]", [], "there is a registry already"),
    ],
)
def test_what_can_not_be_made_says_why(tmp_path: Path, plugins: str, arguments: list[str], words: str) -> None:
    write_tree(tmp_path, f"--- mkdocs.yml\nsite_name: x\nplugins: {plugins}\nnav: [https://]\n--- docs/x.md\n# X\n")
    before = files_of(tmp_path)
    result = run("new", "registry", *arguments, "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 1
    assert words in result.output
    assert files_of(tmp_path) == before


def test_a_small_registry_to_begin_with(tmp_path: Path) -> None:
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: x\nplugins: [genai]\n--- docs/index.md\n# X\n")
    assert run("new", "area", "honey", "-f", tmp_path / "mkdocs.yml").output == (
        "Error: there is no registry yet; write one first: mkdocs-genai new registry\n"
    )
    assert run("new", "registry", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    assert run("check", "-f", tmp_path / "mkdocs.yml").output == "no problems found\n"
    assert run("new", "area", "honey", "-f", tmp_path / "mkdocs.yml").exit_code == 0


def test_no_area_has_an_id_that_windows_takes_for_a_device(tmp_path: Path) -> None:
    nav = "site_name: S\nnav: [{Con: [a.md]}, {Aux: [b.md]}]\n"
    write_tree(tmp_path, f"--- mkdocs.yml\n{nav}--- docs/a.md\n# A\n--- docs/b.md\n# B\n")
    assert run("new", "registry", "--from-nav", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    written = {file.name for file in (tmp_path / "docs" / "registry").iterdir()}
    assert written == {"course.yml", "con-2.yml", "aux-2.yml"}
