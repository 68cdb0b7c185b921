"""Writes all figures and sounds."""

from __future__ import annotations

from pathlib import Path

from . import FIGURES, SOUNDS

ASSETS = Path(__file__).parents[2] / "docs" / "assets"

for name, draw in FIGURES.items():
    (ASSETS / "figures" / f"{name}.svg").write_text(draw(), "utf-8", newline="\n")

for name, compute in SOUNDS.items():
    (ASSETS / "sounds" / f"{name}.wav").write_bytes(compute())
