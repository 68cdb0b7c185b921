"""Nothing is silent: what is wrong with a page or the registry is told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.problems import report
from mkdocs_genai.project.mkdocs_yml import read_project

from ..conftest import files_of, write_tree
from .course import ANCHORS, COURSE, PLAIN, Course, build_site, configured


def test_a_dead_link_in_the_registry_is_a_warning_at_its_line(course: Course) -> None:
    built = course.build(COURSE.replace("baking/oven.md#heat", "baking/ovn.md"))
    assert built.log == [
        "WARNING genai: docs/registry/baking.yml:2:10: summary: the link 'baking/ovn.md' leads to a file that is not in "
        "docs_dir; did you mean 'baking/oven.md'? [GA031]\n"
        "  2 | summary: Bread, see [the oven](baking/ovn.md).\n"
        "    |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
    ]
    broken = built.page("index.html").select(".genai-broken")
    assert [link.get_text() for link in broken] == ["the oven"]


def test_a_dead_link_in_a_cell_is_a_warning_and_no_link(course: Course) -> None:
    columns = 'columns: {n: Name, docs: {title: Docs, type: link}}, rows: {r: {n: Roller, docs: "[Manual](manual.pdf)"}}'
    tools = f"--- docs/registry/tools.yml\ntitle: Tools\npage: tools.md\ncomparisons: {{t: {{title: T, {columns}}}}}\n"
    built = course.build(COURSE + tools + "--- docs/tools.md\n# Tools\n\n/// comparison-table | t\n///\n")
    assert len(built.log) == 1
    assert "docs/registry/tools.yml:3:" in built.log[0]
    assert "the link 'manual.pdf' leads to a file that is not in docs_dir" in built.log[0]
    cell = built.page("tools/index.html").select_one("tbody td")
    assert cell is not None
    assert (cell.get_text(), cell.find("a")) == ("Manual", None)


def test_a_comment_that_cuts_a_text_off_is_a_warning_of_the_build(course: Course) -> None:
    (warning,) = course.build(COURSE.replace("title: Frying", "title: Frying and #1 more")).log
    assert warning.startswith(
        "WARNING genai: docs/registry/frying.yml:1:19: title: a # begins a comment, so the text ends before it;"
    )


def test_mkdocs_s_own_levels_decide_about_links_of_the_registry(course: Course) -> None:
    built = course.build(
        configured("validation: {links: {not_found: ignore}}\n").replace("baking/oven.md#heat", "baking/ovn.md")
    )
    assert built.log == []


def test_anchors_of_cards_rows_and_diagrams_are_known_and_wrong_ones_are_not(course: Course) -> None:
    links = (
        "--- docs/links.md\n"
        "[a](baking/index.md#topic_baking_cakes) [b](baking/index.md#row_baking_flours_soft) "
        "[c](baking/index.md#comparison_baking_flours) [d](index.md#area_frying) [e](#topic_baking_oven)\n\n"
        "/// topic-cards | baking\n///\n\n[wrong](baking/index.md#topic_baking_caks) [wrong](#area_fry)\n"
    )
    built = course.build(configured(ANCHORS) + links)
    assert built.log == [
        "WARNING Doc file 'links.md' contains a link 'baking/index.md#topic_baking_caks', "
        "but the doc 'baking/index.md' does not contain an anchor '#topic_baking_caks'.",
        "WARNING Doc file 'links.md' contains a link '#area_fry', but there is no such anchor on this page.",
    ]


def test_the_anchor_of_a_diagram_is_known(course: Course) -> None:
    course.write(configured(ANCHORS) + "--- docs/links.md\n[a](#diagram_baking_day)\n\n/// concept-diagram | baking/day\n///\n")
    diagram = "diagrams: {day: {title: A day, nodes: {mix: Mix}, edges: []}}\n"
    course.registry.write_text(course.registry.read_text("utf-8") + diagram, "utf-8")
    assert course.build().log == []


def test_a_wrong_anchor_in_the_registry_is_found_too(course: Course) -> None:
    built = course.build(configured(ANCHORS).replace("oven.md#heat", "oven.md#haet"))
    assert built.log == [
        "WARNING Doc file 'index.md' contains a link 'baking/oven.md#haet', "
        "but the doc 'baking/oven.md' does not contain an anchor '#haet'."
    ]


def test_faults_of_a_page_are_warnings_with_file_and_line_and_show_in_the_page(course: Course) -> None:
    page = "--- docs/extra.md\n---\ntitle: x\n---\n# Extra\n\n/// topic-crads | baking\n///\n\n[][topic:baking/doug]\n"
    built = course.build(COURSE + page)
    assert built.log == [
        "WARNING genai: docs/extra.md:6:1: /// topic-crads | baking: no block is called 'topic-crads'; "
        "did you mean 'topic-cards'? [GA060]\n  6 | /// topic-crads | baking\n    | ^^^^^^^^^^^^^^^^^^^^^^^^",
        "WARNING genai: docs/extra.md:9:1: [topic:baking/doug]: the area 'baking' has no topic 'doug'; "
        "did you mean 'dough'? [GA062]\n  9 | [][topic:baking/doug]\n    | ^^^^^^^^^^^^^^^^^^^^^",
    ]
    assert len(built.page("extra/index.html").select(".genai-fault, .genai-fault-link")) == 2


def test_a_fault_of_a_page_is_fatal_only_when_strict(tmp_path: Path) -> None:
    said = "WARNING genai: docs/extra.md:3:1: /// topic-crads: no block is called 'topic-crads'"
    write_tree(tmp_path, COURSE + "--- docs/extra.md\n# Extra\n\n/// topic-crads\n///\n")
    assert [line.startswith(said) for line in build_site(tmp_path).log] == [True]
    with pytest.raises(Abort, match="Aborted with 1 warnings in strict mode!"):
        build_site(tmp_path, strict=True)


@pytest.mark.parametrize("strict", [False, True])
def test_a_broken_registry_stops_the_build_and_leaves_the_old_site_untouched(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, strict: bool
) -> None:
    write_tree(tmp_path, COURSE)
    write_tree(tmp_path, "--- site/old.html\nThe old site\n")
    before = files_of(tmp_path / "site")
    registry = tmp_path / "docs" / "registry" / "baking.yml"
    broken = registry.read_text("utf-8").replace("title: Dough", "titel: Dough").replace("[frying]", "[fryin]")
    registry.write_text(broken + "colour: brown\n", "utf-8")
    (registry.parent / "frying.yml").write_text("title: [Frying\n", "utf-8")
    # MkDocs prints what it logs, and ends with status 1 and without a traceback.
    with pytest.raises(Abort):
        build_site(tmp_path, strict=strict)
    assert "problems in the registry, so nothing was built:" in caplog.text
    for expected in (
        "docs/registry/baking.yml:6:11: topics.dough.titel: unknown key; did you mean 'title'? [GA010]",
        "docs/registry/baking.yml:18:1: colour: unknown key",
        "docs/registry/frying.yml:",
    ):
        assert expected in caplog.text
    assert files_of(tmp_path / "site") == before


@pytest.mark.parametrize(
    "heading", ["# *Ovens*", "# Ovens #", "Ovens\n=====", "# Ovens {#here}", "# {{ it }}", "Ovens", "# `Ovens`"]
)
def test_a_heading_that_says_the_registry_s_title_is_none_that_differs(course: Course, heading: str) -> None:
    attributes = "markdown_extensions: [attr_list]\n"
    assert course.build(configured(attributes).replace("# Ovens\n", f"{heading}\n")).log == []


def test_a_heading_that_differs_from_the_registry_s_title_is_a_warning_at_the_heading(course: Course) -> None:
    tree = COURSE.replace("# Ovens\n", "---\ntags: [x]\n---\n\n# Heat and ovens\n").replace("# Frying\n", "Pans\n====\n")
    built = course.build(tree.replace("# Home", "# Welcome"))
    assert built.log == [
        "WARNING genai: docs/baking/oven.md:5:1: the heading is 'Heat and ovens', and the title of 'baking/oven' in the "
        "registry is 'Ovens'; make them the same [GA038]\n  5 | # Heat and ovens\n    | ^^^^^^^^^^^^^^^^",
        "WARNING genai: docs/frying.md:1:1: the heading is 'Pans', and the title of 'frying' in the registry is "
        "'Frying'; make them the same [GA038]\n  1 | Pans\n    | ^^^^",
    ]


def test_typographers_quotes_and_dashes_make_no_difference(course: Course) -> None:
    course.build(COURSE.replace("title: Ovens", 'title: "Bob\'s ovens - all"').replace("# Ovens", "# Bob’s ovens – all"))
    assert course.build().log == []


def test_a_site_without_a_registry_builds_and_says_how_to_begin(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "mkdocs")
    assert course.build(f"{PLAIN}--- docs/index.md\n# Home\n").log == []
    words = "there is no registry yet, so nothing is added to pages; `mkdocs-genai new registry` writes one"
    said = [record.getMessage() for record in caplog.records]
    assert [message for message in said if message.startswith("genai: ")] == [f"genai: {words}"]
    assert not (course.root / "site" / "assets" / "genai").exists()


def test_a_nav_and_options_in_the_wrong_place_are_told_at_their_lines_by_the_check_and_the_build(course: Course) -> None:
    nav = "nav: [index.md, area:bakin, {Area: frying}, area:*]\nmetadata: false\n"
    built = course.build(configured(nav))
    found = sorted(line.removeprefix("WARNING genai: ") for line in built.log if line.startswith("WARNING genai: "))
    assert [line.partition("\n")[0] for line in found] == [
        "mkdocs.yml:4:17: nav[1]: there is no area 'bakin'; did you mean 'baking'? [GA020]",
        "mkdocs.yml:4:36: nav[2].Area: this is nearly an area of the registry; write area:frying [GA020]",
        "mkdocs.yml:5:1: metadata: 'metadata' is an option of the plugin 'genai'; write it below `- genai:`, and indent it "
        "further than that [GA051]",
    ]
    checked = find_problems(read_project(course.root / "mkdocs.yml"))
    assert report(checked) == "\n".join(found)
