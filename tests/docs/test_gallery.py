"""The gallery shows everything that there is, each with its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.columns import COLUMN_TYPES
from mkdocs_genai.render.charts import CHART_KINDS


@pytest.fixture(scope="module")
def gallery(project_site: Path) -> BeautifulSoup:
    return BeautifulSoup((project_site / "use" / "gallery" / "index.html").read_text("utf-8"), "html.parser")


def example_of(gallery: BeautifulSoup, anchor: str) -> tuple[list[str], Tag]:
    """The sources under a heading, and what comes of them."""
    heading = gallery.find(id=anchor)
    assert isinstance(heading, Tag), anchor
    example = heading.find_next_sibling("div", class_="course-example")
    assert isinstance(example, Tag), anchor
    sources = [code for code in example.find_previous_siblings("div", class_="highlight")[:2] if code in heading.next_siblings]
    return [code.get_text() for code in reversed(sources)], example


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_in_the_gallery_with_its_source(gallery: BeautifulSoup, name: str) -> None:
    (registry, block), example = example_of(gallery, f"block-{name}")
    assert registry.startswith("docs/registry/baking.yml")
    assert f"/// {name}" in block
    assert example.select_one(".genai") is not None
    assert example.select(".genai-fault") == []


@pytest.mark.parametrize("name", COLUMN_TYPES)
def test_every_column_type_is_in_the_gallery_with_its_source(gallery: BeautifulSoup, name: str) -> None:
    (registry, block), example = example_of(gallery, f"type-{name}")
    assert f"type: {name}" in registry
    assert f"/// comparison-table | {name}" in block
    assert [heading["data-type"] for heading in example.select("th[data-type]")][1:] == [name]
    assert len(example.select("tbody tr")) >= 2


@pytest.mark.parametrize("name", CHART_KINDS)
def test_every_kind_of_chart_is_in_the_gallery_with_its_source(gallery: BeautifulSoup, name: str) -> None:
    (registry, block), example = example_of(gallery, f"chart-{name}")
    assert "comparisons:" in registry
    assert f"kind: {name}" in block
    assert example.select_one(f".genai-chart--{name} svg") is not None


def test_ids_in_the_gallery_are_unique_and_its_links_lead_somewhere(gallery: BeautifulSoup) -> None:
    ids = [element["id"] for element in gallery.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    inside = {str(link["href"]) for link in gallery.select(".course-example a[href^='#']")}
    assert "#the-example" in inside
    assert {link.removeprefix("#") for link in inside} <= set(ids)
