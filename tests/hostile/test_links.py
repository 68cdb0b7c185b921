"""Symbolic links: one that leads out of its folder is a problem, whatever it stands for, and one that stays inside is none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_genai.cli import main
from mkdocs_genai.hosts.plain import find_problems, plain_build
from mkdocs_genai.problems import CommandError, ProblemError, report
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.sharing.import_course import import_course

from ..conftest import files_of, write_tree
from .broken_files import built

TREE = """
--- mkdocs.yml
site_name: X
theme: {name: material, font: false, custom_dir: overrides}
plugins: [genai]
--- docs/index.md
# Home
--- docs/registry/a.yml
title: A
page: index.md
topics: {x: {title: X, icon: brand/leaf}}
comparisons:
  t: {title: T, columns: {n: N}, rows_from: {file: kept/rows.csv}}
--- docs/registry/kept/rows.csv
n
1
--- docs/registry/imports/o.json
{"version": 1, "course": {"title": "O"}, "areas": {}}
--- overrides/.icons/brand/leaf.svg
<svg/>
--- overrides/genai/card.html
MY CARD
--- overrides/genai/parts/part.html
x
"""
AREA, ROWS, IMPORT = "docs/registry/a.yml", "docs/registry/kept/rows.csv", "docs/registry/imports/o.json"
ICON, CARD = "overrides/.icons/brand/leaf.svg", "overrides/genai/card.html"

_ROWS = "docs/registry/a.yml:5:52: comparisons.t.rows_from.file: 'kept/rows.csv' leads out of the registry's folder [GA029]"
_ICON = "docs/registry/a.yml:3:30: topics.x.icon: the icon 'brand/leaf' is a symbolic link that leads out of its folder"
_LAYER = (
    ":1:1: leads out of the project's folder; name the folder or file itself under `genai: registry:` in mkdocs.yml [GA029]"
)
_TEMPLATE = ":1:1: is a symbolic link that leads out of its folder; copy its target [GA029]"
_IMPORT = "docs/registry/imports/o.json:1:1: is not a registry published by a course: leads out of the registry's folder"

OUT = {
    AREA: "docs/registry/a.yml:1:1: leads out of the registry's folder [GA029]",
    "docs/registry": f"docs/registry{_LAYER}",
    ROWS: _ROWS,
    "docs/registry/kept": _ROWS,
    IMPORT: _IMPORT,
    "docs/registry/imports": _IMPORT,
    ICON: _ICON,
    "overrides/.icons/brand": _ICON,
    "overrides/.icons": _ICON,
    CARD: f"{CARD}{_TEMPLATE}",
    "overrides/genai/parts": f"overrides/genai/parts{_TEMPLATE}",
    "overrides/genai": f"overrides/genai{_TEMPLATE}",
}
"""What is said of each file or folder that is a link out of its folder."""


def link(course: Path, place: str, target: Path, *, move: bool = True) -> None:
    """Put a link in place of a file or folder, to where it is moved."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if move:
        shutil.move(course / place, target)
    (course / place).symlink_to(target)


@pytest.mark.parametrize(("place", "words"), OUT.items())
def test_a_link_out_of_its_folder_is_a_problem(tmp_path: Path, place: str, words: str) -> None:
    course = tmp_path / "course"
    write_tree(course, TREE)
    assert report(find_problems(read_project(course / "mkdocs.yml"))) == ""
    link(course, place, tmp_path / "elsewhere")
    assert words in report(find_problems(read_project(course / "mkdocs.yml"))).split("\n  ")[0]
    assert words in built(course)
    assert not (course / "site").exists()


INSIDE = {
    AREA: "docs/registry/kept/area",
    "docs/registry": "kept",
    ROWS: "docs/registry/other/rows.csv",
    "docs/registry/kept": "docs/registry/other",
    IMPORT: "docs/registry/kept/o.json",
    "docs/registry/imports": "docs/registry/other",
    ICON: "overrides/img/leaf.svg",
    "overrides/.icons": "overrides/img",
    CARD: "overrides/partials/card.html",
    "overrides/genai": "overrides/partials",
}
"""Links that stay inside, and where they lead."""


def test_links_inside_their_folder_are_followed(tmp_path: Path) -> None:
    for number, (place, target) in enumerate(INSIDE.items()):
        course = tmp_path / str(number)
        write_tree(course, TREE)
        link(course, place, course / target)
        project = read_project(course / "mkdocs.yml")
        loaded = plain_build(project).loaded
        assert loaded.problems == [], place
        assert "o" in loaded.registry.imports
        assert len(loaded.tables["a", "t"].rows) == 1
        assert plain_build(project).icons.has("brand/leaf")
        assert Templates(project.overrides).render("card.html") == "MY CARD"


def test_what_mkdocs_yml_itself_names_may_be_anywhere(tmp_path: Path) -> None:
    write_tree(tmp_path / "course", TREE)
    shutil.move(tmp_path / "course/docs/registry", tmp_path / "shared")
    mkdocs_yml = tmp_path / "course/mkdocs.yml"
    mkdocs_yml.write_text(mkdocs_yml.read_text("utf-8").replace("[genai]", "[genai: {registry: ../shared}]"), "utf-8")
    assert report(find_problems(read_project(mkdocs_yml))) == ""
    link(tmp_path / "course", "docs/linked", tmp_path / "shared", move=False)
    mkdocs_yml.write_text(mkdocs_yml.read_text("utf-8").replace("../shared", "docs/linked"), "utf-8")
    assert report(find_problems(read_project(mkdocs_yml))) == f"docs/linked{_LAYER}"


def test_a_registry_that_is_one_file_may_be_no_link_out_of_the_project(tmp_path: Path) -> None:
    course = tmp_path / "course"
    write_tree(course, "--- mkdocs.yml\nsite_name: X\nplugins: [genai]\n--- docs/registry.yml\nareas: {}\n")
    link(course, "docs/registry.yml", tmp_path / "elsewhere.yml")
    assert report(find_problems(read_project(course / "mkdocs.yml"))) == f"docs/registry.yml{_LAYER}"


def test_a_template_that_has_become_a_link_since_it_was_checked_is_not_followed(tmp_path: Path) -> None:
    write_tree(tmp_path / "course", TREE)
    link(tmp_path / "course", CARD, tmp_path / "elsewhere")
    with pytest.raises(ProblemError, match=r"genai/card\.html is a symbolic link that leads out of its folder"):
        Templates([tmp_path / "course/overrides"]).render("card.html")


def test_nothing_is_imported_to_where_a_link_leads_out(tmp_path: Path) -> None:
    write_tree(tmp_path / "course", TREE)
    link(tmp_path / "course", "docs/registry/imports", tmp_path / "elsewhere")
    project = read_project(tmp_path / "course/mkdocs.yml")
    with pytest.raises(CommandError, match="docs/registry/imports leads out of the registry's folder"):
        import_course(project, "o", str(tmp_path / "elsewhere/o.json"))


PUBLISHED = '{"version": 1, "course": {"title": "O"}, "areas": {"a": {"title": "A", "url": "https://example.org/"}}}'
OUTSIDE = "can't be written: a symbolic link leads out of the project's folder"
LINK = "can't be written: it is a symbolic link"


@pytest.mark.parametrize(
    ("place", "arguments", "words"),
    [
        ("docs/registry", "new area honey", OUTSIDE),
        ("docs/registry", "new topic a/soil", OUTSIDE),
        ("docs/registry", "import o ../o.json", OUTSIDE),
        ("docs/registry/imports", "import o ../o.json", "docs/registry/imports leads out of the registry's folder"),
        (IMPORT, "import o ../o.json", LINK),
        (AREA, "new topic a/soil", LINK),
        ("docs/a", "new topic a/soil", OUTSIDE),
        ("docs/honey", "new area honey", OUTSIDE),
        ("docs", "new area honey", OUTSIDE),
        ("docs/assets/genai", "assets", OUTSIDE),
        ("docs/assets/genai/genai.css", "assets", LINK),
        ("schemas", "schema --write", LINK),
    ],
)
def test_no_command_writes_to_where_a_link_leads(tmp_path: Path, place: str, arguments: str, words: str) -> None:
    course = tmp_path / "course"
    write_tree(
        course, f"{TREE}--- docs/a/y.md\nY\n--- docs/honey/x.md\nX\n--- docs/assets/genai/genai.css\nold\n--- schemas/x\nx\n"
    )
    (tmp_path / "o.json").write_text(PUBLISHED, "utf-8")
    link(course, place, tmp_path / "elsewhere")
    before = files_of(tmp_path)
    command = [argument.replace("../", f"{tmp_path}/") for argument in arguments.split()]
    done = CliRunner().invoke(main, [*command, "-f", str(course / "mkdocs.yml")])
    assert done.exit_code != 0
    assert words in done.output
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("place", ["docs/registry", "docs/honey", "docs/assets"])
def test_commands_write_to_where_a_link_leads_inside_the_project(tmp_path: Path, place: str) -> None:
    write_tree(tmp_path, f"{TREE}--- docs/honey/x.md\nX\n--- docs/assets/x\nx\n")
    link(tmp_path, place, tmp_path / "kept")
    for arguments in (["new", "area", "honey"], ["new", "topic", "a/soil"], ["assets"]):
        assert CliRunner().invoke(main, [*arguments, "-f", str(tmp_path / "mkdocs.yml")]).exit_code == 0
    assert "soil" in (tmp_path / AREA).read_text("utf-8")


def test_commands_write_to_what_mkdocs_yml_names_elsewhere(tmp_path: Path) -> None:
    config = "site_name: X\ndocs_dir: ../pages\nplugins: [genai: {registry: ../shared}]\n"
    write_tree(tmp_path, f"--- course/mkdocs.yml\n{config}--- pages/index.md\n# Home\n--- shared/a.yml\ntitle: A\n")
    done = CliRunner().invoke(main, ["new", "area", "honey", "-f", str(tmp_path / "course/mkdocs.yml")])
    assert done.exit_code == 0
    assert (tmp_path / "shared/honey.yml").is_file()
    assert (tmp_path / "pages/honey/index.md").is_file()


CIRCLE = "docs/deep/loop:1:1: is a symbolic link that leads to a folder above it; delete it [GA001]"
NO_FILE = "docs/deep/loop:1:1: is not a readable file [GA001]"


@pytest.mark.parametrize(("target", "words"), [("..", CIRCLE), (".", CIRCLE), ("loop", NO_FILE), ("nowhere", NO_FILE)])
def test_a_build_and_a_check_say_the_same_of_links_in_a_circle(tmp_path: Path, target: str, words: str) -> None:
    write_tree(tmp_path, TREE + "--- docs/deep/x.md\nx\n")
    (tmp_path / "docs/deep/loop").symlink_to(target)
    assert report(find_problems(read_project(tmp_path / "mkdocs.yml"))) == words
    assert built(tmp_path) == f"nothing was built:\n\n{words}"


def test_a_check_tells_which_file_of_the_site_can_not_be_read(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    os.mkfifo(tmp_path / "docs" / "image.png")
    os.mkfifo(tmp_path / "docs" / ".hidden")
    assert report(find_problems(read_project(tmp_path / "mkdocs.yml"))) == "docs/image.png:1:1: is not a readable file [GA001]"
