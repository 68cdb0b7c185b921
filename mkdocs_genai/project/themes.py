"""Differences between themes, told by their template folders. Knows no host."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_SHEET = "genai.css"
_SHEET_WITHOUT_MATERIAL = "genai-plain.css"


def style_sheets(theme_dirs: Iterable[str | Path]) -> tuple[str, ...]:
    """The style sheets that a theme needs, as files of `assets/`, in order.

    Material, and themes derived from it, are recognised by their icons.
    """
    is_material = any(os.path.isdir(Path(folder, ".icons", "material")) for folder in theme_dirs)
    return (_SHEET,) if is_material else (_SHEET, _SHEET_WITHOUT_MATERIAL)
