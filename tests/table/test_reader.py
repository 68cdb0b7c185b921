"""What a reader does with a table, in a real browser: with the mouse, with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, Route, expect

from mkdocs_genai.hosts.mkdocs.assets import minified
from mkdocs_genai.render.table_controls import AT_ONCE, SCRIPTS

from ..axe import COLOR_RULES, SCHEMES, color_violations, show, violations
from .reader_site import BARE, GROUPED, LABELS, MATERIAL, ROWS, build, serve

pytestmark = [pytest.mark.browser, pytest.mark.uncounted]

LIMIT = 12 * 1024
"""Bytes of all scripts that only tables have, compressed, as a site has them."""
TOOLS = "genai-table-tools.js"
"""The script that has what controls do."""
FEW = "#comparison_models_few"
FAMILIES = "#comparison_models_families"
PRICES = "#comparison_models_marks"
HANG = 120_000
"""Milliseconds after which a page counts as hanging, on a machine that does much else."""
MANY = "#comparison_models_many"
IDS = "rows => rows.map(row => row.dataset.row ?? (row.id.split('_').pop() || null))"
"""The rows' ids in the registry."""
TABLE_ROWS = "tbody tr:has(> th[scope=row])"
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with Material for MkDocs; its address."""
    root = tmp_path_factory.mktemp("material")
    with serve(root / "site") as address:
        build(root, MATERIAL, address)
        yield address


@pytest.fixture
def cold_page(browser: Browser) -> Iterator[Page]:
    """A page that must not complain."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def page(cold_page: Page, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The same, to whose tables a reader has come before, so that their tools are there."""
    go = cold_page.goto

    def go_and_come(url: str) -> None:
        go(url)
        come = "tables => tables.forEach(table => table.dispatchEvent(new PointerEvent('pointerover', { bubbles: true })))"
        cold_page.locator("genai-table").evaluate_all(come)
        cold_page.wait_for_function("() => [...document.querySelectorAll('genai-table')].every(table => table.tool)")

    monkeypatch.setattr(cold_page, "goto", go_and_come)
    return cold_page


def ids(table: Locator) -> list[str]:
    """The ids of the rows that are shown, in their order."""
    found: list[str] = table.locator("tbody tr:visible").evaluate_all(IDS)
    return found


def values(table: Locator, column: int) -> list[str]:
    """What the cells of a column sort by, in their order."""
    script = """cells => cells.map(cell => {
        const marked = cell.querySelector("data, time")
        return cell.dataset.value ?? marked?.value ?? marked?.dateTime ?? cell.textContent.trim()
    })"""
    found: list[str] = table.locator(f"tbody tr:visible > :nth-child({column})").evaluate_all(script)
    return found


def filter_panel(table: Locator, column: str) -> Locator:
    """The open panel of a column's filter."""
    button = table.locator(f"th[data-column={column}] .genai-table__filter")
    button.click()
    panel = table.get_by_role("group", name=button.get_attribute("aria-label") or "", exact=True)
    expect(panel).to_be_visible()
    return panel


def download(table: Locator, page: Page) -> Download:
    """What a reader gets as CSV."""
    table.get_by_role("button", name="Take away").click()
    with page.expect_download() as waiting:
        table.get_by_role("button", name="Download CSV").click()
    return waiting.value


def query(page: Page) -> list[tuple[str, str]]:
    """What the address says of tables. Its hash is Material's, which names the heading in sight."""
    return parse_qsl(urlsplit(page.url).query)


def test_scripts_are_small_and_most_of_them_come_later() -> None:
    sizes = {script: len(gzip.compress(minified(script).encode(), 9)) for script in SCRIPTS if "hints" not in script}
    assert sum(sizes.values()) <= LIMIT
    assert sum(sizes[script] for script in AT_ONCE) < sum(sizes.values()) / 2


def test_scripts_come_only_with_tables(page: Page, site: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{site}other/")
    assert not [url for url in requests if "genai" in url and url.endswith(".js")]
    assert not [url for url in requests if not url.startswith(site)]


def come_with_the_mouse(page: Page) -> None:
    page.locator(f"{FEW} .genai-table__sort").first.hover()


def come_with_the_keyboard(page: Page) -> None:
    page.locator(FEW).get_by_role("searchbox").focus()


@pytest.mark.parametrize("come", [come_with_the_mouse, come_with_the_keyboard])
def test_tools_are_loaded_when_a_reader_comes_to_a_table(cold_page: Page, site: str, come: Callable[[Page], None]) -> None:
    requests: list[str] = []
    cold_page.on("request", lambda request: requests.append(request.url))
    cold_page.goto(f"{site}#second-table")
    expect(cold_page.locator(FEW).get_by_role("status").first).to_have_text("40 of 40 rows")
    cold_page.wait_for_load_state("networkidle")
    assert not [url for url in requests if url.endswith(TOOLS)]
    with cold_page.expect_request(f"**/{TOOLS}"):
        come(cold_page)


@pytest.mark.parametrize("address", ["?comparison_models_few.sort=score", "#row_models_families_vae"])
def test_tools_are_loaded_when_the_address_asks_for_them(cold_page: Page, site: str, address: str) -> None:
    with cold_page.expect_request(f"**/{TOOLS}"):
        cold_page.goto(site + address)


def hold_tools(page: Page) -> list[Route]:
    """Hold back what a table's controls do; gives what goes on with it."""
    held: list[Route] = []
    page.route(f"**/{TOOLS}", lambda route: held.append(route))
    return held


def test_what_a_reader_does_before_the_tools_are_there_is_done_then(cold_page: Page, site: str) -> None:
    held = hold_tools(cold_page)
    cold_page.goto(site)
    table = cold_page.locator(FEW)
    head = table.locator("th[data-column=score]")
    for _ in range(2):
        head.locator(".genai-table__sort").click()
    table.get_by_role("searchbox").press_sequentially("gemma")
    table.get_by_role("button", name="Compare rows").click()
    button = table.get_by_role("button", name="Filter: Open weights")
    button.dblclick()
    cold_page.wait_for_function("() => document.querySelector('input[type=search]').value === 'gemma'")
    assert query(cold_page) == []
    assert len(held) == 1
    held[0].continue_()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(cold_page).to_have_url(re.compile("sort=-score.*search=gemma"))
    assert {name.split()[0] for name in values(table, 1)} == {"Gemma"}
    expect(table.get_by_role("searchbox")).to_have_value("gemma")
    expect(table.get_by_role("checkbox", name="Select Gemma").first).to_be_visible()
    panel = table.get_by_role("group", name="Filter: Open weights", exact=True)
    expect(panel).to_have_count(1)
    expect(panel).to_be_visible()
    button.click()
    expect(panel).to_be_hidden()


def test_what_a_reader_types_before_the_tools_are_there_outlives_the_address(cold_page: Page, site: str) -> None:
    held = hold_tools(cold_page)
    cold_page.goto(f"{site}?comparison_models_few.search=llama&comparison_models_few.sort=score")
    table = cold_page.locator(FEW)
    table.get_by_role("searchbox").fill("gemma")
    held[0].continue_()
    expect(cold_page).to_have_url(re.compile("search=gemma"))
    expect(table.locator("[aria-sort=ascending]")).to_have_text("Score")
    assert {name.split()[0] for name in values(table, 1)} == {"Gemma"}


def test_a_click_does_not_take_back_what_has_just_been_typed(cold_page: Page, site: str) -> None:
    cold_page.goto(site)
    table = cold_page.locator(FEW)
    come_with_the_mouse(cold_page)
    table.get_by_role("searchbox").evaluate(
        """input => {
            input.focus()
            input.value = "gemma"
            input.dispatchEvent(new Event("input", { bubbles: true }))
            document.querySelector(".genai-table__sort").click()
        }"""
    )
    expect(cold_page).to_have_url(re.compile("sort=name.*search=gemma"))
    expect(table.get_by_role("searchbox")).to_have_value("gemma")


def test_a_click_sorts_by_value_and_the_third_one_restores_the_order(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FEW)
    head = table.locator("th[data-column=size]")
    button = table.get_by_role("button", name="Parameters", exact=True)
    author = ids(table)
    button.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    found = values(table, 2)
    known = [value for value in found if value]
    assert known == sorted(known, key=Decimal)
    assert found == known + [""] * (len(found) - len(known))
    button.click()
    expect(head).to_have_attribute("aria-sort", "descending")
    found = values(table, 2)
    assert [value for value in found if value] == sorted(known, key=Decimal, reverse=True)
    assert found[-1] == ""
    button.click()
    expect(head).not_to_have_attribute("aria-sort", re.compile(".*"))
    assert ids(table) == author


def test_text_sorts_as_the_language_does_and_dates_by_value(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FEW)
    table.get_by_role("button", name="Model", exact=True).click()
    first = [name.split()[0] for name in values(table, 1)]
    assert list(dict.fromkeys(first)) == ["éclair", "Gemma", "GPT", "Llama", "Öko", "Qwen"]
    numbers = [int(name.split()[1]) for name in values(table, 1) if name.startswith("GPT")]
    assert numbers == sorted(numbers)
    table.get_by_role("button", name="Released", exact=True).click()
    known = [value for value in values(table, 3) if value]
    assert known == sorted(known)
    assert list(dict.fromkeys(known)) == ["2023-01-09", "2025", "2025-10", "2025-10-03"]


def test_search_filters_and_count(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FEW)
    count = table.get_by_role("status").first
    expect(count).to_have_text("40 of 40 rows")
    table.get_by_role("searchbox", name="Search this table").fill("oko ÉCLAIR")
    expect(count).to_have_text("0 of 40 rows")
    table.get_by_role("searchbox").fill("oko")
    expect(count).not_to_have_text("0 of 40 rows")
    assert {name.split()[0] for name in values(table, 1)} == {"Öko"}
    table.get_by_role("searchbox").fill("")
    expect(count).to_have_text("40 of 40 rows")
    choices = filter_panel(table, "media")
    said = choices.get_by_role("checkbox", name=re.compile("^code"))
    number = int(re.findall(r"\d+", choices.locator("label", has_text="code").inner_text())[0])
    said.check()
    expect(count).to_have_text(f"{number} of 40 rows")
    assert all("code" in text for text in table.locator("tbody tr:visible > :nth-child(5)").all_inner_texts())
    choices.get_by_role("checkbox", name=re.compile("^text")).check()
    choices.get_by_role("checkbox", name="All of them").check()
    assert all(
        "code" in text and "text" in text for text in table.locator("tbody tr:visible > :nth-child(5)").all_inner_texts()
    )
    choices.get_by_role("checkbox", name="All of them").uncheck()
    page.keyboard.press("Escape")
    expect(choices).to_be_hidden()
    filter_panel(table, "open").get_by_role("checkbox", name=re.compile("^Yes")).check()
    assert set(values(table, 4)) == {"1"}
    page.keyboard.press("Escape")
    chips = table.get_by_role("group", name="Filter", exact=True).get_by_role("button")
    expect(chips).to_have_text(["Open weights: Yes", "Media: code", "Media: text"])
    table.get_by_role("button", name="Remove Open weights: Yes").click()
    expect(chips).to_have_text(["Media: code", "Media: text"])
    filter_panel(table, "license").get_by_role("checkbox", name=re.compile("^unknown")).check()
    assert set(values(table, 7)) <= {""}
    page.keyboard.press("Escape")
    table.get_by_role("button", name="Reset").first.click()
    expect(count).to_have_text("40 of 40 rows")
    expect(chips).to_have_count(0)


def test_a_range_has_two_ends_which_are_in_the_address(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FEW)
    panel = filter_panel(table, "score")
    panel.get_by_label("From").fill("2")
    panel.get_by_label("To").fill("3.5")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"few\.min\.score=2.*few\.max\.score=3\.5"))
    assert {float(value) for value in values(table, 6)} == {2, 3, 3.5}
    page.keyboard.press("Escape")
    dates = filter_panel(table, "released")
    dates.get_by_label("From").fill("2025-10-01")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("min.released"))
    assert set(values(table, 3)) <= {"2025-10", "2025-10-03"}
    shown = ids(table)
    page.reload()
    expect(table.get_by_role("button", name="Remove Score ≤ 3.5")).to_be_visible()
    assert ids(table) == shown


def test_a_range_names_the_ends_of_its_column_as_exactly_as_they_are_known(page: Page, site: str) -> None:
    page.goto(f"{site}marks/")
    labels = filter_panel(page.locator(PRICES), "released").locator("label").all_inner_texts()
    assert [label.split() for label in labels] == [["From", "(2024)"], ["To", "(2025-10)"]]


def test_each_type_of_column_sorts_and_filters_by_its_values(page: Page, site: str) -> None:
    page.goto(f"{site}kinds/")
    table = page.locator("#comparison_models_kinds")
    ascending = {
        "Number": "cfaedb", "Year": "ebafdc", "Date": "fcabde", "Rating": "ebafcd", "Boolean": "cebafd", "Effort": "bdcaef",
        "Tags": "dafbec", "Link": "beadcf",
    }  # fmt: skip
    for title, order in ascending.items():
        table.get_by_role("button", name=title, exact=True).click()
        assert "".join(ids(table)) == order, title
    for query_of, shown in (("min.number=5&K.max.number=10", "aedf"), ("min.year=1999&K.max.year=2001", "abf"),
                            ("min.rating=1.5&K.max.rating=3", "abf"), ("min.date=2024-02-01", "bd"),
                            ("min.date=2022-12-31&K.max.date=2022-12-31", "f")):  # fmt: skip
        page.goto(f"{site}kinds/?K.{query_of}".replace("K", "comparison_models_kinds"))
        assert sorted(ids(table)) == sorted(shown), query_of
    page.goto(f"{site}kinds/")
    for column, choice, shown in (
        ("boolean", "Partly", "b"),
        ("boolean", "unknown", "d"),
        ("effort", "high", "ae"),
        ("tags", "x", "adf"),
    ):
        filter_panel(table, column).get_by_role("checkbox", name=re.compile(f"^{choice}")).check()
        assert "".join(ids(table)) == shown, choice
        page.keyboard.press("Escape")
        table.get_by_role("button", name="Reset").first.click()


def test_words_that_differ_in_case_accents_or_a_sharp_s_are_one(page: Page, site: str) -> None:
    page.goto(f"{site}words/")
    table = page.locator("#comparison_models_words")
    assert table.locator("th[data-column=constructor]").get_attribute("aria-sort") == "descending"
    table.get_by_role("searchbox").fill("STRASSE")
    expect(table.get_by_role("status").first).to_have_text("2 of 9 rows")
    assert ids(table) == ["b", "a"]
    table.get_by_role("searchbox").fill('"in der straße"')
    expect(table.get_by_role("status").first).to_have_text("1 of 9 rows")
    # What marks words is loaded at the first use.
    page.wait_for_function("CSS.highlights.get('genai-match')?.size === 1")
    table.get_by_role("searchbox").fill("nowhere")
    empty = table.get_by_text("No row fits.")
    expect(empty).to_be_visible()
    empty.get_by_role("button", name="Reset").click()
    expect(empty).to_be_hidden()
    labels = filter_panel(table, "kind").locator("label")
    assert [" ".join(text.split()) for text in labels.all_inner_texts()] == ["groß 5", "old 4"]


def test_columns_and_rows_may_have_the_names_of_what_javascript_has(page: Page, site: str) -> None:
    page.goto(f"{site}words/")
    table = page.locator("#comparison_models_words")
    table.get_by_role("button", name="Constructor", exact=True).click()
    table.get_by_role("button", name="Wins", exact=True).click()
    assert query(page) == [("comparison_models_words.sort", "wins")]
    assert ids(table)[0] == "constructor"
    table.get_by_role("button", name="Wins", exact=True).click()
    table.get_by_role("button", name="Constructor", exact=True).click(modifiers=["Shift"])
    assert query(page) == [("comparison_models_words.sort", "-wins constructor")]
    assert table.locator("[data-place]").evaluate_all("all => all.map(one => one.dataset.place)") == ["2", "1"]


def test_a_menu_sorts_by_several_columns_by_touch(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, locale="en")
    page = context.new_page()
    page.goto(f"{site}marks/")
    table = page.locator(PRICES)
    table.get_by_role("button", name="Sort", exact=True).tap()
    menu = table.get_by_role("group", name="Sort", exact=True)
    menu.get_by_label("Sort by").select_option(label="Kind, descending")
    menu.get_by_label("Then by").select_option(label="Score, ascending")
    expect(menu.get_by_label("Then by")).to_have_count(2)
    assert query(page) == [("comparison_models_marks.sort", "-kind score")]
    assert ids(table) == ["a", "b", "c", "d"]
    assert table.locator("[data-place]").evaluate_all("all => all.map(one => one.dataset.place)") == ["2", "1"]
    menu.get_by_label("Sort by").select_option("—")
    expect(menu.get_by_label("Then by")).to_have_count(1)
    assert ids(table) == ["c", "a", "b", "d"]
    context.close()


def test_the_last_line_is_about_the_rows_that_are_shown(page: Page, site: str) -> None:
    page.goto(f"{site}marks/")
    table = page.locator(PRICES)
    line = table.locator("tfoot").locator("th, td")

    def said() -> list[str]:
        return [" ".join(text.split()) for text in line.all_inner_texts()]

    whole = ["4 of 4 rows Known 4", "Mean $1.00", "Sum 8,540", "Mean 3.7 of 5", "Highest Oct 2025", ""]
    assert said() == whole
    filter_panel(table, "kind").get_by_role("checkbox", name=re.compile("^closed")).check()
    expect(line.first).to_contain_text("2 of 4 rows")
    assert said() == ["2 of 4 rows Known 2", "Mean $0.50", "Sum 40", "Mean 2.0 of 5", "Highest —", ""]
    page.keyboard.press("Escape")
    table.get_by_role("button", name="Columns").click()
    table.get_by_role("checkbox", name="Parameters").uncheck()
    expect(table.locator("tfoot td:visible")).to_have_count(4)
    page.keyboard.press("Escape")
    table.get_by_role("button", name="Reset").first.click()
    expect(line.first).to_contain_text("4 of 4 rows")
    assert said() == whole


def headings(table: Locator) -> list[str]:
    """The words of the headings of groups that are shown."""
    return [" ".join(text.split()) for text in table.locator("th[scope=rowgroup]:visible").all_inner_texts()]


def test_groups_and_details_go_with_their_rows(page: Page, site: str) -> None:
    page.goto(f"{site}grouped/")
    table = page.locator(FEW)
    kinds = headings(table)
    assert sum(int(words.split()[-1]) for words in kinds) == 40
    group_of = "rows => rows.map(row => [row.dataset.row, row.closest('tbody').rows[0].innerText.split(/\\s+/)[1]])"
    rows = table.locator("tbody tr[data-row]")
    before = dict(rows.evaluate_all(group_of))
    table.get_by_role("button", name="Parameters", exact=True).click()
    expect(table.locator("th[data-column=size]")).to_have_attribute("aria-sort", "ascending")
    assert dict(rows.evaluate_all(group_of)) == before
    assert list(rows.evaluate_all(group_of)) != list(map(list, before.items()))
    # Each row has its own details below it, which open with the keyboard.
    names = "all => all.map(one => [one.previousElementSibling.dataset.row, one.querySelector('summary').ariaLabel])"
    for row, label in table.locator(".genai-table__more").evaluate_all(names):
        name = table.locator(f"tr[data-row='{row}'] th").inner_text().split("\n")[0]
        assert label == f"Details of {name}"
    summary = table.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(table.locator("dl:visible")).to_have_count(1)
    box = summary.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    page.emulate_media(media="print")
    assert table.locator("dl:visible").count() == 1
    assert table.locator("summary:visible").count() == 0
    page.emulate_media(media="screen")
    # Search finds the words of details and of headings, counts what is shown, and hides what is empty.
    table.get_by_role("searchbox").fill("quote proprietary")
    expect(table.locator(".genai-table__count")).not_to_have_text("40 of 40 rows")
    shown = ids(table)
    assert headings(table) == [f"License Proprietary {len([row for row in shown if row])}"]
    assert set(shown) - {None} == {row for row in before if before[row] == "Proprietary"} & set(shown)
    with open(download(table, page).path(), encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {line["License"] for line in lines} == {"Proprietary"}
    assert {line["Note"] for line in lines} == {'a "quote"'}


@pytest.mark.slow
def test_groups_of_a_long_table_keep_their_headings_and_compared_rows_their_details(page: Page, site: str) -> None:
    page.goto(f"{site}grouped/")
    table = page.locator(MANY)
    expect(page.locator(f"{MANY}.genai-table--long")).to_have_count(1)
    assert table.locator("th[data-column=open] .genai-table__sort").count() == 0
    first = ids(table)[0]
    table.get_by_role("button", name="Model", exact=True).click()
    table.get_by_role("button", name="Model", exact=True).click()
    expect(table.locator("th[data-column=name]")).to_have_attribute("aria-sort", "descending")
    page.wait_for_function("selector => !document.querySelector(`${selector} tbody[style*=margin]`)", arg=MANY)
    heads = table.locator("th[scope=rowgroup]").evaluate_all("all => all.map(one => one.closest('tbody').sectionRowIndex ?? 0)")
    assert len(heads) == len(headings(table))
    found = table.locator(TABLE_ROWS).evaluate_all(IDS)
    assert len(found) == len(set(found)) == GROUPED
    assert found[0] != first
    page.goto(f"{site}grouped/?comparison_models_few.rows=gpt-200+llama-4&comparison_models_few.compare=1")
    region = page.locator(FEW).get_by_role("region", name="Side by side")
    titles = ["Parameters", "Open weights", "Media", "Score", "Note", "Paper", "License"]
    expect(region.locator("tbody th")).to_have_text([re.compile(rf"^\W*{title}$") for title in titles])


def test_a_long_table_is_as_wide_as_its_columns_and_not_as_its_longest_text(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}many/")
    table = page.locator(f"{MANY}.genai-table--long")
    width, columns = table.evaluate("""table => {
        const letter = parseFloat(getComputedStyle(table.table).fontSize)
        return [table.table.offsetWidth, letter * table.widths.reduce((one, other) => one + other)]
    }""")
    assert columns > 320
    assert abs(width - columns) <= 2


def test_rows_of_a_long_table_stand_side_by_side_as_columns(page: Page, site: str) -> None:
    page.goto(f"{site}grouped/")
    table = page.locator(f"{MANY}.genai-table--long")
    table.get_by_role("button", name="Compare rows").click()
    for number in range(3):
        table.locator(".genai-table__select").nth(number).check()
    table.get_by_role("button", name="Side by side").click()
    heads = table.get_by_role("region", name="Side by side").locator("thead th")
    expect(heads).to_have_count(4)
    places = heads.evaluate_all("heads => heads.map(head => head.getBoundingClientRect()).map(({ x, y }) => [x, y])")
    assert len({y for _, y in places}) == 1
    assert len({x for x, _ in places}) == 4


def test_a_link_among_words_of_a_cell_is_seen_without_its_color(page: Page, site: str) -> None:
    page.goto(site)
    link = page.locator(f"{FEW} td a").first
    assert "underline" in link.evaluate("link => getComputedStyle(link).textDecorationLine")


def test_a_table_is_shown_on_the_full_screen_and_back(page: Page, site: str) -> None:
    page.goto(f"{site}grouped/")
    button = page.locator(FEW).get_by_role("button", name="Full screen")
    button.click()
    page.wait_for_function("document.fullscreenElement?.id === 'comparison_models_few'")
    assert page.locator(f"{FEW} > .genai-table__scroll").evaluate("region => region.clientWidth") > 1200
    button.click()
    page.wait_for_function("!document.fullscreenElement")


def test_the_best_of_the_compared_rows_is_marked(page: Page, site: str) -> None:
    page.goto(f"{site}marks/?comparison_models_marks.rows=a+c&comparison_models_marks.compare=1")
    region = page.locator(PRICES).get_by_role("region", name="Side by side")
    best = region.locator("td").filter(has=page.get_by_role("img", name="best"))
    expect(best).to_have_text(["$0.501", re.compile("4 of 5")])
    assert region.locator(".genai-table__link").count() == 0


def test_a_row_has_a_link_to_itself_and_a_heading_few_lines(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 768, "height": 420})
    page.goto(f"{site}marks/")
    # What a script puts elsewhere, when it has come, loses the focus.
    expect(page.locator(f"{PRICES} .genai-table__tools")).to_be_visible()
    link = page.get_by_role("link", name="Link to Delta")
    opacity = "link => getComputedStyle(link).opacity"
    assert link.evaluate(opacity) == "0"
    page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate(opacity) == "1"
    page.wait_for_timeout(300)  # Material forgets where a link leads that is followed within 100 ms of scrolling
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('row_models_marks_d').matches(':target')")
    assert_in_sight(page, "row_models_marks_d")
    lines = page.locator("th[data-column=price] .genai-table__line").evaluate_all(
        "all => new Set(all.map(one => Math.round(one.getBoundingClientRect().top))).size"
    )
    assert lines <= 3


def test_signs_of_order_are_seen_in_forced_colors(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site}words/")
    sign = "head => getComputedStyle(head.querySelector('.genai-table__sort'), '::after')"
    colors = page.locator("th[aria-sort]").evaluate(f"head => (({sign})(head)).backgroundColor")
    surface = page.locator("th[aria-sort]").evaluate("head => getComputedStyle(head).backgroundColor")
    assert colors != surface


def test_columns_are_chosen(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FEW)
    table.get_by_role("button", name="Columns").click()
    table.get_by_role("group", name="Columns").get_by_role("checkbox", name="Note").uncheck()
    expect(table.get_by_role("columnheader", name="Note")).to_have_count(0)
    assert table.locator("tbody tr:first-child > :visible").count() == 8
    page.reload()
    expect(table.get_by_role("columnheader", name="Note")).to_have_count(0)
    table.get_by_role("button", name="Columns (1)").click()
    table.get_by_role("group", name="Columns").get_by_role("checkbox", name="Note").check()
    expect(table.get_by_role("columnheader", name="Note")).to_have_count(1)


def test_rows_are_compared_side_by_side(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FAMILIES)
    table.get_by_role("button", name="Compare rows").click()
    side = table.get_by_role("button", name="Side by side")
    expect(side).to_be_disabled()
    table.get_by_role("checkbox", name="Select GANs").check()
    table.get_by_role("checkbox", name="Select Diffusion").check()
    expect(table.get_by_role("status").filter(has_text="2 selected")).to_be_visible()
    side.click()
    region = table.get_by_role("region", name="Side by side")
    expect(region).to_be_focused()
    lines = [row.locator("th, td").all_inner_texts() for row in region.locator("tr").all()]
    assert lines[0] == ["Column", "GANs ×", "Diffusion ×"]
    assert lines[1] == ["≠ How it generates", "Generator vs discriminator", "Denoise pure noise"]
    assert [cell.strip() for cell in lines[2]] == ["Quality", "3 of 3", "3 of 3"]
    assert region.locator("input").count() == 0
    table.get_by_role("checkbox", name="Only differences").check()
    expect(region.get_by_role("rowheader")).to_have_text(["≠ How it generates", "≠ Diversity", "≠ Speed"])
    page.reload()
    expect(region.get_by_role("columnheader")).to_have_text(["Column", "GANs ×", "Diffusion ×"])
    assert region.get_by_role("rowheader").count() == 3
    page.emulate_media(media="print")
    expect(region).to_be_visible()
    page.emulate_media(media="screen")


def test_the_comparison_closes_and_stays_closed(page: Page, site: str) -> None:
    prefix = "comparison_models_families"
    page.goto(f"{site}?{prefix}.rows=gan+vae+diffusion&{prefix}.compare=1")
    table = page.locator(FAMILIES)
    region = table.get_by_role("region", name="Side by side")
    region.get_by_role("button", name="Remove VAEs").click()
    expect(region.get_by_role("columnheader")).to_have_text(["Column", "GANs ×", "Diffusion ×"])
    table.get_by_role("button", name="Side by side").click()
    expect(region).to_be_hidden()
    table.get_by_role("button", name="Side by side").click()
    expect(region).to_be_visible()
    page.keyboard.press("Escape")
    expect(region).to_be_hidden()
    expect(table.get_by_role("group", name="Compare rows")).to_be_hidden()
    table.get_by_role("button", name="Family", exact=True).click()
    expect(table.get_by_role("group", name="Compare rows")).to_be_hidden()
    assert ("comparison_models_families.compare", "1") not in query(page)


def test_the_csv_has_what_is_shown_and_no_formula(page: Page, site: str) -> None:
    page.goto(f"{site}?comparison_models_few.sort=-size&comparison_models_few.hide=paper")
    table = page.locator(FEW)
    taken = download(table, page)
    assert taken.suggested_filename == "few.csv"
    content = Path(taken.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert lines[0] == ["Model", "Parameters", "Released", "Open weights", "Media", "Score", "License", "Note"]
    assert [line[1] for line in lines[1:]] == values(table, 2)
    assert {line[7] for line in lines[1:]} == {
        "",
        "See the paper, now",
        "'=1+1",
        'a "quote"',
    }
    assert {line[3] for line in lines[1:]} == {"", "Yes", "No"}


def test_what_is_shown_is_copied_as_markdown_and_for_a_spreadsheet(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}?comparison_models_few.search=oko&comparison_models_few.sort=-size&comparison_models_few.hide=paper+note")
    table = page.locator(FEW)
    names = values(table, 1)
    table.get_by_role("button", name="Take away").click()
    table.get_by_role("button", name="Copy as Markdown").click()
    expect(table.get_by_role("status").first).to_have_text("Copied")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[:2] == [
        "| Model | Parameters | Released | Open weights | Media | Score | License |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    assert [line.split(" | ")[0] for line in lines[2:]] == [f"| {name}" for name in names]
    table.get_by_role("button", name="Copy for a spreadsheet").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('Model\\tParameters'))")
    rows = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    assert [row[0] for row in rows[1:]] == names
    assert {len(row) for row in rows} == {7}


def test_notes_are_reached_by_their_numbers_and_are_no_values(page: Page, site: str) -> None:
    page.goto(f"{site}?comparison_models_families.sort=-quality")
    table = page.locator(FAMILIES)
    assert ids(table)[-1] == "vae"
    note = table.locator("li").filter(has_text="On faces only")
    # Material makes addresses whole.
    there = table.get_by_role("link", name="Note 1").get_attribute("href") or ""
    back = note.get_by_role("link", name="Back to VAEs").get_attribute("href") or ""
    assert (urlsplit(there).fragment, urlsplit(back).fragment) == (note.get_attribute("id"), "row_models_families_vae")
    ends = filter_panel(table, "quality").get_by_role("spinbutton")
    assert ends.evaluate_all("all => all.map(one => one.placeholder)") == ["1", "3"]
    page.keyboard.press("Escape")
    lines = list(csv.reader(io.StringIO(Path(download(table, page).path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert lines[-1] == ["VAEs", "Encode, decode", "1", "3", "3"]


def test_the_state_is_in_the_address_and_two_tables_do_not_mix(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(FEW).get_by_role("button", name="Score", exact=True).click()
    page.locator(FAMILIES).get_by_role("button", name="Family", exact=True).click()
    page.locator(FAMILIES).get_by_role("searchbox").fill("e")
    expect(page).to_have_url(re.compile("search=e"))
    assert query(page) == [
        ("comparison_models_few.sort", "score"),
        ("comparison_models_families.sort", "family"),
        ("comparison_models_families.search", "e"),
    ]
    few, families = ids(page.locator(FEW)), ids(page.locator(FAMILIES))
    address = page.url
    page.goto(f"{site}other/")
    page.goto(address)
    expect(page.locator(FAMILIES).get_by_role("searchbox")).to_have_value("e")
    assert (ids(page.locator(FEW)), ids(page.locator(FAMILIES))) == (few, families)
    assert families == ["diffusion", "gan", "vae"]


def test_a_wrong_address_does_no_harm(page: Page, site: str) -> None:
    wrong = "?comparison_models_few.sort=-nope&comparison_models_few.hide=nope+name&comparison_models_few.rows=nope&x=%zz#%"
    page.goto(site + wrong)
    assert len(ids(page.locator(FEW))) == 40


def test_back_and_forward_step_through_a_table_without_loading_the_page(page: Page, site: str) -> None:
    page.goto(site)
    page.wait_for_load_state("networkidle")
    table = page.locator(FEW)
    author = ids(table)
    page.evaluate("window.mark = document.querySelector('genai-table')")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    table.get_by_role("button", name="Score", exact=True).click()
    sorted_ids = ids(table)
    table.get_by_role("searchbox").press_sequentially("gemma", delay=20)
    expect(page).to_have_url(re.compile("search=gemma"))
    table.get_by_role("searchbox").blur()
    page.go_back()
    expect(table.get_by_role("searchbox")).to_have_value("")
    assert ids(table) == sorted_ids
    page.go_back()
    expect(table.locator("[aria-sort]")).to_have_count(0)
    assert query(page) == []
    assert ids(table) == author
    page.go_forward()
    page.go_forward()
    expect(table.get_by_role("searchbox")).to_have_value("gemma")
    assert {name.split()[0] for name in values(table, 1)} == {"Gemma"}
    assert page.evaluate("window.mark.isConnected")
    # What controls do is loaded when a reader first comes to them.
    assert [url for url in requests if "favicon" not in url and not url.endswith(TOOLS)] == []


def test_tables_live_through_instant_navigation(page: Page, site: str) -> None:
    page.goto(f"{site}other/")
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = 1")
    for _ in range(2):
        page.get_by_role("link", name="back", exact=True).click()
        table = page.locator(FEW)
        table.get_by_role("button", name="Score", exact=True).click()
        expect(table.locator("[aria-sort]")).to_have_count(1)
        page.get_by_role("link", name="other page").click()
        expect(page.get_by_role("heading", name="Other")).to_be_visible()
    page.go_back()
    expect(page.locator(FEW).locator("[aria-sort=ascending]")).to_have_text("Score")
    assert page.evaluate("window.mark") == 1
    tools = "tables => tables.map(table => table.querySelectorAll('.genai-table__tools').length)"
    assert page.locator("genai-table").evaluate_all(tools) == [1, 1]


def assert_in_sight(page: Page, row: str, *, cards: bool = False) -> None:
    """A row comes to where a reader sees it, and stays there; the head of `cards` scrolls away."""
    script = """async ([id, cards]) => {
        const inSight = () => {
            const row = document.getElementById(id), box = row.getBoundingClientRect()
            const region = row.closest(".genai-table__scroll").getBoundingClientRect()
            const head = row.closest("table").tHead.getBoundingClientRect()
            const site = document.querySelector(".md-header").getBoundingClientRect()
            const top = cards ? site.bottom : Math.max(head.bottom, region.top)
            return row.matches(":target") && box.height > 0 && box.top >= top - 1 && box.bottom <= region.bottom + 1
                && top >= site.bottom && box.bottom <= innerHeight
        }
        for (let frame = 0; frame < 20; frame++) {
            if (!inSight()) return false
            await new Promise(requestAnimationFrame)
        }
        return true
    }"""
    page.wait_for_function(script, arg=[row, cards])


def test_links_to_rows_find_them_from_everywhere(page: Page, site: str) -> None:
    row = "row_models_families_vae"
    page.goto(f"{site}#{row}")
    page.wait_for_function("id => document.getElementById(id).matches(':target')", arg=row)
    assert_in_sight(page, row)
    highlight = page.locator(f"#{row} td").first.evaluate("cell => getComputedStyle(cell).boxShadow")
    assert highlight != "none"
    page.goto(f"{site}other/")
    page.get_by_role("link", name="VAEs").click()
    page.wait_for_function("id => document.getElementById(id)?.matches(':target')", arg=row)
    assert_in_sight(page, row)


def test_a_link_to_a_row_that_is_filtered_out_shows_it(page: Page, site: str) -> None:
    row = "row_models_families_vae"
    page.goto(f"{site}?comparison_models_families.search=gan&comparison_models_families.sort=family#{row}")
    expect(page.locator(f"#{row}")).to_be_visible()
    assert query(page) == [("comparison_models_families.sort", "family")]
    table = page.locator(FAMILIES)
    table.get_by_role("searchbox").fill("gan")
    expect(page.locator(f"#{row}")).to_be_hidden()
    page.get_by_role("link", name="To the VAEs").click()
    expect(page.locator(f"#{row}")).to_be_visible()
    expect(table.get_by_role("searchbox")).to_have_value("")
    expect(page).to_have_url(re.compile(r"families\.sort=family"))


def test_search_finds_a_row_and_lands_on_it(page: Page, site: str) -> None:
    page.goto(f"{site}other/")
    page.get_by_role("textbox", name="Search").first.click()
    page.get_by_role("textbox", name="Search").first.press_sequentially("denoise")
    result = page.locator(".md-search-result__link", has_text="Diffusion")
    expect(result).to_be_visible()
    result.click()
    row = "row_models_families_diffusion"
    page.wait_for_function("id => document.getElementById(id)?.matches(':target')", arg=row)
    assert_in_sight(page, row)


def test_print_is_what_is_shown_and_no_controls(page: Page, site: str) -> None:
    page.goto(f"{site}?comparison_models_few.search=oko&comparison_models_few.hide=note")
    table = page.locator(FEW)
    expect(table.get_by_role("status").first).not_to_have_text("40 of 40 rows")
    shown = ids(table)
    page.emulate_media(media="print")
    assert ids(table) == shown
    assert table.locator("tbody tr:visible").first.locator("> :visible").count() == 8
    assert table.locator(".genai-table__button:visible, input:visible").count() == 0
    landscape = 1045
    page.set_viewport_size({"width": landscape, "height": 700})
    assert table.evaluate("table => table.querySelector('table').scrollWidth") <= landscape
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.slow
def test_without_javascript_every_row_is_there_and_no_control(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name, selector, rows in (("", FEW, 40), ("", FAMILIES, 3), ("many/", MANY, ROWS), ("grouped/", FEW, 40)):
        page.goto(site + name)
        table = page.locator(selector)
        assert table.locator(TABLE_ROWS).count() == rows
        assert table.locator(TABLE_ROWS).last.is_visible()
        assert table.locator("button, input").count() == 0
    table.locator("summary").nth(1).click()
    assert table.locator("dl:visible").count() == 1
    context.close()


def test_the_keyboard_reaches_and_works_every_control(page: Page, site: str) -> None:
    page.goto(site)
    table = page.locator(FEW)
    table.get_by_role("searchbox").focus()
    page.keyboard.type("gemma")
    expect(page).to_have_url(re.compile("search=gemma"))
    names: list[str] = []
    for _ in range(90):
        page.keyboard.press("Tab")
        active = page.evaluate("""() => {
            const element = document.activeElement
            const name = element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent
            return element.closest("#comparison_models_few") ? name.trim().replace(/\\s+/g, " ").slice(0, 40) : ""
        }""")
        names.append(active)
        if active in ("Columns", "Take away", "Filter: Open weights"):
            page.keyboard.press("Space")
            expect(table.get_by_role("group", name=active, exact=True)).to_be_visible()
        if active == "Compare rows":
            page.keyboard.press("Enter")
            expect(table.get_by_role("group", name="Compare rows")).to_be_visible()
        if active.startswith("Yes") or active == "Note" or active.startswith("Select Gemma"):
            page.keyboard.press("Space")
        if active == "Paper":
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")
        if active == "Model" and names.count("Model") == 1:
            page.keyboard.press("Enter")
    assert {"Columns", "Compare rows", "Download CSV", "Reset", "Model", "Parameters", "Score"} <= set(names)
    expect(table.locator("th[data-column=name]")).to_have_attribute("aria-sort", "ascending")
    expect(table.get_by_role("columnheader", name="Note")).to_have_count(0)
    state = page.url
    for part in ("is.open=1", "hide=note", "sort=name", "search=gemma", "rows=gemma"):
        assert part in state, part


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 768, 1920])
def test_axe_finds_nothing(browser: Browser, site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    known: set[str] = set()
    for name in ("", "charts/", "marks/", "grouped/"):
        page.goto(site + name)
        for table in page.locator("genai-table").all():
            if table.get_by_role("button", name="Compare rows").count():
                table.get_by_role("button", name="Compare rows").click()
                expect(table.get_by_role("group", name="Compare rows")).to_be_visible()
        if not name:
            families = page.locator(FAMILIES)
            families.get_by_role("button", name="Quality", exact=True).click()
            families.get_by_role("checkbox", name="Select GANs").check()
            families.get_by_role("checkbox", name="Select VAEs").check()
            families.get_by_role("button", name="Side by side").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = violations(page, within=".genai", without=COLOR_RULES)
        for scheme in SCHEMES:
            show(page, width, scheme)
            found += color_violations(page, known, within=".genai")
        assert [(violation["id"], [node["html"] for node in violation["nodes"]][:3]) for violation in found] == []
    context.close()


def test_on_a_phone_header_and_first_column_of_a_long_table_stay_in_sight(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}many/")
    region = page.locator(f"{MANY}.genai-table--long .genai-table__scroll")
    region.focus()
    region.evaluate("region => { region.scrollTop = 300; region.scrollLeft = 200 }")
    where = region.evaluate("""region => {
        const box = region.getBoundingClientRect(), head = region.querySelector("thead th").getBoundingClientRect()
        const row = region.querySelector("tbody tr:nth-child(12) th").getBoundingClientRect()
        return {head: [head.left - box.left, head.top - box.top], row: row.left - box.left, width: row.width}
    }""")
    assert max(map(abs, [*where["head"], where["row"]])) <= 2
    assert where["width"] <= 0.45 * 320


CARD = """row => [...row.cells].filter(cell => cell.checkVisibility()).map(cell => {
    const box = cell.getBoundingClientRect(), sign = getComputedStyle(cell, "::before")
    return [Math.round(box.left), Math.round(box.top), sign.float === "none" ? "" : cell.dataset.label]
})"""
"""The left and upper edge of each cell of a row that is shown, and the title that it has."""


@pytest.mark.parametrize("scripts", [False, True])
def test_on_a_phone_each_row_is_a_card(browser: Browser, site: str, scripts: bool) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=scripts, locale="en")
    page = context.new_page()
    page.goto(site)
    table = page.locator(FEW)
    titles = ["Parameters", "Released", "Open weights", "Media", "Score", "License", "Note", "Paper"]
    card = table.locator("tbody tr").nth(7).evaluate(CARD)
    assert [title for *_, title in card] == ["", *titles]
    assert len({left for left, *_ in card}) == 1
    assert [top for _, top, _ in card] == sorted({top for _, top, _ in card})
    overflow = "region => [region.scrollWidth - region.clientWidth, region.scrollHeight - region.clientHeight]"
    assert table.locator(".genai-table__scroll").evaluate(overflow) == [0, 0]
    page.set_viewport_size({"width": 768, "height": 640})
    assert len({top for _, top, _ in table.locator("tbody tr").nth(7).evaluate(CARD)}) == 1
    context.close()


def test_cards_obey_the_controls(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site)
    page.wait_for_load_state("networkidle")
    table = page.locator(FAMILIES)
    table.get_by_role("button", name="Speed", exact=True).click()
    assert ids(table) == ["diffusion", "gan", "vae"]
    page.evaluate("() => { location.hash = 'row_models_families_vae' }")
    page.wait_for_function("() => document.querySelector('#row_models_families_vae').matches(':target')")
    assert_in_sight(page, "row_models_families_vae", cards=True)
    page.wait_for_timeout(300)  # since a row is led to several times, and a click scrolls elsewhere
    table.get_by_role("button", name="Columns").click()
    table.get_by_role("checkbox", name="Quality").uncheck()
    page.keyboard.press("Escape")
    card = table.locator("tbody tr").first.evaluate(CARD)
    assert [title for *_, title in card] == ["", "How it generates", "Diversity", "Speed"]
    table.get_by_role("button", name="Compare rows").click()
    for name in ("GANs", "VAEs"):
        table.get_by_role("checkbox", name=f"Select {name}").check()
    table.get_by_role("button", name="Side by side").click()
    line = table.get_by_role("region", name="Side by side").locator("tbody tr").first
    assert len({top for _, top, _ in line.evaluate(CARD)}) == 1


def test_thousands_of_rows_obey_every_control(page: Page, site: str) -> None:
    page.set_default_timeout(HANG)
    page.goto(f"{site}many/")
    table = page.locator(MANY)
    # Found by selectors: to look for a role, Playwright asks each of the 20,000 elements for its style, again and again.
    status = table.locator(".genai-table__count")
    expect(status).to_have_text(f"{ROWS:,} of {ROWS:,} rows")
    first = table.locator("tbody tr:first-child th").first
    before = first.inner_text()
    # Clicked by script: to lay thousands of rows out takes a browser without a graphics card long.
    for column in ("name", "size"):
        table.locator(f"thead th[data-column={column}] .genai-table__sort").evaluate("button => button.click()")
    expect(table.locator("thead th[aria-sort]")).to_have_count(1, timeout=HANG)
    table.locator("input[type=search]").evaluate(
        "input => { input.value = 'no such model'; input.dispatchEvent(new Event('change')) }"
    )
    expect(status).to_have_text(f"0 of {ROWS:,} rows", timeout=HANG)
    table.locator("button", has_text="Reset").first.evaluate("button => button.click()")
    expect(status).to_have_text(f"{ROWS:,} of {ROWS:,} rows", timeout=HANG)
    expect(first).to_have_text(before, timeout=HANG)


@pytest.mark.slow
def test_long_tables_have_all_rows_for_the_browsers_own_search_and_for_links(page: Page, site: str) -> None:
    page.goto(f"{site}many/")
    table = page.locator(MANY)
    expect(page.locator(".genai-table--long")).to_have_count(1)
    name = table.locator("tbody th").last.text_content()
    assert page.evaluate("name => window.find(name)", name)
    last = table.locator("tbody tr").last.get_attribute("id") or ""
    page.goto(f"{site}many/#{last}")
    page.reload()
    page.wait_for_function("id => document.getElementById(id)?.matches(':target')", arg=last)
    expect(page.locator(".genai-table--long")).to_have_count(1)
    assert_in_sight(page, last)
    page.emulate_media(media="print")
    assert table.locator("tbody tr:visible").count() == ROWS


@pytest.mark.slow
def test_instant_navigation_leaves_no_document_behind(page: Page, site: str) -> None:
    page.goto(f"{site}other/")
    page.wait_for_load_state("networkidle")
    session = page.context.new_cdp_session(page)

    def documents() -> int:
        session.send("HeapProfiler.collectGarbage")
        return int(session.send("Memory.getDOMCounters")["documents"])

    def there_and_back() -> None:
        page.get_by_role("link", name="back", exact=True).click()
        expect(page.locator(f"{FEW} .genai-table__tools")).to_be_visible()
        page.get_by_role("link", name="other page").click()
        expect(page.get_by_role("heading", name="Other")).to_be_visible()

    for _ in range(3):
        there_and_back()
    before = documents()
    for _ in range(10):
        there_and_back()
    assert documents() <= before + 3


def test_a_strict_policy_and_another_language(browser: Browser, tmp_path: Path) -> None:
    with serve(tmp_path / "site", STRICT) as address:
        build(tmp_path, BARE, address, LABELS, rows=40)
        context = browser.new_context(locale="de")
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text + message.location["url"]))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        table = page.locator(FEW)
        table.get_by_role("button", name="Spalten").click()
        expect(table.get_by_role("group", name="Spalten")).to_be_visible()
        page.keyboard.press("Escape")
        filter_panel(table, "license")
        page.keyboard.press("Escape")
        table.get_by_role("button", name="Vergleichen").click()
        table.get_by_role("checkbox", name="Öko 3 auswählen").first.check()
        table.locator(".genai-table__select").nth(5).check()
        table.get_by_role("button", name="Nebeneinander").click()
        expect(table.get_by_role("status").first).to_have_text("40 von 40 Zeilen")
        expect(table.get_by_role("columnheader", name="Spalte")).to_be_visible()
        table.get_by_role("button", name="Mitnehmen").click()
        with page.expect_download():
            table.get_by_role("button", name="Als CSV").click()
        page.keyboard.press("Escape")
        table.get_by_role("button", name="Zurücksetzen").first.click()
        text = table.inner_text()
        assert "1 Mrd." in text.replace("\xa0", " ")
        assert not [word for word in ("Search", "Filter ", "Columns", "Compare", "Yes", "unknown", " of ") if word in text]
        assert [word for word in complaints if "favicon" not in word] == []
        context.close()


def test_a_row_of_a_long_table_gets_the_link_to_itself_where_a_reader_points(page: Page, site: str) -> None:
    page.goto(site + "many/")
    expect(page.locator(f"{MANY}.genai-table--long")).to_have_count(1)
    assert page.locator(f"{MANY} .genai-table__link").count() == 0
    row = page.locator(f"{MANY} {TABLE_ROWS}").nth(3)
    for _ in range(2):
        row.locator("td").first.hover()
        page.mouse.move(0, 0)
    link = row.locator("th .genai-table__link")
    assert link.get_attribute("href") == f"#{row.get_attribute('id')}"
    assert str(link.get_attribute("aria-label")).endswith(row.locator("th").inner_text())
