"""The course's own pages keep the shape that the course promises: areas alike, deep dives whole, diagrams fit for a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

REGISTRY = Path(__file__).parents[2] / "docs" / "registry"
AREAS = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in REGISTRY.glob("*.yml") if file.stem != "course"}
DEEP_DIVES = [topic["page"] for area in AREAS.values() for topic in area["topics"].values() if topic.get("status") == "ready"]


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


@pytest.mark.parametrize("src_uri", DEEP_DIVES)
def test_a_deep_dive_has_a_drawing_a_comparison_questions_and_sources(project_site: Path, src_uri: str) -> None:
    page = article(project_site, src_uri)
    assert page.select(".genai-diagram svg")
    assert page.select("table")
    assert 3 <= len(page.select("details.question")) <= 5
    sources = page.select_one("h2#sources")
    assert sources is not None
    assert len(sources.find_next_siblings("ul")) == 1
    # What is read in one go: without drawings, tables of the registry, code, answers and sources.
    for rest in page.select("#sources ~ *, details, pre, .genai, .genai-topic-header, .genai-steps, .headerlink"):
        rest.decompose()
    assert 800 <= len(page.get_text(" ").split()) <= 1500


@pytest.mark.parametrize("src_uri", ["index.md", *(area["page"] for area in AREAS.values()), *DEEP_DIVES])
def test_every_diagram_fits_on_a_phone(project_site: Path, src_uri: str) -> None:
    page = article(project_site, src_uri)
    wide = [figure for figure in page.select(".genai-diagram--wide") if not figure.find_parent(class_="genai-pair")]
    assert wide == []
    assert all(pair.select_one(".genai-pair__narrow .genai-diagram--narrow") for pair in page.select(".genai-pair"))
