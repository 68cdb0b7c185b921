"""Terms and their glossary, in a course that is built for real."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from ..conftest import write_tree
from .course import build_site, build_strictly, dead_links, parsed_page, words_of

COURSE = """\
--- mkdocs.yml
site_name: Kitchen school
site_url: https://example.org/school/
use_directory_urls: false
theme: {name: material, font: false}
plugins: [search, {genai: {llms: true}}]
validation: {links: {anchors: warn}}
--- docs/registry/course.yml
terms:
  mise: {title: Mise en place, summary: All in *its* place.}
--- docs/registry/baking.yml
title: Baking
page: baking/index.md
topics:
  dough:
    {title: Dough rises, page: baking/dough.md, summary: "Made with [][term:yeast].", keypoints: ["[Élan][term:elan] counts"]}
terms:
  yeast: {title: Yeast, summary: "It makes [gas][term:gas].", aliases: [yeasts, leaven], topic: dough}
  gas: {title: Gas, summary: What rises.}
  elan: {title: élan, summary: "- Vigor\\n- Drive"}
  unused: {title: Unused, summary: Nobody uses it.}
--- docs/index.md
# Home

/// glossary
///
--- docs/baking/index.md
# Baking

/// topic-cards
///
--- docs/baking/dough.md
# Dough *rises*

Take [yeast][term:yeast], more [][term:yeast] and [your place](term:mise).
"""
BARE = COURSE.replace("/// glossary\n///\n", "No glossary here: [gas][term:gas].\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built strictly."""
    root = tmp_path_factory.mktemp("terms")
    write_tree(root, COURSE)
    return build_strictly(root)


def test_a_term_links_to_the_glossary_and_brings_its_meaning_once(site: Path) -> None:
    dough = parsed_page(site, "baking/dough")
    uses = dough.select("article p a.genai-term")
    assert [(use.get_text(), use["href"], use.get("id"), use["data-meaning"]) for use in uses] == [
        ("yeast", "../index.html#term_yeast", "use_yeast", "meaning_yeast"),
        ("Yeast", "../index.html#term_yeast", None, "meaning_yeast"),
        ("your place", "../index.html#term_mise", "use_mise", "meaning_mise"),
    ]
    assert words_of(dough, "[popover]") == [
        "Yeast: It makes gas. Glossary",
        "Mise en place: All in its place. Glossary",
        "Gas: What rises. Glossary",
        "élan: Vigor Drive Glossary",
    ]
    assert len(dough.select("#genai_hints_script")) == 1
    ids = [found["id"] for found in dough.select("[id]")]
    assert len(ids) == len(set(ids))


def test_terms_in_texts_of_the_registry_have_meanings_too(site: Path) -> None:
    baking = parsed_page(site, "baking/index")
    (use,) = baking.select(".genai-cards a.genai-term")
    assert (use.get_text(), use["href"]) == ("Yeast", "../index.html#term_yeast")
    assert words_of(baking, "[popover]") == ["Yeast: It makes gas. Glossary", "Gas: What rises. Glossary"]
    assert words_of(parsed_page(site, "baking/dough"), ".genai-keypoints .genai-term") == ["Élan"]


def test_every_link_leads_somewhere(site: Path) -> None:
    assert dead_links(site, "/school/") == []


def test_the_glossary_is_by_letter_and_leads_to_topics_and_uses(site: Path) -> None:
    home = parsed_page(site, "index")
    assert words_of(home, ".genai-glossary__letters a") == ["E", "G", "M", "U", "Y"]
    assert words_of(home, "dt") == ["élan", "Gas", "Mise en place", "Unused", "Yeast (yeasts, leaven)"]
    assert words_of(home, "#term_yeast + dd .genai-glossary__more") == ["Topic: Dough rises", "Used in: Dough rises"]
    links = [link["href"] for link in home.select("#term_yeast + dd a")]
    assert links == ["index.html#term_gas", "baking/dough.html", "baking/dough.html#use_yeast"]


def test_digits_and_scripts_of_thousands_of_characters_share_a_place(tmp_path: Path) -> None:
    more = "  three: {title: 3D, summary: Deep.}\n  han: {title: 汉字, summary: Signs.}\n  ya: {title: яма, summary: A pit.}\n"
    write_tree(tmp_path, COURSE.replace("  mise:", f"{more}  mise:"))
    home = parsed_page(build_strictly(tmp_path), "index")
    assert words_of(home, ".genai-glossary__letters a") == ["#", "E", "G", "M", "U", "Y", "Я"]
    assert words_of(home, "dt")[0] == "3D"


def test_without_a_glossary_a_term_is_a_button(tmp_path: Path) -> None:
    write_tree(tmp_path, BARE)
    site = build_strictly(tmp_path)
    (use,) = parsed_page(site, "index").select("button.genai-term")
    assert (use["popovertarget"], use.get_text()) == ("meaning_gas", "gas")
    assert words_of(parsed_page(site, "index"), "#meaning_gas") == ["Gas: What rises."]
    assert parsed_page(site, "baking/index").select_one(".genai-cards button.genai-term[popovertarget='meaning_yeast']")


def test_a_page_without_terms_is_as_it_was(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE + "--- docs/plain.md\n# Plain\n\nWords.\n")
    html = (build_strictly(tmp_path) / "plain.html").read_text("utf-8")
    assert "genai" not in html


def test_other_courses_and_tools_learn_the_terms(site: Path) -> None:
    published = json.loads((site / "registry.json").read_text("utf-8"))["terms"]
    assert published["yeast"] == {
        "title": "Yeast",
        "summary": "It makes gas.",
        "aliases": ["yeasts", "leaven"],
        "topic": "baking/dough",
        "url": "https://example.org/school/index.html#term_yeast",
    }
    assert list(published) == ["mise", "yeast", "gas", "elan", "unused"]
    assert "term:yeast" in zlib.decompress((site / "objects.inv").read_bytes().split(b"zlib.\n", 1)[1]).decode()


def test_search_finds_terms_and_no_meanings(site: Path) -> None:
    docs = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {doc["location"]: doc["text"] for doc in docs}
    assert "It makes gas." in found["index.html#term_yeast"]
    assert all("It makes" not in text for location, text in found.items() if location.startswith("baking/dough"))


def test_the_markdown_version_has_links_and_the_glossary(site: Path) -> None:
    dough = (site / "baking/dough.html.md").read_text("utf-8")
    assert "Take [yeast](../index.html.md), more [Yeast](../index.html.md) and [your place](../index.html.md)." in dough
    home = (site / "index.html.md").read_text("utf-8")
    assert "- **Yeast** (yeasts, leaven): It makes [gas](index.html.md). Topic: [Dough rises](baking/dough.html.md).\n" in home


def test_a_term_on_hidden_pages_alone_is_not_published(tmp_path: Path) -> None:
    hidden = BARE.replace("here: [gas][term:gas]", "here").replace('summary: "Made with [][term:yeast].", ', "")
    write_tree(tmp_path, hidden.replace("--- docs/baking/dough.md\n", "--- docs/baking/dough.md\n---\nrobots: noindex\n---\n"))
    site = build_strictly(tmp_path)
    assert list(json.loads((site / "registry.json").read_text("utf-8"))["terms"]) == ["unused"]


def test_an_area_s_glossary_has_its_terms_and_none_is_a_fault(tmp_path: Path) -> None:
    write_tree(
        tmp_path, COURSE.replace("/// topic-cards\n///", "/// glossary\n///") + "--- docs/registry/frying.yml\ntitle: Frying\n"
    )
    (tmp_path / "docs/index.md").write_text("# Home\n\n/// glossary | frying\n///\n", "utf-8")
    built = build_site(tmp_path)
    assert words_of(parsed_page(built.site, "baking/index"), "dt") == ["élan", "Gas", "Unused", "Yeast (yeasts, leaven)"]
    (warning,) = built.log
    assert "docs/index.md:3" in warning
    assert "the area 'frying' has no `terms` in the registry" in warning


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("[x][term:yeats]", "[term:yeats]: there is no term 'yeats'; did you mean 'yeast'?"),
        ("[x][terms:yeast]", "this is nearly a link to the registry; write [x][term:yeast]"),
        ("[x][term: yeast]", "this is nearly a link to the registry; write [x][term:yeast]"),
        ("[x][Term:Yeast]", "this is nearly a link to the registry; write [x][term:yeast]"),
    ],
)
def test_a_term_that_is_misspelt_is_a_fault_with_the_nearest_name(tmp_path: Path, link: str, fault: str) -> None:
    write_tree(tmp_path, COURSE)
    (tmp_path / "docs/plain.md").write_text(f"# Plain\n\n{link}\n", "utf-8")
    (warning,) = build_site(tmp_path).log
    assert "docs/plain.md:3" in warning
    assert fault in warning
