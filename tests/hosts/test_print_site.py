"""mkdocs-print-site-plugin puts all pages on one: what the registry shows looks and leads there as it does elsewhere."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_genai.hosts.mkdocs.print_site import mended

from ..site.course import DIAGRAM, PAGES, PLAIN, REGISTRY, Course, dead_links

PLAIN_PRINTED = PLAIN.replace("[genai]", "[search, genai, print-site]")
PAGE = """--- docs/day.md
# A day

[](https://example.org/)

/// concept-diagram | baking/day
///
"""
WITH_DIAGRAM = (
    REGISTRY.replace("related: [frying]", f"{DIAGRAM.strip()}\nrelated: [frying]")
    .replace(
        "{mix: Mix,", "{mix: {label: Mix, topic: mill}, fry: {label: Fry, area: frying}, bake: {label: Cakes, topic: cakes},"
    )
    .replace("topics:\n", 'topics:\n  mill: {title: Mill, url: "https://example.org/?a&b"}\n')
)


def printed(course: Course, *lines: str) -> list[str]:
    """The dead links of the print page of a course in which all is printed."""
    course.write(PLAIN_PRINTED + "".join(lines) + WITH_DIAGRAM + PAGES + PAGE)
    built = course.build("--- docs/extra.css\n")
    assert [line for line in built.log if "genai" in line] == []
    return [target for page, target in dead_links(built.site) if page.startswith("print_page")]


@pytest.mark.parametrize("more", ["", "use_directory_urls: false\n"])
def test_all_links_of_the_print_page_lead_somewhere(course: Course, more: str) -> None:
    assert printed(course, more) == []


def test_a_node_and_a_row_lead_to_their_places_on_the_print_page(course: Course) -> None:
    printed(course)
    page = BeautifulSoup((course.root / "site/print_page/index.html").read_text("utf-8"), "html.parser")
    assert {str(link["xlink:href"]) for link in page.select("#day svg a")} == {
        "https://example.org/?a&b",
        "#frying",
        "#topic_baking_cakes",
        "#baking-deep-er-dough",
    }
    row = page.find("a", string="Strong")
    assert row is not None
    # The frying page shows the table too, and stands before the one that the link names.
    assert row["href"] == "#row_baking_flours_strong_2"
    assert page.select("#baking-index tr#row_baking_flours_strong_2, #baking tr#row_baking_flours_strong_2")
    scripts = {str(script["src"]) for script in page.select("script[src*=genai]")}
    assert scripts == {f"../assets/genai/genai{name}.js" for name in ("", "-back", "-done")}


def test_the_print_page_links_the_style_sheet_once_and_before_the_course_s_own(course: Course) -> None:
    printed(course, "extra_css: [extra.css]\n")
    page = course.build().page("print_page/index.html")
    sheets = [urldefrag(str(link["href"]))[0] for link in page.select("link[rel=stylesheet]")]
    assert sheets.count("../assets/genai/genai.css") == 1
    assert sheets.index("../assets/genai/genai.css") < sheets.index("../extra.css")


def test_a_print_page_that_shows_nothing_of_the_registry_stays_as_it_was(course: Course) -> None:
    course.write(PLAIN_PRINTED + REGISTRY)
    for page in ("index", "frying", "baking/index", "baking/oven", "baking/deep/er/dough"):
        course.write(f"--- docs/{page}.md\n# {page}\n")
    assert "genai.css" not in (course.build().site / "print_page/index.html").read_text("utf-8")


def test_no_print_page_is_missed_where_the_plugin_is_switched_off(course: Course) -> None:
    course.write(PLAIN.replace("[genai]", "[genai, print-site: {enabled: false}]") + REGISTRY + PAGES)
    assert not (course.build().site / "print_page").exists()


def test_what_leads_elsewhere_and_what_nobody_has_stays() -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "x", "extra_css": ["assets/genai/genai.css", "assets/genai/genai-plain.css"]})
    config.validate()
    left = (
        '<head></head><section class="print-page" id="a"><a href="#a-none"></a><a xlink:href="b/"></a>'
        "<a xlink:href='c/'></a><script src=\"https://example.org/x.js\"></script></section>"
    )
    assert mended(left, "print_page/", ["a/"], config) == left.replace('"b/"', '"../a/b/"')


def test_the_map_of_the_course_leads_to_the_areas_on_the_print_page(course: Course) -> None:
    overlapping = REGISTRY.replace("related: [frying]", "requires: [frying]\nrelated: [frying]")
    course.write(PLAIN_PRINTED + overlapping + PAGES + "--- docs/map.md\n# Map\n\n/// area-map\n///\n")
    built = course.build()
    assert [target for page, target in dead_links(built.site) if page.startswith("print_page")] == []
    page = BeautifulSoup((built.site / "print_page/index.html").read_text("utf-8"), "html.parser")
    links = page.select(".genai-map a")
    assert {str(link["href"]) for link in links} == {"#baking", "#frying"}
    assert all(page.find(id=str(link["href"])[1:]) for link in links)
    ids = [str(element["id"]) for element in page.select("[id]")]
    heads = {str(line["marker-end"]) for line in page.select(".genai-map [marker-end]")}
    assert heads == {"url(#map_arrow)"}
    assert ids.count("map_arrow") == ids.count("diagram_course") == 1


SHOWN_TWICE = """
[](#row_baking_flours_soft) and [flour][term:flour]

/// area-map
///

/// concept-diagram | baking/day
///

/// comparison-table | baking/flours
///

/// comparison-chart | baking/flours
    kind: bars
///

/// quiz | baking/dough
///

/// glossary
///
"""
TWICE = (
    WITH_DIAGRAM.replace("dough: {", 'dough: {quiz: {what: {prompt: "Of ___?", answers: [flour], hints: [White]}}, ', 1)
    .replace("title: Flours\n", "title: Flours\n    sources: [{title: A book, url: 'https://example.org/book'}]\n")
    .replace("type: {title: Number,", "type: {title: Number, description: By ash,")
    .replace(
        "page: baking/index.md\n",
        "page: baking/index.md\nterms: {flour: {title: Flour, summary: Ground}, yeast: {title: Yeast, summary: Lifts}}\n",
        1,
    )
    .replace("type: 1050", "type: {value: 1050, note: Often}")
    + PAGES
    + "".join(f"--- docs/{name}.md\n# {name}\n{SHOWN_TWICE}" for name in ("one", "two", "three"))
)


@pytest.mark.parametrize("more", ["", "use_directory_urls: false\n"])
def test_what_several_pages_show_has_ids_of_its_own_to_which_each_page_refers(course: Course, more: str) -> None:
    course.write(PLAIN_PRINTED + more + TWICE)
    built = course.build()
    assert [line for line in built.log if "genai" in line] == []
    name = "print_page.html" if more else "print_page/index.html"
    assert [target for page, target in dead_links(built.site) if page == name] == []
    page = built.page(name)
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert [found for found, times in Counter(ids).items() if times > 1] == []
    sections = [page.select(f"#{key}")[0] for key in ("one", "two", "three")]
    referring = ("aria-labelledby", "aria-describedby", "popovertarget", "data-meaning")
    for section in sections:
        own = {str(element["id"]) for element in section.select("[id]")}
        referred = {
            (name, each) for name in referring for found in section.select(f"[{name}]") for each in str(found[name]).split()
        }
        assert {name for name, _ in referred} == set(referring)
        assert {each for _, each in referred} <= own
        assert {str(line["marker-end"])[5:-1] for line in section.select("[marker-end]")} <= own
        inner = section.select(".genai-note a, .genai-note__back, .genai-glossary__letters a")
        assert len(inner) == 4
        assert {str(link["href"])[1:] for link in inner} <= own
        assert str(section.select("p > a")[0]["href"])[1:] in own
