"""The course site in a real browser, at three widths, in both palettes, under a sub-path."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import markdown
from playwright.sync_api import expect

from ..axe import COLOR_RULES, SCHEMES, Scheme, color_violations, show, violations
from ..conftest import ROOT
from .conftest import OpenPage

pytestmark = pytest.mark.browser

AREA = yaml.safe_load((ROOT / "docs/registry/generative-ai.yml").read_text("utf-8"))
CALL = yaml.safe_load((ROOT / "docs/registry/course.yml").read_text("utf-8"))["call_to_action"]
AREA_PAGE = "generative-ai/"
DEEP_DIVE = "generative-ai/images/"
PAGES = ["", AREA_PAGE, DEEP_DIVE, "what-is-ready/"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The looks whose contrast was measured on a page before."""
    return set()


def findings(found: list[dict[str, Any]]) -> list[tuple[str, list[Any]]]:
    """What axe finds, in brief. Nothing is left out: what plain Material violates, this site mends."""
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_its_window_and_axe_finds_nothing(
    open_page: OpenPage, project_url: str, known: set[str], name: str, width: int
) -> None:
    page = open_page(project_url + name, width=width)
    for scheme in SCHEMES:
        show(page, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate("document.body.scrollWidth") == width
        assert findings(color_violations(page, known)) == []
    assert findings(violations(page, tags=WCAG, without=COLOR_RULES)) == []


@pytest.mark.parametrize("width", [300, 768, 1200])
def test_the_sign_for_a_heading_s_link_has_room_whatever_the_heading_says(
    open_page: OpenPage, project_url: str, width: int
) -> None:
    page = open_page(project_url + DEEP_DIVE, width=width)
    rooms = page.locator("article :is(h1, h2, h3) > .headerlink").evaluate_all(
        """links => links.map(link => {
            const own = getComputedStyle(link), heading = getComputedStyle(link.parentElement)
            return parseFloat(heading.paddingInlineEnd) - link.getBoundingClientRect().width - parseFloat(own.marginInlineStart)
        })"""
    )
    assert len(rooms) >= 5
    assert min(rooms) >= 0


def test_a_heading_s_link_takes_no_line_of_its_own(open_page: OpenPage, project_url: str) -> None:
    # This title leaves less room in its line than the sign takes.
    page = open_page(project_url + "building-with-ai/retrieval/", width=1440)
    page.wait_for_function("document.fonts.status === 'loaded'")
    lines = page.locator("h1").evaluate("heading => heading.clientHeight / parseFloat(getComputedStyle(heading).lineHeight)")
    assert lines == pytest.approx(1, abs=0.1)


def test_on_a_phone_no_button_lies_upon_code_and_numbers_stand_beside_their_lines(
    open_page: OpenPage, project_url: str
) -> None:
    page = open_page(project_url + "use/troubleshooting/", width=390)
    expect(page.locator(".highlighttable").first).to_be_visible()
    expect(page.locator(".md-code__nav:visible")).to_have_count(0)
    numbers, code = (
        page.locator(selector).first.evaluate("element => getComputedStyle(element).lineHeight")
        for selector in (".highlighttable .linenodiv pre", ".highlighttable pre > code")
    )
    assert numbers == code


@pytest.mark.parametrize("size", ["12px", "18px", "24px"])
def test_the_circle_of_a_choice_is_in_the_middle_of_its_first_line(open_page: OpenPage, project_url: str, size: str) -> None:
    page = open_page(project_url + DEEP_DIVE)
    page.add_style_tag(content=f".genai-quiz {{ font-size: {size} }}")
    distances = page.locator(".genai-quiz__choice > label").evaluate_all(
        """labels => labels.map(label => {
            const [circle, letter] = [label.querySelector("input"), label.querySelector(".genai-quiz__letter")]
                .map(element => element.getBoundingClientRect())
            return (circle.top + circle.bottom - letter.top - letter.bottom) / 2
        })"""
    )
    assert len(distances) >= 15
    assert max(map(abs, distances)) <= 1


def test_axe_finds_what_is_wrong(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url)
    page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"assets/logo.svg\" id=bad>')")
    assert findings(violations(page, tags=WCAG)) == [("image-alt", [["#bad"]])]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_reader_who_arrives_by_instant_navigation_finds_all_that_is_on_the_page(
    open_page: OpenPage, project_url: str, scheme: Scheme
) -> None:
    page = open_page(project_url, scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.stayed = true")
    page.get_by_role("article").get_by_role("link", name="Generative AI", exact=True).last.click()
    # Material's tracking may put the heading in sight of the page before behind the address.
    page.wait_for_url(re.compile(rf"/{AREA_PAGE}(#.*)?$"))
    expect(page.locator("table:visible")).to_have_count(1)
    expect(page.locator("svg.genai-diagram__svg:visible")).to_have_count(2)
    expect(page.locator("li.genai-card:visible")).to_have_count(len(AREA["topics"]))
    assert page.evaluate("window.stayed")


def test_a_click_anywhere_on_a_card_follows_its_link(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url + AREA_PAGE)
    card = page.locator("#topic_generative-ai_text-generation")
    box = card.bounding_box()
    assert box is not None
    card.click(position={"x": box["width"] - 8, "y": box["height"] - 8})
    # Material's tracking may put the heading in sight of the page before behind the address.
    page.wait_for_url(re.compile(r"/generative-ai/text-generation/(#.*)?$"))


def test_a_row_is_reached_by_its_anchor(open_page: OpenPage, project_url: str) -> None:
    page = open_page(f"{project_url}{AREA_PAGE}#row_generative-ai_families_gan")
    expect(page.locator("tr:target th")).to_have_text("GANs")


def words(text: str) -> str:
    """What a reader sees of inline Markdown."""
    return " ".join(BeautifulSoup(markdown(text), "html.parser").get_text().split())


@pytest.mark.parametrize("scripts", [True, False])
def test_the_drawer_of_a_phone_has_its_links_while_it_is_open(open_page: OpenPage, project_url: str, scripts: bool) -> None:
    page = open_page(project_url + AREA_PAGE, width=390, scripts=scripts)
    drawer = page.locator(".md-sidebar--primary")
    assert drawer.inner_text() == ""
    page.locator("label.md-header__button[for=__drawer]").click()
    expect(drawer.get_by_role("link", name=next(iter(AREA["topics"].values()))["title"])).to_be_in_viewport()
    page.locator(".md-overlay").click(position={"x": 350, "y": 400})
    expect(drawer).not_to_be_in_viewport()
    expect(drawer).to_have_text("", use_inner_text=True)


def test_without_javascript_every_word_of_the_registry_is_there(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url + AREA_PAGE, scripts=False)
    shown = " ".join(page.get_by_role("article").inner_text().split())
    for topic in AREA["topics"].values():
        assert words(topic["title"]) in shown
        assert words(topic["summary"]) in shown
    families = AREA["comparisons"]["families"]
    for text in (families["title"], *families["columns"].values()):
        assert words(text if isinstance(text, str) else text["title"]) in shown
    for row in families["rows"].values():
        assert all(words(cell) in shown for cell in row.values())
    for text in (CALL["title"], CALL["body"]):
        assert words(text) in shown
    expect(page.locator(".genai-related a:visible")).to_have_count(len(AREA["related"]))
    for name in ("concept", "denoising"):
        figure = page.locator(f"#diagram_generative-ai_{name}")
        drawn = " ".join((figure.text_content() or "").split())
        assert all(node["label"] in drawn for node in AREA["diagrams"][name]["nodes"].values())
        assert AREA["diagrams"][name]["title"] in drawn


def test_the_fonts_come_with_the_site_and_a_line_has_about_75_characters(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url + AREA_PAGE, width=1440)
    page.wait_for_function("document.fonts.status === 'loaded'")
    loaded = page.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family + ' ' + face.style)"
    )
    assert {"Source Sans 3 normal", "Source Serif 4 normal"} <= {name.replace('"', "") for name in loaded}
    paragraph = page.locator("article > p").nth(1)
    characters = len(paragraph.inner_text())
    lines = paragraph.evaluate("element => element.clientHeight / parseFloat(getComputedStyle(element).lineHeight)")
    assert 65 <= characters / (lines - 0.5) <= 85


SIGN = """([selector, part]) => {
    const sign = getComputedStyle(document.querySelector(selector), part), page = getComputedStyle(document.body)
    return [sign.backgroundColor, page.color, page.backgroundColor]
}"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", DEEP_DIVE, "about/", "use/codes/ga001/"])
def test_no_font_is_asked_for_at_once_that_the_page_does_not_need(open_page: OpenPage, project_url: str, name: str) -> None:
    page = open_page(project_url + "what-is-ready/", width=412)
    source = page.request.get(project_url + name).text()
    page.route(project_url + name, lambda route: route.fulfill(body=re.sub('<link rel="preload".*?>', "", source)))
    needed: list[str] = []
    page.on("request", lambda request: needed.append(request.url) if request.resource_type == "font" else None)
    page.goto(project_url + name)
    page.wait_for_load_state("networkidle")
    at_once = [urljoin(page.url, address) for address in re.findall('<link rel="preload" href="([^"]+)"', source)]
    assert len(at_once) >= 2
    assert set(at_once) <= set(needed)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("name", "selector", "part"),
    [
        (AREA_PAGE, ".genai-status--ready", "::before"),
        (AREA_PAGE, ".admonition-title", "::before"),
        (DEEP_DIVE, "article summary", "::before"),
        (DEEP_DIVE, "article summary", "::after"),
    ],
)
def test_a_sign_that_is_a_background_is_seen_where_the_system_sets_the_colors(
    open_page: OpenPage, project_url: str, scheme: Scheme, name: str, selector: str, part: str
) -> None:
    page = open_page(project_url + name, scheme=scheme)
    page.emulate_media(forced_colors="active")
    drawn, ink, ground = page.evaluate(SIGN, [selector, part])
    assert drawn == ink != ground


def test_a_drawing_has_a_faint_grid_and_words_with_an_edge_where_the_system_sets_the_colors(
    open_page: OpenPage, project_url: str
) -> None:
    page = open_page(project_url + DEEP_DIVE)
    page.emulate_media(forced_colors="active")
    grid, edge, ground = page.evaluate(
        """() => [
            getComputedStyle(document.querySelector(".course-figure line.drawn-grid")).strokeOpacity,
            getComputedStyle(document.querySelector(".course-figure text")).stroke,
            getComputedStyle(document.body).backgroundColor,
        ]"""
    )
    assert float(grid) < 0.5
    assert edge == ground


def test_code_keys_and_tags_have_frames_where_the_system_sets_the_colors(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url + "what-is-ready/")
    page.emulate_media(forced_colors="active")
    page.locator("article").evaluate(
        "article => article.insertAdjacentHTML('beforeend', '<p><kbd>K</kbd></p><pre><code>code</code></pre>')"
    )
    for selector in ("article kbd", "article pre", "article .genai-tag"):
        frame, ink = page.locator(selector).first.evaluate(
            "element => [getComputedStyle(element).borderTopColor, getComputedStyle(document.body).color]"
        )
        assert frame == ink
    # Otherwise the browser paints over lines that are near to words.
    assert page.locator(".genai-tag").first.evaluate("tag => getComputedStyle(tag).forcedColorAdjust") == "none"


def test_on_paper_a_year_stays_in_one_line_and_a_list_of_sources_has_its_addresses(
    open_page: OpenPage, project_url: str
) -> None:
    page = open_page(project_url + DEEP_DIVE, width=680)
    page.emulate_media(media="print")
    lines = page.locator("td", has_text=re.compile(r"^20\d\d$")).evaluate_all(
        """cells => cells.map(cell => {
            const words = document.createRange()
            words.selectNodeContents(cell)
            return words.getClientRects().length
        })"""
    )
    assert lines
    assert set(lines) == {1}
    address = """links => links.map(link => [link.href, getComputedStyle(link, "::after").content])"""
    resources = page.locator("article .genai-resources a[href^=http]").evaluate_all(address)
    assert resources
    assert all(f"({href})" in content for href, content in resources), resources
    sources = page.locator("article #sources ~ ul a[href^=http]").evaluate_all(address)
    assert sources
    assert all(any(host in href for host in ("arxiv.org", "doi.org")) != (f"({href})" in content) for href, content in sources)


@pytest.mark.parametrize("name", ["camps/", "what-is-ai/", "building-with-ai/", "generative-ai/code-generation/"])
def test_on_paper_no_table_loses_a_column_and_no_word_or_id_is_cut(open_page: OpenPage, project_url: str, name: str) -> None:
    page = open_page(project_url + name, width=640)
    page.emulate_media(media="print")
    rights = page.locator("article table").evaluate_all("tables => tables.map(table => table.getBoundingClientRect().right)")
    assert rights
    assert max(rights) <= 640
    cut = page.locator("article table :is(th[scope=row], .genai-tag, a)").evaluate_all(
        """cells => cells.flatMap(cell => {
            const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = []
            while (walker.nextNode())
                for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}:.]+/gu)) {
                    const range = document.createRange()
                    range.setStart(walker.currentNode, word.index)
                    range.setEnd(walker.currentNode, word.index + word[0].length)
                    if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(word[0])
                }
            return found
        })"""
    )
    assert cut == []


def test_on_paper_a_dark_palette_has_the_hues_and_links_of_the_light_one(open_page: OpenPage, project_url: str) -> None:
    page = open_page(project_url + AREA_PAGE)
    page.emulate_media(media="print")
    look = """scheme => {
        document.body.setAttribute("data-md-color-scheme", scheme)
        const link = getComputedStyle(document.querySelector(".genai-call .md-button--primary"))
        return [getComputedStyle(document.body).getPropertyValue("--genai-hue-3"), link.color, link.backgroundColor]
    }"""
    assert page.evaluate(look, "slate") == page.evaluate(look, "default")
