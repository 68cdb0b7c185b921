"""Finds what a page would show, from its source: for a page that is not converted, or whose blocks another plugin removes."""

from __future__ import annotations

from collections.abc import Mapping

from ..project.page_sources import PageSource
from ..render.renderer import Renderer
from ..render.shown_content import Shown
from .base import RegistryBlock


def shown_by_source(
    blocks: Mapping[str, type[RegistryBlock]], renderer: Renderer, source: PageSource, home: str | None
) -> Shown:
    """The content that the blocks and links of a page's source would show; `home` is the area that the page belongs to.

    Ignores the options of blocks, so it may be more than they show.
    """
    shown = Shown(terms={link.reference.removeprefix("term:") for link in source.links if link.reference.startswith("term:")})
    for head in source.block_heads:
        if block := blocks.get(head.name):
            shown.add(block.may_show(renderer, head.argument, home))
    return shown
