"""`/// concept-diagram | REF`: a diagram, its nodes linked."""

from __future__ import annotations

from markupsafe import Markup

from ..render.diagrams import render_diagram
from ..render.markdown_blocks import diagram
from .arguments import entry_of
from .base import AsMarkdown, RegistryBlock


class ConceptDiagram(RegistryBlock):
    """Takes no options."""

    NAME = "concept-diagram"

    def render(self) -> Markup:
        """See RegistryBlock."""
        area_id, diagram_id = entry_of(self, "diagrams")
        return render_diagram(self.renderer, self.page, area_id, diagram_id)

    def markdown(self) -> AsMarkdown:
        """See RegistryBlock."""
        renderer = self.renderer
        area_id, diagram_id = entry_of(self, "diagrams")
        return lambda page: diagram(renderer, page, renderer.registry.areas[area_id].diagrams[diagram_id], area_id)
