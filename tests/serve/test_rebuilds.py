"""One rebuild of a preview after another, without a server: what is made anew, and what is said."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

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


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (GARDEN, "title: Garden", "title: Garden", set()),
        (GARDEN, "use: Dig", "use: Digging", {"tools/index.html"}),
        (GARDEN, "name: Spade", "name: Shovel", {"tools/index.html", "kitchen/index.html"}),
        (GARDEN, "seeds: {title: Seeds}", "seeds: {title: Seeds}\n  peas: {title: Peas}", {"garden/index.html"}),
        ("docs/soil.md", "Deep", "Deeper", {"soil/index.html"}),
    ],
    ids=["nothing", "a cell", "a name that a link repeats", "a topic more", "a page"],
)
def test_only_what_shows_a_change_is_written(rebuilds: Rebuilds, file: str, old: str, new: str, expected: set[str]) -> None:
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
        ("docs/plain.md", "anything", "anything\n\n```mermaid\nflowchart LR\na --> b\n```"),
    ],
    ids=["a mistake", "the nav", "a first fence, which brings a script"],
)
def test_what_may_show_everywhere_is_written_everywhere(rebuilds: Rebuilds, file: str, old: str, new: str) -> None:
    rebuilds.change(file, old, new)
    written = rebuilds.build()
    dirty = rebuilds.pages()
    rebuilds.start(dirty=False)
    rebuilds.build()
    assert dirty == rebuilds.pages()
    assert written == set(dirty)


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_dirty_build_of_an_old_site_trusts_it_until_the_registry_is_newer(rebuilds: Rebuilds, command: str) -> None:
    rebuilds.start(command=command)
    assert rebuilds.build() == set()
    rebuilds.start(command=command)
    rebuilds.change(GARDEN, "use: Dig", "use: Digging")
    assert rebuilds.build() == set(rebuilds.pages())


def test_a_preview_goes_on_where_no_schema_for_editors_can_be_kept(
    rebuilds: Rebuilds, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "mkdocs")
    schema = rebuilds.course.root / ".cache" / "genai" / "area.schema.json"
    schema.unlink()
    schema.mkdir()
    rebuilds.build()
    assert [record.levelname for record in caplog.records if "no schema for editors: " in record.getMessage()] == ["DEBUG"]


def test_no_schema_for_editors_is_written_through_a_link(rebuilds: Rebuilds) -> None:
    cache = rebuilds.course.root / ".cache" / "genai"
    (cache / "area.schema.json").unlink()
    (rebuilds.course.root / "mine.txt").write_text("mine", "utf-8")
    (cache / "area.schema.json").symlink_to(rebuilds.course.root / "mine.txt")
    rebuilds.build()
    assert (rebuilds.course.root / "mine.txt").read_text("utf-8") == "mine"
    assert "properties" in json.loads((cache / "area.schema.json").read_text("utf-8"))


def test_mistakes_are_shown_even_if_the_course_s_template_for_them_is_broken(rebuilds: Rebuilds) -> None:
    edit(rebuilds.course.config, "font: false", "font: false, custom_dir: overrides")
    rebuilds.course.write("--- overrides/genai/banner.html\n{{ problms }}")
    rebuilds.change(GARDEN, "title: Garden", "titel: Garden")
    rebuilds.build()
    shown = (rebuilds.site / "plain" / "index.html").read_text("utf-8")
    assert "docs/registry/garden.yml:1:1: titel: unknown key" in shown
    assert "GA066: template genai/banner.html:1: &#39;problms&#39; is undefined" in shown
