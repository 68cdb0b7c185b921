"""What is different on Windows and macOS, each case brought about in a way that works on every system."""

from __future__ import annotations

import ntpath
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_genai.cli import main
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.problems import report
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.registry.text_files import has_file, show
from mkdocs_genai.sharing.fetch import read_file

from .conftest import write_tree

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
    assert show(Path("/course/docs/registry/soil.yml"), Path("/course")) == "docs/registry/soil.yml"
    assert show(Path("/shared/soil.yml"), Path("/course")) == "../shared/soil.yml"
    with pytest.raises(ValueError, match="mount"):
        other_drive("/shared/soil.yml", "/course")
    monkeypatch.setattr(os.path, "relpath", other_drive)
    assert show(Path("/shared/soil.yml"), Path("/course")) == "/shared/soil.yml"


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
