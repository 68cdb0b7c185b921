"""What `make matrix` checks can fail."""

from __future__ import annotations

from pathlib import Path

from ..conftest import write_tree
from ..matrix.facts import faults
from ..matrix.rows import ROWS

SITE = """--- index.html
<p>/// topic-cards</p><div class="genai"><div class="genai-fault"></div></div><a href="nowhere/">x</a>
--- registry/baking.yml
title: Baking
"""


def test_a_site_that_lacks_everything_is_told_so(tmp_path: Path) -> None:
    write_tree(tmp_path, SITE)
    assert list(faults(ROWS[0], tmp_path)) == [
        "0 of 7 a.genai-card__link",
        "0 of 4 .genai-table__table tbody tr th",
        "0 of 2 caption",
        "0 of 1 .genai-quiz fieldset",
        "0 of 1 .genai-quiz__answers",
        "0 of 1 .genai-term",
        "0 of 1 .genai-meaning",
        "0 of 1 .genai-glossary dt",
        "no icon",
        "a fault is shown in a page",
        "no link to a row",
        "no link to a topic",
        "no link in the diagram",
        "a block or a link stayed text in index.html",
        "no style sheet in index.html",
        "dead link in index.html: nowhere/",
        "the registry is in the site: baking.yml",
        "search does not know 'Soft'",
        "search does not know 'Dough'",
    ]


def test_an_empty_site_has_no_page(tmp_path: Path) -> None:
    assert list(faults(ROWS[0], tmp_path)) == ["there is no page"]


def test_a_word_of_hidden_pages_is_found_wherever_it_leaks(tmp_path: Path) -> None:
    (row,) = [row for row in ROWS if row.secret]
    write_tree(tmp_path, f"--- index.html\n<p>A page</p>\n--- a/registry.json\n{row.secret}")
    assert f"'{row.secret}' is in a/registry.json" in list(faults(row, tmp_path))
