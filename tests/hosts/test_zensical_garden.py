"""A course that shares nothing with this repository's own, under both hosts.

It is in German, below a folder of its server, without addresses that end with a slash, with templates of its own, umlauts in
the names of files, blocks inside a tab, footnotes, and a page whose template extends the course's main.html.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import MakeOnce, files_of, run_mkdocs, write_tree
from ..site.course import dead_links
from .page_facts import differences
from .zensical import zensical

TREE = Path(__file__).with_name("garden.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def garden(make_once: MakeOnce) -> Path:
    """The site of MkDocs in `mkdocs`, and that of Zensical in `site`, from its second build."""

    def build(folder: Path) -> None:
        write_tree(folder, TREE)
        done = run_mkdocs("build", "--strict", "-f", folder / "mkdocs.yml", "-d", folder / "mkdocs")
        assert done.returncode == 0, done.stderr
        for _ in range(2):
            done = zensical(folder, "build", "--strict")
            assert done.returncode == 0, done.stdout + done.stderr

    return make_once("garden", build)


def test_each_page_has_what_it_has_under_mkdocs(garden: Path) -> None:
    assert list(differences(garden / "mkdocs", garden / "site")) == []


def test_what_is_no_page_is_the_same_file(garden: Path) -> None:
    mkdocs, other = files_of(garden / "mkdocs"), files_of(garden / "site")
    names = {"registry.json", "registry.schema.json", "objects.inv"}
    names |= {f"assets/genai/boeden_arten.{kind}" for kind in ("json", "csv")}
    assert {name: other.get(name) for name in names} == {name: mkdocs[name] for name in names}


def test_all_links_lead_somewhere(garden: Path) -> None:
    assert [(page, link) for page, link in dead_links(garden / "site") if page != "404.html"] == []
