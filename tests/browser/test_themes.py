"""Blocks under MkDocs's own themes, which have none of Material's style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from ..conftest import served
from ..site.course import DIAGRAM, PAGES, PLAIN, REGISTRY, Course
from .conftest import OpenPage

pytestmark = pytest.mark.browser

_ICON = (
    '--- overrides/.icons/leaf.svg\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 2h20v20"/></svg>\n'
)
_LOOKS = """() => {
  const style = selector => getComputedStyle(document.querySelector(`.genai ${selector}`))
  const box = selector => document.querySelector(`.genai ${selector}`).getBoundingClientRect()
  return {
    overflow: document.documentElement.scrollWidth - innerWidth,
    icon: box(".genai-icon svg").height,
    columns: new Set([...document.querySelectorAll(".genai-card")].map(card => card.getBoundingClientRect().left)).size,
    list: style(".genai-card").listStyleType,
    caption: box("caption").bottom <= box("thead").top + 1,
    text: parseFloat(style("td").fontSize),
    table: box("table").width / box(".genai-table__scroll").width,
    filled: style(".genai-diagram__node rect").fill !== style(".genai-diagram__svg text").fill,
  }
}"""


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_other_themes_are_legible(theme: str, tmp_path: Path, open_page: OpenPage) -> None:
    course = Course(tmp_path)
    # Their code highlighting comes from a CDN, and their scripts break without search.
    config = PLAIN.replace("[genai]", "[search, genai]").replace(
        "name: material, font: false", f"name: {theme}, custom_dir: overrides, highlightjs: false"
    )
    registry = (
        REGISTRY.replace("material/bread-slice", "leaf").replace("material/grain", "leaf").partition("--- docs/registry/fry")
    )
    course.write(config + registry[0].rstrip("\n") + DIAGRAM + "".join(registry[1:]) + PAGES + _ICON)
    built = course.build("--- docs/all.md\n# All\n\n/// topic-cards | baking\n///\n" + _TABLE_AND_DIAGRAM)
    assert built.log == []
    with served(built.site) as url:
        wide, narrow = (_looks(open_page(f"{url}all/", width=width)) for width in (1280, 360))
    assert wide["columns"] > 1
    assert narrow["columns"] == 1
    for looks in (wide, narrow):
        assert looks["overflow"] == 0
        assert 8 < looks["icon"] < 32
        assert looks["list"] == "none"
        assert looks["caption"]
        assert looks["text"] >= 13
        assert looks["table"] > 0.97
        assert looks["filled"]


_TABLE_AND_DIAGRAM = "\n/// comparison-table | baking/flours\n///\n\n/// concept-diagram | baking/day\n///\n"


def _looks(page: Page) -> dict[str, Any]:
    looks: dict[str, Any] = page.evaluate(_LOOKS)
    # Before the server goes, which the page may still ask for a script.
    page.close()
    return looks


_RIGHT_TO_LEFT = """() => {
  const scroll = document.querySelector(".genai-table__scroll").getBoundingClientRect()
  const first = document.querySelector("thead th").getBoundingClientRect()
  return {
    direction: getComputedStyle(document.querySelector(".genai-card")).direction,
    overflow: document.documentElement.scrollWidth - innerWidth,
    first: Math.abs(scroll.right - first.right),
    bar: getComputedStyle(document.querySelector(".genai-rating__bar")).transform,
    arrow: getComputedStyle(document.querySelector(".genai-steps__direction [aria-hidden]")).transform,
    drawing: getComputedStyle(document.querySelector(".genai-diagram__svg")).direction,
  }
}"""


def test_from_right_to_left_tables_stick_and_arrows_point_the_other_way(tmp_path: Path, open_page: OpenPage) -> None:
    course = Course(tmp_path)
    config = PLAIN.replace("font: false", "font: false, language: ar, custom_dir: overrides")
    wide = "columns: {flour: Flour, type: {title: A number with room, type: number}, taste: {title: T, type: rating, max: 5},"
    registry = REGISTRY.replace("columns: {flour: Flour, type: {title: Number, type: number},", wide)
    registry = registry.replace("type: 405,", "type: 405, taste: 3,").replace("type: 1050,", "type: 1050, taste: 4,")
    area, other, rest = registry.partition("--- docs/registry/fry")
    frame = "{% extends 'base.html' %}{% block content %}{{ super() }}{{ genai.topic_footer }}{% endblock %}"
    course.write(f"{config}{area.rstrip()}{DIAGRAM}{other}{rest}{PAGES}--- overrides/main.html\n{frame}\n")
    built = course.build(f"--- docs/baking/oven.md\n# Ovens\n\n## Heat\n{_TABLE_AND_DIAGRAM}\n/// topic-cards\n///\n")
    assert built.log == []
    with served(built.site) as url:
        # On a phone, rows would be cards.
        page = open_page(f"{url}baking/oven/", width=500)
        page.evaluate("document.querySelector('.genai-table__scroll').style.width = '12rem'")
        # As far as the reader can go, the first column stays.
        page.evaluate("document.querySelector('.genai-table__scroll').scrollLeft = -1000")
        looks = page.evaluate(_RIGHT_TO_LEFT)
        assert page.evaluate("document.querySelector('.genai-table__scroll').scrollLeft") < 0
        page.close()
    mirrored = "matrix(-1, 0, 0, 1, 0, 0)"
    assert looks["first"] < 2
    assert {name: value for name, value in looks.items() if name != "first"} == {
        "direction": "rtl",
        "overflow": 0,
        "bar": mirrored,
        "arrow": mirrored,
        "drawing": "ltr",
    }


_LEARNER = """() => {
  const style = selector => getComputedStyle(document.querySelector(selector))
  const size = selector => parseFloat(style(selector).fontSize)
  return {
    overflow: document.documentElement.scrollWidth - innerWidth,
    lists: [".genai-quiz__question", ".genai-trail__list > li"].map(selector => style(selector).listStyleType),
    letters: size("legend") - size(".genai-quiz__prompt"),
    least: Math.min(...[".genai-done-button button", ".genai-meaning:popover-open", ".genai-quiz__choice"].map(size)),
    said: document.querySelector(".genai-quiz__score").textContent,
  }
}"""


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_a_deep_dive_with_a_quiz_is_legible_and_works_under_other_themes(
    theme: str, tmp_path: Path, open_page: OpenPage
) -> None:
    course = Course(tmp_path)
    config = PLAIN.replace("[genai]", "[search, genai]").replace(
        "name: material, font: false", f"name: {theme}, highlightjs: false"
    )
    built = course.build(
        config + "--- docs/registry/a.yml\ntitle: A\npage: index.md\nterms: {salt: {title: Salt, summary: White}}\ntopics:\n"
        "  sea: {title: Sea, page: sea.md, quiz: {what: {prompt: What?, choices: {salt: {text: Salt, correct: true}, x: Sand}},"
        " fill: {prompt: It is ___., answers: [wet]}}}\n"
        "--- docs/index.md\n# A\n--- docs/sea.md\n# Sea\n\n[Salt][term:salt]\n\n/// quiz\n///\n"
    )
    assert built.log == []
    with served(built.site) as url:
        page = open_page(f"{url}sea/", width=360)
        page.get_by_role("button", name="Mark as done").click()
        page.get_by_role("radio", name="Salt").check()
        page.get_by_role("button", name="Check").first.click()
        page.locator(".genai-term").click()
        page.locator(".genai-meaning:popover-open").wait_for()
        looks = page.evaluate(_LEARNER)
        page.close()
    assert looks == {"overflow": 0, "lists": ["none"] * 2, "letters": 0, "least": looks["least"], "said": "1 of 2 right"}
    assert looks["least"] >= 13
