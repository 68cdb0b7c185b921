"""What the benchmark found, as text, and as the table and the plot of the docs."""

from __future__ import annotations

import datetime
import html
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"
TABLE = DOCS / "snippets" / "costs" / "table.md"
PLOT = DOCS / "assets" / "costs.svg"
SMALL = 100
OFTEN = 3
"""Sites of up to SMALL pages are built OFTEN times as often."""
NAMES = {
    "hand": "by hand in Markdown",
    "genai": "mkdocs-genai",
    "macros": "mkdocs-macros",
    "table-reader": "cards by hand, mkdocs-table-reader",
    "hand, cards alone": "cards alone, by hand",
    "genai, cards alone": "cards alone, mkdocs-genai",
    "neoteroi, cards alone": "cards alone, neoteroi",
}


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
        f"\n{found[0].pages} pages, tables of {found[0].rows} rows; all beyond the empty site",
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
    """Write the table and the plot, with the machine and the day."""
    day = datetime.datetime.now(tz=datetime.UTC).date()
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "mkdocs-genai"))
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, {packages}"
    lines = [
        f"Measured on {day}, medians of {rounds} rounds, {OFTEN * rounds} up to {SMALL} pages,"
        f" sites {'in memory' if in_memory else 'on disk'}, {machine}.",
        "",
        "| Site | Made by | Processor seconds | to by hand | MB |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {_site(row)} | {NAMES[row.make]} | {row.processor:.2f} | {_ratio(row.processor_ratio)} | {round(row.memory)} |"
        for row in found
    ]
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")
    largest = [row for row in found if row.pages == max(row.pages for row in found)]
    title = f"Processor seconds beyond the empty site, {largest[0].pages} pages"
    PLOT.write_text(plot(title, [(NAMES[row.make], row.processor) for row in largest]), "utf-8")


def plot(title: str, bars: list[tuple[str, float]]) -> str:
    """An SVG of a bar for each name and value, from the top; dark on white, since an image does not see the page's theme."""
    longest = max(value for _, value in bars)
    height = 50 + 36 * len(bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 {height}" font-family="sans-serif" font-size="16">',
        f'<rect width="800" height="{height}" fill="#fff"/>',
        f'<text x="400" y="28" text-anchor="middle" font-size="18">{html.escape(title)}</text>',
    ]
    for index, (name, value) in enumerate(bars):
        y, length = 46 + 36 * index, value / longest * 400
        lines += [
            f'<text x="310" y="{y + 19}" text-anchor="end">{html.escape(name)}</text>',
            f'<rect x="320" y="{y}" width="{length:.1f}" height="28" fill="#2f3fa0"/>',
            f'<text x="{length + 328:.1f}" y="{y + 19}">{value:.2f}</text>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _site(row: Row) -> str:
    if row.pages == 1:
        return f"one table of {row.rows:,} rows"
    return f"{row.pages:,} pages"
