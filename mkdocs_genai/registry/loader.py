"""PyYAML's C loader, spared most of what it asks of Python: what type each scalar has."""

from __future__ import annotations

import yaml
from yaml.nodes import Node, ScalarNode

TEXT_TAG = "tag:yaml.org,2002:str"
INTEGER_TAG = "tag:yaml.org,2002:int"

_WORDS = frozenset(
    spelled
    for word in ("yes", "no", "true", "false", "on", "off", "null", "~", "=", "<<")
    for spelled in (word, word.capitalize(), word.upper())
)
"""The plain scalars without a digit that YAML 1.1 takes for something else than text."""


class RegistryLoader(yaml.CSafeLoader):
    """Composes as CSafeLoader does."""

    _beginnings = frozenset(yaml.CSafeLoader.yaml_implicit_resolvers)
    """With what a plain scalar begins that may be something else than text; an empty one is null."""

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node; `implicit` tells whether a scalar without a tag may be anything, or is quoted."""
        if kind is ScalarNode:
            if implicit[0] and value.isdecimal() and value.isascii() and value[0] != "0":
                return INTEGER_TAG
            begins = value[:1]
            # Behind the digits, in ASCII's order, come letters; of words few are anything else than text.
            if not implicit[0] or (value not in _WORDS if begins > "9" else begins not in self._beginnings):
                return TEXT_TAG
        return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]

    def descend_resolver(self, current_node: Node | None, current_index: object) -> None:
        """Nothing: no type hangs on the place of a node."""

    def ascend_resolver(self) -> None:
        """Nothing, as above."""
