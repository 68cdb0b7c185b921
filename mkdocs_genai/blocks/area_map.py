"""`/// area-map`: the areas of the course as a diagram, each building on those before it."""

from __future__ import annotations

from ..problems import ProblemError
from ..render.course_map import render_area_map
from .base import RegistryBlock, Show


class AreaMap(RegistryBlock):
    """Takes no argument and no options, since it shows all areas."""

    NAME = "area-map"
    ARGUMENT = False

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        if not renderer.registry.areas:
            missing = "the registry has no areas to show; write one, as `mkdocs-genai new area` does"
            raise ProblemError("GA062", missing)
        return lambda page: render_area_map(renderer, page)
