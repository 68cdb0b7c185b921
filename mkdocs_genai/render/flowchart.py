"""A diagram of the registry as the source text of a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Callable

from ..registry.diagram import Diagram, Node

_SHAPES = {
    "rectangle": ("[", "]"),
    "stadium": ("([", "])"),
    "parallelogram": ("[/", "/]"),
    "cylinder": ("[(", ")]"),
    "circle": ("((", "))"),
    "diamond": ("{", "}"),
}

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
"""Mermaid's own escapes, for all that it might take for quotes, HTML or Markdown (`1. a` would be a list to it).

And for settings: it takes `%%{init: …}%%` for them wherever it stands, and they may hold a style that asks other servers. Of
`style a:b` it takes a sign away.
"""
_BRACES = str.maketrans({"{": "%7B", "}": "%7D"})


def escape_label(text: str) -> str:
    """A label as Mermaid shows it in a browser, whatever its characters."""
    return text.translate(_ENTITIES)


def flowchart(
    diagram: Diagram, *, label: Callable[[str], str] = escape_label, href: Callable[[Node], str | None] = lambda node: None
) -> str:
    """The Mermaid source. Nodes are n0, n1, …, since an id such as `end` is a word of Mermaid's grammar.

    `label` makes a label safe inside Mermaid's quotes; `href` gives the address that a node links to, or None.
    """
    names = {node_id: f"n{number}" for number, node_id in enumerate(diagram.nodes)}
    lines = [f"flowchart {diagram.direction}"]
    for node_id, node in diagram.nodes.items():
        opening, closing = _SHAPES[node.shape]
        lines.append(f'  {names[node_id]}{opening}"{label(node.label)}"{closing}')
    for edge in diagram.edges:
        arrow = "-.->" if edge.dotted else "-->"
        words = f'|"{label(edge.label)}"|' if edge.label else ""
        lines.append(f"  {names[edge.source]} {arrow}{words} {names[edge.target]}")
    for node_id, node in diagram.nodes.items():
        if url := href(node):
            lines.append(f'  click {names[node_id]} href "{url.translate(_BRACES)}"')
    return "\n".join(lines)
