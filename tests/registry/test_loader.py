"""The loader that asks less of Python composes what PyYAML's own does."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from mkdocs_genai.registry.loader import RegistryLoader
from mkdocs_genai.registry.source import parse_document

TEXTS = [
    "a: b\nc: [1, 0x1f, 1.5, .inf, -.5, +1, 1e3, 12:30, 2025-01-02, ~, '', null, yes, No, on, =, <<, '1', \"yes\"]",
    "? x\n: !!str 1\ny: !tag z\nempty:\nquoted: ''\nlong: >\n  1\n  2\nliteral: |\n  yes\n",
    "base: &a {k: 1}\nalso: *a\nmerged:\n  <<: *a\n",
    "- .5\n- ._\n- -\n- 0\n- =\n- n\n- Y\n- ~x\n- <\n- 190:20:30\n- 1_000\n- é\n",
    "\n".join(
        f"- {word}"
        for word in [
            "yes",
            "Yes",
            "YES",
            "yeS",
            "no",
            "true",
            "True",
            "TRUE",
            "tRue",
            "false",
            "on",
            "ON",
            "off",
            "null",
            "Null",
            "nULL",
            "y",
            "Yes!",
            "title",
        ]
    ),
    "",
    "~",
]


def tags(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return node.tag, [(tags(key), tags(value)) for key, value in node.value]
    if isinstance(node, yaml.SequenceNode):
        return node.tag, [tags(item) for item in node.value]
    return (node.tag, node.value) if node is not None else None


@pytest.mark.parametrize("text", TEXTS)
def test_every_node_has_the_tag_that_pyyaml_gives(text: str) -> None:
    assert tags(yaml.compose(text, Loader=RegistryLoader)) == tags(yaml.compose(text, Loader=yaml.CSafeLoader))


def test_a_document_that_has_forgotten_its_nodes_still_knows_positions() -> None:
    document = parse_document("a: 1\nb:\n  c: [x, 1.10]\n", "area.yml")
    before = document.position(("b", "c", 1)), document.written(("b", "c", 1))
    document.forget()
    assert document.value is None
    assert (document.position(("b", "c", 1)), document.written(("b", "c", 1))) == before
