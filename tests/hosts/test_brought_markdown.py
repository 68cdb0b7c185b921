"""What macros, include-markdown and notebooks bring into pages: the build reports it, and `check` says what it leaves to it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from mkdocs_genai.cli import main

from ..site.course import Course

SITE = """
--- mkdocs.yml
site_name: Brought
theme: {name: mkdocs}
plugins: [PLUGIN, genai]
--- docs/registry/soils.yml
title: Soils
topics: {clay: {title: Clay}}
--- docs/index.md
# Home
"""
MACROS = """
{% set topic = "nix" %}
{{ "/// topic-card | soils" }}
///

[][topic:soils/{{ topic }}]

/// topic-cards | {{ "sands" }}
///
"""
INCLUDED = """
{% include-markdown "../brought.txt" %}

/// topic-cards | soils
///

[][topic:soils/own]
--- brought.txt
/// topic-cards | soils
    limt: 1
///

[][topic:soils/nix] and [x][topc:soils/clay]
"""


def problems_of_build(course: Course, tree: str) -> list[str]:
    """Position and code of each problem that the build reports."""
    built = course.build(tree)
    first_lines = [line.split("\n")[0] for line in built.log if line.startswith("WARNING genai: ")]
    return sorted(f"{line.split(' ')[2]} {line.rpartition(' ')[2]}" for line in first_lines)


@pytest.mark.parametrize("order", ["PLUGIN, genai", "genai, PLUGIN"])
def test_the_build_reports_at_the_page_what_macros_bring(course: Course, order: str) -> None:
    site = SITE.replace("PLUGIN, genai", order)
    assert problems_of_build(course, site.replace("PLUGIN", "macros") + MACROS) == [
        "docs/index.md:1:1: [GA060]",
        "docs/index.md:1:1: [GA062]",
        "docs/index.md:1:1: [GA062]",
    ]


def test_the_build_reports_at_the_page_what_include_markdown_brings_and_at_its_line_what_the_page_has(course: Course) -> None:
    assert problems_of_build(course, SITE.replace("PLUGIN", "include-markdown") + INCLUDED) == [
        "docs/index.md:1:1: [GA061]",
        "docs/index.md:1:1: [GA062]",
        "docs/index.md:1:1: [GA070]",
        "docs/index.md:8:1: [GA062]",
    ]


@pytest.mark.parametrize(
    ("plugin", "page", "codes"),
    [
        ("macros", MACROS, []),
        ("include-markdown", INCLUDED, ["docs/index.md:8:1: [GA062]"]),
        ("mkdocs-jupyter", "--- docs/nb.ipynb\nof JSON, which nobody reads\n", []),
    ],
)
def test_check_names_the_plugin_and_reports_what_stands_in_the_source(
    course: Course, plugin: str, page: str, codes: list[str]
) -> None:
    course.write(SITE.replace("PLUGIN", plugin) + page)
    done = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert done.stderr == f"not looked into: what {plugin} may make or change; the build reports it\n"
    lines = [line for line in done.stdout.split("\n") if line.startswith("docs/")]
    assert [f"{line.split(' ')[0]} {line.rpartition(' ')[2]}" for line in lines] == codes
    assert done.exit_code == (1 if codes else 0)
