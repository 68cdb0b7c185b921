"""Where a reader's own marks on topics can show: what pages have for them, and which pages have nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from ..conftest import write_tree
from ..hosts.test_zensical import convert
from .course import Built, Course, dead_links

CONFIG = """\
--- mkdocs.yml
site_name: Kitchen school
theme: {name: material, font: false}
plugins: [genai: {llms: true}]
"""
COURSE = """\
--- docs/registry/baking.yml
title: Baking
page: baking.md
topics:
  oven: {title: Ovens, page: oven.md, quiz: {hot: {prompt: "It is ___.", answers: [hot]}}}
  dough: {title: Dough, page: dough.md, quiz: {soft: {prompt: "It is ___.", answers: [soft]}}}
  cake: {title: Cakes}
  seeds: {title: Seeds, url: "https://example.org/seeds"}
--- docs/registry/frying.yml
title: Frying
page: frying.md
topics: {pan: {title: Pans}}
--- docs/index.md
# Home

/// area-map
///

/// area-cards
///

/// topic-list
///
--- docs/baking.md
# Baking

/// topic-cards
///
--- docs/frying.md
# Frying

/// topic-cards
///
--- docs/oven.md
# Ovens

/// quiz
///
--- docs/dough.md
# Dough

/// quiz
///
--- docs/text.md
# Text
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course."""
    found = Course(tmp_path_factory.mktemp("marks")).build(CONFIG + COURSE)
    assert found.log == []
    return found


def marks(soup: BeautifulSoup | Tag) -> list[tuple[str, str]]:
    """The topics of each mark, and its words."""
    return [(str(mark["data-topics"]), str(mark["data-words"])) for mark in soup.select("genai-done")]


def test_topics_with_a_page_have_a_mark_and_areas_one_for_all_of_these(built: Built) -> None:
    both = ("baking/oven baking/dough", "{done} of {total} done")
    oven, dough = ("baking/oven", "Done"), ("baking/dough", "Done")
    home = built.page("index.html")
    assert [marks(home.select(part)[0]) for part in (".genai-map", ".genai-cards")] == [[both], [both]]
    assert marks(home.select(".genai-topics")[0]) == [both, oven, dough]
    assert marks(built.page("baking/index.html")) == [oven, dough]
    assert marks(built.page("oven/index.html")) == [oven]
    assert [str(button["data-topic"]) for button in built.page("oven/index.html").select("genai-done-button")] == [
        "baking/oven"
    ]


def test_a_page_without_such_topics_has_no_script_for_them(built: Built) -> None:
    names = ("index", "baking/index", "frying/index", "oven/index", "dough/index", "text/index")
    with_script = [name for name in names if built.page(f"{name}.html").select("script[src*=genai-done]")]
    assert with_script == ["index", "baking/index", "oven/index", "dough/index"]
    assert "genai-done" not in (built.site / "baking/index.html.md").read_text("utf-8")


@pytest.mark.parametrize("more", ["print-site", "offline, print-site", "privacy: {assets: false}, print-site"])
def test_they_work_without_directories_beside_other_plugins_and_on_the_print_page(course: Course, more: str) -> None:
    config = CONFIG.replace("[genai: {llms: true}]", f"[genai, {more}]\nuse_directory_urls: false")
    built = course.build(config + COURSE)
    assert dead_links(built.site) == []
    for name in ("index.html", "oven.html", "print_page.html"):
        page = built.page(name)
        sources = {str(script["src"]) for script in page.select("script[src*=genai-done]")}
        assert sources == {"assets/genai/genai-done.js"}
        assert (built.site / "assets/genai/genai-done.js").is_file()


def test_a_host_without_deep_dives_has_no_marks(tmp_path: Path) -> None:
    write_tree(tmp_path, CONFIG + COURSE)
    page = convert(tmp_path, "baking.md", "baking/", theme={"language": "en"})
    assert page.select(".genai-card")
    assert page.select("genai-done, script") == []
