"""What search finds of blocks, while other plugins see the page as it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from mkdocs_genai.blocks import BLOCKS
from mkdocs_genai.hosts.mkdocs.search_index import searched, without_search_attributes
from mkdocs_genai.render.page import SearchWords

from ..conftest import write_tree

REGISTRY = """\
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
COURSE = f"""\
--- mkdocs.yml
site_name: Search
theme: {{name: material, font: false}}
markdown_extensions: [attr_list, md_in_html]
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
search: {{boost: 2}}
tags: [rye]
---
# Weighty

/// comparison-table | baking/breads
///
--- docs/hidden.md
---
search: {{exclude: true}}
---
# Hidden

/// comparison-table | baking/breads
///
{REGISTRY}"""


def entries(root: Path) -> list[dict[str, Any]]:
    """The index of the course's site, by places."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    found: list[dict[str, Any]] = json.loads((root / "site" / "search" / "search_index.json").read_text("utf-8"))["docs"]
    return sorted(found, key=lambda entry: str(entry["location"]))


def test_each_row_is_a_result_and_what_stands_below_a_table_is_not_part_of_it(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    found = entries(tmp_path)
    assert [entry for entry in found if "#row_" in entry["location"]] == [
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
    (home,) = [entry["text"] for entry in found if entry["location"] == ""]
    assert "Words below a table belong to no row." in home
    assert [entry for entry in found if entry["location"].startswith("hidden/")] == []


def test_search_does_not_find_the_table_that_its_author_excludes(tmp_path: Path) -> None:
    page = (
        "--- docs/index.md\n# Breads\n\n<div data-search-exclude markdown>\n/// comparison-table | baking/breads\n///\n</div>\n"
    )
    write_tree(tmp_path, COURSE + page)
    said = json.dumps([entry for entry in entries(tmp_path) if not entry["location"].startswith("weighty/")])
    assert "Rye" not in said
    assert "oven" not in said
    assert "data-search" not in (tmp_path / "site/index.html").read_text("utf-8")


def test_search_does_not_find_a_block_in_a_section_that_its_author_excludes(tmp_path: Path) -> None:
    table = "/// comparison-table | baking/breads\n///\n\n"
    inside = f'<div data-search-exclude markdown="block">\n<div>x</div>\n\n{table}</div>\n\n'
    page = f"--- docs/index.md\n# Breads\n\n## Secret {{ data-search-exclude }}\n\n{table}## Open\n\n{inside}"
    write_tree(tmp_path, COURSE + page)
    home = [entry["title"] for entry in entries(tmp_path) if not entry["location"].startswith("weighty/")]
    assert home == ["Breads", "Open"]
    write_tree(tmp_path, f"{page}Words.\n\n{table}")
    home = [entry["title"] for entry in entries(tmp_path) if not entry["location"].startswith("weighty/")]
    assert home == ["Breads", "Breads &amp; buns", "Open"]


def test_search_does_not_find_what_stands_on_a_page_that_no_index_may_list(tmp_path: Path) -> None:
    page = (
        "--- docs/index.md\n---\nrobots: noindex\n---\n# Breads\n\nPlain words.\n\n/// comparison-table | baking/breads\n///\n"
    )
    write_tree(tmp_path, COURSE + page)
    found = [entry for entry in entries(tmp_path) if not entry["location"].startswith("weighty/")]
    assert [(entry["location"], entry["text"]) for entry in found] == [("", "<p>Plain words.</p>")]


EVERY_BLOCK = """\
--- docs/registry/baking.yml
title: Baking
page: baking.md
summary: Secretsummary.
related: [frying]
terms: {leaven: {title: Secretterm, summary: Secretmeaning}}
call_to_action: {title: Secretcall, body: Secretbody, links: [{label: Secretbutton, url: "https://example.org"}]}
diagrams:
  day: {title: Secretdiagram, nodes: {mix: Secretnode, bake: Bake}, edges: [mix -- Secretedge --> bake]}
topics:
  dough:
    title: Secrettopic
    summary: Secretwords
    url: https://example.org
    keypoints: [Secretkeypoint]
    resources: {book: {title: Secretsource, url: "https://example.org"}}
    quiz: {why: {prompt: Secretquestion, answer: Secretanswer}}
comparisons:
  breads:
    title: Secrettable
    columns: {name: Bread, since: {title: Secretcolumn, type: number}}
    rows: {rye: {name: Secretrow, since: 1150}, bun: {name: Bun, since: 1}}
--- docs/registry/frying.yml
title: Secretarea
page: frying.md
--- docs/frying.md
# Frying
--- docs/baking.md
---
META
---
# Baking

Plain words of [ours][term:leaven].
"""


@pytest.mark.parametrize("meta", ["robots: noindex", "search: {exclude: true}"])
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_does_not_find_any_block_of_an_unlisted_page(tmp_path: Path, meta: str, theme: str) -> None:
    blocks = {
        "area-cards": "",
        "area-map": "",
        "call-to-action": "baking",
        "comparison-chart": "baking/breads",
        "comparison-table": "baking/breads",
        "concept-diagram": "baking/day",
        "glossary": "baking",
        "keypoints": "baking",
        "quiz": "baking/dough",
        "related-areas": "baking",
        "resources": "baking",
        "topic-cards": "baking",
        "topic-list": "baking",
    }
    assert blocks.keys() == BLOCKS.keys()
    options = {"comparison-chart": "    kind: bars\n"}
    page = "".join(f"\n/// {name} | {of}".rstrip(" |") + f"\n{options.get(name, '')}///\n" for name, of in blocks.items())
    config = f"--- mkdocs.yml\nsite_name: S\ntheme: {{name: {theme}}}\nplugins: [search, genai]\n--- docs/index.md\n# Home\n"
    write_tree(tmp_path, config + EVERY_BLOCK.replace("META", meta) + page)
    said = json.dumps(entries(tmp_path))
    shown = (tmp_path / "site/baking/index.html").read_text("utf-8")
    assert "genai-fault" not in shown
    assert set(re.findall(r"Secret\w+", shown)) >= {"Secretdiagram", "Secretnode", "Secretkeypoint", "Secretquestion"}
    assert re.findall(r"Secret\w+", said) == []
    # The author's own words are MkDocs's business, and Material's.
    assert ("Plain words of" in said) == (theme == "mkdocs" or meta.startswith("robots"))


HOOK = """--- hooks/sees.py
from mkdocs.plugins import event_priority

SEEN = []

@event_priority(PRIORITY)
def on_page_context(context, page, **kwargs):
    assert "<table" in page.content, "other plugins see the page as it is"
    page.content += f"<p>Added by a hook at PRIORITY</p>"
"""


@pytest.mark.parametrize("priority", [150, 50, 0, -50, -150])
def test_every_other_plugin_sees_the_page_and_may_change_it(tmp_path: Path, priority: int) -> None:
    tree = COURSE.replace("plugins:", "hooks: [hooks/sees.py]\nplugins:") + HOOK.replace("PRIORITY", str(priority))
    write_tree(tmp_path, tree.replace("search: {exclude: true}", "title: Not hidden"))
    assert "#row_baking_breads_bun" in [entry["location"] for entry in entries(tmp_path)]
    assert f"Added by a hook at {priority}" in (tmp_path / "site/index.html").read_text("utf-8")


ENCRYPTING = """--- hooks/encrypts.py
def on_page_content(html, **kwargs):
    return "<p>Not for you.</p>"
"""


def test_search_reads_what_another_plugin_has_left_of_a_page(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE.replace("plugins:", "hooks: [hooks/encrypts.py]\nplugins:") + ENCRYPTING)
    found = entries(tmp_path)
    assert {entry["text"] for entry in found} == {"<p>Not for you.</p>"}
    assert "Rye" not in json.dumps(found)


def test_mkdocs_own_search_finds_the_words_of_a_table_on_its_page(tmp_path: Path) -> None:
    tree = COURSE.replace("{name: material, font: false}", "mkdocs").replace(", tags", "")
    write_tree(tmp_path, tree)
    # It knows headings of the table of contents alone, and all the text of a page.
    found = {entry["location"]: entry["text"] for entry in entries(tmp_path)}
    assert "In an oven. 1150" in found[""]
    assert "Words below a table belong to no row." in found[""]


def test_without_a_search_plugin_nothing_is_missed(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE.replace("[search, tags, genai]", "[genai]"))
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert "<table" in (tmp_path / "site/index.html").read_text("utf-8")


def test_words_are_put_in_place_of_blocks_wherever_those_stand() -> None:
    words = [("<i>b</i>", "B"), ("<i>a</i>", "A"), ("<i>a</i>", "C"), ("<i>c</i>", ""), ("<i>gone</i>", "D")]
    # A footnote comes first in the source, and last on the page.
    html = "1 <i>a</i> 2 <i>a</i> 3 <i>c</i> 4 <i>b</i> 5"
    assert searched(html, [(block, SearchWords(each)) for block, each in words]) == "1 A 2 C 3  4 B 5"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p data-search-exclude="x" id="a">A</p>', '<p id="a">A</p>'),
        ('<p\nid="a" data-search-boost="2">\n<b data-search-x="1"\n data-search-y="2">', '<p\nid="a">\n<b>'),
        (
            "<p>data-search-x=&quot;1&quot;</p><p data-search-exclude>",
            "<p>data-search-x=&quot;1&quot;</p><p data-search-exclude>",
        ),
    ],
    ids=["one", "several", "text, and one without a value"],
)
def test_only_attributes_for_search_are_taken_out(html: str, expected: str) -> None:
    assert without_search_attributes(html) == expected
