"""The course's own pages keep the shape that the course promises: areas alike, deep dives whole, diagrams fit for a phone."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

REGISTRY = Path(__file__).parents[2] / "docs" / "registry"
REGISTERED = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in REGISTRY.glob("*.yml") if file.stem != "course"}
AREAS = {area_id: area for area_id, area in REGISTERED.items() if "page" in area}
TOPICS = {f"{area_id}/{name}": topic for area_id, area in REGISTERED.items() for name, topic in area["topics"].items()}
DEEP_DIVES = [topic["page"] for topic in TOPICS.values() if topic.get("status") == "ready"]


def article(site: Path, src_uri: str) -> Tag:
    """What a page's Markdown became."""
    name = src_uri.removesuffix(".md").removesuffix("index").strip("/")
    found = BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser").select_one("article")
    assert found is not None
    return found


@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_areas_have_the_same_shape(project_site: Path, area: dict[str, object]) -> None:
    page = article(project_site, str(area["page"]))
    expected = ["#diagram_AREA_concept svg", ".genai-cards", ".genai-table", ".genai-related", ".genai-call"]
    area_id = next(name for name, each in AREAS.items() if each is area)
    shown = [selector for selector in expected if page.select_one(selector.replace("AREA", area_id))]
    assert shown == expected
    topics = area["topics"]
    assert isinstance(topics, dict)
    assert len(page.select(".genai-cards .genai-card")) == len(topics)
    assert any(topic.get("status") == "ready" for topic in topics.values())


def test_a_topic_that_is_ready_requires_none_that_is_planned() -> None:
    for name, topic in TOPICS.items():
        if "page" in topic:
            required = [each if "/" in each else f"{name.partition('/')[0]}/{each}" for each in topic.get("requires", ())]
            assert [each for each in required if "page" not in TOPICS[each]] == [], name


def test_a_topic_s_summary_is_short() -> None:
    assert {name: topic["summary"] for name, topic in TOPICS.items() if len(topic["summary"].split()) > 14} == {}


def test_all_areas_are_on_the_map_and_have_a_card_and_those_with_a_page_are_links(project_site: Path) -> None:
    home = article(project_site, "index.md")
    titles = {area["title"] for area in REGISTERED.values()}
    linked = {area["title"] for area in AREAS.values()}
    shown = {_words(each) for each in home.select("#diagram_course .genai-map__title")}
    planned = {_words(each) for each in home.select("#diagram_course .genai-map__area--planned .genai-map__title")}
    followed = {_words(each) for each in home.select("#diagram_course a")}
    assert (shown, planned, followed) == (titles, titles - linked, linked)
    badges = home.select(".genai-card:not(.genai-card--link) .genai-status--planned")
    assert len(badges) == len(home.select(".genai-status")) == len(titles - linked)
    assert {_words(each) for each in home.select(".genai-card__title")} == titles
    assert {_words(each) for each in home.select(".genai-card__link")} == linked


def _words(tag: Tag) -> str:
    return tag.get_text(" ", strip=True)


def test_calls_to_action_have_their_addresses_in_one_place_and_lead_to_pages_of_the_site() -> None:
    assert [area_id for area_id, area in REGISTERED.items() if "call_to_action" in area] == []
    call = yaml.safe_load((REGISTRY / "course.yml").read_text("utf-8"))["call_to_action"]
    assert [link["page"] for link in call["links"]] == ["courses.md", "camps.md"]


def test_the_die_of_the_next_word_machine_gives_each_word_its_share(project_site: Path) -> None:
    page = article(project_site, "camps.md")
    (text,) = page.select("blockquote")
    words = text.get_text().lower().replace(".", " stop").split()
    after: dict[str, list[str]] = {}
    for word, following in pairwise(words):
        after.setdefault(word, []).append(following)
    table = page.select("table")[1]
    faces = {cells[0]: cells[1:] for cells in ([_words(cell) for cell in row.select("td")] for row in table.select("tbody tr"))}
    assert faces == {word: sorted(found * (6 // len(found))) for word, found in after.items() if word != "stop"}


@pytest.mark.parametrize("src_uri", DEEP_DIVES)
def test_a_deep_dive_has_a_drawing_a_comparison_questions_and_sources(project_site: Path, src_uri: str) -> None:
    page = article(project_site, src_uri)
    assert page.select(".genai-diagram svg")
    assert page.select("table")
    assert 3 <= len(page.select("details.question, .genai-quiz__question")) <= 8
    sources = page.select_one("h2#sources")
    assert sources is not None
    assert len(sources.find_next_siblings("ul")) == 1
    # What is read in one go: without drawings, tables of the registry, code, answers and sources.
    for rest in page.select("#sources ~ *, details, pre, .demo, .genai, .genai-topic-header, .genai-steps, .headerlink"):
        rest.decompose()
    assert 800 <= len(page.get_text(" ").split()) <= 1600


@pytest.mark.parametrize("src_uri", ["index.md", *(area["page"] for area in AREAS.values()), *DEEP_DIVES])
def test_every_diagram_fits_on_a_phone(project_site: Path, src_uri: str) -> None:
    page = article(project_site, src_uri)
    wide = [figure for figure in page.select(".genai-diagram--wide") if not figure.find_parent(class_="genai-pair")]
    assert wide == []
    assert all(pair.select_one(".genai-pair__narrow.genai-diagram--narrow") for pair in page.select(".genai-pair"))


@pytest.mark.parametrize("src_uri", [*(str(area["page"]) for area in AREAS.values()), *DEEP_DIVES])
def test_no_tag_of_html_is_shown_as_words(project_site: Path, src_uri: str) -> None:
    page = article(project_site, src_uri)
    for code in page.select("code, script"):
        code.extract()
    # Texts of the registry are Markdown without HTML, which a page would show as it is written.
    assert [text for text in page.find_all(string=True) if "</" in text] == []
