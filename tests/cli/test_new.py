"""New courses, areas and topics, written for real and then checked and built."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main

from ..conftest import files_of
from ..site.course import build_strictly


def run(*arguments: object) -> Result:
    """Run `mkdocs-genai`."""
    return CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A new course."""
    assert run("new", "course", tmp_path / "bees", "--title", 'Bees: "a start"').exit_code == 0
    return tmp_path / "bees"


def test_a_new_course_builds_strictly_at_once_and_names_no_other_course(course: Path) -> None:
    build_strictly(course)
    texts = [file.read_text("utf-8") for file in course.rglob("*") if file.is_file() and "site" not in file.parts]
    assert not any("AI University" in text for text in texts)
    assert (course / ".github" / "workflows" / "pages.yml").is_file()


def test_a_new_area_and_topic_are_sound_and_the_author_s_text_stays(course: Path) -> None:
    config = course / "mkdocs.yml"
    file = course / "docs" / "registry" / "first-area.yml"
    before = file.read_text("utf-8")
    assert run("new", "area", "honey", "-f", config, "--title", "Honey & wax").exit_code == 0
    assert run("new", "topic", "honey/jars", "-f", config).exit_code == 0
    assert run("new", "topic", "first-area/swarms", "-f", config).exit_code == 0
    added = "  swarms:\n    title: Swarms\n    page: first-area/swarms.md\n    status: draft\n"
    after = file.read_text("utf-8")
    assert added in after
    assert after.replace(added, "", 1) == before
    assert run("check", "-f", config).output == "no problems found\n"
    build_strictly(course)


def test_a_planned_topic_gets_its_page(course: Path) -> None:
    config = course / "mkdocs.yml"
    file = course / "docs" / "registry" / "first-area.yml"
    planned = "  wax: # soon\n    title: Wax & combs\n    status: planned\n    tags: [wax]\n"
    file.write_text(file.read_text("utf-8").replace("topics:\n", f"topics:\n{planned}", 1), "utf-8")
    assert run("new", "topic", "first-area/wax", "-f", config).exit_code == 0
    written = "  wax: # soon\n    title: Wax & combs\n    page: first-area/wax.md\n    status: draft\n    tags: [wax]\n"
    assert written in file.read_text("utf-8")
    assert (course / "docs" / "first-area" / "wax.md").read_text("utf-8").startswith("# Wax & combs\n")
    again = run("new", "topic", "first-area/wax", "-f", config)
    assert again.exit_code == 1
    build_strictly(course)


def test_a_registry_in_one_file_gets_its_entries_too(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    registry = tmp_path / "docs" / "registry.yml"
    registry.write_text("# ours\nareas:\n  bees: # the first\n    title: Bees\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [genai]\n", "utf-8")
    assert run("new", "topic", "bees/queen", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    assert run("new", "area", "honey", "-f", tmp_path / "mkdocs.yml").exit_code == 0
    assert registry.read_text("utf-8") == (
        "# ours\nareas:\n  bees: # the first\n    title: Bees\n    topics:\n      queen:\n        title: Queen\n"
        "        page: bees/queen.md\n        status: draft\n"
        "  honey:\n    title: Honey\n    page: honey/index.md\n    topics: {}\n"
    )
    assert run("check", "-f", tmp_path / "mkdocs.yml").exit_code == 0


ONE_FILE = "areas:\n  bees:\n    title: Bees\n    topics:\n      queen: {title: Queen, url: 'https://example.org/queen'}\n"


@pytest.mark.parametrize(
    ("registry", "arguments", "words"),
    [
        (None, ["area", "honey"], "registry.yml can't be read: No such file or directory"),
        ("areas: [\n", ["area", "honey"], "registry.yml is not valid YAML; `mkdocs-genai check` says where"),
        ("- bees\n", ["area", "honey"], "registry.yml: expected a mapping; `mkdocs-genai check` says where"),
        ("areas: {bees: {topics: [queen]}}\n", ["topic", "bees/worker"], "expected a mapping at areas.bees.topics"),
        ("areas: {bees: 2025-99-99}\n", ["area", "honey"], "registry.yml is not valid YAML"),
        (f"areas: {'[' * 3000}\n", ["area", "honey"], "registry.yml is not valid YAML"),
        (ONE_FILE, ["topic", "bees/queen"], "registry.yml has 'queen' already; nothing was changed"),
        (ONE_FILE, ["area", "honey"], "docs/honey/index.md can't be written: "),
    ],
)
def test_what_can_not_be_written_says_why(tmp_path: Path, registry: str | None, arguments: list[str], words: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "honey").write_text("a file where a folder would be", "utf-8")
    if registry is not None:
        (tmp_path / "registry.yml").write_text(registry, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [genai: {registry: registry.yml}]\n", "utf-8")
    result = run("new", *arguments, "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 1
    assert words in result.output


def test_a_registry_that_is_no_utf8_text_stays_as_it_is(course: Path) -> None:
    file = course / "docs/registry/first-area.yml"
    file.write_bytes(b"title: caf\xe9\n")
    result = run("new", "topic", "first-area/x", "-f", course / "mkdocs.yml")
    assert result.output.endswith("first-area.yml is not valid YAML; `mkdocs-genai check` says where\n")
    assert file.read_bytes() == b"title: caf\xe9\n"


@pytest.mark.parametrize("arguments", [["course", "bees/two"], ["area", "honey"], ["topic", "first-area/honey"]])
def test_a_title_is_one_line_of_text(course: Path, arguments: list[str]) -> None:
    before = files_of(course)
    where = [] if arguments[0] == "course" else ["-f", course / "mkdocs.yml"]
    result = run("new", arguments[0], course.parent / arguments[1] if not where else arguments[1], *where, "--title", "\udcff")
    assert result.exit_code == 1
    assert result.output == "Error: the title has a control character (U+DCFF)\n"
    assert files_of(course) == before
    assert run("new", "area", "wax", "-f", course / "mkdocs.yml", "--title", " Wax\n & honey ").exit_code == 0
    assert run("new", "area", "jars", "-f", course / "mkdocs.yml", "--title", " ").exit_code == 0
    assert (course / "docs/wax/index.md").read_text("utf-8").startswith("# Wax & honey\n")
    assert run("check", "-f", course / "mkdocs.yml").output == "no problems found\n"


@pytest.mark.parametrize("arguments", [["area", "course"], ["topic", "course/honey"]])
def test_what_is_about_the_whole_course_is_no_area(course: Path, arguments: list[str]) -> None:
    before = files_of(course)
    result = run("new", *arguments, "-f", course / "mkdocs.yml")
    assert result.output.startswith("Error: 'course' is not a valid area id: in a folder, course.yml is about the whole course")
    assert files_of(course) == before


def test_a_link_that_leads_nowhere_is_not_written_through(course: Path) -> None:
    (course / "docs/honey").mkdir()
    (course / "docs/honey/index.md").symlink_to(course.parent / "elsewhere.md")
    result = run("new", "area", "honey", "-f", course / "mkdocs.yml")
    assert result.output.endswith("index.md exists already; nothing was written\n")
    assert not (course.parent / "elsewhere.md").exists()


def test_a_folder_with_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    result = run("new", "course", tmp_path / ("x" * 300))
    assert result.exit_code == 1
    assert "can't be written: " in result.output  # and the system's own words


def test_a_topic_without_an_area_is_wrong_usage(course: Path) -> None:
    result = run("new", "topic", "queen", "-f", course / "mkdocs.yml")
    assert result.exit_code == 2
    assert "'queen' is not a topic; write AREA/ID" in result.output


def test_nothing_is_overwritten(course: Path) -> None:
    config = course / "mkdocs.yml"
    before = {file: file.read_bytes() for file in course.rglob("*") if file.is_file()}
    for arguments in (
        ["course", course],
        ["area", "first-area", "-f", config],
        ["topic", "first-area/first-topic", "-f", config],
        ["topic", "nowhere/x", "-f", config],
        ["area", "No Id", "-f", config],
    ):
        result = run("new", *arguments)
        assert result.exit_code == 1
        assert result.output.startswith("Error: ")
    assert {file: file.read_bytes() for file in course.rglob("*") if file.is_file()} == before
