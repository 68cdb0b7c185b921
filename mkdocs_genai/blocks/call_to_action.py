"""`/// call-to-action | [AREA]`: what a reader may do next."""

from __future__ import annotations

from markupsafe import Markup

from ..problems import ProblemError
from ..render.areas import render_call_to_action
from ..render.markdown_blocks import call_to_action
from .arguments import area_of
from .base import AsMarkdown, RegistryBlock


class CallToActionBlock(RegistryBlock):
    """Takes no options. On a page of no area, the course's own call to action is meant."""

    NAME = "call-to-action"

    def render(self) -> Markup:
        """See RegistryBlock."""
        registry = self.renderer.registry
        area_id = area_of(self) if self.argument or self.page.home else None
        own = registry.areas[area_id].call_to_action if area_id else None
        call = own or registry.course.call_to_action
        if call is None:
            place = (
                f"the area '{area_id}' has no `call_to_action`, and neither has"
                if area_id
                else "there is no `call_to_action` in"
            )
            raise ProblemError("GA062", f"{place} the course")
        self.call, self.area_id = call, area_id
        return render_call_to_action(self.renderer, self.page, call, area_id)

    def markdown(self) -> AsMarkdown:
        """See RegistryBlock."""
        renderer, call, area_id = self.renderer, self.call, self.area_id
        return lambda page: call_to_action(renderer, page, call, area_id)
