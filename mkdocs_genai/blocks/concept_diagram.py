"""`/// concept-diagram | REF`: a diagram, its nodes linked."""

from __future__ import annotations

from ..render.diagrams import render_diagram
from .arguments import entry_of
from .base import RegistryBlock, Show


class ConceptDiagram(RegistryBlock):
    """Takes no options."""

    NAME = "concept-diagram"

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        area_id, diagram_id = entry_of(self, "diagrams")
        return lambda page: render_diagram(renderer, page, area_id, diagram_id)
