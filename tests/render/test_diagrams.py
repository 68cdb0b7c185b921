"""Diagrams as HTML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

import mkdocs_genai
from mkdocs_genai.registry.model import Registry
from mkdocs_genai.render.diagrams import NARROW_DIAGRAM, render_diagram, room_for
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_engines import BEST_ENGINE
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer

from ..stub_site import stub_page


def drawings(direction: str, nodes: dict[str, str], edges: list[str]) -> list[Tag]:
    """The drawings of a diagram: one for all screens, or one for wide ones and one for phones."""
    pytest.importorskip("mmdr", reason="an extra is not installed")
    diagram = {"title": "D", "direction": direction, "nodes": nodes, "edges": edges}
    registry = Registry.model_validate({"areas": {"a": {"title": "A", "diagrams": {"d": diagram}}}})
    renderer = Renderer(registry, {}, Templates([]), Icons([]), Layouts(BEST_ENGINE))
    html = render_diagram(renderer, stub_page("a.md"), "a", "d")
    return list(BeautifulSoup(html, "html.parser").select("svg"))


def test_an_edge_has_a_head_or_none_for_eyes_and_ears() -> None:
    (svg,) = drawings("TB", {"a": "A", "b": "B"}, ["a -- by --> b", "a --- b", "b --- b"])
    heads = [path.get("marker-end") for path in svg.select("path.genai-diagram__edge")]
    assert [head is not None for head in heads] == [True, False, False]
    assert svg.select_one("desc").get_text() == "A → B (by); A — B; B — B"  # type: ignore[union-attr]


CHAIN = [f"{source} --> {target}" for source, target in zip("abcde", "bcdef", strict=True)]
FAN = [f"a --> {name}" for name in "bcdef"]
TREE = [*(f"a --> {name}" for name in "bcde"), *(f"b --> {name}" for name in "fghi"), "f --> c"]
BROAD_AND_DEEP = [*(f"a --> {name}" for name in "bcdefghijklm"), *(f"{name} --> {name}1" for name in "bcdef"), *CHAIN]


@pytest.mark.parametrize(
    ("direction", "label", "edges", "count"),
    [
        ("TB", "Step", CHAIN, 1),
        ("LR", "Step", CHAIN, 2),
        ("TB", "One of the steps", FAN, 2),
        ("TB", "Some long words here", TREE, 2),
        ("TB", "Some long words here", BROAD_AND_DEEP, 1),
    ],
    ids=["fits", "fits turned", "fits turned too", "fits with less room", "fits in no way"],
)
def test_a_phone_gets_a_drawing_of_its_own_only_where_that_fits_and_the_other_does_not(
    direction: str, label: str, edges: list[str], count: int
) -> None:
    found = drawings(direction, dict.fromkeys(re.findall(r"\w+", " ".join(edges)), label), edges)
    assert len(found) == count
    assert float(str(found[-1]["width"])) <= NARROW_DIAGRAM or count == 1


def test_the_style_sheet_knows_each_width_that_a_wide_drawing_may_need() -> None:
    css = (Path(mkdocs_genai.__file__).parent / "assets" / "genai.css").read_text("utf-8")
    known = {int(width) for width in re.findall(r"@container genai-room \(min-width: (\d+)px\)", css)}
    assert {room_for(width) for width in range(NARROW_DIAGRAM + 1, 5000)} == {
        width for width in known if width >= room_for(NARROW_DIAGRAM + 1)
    }


def test_a_diagram_is_a_numbered_figure_with_its_date_and_sources() -> None:
    pytest.importorskip("mmdr", reason="an extra is not installed")
    given = {"title": "D", "nodes": {"a": "A"}, "as_of": "2026-11-30", "sources": ["https://arxiv.org/abs/2006.11239"]}
    registry = Registry.model_validate({"areas": {"a": {"title": "A", "diagrams": {"d": given}}}})
    renderer = Renderer(registry, {}, Templates([]), Icons([]), Layouts(BEST_ENGINE))
    page = stub_page("a.md")
    captions = [BeautifulSoup(render_diagram(renderer, page, "a", "d"), "html.parser").select("figcaption") for _ in range(2)]
    texts = [" ".join(caption.get_text().split()) for (caption,) in captions]
    assert texts == [
        "Figure 1 D As of Nov 30, 2026. Sources: arXiv:2006.11239.",
        "Figure 2 D As of Nov 30, 2026. Sources: arXiv:2006.11239.",
    ]
