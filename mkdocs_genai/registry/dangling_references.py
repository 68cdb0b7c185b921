"""Removes dangling references from a registry with errors, so that a preview can show the rest of it.

What is removed here is reported elsewhere.
"""

from __future__ import annotations

from ..i18n import label_fault, load_labels
from .diagram import Diagram, Node
from .model import Area, Registry
from .references import find_entry


def without_dangling_references(registry: Registry) -> Registry:
    """The registry without references to missing areas and nodes, and without labels whose placeholders are invalid."""
    labels = {
        label: words
        for label, words in registry.course.labels.items()
        if label in load_labels("en") and label_fault(label, words) is None
    }
    areas = {area_id: _area(area, registry) for area_id, area in registry.areas.items()}
    groups = {
        group_id: group.model_copy(update={"areas": tuple(each for each in group.areas if each in registry.areas)})
        for group_id, group in registry.course.groups.items()
    }
    course = registry.course.model_copy(update={"labels": labels, "groups": groups})
    return registry.model_copy(update={"course": course, "areas": areas})


def _area(area: Area, registry: Registry) -> Area:
    update = {
        "related": tuple(name for name in area.related if find_entry(registry, "area", name, None)),
        "requires": tuple(area_id for area_id in area.requires if area_id in registry.areas),
        "overlaps": tuple(area_id for area_id in area.overlaps if area_id in registry.areas),
        "diagrams": {diagram_id: _diagram(diagram, registry) for diagram_id, diagram in area.diagrams.items()},
    }
    return area.model_copy(update=update)


def _diagram(diagram: Diagram, registry: Registry) -> Diagram:
    edges = tuple(edge for edge in diagram.edges if edge.source in diagram.nodes and edge.target in diagram.nodes)
    nodes = {node_id: _node(node, registry) for node_id, node in diagram.nodes.items()}
    return diagram.model_copy(update={"edges": edges, "nodes": nodes})


def _node(node: Node, registry: Registry) -> Node:
    leads_nowhere = node.area is not None and find_entry(registry, "area", node.area, None) is None
    return node.model_copy(update={"area": None}) if leads_nowhere else node
