"""`/// related-areas | [AREA]`: links to the areas that a reader may like next."""

from __future__ import annotations

from markupsafe import Markup

from ..problems import ProblemError
from ..render.areas import render_related_areas
from ..render.markdown_blocks import related_items
from .arguments import area_of
from .base import AsMarkdown, RegistryBlock


class RelatedAreas(RegistryBlock):
    """Takes no options."""

    NAME = "related-areas"

    def render(self) -> Markup:
        """See RegistryBlock."""
        area_id = area_of(self)
        related = self.renderer.registry.areas[area_id].related
        if not related:
            raise ProblemError("GA062", f"the area '{area_id}' names no `related` areas in the registry")
        return render_related_areas(self.renderer, self.page, related)

    def markdown(self) -> AsMarkdown:
        """See RegistryBlock."""
        renderer, related = self.renderer, self.renderer.registry.areas[area_of(self)].related
        return lambda page: related_items(renderer, page, related)
