"""What a page would show that is not converted, as its source says."""

from __future__ import annotations

import re

from ..render.renderer import Renderer
from ..render.shown import Shown, shown_cells
from .page import outside_fences

_COMPARISON = re.compile(r"[\s>]*/{3,}\s*(?i:comparison-(?:table|chart))\s*\|\s*([\w-]+)(?:/([\w-]+))?\s*")


def shown_by_source(renderer: Renderer, source: str, home: str | None) -> Shown:
    """What the blocks of a page's source show; of a comparison all cells, whatever the block's options choose."""
    shown = Shown()
    for _, line in outside_fences(source):
        if match := _COMPARISON.fullmatch(line):
            key = (match[1], match[2]) if match[2] else (home or "", match[1])
            if table := renderer.tables.get(key):
                shown.cells.append(shown_cells(*key, table.columns, table.rows))
    return shown
