"""Plugins that bring the pages of other projects, with registries that are not this course's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from mkdocs.structure.files import File

from mkdocs_genai.hosts.mkdocs.foreign_registries import foreign_registry_files

from ..conftest import run_mkdocs, write_tree
from ..site.course import Course

MAIN = """
--- mkdocs.yml
site_name: Main
theme: {{name: mkdocs}}
{more}
--- docs/index.md
# Home

/// topic-cards | soils
///
--- docs/registry/soils.yml
title: Soils
topics: {{sand: {{title: Sand, page: {page}}}}}
"""
OTHER = """
--- other/mkdocs.yml
site_name: other
nav: [index.md, sand.md]
--- other/docs/index.md
# Other

/// topic-card | soils
///
--- other/docs/sand.md
# Sand
--- other/docs/data.yml
title: Not of a registry
--- other/docs/registry/secrets.yml
title: Secrets
--- other/docs/registry/course.yml
areas: [secrets]
--- other/docs/registry/rows.csv
name
--- other/docs/registry/imports/far.json
{}
"""


def published(course: Course) -> list[str]:
    """What of the other project is in the site, its pages left out."""
    site = course.root / "site"
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    return [path for path in paths if path.startswith("other/") and not path.endswith(".html")]


def test_multirepo_brings_pages_and_no_registry(course: Course) -> None:
    course.write(OTHER)
    other = course.root / "other"
    for command in (
        ("init", "--quiet", "--initial-branch=main"),
        ("add", "."),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=All"),
    ):
        subprocess.run(["git", *command], cwd=other, check=True)
    repo = f"{{section: other, import_url: '{other.as_uri()}?branch=main'}}"
    more = f"plugins: [genai, multirepo: {{repos: [{repo}]}}]\nrepo_url: https://example.org/\nedit_uri: edit"
    course.write(MAIN.format(more=more, page="other/sand.md"))
    # In a process of its own, since multirepo starts an event loop, and Playwright's may run in this one.
    done = run_mkdocs("build", cwd=course.root, counted=True)
    assert [line.rpartition(" ")[2] for line in done.stderr.split("\n") if "WARNING -  genai: " in line] == ["[GA060]"]
    home = BeautifulSoup((course.root / "site/index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in home.select("a.genai-card__link")] == ["other/sand/"]
    assert published(course) == ["other/data.yml"]


@pytest.mark.parametrize("option", ["genai", "genai: {registry: docs/registry}"])
def test_monorepo_brings_pages_and_no_registry_and_messages_name_files_where_their_authors_have_them(
    course: Course, option: str
) -> None:
    more = f"plugins: [{option}, monorepo]\nnav: [index.md, Other: '!include ./other/mkdocs.yml']"
    main = MAIN.format(more=more, page="other/sand.md").replace("Sand", "Sands")
    course.write(OTHER + main)
    # In a process of its own, since monorepo leaves it to Python to remove its folder, with a warning.
    done = run_mkdocs("build", cwd=course.root)
    assert [line for line in done.stderr.split("\n") if "genai: " in line] == [
        "WARNING -  genai: other/docs/sand.md:1:1: the heading is 'Sand', and the title of 'soils/sand' in the registry is "
        "'Sands'; make them the same [GA038]",
        "WARNING -  genai: other/docs/index.md:3:1: /// topic-card | soils: no block is called 'topic-card'; "
        "did you mean 'topic-cards'? [GA060]",
    ]
    home = BeautifulSoup((course.root / "site/index.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in home.select("a.genai-card__link")] == ["other/sand/"]
    assert published(course) == ["other/data.yml"]
    assert not (course.root / "site/registry").exists()


PROJECTS = """
--- projects/part/mkdocs.yml
site_name: Part
theme: {name: material, font: false}
plugins: [genai]
--- projects/part/docs/index.md
# Part

/// topic-cards | soils
///
--- projects/part/docs/registry/soils.yml
title: Soils
page: index.md
topics: {clay: {title: Clay}}
"""


def test_a_sub_project_of_material_s_projects_may_have_a_registry_of_its_own(course: Course) -> None:
    tree = MAIN.format(more="plugins: [projects: {concurrency: 1}, genai]", page="index.md")
    course.write(tree.replace("name: mkdocs", "name: material, font: false").replace("title: Sand", "title: Home") + PROJECTS)
    done = run_mkdocs("build", "--strict", cwd=course.root)
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    part = BeautifulSoup((course.root / "site/part/index.html").read_text("utf-8"), "html.parser")
    assert part.select("#topic_soils_clay")
    assert not list((course.root / "site").rglob("*.yml"))


FILES = """
--- a/registry/area.yml
title: Area
summary: Of one key more.
--- a/registry/beside.csv
x
--- b/registry/other.yml
title: A container registry
image: not ours
--- b/registry/list.yml
- title
--- b/registry/broken.yml
title: [
--- c/registry.yml
areas: {}
--- c/picture.svg
<svg/>
--- d/knowledge/area.yml
# yaml-language-server: $schema=../../schemas/area.schema.json
nothing: here
--- d/knowledge/rows.yml
# yaml-language-server: $schema=../../schemas/rows.json
title: Beside it
--- e/meta.yml
title: A title
"""


def test_a_file_is_of_a_registry_by_its_schema_or_by_its_folder_and_its_keys(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES)
    uris = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*"))
    files = [File(uri, str(tmp_path), "site", use_directory_urls=True) for uri in uris]
    assert [file.src_uri for file in foreign_registry_files(files)] == [
        "a/registry/area.yml",
        "a/registry/beside.csv",
        "c/registry.yml",
        "d/knowledge/area.yml",
        "d/knowledge/rows.yml",
    ]
