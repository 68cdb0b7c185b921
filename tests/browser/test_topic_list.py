"""A long list of topics in a real browser: a reader searches and filters it like a table, and the areas stay its headings."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from ..axe import violations
from ..conftest import served, write_tree
from ..site.course import build_strictly
from .conftest import OpenPage

COURSE = (
    """\
--- mkdocs.yml
site_name: Kitchen school
theme: {name: material, font: false}
plugins: [genai]
--- docs/index.md
# Home

/// topic-list
///
--- docs/registry/baking.yml
title: Baking
topics:
  oven: {title: Ovens, tags: [heat, tools], level: beginner, url: "https://example.org/oven"}
"""
    + "".join(f"  bread{number}: {{title: Bread {number}, tags: [flour], level: advanced}}\n" for number in range(6))
    + """\
--- docs/registry/frying.yml
title: Frying
topics:
  pan: {title: Pans, tags: [tools, heat], level: beginner, requires: [oil]}
  oil: {title: Unrefinable oils, url: "https://example.org/oil"}
"""
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the course."""
    folder = tmp_path_factory.mktemp("topics")
    write_tree(folder, COURSE)
    with served(build_strictly(folder)) as address:
        yield address


def shown(page: Page) -> list[str]:
    """The areas and topics that are shown."""
    heads = page.locator(".genai-topics tbody th").filter(visible=True).all_text_contents()
    return [" ".join(head.split()).partition(" 0 of ")[0].partition(" 1 of ")[0] for head in heads]


def choose(page: Page, column: str, value: str) -> None:
    page.get_by_role("button", name=f"Filter: {column}").click()
    page.get_by_role("group", name=f"Filter: {column}").get_by_label(value).check()
    page.keyboard.press("Escape")


def test_it_is_filtered_by_status_level_and_tags_and_the_address_says_so(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    status = page.get_by_role("status")
    expect(status).to_have_text("9 of 9 rows")
    assert len(shown(page)) == 11
    choose(page, "Tags", "heat")
    expect(status).to_have_text("2 of 9 rows")
    assert shown(page) == ["Baking", "Ovens", "Frying", "Pans"]
    choose(page, "Status", "Planned")
    assert shown(page) == ["Frying", "Pans"]
    assert sorted(parse_qsl(urlsplit(page.url).query)) == [("topics.is.status", "planned"), ("topics.is.tags", "heat")]
    page.reload()
    expect(status).to_have_text("1 of 9 rows")
    assert shown(page) == ["Frying", "Pans"]
    page.get_by_role("button", name="Reset").first.click()
    choose(page, "Level", "unknown")
    assert shown(page) == ["Frying", "Unrefinable oils"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations(page, within="article")] == []


def test_it_is_searched_and_a_link_to_a_topic_finds_it_all_the_same(open_page: OpenPage, url: str) -> None:
    page = open_page(url)
    page.get_by_role("searchbox", name="Search this table").fill("bread 3")
    expect(page.get_by_role("status")).to_have_text("1 of 9 rows")
    assert shown(page) == ["Baking", "Bread 3"]
    page.evaluate("location.hash = '#topic_frying_oil'")
    expect(page.locator("#topic_frying_oil")).to_be_visible()


def test_without_javascript_it_is_the_whole_table(open_page: OpenPage, url: str) -> None:
    page = open_page(url, scripts=False)
    assert len(shown(page)) == 11
    expect(page.get_by_role("button", name="Filter")).to_have_count(0)
    expect(page.locator(".genai-topics thead th")).to_have_text(["Topic", "Status", "Level", "Tags", "Learn first"])


def test_no_word_is_broken_on_a_phone(open_page: OpenPage, url: str) -> None:
    page = open_page(url, width=320)
    lines = page.locator(".genai-topics tbody a").evaluate_all("all => all.map(each => each.getClientRects().length)")
    assert max(lines) == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 320
