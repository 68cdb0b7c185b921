"""New courses, areas and topics, written for real and then checked and built."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main
from mkdocs_genai.problems import CommandError
from mkdocs_genai.project.registry_entries import with_entry
from mkdocs_genai.project.write_files import write_file

from ..conftest import files_of, write_tree
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
    for arguments, page in ((("topic", "bees/queen"), "bees/queen.md"), (("area", "honey"), "honey/index.md")):
        result = run("new", *arguments, "-f", tmp_path / "mkdocs.yml")
        assert result.exit_code == 0
        assert result.output.startswith(f"changed {registry.as_posix()}\nwrote {tmp_path.as_posix()}/docs/{page}\n")
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
        ("- bees\n", ["area", "honey"], "registry.yml has no mapping, and needs one there; `mkdocs-genai check` says where"),
        (
            "areas: {bees: {topics: [queen]}}\n",
            ["topic", "bees/worker"],
            "has no mapping at areas.bees.topics, and needs one there",
        ),
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
    assert result.output.endswith("first-area.yml is not UTF-8 text; `mkdocs-genai check` says where\n")
    assert file.read_bytes() == b"title: caf\xe9\n"


@pytest.mark.parametrize("arguments", [["course", "bees/two"], ["area", "honey"], ["topic", "first-area/honey"]])
def test_a_title_is_one_line_of_text(course: Path, arguments: list[str]) -> None:
    before = files_of(course)
    where = [] if arguments[0] == "course" else ["-f", course / "mkdocs.yml"]
    result = run("new", arguments[0], course.parent / arguments[1] if not where else arguments[1], *where, "--title", "\udcff")
    assert result.exit_code == 1
    assert result.output == "Error: the title has a control character (U+DCFF); delete it\n"
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


ENTRY = {"title": "Swarms & more", "page": "a/swarms.md", "status": "draft"}
IN_FLOW = "{title: Swarms & more, page: a/swarms.md, status: draft}"
ADDED = "  swarms:\n    title: Swarms & more\n    page: a/swarms.md\n    status: draft\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"topics:\n{ADDED}"),
        ("# ours", f"# ours\ntopics:\n{ADDED}"),
        ("{}", f"{{topics: {{swarms: {IN_FLOW}}}}}"),
        ("title: A", f"title: A\ntopics:\n{ADDED}"),
        ("topics:\nrelated: []\n", f"topics:\n{ADDED}related: []\n"),
        ("topics: ~ # none yet\n", f"topics: # none yet\n{ADDED}"),
        ("topics: {}", f"topics:\n{ADDED}".rstrip("\n")),
        ("{title: A, topics: {}}\n", f"{{title: A, topics: {{swarms: {IN_FLOW}}}}}\n"),
        ("{title: A, topics: }\n", f"{{title: A, topics: {{swarms: {IN_FLOW}}}}}\n"),
        ("topics: {a: {title: A}} # x\n", f"topics: {{a: {{title: A}}, swarms: {IN_FLOW}}} # x\n"),
        ("topics: {\n}\n", f"topics:\n{ADDED}"),
        (
            "topics:\n  a:\n    title: A   # x\n    # status: ready\n\n# Tables\ncomparisons: {}\n",
            f"topics:\n  a:\n    title: A   # x\n    # status: ready\n{ADDED}\n# Tables\ncomparisons: {{}}\n",
        ),
        (
            "topics:\n  a:\n    title: A\n    summary: |\n      # B\n\n      c\n\n\nicon: x\n",
            f"topics:\n  a:\n    title: A\n    summary: |\n      # B\n\n      c\n{ADDED}\n\nicon: x\n",
        ),
        (
            "topics:\n  a:\n    title: A\n    tags:\n    - x\n    - y\n",
            f"topics:\n  a:\n    title: A\n    tags:\n    - x\n    - y\n{ADDED}",
        ),
        (
            "topics:\n  a: &a {title: A}\n  b: *a\n",
            f"topics:\n  a: &a {{title: A}}\n  b: *a\n{ADDED}",
        ),
        (
            "topics:\n  swarms: {title: S, status: planned, tags: [x]} # soon\n",
            "topics:\n  swarms: {title: S, page: a/swarms.md, status: draft, tags: [x]} # soon\n",
        ),
        (
            "topics:\n  swarms:\n    title: S",
            "topics:\n  swarms:\n    title: S\n    page: a/swarms.md\n    status: draft\n",
        ),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_entry_is_put_in_and_all_else_stays(before: str, after: str, ends: str) -> None:
    before, after = (text.replace("\n", ends) for text in (f"\ufeff{before}", f"\ufeff{after}"))
    if ends == "\n" or "\n" in before:
        assert with_entry(before, ["topics"], "swarms", ENTRY).text == after


@pytest.mark.parametrize(
    "planned",
    ["x: &p {title: S}\ntopics: {swarms: *p}\n", "x: &t {a: {title: A}}\ntopics: *t\n"],
)
def test_what_an_alias_repeats_is_not_changed(planned: str) -> None:
    with pytest.raises(CommandError, match="write the entry 'swarms' by hand"):
        with_entry(planned, ["topics"], "swarms", ENTRY)


@pytest.mark.parametrize("arguments", [["area", "honey"], ["topic", "bees/queen"]])
def test_what_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    write_tree(tmp_path, "--- mkdocs.yml\nsite_name: x\nplugins: [genai]\n--- docs/registry/bees.yml\ntitle: Bees\n")
    before = files_of(tmp_path)

    def refuse(file: Path, content: str, folders: Sequence[Path]) -> None:
        if file.suffix == ".md":
            raise OSError(errno.EACCES, "Permission denied", str(file))
        write_file(file, content, folders)

    monkeypatch.setattr("mkdocs_genai.project.write_files.write_file", refuse)
    result = run("new", *arguments, "-f", tmp_path / "mkdocs.yml")
    assert (result.exit_code, result.output.endswith(".md can't be written: Permission denied\n")) == (1, True)
    assert files_of(tmp_path) == before
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == ["registry"]


def test_a_new_course_whose_last_file_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: Path, content: str, folders: Sequence[Path]) -> None:
        if file.name == "course.schema.json":
            raise OSError(errno.ENOSPC, "No space left on device", str(file))
        write_file(file, content, folders)

    monkeypatch.setattr("mkdocs_genai.project.write_files.write_file", refuse)
    assert run("new", "course", tmp_path / "bees").exit_code == 1
    assert list(tmp_path.iterdir()) == []
