"""The shape of a diagram: nodes, and edges out of texts such as `a --> b`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from pydantic import Field

    from .fields import Edges, Id, Reference, Text

Direction = Literal["TB", "LR", "BT", "RL"]
Shape = Literal["rectangle", "stadium", "parallelogram", "cylinder", "circle", "diamond"]


class Node(NamedTuple):
    """One node of a diagram."""

    label: Annotated[Text, "The words in the node."]
    shape: Annotated[Shape, "The node's outline."] = "rectangle"
    topic: Annotated[Reference | None, "The topic the node links to; another area's as area/topic."] = None
    area: Annotated[Reference | None, "The area the node links to, instead of `topic`."] = None

    @staticmethod
    def from_text(text: str) -> dict[str, Any]:
        """What a text means that stands for a whole node."""
        return {"label": text}

    def contradiction(self) -> tuple[str, str] | None:
        """Keys that contradict: the code of the mistake, and words for it."""
        if self.topic is not None and self.area is not None:
            return "GA027", "a node links to a `topic` or to an `area`, not to both"
        return None


class Edge(NamedTuple):
    """An arrow or a line from one node to another, or to itself."""

    source: Annotated[Id, "The node it begins at."]
    target: Annotated[Id, "The node it ends at."]
    label: Annotated[str | None, "The words beside it."] = None
    dotted: Annotated[bool, "Whether its line is dotted."] = False
    head: Annotated[bool, "Whether it ends in an arrow head."] = True


class Diagram(NamedTuple):
    """A diagram of concepts: nodes and the arrows between them."""

    title: Annotated[Text, "What the diagram shows; screen readers say it."]
    nodes: Annotated[dict[Id, Node], Field(min_length=1), "The nodes, by id."]
    direction: Annotated[Direction, "TB top to bottom, LR left to right, BT or RL the other way."] = "TB"
    edges: Annotated[Edges, "The arrows, such as 'a --> b', 'a -. guides .-> b' or, without a head, 'a --- b'."] = ()
