"""Where the nodes and arrows of a diagram go: Mermaid's own layout, computed at build time, without a browser.

Needs the extra `diagrams` (mermaidx, which runs Mermaid in an embedded JavaScript engine at about a second a diagram, hence
the cache by content). Only the geometry is taken: what the page gets is drawn by our own template, in the theme's colors.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from ..registry.checks import diagram_size
from ..registry.diagram import Diagram, Shape
from ..registry.texts import one_line
from ..registry.whole_file import read_whole, write_whole
from .flowchart import flowchart

_COMPACT: dict[str, int] = {"nodeSpacing": 12, "rankSpacing": 28, "padding": 5}
"""Distances for a phone, in CSS pixels; Mermaid's own are 50, 50 and 15."""
_LARGEST = 500
"""Nodes, arrows and words: more than an author's diagram may have, for the map of a course with many areas."""
_LETTER = 10
"""The width of a letter, on the safe side: Mermaid breaks a word that is longer than a line."""
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
_FORMAT = 2
"""Part of the cache's key: raise it when what is kept changes."""


class LayoutFault(Exception):
    """Mermaid could not lay a diagram out."""


class PlacedNode(NamedTuple):
    """A node: its center, its half width and half height, its lines of text, and a polygon's or path's outline."""

    id: str
    shape: Shape
    x: float
    y: float
    half_width: float
    half_height: float
    lines: tuple[str, ...]
    outline: str = ""


class PlacedEdge(NamedTuple):
    """An arrow: its path as SVG has it, and where its label's middle is."""

    path: str
    dotted: bool
    lines: tuple[str, ...] = ()
    x: float = 0
    y: float = 0
    half_width: float = 0


class Layout(NamedTuple):
    """A diagram's geometry, in CSS pixels at a font size of 16; x and y are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]


class Layouts:
    """Layouts of diagrams, kept in a folder by content; nothing is kept when the folder is None or can't be written.

    `on_work` is told the title of each diagram before it is laid out, since that takes a while; `on_unkept` why none can
    be kept, once.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        available: bool | None = None,
        on_work: Callable[[str], None] | None = None,
        on_unkept: Callable[[str], None] | None = None,
    ) -> None:
        self.folder = folder
        self.on_work = on_work
        self.on_unkept = on_unkept
        self.available = importlib.util.find_spec("mermaidx") is not None if available is None else available
        self._done: dict[str, Layout] = {}
        self._announced: set[str] = set()

    def of(self, diagram: Diagram, *, compact: bool = False) -> Layout:
        """The layout of a diagram; a compact one has short lines and little room between. Raises LayoutFault."""
        if (size := diagram_size(diagram)) > _LARGEST:
            raise LayoutFault(f"it has {size} nodes, arrows and words, and more than {_LARGEST} would take minutes")
        source = _config(diagram, compact) + flowchart(diagram, label=_stand_in)
        kept_as = f"{_FORMAT} {version('mermaidx')}\n{source}\n{json.dumps(diagram)}"
        key = hashlib.sha256(kept_as.encode()).hexdigest()[:32]
        if key not in self._done:
            layout = self._read(key, diagram)
            if layout is None:
                if self.on_work and diagram.title not in self._announced:
                    self._announced.add(diagram.title)  # not again for its narrow form
                    self.on_work(diagram.title)
                layout = _lay_out(source, diagram)
                self._write(key, layout)
            self._done[key] = layout
        return self._done[key]

    def _read(self, key: str, diagram: Diagram) -> Layout | None:
        if self.folder is None:
            return None
        try:
            kept = json.loads(read_whole(self.folder / f"{key}.json"))
            nodes = tuple(PlacedNode(**{**node, "lines": tuple(node["lines"])}) for node in kept["nodes"])
            edges = tuple(PlacedEdge(**{**edge, "lines": tuple(edge["lines"])}) for edge in kept["edges"])
            layout = Layout(kept["x"], kept["y"], kept["width"], kept["height"], nodes, edges)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return layout if _is_of(layout, diagram) else None

    def _write(self, key: str, layout: Layout) -> None:
        if self.folder is None:
            return
        try:
            placed = {"nodes": [node._asdict() for node in layout.nodes], "edges": [edge._asdict() for edge in layout.edges]}
            write_whole(self.folder / f"{key}.json", json.dumps(layout._asdict() | placed))
        except OSError as error:
            self.folder = None  # a read-only checkout, or no room; every build computes the layouts anew
            if self.on_unkept:
                self.on_unkept(error.strerror or str(error))


def _is_of(layout: Layout, diagram: Diagram) -> bool:
    """Whether a kept layout is the diagram's: anybody can write into a cache."""
    numbers = [layout.x, layout.y, layout.width, layout.height]
    lines: list[str] = []
    for node in layout.nodes:
        numbers += [node.x, node.y, node.half_width, node.half_height]
        lines += node.lines
    for edge in layout.edges:
        numbers += [edge.x, edge.y, edge.half_width]
        lines += edge.lines
    return (
        [node.id for node in layout.nodes] == list(diagram.nodes)
        and len(layout.edges) == len(diagram.edges)
        and all(isinstance(number, int | float) for number in numbers)
        and all(isinstance(line, str) for line in lines)
    )


def _config(diagram: Diagram, compact: bool) -> str:
    """Mermaid's settings, as a line of its source."""
    distances: dict[str, int] = {}
    if compact:
        longest = max((len(word) for node in diagram.nodes.values() for word in node.label.split()), default=0)
        distances = {**_COMPACT, "wrappingWidth": max(72, longest * _LETTER)}
    settings = {"htmlLabels": False, "flowchart": {"htmlLabels": False, **distances}, "fontFamily": "sans-serif"}
    return f"%%{{init: {json.dumps(settings)}}}%%\n"


def _stand_in(label: str) -> str:
    """A text of the same length and much the same width, of characters that Mermaid has no plans for."""
    return "".join(char if char.isalnum() or char == " " else "n" for char in one_line(label))


def _lay_out(source: str, diagram: Diagram) -> Layout:
    # An extra, whose import alone costs time that builds with kept layouts can save.
    mermaidx = importlib.import_module("mermaidx")
    try:
        svg = mermaidx.render(source).svg()
    except Exception as error:
        raise LayoutFault(str(error).strip().split("\n")[0]) from error
    return _read_svg(ElementTree.fromstring(svg), diagram)  # noqa: S314 - made by us, a line above


def _read_svg(svg: ElementTree.Element, diagram: Diagram) -> Layout:
    left, top, width, height = (float(number) for number in (svg.get("viewBox") or "0 0 0 0").split())
    groups = {group.get("class"): group for group in svg.iter(f"{_SVG}g") if group.get("class")}
    labels = _edge_labels(groups["edgeLabels"])
    ids = list(diagram.nodes)
    edges = []
    for edge, path in zip(diagram.edges, groups["edgePaths"].iter(f"{_SVG}path"), strict=True):
        x, y, half_width, rows = labels.get(path.get("data-id"), (0, 0, 0, ()))
        lines = _lines(edge.label, rows) if edge.label else ()
        edges.append(PlacedEdge(_short(path.get("d") or ""), edge.dotted, lines, x, y, half_width))
    nodes: dict[str, PlacedNode] = {}
    for group in groups["nodes"]:
        node_id = ids[int((group.get("id") or "").split("-flowchart-n")[1].split("-")[0])]
        nodes[node_id] = _node(node_id, diagram, group)
    return Layout(
        _round(left), _round(top), _round(width), _round(height), tuple(nodes[node_id] for node_id in ids), tuple(edges)
    )


def _node(node_id: str, diagram: Diagram, group: ElementTree.Element) -> PlacedNode:
    node = diagram.nodes[node_id]
    x, y = _translation(group)
    outline, half_width, half_height = "", 0.0, 0.0
    shape = next(element for element in group.iter() if "label-container" in (element.get("class") or ""))
    match node.shape:
        case "rectangle":
            half_width, half_height = float(shape.get("width") or 0) / 2, float(shape.get("height") or 0) / 2
        case "circle":
            half_width = half_height = float(shape.get("r") or 0)
        case "stadium":
            # Mermaid draws it as hundreds of short curves; its extent is all we need.
            numbers = [
                float(number) for path in shape.iter(f"{_SVG}path") for number in re.findall(_NUMBER, path.get("d") or "")
            ]
            half_width, half_height = max(numbers[0::2]), max(numbers[1::2])
        case "cylinder":
            outline = _short(shape.get("d") or "")
            left, top = _translation(shape)
            half_width, half_height = -left, -top
        case _:  # a parallelogram or a diamond
            points = [tuple(map(float, pair.split(","))) for pair in (shape.get("points") or "").split()]
            left, top = _translation(shape)
            outline = " ".join(f"{_round(px + left):g},{_round(py + top):g}" for px, py in points)
            half_width, half_height = max(px + left for px, _ in points), max(py + top for _, py in points)
    text = next(group.iter(f"{_SVG}text"))
    lines = _lines(node.label, _rows(text))
    return PlacedNode(node_id, node.shape, x, y, _round(half_width), _round(half_height), lines, outline)


def _edge_labels(group: ElementTree.Element) -> dict[str | None, tuple[float, float, float, tuple[str, ...]]]:
    labels: dict[str | None, tuple[float, float, float, tuple[str, ...]]] = {}
    for outer in group:
        inner = outer.find(f"{_SVG}g[@class='label']")
        if inner is None:
            continue
        x, y = _translation(outer)
        background = inner.find(f".//{_SVG}rect")
        width = float(background.get("width") or 0) if background is not None else 0
        text = next(inner.iter(f"{_SVG}text"))
        labels[inner.get("data-id")] = (x, y, _round(width / 2), _rows(text))
    return labels


def _rows(text: ElementTree.Element) -> tuple[str, ...]:
    return tuple("".join(row.itertext()).strip() for row in text.findall(f"{_SVG}tspan"))


def _lines(label: str, rows: tuple[str, ...]) -> tuple[str, ...]:
    """The label broken where Mermaid broke its stand-in, which has a character for each of its own."""
    rest = one_line(label)
    lines = []
    for row in rows[:-1]:
        lines.append(rest[: len(row)])
        rest = rest[len(row) :].lstrip()
    return (*lines, rest)


def _translation(element: ElementTree.Element) -> tuple[float, float]:
    numbers: list[Any] = re.findall(_NUMBER, element.get("transform") or "0 0")
    return _round(float(numbers[0])), _round(float(numbers[1]))


def _round(number: float) -> float:
    return round(number, 1)


def _short(path: str) -> str:
    """A path with numbers of one decimal place, which is finer than a screen shows."""
    return re.sub(_NUMBER, lambda number: f"{_round(float(number.group())):g}", path)
