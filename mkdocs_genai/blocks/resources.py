"""`/// resources | [TOPIC]`: what is worth reading, watching or trying elsewhere, by type."""

from __future__ import annotations

from ..render.takeaways import render_resources
from .arguments import topics_of
from .base import RegistryBlock, Show


class ResourcesBlock(RegistryBlock):
    """Takes no options. An area may be named in place of a topic; on an area's own page, it is that area."""

    NAME = "resources"

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer, keys = self.renderer, topics_of(self, "resources")
        return lambda page: render_resources(renderer, page, keys)
