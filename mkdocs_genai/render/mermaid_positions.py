"""Asks an engine where the nodes of a diagram and the passing places of its edges are.

The engine is given Mermaid's source with a rectangle for each node, as wide as is asked, filled with the letter n. Of what it
draws, only positions are read. Mermaid writes the places of an edge into the attribute `data-points`, as JSON in Base64: where
it meets its nodes, and between these a place in each rank that it passes and one between ranks.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Sequence
from math import ceil, dist
from typing import NamedTuple
from xml.etree import ElementTree

from ..problems import ProblemError
from ..registry.diagram import Direction
from .mermaid_engines import Engine
from .svg_paths import NUMBER, XY

_SVG = "{http://www.w3.org/2000/svg}"
_NODE_ID = re.compile(r"-flowchart-n(\d+)-\d+$")
_RANKS = 50
"""The distance between ranks, in pixels; they only have to be distinguishable."""


class NumberedEdge(NamedTuple):
    """An edge between two different nodes, by their numbers, and how much room its label needs across."""

    source: int
    target: int
    across: float = 0


class Positions(NamedTuple):
    """The middles of nodes, the places of each edge, and which of these its label is at."""

    nodes: list[XY]
    places: list[tuple[XY, ...]]
    label_places: list[int]


def positions(
    engine: Engine, direction: Direction, across: Sequence[float], edges: Sequence[NumberedEdge], spacing: int
) -> Positions:
    """Where all is, given the room that each node needs across (the width for TB and BT, the height for LR and RL).

    In the result, x is across and y along. Raises ProblemError.
    """
    is_level = direction in ("LR", "RL")
    try:
        svg = engine.render(_source(engine, direction, across, edges, spacing)).svg()
    except Exception as error:  # each engine has errors of its own
        raise cannot_lay_out(str(error).strip().split("\n")[0]) from error
    return _read(ElementTree.fromstring(svg), len(edges), is_level=is_level)  # noqa: S314 - the engine's own output


def cannot_lay_out(message: str) -> ProblemError:
    """The error for a diagram that has no layout."""
    return ProblemError("GA067", f"the diagram can't be laid out: {message}")


def _source(engine: Engine, direction: Direction, across: Sequence[float], edges: Sequence[NumberedEdge], spacing: int) -> str:
    """Mermaid's source, in which the edges are named e0, e1, …"""
    flowchart = {"htmlLabels": False, "minNodeWidth": 0, "padding": 0, "nodeSpacing": spacing, "rankSpacing": _RANKS}
    settings = {
        "htmlLabels": False,
        "layout": "dagre",
        "look": "classic",
        "theme": "default",
        "fontFamily": "sans-serif",
        "themeVariables": {"fontSize": "16px"},
        "flowchart": {**flowchart, "wrappingWidth": 100_000},
    }
    lines = [f"%%{{init: {json.dumps(settings)}}}%%", f"flowchart {direction}"]
    is_level = direction in ("LR", "RL")
    lines += [f'  n{number}["{_filling(engine, each, is_level=is_level)}"]' for number, each in enumerate(across)]
    for number, edge in enumerate(edges):
        label = f'|"{_filling(engine, edge.across, is_level=is_level)}"|' if edge.across else ""
        lines.append(f"  n{edge.source} e{number}@---{label} n{edge.target}")
    return "\n".join(lines)


def _filling(engine: Engine, across: float, *, is_level: bool) -> str:
    """Letters that take up so much room, in a column or in a row."""
    return "<br/>".join("n" * ceil(across / engine.line)) if is_level else "n" * ceil(across / engine.letter)


def _read(svg: ElementTree.Element, count: int, *, is_level: bool) -> Positions:
    def turned(point: XY) -> XY:
        return (point[1], point[0]) if is_level else point

    nodes: dict[int, XY] = {}
    labels: dict[int, XY] = {}
    for group in svg.iter(f"{_SVG}g"):
        if match := _NODE_ID.search(group.get("id", "")):
            nodes[int(match[1])] = turned(_translation(group))
        for label in group.findall(f"{_SVG}g[@data-id]"):  # it has the id of its edge, and is inside a group with its position
            labels[int(label.get("data-id", "e")[1:])] = turned(_translation(group))
    places: list[tuple[XY, ...]] = [()] * count
    for path in svg.iter(f"{_SVG}path"):
        if points := path.get("data-points"):
            number = int(path.get("data-id", "e")[1:])
            read = [(point["x"], point["y"]) for point in json.loads(base64.b64decode(points))]
            places[number] = tuple(turned(point) for point in read[1:-1])
    label_places = [
        min(range(len(each)), key=lambda place: dist(each[place], labels[number])) if number in labels else 0
        for number, each in enumerate(places)
    ]
    return Positions([nodes[number] for number in sorted(nodes)], places, label_places)


def _translation(element: ElementTree.Element) -> XY:
    x, y, *_ = (float(number) for number in re.findall(NUMBER, element.get("transform") or "0 0"))
    return x, y
