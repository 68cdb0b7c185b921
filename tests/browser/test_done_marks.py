"""A reader's own marks on topics in a real browser: set on a topic's page, shown elsewhere, kept here alone, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from ..axe import Scheme, show, violations
from ..conftest import SITE_URL, served, write_tree
from ..site.course import build_strictly
from .conftest import OpenPage

COURSE = f"""\
--- mkdocs.yml
site_name: Kitchen school
site_url: {SITE_URL}
theme:
  name: material
  font: false
  features: [navigation.instant]
  palette:
    - {{scheme: default, toggle: {{icon: material/weather-night, name: Dark}}}}
    - {{scheme: slate, toggle: {{icon: material/weather-sunny, name: Light}}}}
plugins: [genai]
--- docs/registry/baking.yml
title: Baking
page: baking.md
topics:
  oven: {{title: Ovens, page: oven.md}}
  dough: {{title: Dough, page: dough.md, quiz: {{what: {{prompt: It is ___., answers: [flour]}}}}}}
  cake: {{title: Cakes}}
--- docs/registry/frying.yml
title: Frying
page: frying.md
topics: {{cake: {{title: More cakes}}}}
--- docs/index.md
# Home

/// area-map
///

/// area-cards
///
--- docs/baking.md
# Baking

/// topic-cards
///

/// topic-list
///
--- docs/frying.md
# Frying

/// topic-cards
///
--- docs/oven.md
# Ovens
--- docs/dough.md
# Dough

/// quiz
///
"""
KEY = "genai:/course/"
FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the course."""
    folder = tmp_path_factory.mktemp("done")
    write_tree(folder, COURSE)
    with served(build_strictly(folder)) as address:
        yield address


def mark(page: Page) -> Locator:
    return page.get_by_role("button", name="Mark as done", exact=True)


def unmark(page: Page) -> Locator:
    return page.get_by_role("button", name="Mark as not done")


def forget(page: Page) -> Locator:
    return page.get_by_role("button", name="Forget all my answers and marks")


def marks(page: Page) -> list[str]:
    """What the marks of a page say, as far as there are any."""
    return page.locator("genai-done.genai-done--some").all_inner_texts()


def test_a_mark_shows_on_the_topic_its_card_lists_and_the_map(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "oven/")
    expect(unmark(page)).to_have_count(0)
    assert marks(page) == []
    page.evaluate("window.stayed = true")
    mark(page).focus()
    page.keyboard.press("Enter")
    expect(unmark(page)).to_be_focused()
    assert marks(page) == ["Done"]
    page.get_by_label("Where this topic belongs").get_by_role("link", name="Baking").click()
    expect(page.locator("genai-done.genai-done--some")).to_have_count(2)
    assert page.evaluate("window.stayed")
    assert marks(page) == ["Done", "Done"]
    expect(page.locator(".genai-card", has_text="Ovens").locator("genai-done")).to_have_text("Done")
    expect(page.get_by_role("rowheader", name="Ovens Done")).to_have_count(1)
    page.goto(url)
    # Of the two topics that have a page; an area without any has no mark.
    expect(page.locator("genai-done.genai-done--some")).to_have_count(2)
    assert page.locator("genai-done").all_text_contents() == ["1 of 2 done"] * 2
    expect(page.locator(".genai-map genai-done")).to_have_attribute("data-count", "1/2")


def test_it_is_kept_in_this_browser_under_the_sites_path_until_it_is_forgotten(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "oven/")
    expect(forget(page)).to_be_hidden()
    mark(page).click()
    page.reload()
    expect(unmark(page)).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", KEY) == '{"baking/oven":true}'
    unmark(page).click()
    assert marks(page) == []
    mark(page).click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    forget(page).click()
    assert marks(page) == ["Done"]
    page.once("dialog", lambda dialog: dialog.accept())
    forget(page).click()
    expect(mark(page)).to_be_focused()
    expect(forget(page)).to_be_hidden()
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None


def test_the_button_of_a_quiz_forgets_marks_too_and_is_the_only_one(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "dough/")
    mark(page).click()
    page.get_by_role("textbox", name="Your answer").fill("flour")
    assert set(page.evaluate("key => Object.keys(JSON.parse(localStorage.getItem(key)))", KEY)) == {
        *("baking/dough", "baking/dough/what")
    }
    page.once("dialog", lambda dialog: dialog.accept())
    forget(page).click()
    expect(page.get_by_role("textbox", name="Your answer")).to_have_value("")
    expect(mark(page)).to_be_visible()
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None


def test_another_tab_shows_it_at_once(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "oven/")
    other = page.context.new_page()
    other.goto(url + "baking/")
    expect(other.locator("genai-done")).to_have_count(4)
    mark(page).click()
    expect(other.locator("genai-done.genai-done--some")).to_have_count(2)


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_a_browser_that_stores_nothing_keeps_it_as_long_as_the_page(open_page: OpenPage, url: str, script: str) -> None:
    page = open_page(url + "oven/")
    page.evaluate(f"{script}; 0")
    mark(page).click()
    assert marks(page) == ["Done"]
    page.get_by_label("Where this topic belongs").get_by_role("link", name="Baking").click()
    expect(page.locator("genai-done.genai-done--some")).to_have_count(2)
    page.go_back()
    page.once("dialog", lambda dialog: dialog.accept())
    forget(page).click()
    expect(mark(page)).to_be_visible()


def test_without_javascript_nothing_of_it_is_there(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "oven/", scripts=False)
    expect(page.get_by_role("button", name="done")).to_have_count(0)
    assert page.locator("genai-done, genai-done-button").all_inner_texts() == ["", ""]


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_axe_finds_nothing_and_it_fits_its_window(open_page: OpenPage, url: str, width: int) -> None:
    page = open_page(url + "oven/", width=width)
    mark(page).click()
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for name in ("oven/", "baking/", ""):
        page.goto(url + name)
        expect(page.locator("genai-done.genai-done--some").first).to_be_visible()
        for scheme in schemes:
            show(page, width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert [(rule["id"], rule["nodes"]) for rule in violations(page, within="article")] == []
    page.emulate_media(forced_colors="active")
    sign = "getComputedStyle(document.querySelector('.genai-map .genai-done'), '::before').content"
    assert page.evaluate(sign).startswith('"✓ 1/2"')
