"""`/// call-to-action | [AREA]`: what a reader may do next."""

from __future__ import annotations

from ..problems import ProblemError
from ..render.areas import render_call_to_action
from .arguments import area_of
from .base import RegistryBlock, Show


class CallToActionBlock(RegistryBlock):
    """Takes no options. On a page that belongs to no area, it shows the course's own call to action."""

    NAME = "call-to-action"

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer = self.renderer
        registry = renderer.registry
        area_id = area_of(self) if self.argument or self.page.home else None
        own = registry.areas[area_id].call_to_action if area_id else None
        call = own or registry.course.call_to_action
        if call is None:
            lacking = f"neither the area '{area_id}' nor the course has a" if area_id else "the course has no"
            raise ProblemError("GA062", f"{lacking} `call_to_action`")
        return lambda page: render_call_to_action(renderer, page, call, area_id)
