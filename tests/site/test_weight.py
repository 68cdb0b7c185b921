"""What a reader's browser is given by us, beside what Material gives."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from mkdocs_genai.hosts.mkdocs.assets import minified
from mkdocs_genai.render.table_controls import AT_ONCE

from ..conftest import ROOT

LIMIT = 28_200
ASSETS = ROOT / "mkdocs_genai" / "assets"


def gzipped(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def is_ours(element: Tag) -> bool:
    """Whether the plugin has put an element into the page."""
    names = " ".join([*(element.get("class") or ()), str(element.get("type", "")), str(element.get("property", ""))])
    return re.search(r"(^| )(genai|application/ld\+json|og:)", names) is not None


def test_the_page_of_generative_ai_is_light(project_site: Path) -> None:
    page = project_site / "generative-ai" / "index.html"
    html = page.read_bytes()
    soup = BeautifulSoup(html, "html.parser")
    ours = {element["src"] for element in soup.select("script[src*='/genai/']")}
    ours |= {element["href"] for element in soup.select("link[rel=stylesheet]") if "/main." not in str(element["href"])}
    files = {(page.parent / str(address)).resolve() for address in ours if "palette" not in str(address)}
    # A table's second script asks for the rest when a reader first uses what needs them.
    files |= {project_site / script for script in AT_ONCE}
    assert {file.name for file in files} >= {"genai.css", "course.css", *(script.rpartition("/")[2] for script in AT_ONCE)}
    assert soup.select(".genai svg.genai-diagram__drawing, .genai svg"), "the diagrams are in it"
    assert "mermaid" not in html.decode(), "Mermaid would weigh as much as a hundred pages"
    for element in soup.find_all(is_ours):
        element.extract()
    markup = gzipped(html) - gzipped(str(soup).encode())
    weight = {file.name: gzipped(file.read_bytes()) for file in files} | {"markup": markup}
    assert sum(weight.values()) <= LIMIT, weight


def test_a_deep_dive_with_quiz_terms_and_mark_weighs_four_kilobytes_and_a_mark_alone_a_third_of_it() -> None:
    quiz, style, terms, mark = (
        gzipped(minified(name).encode()) for name in ("genai-quiz.js", "genai-quiz.css", "genai-hints.js", "genai-done.js")
    )
    assert quiz + style + terms + mark <= 4 * 1024
    assert mark <= 1200


@pytest.mark.parametrize("file", sorted(ASSETS.glob("genai*")), ids=lambda file: file.name)
def test_comments_stand_alone_so_that_readers_are_spared_them(file: Path) -> None:
    text = file.read_text("utf-8")
    found = minified(file.name)
    # A line of a template literal could begin like a comment, and its indentation would mean something.
    assert all(line.count("`") % 2 == 0 for line in text.splitlines())
    assert "/*" not in found
    assert not re.search(r"^\s", found, re.MULTILINE)
    assert re.sub(r"\s", "", found) in (re.sub(r"\s", "", re.sub(r"(?m)^\s*//.*$|(?s:/\*.*?\*/)", "", text)),)


def test_the_course_s_style_sheet_reaches_readers_without_its_comments(project_site: Path) -> None:
    written = (ROOT / "docs" / "stylesheets" / "course.css").read_text("utf-8")
    published = (project_site / "stylesheets" / "course.css").read_text("utf-8")
    assert "/*" not in published
    assert published.split() == re.sub(r"(?s)/\*.*?\*/", "", written).split()
