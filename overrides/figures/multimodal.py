"""Multimodal generation: three cosines as shares, at three scales."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .drawing import color, document, label, rounded
from .tools import softmax

COSINES = (0.28, 0.24, 0.20)
SCALES = (1, 1 / 0.07, 100)


def shares(scale: float) -> list[float]:
    """The shares of the three captions at a scale."""
    return softmax([scale * cosine for cosine in COSINES])


def scales() -> str:
    """The shares as bars, a group of three for each scale."""
    left, unit, row = 96, 250, 26
    parts = []
    for group, scale in enumerate(SCALES):
        top = 26 + group * (3 * row + 36)
        parts.append(label((0, top - 10), f"scale {scale:.3f}".removesuffix(".000"), series=0, bold=True))
        for place, (cosine, share) in enumerate(zip(COSINES, shares(scale), strict=True)):
            y = top + place * row
            paint = 'fill="currentColor" fill-opacity="0.3" stroke="currentColor"'
            where = f'x="{left}" y="{y}" width="{rounded(share * unit)}" height="{row - 8}"'
            parts += [
                label((left - 8, y + 14), f"cosine {cosine:.2f}", anchor="end"),
                f"<g {color(1 + place)}><rect {paint} {where}/></g>",
                label((left + share * unit + 6, y + 14), f"{100 * share:.2f}%", series=0),
            ]
    return document(26 + 3 * (3 * row + 36) - 36, parts)


FIGURES: Mapping[str, Callable[[], str]] = {"multimodal-scales": scales}
