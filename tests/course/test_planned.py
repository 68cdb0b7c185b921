"""Areas of which nothing is written yet say so wherever they are shown, in the course's own word for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_genai.registry.model import Area

from ..site.course import ANCHORS, Built, Course

COURSE = f"""\
--- mkdocs.yml
site_name: Garden
theme: {{name: material, font: false}}
plugins: [search, {{genai: {{llms: true}}}}]
{ANCHORS}
--- docs/registry/course.yml
areas: [plants, tools, sheds, books]
labels: {{planned: Not yet, area_map: The map}}
--- docs/registry/plants.yml
title: Plants
summary: "See [the sheds][area:sheds], [][topic:sheds/roof] and [][area:plants]."
page: plants.md
overlaps: [tools]
related: [sheds, tools]
--- docs/registry/tools.yml
title: Tools
topics:
  saw: {{title: Saw, url: "https://example.org/saw"}}
overlaps: [plants]
--- docs/registry/sheds.yml
title: Sheds
summary: Where tools stand.
requires: [plants]
topics:
  roof: {{title: A *roof*}}
--- docs/registry/books.yml
title: Books
--- docs/index.md
# Garden

/// area-map
///

/// area-cards
///
--- docs/plants.md
# Plants

Read of [all *sheds*][area:sheds], [][area:sheds], [][topic:sheds/roof], and go on.

/// related-areas
///
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course, built."""
    course = Course(tmp_path_factory.mktemp("garden"))
    found = course.build(COURSE)
    assert found.log == []
    return found


@pytest.mark.parametrize(
    ("area", "planned"),
    [
        ({}, True),
        ({"topics": {"a": {"title": "A"}}}, True),
        ({"page": "a.md"}, False),
        ({"topics": {"a": {"title": "A", "page": "a.md"}}}, False),
        ({"topics": {"a": {"title": "A", "page": "a.md", "status": "planned"}}}, False),
        ({"topics": {"a": {"title": "A", "url": "https://example.org", "status": "planned"}}}, False),
    ],
)
def test_an_area_is_planned_without_any_page(area: dict[str, object], planned: bool) -> None:
    assert Area.model_validate({"title": "X", **area}).is_planned is planned


def test_a_planned_area_has_a_badge_on_its_card(built: Built) -> None:
    cards = {card["id"]: card.select_one(".genai-status") for card in built.page("index.html").select(".genai-card")}
    assert {anchor: badge.get_text() for anchor, badge in cards.items() if badge} == {
        "area_sheds": "Not yet",
        "area_books": "Not yet",
    }


def test_a_planned_area_says_so_on_the_map_by_words_and_by_its_outline(built: Built) -> None:
    nodes = {
        " ".join(node.get_text(" ").split()): "genai-diagram__node--planned" in node["class"]
        for node in built.page("index.html").select("#diagram_course .genai-diagram__node")
    }
    assert nodes == {"Plants": False, "Tools": False, "Sheds (not yet)": True, "Books (not yet)": True}


def test_areas_that_overlap_are_joined_once_by_a_dotted_line_and_those_alone_are_named(built: Built) -> None:
    drawing = built.page("index.html").select("#diagram_course svg")[0]
    assert drawing.desc is not None
    assert drawing.desc.get_text() == "Plants → Sheds (not yet); Plants — Tools; Books (not yet)"
    lines = drawing.select(".genai-diagram__edge")
    assert [("genai-diagram__edge--dotted" in line["class"], line.get("marker-end") is not None) for line in lines] == [
        (False, True),
        (True, False),
    ]


def test_links_to_what_is_planned_are_words_that_say_so(built: Built) -> None:
    page = built.page("plants/index.html")
    text = page.select("article p")[0]
    assert text.get_text() == "Read of all sheds (not yet), Sheds (not yet), A *roof* (not yet), and go on."
    assert text.select("a") == []
    assert [item.get_text() for item in page.select(".genai-related li")] == ["Sheds (not yet)", "Tools"]
    summary = built.page("index.html").select_one("#area_plants .genai-card__summary")
    assert summary is not None
    assert summary.get_text() == "See the sheds (not yet), A *roof* (not yet) and Plants."


def test_markdown_versions_say_so_too(built: Built) -> None:
    assert (built.site / "plants" / "index.html.md").read_text("utf-8").split("\n\n", 1)[1] == (
        "Read of all *sheds* (not yet), Sheds (not yet), A \\*roof\\* (not yet), and go on.\n\n- Sheds (not yet)\n- Tools\n"
    )
    assert (built.site / "index.html.md").read_text("utf-8").split("\n\n", 1)[1] == (
        "**The map**\n\n"
        "- [Plants](plants/index.html.md) → Sheds (not yet)\n"
        "- [Plants](plants/index.html.md) ┄ Tools\n"
        "- Books (not yet)\n\n"
        "- [Plants](plants/index.html.md): See the sheds (not yet), A \\*roof\\* (not yet) and "
        "[Plants](plants/index.html.md).\n"
        "- Tools\n- Sheds (Not yet): Where tools stand.\n- Books (Not yet)\n"
    )


def test_search_and_other_courses_know_it(built: Built) -> None:
    index = json.loads((built.site / "search" / "search_index.json").read_text("utf-8"))
    assert "Sheds (not yet). Where tools stand." in " ".join(entry["text"] for entry in index["docs"])
    areas = json.loads((built.site / "registry.json").read_text("utf-8"))["areas"]
    assert {area_id: area.get("status") for area_id, area in areas.items()} == {
        "plants": None,
        "tools": None,
        "sheds": "planned",
        "books": "planned",
    }


def test_an_area_without_a_page_that_has_topics_to_read_needs_a_page(tmp_path: Path) -> None:
    (message,) = Course(tmp_path).build(COURSE.replace("[][area:sheds],", "[][area:tools],")).log
    reason = "it has no page on which it could be shown; give it or its area a `page` in the registry"
    assert message.splitlines()[0].endswith(f"[area:tools]: {reason} [GA065]")
