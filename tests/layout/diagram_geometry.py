"""Measures a drawn diagram on its SVG's own coordinates: what meets what, and whether words are inside their boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot
from typing import NamedTuple

from bs4 import Tag

from mkdocs_genai.render.svg_paths import XY, points_of
from mkdocs_genai.render.text_width import text_width

NUMBER = re.compile(r"-?[\d.]+")


class Rect(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Rect:
        """The same with a border around."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Rect) -> bool:
        """Whether the two overlap."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def has(self, start: XY, end: XY) -> bool:
        """Whether a straight line goes through it (Liang and Barsky)."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        first, last = 0.0, 1.0
        for step, room in (
            (-dx, start[0] - self.left),
            (dx, self.right - start[0]),
            (-dy, start[1] - self.top),
            (dy, self.bottom - start[1]),
        ):
            if step == 0 and room <= 0:
                return False
            if step < 0:
                first = max(first, room / step)
            elif step > 0:
                last = min(last, room / step)
        return first < last


def numbers(tag: Tag, *names: str) -> list[float]:
    """Attributes as numbers."""
    return [float(str(tag[name])) for name in names]


def node_box(node: Tag) -> Rect:
    """The box around a node's outline."""
    x, y = (float(number) for number in NUMBER.findall(str(node["transform"])))
    shape = node.find(["rect", "circle", "polygon", "path"])
    assert isinstance(shape, Tag)
    if shape.name == "rect":
        left, top, width, height = numbers(shape, "x", "y", "width", "height")
        return Rect(x + left, y + top, x + left + width, y + top + height)
    if shape.name == "circle":
        (radius,) = numbers(shape, "r")
        return Rect(x - radius, y - radius, x + radius, y + radius)
    if shape.name == "path":  # a cylinder, drawn from its upper left corner
        left, top = (float(number) for number in NUMBER.findall(str(shape["transform"])))
        return Rect(x + left, y + top, x - left, y - top)
    corners = [tuple(map(float, pair.split(","))) for pair in str(shape["points"]).split()]
    xs, ys = zip(*corners, strict=True)
    return Rect(x + min(xs), y + min(ys), x + max(xs), y + max(ys))


def faults_of(svg: Tag, ends: Sequence[tuple[int, int]], labeled: Sequence[int]) -> Iterator[str]:
    """What is drawn wrong. `ends` has the numbers of each edge's nodes, `labeled` the numbers of the edges with a label."""
    paths = [points_of(str(path["d"])) for path in svg.select(".genai-diagram__edge")]
    nodes = [node_box(node) for node in svg.select(".genai-diagram__node")]
    frames = [numbers(gap, "x", "y", "width", "height") for gap in svg.select(".genai-diagram__gap")]
    labels = [Rect(x, y, x + width, y + height) for x, y, width, height in frames]
    assert (len(paths), len(labels)) == (len(ends), len(labeled))
    for number, path in enumerate(paths):
        for index, box in enumerate(nodes):
            if index not in ends[number] and crosses(path, box):
                yield f"edge {number} meets node {index}"
        for edge, label in zip(labeled, labels, strict=True):
            if (number == edge) != crosses(path, label):
                yield f"edge {number} and the label of {edge}"
        for end, (x, y) in zip(ends[number], (path[0], path[-1]), strict=True):
            if not nodes[end].grown(0.2).has((x - 0.1, y), (x + 0.1, y)):
                yield f"edge {number} does not reach node {end}"
    for one, other in combinations([*nodes, *labels], 2):
        if one.meets(other):
            yield f"{one} and {other} overlap"
    yield from _words_outside(svg, nodes, labels)
    left, top, width, height = map(float, str(svg["viewbox"]).split())
    frame = Rect(left, top, left + width, top + height)
    for x, y in [point for path in paths for point in path]:
        if not (frame.left <= x <= frame.right and frame.top <= y <= frame.bottom):
            yield f"{x}, {y} is outside"


def crosses(path: Sequence[XY], rect: Rect) -> bool:
    """Whether a path goes through a rectangle."""
    xs, ys = zip(*path, strict=True)
    around = Rect(min(xs), min(ys), max(xs), max(ys)).grown(0.1)
    return around.meets(rect) and any(rect.has(*piece) for piece in pairwise(path))


def _words_outside(svg: Tag, nodes: Sequence[Rect], labels: Sequence[Rect]) -> Iterator[str]:
    texts = [*zip(svg.select(".genai-diagram__node"), nodes, strict=True)]
    texts += zip(svg.select(".genai-diagram__label"), labels, strict=True)
    for tag, box in texts:
        lines = [line.get_text() for line in tag.find_all("tspan")]
        size = 15 if tag.name == "text" else 16
        width, height = max(map(text_width, lines)) * size, len(lines) * 19
        across, along = width / (box.right - box.left), height / (box.bottom - box.top)
        shape = next((each.removeprefix("genai-diagram__node--") for each in tag["class"] if "--" in each), "")
        filled = {"circle": hypot(across, along), "diamond": across + along}.get(shape, max(across, along))
        if filled > 1.01:
            yield f"'{' '.join(lines)}' is larger than its box"
