"""The course site itself, as it is published."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

from ..conftest import SUB_PATH, write_tree
from .course import dead_links

pytestmark = pytest.mark.uncounted

FAMILIES = [
    ["Autoregressive (LLMs)", "One token at a time", "Text, code, anything sequential"],
    ["Diffusion", "Denoise pure noise into a sample", "Images, audio, video"],
    ["GANs", "Generator vs discriminator arms race", "Fast, sharp image synthesis"],
    ["VAEs", "Encode to a latent space, decode", "Smooth latent spaces, representation learning"],
]


@pytest.fixture(scope="module")
def page(project_site: Path) -> BeautifulSoup:
    """The Generative AI page."""
    return BeautifulSoup((project_site / "generative-ai" / "index.html").read_text("utf-8"), "html.parser")


def test_the_table_of_families_is_the_only_one_and_complete(page: BeautifulSoup) -> None:
    (table,) = page.select("article table")
    assert table.caption is not None
    assert table.caption.get_text() == "The families of generative models"
    assert [cell.get_text() for cell in table.select("thead th[scope=col]")] == ["Family", "How it generates", "Shines at"]
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]
    assert rows == FAMILIES
    assert all(row.select_one('th[scope="row"]') for row in table.select("tbody tr"))


def test_each_card_is_one_link_with_the_topic_s_title(page: BeautifulSoup) -> None:
    cards = page.select(".genai-cards li.genai-card")
    assert [[link.get_text() for link in card.select("a")] for card in cards] == [
        ["Foundation models"],
        ["Text generation"],
        ["Image generation"],
        ["Audio & music generation"],
        ["Video generation"],
        ["Code generation"],
        ["Multimodal generation"],
    ]


def test_both_diagrams_are_drawn_at_build_time_with_all_their_words(page: BeautifulSoup) -> None:
    drawn = [
        [node.get_text(" ", strip=True) for node in svg.select(".genai-diagram__node")]
        for svg in page.select("article svg.genai-diagram__svg")
    ]
    assert ["Foundation Model", "Text", "Image", "Audio", "Video", "Code", "Multimodal"] in drawn
    assert ["Random noise", "Denoise", "Denoise", "Denoise", "Image", '"a red bicycle"'] in [
        sorted_as(nodes) for nodes in drawn
    ]
    assert "mermaid" not in str(page)


def sorted_as(nodes: list[str]) -> list[str]:
    """Nodes in the order in which they are told of above, whatever the registry's."""
    order = ["Random noise", "Denoise", "Image", '"a red bicycle"']
    return sorted(nodes, key=lambda node: order.index(node) if node in order else 99)


def test_related_areas_and_the_call_to_action_lead_on(page: BeautifulSoup) -> None:
    assert [link.get_text() for link in page.select(".genai-related a")] == [
        "NLP & Large Language Models",
        "Computer Vision",
        "Speech & Audio AI",
        "Building with AI",
    ]
    call = page.select_one(".genai-call")
    assert call is not None
    assert [link.get_text() for link in call.select("a.md-button")] == ["AI University courses", "AI School camps for kids"]


def test_every_internal_link_and_anchor_of_the_site_leads_somewhere(project_site: Path) -> None:
    assert dead_links(project_site, SUB_PATH) == []


def test_a_dead_link_would_be_found(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        """
--- index.html
<h1 id="top"></h1><a href="#top"></a><a href="a/"></a><a href="a/#b"></a><a href="/course/a/"></a><a href="https://example.org/"></a>
--- a/index.html
<p id="b"></p><a href="../#tip"></a><a href="c/"></a><img src="d.png"><a href="/a/"></a><a href="../../x/"></a>
""",
    )
    found = {("a/index.html", target) for target in ("../#tip", "c/", "d.png", "/a/", "../../x/")}
    assert set(dead_links(tmp_path, SUB_PATH)) == found


def test_every_page_asks_nothing_of_third_parties(project_site: Path) -> None:
    only = SoupStrainer(["script", "img", "link"])
    asked = [
        (file.name, element.get("src") or element.get("href"))
        for file in project_site.rglob("*.html")
        for element in BeautifulSoup(file.read_text("utf-8"), "html.parser", parse_only=only).select(
            "script[src], img[src], link[rel=stylesheet]"
        )
        if urlsplit(str(element.get("src") or element.get("href"))).netloc
    ]
    assert asked == []
