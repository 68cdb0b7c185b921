"""Texts that are converted without Markdown's parser look as if it had converted them."""

from __future__ import annotations

import itertools
import random

import pytest

from mkdocs_genai.render import inline
from mkdocs_genai.render.inline import InlineMarkdown
from mkdocs_genai.render.simple import InlineLink, simple_parts

SIGNS = (
    "*",
    "**",
    "`",
    "_",
    "__",
    "[",
    "]",
    "(",
    ")",
    "!",
    " ",
    '"',
    "'",
    ".",
    ",",
    ":",
    "- ",
    "#",
    "~",
    "|",
    "$",
    "{",
    "}",
    "=",
)
WORDS = ("a", "b ", "é", "\u00a0", "1.", "x_y", "+")
MARKED = ("*x*", "**x y**", "`c`", "`a_b[0] *c*!`", "_x_", "__x y__", "(_x_)")
LINKS = (
    "[x](y.md)",
    "[x y](https://example.org/a_b/c-d?e=f#g)",
    "[x](mailto:a@example.org)",
    "[][topic:a/b]",
    "[x][area:a]",
    "[x y] [row:a/b/c-d]",
    "[a](b:)",
)
KNOWN = (
    "*a*",
    "**a** b",
    "`a`*b*",
    "*a*b*",
    "a*b*c",
    "* a *",
    "*a`b`c*",
    "`a``b`",
    "***a***",
    "**a*",
    "2 * 3 *x*",
    "*a\u00a0* b",
    "_a_b_",
    "a_b_c",
    "_a_ and _b_.",
    "_a*b_c*",
    "__a_ b__",
    "*[a](b)*",
    "_[a](b)_",
    "[a](b)(c)",
    "[a](b)[c](d)",
    "[a][topic:b](c)",
    "[a](b)[][topic:c]",
    "![a](b)",
    "`[a](b)`",
    "[`a`](b)",
    "[a](b`c) `d",
    "[a](b*c) *d*",
    "[a](b_c) _d_ e_f",
    "[a](<b>)",
    '[a](b "c")',
    "[a](b(c))",
    "[a]: b",
    "[[a](b)",
    "[a](b)]",
    "[a [b](c)",
    "`a\u00a0`",
)


def test_the_short_way_gives_what_markdown_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(8)
    pieces = (*SIGNS, *WORDS, *WORDS, *MARKED, *LINKS)
    texts = {"".join(chance.choices(pieces, k=chance.randint(1, 8))) for _ in range(40_000)}
    pairs = itertools.product((*SIGNS, *WORDS, *MARKED, *LINKS), (*KNOWN, *MARKED, *LINKS))
    texts |= {text for first, second in pairs for text in (first + second, second + first, second)}
    short = {text: parts for text in sorted(texts) if (parts := simple_parts(text)) is not None}
    assert sum(parts != (text,) for text, parts in short.items()) > 2000
    assert sum(any(isinstance(part, InlineLink) for part in parts) for parts in short.values()) > 500
    monkeypatch.setattr(inline, "simple_parts", lambda text: None)
    markdown = InlineMarkdown()
    # Markdown drops blanks at the ends, which the registry does before.
    assert {text: parts for text, parts in short.items() if text.strip() == text and parts != markdown[text].parts} == {}


@pytest.mark.parametrize(
    "text",
    ["*x*", "some_name and `other_name`", "_so_ it is", "[x](https://example.org/a_b)", "[][topic:a] and [x][row:a/b/c]"],
)
def test_most_texts_go_it(text: str) -> None:
    assert simple_parts(text) is not None


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "_a" * 10_000, "`" * 20_000, "[a](b" * 4_000, "*a*" * 6_000 + "*", "[a](b)[" * 3_000]
)
def test_the_short_way_is_short(text: str) -> None:
    simple_parts(text)
