"""Results of search that lead to a row: Zensical's own results are pages and headings, and lead to the table's page at best.

Zensical writes search.json, which its docs do not describe, so what is not as it is known here is left as it is. Each of its
items is a page or a heading: `location`, `title`, `text`, `path` (the titles above), `level` and `tags`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ...project.write_files import check_writable
from ...render.page import SearchSection

Results = Mapping[str, Sequence[SearchSection]]
"""The sections of each page that are results of their own, by the page's address in the site."""
UNKNOWN = "search finds the words of rows, but does not lead to the row: this version of Zensical writes another search.json"
_FILE = "search.json"


def add_results(site_dir: Path, results: Results) -> str:
    """Add them to the site's search.json; gives what is to be said of it. Raises OSError."""
    file = site_dir / _FILE
    if not results or not file.is_file():  # a site without search
        return ""
    before = file.stat().st_mtime_ns
    index = _read(file)
    if index is None:
        return UNKNOWN
    added = with_results(index, results)
    if added is None:
        return UNKNOWN
    if added != index:
        check_writable(file, [site_dir])
        beside = file.with_suffix(".new")
        beside.write_bytes(json.dumps(added, ensure_ascii=False, separators=(",", ":")).encode())
        if file.stat().st_mtime_ns == before:  # a preview may have written another one
            os.replace(beside, file)
        beside.unlink(missing_ok=True)
    return ""


def with_results(index: Any, results: Results) -> Any:
    """A search index with these results, each behind those of its page; None where it is not as expected."""
    items = index.get("items") if isinstance(index, dict) else None
    if not isinstance(items, list) or not all(map(_is_item, items)):
        return None
    sections_of = {unquote(url).removeprefix("./"): sections for url, sections in results.items()}
    by_page: dict[str, list[Any]] = {}
    for item in items:
        by_page.setdefault(item["location"].partition("#")[0], []).append(item)
    found: list[Any] = []
    for page, own in by_page.items():
        there = {item["location"] for item in own}
        added = (_result(own[0], f"{page}#{each.anchor}", each) for each in sections_of.get(unquote(page), ()))
        found += [*own, *(item for item in added if item["location"] not in there)]
    return {**index, "items": found}


def _result(page: dict[str, Any], location: str, section: SearchSection) -> dict[str, Any]:
    """An item for a section, like the one of its page."""
    return {**page, "location": location, "level": 2, "title": section.title, "text": section.text}


def _is_item(item: Any) -> bool:
    return (
        isinstance(item, dict) and {"location", "level", "title", "text"} <= item.keys() and isinstance(item["location"], str)
    )


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except ValueError:
        return None
