"""Blocks and links in notebooks, which stay text: mkdocs-jupyter and others do without the site's Markdown."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from mkdocs.structure.files import Files

from ...blocks.near_blocks import is_misspelt
from ...problems import Position, Problem
from ...project.page_sources import PageSource, first_line
from .excluded_pages import text_of
from .site import MkDocsSite

_CURE = "a notebook is made without the site's Markdown, so this stays text; write it in a Markdown page"


def notebook_faults(files: Files, site: MkDocsSite, blocks: Collection[str]) -> Iterator[Problem]:
    """The blocks and links of the registry in the Markdown cells of all notebooks, as warnings at their lines."""
    for file in files.documentation_pages():
        if not file.src_uri.endswith(".ipynb"):
            continue
        notebook = PageSource(partial(text_of, file))
        lines = notebook.text.split("\n")
        done = 0
        for written in blocks_and_links(notebook.text, blocks):
            # As the file has it; the next one is looked for behind it.
            in_json = json.dumps(written, ensure_ascii=False)[1:-1]
            found = next((number for number in range(done, len(lines)) if in_json in lines[number]), None)
            done = found if found is not None else done
            text = lines[done]
            position = Position(site.address(file).file, done + 1, max(text.find(in_json), 0) + 1, len(in_json), text)
            yield Problem(position, "", f"{written}: {_CURE}", "GA069", "warning")


def blocks_and_links(text: str, blocks: Collection[str]) -> Iterator[str]:
    """Blocks' first lines, misspelt ones too, and links of the registry in a notebook's Markdown cells, in their order."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return  # whoever makes the page says so
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "markdown":
            source = PageSource(partial(_cell_text, cell.get("source")))
            heads = [
                (each.line, first_line(each.name, each.argument))
                for each in source.block_heads
                if each.name in blocks or is_misspelt(each.name, blocks)
            ]
            links = [(each.line, f"[{each.reference}]") for each in source.links]
            yield from (written for _, written in sorted([*heads, *links]))


def _cell_text(source: Any) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source or "")
