"""Schemas for editors: what `new` and `schema --write` put into a project, and what they leave alone."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main
from mkdocs_genai.editor_schemas import SCHEMA_KINDS, file_schema, schema_text
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.project.mkdocs_yml import read_project

from ..conftest import ROOT, files_of, write_tree

COURSE = """
--- mkdocs.yml
site_name: X
theme: {name: material, custom_dir: overrides}
plugins: [genai]
--- docs/index.md
# Home
--- docs/a-b.md
# B
--- docs/a/c.md
# C
--- docs/registry/a.yml
title: A
icon: material/leaf
page: index.md
topics: {x: {title: X, icon: brand/ours}}
--- overrides/.icons/brand/ours.svg
<svg/>
--- overrides/.icons/brand/unused.svg
<svg/>
"""
AREA, COURSE_YML = "schemas/area.schema.json", "schemas/course.schema.json"


def run(root: Path, *arguments: str) -> Result:
    """Run `mkdocs-genai` on a course."""
    return CliRunner().invoke(main, [*arguments, "-f", str(root / "mkdocs.yml")], catch_exceptions=False)


def test_the_schemas_are_written_where_they_are_missing_or_differ(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    assert (
        run(tmp_path, "schema", "--write").output
        == f"wrote {tmp_path.as_posix()}/{AREA}\nwrote {tmp_path.as_posix()}/{COURSE_YML}\n"
    )
    before = files_of(tmp_path)
    assert run(tmp_path, "schema", "--write").output == "all schemas are up to date\n"
    (tmp_path / AREA).write_text("<<<<<<< one\n{}\n=======\n>>>>>>> other\n", "utf-8")
    (tmp_path / AREA).chmod(0o640)
    assert run(tmp_path, "schema", "--write").output == f"wrote {tmp_path.as_posix()}/{AREA}\n"
    assert files_of(tmp_path) == before
    # Windows knows no more of it than whether a file may be written.
    assert os.name == "nt" or stat.S_IMODE((tmp_path / AREA).stat().st_mode) == 0o640


def test_a_schema_is_the_same_on_every_machine_and_knows_what_is_the_courses_own(tmp_path: Path) -> None:
    for name, theme in (("one", "material"), ("two", "no-theme-that-is-installed")):
        write_tree(tmp_path / name, COURSE.replace("name: material", f"name: {theme}"))
        run(tmp_path / name, "schema", "--write")
    files = files_of(tmp_path / "one/schemas")
    assert files == files_of(tmp_path / "two/schemas")
    text = files["area.schema.json"].decode()
    assert (text[-2:], str(tmp_path) in text) == ("}\n", False)
    schema = json.loads(text)
    assert schema["$defs"]["Page"]["enum"] == ["a-b.md", "a/c.md", "index.md"]
    listed, other = schema["$defs"]["Icon"]["anyOf"]
    assert (listed["enum"], other) == (["brand/ours", "brand/unused", "material/leaf"], {"type": "string"})
    area = yaml.safe_load((tmp_path / "one/docs/registry/a.yml").read_text("utf-8"))
    jsonschema.validate(area | {"icon": "material/oar"}, schema)
    for wrong in ({"icon": 1}, {"page": "nowhere.md"}, {"titel": "A"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(area | wrong, schema)


def test_one_schema_can_be_written_alone_and_a_registry_in_one_file_has_its_own(tmp_path: Path) -> None:
    write_tree(tmp_path / "folder", COURSE)
    assert (
        run(tmp_path / "folder", "schema", "course", "--write").output == f"wrote {tmp_path.as_posix()}/folder/{COURSE_YML}\n"
    )
    write_tree(tmp_path / "file", "--- mkdocs.yml\nsite_name: X\nplugins: [genai]\n--- docs/registry.yml\nareas: {}\n")
    assert run(tmp_path / "file", "schema", "--write").exit_code == 0
    assert list(files_of(tmp_path / "file/schemas")) == ["registry.schema.json"]


def test_a_schema_is_printed_or_written(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    done = run(tmp_path, "schema", "--write", "-o", str(tmp_path / "out.json"))
    assert (done.exit_code, "use either --write or --output, not both" in done.output) == (2, True)
    assert "material/oil" in json.loads(run(tmp_path, "schema").output)["$defs"]["Icon"]["enum"]
    assert not (tmp_path / "schemas").exists()


@pytest.mark.parametrize("place", ["schemas", AREA, COURSE_YML])
@pytest.mark.parametrize("inside", [False, True])
def test_no_schema_is_written_through_a_link(tmp_path: Path, place: str, *, inside: bool) -> None:
    root = tmp_path / "course"
    write_tree(root, COURSE)
    target = (root / "kept") if inside else (tmp_path / "outside")
    target.mkdir()
    if place != "schemas":
        (root / "schemas").mkdir()
        target /= "mine"
        target.write_text("mine", "utf-8")
    (root / place).symlink_to(target)
    before = files_of(tmp_path)
    done = run(root, "schema", "--write")
    assert (done.exit_code, done.output) == (1, f"Error: {root.as_posix()}/{place} can't be written: it is a symbolic link\n")
    assert files_of(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "what is there is not a regular file"),
        ('{"type": "object"}', "the existing file was not written by mkdocs-genai"),
    ],
)
def test_what_another_program_keeps_there_stays(tmp_path: Path, content: str | None, words: str) -> None:
    write_tree(tmp_path, COURSE)
    (tmp_path / "schemas").mkdir()
    if content is None:
        (tmp_path / COURSE_YML).mkdir()
    else:
        (tmp_path / COURSE_YML).write_text(content, "utf-8")
    before = files_of(tmp_path)
    done = run(tmp_path, "schema", "--write")
    assert (done.exit_code, done.output) == (1, f"Error: {tmp_path.as_posix()}/{COURSE_YML} can't be written: {words}\n")
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("registry", ["docs/registry", "data/deep/er", "registry", "."])
def test_a_new_area_names_its_schema_from_wherever_it_is(tmp_path: Path, registry: str) -> None:
    write_tree(tmp_path, f"--- mkdocs.yml\nsite_name: X\nplugins: [genai: {{registry: {registry}}}]\n--- docs/index.md\nx\n")
    (tmp_path / registry).mkdir(parents=True, exist_ok=True)
    done = run(tmp_path, "new", "area", "honey")
    assert done.output.splitlines()[-1] == "For completion in your editor, run: mkdocs-genai schema --write"
    first = (tmp_path / registry / "honey.yml").read_text("utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert run(tmp_path, "schema", "area", "--write").exit_code == 0
    assert (tmp_path / registry / named).resolve() == (tmp_path / AREA).resolve()
    assert (tmp_path / registry / named).is_file()
    assert "schema --write" not in run(tmp_path, "new", "area", "wax").output


def test_a_new_course_has_its_schemas_and_names_them(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", "course", str(tmp_path / "bees")])
    assert f"wrote {tmp_path.as_posix()}/bees/{AREA}\nwrote {tmp_path.as_posix()}/bees/{COURSE_YML}\n" in done.output
    assert run(tmp_path / "bees", "schema", "--write").output == "all schemas are up to date\n"
    for file in (tmp_path / "bees/docs/registry").glob("*.yml"):
        text = file.read_text("utf-8")
        named = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        schema = json.loads((file.parent / named).read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(yaml.safe_load(text), schema)


@pytest.mark.parametrize("place", ["schemas", AREA])
def test_a_new_course_is_not_written_over_what_is_there(tmp_path: Path, place: str) -> None:
    root = tmp_path / "bees"
    (tmp_path / "outside").mkdir()
    (root / place).parent.mkdir(parents=True)
    (root / place).symlink_to(tmp_path / "outside")
    done = CliRunner().invoke(main, ["new", "course", str(root)])
    words = "can't be written: a symbolic link leads out of the project's folder" if place == "schemas" else "exists already"
    assert (done.exit_code, words in done.output) == (1, True), done.output
    assert files_of(tmp_path) == {}


def test_the_schemas_of_this_course_are_current() -> None:
    found = {kind: (ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8") for kind in ("area", "course")}
    project = read_project(ROOT / "mkdocs.yml")
    build = plain_build(project)
    wanted = {kind: schema_text(file_schema(build, kind)) for kind in SCHEMA_KINDS if kind in found}
    assert found == wanted, "renew them: mkdocs-genai schema --write"
    for file in (ROOT / "docs/registry").glob("*.yml"):
        kind = "course" if file.stem == "course" else "area"
        first = file.read_text("utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=../../schemas/{kind}.schema.json", file
