"""What Zensical builds and previews, in a real browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from ..conftest import write_tree
from ..hosts.zensical import PATIENCE, TREE, Running, running

_MILLISECONDS = PATIENCE * 1000


def edit_break_and_mend(page: Page, root: Path, number: int) -> None:
    """One round of an author's edits, each of which the open page shows without being loaded again by hand."""
    registry, home = root / "docs" / "registry" / "baking.yml", root / "docs" / "index.md"
    good, words = registry.read_text("utf-8"), home.read_text("utf-8")
    card, banner = page.locator(".genai-card__link").first, page.locator(".genai-banner")
    renamed = good.replace(good.partition("\n")[0], f"title: Bread {number}", 1)
    registry.write_text(renamed, "utf-8")
    expect(card).to_have_text(f"Bread {number}", timeout=_MILLISECONDS)
    home.write_text(f"{words}\nRound {number}\n", "utf-8")
    expect(page.get_by_text(f"Round {number}", exact=True)).to_be_visible(timeout=_MILLISECONDS)
    registry.write_text(renamed.replace("title:", "titel:", 1), "utf-8")
    expect(banner).to_be_visible(timeout=_MILLISECONDS)
    expect(card).to_have_text(f"Bread {number}")
    registry.write_text(renamed, "utf-8")
    expect(banner).to_have_count(0, timeout=_MILLISECONDS)
    home.write_text(words, "utf-8")
    expect(page.get_by_text(f"Round {number}", exact=True)).to_have_count(0, timeout=_MILLISECONDS)


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
    with running(tmp_path) as preview:
        preview.until_page("#row_baking_flours_strong", "search.json")
        page = opened(browser, preview)
        page.keyboard.press("/")
        page.keyboard.type("strong")
        page.locator("[role=option]", has_text="Strong").and_(page.locator("[href$='#row_baking_flours_strong']")).first.click(
            timeout=_MILLISECONDS
        )
        expect(page.locator("#row_baking_flours_strong")).to_be_in_viewport(timeout=_MILLISECONDS)
        assert page.url.endswith("/#row_baking_flours_strong")
        page.close()
