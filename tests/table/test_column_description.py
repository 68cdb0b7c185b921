"""What a column says of itself: behind a sign at its heading, and in the other outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from ..site.course import build_strictly
from .reader_site import serve
from .support import Course, registry_of

REGISTRY = registry_of("""\
models:
  title: Models
  columns:
    name: Model
    price: {title: Price, type: number, unit: USD, description: For a million *tokens*}
    note: {title: Note, description: "What [its makers](https://example.org) say"}
  rows:
    a: {name: Alpha, price: 1.5, note: Small}
    b: {name: Beta, price: 12, note: Large}
""")


@pytest.fixture
def described(tmp_path: Path) -> Course:
    """A table whose columns have descriptions."""
    return Course(tmp_path, REGISTRY)


def test_each_description_opens_by_a_button_of_its_own_name_without_a_script(described: Course) -> None:
    heads = described.block("comparison-table", "models").select("thead th")
    assert heads[0].button is None
    for head, name, words in (
        (heads[1], "About Price", "For a million tokens"),
        (heads[2], "About Note", "What its makers say"),
    ):
        assert head.button is not None
        assert head.button["aria-label"] == name
        text = head.find(id=head.button["popovertarget"])
        assert text is not None
        assert text.has_attr("popover")
        assert text.get_text() == words


def test_two_tables_have_descriptions_of_their_own(described: Course) -> None:
    page = described.convert("/// comparison-table | models\n///\n\n/// comparison-table | models\n///\n")
    ids = [text["id"] for text in page.select("[popover]")]
    assert len(set(ids)) == len(ids) == 4
    assert [script["src"] for script in page.select("script[src$='genai-hints.js']")] == ["assets/genai/genai-hints.js"]


def test_a_table_without_descriptions_loads_no_script_for_them(described: Course) -> None:
    page = described.block("comparison-table", "models", "columns: name")
    assert page.select("[popover], script[src$='genai-hints.js']") == []


def test_the_json_has_the_descriptions_as_they_are_written(described: Course) -> None:
    columns = {column["id"]: column for column in described.json("models")["columns"]}
    assert columns["price"]["description"] == "For a million *tokens*"
    assert "description" not in columns["name"]


CONFIG = """\
site_name: Described
site_url: ADDRESS
theme: {name: material, font: false, features: [navigation.instant]}
plugins: [genai: {registry: registry.yml}]
"""
PAGES = {
    "index.md": "# AI\n\n/// comparison-table | models\n///\n\n[Other](other.md)\n",
    "other.md": "# Other\n\n[Back](index.md)\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same table on a site with Material for MkDocs; its address."""
    root = tmp_path_factory.mktemp("described")
    with serve(root / "site") as found:
        (root / "docs").mkdir()
        (root / "mkdocs.yml").write_text(CONFIG.replace("ADDRESS", found), "utf-8")
        (root / "registry.yml").write_text(REGISTRY, "utf-8")
        for name, text in PAGES.items():
            (root / "docs" / name).write_text(text, "utf-8")
        build_strictly(root)
        yield found


def opened(page: Page) -> list[str]:
    """The descriptions that are shown."""
    return page.locator("[popover]:popover-open").all_inner_texts()


@pytest.mark.browser
@pytest.mark.parametrize("other_page_first", [False, True], ids=["first page", "after instant navigation"])
def test_a_description_opens_by_hover_focus_and_tap_and_closes_by_escape(
    address: str, browser: Browser, *, other_page_first: bool
) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 700})
    page.goto(f"{address}other/" if other_page_first else address)
    if other_page_first:
        page.get_by_role("link", name="Back").click()
    # The script of tables makes this one, and room for it, which would take the sign from under the pointer.
    expect(page.get_by_role("button", name="Model", exact=True)).to_be_visible()
    sign = page.get_by_role("button", name="About Price")
    sign.hover()
    text = page.get_by_text("For a million tokens")
    expect(text).to_be_visible()
    text.hover()  # it stays while the pointer is on it
    page.wait_for_timeout(300)
    assert opened(page) == ["For a million tokens"]
    page.keyboard.press("Escape")
    assert opened(page) == []
    page.mouse.move(5, 600)

    sign.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(text).to_be_visible()
    page.keyboard.press("Tab")
    expect(text).to_be_hidden()

    page.get_by_role("button", name="About Note").click()
    page.wait_for_timeout(300)
    assert opened(page) == ["What its makers say"]
    box = page.get_by_text("What its makers say").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 600
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("by", ["pointer", "focus"])
def test_a_reader_who_was_there_before_the_script_sees_it_too(address: str, browser: Browser, by: str) -> None:
    page = browser.new_page(viewport={"width": 600, "height": 700})
    held: list[Route] = []
    page.route("**/genai-hints.js", lambda route: held.append(route))
    with page.expect_request("**/genai-hints.js"):
        page.goto(address, wait_until="commit")
    sign = page.get_by_role("button", name="About Price")
    if by == "pointer":
        sign.hover()
        page.wait_for_timeout(500)  # a font that comes later may move it away from the pointer
        sign.hover()
    else:
        sign.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
    assert opened(page) == []
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_text("For a million tokens")).to_be_visible()
    page.close()


@pytest.mark.browser
def test_without_javascript_a_click_opens_it_and_paper_has_it(address: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    text = page.get_by_text("For a million tokens")
    expect(text).to_be_hidden()
    page.get_by_role("button", name="About Price").click()
    expect(text).to_be_visible()
    page.keyboard.press("Escape")
    page.emulate_media(media="print")
    expect(text).to_be_visible()
    expect(page.get_by_role("button", name="About Price")).to_be_hidden()
    page.context.close()
