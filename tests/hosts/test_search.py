"""What Material's search is told of tables: the same as it would read in headings, which takes far longer."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from mkdocs_genai.blocks.page import Page
from mkdocs_genai.hosts.search import SearchWords

from ..conftest import write_tree

COURSE = """\
--- mkdocs.yml
site_name: Search
theme: {name: material, font: false}
plugins: [search, tags, genai]
--- docs/index.md
# Breads

/// comparison-table | baking/breads
///

Words below a table belong to no row.

/// comparison-table | baking/breads
    limit: 1
///
--- docs/weighty.md
---
search: {boost: 2}
tags: [rye]
---
# Weighty

/// comparison-table | baking/breads
///
--- docs/hidden.md
---
search: {exclude: true}
---
# Hidden

/// comparison-table | baking/breads
///
--- docs/registry/baking.yml
title: Baking
comparisons:
  breads:
    title: Breads & buns
    columns: {name: Bread, how: How, since: {title: Since, type: year}}
    rows:
      rye: {name: "*Rye* & <wheat>", how: "In an `oven`", since: 1150}
      bun: {name: Bun}
"""


def entries(root: Path) -> list[dict[str, Any]]:
    """The index of the course's site, by places."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    found: list[dict[str, Any]] = json.loads((root / "site" / "search" / "search_index.json").read_text("utf-8"))["docs"]
    return sorted(found, key=lambda entry: str(entry["location"]))


def test_rows_are_put_into_the_index_as_search_would_read_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, COURSE)
    told = entries(tmp_path)
    # Where jieba is installed, search reads headings itself.
    monkeypatch.setitem(sys.modules, "jieba", None)
    assert entries(tmp_path) == told
    rows = [entry for entry in told if "#row_" in entry["location"]]
    assert rows == [
        {"location": "#row_baking_breads_bun", "title": "Bun", "text": ""},
        {
            "location": "#row_baking_breads_rye",
            "title": "Rye &amp; &lt;wheat&gt;",
            "text": "In an oven. 1150",
        },
        {"location": "weighty/#row_baking_breads_bun", "title": "Bun", "text": "", "tags": ["rye"], "boost": 2},
        {
            "location": "weighty/#row_baking_breads_rye",
            "title": "Rye &amp; &lt;wheat&gt;",
            "text": "In an oven. 1150",
            "tags": ["rye"],
            "boost": 2,
        },
    ]


def test_words_are_put_in_place_of_blocks_wherever_those_stand() -> None:
    page = Page("index.md", str, search=[("<i>b</i>", "B"), ("<i>a</i>", "A"), ("<i>a</i>", "C"), ("<i>c</i>", "")])
    # A footnote comes first in the source, and last on the page.
    html = "1 <i>a</i> 2 <i>a</i> 3 <i>c</i> 4 <i>b</i> 5"
    words, shown, config = (
        SearchWords(),
        SimpleNamespace(file=SimpleNamespace(src_uri="index.md"), content=html),
        MkDocsConfig(),
    )
    config.plugins = PluginCollection()
    words.note("index.md", html, page)
    words.put(shown, config)  # type: ignore[arg-type] # all that it asks of a page
    assert shown.content == "1 A 2 C 3  4 B 5"
    words.take_back(shown, config)  # type: ignore[arg-type]
    assert shown.content == html
