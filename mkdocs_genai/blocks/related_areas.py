"""`/// related-areas | [AREA]`: links to the areas that a reader may like next."""

from __future__ import annotations

from ..problems import ProblemError
from ..render.areas import render_related_areas
from .arguments import area_of
from .base import RegistryBlock, Show


class RelatedAreas(RegistryBlock):
    """Takes no options."""

    NAME = "related-areas"

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer, area_id = self.renderer, area_of(self)
        related = renderer.registry.areas[area_id].related
        if not related:
            raise ProblemError("GA062", f"the area '{area_id}' has no `related` areas in the registry")
        return lambda page: render_related_areas(renderer, page, related)
