"""A course that is built for real: what the registry puts around deep dives, into lists, into the nav and on the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from ..conftest import write_tree
from ..site.course import build_site, build_strictly

COURSE = """\
--- mkdocs.yml
site_name: Gardening
theme: {name: material, font: false, custom_dir: overrides}
plugins: [search, genai]
nav: [index.md, "area:*"]
--- overrides/main.html
{% extends "base.html" %}
{% block content %}{{ genai.topic_header }}{{ super() }}{{ genai.topic_footer }}{% endblock %}
--- docs/registry/course.yml
areas: [plants, tools]
labels: {map: The garden, planned: Not yet}
--- docs/registry/plants.yml
title: Plants & pots
page: plants/index.md
topics:
  roots: {title: Roots <b>, page: plants/roots.md, requires: [soil, tools/spade], status: draft}
  soil: {title: Soil, page: plants/soil.md, tags: [earth]}
  leaves: {title: Leaves, requires: [roots]}
--- docs/registry/tools.yml
title: Tools
page: tools/index.md
requires: [plants]
topics:
  spade: {title: Spade, tags: [iron]}
  rake: {title: Rake, page: tools/rake.md}
--- docs/index.md
# Garden

/// area-map
///

/// topic-list
///
--- docs/plants/index.md
# Plants & pots

/// topic-cards
///

/// topic-list
    status: planned
///
--- docs/plants/roots.md
# Roots `<b>`
--- docs/plants/soil.md
# Soil
--- docs/tools/index.md
# Tools

/// topic-cards
///
--- docs/tools/rake.md
# Rake
"""


@pytest.fixture
def build(tmp_path: Path) -> Callable[[], Path]:
    """Builds the course in `tmp_path` strictly; gives the site's folder."""

    def build() -> Path:
        return build_strictly(tmp_path)

    write_tree(tmp_path, COURSE)
    return build


def page(site: Path, name: str) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser")


def links(within: Tag | BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    """Words and addresses of links."""
    return [(link.get_text(" ", strip=True), str(link["href"])) for link in within.select(selector)]


def test_a_deep_dive_shows_where_it_belongs_and_what_to_learn_first(build: Callable[[], Path]) -> None:
    roots = page(build(), "plants/roots")
    assert links(roots, ".genai-trail a") == [("The garden", "../../"), ("Plants & pots", "../")]
    current = roots.select_one('.genai-trail [aria-current="page"]')
    assert current is not None
    assert current.get_text() == "Roots <b>"
    facts = roots.select_one(".genai-topic-header__facts")
    assert facts is not None
    assert " ".join(facts.get_text().split()) == "Draft Topic 2 of 2 · 1 min Learn first: Soil, Spade (not yet)"
    assert links(facts, "a") == [("Soil", "../soil/"), ("Spade", "../../tools/#topic_tools_spade")]


def test_the_way_leads_through_all_pages_and_from_area_to_area(build: Callable[[], Path]) -> None:
    site = build()
    steps = {name: links(page(site, name), ".genai-steps a") for name in ("plants/soil", "plants/roots", "tools/rake")}
    assert steps == {
        "plants/soil": [("← Previous Plants & pots", "../"), ("Next → Roots <b>", "../roots/")],
        "plants/roots": [("← Previous Soil", "../soil/"), ("Next area → Tools", "../../tools/")],
        "tools/rake": [("← Previous Tools", "../")],
    }


def test_only_deep_dives_have_a_frame_and_pages_without_one_still_build(build: Callable[[], Path]) -> None:
    site = build()
    framed = [file.parent.name for file in site.rglob("*.html") if "genai-trail" in file.read_text("utf-8")]
    assert sorted(framed) == ["rake", "roots", "soil"]
    assert (site / "404.html").is_file()


def test_the_nav_has_the_registry_s_titles_in_the_order_of_learning(build: Callable[[], Path]) -> None:
    nav = page(build(), "").select_one(".md-nav--primary")
    assert nav is not None
    shown = [words for link in nav.select("a.md-nav__link") if (words := link.get_text(" ", strip=True))]
    assert shown[1:] == ["Plants & pots", "Soil", "Roots <b>", "Tools", "Rake"]


def rows(table: Tag) -> list[list[str]]:
    """The words of a table, row by row, without what only screen readers say."""
    for hidden in table.select(".genai-hidden"):
        hidden.decompose()
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in table.select("tr")]


def test_the_list_of_topics_has_areas_status_and_prerequisites(build: Callable[[], Path]) -> None:
    (table,) = page(build(), "").select("article table")
    assert table.caption is not None
    assert table.caption.get_text() == "The topics of the course"
    assert [scope["scope"] for scope in table.select("tbody th")] == ["rowgroup", *["row"] * 3, "rowgroup", *["row"] * 2]
    assert ("Leaves", "plants/#topic_plants_leaves") in links(table, "th a")
    assert [bar["width"] for bar in table.select(".genai-topics__area .genai-rating__fill")] == ["33", "50"]
    assert rows(table) == [
        ["Topic", "Status", "Time", "Learn first"],
        ["Plants & pots 1 of 3 ready"],
        ["Soil", "Ready", "1\N{NO-BREAK SPACE}min", "—"],
        ["Roots <b>", "Draft", "1\N{NO-BREAK SPACE}min", "Soil , Spade"],
        ["Leaves", "Not yet", "—", "Roots <b>"],
        ["Tools 1 of 2 ready"],
        ["Spade", "Not yet", "—", "—"],
        ["Rake", "Ready", "1\N{NO-BREAK SPACE}min", "—"],
    ]


def test_the_list_is_about_the_areas_that_an_author_names(build: Callable[[], Path], tmp_path: Path) -> None:
    (tmp_path / "docs" / "index.md").write_text("# Garden\n\n/// topic-list\n    area: tools\n///\n", "utf-8")
    (table,) = page(build(), "").select("article table")
    assert [row[0] for row in rows(table)] == ["Topic", "Spade", "Rake"]


def test_on_an_area_s_page_the_list_is_about_that_area(build: Callable[[], Path]) -> None:
    (table,) = page(build(), "plants").select("article table")
    assert rows(table) == [["Topic", "Status", "Learn first"], ["Leaves", "Not yet", "Roots <b>"]]
    assert table.caption is not None
    assert table.caption.get_text() == "Topics: Plants & pots (Not yet)"


def test_every_area_of_the_map_is_a_link_without_javascript(build: Callable[[], Path]) -> None:
    garden = page(build(), "")
    assert links(garden, "#diagram_course a") == [("Plants & pots", "plants/"), ("Tools", "tools/")]
    ids = [element["id"] for element in garden.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_topic_takes_one_entry_and_one_page(build: Callable[[], Path], tmp_path: Path) -> None:
    registry = tmp_path / "docs" / "registry" / "tools.yml"
    registry.write_text(registry.read_text("utf-8") + "  hoe: {title: Hoe, page: tools/hoe.md, requires: [rake]}\n", "utf-8")
    (tmp_path / "docs" / "tools" / "hoe.md").write_text("# Hoe\n", "utf-8")
    site = build()
    assert ("Hoe", "tools/hoe/") in links(page(site, ""), ".md-nav--primary a.md-nav__link")
    assert ("Hoe", "tools/hoe/") in links(page(site, ""), "article table a")
    assert ("Hoe", "hoe/") in links(page(site, "tools"), ".genai-cards a")
    assert ("Next → Hoe", "../hoe/") in links(page(site, "tools/rake"), ".genai-steps a")
    assert ("Rake", "../rake/") in links(page(site, "tools/hoe"), ".genai-topic-header__facts a")


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("/// topic-list | tolls\n///", "there is no area 'tolls'; did you mean 'tools'?"),
        ("/// topic-list\n    area: tolls\n///", "option 'area': there is no area 'tolls'; did you mean 'tools'?"),
        ("/// topic-list | tools\n    area: plants\n///", "option 'area': the block already names the area 'tools'"),
        ("/// topic-list\n    status: redy\n///", "option 'status': there is no 'redy'; did you mean 'ready'?"),
        ("/// topic-list\n    tags: irn\n///", "option 'tags': no topic has the tag 'irn'; did you mean 'iron'?"),
        ("/// area-map | tools\n///", "the block takes no argument; delete 'tools'"),
    ],
)
def test_a_problem_in_a_block_is_a_warning_and_shows(tmp_path: Path, block: str, fault: str) -> None:
    write_tree(tmp_path, COURSE)
    (tmp_path / "docs" / "index.md").write_text(f"# Garden\n\n{block}\n", "utf-8")
    (warning,) = build_site(tmp_path).log
    assert f"docs/index.md:{3 + block.count(chr(10) + chr(32))}" in warning
    assert fault in warning
    shown = page(tmp_path / "site", "").select_one(".genai-fault")
    assert shown is not None
    assert fault in shown.get_text()
