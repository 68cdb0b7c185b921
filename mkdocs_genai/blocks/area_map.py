"""`/// area-map`: the areas of the course as a diagram, each building on those before it."""

from __future__ import annotations

from ..problems import ProblemError
from ..render.course_map import render_area_map
from .base import RegistryBlock, Show


class AreaMap(RegistryBlock):
    """Takes no options."""

    NAME = "area-map"

    def show(self) -> Show:
        """See RegistryBlock."""
        if self.argument:
            raise ProblemError("GA061", f"the block takes no argument, and '{self.argument}' is one; it shows all areas")
        renderer = self.renderer
        if not renderer.registry.areas:
            raise ProblemError("GA062", "the registry has no areas to show")
        return lambda place: render_area_map(renderer, place)
