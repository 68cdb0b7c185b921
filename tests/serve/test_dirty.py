"""`mkdocs serve --dirty`: an edit of an area rebuilds the pages that use it, no other, and rightly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ..conftest import write_tree
from .running import HANG, free_address, running

pytestmark = pytest.mark.browser

SITE = """
--- mkdocs.yml
site_name: Dirty
theme: {name: material, font: false}
plugins: [search, genai]
--- docs/index.md
# Home

/// area-cards
///
--- docs/garden.md
# Garden

/// topic-cards
///
--- docs/soil.md
# Soil

Deep.
--- docs/tools.md
# Tools

/// comparison-table | garden/tools
///
--- docs/kitchen.md
# Kitchen

/// topic-cards
///

See [][row:garden/tools/spade].
--- docs/oven.md
# Oven

/// topic-cards | kitchen
///
--- docs/plain.md
# A page without anything
--- docs/registry/garden.yml
title: Garden
page: garden.md
topics:
  soil: {title: Soil, page: soil.md}
  seeds: {title: Seeds}
comparisons:
  tools: {title: Tools, page: tools.md, columns: {name: Name, use: Use}, rows: {spade: {name: Spade, use: Dig}}}
--- docs/registry/kitchen.yml
title: Kitchen
page: kitchen.md
topics:
  oven: {title: Oven}
"""


class Site:
    """What a server has written: its pages, and when."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def pages(self) -> dict[str, bytes]:
        # 404.html is made anew by MkDocs in every build.
        found = {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in self.folder.rglob("*.html")}
        return {name: content for name, content in found.items() if name != "404.html"}

    def times(self) -> dict[str, int]:
        return {name: (self.folder / name).stat().st_mtime_ns for name in self.pages()}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.slow
def test_the_pages_that_use_an_area_are_rebuilt_and_no_other(tmp_path: Path, browser: Browser) -> None:
    write_tree(tmp_path, SITE)
    garden = tmp_path / "docs" / "registry" / "garden.yml"
    # The address is in the pages, so the two previews have one.
    address = free_address()
    with running(tmp_path, "--dirty", address=address) as preview:
        site = Site(preview.site)
        page = browser.new_page()
        page.set_default_timeout(HANG)

        def rebuilt(path: str, change: Callable[[], None], selector: str, text: str) -> set[str]:
            page.goto(preview.url + path)
            before = site.times()
            change()
            expect(page.locator(selector)).to_contain_text(text, timeout=HANG)
            return {name for name, time in site.times().items() if time != before.get(name)}

        # A row that one page shows, and the pages of its area with it.
        found = rebuilt("tools/", lambda: edit(garden, "use: Dig", "use: Digging"), "#row_garden_tools_spade", "Digging")
        assert "tools/index.html" in found
        assert not found & {"plain/index.html", "oven/index.html"}
        # A row's name, which a link on another page repeats.
        found = rebuilt("tools/", lambda: edit(garden, "name: Spade", "name: Shovel"), "#row_garden_tools_spade", "Shovel")
        assert {"tools/index.html", "kitchen/index.html"} <= found
        assert not found & {"plain/index.html", "oven/index.html"}
        # A topic.
        found = rebuilt("garden/", lambda: edit(garden, "title: Seeds", "title: Good seeds"), "#topic_garden_seeds", "Good")
        assert "garden/index.html" in found
        assert not found & {"plain/index.html", "oven/index.html"}
        # What all pages show.
        found = rebuilt("plain/", lambda: edit(garden, "title: Garden", "titel: Garden"), ".genai-banner", "titel")
        assert len(found) == len(site.pages())
        rebuilt("garden/", lambda: edit(garden, "titel: Garden", "title: My garden"), "article", "Good seeds")
        expect(page.locator(".genai-banner")).to_have_count(0, timeout=HANG)
        rebuilt("", lambda: edit(garden, "My garden", "Our garden"), "#area_garden", "Our garden")
        page.close()
        dirty = site.pages()
    with running(tmp_path, address=address) as preview:
        assert dirty == Site(preview.site).pages()
