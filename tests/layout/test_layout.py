"""Layouts of diagrams by each engine, which engine is taken, and paths."""

from __future__ import annotations

import importlib.util
import re
import sys
from itertools import pairwise
from math import dist
from types import SimpleNamespace
from typing import get_args

import pytest

from mkdocs_genai.problems import ProblemError
from mkdocs_genai.registry.diagram import Diagram, Direction, Node, Shape
from mkdocs_genai.render.mermaid_engines import ADVICE, NO_ENGINE, Engine, mermaid, merman
from mkdocs_genai.render.mermaid_layout import Layout, Layouts, PlacedNode
from mkdocs_genai.render.mermaid_positions import NumberedEdge, positions
from mkdocs_genai.render.svg_paths import XY, points_of, svg_path

from ..conftest import engine_named

NODES = {shape: {"label": f"A {shape}", "shape": shape} for shape in get_args(Shape)}
EDGES = [
    "rectangle -- to itself --> rectangle",
    "rectangle -- and again --> rectangle",
    "rectangle -- on --> stadium",
    "stadium -- back --> rectangle",
    "rectangle -. beside .-> stadium",
    "stadium --> stadium",
    "stadium -- and so on --- cylinder",
    "cylinder -.-> diamond",
    "diamond --- diamond",
    "diamond -- a longer way back --> rectangle",
    "circle --> parallelogram",
    "circle -. to itself .-> circle",
]
"""Back, double, from a node to itself, without heads, with and without words, between all shapes."""


NODE = '<svg xmlns="http://www.w3.org/2000/svg"><g id="x-flowchart-n0-0" transform="translate(5, 5)"/></svg>'


def laid_out(engine: Engine, diagram: Diagram, *, compact: bool = False) -> Layout:
    """The layout by one engine."""
    layout = Layouts(engine).of(diagram, compact=compact)
    assert layout
    return layout


def engine_of(svg: str | Exception) -> tuple[Engine, list[str]]:
    """An engine that always gives the same, and the sources that it is given."""
    sources: list[str] = []

    def render(source: str) -> SimpleNamespace:
        sources.append(source)
        if isinstance(svg, Exception):
            raise svg
        return SimpleNamespace(svg=lambda: svg)

    return merman(render), sources


def finely(points: list[XY]) -> list[XY]:
    """A path's points and 1000 more on each of its straight pieces."""
    parts = [step / 1000 for step in range(1001)]
    return [(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part) for (x1, y1), (x2, y2) in pairwise(points) for part in parts]


def distance(node: PlacedNode, point: tuple[float, float]) -> float:
    """How far a point is from the border of a node's box, or from a place inside it where another outline may run."""
    x, y = abs(point[0] - node.x) - node.half_width, abs(point[1] - node.y) - node.half_height
    return dist((max(x, 0), max(y, 0)), (0, 0))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "direction"), [*(("mmdr", direction) for direction in get_args(Direction)), ("mermaidx", "LR")]
)
def test_every_arrow_leads_from_its_node_to_its_node_and_has_its_words(module: str, direction: Direction) -> None:
    engine = engine_named(module)
    diagram = Diagram.model_validate({"title": "All", "direction": direction, "nodes": NODES, "edges": EDGES})
    layout = laid_out(engine, diagram)
    nodes = {node.id: node for node in layout.nodes}
    assert list(nodes) == list(diagram.nodes)
    for edge, placed in zip(diagram.edges, layout.edges, strict=True):
        points = points_of(placed.path)
        assert distance(nodes[edge.source], points[0]) < 1, edge
        assert distance(nodes[edge.target], points[-1]) < 1, edge
        assert (placed.dotted, placed.head, " ".join(placed.lines)) == (edge.dotted, edge.head, edge.label or ""), edge
        length = sum(dist(start, end) for start, end in pairwise(points))
        assert length > 20, edge
        if edge.label:
            assert min(dist(point, (placed.x, placed.y)) for point in finely(points)) < 1, edge
            assert all(distance(node, (placed.x, placed.y)) > 0 for node in layout.nodes), edge
            assert placed.half_width > 5
        assert all(layout.x <= x <= layout.x + layout.width for x, _ in points)
        assert all(layout.y <= y <= layout.y + layout.height for _, y in points)
    assert len({placed.path for placed in layout.edges}) == len(EDGES)


@pytest.mark.parametrize("module", ["mmdr", "mermaidx"])
def test_every_shape_of_a_node_has_its_place(module: str) -> None:
    engine = engine_named(module)
    placed = laid_out(engine, Diagram.model_validate({"title": "Shapes", "nodes": NODES})).nodes
    assert [node.shape for node in placed] == list(NODES)
    assert all(node.half_width > 30 and node.half_height > 10 for node in placed)
    assert {node.shape for node in placed if node.outline} == {"cylinder", "parallelogram", "diamond"}


@pytest.mark.parametrize("module", ["mmdr", "mermaidx"])
def test_a_circle_stays_one_with_room_for_its_arrows_to_itself(module: str) -> None:
    nodes = {"once": {"label": "Once", "shape": "circle"}, "often": {"label": "Often", "shape": "circle"}}
    edges = ["once --> once", *(f"often -- for the {time} time --> often" for time in ("first", "second", "third"))]
    once, often = laid_out(engine_named(module), Diagram.model_validate({"title": "C", "nodes": nodes, "edges": edges})).nodes
    assert often.half_width == often.half_height > once.half_height


@pytest.mark.parametrize("module", ["mmdr", "mermaidx"])
def test_a_compact_layout_is_narrower_and_breaks_no_word(module: str) -> None:
    engine = engine_named(module)
    nodes = {"a": "Spectrogram of a long recording", "b": "MMMMMMMMMM WWWWWWWW", "c": "2026-11-30 summary", "d": "Two words"}
    diagram = Diagram.model_validate({"title": "Sound", "nodes": nodes, "edges": ["a --> b", "a --> c", "a --> d"]})
    compact = laid_out(engine, diagram, compact=True)
    assert compact.width < laid_out(engine, diagram).width * 0.9
    assert [node.lines for node in compact.nodes][1:3] == [("MMMMMMMMMM", "WWWWWWWW"), ("2026-11-30", "summary")]
    assert " ".join(compact.nodes[0].lines) == nodes["a"]
    assert len(compact.nodes[0].lines) > 1


def test_a_layout_is_made_once_in_a_process() -> None:
    engine, sources = engine_of(NODE)
    for _ in range(2):
        assert Layouts(engine).of(Diagram(title="D", nodes={"a": Node(label="A")}))
    assert len(sources) == 1
    assert Layouts(engine).of(Diagram(title="D", nodes={"a": Node(label="B")}))
    assert len(sources) == 2


@pytest.mark.parametrize(("module", "direction"), [("mmdr", "TB"), ("mmdr", "LR"), ("mermaidx", "LR")])
def test_an_engine_keeps_at_least_the_room_that_its_letters_and_lines_are_said_to_take(
    module: str, direction: Direction
) -> None:
    engine = engine_named(module)
    wide = [10.0, 40.0, 60.0]
    links = [NumberedEdge(number, 3 + number, across) for number, across in enumerate(wide)]
    found = positions(engine, direction, [*wide, 1, 1, 1], links, 10)
    for points in (found.nodes[:3], [places[0] for places in found.places]):
        xs = sorted(x for x, _ in points)
        assert xs[-1] - xs[0] >= sum(wide) - (wide[0] + wide[2]) / 2


def test_no_word_of_an_author_reaches_an_engine() -> None:
    engine, sources = engine_of(ValueError("no"))
    label = '%%{init: {}}%% <b> "x" `y` 1. & #quot; end\n  click'
    edges = [f"a -- {label} --> b", f"a -- {label} --> a"]
    diagram = Diagram.model_validate({"title": "D", "nodes": {"a": label, "b": "B"}, "edges": edges})
    with pytest.raises(ProblemError, match=r": no$"):
        Layouts(engine).of(diagram)
    assert all(re.fullmatch(r'flowchart TB|  n\d\["n+"\]|  n0 e0@---\|"n+"\| n1', line) for line in sources[0].split("\n")[1:])


def test_what_an_engine_says_of_a_diagram_is_a_fault_with_its_first_line() -> None:
    engine, _ = engine_of(RuntimeError("Parse error on line 2\nand much more"))
    with pytest.raises(ProblemError, match=r": Parse error on line 2$"):
        Layouts(engine).of(Diagram(title="D", nodes={"a": Node(label="A")}))


def test_a_diagram_that_is_too_large_for_the_slow_engine_is_a_fault_with_the_cure() -> None:
    large = Diagram(title="D", nodes={"a": Node(label="word " * 500)})
    with pytest.raises(ProblemError) as fault:
        Layouts(mermaid(engine_of("")[0].render)).of(large)
    assert str(fault.value) == (
        "the diagram can't be laid out: "
        'it has 501 nodes, edges and words, and the limit is 500 without pip install "mkdocs-genai[diagrams-fast]"'
    )


@pytest.mark.parametrize(
    ("missing", "module", "said"),
    [(["mmdr"], "mermaidx", ADVICE), (["mmdr", "mermaidx"], None, NO_ENGINE), ([], "mmdr", None)],
    ids=["no mmdr", "neither", "both"],
)
def test_the_best_engine_that_can_be_imported_is_taken_and_the_log_says_once_if_there_is_a_better_one(
    monkeypatch: pytest.MonkeyPatch, missing: list[str], module: str | None, said: str | None
) -> None:
    expected = engine_named(module) if module else None
    for name in missing:
        monkeypatch.setitem(sys.modules, name, None)
    spec = importlib.util.find_spec("mkdocs_genai.render.mermaid_engines")
    assert spec is not None
    assert spec.loader is not None
    engines = importlib.util.module_from_spec(spec)  # a copy, since the module itself looks only once
    spec.loader.exec_module(engines)
    engine = engines.BEST_ENGINE
    assert engine == expected
    messages: list[str] = []
    layouts = Layouts(engine, messages.append)
    assert messages == []
    for label in "AB":
        assert (layouts.of(Diagram(title="D", nodes={"a": Node(label=label)})) is None) == (engine is None)
    assert messages == ([said] if said else [])


def test_a_path_is_points_with_straight_lines_between_them() -> None:
    points = points_of("M0 0L10,0Q20 0 20 10C20 20,30 20,30 30")
    assert points[:2] == [(0, 0), (10, 0)]
    assert points[5] == pytest.approx((17.5, 2.5))
    assert points[13] == pytest.approx((25, 20))
    assert points[-1] == pytest.approx((30, 30))


def test_a_path_has_no_more_digits_than_a_screen_shows() -> None:
    assert svg_path([("M", [(0.04, 1.25)]), ("C", [(1, 2), (3, 4), (5.55, 6)])]) == "M0 1.2C1 2 3 4 5.5 6"
