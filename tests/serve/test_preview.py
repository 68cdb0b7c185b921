"""`mkdocs serve` as an author lives in it: break, see the banner, mend, see it go, without a hang."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .running import HANG, running

pytestmark = pytest.mark.browser

ROUNDS = int(os.environ.get("GENAI_ROUNDS", "3"))

CONFIG = """\
site_name: Preview
strict: true
theme: {name: material, font: false}
plugins:
  - genai: {registry: registry}
"""
REGISTRY = "title: Gardening\npage: index.md\ntopics:\n  soil: {title: Soil}\n"
TABLE = "comparisons:\n  t: {title: Tools, columns: {name: Name}, rows_from: {file: data/tools.csv}}\n"


class Preview:
    """A running preview of a small course whose registry lies outside docs_dir."""

    def __init__(self, root: Path, page: Page) -> None:
        self.registry = root / "registry" / "gardening.yml"
        self.rows = root / "registry" / "data" / "tools.csv"
        self.page = page
        self.banner = page.locator(".genai-banner")


@pytest.fixture
def preview(tmp_path: Path, browser: Browser) -> Iterator[Preview]:
    """A preview that starts with a broken registry, and the page in a browser."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "registry" / "data").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n/// topic-cards | gardening\n///\n", "utf-8")
    (tmp_path / "registry" / "gardening.yml").write_text(REGISTRY.replace("topics:", "topcs:"), "utf-8")
    with running(tmp_path) as served:
        context = browser.new_context()
        context.set_default_timeout(HANG)
        page = context.new_page()
        page.goto(served.url)
        yield Preview(tmp_path, page)
        context.close()


def test_the_preview_shows_what_is_wrong_and_goes_on(preview: Preview) -> None:
    page, banner = preview.page, preview.banner
    expect(banner).to_contain_text("registry/gardening.yml:3:1")
    expect(banner).to_contain_text("unknown key; did you mean 'topics'?")
    text = REGISTRY
    preview.registry.write_text(text, "utf-8")
    expect(page.locator("#topic_gardening_soil")).to_have_count(1, timeout=HANG)
    expect(banner).to_have_count(0, timeout=HANG)
    for number in range(ROUNDS):
        preview.registry.write_text(text.replace("topics:", "topisc:"), "utf-8")
        expect(banner).to_contain_text("topisc", timeout=HANG)
        # The last good registry stays in use.
        expect(page.locator("#topic_gardening_soil")).to_have_count(1)
        text += f"  t{number}: {{title: Topic {number}}}\n"
        preview.registry.write_text(text, "utf-8")
        # The card first: while the page reloads there is no banner either.
        expect(page.locator(f"#topic_gardening_t{number}")).to_have_count(1, timeout=HANG)
        expect(banner).to_have_count(0, timeout=HANG)
    assert page.locator(".genai-card").count() == ROUNDS + 1


def test_a_file_that_is_saved_in_two_steps_leaves_no_error(preview: Preview) -> None:
    preview.registry.write_text(REGISTRY, "utf-8")
    expect(preview.page.locator("#topic_gardening_soil")).to_have_count(1, timeout=HANG)
    with preview.registry.open("w", encoding="utf-8") as file:
        file.flush()
        os.fsync(file.fileno())
        # An editor that is slow between truncating and writing: the empty file is seen.
        expect(preview.banner).to_contain_text("has no value", timeout=HANG)
        file.write(REGISTRY + "  water: {title: Water}\n")
    expect(preview.page.locator("#topic_gardening_water")).to_have_count(1, timeout=HANG)
    expect(preview.banner).to_have_count(0, timeout=HANG)


def test_new_files_and_files_of_rows_are_watched(preview: Preview) -> None:
    preview.rows.write_text("name\nSpade\n", "utf-8")
    preview.registry.write_text(REGISTRY + TABLE, "utf-8")
    expect(preview.page.locator("#topic_gardening_soil")).to_have_count(1, timeout=HANG)
    preview.rows.write_text("nam\nSpade\n", "utf-8")
    expect(preview.banner).to_contain_text("registry/data/tools.csv:2:1", timeout=HANG)
    preview.rows.write_text("name\nRake\n", "utf-8")
    expect(preview.banner).to_have_count(0, timeout=HANG)
    (preview.registry.parent / "cooking.yml").write_text("titel: Cooking\n", "utf-8")
    expect(preview.banner).to_contain_text("registry/cooking.yml:1:1", timeout=HANG)
