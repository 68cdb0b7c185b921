"""A diagram of the registry as the source text of a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Callable

from ..registry.diagram import Diagram, Edge, Node

_SHAPES = {
    "rectangle": ("[", "]"),
    "stadium": ("([", "])"),
    "parallelogram": ("[/", "/]"),
    "cylinder": ("[(", ")]"),
    "circle": ("((", "))"),
    "diamond": ("{", "}"),
}
_ARROWS = {(False, True): "-->", (True, True): "-.->", (False, False): "---", (True, False): "-.-"}
"""The arrow by whether the line is dotted and whether it has a head."""

_ENTITIES = str.maketrans(
    {
        "#": "#35;",
        "%": "#37;",
        "{": "#123;",
        "}": "#125;",
        '"': "#quot;",
        "<": "#lt;",
        ">": "#gt;",
        "&": "#amp;",
        "`": "#96;",
        "\\": "#92;",
        "*": "#42;",
        "_": "#95;",
        ".": "#46;",
        "-": "#45;",
        "+": "#43;",
        ":": "#58;",
        ";": "#59;",
        "\n": " ",
    }
)
"""Mermaid's own escapes, for everything that it might read as quotes, HTML or Markdown (`1. a` would be a list).

Also for settings: Mermaid reads `%%{init: …}%%` anywhere as settings, which may contain a style that loads from other servers.
In `style a:b` it removes a character.
"""
_BRACES = str.maketrans({"{": "%7B", "}": "%7D"})


def escape_label(text: str) -> str:
    """A label as Mermaid shows it in a browser, whatever its characters."""
    return text.translate(_ENTITIES)


def flowchart(diagram: Diagram, *, href: Callable[[Node], str | None] = lambda node: None) -> str:
    """The Mermaid source; `href` gives the address that a node links to, or None.

    Nodes are n0, n1, …, since an id such as `end` is a word of Mermaid's grammar.
    """
    names = {node_id: f"n{number}" for number, node_id in enumerate(diagram.nodes)}
    lines = [f"flowchart {diagram.direction}"]
    for node_id, node in diagram.nodes.items():
        opening, closing = _SHAPES[node.shape]
        lines.append(f'  {names[node_id]}{opening}"{escape_label(node.label)}"{closing}')
    lines += [_edge(names[edge.source], edge, names[edge.target]) for edge in diagram.edges]
    for node_id, node in diagram.nodes.items():
        if url := href(node):
            lines.append(f'  click {names[node_id]} href "{url.translate(_BRACES)}"')
    return "\n".join(lines)


def _edge(source: str, edge: Edge, target: str) -> str:
    words = f'|"{escape_label(edge.label)}"|' if edge.label else ""
    return f"  {source} {_ARROWS[edge.dotted, edge.head]}{words} {target}"
