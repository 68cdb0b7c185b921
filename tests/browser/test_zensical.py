"""What Zensical builds and previews, in a real browser."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from mkdocs_genai.hosts.zensical.reloads import SCRIPT

from ..conftest import ROOT, served, write_tree
from ..hosts.zensical import PATIENCE, TREE, Running, running, zensical

_PATIENCE = PATIENCE * 1000
"""In milliseconds."""


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


def test_an_open_page_shows_each_edit_by_itself(browser: Browser, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    with running(tmp_path) as preview:
        page = opened(browser, preview)
        for number in range(3):
            edit_break_and_mend(page, tmp_path, number)
        page.close()


def test_a_page_is_loaded_again_once_for_each_time_when_it_was_written(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "über").mkdir()
    (tmp_path / "über" / "index.html").write_text(
        '<script type="module" src="../assets/genai/genai-preview.js"></script>', "utf-8"
    )
    script = tmp_path / SCRIPT
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs_genai" / "assets" / script.name, script)
    with served(tmp_path) as url:
        page = browser.new_page()
        loads: list[str] = []
        page.on("load", lambda _: loads.append(page.url))
        page.goto(f"{url}über/")
        # By a clock that is ahead of the browser's, every load is earlier than what was written.
        for hours in (1, 2):
            written = {"über/": (time.time() + hours * 3600) * 1000, "": 0}
            with page.expect_event("load", timeout=_PATIENCE):
                (script.parent / "preview.json").write_text(json.dumps(written), "utf-8")
            page.wait_for_timeout(2500)
            assert len(loads) == 1 + hours
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
