"""Terms in a real browser: their meaning opens by hover, focus and tap, beside the term and without leaving the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..axe import violations
from ..conftest import served, write_tree
from ..site.course import build_strictly
from .conftest import OpenPage

COURSE = """\
--- mkdocs.yml
site_name: Kitchen school
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [genai]
--- docs/registry/baking.yml
title: Baking
page: baking.md
terms:
  yeast: {title: Yeast, summary: It makes gas.}
--- docs/index.md
# Home

Take [yeast][term:yeast], and much later [more of it][term:yeast].

/// glossary
///
--- docs/baking.md
# Baking

Take [yeast][term:yeast], wait, and take [some more][term:yeast].
"""


def url_of(folder: Path, course: str) -> Iterator[str]:
    """The address of a course while it is served."""
    write_tree(folder, course)
    with served(build_strictly(folder)) as url:
        yield url


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A course with a glossary."""
    yield from url_of(tmp_path_factory.mktemp("glossary"), COURSE)


@pytest.fixture(scope="module")
def bare_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same without one."""
    yield from url_of(tmp_path_factory.mktemp("bare"), COURSE.replace("/// glossary\n///\n", ""))


def opened(page: Page) -> int:
    """How many meanings are open."""
    return page.locator(".genai-meaning:popover-open").count()


def test_the_meaning_opens_beside_the_term_that_is_pointed_at_and_stays_while_it_is_read(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "baking/")
    terms, meaning = page.locator("a.genai-term"), page.locator("#meaning_yeast")
    expect(meaning).to_be_hidden()
    terms.nth(1).hover()
    expect(meaning).to_be_visible()
    expect(meaning).to_have_text("Yeast: It makes gas. Glossary")
    term, box = terms.nth(1).bounding_box(), meaning.bounding_box()
    assert term is not None
    assert box is not None
    assert abs(box["x"] - term["x"]) < 2
    meaning.hover()
    page.wait_for_timeout(400)
    expect(meaning).to_be_visible()
    assert violations(page, tags=["wcag2a", "wcag2aa", "wcag22aa"], within="article") == []
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_the_keyboard_opens_the_meaning_by_focus_and_follows_the_link(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "baking/")
    page.locator("a.genai-term").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#meaning_yeast")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#meaning_yeast")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#term_yeast")


def test_a_click_stays_on_the_page_and_the_meaning_leads_to_the_glossary(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "baking/")
    page.locator("a.genai-term").first.click()
    expect(page.locator("#meaning_yeast")).to_be_visible()
    assert page.url.endswith("/baking/")
    page.locator("#meaning_yeast a").click()
    page.wait_for_url("**/#term_yeast")


def test_without_javascript_a_term_leads_to_the_glossary(open_page: OpenPage, url: str) -> None:
    page = open_page(url + "baking/", scripts=False)
    expect(page.locator("#meaning_yeast")).to_be_hidden()
    page.locator("a.genai-term").first.click()
    page.wait_for_url("**/#term_yeast")


@pytest.mark.parametrize("scripts", [True, False])
def test_without_a_glossary_a_click_opens_the_meaning(open_page: OpenPage, bare_url: str, scripts: bool) -> None:
    page = open_page(bare_url + "baking/", scripts=scripts)
    page.locator("button.genai-term").nth(1).click()
    expect(page.locator("#meaning_yeast")).to_be_visible()
    assert opened(page) == 1
