"""What differs between themes. Knows no host: only folders of templates."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_SHEET = "genai.css"
_SHEET_WITHOUT_MATERIAL = "genai-plain.css"


def style_sheets(theme_dirs: Iterable[str | Path]) -> tuple[str, ...]:
    """The style sheets that a theme needs, files of `assets/`, in their order.

    Material, and what is made of it under another name, is known by the icons that it brings.
    """
    is_material = any(os.path.isdir(Path(folder, ".icons", "material")) for folder in theme_dirs)
    return (_SHEET,) if is_material else (_SHEET, _SHEET_WITHOUT_MATERIAL)
