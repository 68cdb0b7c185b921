"""Texts as Markdown: plain ones escaped, those of the registry as they were meant, with links that fit the page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from ..identifiers import one_line
from .page import Page
from .renderer import Renderer
from .simple import InlineLink

_SPECIAL = re.compile(r"[\\`*\[\]]|~~|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = {"~~": "&#126;&#126;"}
"""Not every Markdown takes a backslash before these."""
_START = re.compile(r"[-+>#]")
"""What begins a heading, a list or a quotation at the start of a line."""
_CODE = re.compile(r"<code>(.*?)</code>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")
"""One that would not be read as the beginning of an entity."""
_PLAIN = re.compile(r"[^\s\\`*_\[\]<>&!~]+(?: [^\s\\`*_\[\]<>&!~]+)*")
"""Words that are the same in any Markdown, as most texts are."""
_TICKS = re.compile(r"`+")
_MARKS = {"<strong>": "**", "</strong>": "**", "<em>": "*", "</em>": "*", "<br": " <"}
_PLAIN_URL = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C", "\\": "%5C"})


def escaped(text: str) -> str:
    """Plain words as Markdown, on one line."""
    text = one_line(text)
    return text if _PLAIN.fullmatch(text) else _words_of_html(html.escape(text, quote=False))


def at_start(markdown: str) -> str:
    """Inline Markdown as it may begin a line."""
    if markdown[:1].isdigit():
        return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", markdown)
    return f"\\{markdown}" if _START.match(markdown) else markdown


def linked(markdown: str, url: str | None) -> str:
    """Inline Markdown as a link; as it is, when it leads nowhere."""
    return markdown if url is None else f"[{markdown}]({url.translate(_PLAIN_URL)})"


def text(renderer: Renderer, markdown: str | None, place: Page, home: str | None = None) -> str:
    """Inline Markdown of the registry, on one line; empty for none. HTML in it is text, as it is on the page."""
    if markdown is None:
        return ""
    inline = renderer.inline[markdown]
    if inline.source is not None:
        return inline.source
    parts: list[str] = []
    for part in inline.parts:
        if isinstance(part, InlineLink):
            url, words = renderer.destination(part, place, home)
            if parts and parts[-1].endswith("!"):
                # No image.
                parts[-1] = f"{parts[-1][:-1]}\\!"
            parts.append(linked(_of_html(words), url))
        else:
            parts.append(_of_html(part))
    return one_line("".join(parts))


def _of_html(piece: str) -> str:
    """A piece of converted inline Markdown as Markdown again."""
    if "<code>" not in piece:
        return _words_of_html(piece)
    parts = _CODE.split(piece)
    return "".join(_code(html.unescape(part)) if number % 2 else _words_of_html(part) for number, part in enumerate(parts))


def _words_of_html(piece: str) -> str:
    """Words and emphasis; what HTML escapes, Markdown takes as it is."""
    piece = _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), piece)
    if "&" in piece:
        piece = _AMPERSAND.sub("&", piece).replace("&gt;", ">").replace("&quot;", '"')
    if "<" in piece:
        for tag, mark in _MARKS.items():
            piece = piece.replace(tag, mark)
        piece = _TAG.sub("", piece)
    return piece


def _code(words: str) -> str:
    fence = "`" * (1 + max((len(run) for run in _TICKS.findall(words)), default=0))
    blank = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{blank}{words}{blank}{fence}"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[bool] = ()) -> str:
    """A table of inline Markdown; columns of numbers stand at the right."""
    lines = [_row(header), _row(["---:" if right else "---" for right in numbers] or ["---"] * len(header))]
    return "\n".join([*lines, *map(_row, rows)])


def _row(cells: Sequence[str]) -> str:
    line = " | ".join(cells)
    if line.count("|") >= len(cells):
        # Inside code, too: a table's bars are found first.
        line = " | ".join([cell.replace("|", r"\|") for cell in cells])
    return f"| {line} |"
