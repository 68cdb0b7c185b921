"""The course site, built by MkDocs and by Zensical from the same mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import SITE_URL, MakeOnce
from ..hosts.page_facts import differences
from ..zensical_site import build, copy_course
from .course import dead_links

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def zensical_site(make_once: MakeOnce) -> Path:
    """The course site as Zensical builds it."""

    def fill(folder: Path) -> None:
        copy_course(folder)
        done = build(folder, SITE_URL=SITE_URL)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "WARNING" not in done.stderr

    return make_once("zensical-course", fill) / "site"


def test_each_page_has_the_blocks_links_headings_and_anchors_that_it_has_under_mkdocs(
    project_site: Path, zensical_site: Path
) -> None:
    # The gallery's examples are put in by a hook while MkDocs builds.
    found = [each for each in differences(project_site, zensical_site) if not each.startswith("use/gallery/")]
    assert found == []


def test_links_to_files_of_the_site_lead_somewhere(zensical_site: Path) -> None:
    assert [(page, link) for page, link in dead_links(zensical_site) if page != "404.html"] == []


def test_neither_hooks_nor_the_registry_are_published(zensical_site: Path) -> None:
    published = {file.suffix for file in zensical_site.rglob("*") if file.is_file()}
    assert published.isdisjoint({".py", ".yml"})
