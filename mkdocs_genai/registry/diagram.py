"""The shape of a diagram: nodes, and edges out of texts such as `a --> b`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from .fields import Id, Reference, Text, as_tuple, check_id, fault, one_line
from .thing import Thing

Direction = Literal["TB", "LR", "BT", "RL"]
Shape = Literal["rectangle", "stadium", "parallelogram", "cylinder", "circle", "diamond"]


class Node(Thing):
    """One node of a diagram."""

    label: Text = Field(description="The words in the node.")
    shape: Shape = Field("rectangle", description="The node's outline.")
    topic: Reference | None = Field(None, description="The topic the node links to; another area's as area/topic.")
    area: Reference | None = Field(None, description="The area the node links to, instead of `topic`.")

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if self.topic is not None and self.area is not None:
            raise fault("GA027", "a node links to a `topic` or to an `area`, not to both")
        return self


def _node(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


_EDGE = re.compile(
    r"""\s*(?P<source>[\w-]+?)\s*
    (?: (?P<plain>-->) | (?P<dotted>-\.->)
      | --\s+(?P<label>[^-].*?)\s+-->
      | -\.\s+(?P<dotted_label>\S.*?)\s+\.->
    )
    \s*(?P<target>[\w-]+)\s*""",
    re.VERBOSE,
)


class Edge(Thing):
    """An arrow from one node to another."""

    source: Id
    target: Id
    label: str | None = None
    dotted: bool = False


def _edge(value: Any) -> Any:
    if isinstance(value, Edge):
        return value
    if not isinstance(value, str):
        raise fault("GA025", "expected an edge as a text, such as 'a --> b'; in quotes, if it has a ': ' in it")
    # Blanks in a row would be tried in every way; HTML has one of them.
    match = _EDGE.fullmatch(one_line(value))
    if match is None:
        forms = "'a --> b', 'a -.-> b', 'a -- label --> b' or 'a -. label .-> b'"
        raise fault("GA025", f"'{value}' is no edge; write {forms}")
    dotted_label = match["dotted_label"]
    label = match["label"] or dotted_label
    edge = {
        "source": check_id(match["source"]),
        "target": check_id(match["target"]),
        "dotted": bool(match["dotted"] or dotted_label),
    }
    return edge | {"label": label} if label else edge


EdgeText = Annotated[Edge, BeforeValidator(_edge, json_schema_input_type=str)]


class Diagram(Thing):
    """A diagram of concepts: nodes and the arrows between them."""

    title: Text = Field(description="What the diagram shows; screen readers say it.")
    direction: Direction = Field("TB", description="TB top to bottom, LR left to right, BT or RL the other way.")
    nodes: dict[Id, Annotated[Node, BeforeValidator(_node, json_schema_input_type=Node | str)]] = Field(
        min_length=1, description="The nodes, by id."
    )
    edges: Annotated[tuple[EdgeText, ...], BeforeValidator(as_tuple)] = Field(
        (), description="The arrows, such as 'a --> b' or 'a -. guides .-> b'."
    )
