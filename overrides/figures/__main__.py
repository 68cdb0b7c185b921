"""Writes all figures."""

from __future__ import annotations

from pathlib import Path

from . import FIGURES

FOLDER = Path(__file__).parents[2] / "docs" / "assets" / "figures"

for name, draw in FIGURES.items():
    (FOLDER / f"{name}.svg").write_text(draw(), "utf-8", newline="\n")
