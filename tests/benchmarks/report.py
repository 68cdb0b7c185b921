"""What the benchmark found, as text, and as the table and the plot of the docs."""

from __future__ import annotations

import datetime
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pygal  # type: ignore[import-untyped]
from pygal.style import Style  # type: ignore[import-untyped]

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
    style = Style(background="white", plot_background="white", colors=("#2f3fa0",), font_family="sans-serif")
    chart = pygal.HorizontalBar(
        style=style, show_legend=False, js=(), print_values=True, width=800, height=60 + 40 * len(largest), no_prefix=True
    )
    chart.title = f"Processor seconds beyond the empty site, {largest[0].pages} pages"
    chart.x_labels = [NAMES[row.make] for row in reversed(largest)]
    chart.add("", [round(row.processor, 2) for row in reversed(largest)])
    PLOT.write_bytes(chart.render(disable_xml_declaration=True).encode())


def _site(row: Row) -> str:
    if row.pages == 1:
        return f"one table of {row.rows:,} rows"
    return f"{row.pages:,} pages"
