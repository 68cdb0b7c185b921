"""A course whose topics say how long they take, what to know, what one can do afterwards, and what to remember."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..conftest import write_tree
from ..site.course import build_site, build_strictly, parsed_page, words_of

COURSE = (
    """\
--- mkdocs.yml
site_name: Gardening
use_directory_urls: false
theme: {name: material, font: false}
plugins: [{genai: {llms: true}}]
markdown_extensions: [attr_list]
--- docs/registry/course.yml
authors: [Ada, {name: Garden club, type: organization, url: "https://example.org/club"}]
license: CC-BY-4.0
version: "2026.1"
keywords: [gardens]
--- docs/registry/plants.yml
title: Plants
page: plants/index.md
topics:
  soil:
    title: Soil
    page: plants/soil.md
    minutes: 7
    level: beginner
    assumes: ["How to *dig*", A spade]
    objectives: {smell: "Say why soil [smells][topic:roots].", dig: Dig}
    keypoints: ["Soil is **alive**.", Worms help.]
    tags: [ground]
    resources:
      worms: {title: On worms, url: "https://example.org/worms", type: book, access: paid, note: "Chapter *one*"}
      sand: {title: On sand, url: "https://example.org/sand"}
  roots:
    title: Roots
    page: plants/roots.md
    requires: [soil]
    minutes: {exercises: 10}
    objectives: [Draw a root]
  leaves: {title: Leaves, url: "https://example.org/leaves", requires: [soil], keypoints: [Green]}
  buds: {title: Buds, requires: [soil]}
  seeds:
    title: Seeds
    page: plants/seeds.md
    minutes: {reading: 3}
    resources: {packet: {title: A packet, url: "https://example.org/packet"}}
--- docs/index.md
# Garden

/// topic-list
///

/// topic-list | plants
    status: planned
///

/// keypoints | plants/soil
///

/// resources | plants
///
--- docs/plants/index.md
# Plants

/// topic-cards
///

/// keypoints
///
--- docs/plants/soil.md
# Soil

/// resources
///
--- docs/plants/roots.md
# Roots

"""
    + "root " * 201
    + """

--- docs/plants/seeds.md
# Seeds

/// keypoints | soil
///

/// resources
///
"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built strictly."""
    root = tmp_path_factory.mktemp("learning")
    write_tree(root, COURSE)
    return build_strictly(root)


def test_a_deep_dive_says_how_long_it_takes_what_to_know_and_what_one_can_do_afterwards(site: Path) -> None:
    soil = parsed_page(site, "plants/soil")
    assert words_of(soil, ".genai-topic-header__study") == ["Topic 1 of 3 · 7 min · Beginner"]
    assert words_of(soil, ".genai-topic-header__assumes") == ["You should know: How to dig; A spade"]
    assert words_of(soil, ".genai-objectives__title") == ["Afterwards, you can:"]
    assert words_of(soil, ".genai-objectives li") == ["Say why soil smells.", "Dig"]
    assert [link["href"] for link in soil.select(".genai-objectives a")] == ["roots.html"]
    assert words_of(parsed_page(site, "plants/roots"), ".genai-objectives li") == ["Draw a root"]


def test_minutes_are_worked_out_from_the_page_and_added_up(site: Path) -> None:
    assert words_of(parsed_page(site, "plants/roots"), ".genai-topic-header__study") == ["Topic 2 of 3 · 12 min"]
    assert words_of(parsed_page(site, "plants/seeds"), ".genai-topic-header__study") == ["Topic 3 of 3 · 3 min"]


def test_a_deep_dive_ends_in_short_and_says_what_builds_on_it(site: Path) -> None:
    soil = parsed_page(site, "plants/soil")
    assert words_of(soil, ".genai-keypoints li") == ["Soil is alive.", "Worms help."]
    assert words_of(soil, ".genai-built-on") == ["What builds on this: Roots, Leaves"]
    assert [link["href"] for link in soil.select(".genai-built-on a")] == ["roots.html", "https://example.org/leaves"]
    assert not parsed_page(site, "plants/roots").select(".genai-keypoints, .genai-built-on")


def test_cards_and_lists_have_minutes_and_levels(site: Path) -> None:
    assert words_of(parsed_page(site, "plants/index"), ".genai-cards .genai-status") == [
        "Ready · 7 min · Beginner",
        "Ready · 12 min",
        "Ready",
        "Planned",
        "Ready · 3 min",
    ]
    tables = parsed_page(site, "index").select(".genai-topics table")
    assert [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in tables[0].select("tr")][:3] == [
        ["Topic", "Status", "Time", "Level", "Learn first"],
        ["Soil", "Ready", "7\N{NO-BREAK SPACE}min", "Beginner", "— No prerequisites"],
        ["Roots", "Ready", "12\N{NO-BREAK SPACE}min", "— unknown", "Soil"],
    ]
    assert [head.get_text() for head in tables[1].select("thead th")] == ["Topic", "Status", "Learn first"]


def test_keypoints_stand_where_the_author_places_them(site: Path) -> None:
    home, area, seeds = parsed_page(site, "index"), parsed_page(site, "plants/index"), parsed_page(site, "plants/seeds")
    assert words_of(home, ".genai-keypoints li") == ["Soil is alive.", "Worms help."]
    assert words_of(area, ".genai-keypoints__topic") == ["Soil", "Leaves"]
    assert [found["id"] for found in area.select(".genai-keypoints ul")] == ["keypoints_plants_soil", "keypoints_plants_leaves"]
    assert words_of(seeds, ".genai-keypoints li") == ["Soil is alive.", "Worms help."]


def test_placed_keypoints_are_not_repeated_at_the_end(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    (tmp_path / "docs/plants/soil.md").write_text("# Soil\n\n/// keypoints\n///\n", "utf-8")
    site = build_strictly(tmp_path)
    assert len(parsed_page(site, "plants/soil").select(".genai-keypoints")) == 1
    markdown = (site / "plants/soil.html.md").read_text("utf-8")
    assert markdown.count("In short") == 1


def test_resources_are_grouped_by_type(site: Path) -> None:
    soil = parsed_page(site, "plants/soil")
    assert words_of(soil, ".genai-resources__type") == ["Books", "More"]
    assert words_of(soil, ".genai-resources li") == ["On worms (paid): Chapter one", "On sand"]
    assert soil.select_one("#resource_plants_soil_worms a[href='https://example.org/worms']") is not None
    assert words_of(parsed_page(site, "plants/seeds"), ".genai-resources__type") == []
    assert words_of(parsed_page(site, "index"), ".genai-resources li") == [
        "On worms (paid): Chapter one",
        "On sand",
        "A packet",
    ]


def test_the_markdown_version_says_the_same(site: Path) -> None:
    soil = (site / "plants/soil.html.md").read_text("utf-8")
    assert (
        soil
        == """\
# Soil

**Books**

- [On worms](https://example.org/worms) (paid): Chapter *one*

**More**

- [On sand](https://example.org/sand)

---

- Where this topic belongs: [Map](../index.html.md), [Plants](index.html.md)
- Status: Ready
- Topic 1 of 3
- 7 min
- Beginner
- You should know: How to *dig*; A spade
- Afterwards, you can:
    - Say why soil [smells](roots.html.md).
    - Dig
- **In short**

    - Soil is **alive**.
    - Worms help.
- What builds on this: [Roots](roots.html.md), [Leaves](https://example.org/leaves)
- Previous: [Plants](index.html.md)
- Next: [Roots](roots.html.md)
"""
    )
    area = (site / "plants/index.html.md").read_text("utf-8")
    assert "- [Soil](soil.html.md) (Ready, 7 min, Beginner)\n" in area
    assert "Soil:\n\n- Soil is **alive**.\n- Worms help.\n\nLeaves:\n\n- Green\n" in area
    home = (site / "index.html.md").read_text("utf-8")
    assert "| Topic | Status | Time | Level | Learn first |\n| --- | --- | --- | --- | --- |\n" in home
    assert "| [Roots](plants/roots.html.md) | Ready | 12 min | — | [Soil](plants/soil.html.md) |" in home


def test_the_metadata_say_it_in_the_words_of_schema_org(site: Path) -> None:
    (script,) = parsed_page(site, "plants/soil").select('script[type="application/ld+json"]')
    soil = json.loads(script.get_text())
    assert {
        name: soil[name] for name in ("learningResourceType", "timeRequired", "educationalLevel", "license", "version")
    } == {
        "learningResourceType": "lesson",
        "timeRequired": "PT7M",
        "educationalLevel": "Beginner",
        "license": "https://spdx.org/licenses/CC-BY-4.0.html",
        "version": "2026.1",
    }
    assert soil["teaches"][1:] == ["Say why soil smells.", "Dig"]
    assert soil["teaches"][0]["name"] == "Soil"
    assert soil["competencyRequired"] == ["How to dig", "A spade"]
    assert soil["keywords"] == ["ground", "gardens"]
    assert soil["author"] == [
        {"@type": "Person", "name": "Ada"},
        {"@type": "Organization", "name": "Garden club", "url": "https://example.org/club"},
    ]
    assert soil["isPartOf"]["isPartOf"]["license"] == soil["license"]


@pytest.mark.parametrize(
    ("name", "block", "fault"),
    [
        ("index", "/// keypoints\n///", "this page does not belong to an area, so name one: /// keypoints | AREA"),
        ("index", "/// keypoints | soil\n///", "this page does not belong to an area, so name one: /// keypoints | AREA/soil"),
        ("index", "/// keypoints | plant/soil\n///", "there is no area 'plant'; did you mean 'plants'?"),
        ("index", "/// resources | plants/sol\n///", "the area 'plants' has no topic 'sol'; did you mean 'soil'?"),
        ("plants/index", "/// resources | leaves\n///", "'plants/leaves' has no `resources` in the registry"),
        ("plants/roots", "/// keypoints\n///", "'plants/roots' has no `keypoints` in the registry"),
    ],
)
def test_a_block_without_anything_to_show_is_a_fault(tmp_path: Path, name: str, block: str, fault: str) -> None:
    write_tree(tmp_path, COURSE)
    file = tmp_path / f"docs/{name}.md"
    file.write_text(f"{file.read_text('utf-8').splitlines()[0]}\n\n{block}\n", "utf-8")
    (warning,) = build_site(tmp_path).log
    assert fault in warning


HIDING = """
def on_page_context(context, page, config, nav):
    if "soil" in page.file.src_uri:
        page.content = "<p>Locked</p>"
    return context
"""
LATE = """
def on_post_page(output, page, config):
    return output.replace(page.content, "<p>Locked</p>") if "soil" in page.file.src_uri else output
"""


@pytest.mark.parametrize("hook", [HIDING, LATE])
@pytest.mark.parametrize("theme", ["", "{{ genai.topic_header }}{{ genai.topic_footer }}"])
def test_a_hidden_page_does_not_say_what_it_teaches(tmp_path: Path, hook: str, theme: str) -> None:
    write_tree(tmp_path, COURSE)
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("font: false", "font: false, custom_dir: overrides") + "hooks: [hide.py]\n", "utf-8"
    )
    (tmp_path / "hide.py").write_text(hook, "utf-8")
    (tmp_path / "overrides").mkdir()
    if theme:
        main = '{% extends "base.html" %}{% block content %}' + theme + "{{ super() }}{% endblock %}\n"
        (tmp_path / "overrides/main.html").write_text(main, "utf-8")
    site = build_strictly(tmp_path)
    html = (site / "plants/soil.html").read_text("utf-8")
    assert "Locked" in html
    assert "Worms help" not in html
    assert "Say why soil" not in html
    assert ("genai-trail" in html) == bool(theme or hook == HIDING)
