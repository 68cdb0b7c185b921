"""What the benchmark found, as text, and as the picture of the docs with what it says in words."""

from __future__ import annotations

import datetime
import html
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
MEASURED = DOCS / "snippets" / "costs" / "measured.md"
PALETTES = {"light": ("#1c1b1a", "#22559c"), "dark": ("#e8e6e3", "#9cc3f5")}
"""The colors of words and of bars on a light and on a dark page, since an image does not see the page's palette."""
TITLE = "Processor seconds of a cold build beyond the empty site"
SMALL = 100
OFTEN = 3
"""Sites of up to SMALL pages are built OFTEN times as often."""
NAMES = {
    "hand": "by hand in Markdown",
    "genai": "mkdocs-genai",
    "macros": "mkdocs-macros",
    "table-reader": "cards by hand, mkdocs-table-reader",
    "hand, plain texts": "plain texts by hand",
    "genai, plain texts": "plain texts, mkdocs-genai",
}
"""What the picture has; cards alone take too little time for a bar."""


class Row(NamedTuple):
    """A make's median beyond the empty site: seconds, MB, and ratios of seconds to writing by hand."""

    pages: int
    rows: int
    make: str
    clock: float
    processor: float
    memory: float
    clock_ratio: float | None
    processor_ratio: float | None


def printed(found: list[Row]) -> str:
    """A table for a terminal."""
    lines = [
        f"\n{found[0].pages} pages, tables of {found[0].rows} rows; cold builds, all beyond the empty site",
        f"{'':24}{'seconds':>10}{'ratio':>8}{'processor':>12}{'ratio':>8}{'MB':>8}",
    ]
    lines += [
        f"{row.make:24}{row.clock:>10.2f}{_ratio(row.clock_ratio):>8}{row.processor:>12.2f}{_ratio(row.processor_ratio):>8}"
        f"{row.memory:>8.1f}"
        for row in found
    ]
    return "\n".join(lines)


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def write_docs(found: list[Row], rounds: int, *, in_memory: bool) -> None:
    """Write the picture, and the snippet that shows it, with all figures, the machine, the versions and the day."""
    groups: dict[str, list[tuple[str, float]]] = {}
    for row in (row for row in found if row.make in NAMES):
        groups.setdefault(_site(row), []).append((NAMES[row.make], row.processor))
    figures = "; ".join(
        f"{site}: " + ", ".join(f"{name} {seconds:.2f}" for name, seconds in bars) for site, bars in groups.items()
    )
    day = datetime.datetime.now(tz=datetime.UTC).date()
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "mkdocs-genai"))
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, {packages}"
    MEASURED.parent.mkdir(parents=True, exist_ok=True)
    MEASURED.write_text(
        f"{TITLE}:\n\n"
        + "\n".join(f"![{TITLE}. {figures}](../assets/costs-{palette}.svg){{ .course-{palette} }}" for palette in PALETTES)
        + "\n\n"
        f"Measured on {day}: medians of {rounds} rounds, {OFTEN * rounds} up to {SMALL} pages,"
        f" sites {'in memory' if in_memory else 'on disk'}, {machine}.\n",
        "utf-8",
    )
    for palette, colors in PALETTES.items():
        (DOCS / "assets" / f"costs-{palette}.svg").write_text(picture(groups, *colors), "utf-8")


def picture(groups: Mapping[str, Sequence[tuple[str, float]]], ink: str, fill: str) -> str:
    """An SVG of a bar for each name and value, in groups; as wide as words of 16 px can be read on a phone."""
    longest = max(value for bars in groups.values() for _, value in bars)
    lines: list[str] = []
    y = 0
    for group, bars in groups.items():
        y += 26
        lines.append(f'<text y="{y}" font-weight="bold">{html.escape(group)}</text>')
        for name, value in bars:
            length = value / longest * 360
            lines += [
                f'<text y="{y + 24}">{html.escape(name)}</text>',
                f'<rect y="{y + 32}" width="{length:.1f}" height="14" fill="{fill}"/>',
                f'<text x="{length + 8:.1f}" y="{y + 45}">{value:.2f}</text>',
            ]
            y += 50
        y += 14
    first = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 {y}" width="420" height="{y}" font-family="sans-serif"'
    return "\n".join([f'{first} font-size="16" fill="{ink}">', *lines, "</svg>"]) + "\n"


def _site(row: Row) -> str:
    if row.pages == 1:
        return f"one table of {row.rows:,} rows"
    return f"{row.pages:,} pages"
