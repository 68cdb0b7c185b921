"""The geometry of diagrams: no arrow meets a node or another's label, and all words are inside their boxes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from mkdocs_genai.registry.diagram import Diagram
from mkdocs_genai.registry.model import Registry
from mkdocs_genai.render.diagrams import PageDiagram, draw
from mkdocs_genai.render.icons import Icons
from mkdocs_genai.render.jinja import Templates
from mkdocs_genai.render.mermaid_engines import BEST_ENGINE
from mkdocs_genai.render.mermaid_layout import Layouts
from mkdocs_genai.render.renderer import Renderer

from ..conftest import ROOT
from ..stub_site import stub_page
from .diagram_geometry import faults_of

SHAPES = ["rectangle"] * 6 + ["stadium", "parallelogram", "cylinder", "circle", "diamond"]
WORDS = ["model", "data", "token", "Retriever", "of", "image-generation", "日本語のラベル", "نموذج", "🙂", "שלום"]
COUNT = 200


def _node(left: int, words: str, lines: int = 1) -> str:
    rect = f'<rect x="{left}" y="0" width="20" height="20"></rect>'
    text = "".join(f"<tspan>{words}</tspan>" for _ in range(lines))
    return f'<g class="genai-diagram__node" transform="translate(0 0)">{rect}<text>{text}</text></g>'


WRONG = f"""<svg viewBox="0 0 100 100">
<path class="genai-diagram__edge" d="M20 10L120 10"/>
<path class="genai-diagram__edge" d="M10 20L10 60L70 60L70 20"/>
<rect class="genai-diagram__gap" x="40" y="0" width="18" height="20"></rect>
<text class="genai-diagram__label"><tspan>l</tspan></text>
{_node(0, "too many words")}{_node(15, "a")}{_node(60, "a", 2)}
</svg>"""


def generated(seed: int) -> dict[str, Any]:
    """A diagram of 2 to 30 nodes with labels, back edges, arrows to oneself, and several arrows between two nodes."""
    random = Random(seed)
    count = 2 + int(29 * random.random() ** 2)  # most are small, as in a course
    pairs = [(random.randint(max(0, number - 5), number - 1), number) for number in range(1, count)]
    pairs += [(random.randrange(count), random.randrange(count)) for _ in range(random.randint(0, count // 3 + 1))]
    pairs += [pairs[0], pairs[0][::-1]] if seed % 3 == 0 else []
    edges = []
    for source, target in pairs:
        label = f" {words(random, 3)} --" if random.random() < 0.4 else ""
        edges.append(f"n{source} --{label}{'>' if random.random() < 0.8 else '-'} n{target}")
    nodes = {f"n{number}": {"label": words(random, 5), "shape": random.choice(SHAPES)} for number in range(count)}
    return {"title": "D", "direction": ["TB", "LR", "BT", "RL"][seed % 4], "nodes": nodes, "edges": edges}


def words(random: Random, most: int) -> str:
    """Some words."""
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, most)))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    """A renderer with the fast engine."""
    pytest.importorskip("mmdr", reason="an extra is not installed")
    return Renderer(Registry(), {}, Templates([]), Icons([]), Layouts(BEST_ENGINE))


def faults(renderer: Renderer, diagram: Diagram, *, compact: bool) -> list[str]:
    """What is wrong in the drawing of a diagram."""
    numbers = {node_id: number for number, node_id in enumerate(diagram.nodes)}
    ends = [(numbers[edge.source], numbers[edge.target]) for edge in diagram.edges]
    labeled = [number for number, edge in enumerate(diagram.edges) if edge.label]
    layout = renderer.layouts.of(diagram, compact=compact)
    svg = BeautifulSoup(draw(renderer, stub_page("a.md"), PageDiagram(diagram, None, None), layout), "html.parser").svg
    assert svg
    return list(faults_of(svg, ends, labeled))


@pytest.mark.slow
def test_nothing_meets_in_generated_diagrams(renderer: Renderer) -> None:
    found = {
        seed: faults(renderer, Diagram.model_validate(generated(seed)), compact=seed // 4 % 2 == 1) for seed in range(COUNT)
    }
    assert {seed: each for seed, each in found.items() if each} == {}


@pytest.mark.parametrize("compact", [False, True])
def test_nothing_meets_in_the_diagrams_of_the_course(renderer: Renderer, compact: bool) -> None:
    areas = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((ROOT / "docs/registry").glob("*.yml"))]
    diagrams = [Diagram.model_validate(diagram) for area in areas for diagram in area.get("diagrams", {}).values()]
    assert len(diagrams) > 10
    found = {diagram.title: faults(renderer, diagram, compact=compact) for diagram in diagrams}
    assert {title: each for title, each in found.items() if each} == {}


def test_what_is_drawn_wrong_is_found() -> None:
    svg = BeautifulSoup(WRONG, "html.parser").svg
    assert svg
    assert list(faults_of(svg, [(0, 1), (0, 2)], [1])) == [
        "edge 0 meets node 2",
        "edge 0 and the label of 1",
        "edge 0 does not reach node 1",
        "edge 1 and the label of 1",
        "Rect(left=0.0, top=0.0, right=20.0, bottom=20.0) and Rect(left=15.0, top=0.0, right=35.0, bottom=20.0) overlap",
        "'too many words' is larger than its box",
        "'a a' is larger than its box",
        "120.0, 10.0 is outside",
    ]
