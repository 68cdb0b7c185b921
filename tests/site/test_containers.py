"""Blocks inside other things that Markdown has, each of which keeps its HTML aside in its own way."""

from __future__ import annotations

import pytest

from .course import Course, configured

_EXTENSIONS = (
    "markdown_extensions: [admonition, footnotes, md_in_html, def_list, pymdownx.details, pymdownx.superfences,"
    " pymdownx.blocks.details, {pymdownx.tabbed: {alternate_style: true}}]\n"
)
_CARDS = "/// topic-cards | baking\n    limit: 1\n///"
_TABLE = "/// comparison-table | baking/flours\n///"


def _indented(*blocks: str) -> str:
    return "\n\n".join(blocks).replace("\n", "\n    ")


_BOTH = _indented(_CARDS, _TABLE)
_CONTAINERS = {
    "an admonition": (f"!!! note\n\n    {_BOTH}", ".admonition"),
    "details": (f"??? note\n\n    {_BOTH}", "details"),
    "a tab": (f'=== "A"\n\n    {_BOTH}', ".tabbed-block"),
    "an item": (f"-   Words\n\n    {_BOTH}", "li"),
    "a definition": (f"Word\n\n:   Meaning\n\n    {_BOTH}", "dd"),
    "a quotation": ("> " + f"{_CARDS}\n\n{_TABLE}".replace("\n", "\n> "), "blockquote"),
    "HTML": (f'<div class="mine" markdown="1">\n\n{_CARDS}\n\n{_TABLE}\n\n</div>', ".mine"),
    "HTML in HTML": (f'<div class="mine" markdown="1">\n<div markdown>\n\n{_CARDS}\n\n{_TABLE}\n\n</div></div>', ".mine > div"),
    "a block": (f"//// details | Words\n\n{_CARDS}\n\n{_TABLE}\n\n////", "details"),
    "a footnote": (f"Words[^1]\n\n[^1]:\n    {_BOTH}", ".footnote li"),
}


@pytest.mark.parametrize(("text", "selector"), _CONTAINERS.values(), ids=_CONTAINERS)
def test_blocks_stand_once_inside(course: Course, text: str, selector: str) -> None:
    page = f"--- docs/more.md\n# More\n\n<b>Raw</b> `genai:0`\n\n{text}\n\nAfter.\n"
    built = course.build(configured(_EXTENSIONS) + page)
    assert built.log == []
    article = built.page("more/index.html").select_one("article")
    assert article is not None
    assert "\x02" not in str(article)
    assert str(article).count("genai:0") == 1  # what the page says itself
    for block in (".genai-cards", "table.genai-table__table"):
        assert len(article.select(block)) == len(article.select(f"{selector} {block}")) == 1
