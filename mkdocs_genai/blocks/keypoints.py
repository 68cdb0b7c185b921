"""`/// keypoints | [TOPIC]`: what to remember of a topic, or of each topic of an area."""

from __future__ import annotations

from ..render.takeaways import render_keypoints
from .arguments import topics_of
from .base import RegistryBlock, Show


class KeypointsBlock(RegistryBlock):
    """Takes no options. An area may be named in place of a topic; on an area's own page, it is that area."""

    NAME = "keypoints"

    def show(self) -> Show:
        """See RegistryBlock."""
        renderer, keys = self.renderer, topics_of(self, "keypoints")
        return lambda page: render_keypoints(renderer, page, keys)
