"""What a page's source says that it shows, for a page that is not converted, or whose blocks another plugin takes out."""

from __future__ import annotations

import re

from ..registry.learning_order import TopicKey
from ..render.publishable import Shown, shown_cells
from ..render.renderer import Renderer
from .page import outside_fences

_HEAD = re.compile(
    r"(?:[\s>]|[-*+]\s)*/{3,}\s*(?i:(comparison-(?:table|chart)|topic-cards|area-cards))\s*(?:\|\s*([\w/-]*)\s*)?"
)


def shown_by_source(renderer: Renderer, source: str, home: str | None) -> Shown:
    """What the blocks of a page's source show; all of it, whatever the block's options choose."""
    shown = Shown()
    for _, line in outside_fences(source) if "///" in source else ():
        match = _HEAD.fullmatch(line)
        if match is None:
            continue
        block, reference = match[1].lower(), match[2] or ""
        area_id, slash, comparison_id = reference.partition("/")
        if block == "area-cards":
            shown.areas.update(renderer.registry.areas)
        elif block == "topic-cards":
            area = renderer.registry.areas.get(reference or home or "")
            shown.topics.update(TopicKey(reference or home or "", topic_id) for topic_id in (area.topics if area else ()))
        else:
            key = (area_id, comparison_id) if slash else (home or "", reference)
            if table := renderer.tables.get(key):
                shown.cells.append(shown_cells(*key, table.columns, table.rows))
    return shown
