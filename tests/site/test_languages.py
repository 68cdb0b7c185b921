"""Sites in several languages, by mkdocs-static-i18n, and addresses in other scripts."""

from __future__ import annotations

import json
import logging

import pytest
from click.testing import CliRunner

from mkdocs_genai.cli import main
from mkdocs_genai.i18n import unchecked_labels
from mkdocs_genai.project.languages import Languages

from .course import ANCHORS, COURSE, Built, Course, dead_links

CONFIG = f"""
--- mkdocs.yml
site_name: Bakery
theme: {{name: material, font: false}}
{ANCHORS.strip()}
nav: [index.md, "area:*"]
plugins:
  - search
  - genai
  - i18n:
      docs_structure: STRUCTURE
      languages:
        - {{locale: en, name: English, default: true}}
        - {{locale: de, name: Deutsch}}
        - {{locale: ar, name: العربية}}
"""
ENGLISH = """
title: Baking
page: baking/index.md
topics:
  dough: {title: Dough, page: baking/dough.md, summary: "See [the oven](baking/oven.md#heat)."}
  oven: {title: Ovens, page: baking/oven.md, requires: [dough]}
  cakes: {title: Cakes}
comparisons:
  flours:
    title: Flours
    columns: {flour: Flour, price: {title: Price, type: number}, ground: {title: Ground, type: date}}
    rows: {soft: {flour: Soft, price: 1405.5, ground: 2026-10-03}}
"""
GERMAN = ENGLISH.replace("Baking", "Backen").replace("Dough", "Teig").replace("Cakes", "Kuchen").replace("Soft", "Weich")
AREA_PAGE = """# TITLE

/// topic-cards
///

/// comparison-table | flours
///
"""
LINKS = "\nSee [][topic:oven], [][topic:cakes] and [][row:flours/soft].\n"
FILES = {
    ("", "registry/baking.yml"): ENGLISH,
    ("de", "registry/baking.yml"): GERMAN,
    ("", "index.md"): "# Home\n\n/// area-cards\n///\n",
    ("", "baking/index.md"): AREA_PAGE.replace("TITLE", "Baking"),
    ("de", "baking/index.md"): AREA_PAGE.replace("TITLE", "Backen"),
    ("", "baking/dough.md"): f"# Dough\n{LINKS}",
    ("de", "baking/dough.md"): f"# Teig\n{LINKS}",
    ("", "baking/oven.md"): "# Ovens\n\n## Heat\n",
}


def named(structure: str, language: str, name: str) -> str:
    """A file of docs_dir as it is called in a language."""
    if structure == "folder":
        return f"docs/{language or 'en'}/{name}"
    if not language:
        return f"docs/{name}"
    if name.startswith("registry/"):
        return f"docs/{name.replace('registry/', f'registry.{language}/')}"
    return f"docs/{name.removesuffix('.md')}.{language}.md"


def tree(structure: str) -> str:
    """The files of a site in English and German; nothing of it is in Arabic."""
    files = "".join(f"--- {named(structure, *key)}\n{content.strip()}\n" for key, content in FILES.items())
    return CONFIG.replace("STRUCTURE", structure) + files


def cards(built: Built, page: str) -> list[str]:
    return [title.get_text(strip=True) for title in built.page(page).select(".genai-card__title")]


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_each_language_has_its_registry_labels_and_numbers(course: Course, structure: str) -> None:
    built = course.build(tree(structure))
    assert built.log == []
    assert cards(built, "index.html") == ["Baking"]
    assert cards(built, "de/index.html") == ["Backen"]
    assert cards(built, "de/baking/index.html") == ["Teig", "Ovens", "Kuchen"]
    # What has no registry of its own takes the default one, with its own words.
    assert cards(built, "ar/baking/index.html") == ["Dough", "Ovens", "Cakes"]
    assert [
        built.page(f"{language}baking/index.html").select(".genai-status")[-1].get_text() for language in ("", "de/", "ar/")
    ] == ["Planned", "Geplant", "مخطط له"]
    numbers = [built.page(f"{language}baking/index.html").select("td")[0].get_text() for language in ("", "de/")]
    assert numbers == ["1,405.5", "1.405,5"]
    dates = [built.page(f"{language}baking/index.html").select("td")[1].get_text() for language in ("", "de/")]
    assert dates == ["Oct 3, 2026", "03.10.2026"]
    assert built.page("ar/index.html").select_one("[dir=rtl]")
    # A page leads to its own language's, also where that one is the default language's.
    assert built.hrefs("de/baking/dough/index.html", "article p:not(.genai-built-on) a") == [
        "../oven/",
        "../#topic_baking_cakes",
        "../#row_baking_flours_soft",
    ]
    assert dead_links(built.site) == []


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_what_is_not_translated_comes_from_the_default_language(course: Course, structure: str) -> None:
    german = named(structure, "de", "registry/baking.yml")
    part = "title: Backen\ntopics:\n  cakes: {title: Kuchen}\n"
    built = course.build(tree(structure) + f"--- {german}\n{part}")
    assert built.log == []
    assert cards(built, "de/index.html") == ["Backen"]
    assert cards(built, "de/baking/index.html") == ["Dough", "Ovens", "Kuchen"]
    assert [cell.get_text() for cell in built.page("de/baking/index.html").select("tbody th")] == ["Soft"]
    assert cards(built, "baking/index.html") == ["Dough", "Ovens", "Cakes"]


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_each_language_has_its_nav_and_its_files(course: Course, structure: str) -> None:
    built = course.build(tree(structure))
    for language, title, row in (("", "Dough", "Soft"), ("de/", "Teig", "Weich")):
        assert title in [link.get_text(strip=True) for link in built.page(f"{language}index.html").select(".md-nav__link")]
        assert row in (built.site / language / "assets/genai/baking_flours.csv").read_text("utf-8")
        assert (
            json.loads((built.site / language / "registry.json").read_text("utf-8"))["areas"]["baking"]["topics"]["dough"][
                "title"
            ]
            == title
        )
    sheets = [href for href in built.hrefs("de/index.html", "link[rel=stylesheet]") if "genai" in href]
    assert sheets == ["../assets/genai/genai.css"]
    assert [file.name for file in built.site.rglob("*.yml")] == []


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_problems_of_all_languages_are_found_without_a_build(course: Course, structure: str) -> None:
    course.write(tree(structure))
    run = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert (run.exit_code, run.output) == (0, "no problems found\n")
    german = course.root / named(structure, "de", "registry/baking.yml")
    german.write_text(german.read_text("utf-8").replace("summary:", "sumary:"), "utf-8")
    page = course.root / named(structure, "de", "baking/index.md")
    page.write_text(page.read_text("utf-8").replace("flours", "flour"), "utf-8")
    run = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert run.exit_code == 1
    assert [line.split(": ")[1] for line in run.output.splitlines() if "[GA" in line] == ["topics.dough.sumary"]
    assert run.output.startswith(f"{named(structure, 'de', 'registry/baking.yml')}:4:")
    german.write_text(GERMAN.strip(), "utf-8")
    run = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert run.output.startswith(f"{named(structure, 'de', 'baking/index.md')}:6:1: /// comparison-table | flour: ")


@pytest.mark.parametrize("structure", ["suffix", "folder"])
def test_new_areas_and_topics_are_written_in_the_default_language(course: Course, structure: str) -> None:
    course.write(tree(structure))
    for new in (["area", "frying"], ["topic", "frying/oil"]):
        run = CliRunner().invoke(main, ["new", *new, "-f", str(course.config)])
        assert run.exit_code == 0, run.output
    names = ["registry/frying.yml", "frying/index.md", "frying/oil.md"]
    assert [name for name in names if not (course.root / named(structure, "", name)).is_file()] == []
    built = course.build()
    assert built.log == []
    assert cards(built, "de/frying/index.html") == ["Oil"]


def test_a_fault_of_a_page_names_the_page_of_its_language(course: Course) -> None:
    built = course.build(tree("suffix").replace("# Backen\n", "# Backen\n\n/// topic-cards | nothing\n///\n"))
    assert len(built.log) == 1
    assert "docs/baking/index.de.md:3:1: /// topic-cards | nothing: there is no area 'nothing'" in built.log[0]


def test_a_page_that_is_missing_in_a_language_without_fallback_is_a_problem(course: Course) -> None:
    files = tree("suffix").replace(
        "      docs_structure: suffix\n", "      docs_structure: suffix\n      fallback_to_default: false\n"
    )
    course.write(files)
    run = CliRunner().invoke(main, ["check", "-f", str(course.config)])
    assert run.exit_code == 1
    assert "docs/registry.de/baking.yml" in run.output


@pytest.mark.parametrize(
    ("languages", "src_uri", "names"),
    [
        (Languages(), "a/b.md", ["a/b.md"]),
        (Languages("de", "en", ("en", "de")), "a/b.md", ["a/b.de.md", "a/b.en.md", "a/b.md"]),
        (Languages("en", "en", ("en", "de")), "a/b.md", ["a/b.en.md", "a/b.md"]),
        (Languages("de", "en", ("en", "de"), folders=True), "a/b.md", ["de/a/b.md", "en/a/b.md", "a/b.md"]),
        (Languages("de", "en", ("en", "de"), fallback=False), "b.md", ["b.de.md"]),
    ],
)
def test_names_of_a_page(languages: Languages, src_uri: str, names: list[str]) -> None:
    assert languages.names(src_uri) == names
    assert {languages.plain(name) for name in names} == {src_uri}


def test_a_dot_in_a_name_is_no_language() -> None:
    assert Languages("de", "en", ("en", "de")).plain("v1.2.md") == "v1.2.md"


CHINESE = """
--- mkdocs.yml
site_name: 烘焙学校
theme: {name: material, font: false, language: zh}
validation: {links: {anchors: warn}}
plugins: [search, genai]
--- docs/registry/baking.yml
title: 烘焙
page: 烘焙/index.md
topics:
  dough: {title: 面团, page: "烘焙/面团 与 水.md", summary: "参见[烤箱](烘焙/烤箱.md#温度)。"}
  oven: {title: 烤箱, page: 烘焙/烤箱.md, requires: [dough]}
  cakes: {title: 蛋糕}
--- docs/index.md
# 首页

/// area-cards
///

[][topic:baking/dough] [][topic:baking/cakes]
--- docs/烘焙/index.md
# 烘焙

/// topic-cards
///
--- docs/烘焙/面团 与 水.md
# 面团

[][topic:oven]
--- docs/烘焙/烤箱.md
# 烤箱

## 温度 {#温度}

/// topic-list
///
"""


@pytest.mark.parametrize("directory_urls", [True, False])
def test_pages_may_have_chinese_paths_and_titles(course: Course, directory_urls: bool) -> None:
    config = CHINESE.replace(
        "plugins:", f"use_directory_urls: {str(directory_urls).lower()}\nmarkdown_extensions: [attr_list]\nplugins:"
    )
    built = course.build(config)
    assert built.log == []
    assert dead_links(built.site) == []
    end = "/" if directory_urls else ".html"
    dough = "%E9%9D%A2%E5%9B%A2%20%E4%B8%8E%20%E6%B0%B4"
    area = "%E7%83%98%E7%84%99/index.html"
    card = "a.genai-card__link"
    assert built.hrefs("烘焙/index.html", card)[0] == f"{dough}{end}"
    assert built.hrefs("index.html", "article p:not([class]) a") == [
        f"%E7%83%98%E7%84%99/{dough}{end}",
        f"{area.removesuffix('index.html') if directory_urls else area}#topic_baking_cakes",
    ]
    # An anchor stays as it is written, as in a link of a page: MkDocs compares it with the ids that it knows.
    assert built.hrefs("烘焙/index.html", ".genai-card__summary a")[0].endswith("#温度")
    words = json.loads((built.site / "search" / "search_index.json").read_text("utf-8"))["docs"]
    assert any("面团" in entry["title"] and entry["location"].startswith("%E7%83%98") for entry in words)
    assert any("蛋糕" in entry["text"] for entry in words)


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "zh", "fi"])
def test_words_that_pages_show_in_english_are_said_once_until_the_course_has_its_own(
    course: Course, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    tree = (
        f"--- mkdocs.yml\nsite_name: B\ntheme: {{name: material, font: false, language: {language}}}\nplugins: [genai]\n"
        "--- docs/registry/b.yml\npage: index.md\ntitle: B\ntopics: {oven: {title: O, page: oven.md, objectives: [Bake]}}\n"
        "--- docs/index.md\n# B\n--- docs/oven.md\n# O\n"
    )

    def said() -> list[str]:
        caplog.clear()
        course.build(tree)
        return [message for message in caplog.messages if "in English" in message]

    (message,) = said()
    name = {"ar": "Arabic", "de": "German", "es": "Spanish", "fr": "French", "zh": "Chinese", "fi": "Finnish"}[language]
    assert f"pages in {name} show these labels in English" in message
    labels = message.rpartition(": ")[2].split(", ")
    assert "objectives" in labels
    assert set(labels) <= unchecked_labels(language) - {"quiz_check"}
    course.write(f"--- docs/registry/course.yml\nlabels: {{{', '.join(f'{label}: X' for label in labels)}}}\n")
    assert said() == []


def test_a_site_in_english_is_told_nothing_of_its_words(course: Course, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mkdocs")
    course.build(COURSE)
    assert [message for message in caplog.messages if "in English" in message] == []
