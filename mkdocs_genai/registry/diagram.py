"""A diagram: nodes, and edges written as text such as `a --> b`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from ..fields import AreaReference, Day, Id, RegistryModel, ShortForm, Text, TopicReference, as_tuple, check_id, fault
from ..identifiers import one_line
from .sources import Sources

Direction = Literal["TB", "LR", "BT", "RL"]
Shape = Literal["rectangle", "stadium", "parallelogram", "cylinder", "circle", "diamond"]


LARGEST_DIAGRAM = 1000
"""The most nodes, edges and words of a diagram, for which the fastest engine takes a second."""


class Node(RegistryModel):
    """One node of a diagram."""

    EITHER = (("topic", "area"),)

    label: Annotated[Text, Field(description="The text in the node.")]
    shape: Annotated[Shape, Field(description="The node's outline.")] = "rectangle"
    topic: Annotated[
        TopicReference | None,
        Field(description="The topic that the node links to; write a topic of another area as area/topic."),
    ] = None
    area: Annotated[AreaReference | None, Field(description="The area that the node links to, instead of `topic`.")] = None

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        self.check_either("a node")
        return self


NodeOrLabel = Annotated[Node, ShortForm("label", "a label")]


class Edge(RegistryModel):
    """An arrow or a line from one node to another, or to itself."""

    source: Annotated[Id, Field(description="The node it begins at.")]
    target: Annotated[Id, Field(description="The node it ends at.")]
    label: Annotated[str | None, Field(description="The text beside it.")] = None
    dotted: Annotated[bool, Field(description="Whether its line is dotted.")] = False
    head: Annotated[bool, Field(description="Whether it ends in an arrow head.")] = True


_EDGE = re.compile(
    r"""\s*(?P<source>[\w-]+?)\s*
    (?: --(?P<bare_end>[->]) | (?P<dotted>-\.->)
      | --\s+(?P<label>[^-].*?)\s+--(?P<end>[->])
      | -\.\s+(?P<dotted_label>\S.*?)\s+\.->
    )
    \s*(?P<target>[\w-]+)\s*""",
    re.VERBOSE,
)


def _edge(value: Any) -> Any:
    """The keys of an edge that is written as text."""
    if not isinstance(value, str):
        raise fault("GA025", "expected an edge written as text, such as 'a --> b', in quotes if it contains ': '")
    # Runs of spaces would make the regular expression backtrack; HTML collapses them anyway.
    match = _EDGE.fullmatch(one_line(value))
    if match is None:
        forms = "'a --> b', 'a -.-> b' or 'a --- b', with a label 'a -- label --> b', 'a -. label .-> b' or 'a -- label --- b'"
        raise fault("GA025", f"'{value}' is not an edge; write {forms}")
    dotted_label = match["dotted_label"]
    label = match["label"] or dotted_label
    edge = {
        "source": check_id(match["source"]),
        "target": check_id(match["target"]),
        "dotted": bool(match["dotted"] or dotted_label),
        "head": "-" not in (match["bare_end"], match["end"]),
    }
    return edge | {"label": label} if label else edge


Edges = Annotated[tuple[Annotated[Edge, BeforeValidator(_edge, json_schema_input_type=str)], ...], BeforeValidator(as_tuple)]


class Diagram(RegistryModel):
    """A diagram of concepts: nodes and the arrows between them."""

    title: Annotated[Text, Field(description="What the diagram shows: the figure's caption.")]
    nodes: Annotated[dict[Id, NodeOrLabel], Field(min_length=1, description="The nodes, by id.")]
    direction: Annotated[Direction, Field(description="TB top to bottom, LR left to right, BT or RL the other way.")] = "TB"
    edges: Annotated[
        Edges, Field(description="The arrows, such as 'a --> b', 'a -. guides .-> b' or, without a head, 'a --- b'.")
    ] = ()
    as_of: Annotated[Day | None, Field(description="The day on which this was true, shown in the caption.")] = None
    sources: Annotated[Sources, Field(description="Where it comes from, shown in the caption.")] = ()


def diagram_size(diagram: Diagram) -> int:
    """How much there is to lay out."""
    labels = [*(node.label for node in diagram.nodes.values()), *(edge.label or "" for edge in diagram.edges)]
    return len(diagram.nodes) + len(diagram.edges) + sum(len(label.split()) for label in labels)
