"""Texts that need no parser, as by far most: words, code, emphasis and links that neither nest nor touch.

Markdown's own way takes seven times as long, or more. Tests compare what comes of both.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTER = r"[^\\`*_\[\]<>&!\n\t\x02\x03]"
_WORDS = rf"(?!\s){_LETTER}++(?<!\s)"
_ENTRY = r"\[(?:topic|area|row):[a-z0-9/:-]*+\]"
_PLAIN = re.compile(r"[^\\`*_\[\]<>&!\n\x02\x03]*+")
_SIMPLE = re.compile(
    rf"""(?!\s)(?:
        {_LETTER}++
      | (?<=[^\W_])_(?=[^\W_])  # inside a word
      | (?:\*{_WORDS}\*|\*\*{_WORDS}\*\*)(?![`*])
      | (?<![^\s(])(?:_{_WORDS}_|__{_WORDS}__)(?![^\s).,;:])
      | `(?!\s)[^\\`<>&\n\t\x02\x03]++(?<!\s)`(?![`*])
      | (?<![`*_])\[{_WORDS}\](?:\([^\s()<>\[\]\\`*"'&!\x02\x03]++\)|[ ]?{_ENTRY})(?![`*_(\[])
      | (?<![`*_])\[\][ ]?{_ENTRY}(?![`*_(\[])
    )*(?<!\s)""",
    re.VERBOSE,
)
"""No part of it matches in two ways, so that none takes long. Without groups, of which Python 3.11 loses count in `++`."""
_PIECE = re.compile(
    r"(?P<mark>\*\*?|`|(?<![^\W_])__?)(?P<marked>.+?)(?P=mark)"
    r"|\[(?P<words>[^\]]*)\](?:\((?P<url>[^)]*)\)| ?\[(?P<entry>[^\]]*)\])"
)
"""What is no word in a simple text."""
_TAGS = {"`": "code", "*": "em", "**": "strong", "_": "em", "__": "strong"}


class InlineLink(NamedTuple):
    """A link inside a text: its address as written, and its text as HTML, empty for a title to stand in."""

    target: str
    html: str


Parts = tuple[str | InlineLink, ...]
"""A converted text: pieces of HTML, and links between them."""


def simple_parts(text: str) -> Parts | None:
    """The parts of a text; None where it takes Markdown to tell."""
    if _PLAIN.fullmatch(text):
        return (text,)
    if not _SIMPLE.fullmatch(text):
        return None
    parts: list[str | InlineLink] = []
    html, position = "", 0
    for match in _PIECE.finditer(text):
        html += text[position : match.start()]
        position = match.end()
        if mark := match["mark"]:
            html += f"<{_TAGS[mark]}>{match['marked']}</{_TAGS[mark]}>"
            continue
        parts += [html, InlineLink(match["url"] or match["entry"], match["words"])]
        html = ""
    parts.append(html + text[position:])
    return tuple(part for part in parts if part)
