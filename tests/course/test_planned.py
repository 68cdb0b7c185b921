"""Areas of which nothing is written yet say so wherever they are shown, in the course's own word for it."""

from __future__ import annotations

import json
import zlib
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
areas: [plants, tools, sheds, books, bees]
groups: {{beds: {{title: The *beds*, areas: [plants, sheds]}}}}
labels: {{planned: Not yet, area_map: The map}}
--- docs/registry/plants.yml
title: Plants
summary: "See [the sheds][area:sheds], [][topic:sheds/roof] and [][area:plants]."
page: plants.md
overlaps: [tools]
related: [sheds, tools, bees]
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
--- docs/registry/bees.yml
title: Bees
url: https://example.org/bees/
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
        ({"url": "https://example.org"}, False),
        ({"topics": {"a": {"title": "A", "page": "a.md"}}}, False),
        ({"topics": {"a": {"title": "A", "page": "a.md", "status": "planned"}}}, False),
        ({"topics": {"a": {"title": "A", "url": "https://example.org", "status": "planned"}}}, False),
    ],
)
def test_an_area_is_planned_without_any_page(area: dict[str, object], planned: bool) -> None:
    assert Area.model_validate({"title": "X", **area}).is_planned is planned


def test_a_planned_area_has_a_badge_on_its_card(built: Built) -> None:
    cards = {
        card["id"]: card.select_one(".genai-status:not(.genai-elsewhere)")
        for card in built.page("index.html").select(".genai-card")
    }
    assert {anchor: badge.get_text() for anchor, badge in cards.items() if badge} == {
        "area_sheds": "Not yet",
        "area_books": "Not yet",
    }


def test_an_area_that_lives_elsewhere_says_so_on_its_card_and_leads_there(built: Built) -> None:
    (card,) = built.page("index.html").select("#area_bees")
    (link,) = card.select("a")
    assert link["href"] == "https://example.org/bees/"
    assert [badge.get_text() for badge in card.select(".genai-elsewhere")] == ["Elsewhere"]
    assert len(built.page("index.html").select(".genai-elsewhere")) == 2  # on its card, and on the map


def test_cards_and_the_map_give_an_area_the_same_hue(built: Built) -> None:
    page = built.page("index.html")

    def hues(selector: str) -> list[str]:
        return [name for each in page.select(selector) for name in each["class"] if name.startswith("genai-hue-")]

    assert hues(".genai-card") == [f"genai-hue-{number}" for number in range(1, 6)]
    assert sorted(hues(".genai-map__area")) == hues(".genai-card")


def test_the_map_says_of_each_area_how_far_it_is_what_it_needs_and_what_it_overlaps(built: Built) -> None:
    areas = {
        area.select(".genai-map__title")[0].get_text(): (
            "genai-map__area--planned" in area["class"],
            [link["href"] for link in area.select("a")],
            [" ".join(part.get_text().split()) for part in area.select(".genai-map__state, .genai-map__note")],
        )
        for area in built.page("index.html").select("#diagram_course .genai-map__area")
    }
    assert areas == {
        "Plants": (False, ["plants/"], ["Shares ground with: Tools"]),
        "Sheds": (True, [], ["Not yet", "Learn first: Plants"]),
        "Tools": (False, [], ["1 of 1 ready", "Shares ground with: Plants"]),
        "Books": (True, [], ["Not yet"]),
        "Bees": (False, ["https://example.org/bees/"], ["Elsewhere"]),
    }


def test_the_map_s_bands_are_lists_with_names_and_what_requires_stands_under_what_is_required(built: Built) -> None:
    (beds, rest) = built.page("index.html").select("#diagram_course .genai-map__band")
    assert [name.get_text() for name in beds.select(".genai-map__name")] == ["The *beds*"]
    assert rest.select(".genai-map__name") == []
    (named,) = beds.select(":scope > ul")
    assert named["aria-labelledby"] == beds.select(".genai-map__name")[0]["id"]
    assert [title.get_text() for title in beds.select(".genai-map__under .genai-map__title")] == ["Sheds"]


def test_requires_is_a_solid_arrow_and_overlaps_a_dashed_line_and_a_legend_says_so(built: Built) -> None:
    (figure,) = built.page("index.html").select("#diagram_course")
    lines = figure.select(".genai-map__lines > .genai-map__line")
    assert [("genai-map__line--dashed" in line["class"], line.get("marker-end") is not None) for line in lines] == [
        (False, True),
        (True, False),
    ]
    (drawing,) = figure.select(".genai-map__lines")
    assert drawing["aria-hidden"] == "true"
    assert [key.get_text(strip=True) for key in figure.select(".genai-map__key")] == [
        "An arrow leads from what to learn first",
        "Areas are indented under what to learn first",
        "A dashed line joins areas that share ground",
    ]


def test_links_to_what_is_planned_are_words_that_say_so(built: Built) -> None:
    page = built.page("plants/index.html")
    text = page.select("article p")[0]
    assert text.get_text() == "Read of all sheds (not yet), Sheds (not yet), A *roof* (not yet), and go on."
    assert text.select("a") == []
    assert [item.get_text() for item in page.select(".genai-related li")] == [
        "Sheds (not yet)",
        "Tools",
        "Bees (elsewhere)",
    ]
    summary = built.page("index.html").select_one("#area_plants .genai-card__summary")
    assert summary is not None
    assert summary.get_text() == "See the sheds (not yet), A *roof* (not yet) and Plants."


def test_markdown_versions_say_so_too(built: Built) -> None:
    assert (built.site / "plants" / "index.html.md").read_text("utf-8").split("\n\n", 1)[1] == (
        "Read of all *sheds* (not yet), Sheds (not yet), A \\*roof\\* (not yet), and go on.\n\n- Sheds (not yet)\n- Tools\n"
        "- [Bees](https://example.org/bees/) (elsewhere)\n"
    )
    assert (built.site / "index.html.md").read_text("utf-8").split("\n\n", 1)[1] == (
        "**The map**\n\n"
        "The \\*beds\\*:\n\n"
        "- [Plants](plants/index.html.md); shares ground with: Tools\n"
        "    - Sheds (Not yet); learn first: [Plants](plants/index.html.md)\n\n"
        "- Tools (1 of 1 ready); shares ground with: [Plants](plants/index.html.md)\n"
        "- Books (Not yet)\n"
        "- [Bees](https://example.org/bees/) (Elsewhere)\n\n"
        "<!-- -->\n\n"  # without it, the two lists would be one
        "- [Plants](plants/index.html.md): See the sheds (not yet), A \\*roof\\* (not yet) and "
        "[Plants](plants/index.html.md).\n"
        "- Tools\n- Sheds (Not yet): Where tools stand.\n- Books (Not yet)\n"
        "- [Bees](https://example.org/bees/) (Elsewhere)\n"
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
        "bees": None,
    }
    assert areas["bees"]["url"] == "https://example.org/bees/"
    inventory = zlib.decompress((built.site / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1]).decode()
    assert [line.split()[0] for line in inventory.splitlines()] == ["area:plants"]


def test_metadata_names_where_an_area_lives(built: Built) -> None:
    (script,) = built.page("index.html").select('script[type="application/ld+json"]')
    parts = json.loads(script.get_text())["hasPart"]
    assert [(part["name"], part["url"]) for part in parts] == [
        ("Plants", "plants/"),
        ("Bees", "https://example.org/bees/"),
    ]


def test_an_area_without_a_page_that_has_topics_to_read_needs_a_page(tmp_path: Path) -> None:
    (message,) = Course(tmp_path).build(COURSE.replace("[][area:sheds],", "[][area:tools],")).log
    reason = "it has no page on which it could be shown; give it or its area a `page` in the registry"
    assert message.splitlines()[0].endswith(f"[area:tools]: {reason} [GA065]")
