"""`/// area-map`: the areas of the course as a diagram, each building on those before it."""

from __future__ import annotations

from markupsafe import Markup

from ..problems import ProblemError
from ..render.course_map import course_map, render_area_map
from ..render.markdown_blocks import diagram
from .base import AsMarkdown, RegistryBlock


class AreaMap(RegistryBlock):
    """Takes no argument and no options, since it shows all areas."""

    NAME = "area-map"
    ARGUMENT = False

    def render(self) -> Markup:
        """See RegistryBlock."""
        if not self.renderer.registry.areas:
            raise ProblemError("GA062", "the registry has no areas to show")
        return render_area_map(self.renderer, self.page)

    def markdown(self) -> AsMarkdown:
        """See RegistryBlock."""
        renderer = self.renderer
        drawn = course_map(renderer.registry, renderer.label("area_map"))
        return lambda page: diagram(renderer, page, drawn, None)
