"""Drawings as SVG files of their own, for pages that have neither the plugin's style sheet nor its scripts.

A block's HTML has its drawings inside figures, with their colors in the style sheet. A file has the colors in itself, on
white, because it does not know the palette of the page that shows it. A chart's legend, a list in the page, is drawn below.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree

_SVG = "http://www.w3.org/2000/svg"
_STYLE = (importlib.resources.files("mkdocs_genai") / "assets" / "drawing-file.css").read_text("utf-8")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
"""Elements of HTML that have no end."""
_ATTRIBUTES = {
    name.lower(): name
    for name in ("viewBox", "refX", "refY", "markerWidth", "markerHeight", "markerUnits", "preserveAspectRatio", "textLength")
}
"""Attributes of SVG by the names that a parser of HTML gives them."""
_DROPPED = ("xlink:href", "href", "role", "data-search-exclude", "aria-hidden", "tabindex")
"""Attributes that only have a meaning in a page: a drawing in a file has no links, and is one picture."""
_FOR_PHONES = ("genai-pair__narrow", "genai-chart__drawings--narrow")
_DRAWINGS = ("genai-diagram__svg", "genai-chart__svg")
_MARGIN = 8.0
_LEGEND_LINE = 24.0


class SvgFile(NamedTuple):
    """A drawing: a name that is unique among those of its page, and the file's text."""

    name: str
    text: str


class _Tree(HTMLParser):
    """Builds the tree of a piece of HTML, with the names of SVG as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self._builder = ElementTree.TreeBuilder()
        self._builder.start("html", {})
        self._open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        self._builder.start(tag, {_ATTRIBUTES.get(name, name): value or "" for name, value in attrs})
        if tag in _VOID:
            self._builder.end(tag)
        else:
            self._open += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        if self._open and tag not in _VOID:
            self._builder.end(tag)
            self._open -= 1

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        self._builder.data(data)

    def tree(self) -> ElementTree.Element:
        """The tree of what was fed."""
        self.close()
        for _ in range(self._open + 1):
            root = self._builder.end("")
        return root


def svg_files(html: str) -> list[SvgFile]:
    """The drawings of a block, of each the one for wide screens."""
    parser = _Tree()
    parser.feed(html)
    files: list[SvgFile] = []
    for figure in parser.tree().iter("figure"):
        drawings = list(_drawings(figure))
        for number, (svg, legend) in enumerate(drawings, 1):
            name = figure.get("id") or "drawing"
            files.append(SvgFile(name if len(drawings) == 1 else f"{name}-{number}", _file(figure, svg, legend)))
    return files


def _drawings(element: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, list[ElementTree.Element]]]:
    """The drawings inside an element, each with the entries of its legend."""
    legend = [key for child in element if "genai-chart__legend" in _classes(child) for key in child]
    for child in element:
        if child.tag == "svg" and not _classes(child).isdisjoint(_DRAWINGS):
            yield child, legend
        elif _classes(child).isdisjoint(_FOR_PHONES):
            yield from _drawings(child)


def _classes(element: ElementTree.Element) -> set[str]:
    return set(element.get("class", "").split())


def _file(figure: ElementTree.Element, svg: ElementTree.Element, legend: list[ElementTree.Element]) -> str:
    """The text of a file with a drawing and its legend."""
    left, top, width, height = (float(number) for number in svg.get("viewBox", "0 0 0 0").split())
    left, top, width = left - _MARGIN, top - _MARGIN, width + 2 * _MARGIN
    below = height + top + _MARGIN
    height += 2 * _MARGIN + _LEGEND_LINE * len(legend)
    view = [f"{number:g}" for number in (left, top, width, height)]
    attributes = {
        "xmlns": _SVG,
        "class": figure.get("class", ""),
        "viewBox": " ".join(view),
        "width": view[2],
        "height": view[3],
    }
    root = ElementTree.Element("svg", attributes)
    ElementTree.SubElement(root, "style").text = _STYLE
    paper = dict(zip(("x", "y", "width", "height"), view, strict=True))
    ElementTree.SubElement(root, "rect", {"class": "genai-paper", **paper})
    drawing = ElementTree.SubElement(root, "g", {"class": svg.get("class", "")})
    drawing.extend(svg)
    drawing.extend(_keys(legend, left + _MARGIN, below))
    for element in drawing.iter():
        for name in _DROPPED:
            element.attrib.pop(name, None)
        if element.tag == "a":
            element.tag = "g"
    return f"{ElementTree.tostring(root, 'unicode')}\n"


def _keys(legend: list[ElementTree.Element], left: float, top: float) -> Iterator[ElementTree.Element]:
    """The entries of a legend, one below the other."""
    for number, key in enumerate(legend):
        middle = top + _LEGEND_LINE * (number + 0.5)
        sign = key.find("svg")
        if sign is not None:
            drawn = ElementTree.Element("g", {"transform": f"translate({left + 20:g} {middle:g})"})
            drawn.extend(sign)
            yield drawn
        words = ElementTree.Element("text", {"x": f"{left + (48 if sign is not None else 0):g}", "y": f"{middle + 5:g}"})
        words.text = " ".join("".join(key.itertext()).split())
        yield words
