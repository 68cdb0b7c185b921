"""Texts that are converted without Markdown's parser look as if it had converted them."""

from __future__ import annotations

import itertools
import random
import re

import pytest

from mkdocs_genai.render import inline
from mkdocs_genai.render.inline import InlineMarkdown

PIECES = ("a", "b ", "*", "**", "`", " ", '"', "'", "é", "\u00a0", "1.", "(", "- ", "#", ".", "~", "|", "$", "{", "}", "=", "+")
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
)


def test_the_short_way_gives_what_markdown_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(8)
    texts = {"".join(chance.choices((*PIECES, "*x*", "`c`"), k=chance.randint(1, 8))) for _ in range(20_000)}
    pairs = itertools.product(PIECES, KNOWN)
    texts |= {text for first, second in pairs for text in (first + second, second + first, second)}
    short = [text for text in sorted(texts) if inline._SIMPLE.fullmatch(text) and not inline._PLAIN.fullmatch(text)]
    assert len(short) > 500
    fast = [InlineMarkdown()[text].parts for text in short]
    monkeypatch.setattr(inline, "_SIMPLE", re.compile(r"(?!x)x"))
    markdown = InlineMarkdown()
    assert fast == [markdown[text].parts for text in short]
