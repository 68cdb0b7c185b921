"""What Zensical builds and previews, in a real browser."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from mkdocs_genai.hosts.zensical.reloads import SCRIPT

from ..conftest import ROOT, served, write_tree
from ..hosts.zensical import PATIENCE, TREE, Running, running, zensical

_PATIENCE = PATIENCE * 1000
"""In milliseconds."""
Tell = Callable[[dict[str, float]], None]
"""Tells open pages since when each page is as it is, in hours from now: those ahead are of a clock that is."""


def edit_break_and_mend(page: Page, root: Path, number: int) -> None:
    """One round of an author's edits, each of which the open page shows without being loaded again by hand."""
    registry, home = root / "docs" / "registry" / "baking.yml", root / "docs" / "index.md"
    good, words = registry.read_text("utf-8"), home.read_text("utf-8")
    card, banner = page.locator(".genai-card__link").first, page.locator(".genai-banner")
    renamed = good.replace(good.partition("\n")[0], f"title: Bread {number}", 1)

    registry.write_text(renamed, "utf-8")
    expect(card).to_have_text(f"Bread {number}", timeout=_PATIENCE)
    home.write_text(f"{words}\nRound {number}\n", "utf-8")
    expect(page.get_by_text(f"Round {number}", exact=True)).to_be_visible(timeout=_PATIENCE)
    registry.write_text(renamed.replace("title:", "titel:", 1), "utf-8")
    expect(banner).to_be_visible(timeout=_PATIENCE)
    expect(card).to_have_text(f"Bread {number}")
    registry.write_text(renamed, "utf-8")
    expect(banner).to_have_count(0, timeout=_PATIENCE)
    home.write_text(words, "utf-8")
    expect(page.get_by_text(f"Round {number}", exact=True)).to_have_count(0, timeout=_PATIENCE)


def opened(browser: Browser, preview: Running) -> Page:
    """The preview's home page, once it has one."""
    preview.until_page(">Baking</a>")
    page = browser.new_page()
    page.goto(preview.url)
    return page


@pytest.mark.slow
def test_an_open_page_shows_each_edit_by_itself(browser: Browser, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    with running(tmp_path) as preview:
        page = opened(browser, preview)
        for number in range(3):
            edit_break_and_mend(page, tmp_path, number)
        page.close()


@pytest.fixture
def watched_site(tmp_path: Path) -> Iterator[str]:
    """The address of a site of two pages that load themselves again."""
    for name in ("über", "oven"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(f'<script type="module" src="../{SCRIPT}"></script>', "utf-8")
    (tmp_path / SCRIPT).parent.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs_genai" / SCRIPT.replace("assets/genai", "assets"), tmp_path / SCRIPT)
    with served(tmp_path) as url:
        yield url


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """See Tell."""

    def tell_hours(hours: dict[str, float]) -> None:
        times = {address: (time.time() + 3600 * each) * 1000 for address, each in hours.items()}
        (tmp_path / SCRIPT).with_name("preview.json").write_text(json.dumps(times), "utf-8")

    return tell_hours


@pytest.mark.slow
def test_a_page_is_loaded_again_once_for_each_time_when_it_was_written(browser: Browser, watched_site: str, tell: Tell) -> None:
    page = browser.new_page()
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.goto(f"{watched_site}über/")
    for hours in (1, 2):
        with page.expect_event("load", timeout=_PATIENCE):
            tell({"über/": hours, "oven/": 0})
        page.wait_for_timeout(2500)
        assert len(loads) == 1 + hours
    page.close()


def test_a_page_of_an_instant_navigation_is_loaded_again_only_if_it_is_older(
    browser: Browser, watched_site: str, tell: Tell
) -> None:
    page = browser.new_page()
    page.goto(f"{watched_site}über/")
    page.evaluate("fetch('../oven/').then(() => history.pushState({}, '', '../oven/'))")
    tell({"oven/": -1})
    page.wait_for_function("sessionStorage.length", timeout=_PATIENCE)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].name").endswith("%C3%BCber/")
    with page.expect_event("load", timeout=_PATIENCE):
        tell({"oven/": 1})
    assert page.url == f"{watched_site}oven/"
    page.close()


def test_a_result_of_search_leads_to_a_row(browser: Browser, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    done = zensical(tmp_path, "build")
    assert done.returncode == 0, done.stderr
    with served(tmp_path / "site") as url:
        page = browser.new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Control+k")
        page.keyboard.type("1050")
        page.locator("[role=option][href*='#row_baking_flours_strong']").first.click(timeout=_PATIENCE)
        expect(page.locator("#row_baking_flours_strong")).to_be_in_viewport(timeout=_PATIENCE)
        assert urlsplit(page.url).fragment == "row_baking_flours_strong"
        page.close()
