"""What Zensical builds and previews, in a real browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

from ..conftest import served, write_tree
from ..hosts.zensical import PATIENCE, TREE, Running, running, zensical

_PATIENCE = PATIENCE * 1000
"""In milliseconds."""


def edit_break_and_mend(page: Page, root: Path, number: int) -> None:
    """One round of an author's edits, each of which the open page shows without being loaded again by hand."""
    registry, home = root / "docs" / "registry" / "baking.yml", root / "docs" / "index.md"
    good, words = registry.read_text("utf-8"), home.read_text("utf-8")
    card, banner = page.locator(".genai-card__link").first, page.locator(".genai-banner")
    renamed = good.replace(good.partition("\n")[0], f"title: Bread {number}", 1)

    def write(file: Path, text: str) -> None:
        # What is built between the loading of a page and its connection, Zensical does not tell that page.
        page.wait_for_function("document.readyState === 'complete' && document.title.startsWith('Home')", timeout=_PATIENCE)
        page.wait_for_timeout(1000)  # a page connects some time after it is loaded
        file.write_text(text, "utf-8")

    write(registry, renamed)
    expect(card).to_have_text(f"Bread {number}", timeout=_PATIENCE)
    write(home, f"{words}\nRound {number}\n")
    expect(page.get_by_text(f"Round {number}", exact=True)).to_be_visible(timeout=_PATIENCE)
    write(registry, renamed.replace("title:", "titel:", 1))
    expect(banner).to_be_visible(timeout=_PATIENCE)
    expect(card).to_have_text(f"Bread {number}")
    write(registry, renamed)
    expect(banner).to_have_count(0, timeout=_PATIENCE)
    write(home, words)
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
