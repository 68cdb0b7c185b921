"""The course's figures on the smallest phone: nobody has to zoom to read their words, and none stands on another."""

from __future__ import annotations

import pytest

from ..conftest import ROOT
from .conftest import OpenPage

pytestmark = pytest.mark.browser

PAGES = sorted(
    page.relative_to(ROOT / "docs").as_posix().removesuffix(".md").removesuffix("index")
    for page in (ROOT / "docs").glob("*/*.md")
    if page.parent.name != "use" and "/// " in page.read_text("utf-8")
)

MEASURE = """() => [...document.querySelectorAll("article figure svg")].filter(svg => svg.checkVisibility()).map(svg => {
    const size = text => {
        const { a, b } = text.getScreenCTM()
        return parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b)
    }
    const overlap = (one, other) => {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
        return across > 0.5 && down > 0.35 * Math.min(one.height, other.height)
    }
    const texts = [...svg.querySelectorAll("text")].filter(text => text.textContent.trim())
    const level = texts.filter(text => text.getScreenCTM().b === 0)
    const boxes = level.map(text => [text.textContent, text.getBoundingClientRect()])
    return {
        figure: svg.closest("figure").id,
        drawn: svg.matches(".course-figure"),
        smallest: Math.min(...texts.map(size)),
        outside: boxes.filter(([, box]) => box.left < -0.5 || box.right > innerWidth + 0.5).map(([words]) => words),
        overlapping: boxes.flatMap(([words, box], place) =>
            boxes.slice(place + 1).filter(([, other]) => overlap(box, other)).map(([others]) => `${words} | ${others}`)),
    }
})"""
"""Words that are turned have no box of their own, so they are measured alone."""


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_words_of_a_figure_can_be_read_on_a_small_phone(open_page: OpenPage, project_url: str, name: str) -> None:
    page = open_page(project_url + name, width=320)
    page.wait_for_function("document.fonts.status === 'loaded'")
    figures = page.evaluate(MEASURE)
    assert {figure["figure"]: figure["smallest"] for figure in figures if figure["smallest"] < 11} == {}
    drawn = [figure for figure in figures if figure["drawn"]]
    assert {figure["figure"]: figure["outside"] for figure in drawn if figure["outside"]} == {}
    assert {figure["figure"]: figure["overlapping"] for figure in drawn if figure["overlapping"]} == {}
