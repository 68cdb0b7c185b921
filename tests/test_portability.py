"""What is different on Windows and macOS, each case brought about in a way that works on every system."""

from __future__ import annotations

import ast
import ntpath
import os
from pathlib import Path, PurePath

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config

from mkdocs_genai.cli import main
from mkdocs_genai.hosts.mkdocs.site_files import SiteFiles
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.problems import report
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.registry.text_files import display_path, has_file
from mkdocs_genai.sharing.fetch import read_file

from .conftest import ROOT, write_tree

COURSE = """
--- mkdocs.yml
site_name: Garden
theme: {name: material, custom_dir: overrides}
plugins: [genai]
--- overrides/.icons/garden/leaf.svg
<svg xmlns="http://www.w3.org/2000/svg"/>
--- docs/soil/index.md
# Soil
--- docs/registry/soil.yml
title: Soil
page: soil/index.md
icon: garden/leaf
topics:
  clay: {title: Clay}
"""


def run(*arguments: object) -> tuple[int, str]:
    """Run `mkdocs-genai`; its exit status and what it prints."""
    result = CliRunner().invoke(main, [*map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.output


def other_drive(path: str, start: str) -> str:
    """What `os.path.relpath` does on Windows for paths on two drives."""
    return ntpath.relpath(f"D:{path}", f"C:{start}")


def test_a_file_on_another_drive_is_shown_with_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    assert display_path(Path("/course/docs/registry/soil.yml"), Path("/course")) == "docs/registry/soil.yml"
    assert display_path(Path("/shared/soil.yml"), Path("/course")) == "../shared/soil.yml"
    with pytest.raises(ValueError, match="mount"):
        other_drive("/shared/soil.yml", "/course")
    monkeypatch.setattr(os.path, "relpath", other_drive)
    assert display_path(Path("/shared/soil.yml"), Path("/course")) == "/shared/soil.yml"


def test_a_registry_on_another_drive_is_checked_and_gets_new_areas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "comparisons:\n  soils: {title: Soils, columns: {name: Name}, rows_from: {file: soils.csv}}\n"
    write_tree(tmp_path, f"{COURSE}{rows}--- docs/registry/soils.csv\nname\nLoam")
    config = tmp_path / "course" / "mkdocs.yml"
    config.parent.mkdir()
    config.write_text("site_name: Garden\ndocs_dir: ../docs\nplugins: [genai: {registry: ../docs/registry}]\n", "utf-8")
    monkeypatch.setattr(os.path, "relpath", other_drive)
    assert run("check", "-f", config) == (0, "no problems found\n")
    assert run("new", "area", "sand", "-f", config)[0] == 0
    schema = (config.parent.absolute() / "schemas" / "area.schema.json").as_posix()
    written = (tmp_path / "docs/registry/sand.yml").read_text("utf-8")
    assert written.startswith(f"# yaml-language-server: $schema={schema}\n")


def isfile_of_windows(path: str | os.PathLike[str]) -> bool:
    """Whether there is a file of this name, in upper or lower case."""
    whole = Path(os.path.normpath(path))
    found = whole.anchor
    for part in whole.parts[1:]:
        names = os.listdir(found) if os.path.isdir(found) else []
        same = next((name for name in names if name.lower() == part.lower()), None)
        if same is None:
            return False
        found = os.path.join(found, same)
    return not os.path.isdir(found)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course on a file system that does not tell upper from lower case."""
    write_tree(tmp_path, COURSE)
    monkeypatch.setattr(os.path, "isfile", isfile_of_windows)
    monkeypatch.setattr(os.path, "exists", lambda path: os.path.isdir(path) or isfile_of_windows(path))
    return tmp_path


def test_a_file_has_the_name_that_is_written_whatever_the_file_system_takes(course: Path) -> None:
    names = [
        "soil/index.md",
        "Soil/index.md",
        "soil/Index.md",
        "soil/index.MD",
        "soil",
        "soil/clay.md",
        "registry/../soil/index.md",
    ]
    assert [name for name in names if has_file(course / "docs", name)] == ["soil/index.md", "registry/../soil/index.md"]


def test_a_page_or_an_icon_in_another_case_is_an_error_as_it_will_be_on_the_web(course: Path) -> None:
    config, file = course / "mkdocs.yml", course / "docs/registry/soil.yml"
    assert run("check", "-f", config) == (0, "no problems found\n")
    file.write_text(
        file.read_text("utf-8").replace("soil/index.md", "Soil/index.md").replace("garden/leaf", "Garden/Leaf"), "utf-8"
    )
    problems = plain_build(read_project(config)).loaded.problems
    assert [problem.position.line for problem in problems] == [2, 3]
    assert "did you mean 'soil/index.md'?" in report(problems)
    assert "did you mean 'garden/leaf'?" in report(problems)


def test_a_file_of_rows_in_another_case_is_an_error(course: Path) -> None:
    rows = "comparisons:\n  soils: {title: Soils, columns: {name: Name}, rows_from: {file: Soils.csv}}\n"
    write_tree(course, f"{COURSE}{rows}--- docs/registry/soils.csv\nname\nLoam")
    status, output = run("check", "-f", course / "mkdocs.yml")
    assert status == 1
    assert "there is no file 'Soils.csv' in the registry's folder; did you mean 'soils.csv'?" in output


def test_a_new_topic_keeps_the_line_ends_of_windows(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    file = tmp_path / "docs/registry/soil.yml"
    before = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    assert run("new", "topic", "soil/sand", "-f", tmp_path / "mkdocs.yml")[0] == 0
    after = file.read_bytes()
    added = b"  sand:\r\n    title: Sand\r\n    page: soil/sand.md\r\n    status: draft\r\n"
    assert after.rstrip() == before.rstrip() + b"\r\n" + added.rstrip()
    assert run("check", "-f", tmp_path / "mkdocs.yml") == (0, "no problems found\n")


def test_pages_with_the_line_ends_of_windows_are_read_by_lines(tmp_path: Path) -> None:
    write_tree(tmp_path, f"{COURSE}--- docs/page.md\n# Page\n\n/// topic-cards | sand\n///")
    for file in tmp_path.rglob("*.*"):
        if file.is_file():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    status, output = run("check", "-f", tmp_path / "mkdocs.yml")
    assert (status, output.partition(": ")[0]) == (1, "docs/page.md:3:1")


def test_commands_name_files_with_forward_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, COURSE)
    status, output = run("new", "area", "sand", "-f", tmp_path / "mkdocs.yml")
    wrote = [line.removeprefix("wrote ") for line in output.splitlines()[:2]]
    assert status == 0
    assert wrote == [(tmp_path / "docs" / name).as_posix() for name in ("registry/sand.yml", "sand/index.md")]


def test_a_file_may_be_named_as_an_address(tmp_path: Path) -> None:
    file = tmp_path / "their course.json"
    file.write_text("{}", "utf-8")
    # On Windows such an address has a slash before the drive, which a path must not have.
    assert read_file(file.as_uri()) == ("{}", str(file))


def test_no_message_shows_a_path_as_windows_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, f"{COURSE}--- docs/registry/sand.yml\ntitle: Sand\n--- list.yml\n- a\n--- wrong.yml\na: [")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(PurePath, "__format__", lambda path, _: str(path).replace("/", "\\"))
    assert f"{Path('docs/registry')}" == "docs\\registry"
    config = tmp_path / "mkdocs.yml"
    (tmp_path / "docs/registry/latin.yml").write_bytes(b"title: Caf\xe9")
    commands = [
        ("check", tmp_path / "no/where"),
        ("check", "-f", "docs/none.yml"),
        ("check", "-f", tmp_path / "list.yml"),
        ("check", "-f", tmp_path / "wrong.yml"),
        ("check", "-f", tmp_path / "docs"),
        ("schema", "-o", "mkdocs.yml/below.json"),
        ("new", "area", "sand", "-f", config),
        ("new", "topic", "latin/one", "-f", config),
        ("new", "course", "mkdocs.yml/course"),
        ("new", "course", "a new/course"),
        ("import", "other", "no/where.json"),
        ("import", "other", "docs/registry/latin.yml"),
        ("assets", "-f", config),
    ]
    outputs = {" ".join(map(str, command)): run(*command)[1] for command in commands}
    assert {command: output for command, output in outputs.items() if "\\" in output} == {}
    assert 'Preview it: cd "a new/course" && mkdocs serve' in outputs["new course a new/course"]


def test_paths_are_sorted_as_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_case(path: PurePath, other: PurePath) -> bool:
        """How Windows compares."""
        return [part.lower() for part in path.parts] < [part.lower() for part in other.parts]

    monkeypatch.setattr(PurePath, "__lt__", without_case)
    assert sorted([Path("b"), Path("C"), Path("A")]) == [Path("A"), Path("b"), Path("C")]
    write_tree(tmp_path, f"{COURSE}--- docs/a.md\n# A\n--- docs/B.md\n# B\n--- docs/soil/C.md\n# C\n--- docs/soil/d.md\n# D")
    write_tree(tmp_path, "--- docs/registry/air.yml\ntitle: 1\n--- docs/registry/Bog.yml\ntitle: 2")
    project = read_project(tmp_path / "mkdocs.yml")
    assert project.pages() == ["B.md", "a.md", "soil/C.md", "soil/d.md", "soil/index.md"]
    files = [problem.position.file for problem in plain_build(project).loaded.problems]
    assert list(dict.fromkeys(files)) == ["docs/registry/Bog.yml", "docs/registry/air.yml"]


@pytest.mark.parametrize("name", ["con", "aux", "nul", "prn", "com1", "lpt9"])
def test_nothing_new_gets_a_name_that_windows_reserves(name: str, course: Path) -> None:
    config = course / "mkdocs.yml"
    before = sorted(course.rglob("*"))
    message = f"Error: '{name}' can't be the name of a file on Windows; choose another"
    for command in (("new", "area", name), ("new", "topic", f"soil/{name}"), ("import", name, "https://example.org/")):
        status, output = run(*command, "-f", config)
        assert status == 1
        assert output.startswith(message)
    assert sorted(course.rglob("*")) == before


def test_names_that_only_begin_like_those_are_fine(course: Path) -> None:
    for name in ("console", "com", "com10", "aux-tools"):
        assert run("new", "area", name, "-f", course / "mkdocs.yml")[0] == 0


def test_a_file_that_another_program_holds_open_stays_as_it_is(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, schema = course / "mkdocs.yml", course / "schemas" / "area.schema.json"
    assert run("schema", "--write", "-f", config)[0] == 0
    write_tree(course, "--- docs/more.md\n# More")
    before = schema.read_bytes()

    def held_open(path: Path, target: Path) -> Path:
        """What Windows says where a file is to be replaced that is open elsewhere."""
        raise PermissionError(13, "Access is denied", str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", held_open)
    status, output = run("schema", "--write", "-f", config)
    assert (status, output) == (1, f"Error: {schema.as_posix()} can't be written: Access is denied\n")
    assert schema.read_bytes() == before
    assert sorted(path.name for path in schema.parent.iterdir()) == ["area.schema.json", "course.schema.json"]


SOURCES = [file for folder in ("mkdocs_genai", "tests", "overrides") for file in sorted((ROOT / folder).rglob("*.py"))]


def calls(file: Path) -> list[tuple[str, ast.Call]]:
    """All calls in a module, by the name of what is called."""
    found = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
    return [(node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node) for node in found]


def takes_the_system_s_encoding(name: str, call: ast.Call) -> bool:
    """Whether a call reads or writes text without saying in which encoding."""
    values = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    said = any(keyword.arg == "encoding" for keyword in call.keywords) or any(
        value in ("utf-8", "utf-8-sig") for value in values
    )
    opens_text = name == "open" and any(value in ("r", "w", "a", "x", "r+", "w+") for value in values)
    return not said and (opens_text or (name in ("read_text", "write_text") and len(call.args) == (name == "write_text")))


def test_every_text_file_is_read_and_written_as_utf_8() -> None:
    found = [(file, call.lineno) for file in SOURCES for name, call in calls(file) if takes_the_system_s_encoding(name, call)]
    assert [f"{file.relative_to(ROOT).as_posix()}:{line}" for file, line in found] == []


@pytest.mark.parametrize(
    ("code", "is_caught"),
    [
        ("f.read_text()", True),
        ("f.write_text(text)", True),
        ("open(f, 'w')", True),
        ("f.open('rb')", False),
        ("f.write_text(text, 'utf-8')", False),
        ("f.read_text(encoding='ascii')", False),
        ("browser.open(url)", False),
    ],
)
def test_that_rule_sees_what_breaks_it(code: str, is_caught: bool, tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(code, "utf-8")
    assert [takes_the_system_s_encoding(*call) for call in calls(tmp_path / "code.py")] == [is_caught]


def test_the_package_writes_bytes_so_that_no_line_end_is_changed() -> None:
    """A file that is written as text gets the line ends of the system."""
    package = [file for file in SOURCES if file.is_relative_to(ROOT / "mkdocs_genai")]
    assert [(file.name, call.lineno) for file in package for name, call in calls(file) if name == "write_text"] == []


def test_a_folder_of_the_site_in_another_case_is_no_symbolic_link(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_case_of_disk(path: str | os.PathLike[str]) -> str:
        """What Windows says where the folder on disk is called `Assets`."""
        return real(path).replace(f"{os.sep}assets{os.sep}", f"{os.sep}Assets{os.sep}")

    real = os.path.realpath
    monkeypatch.setattr(os.path, "realpath", with_case_of_disk)
    monkeypatch.setattr(os.path, "normcase", lambda path: os.fspath(path).lower())
    files = SiteFiles(load_config(str(course / "mkdocs.yml")))
    files.write_unregistered("assets/genai/genai.css", "a {}")
    assert (course / "site/assets/genai/genai.css").read_bytes() == b"a {}"
