"""One rebuild of a preview after another, without a server: what is made anew, and what is said."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_genai.cli import main

from ..conftest import files_of
from ..site.course import Course
from ..site.test_mermaid import FENCES
from .test_dirty import SITE, edit


class Rebuilds:
    """A course that is built again and again by one process, as `mkdocs serve` does."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.site = course.root / "site"
        self.started = False

    def start(self, *, command: str = "serve", dirty: bool = True) -> None:
        """Forget all builds before."""
        load_config(str(self.course.config)).plugins.on_startup(command=command, dirty=dirty)  # type: ignore[arg-type]
        self.dirty = dirty

    def build(self) -> set[str]:
        """Build; gives the pages that were written."""
        before = {}
        for file in self.site.rglob("*.html"):
            # The clock of a file system is too coarse to tell two builds apart; all that is there is newer than any source.
            os.utime(file, (4_000_000_000, 4_000_000_000))
            before[file] = file.stat().st_mtime_ns
        build(load_config(str(self.course.config), site_dir=str(self.site)), dirty=self.dirty)
        written = {file for file in self.site.rglob("*.html") if file.stat().st_mtime_ns != before.get(file)}
        return {file.relative_to(self.site).as_posix() for file in written} - {"404.html"}

    def pages(self) -> dict[str, bytes]:
        """All pages that MkDocs does not make anew in every build."""
        return {name: content for name, content in files_of(self.site).items() if name.endswith(".html") and name != "404.html"}

    def change(self, name: str, old: str, new: str) -> None:
        """Change a file of the course, which is newer then than what was made of it."""
        edit(self.course.root / name, old, new)
        os.utime(self.course.root / name, (4_000_000_001, 4_000_000_001))


@pytest.fixture
def rebuilds(course: Course) -> Iterator[Rebuilds]:
    """The site of the other tests of `--dirty`, that was built once."""
    course.write(SITE.replace("plugins:", f"{FENCES}plugins:"))
    rebuilds = Rebuilds(course)
    rebuilds.start()
    rebuilds.build()
    yield rebuilds
    rebuilds.start(command="build", dirty=False)


GARDEN = "docs/registry/garden.yml"
USES_GARDEN = {"index.html", "garden/index.html", "soil/index.html", "tools/index.html", "kitchen/index.html"}
"""Pages that have a block, a link or an entry of that area, or a block of all areas."""
USES_KITCHEN = {"index.html", "kitchen/index.html", "oven/index.html", "soil/index.html"}
"""The last one is the page before that area's, and says so."""


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (GARDEN, "title: Garden", "title: Garden", set()),
        (GARDEN, "use: Dig", "use: Digging", USES_GARDEN),
        (GARDEN, "name: Spade", "name: Shovel", USES_GARDEN),
        ("docs/registry/kitchen.yml", "title: Oven", "title: Stove", USES_KITCHEN),
        (GARDEN, "seeds: {title: Seeds}", "seeds: {title: Seeds}\n  peas: {title: Peas}", {*USES_GARDEN, "oven/index.html"}),
        ("docs/soil.md", "Deep", "Deeper", {"soil/index.html"}),
    ],
    ids=["nothing", "a cell", "a name that a link repeats", "another area", "a topic more", "a page"],
)
def test_only_pages_that_use_what_has_changed_are_built_again(
    rebuilds: Rebuilds, file: str, old: str, new: str, expected: set[str]
) -> None:
    rebuilds.change(file, old, new)
    assert rebuilds.build() == expected
    dirty = rebuilds.pages()
    rebuilds.start(dirty=False)
    rebuilds.build()
    assert dirty == rebuilds.pages()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (GARDEN, "title: Garden", "titel: Garden"),
        ("mkdocs.yml", "site_name: Dirty", "nav: [index.md, garden.md, tools.md]\nsite_name: Dirty"),
    ],
    ids=["a problem", "the nav"],
)
def test_what_may_show_everywhere_is_written_everywhere(rebuilds: Rebuilds, file: str, old: str, new: str) -> None:
    rebuilds.change(file, old, new)
    written = rebuilds.build()
    dirty = rebuilds.pages()
    rebuilds.change(file, new, old)
    rebuilds.start(dirty=False)
    rebuilds.build()  # the last good state
    rebuilds.change(file, old, new)
    rebuilds.build()
    assert dirty == rebuilds.pages()
    assert written == set(dirty)


def test_a_first_fence_brings_mermaid_and_changes_no_other_page(rebuilds: Rebuilds) -> None:
    rebuilds.change("docs/plain.md", "anything", "anything\n\n```mermaid\nflowchart LR\na --> b\n```")
    assert rebuilds.build() == {"plain/index.html"}
    dirty = rebuilds.pages()
    rebuilds.start(dirty=False)
    rebuilds.build()
    assert dirty == rebuilds.pages()


def test_a_page_that_is_made_again_has_its_markdown_made_again(rebuilds: Rebuilds) -> None:
    rebuilds.change("mkdocs.yml", "genai]", "{genai: {llms: true}}]")
    rebuilds.build()
    listed = (rebuilds.site / "llms.txt").read_text("utf-8")
    rebuilds.change("docs/plain.md", "anything", "anything at all")
    assert rebuilds.build() == {"plain/index.html"}
    assert "anything at all" in (rebuilds.site / "plain/index.html.md").read_text("utf-8")
    assert (rebuilds.site / "llms.txt").read_text("utf-8") == listed


@pytest.mark.parametrize("command", ["build", "serve"])
def test_the_first_dirty_build_of_a_process_makes_every_page_of_an_old_site(rebuilds: Rebuilds, command: str) -> None:
    # Nobody knows any more which of its pages were hidden.
    rebuilds.start(command=command)
    assert rebuilds.build() == set(rebuilds.pages())
    assert rebuilds.build() == set()


def write_schemas(rebuilds: Rebuilds) -> Path:
    """Write the schemas of a course as an author does; gives their folder."""
    assert CliRunner().invoke(main, ["schema", "--write", "-f", str(rebuilds.course.config)]).exit_code == 0
    return rebuilds.course.root / "schemas"


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was said of schemas, by levels and words."""
    found = [f"{record.levelname} {record.getMessage().removeprefix('genai: ')}" for record in caplog.records]
    caplog.clear()
    return [line for line in found if " schemas" in line]


def test_schemas_that_are_not_there_are_not_written(rebuilds: Rebuilds) -> None:
    rebuilds.build()
    assert not (rebuilds.course.root / "schemas").exists()


def test_schemas_are_renewed_where_they_differ_and_only_then(rebuilds: Rebuilds, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    schemas = write_schemas(rebuilds)
    (schemas / "course.schema.json").unlink()
    file = schemas / "area.schema.json"
    rebuilds.change(GARDEN, "seeds: {title: Seeds}", "seeds: {title: Seeds}\n  peas: {title: Peas}")
    rebuilds.build()
    assert '"garden/peas"' in file.read_text("utf-8")
    assert said(caplog) == ["INFO updated schemas/area.schema.json"]
    before = file.stat()
    rebuilds.build()
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (said(caplog), [found.name for found in schemas.iterdir()]) == ([], ["area.schema.json"])


def test_a_checkout_with_other_line_ends_is_not_written_again(rebuilds: Rebuilds) -> None:
    file = write_schemas(rebuilds) / "area.schema.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    rebuilds.build()
    assert file.read_bytes() == before


def test_schemas_stay_as_they_are_in_a_build_and_while_there_are_problems(rebuilds: Rebuilds) -> None:
    file = write_schemas(rebuilds) / "area.schema.json"
    before = file.read_bytes()
    rebuilds.change(GARDEN, "title: Garden", "titel: Garden\ntopcs: {peas: {title: Peas}}")
    rebuilds.build()
    assert file.read_bytes() == before
    rebuilds.change(GARDEN, "titel: Garden\ntopcs: {peas: {title: Peas}}", "title: Garden\nicon: material/leaf")
    rebuilds.start(command="build", dirty=False)
    rebuilds.build()
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "spoil", "words"),
    [
        ("area.schema.json", "link", "schemas/area.schema.json can't be updated for your editor: it is a symbolic link"),
        ("area.schema.json", "folder", "schemas/area.schema.json can't be updated for your editor: what is there is not"),
        ("area.schema.json", "other", "schemas/area.schema.json can't be updated for your editor: the existing file was not"),
        ("", "link", "schemas can't be updated for your editor: it is a symbolic link"),
    ],
)
def test_a_schema_that_can_not_be_renewed_is_spoken_of_once(
    rebuilds: Rebuilds,
    caplog: pytest.LogCaptureFixture,
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    spoil: str,
    words: str,
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    schemas = write_schemas(rebuilds)
    place = schemas / name
    outside = tmp_path_factory.mktemp("outside")
    place.rename(outside / "moved")
    if spoil == "link":
        place.symlink_to(outside / "moved")
    elif spoil == "folder":
        place.mkdir()
    else:
        place.write_text('{"title": "Another program\'s"}', "utf-8")
    before = files_of(outside), files_of(schemas)
    rebuilds.change(GARDEN, "seeds: {title: Seeds}", "seeds: {title: Seeds}\n  peas: {title: Peas}")
    rebuilds.build()
    (line,) = said(caplog)
    assert line.startswith(f"INFO {words}")
    rebuilds.build()
    assert said(caplog) == []
    assert (files_of(outside), files_of(schemas)) == before


def test_a_site_in_several_languages_has_one_pair_of_schemas(tmp_path: Path) -> None:
    course = Course(tmp_path)
    course.write(
        "--- mkdocs.yml\nsite_name: X\ntheme: {name: material, font: false}\nplugins:\n  - genai\n"
        "  - i18n: {languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]}\n"
        "--- docs/index.md\n# Home\n--- docs/index.de.md\n# Anfang\n--- docs/nur.de.md\n# Nur hier\n"
        "--- docs/registry/a.yml\ntitle: A\n--- docs/registry.de/a.yml\ntopics: {b: {title: B}}\n"
    )
    rebuilds = Rebuilds(course)
    file = write_schemas(rebuilds) / "area.schema.json"
    before = (file.read_text("utf-8"), file.stat().st_ino)
    schema = json.loads(before[0])
    assert schema["$defs"]["Page"]["enum"] == ["index.md", "nur.md"]
    jsonschema.validate(yaml.safe_load((tmp_path / "docs/registry.de/a.yml").read_text("utf-8")), schema)
    rebuilds.start(dirty=False)
    rebuilds.build()
    assert (tmp_path / "site/de/index.html").is_file()
    assert (file.read_text("utf-8"), file.stat().st_ino) == before
    file.write_text("", "utf-8")
    rebuilds.build()
    assert file.read_text("utf-8") == before[0]
    rebuilds.start(command="build", dirty=False)


def test_problems_are_shown_even_if_the_course_s_template_for_them_is_broken(rebuilds: Rebuilds) -> None:
    edit(rebuilds.course.config, "font: false", "font: false, custom_dir: overrides")
    rebuilds.course.write("--- overrides/genai/banner.html\n{{ problms }}")
    rebuilds.change(GARDEN, "title: Garden", "titel: Garden")
    rebuilds.build()
    shown = (rebuilds.site / "plain" / "index.html").read_text("utf-8")
    assert "docs/registry/garden.yml:1:1: titel: unknown key" in shown
    assert "GA066: template genai/banner.html:1: &#39;problms&#39; is undefined" in shown
