"""Filters of Markdown templates: plain words escaped, texts of the registry with links that fit the page, links and cells.

Nothing is escaped unless a filter says so: `{{ title | md }}`. What a filter gives is marked, as Jinja marks HTML, so that none
escapes twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..identifiers import one_line
from ..registry.inline_scanner import InlineLink, Scan, is_plain, scan

_SPECIAL = re.compile(r"[\\`*\[\]]|~~|<|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = {"~~": "&#126;&#126;", "<": "&lt;", "&": "&amp;"}
"""Not every Markdown takes a backslash before these."""
_RAW_HTML = re.compile(r"<(?!br\s*/?>)", re.IGNORECASE)
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_BREAK = re.compile(r"[ ]{2,}\n|\n[ \t]*\n")
_ITEM = re.compile(r"\n(?=- )")
_START = re.compile(r"[-+>#]")
"""What begins a heading, a list or a quotation at the start of a line."""
_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_PLAIN_URL = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C", "\\": "%5C"})


class Links(NamedTuple):
    """What is known of a link's target: its address, None where nothing is, and the words that stand in for missing ones.

    `unlinked` is given a target without an address, and the link's words, and gives what is written in its place.
    """

    url: Callable[[str], str | None]
    title: Callable[[str], str]
    unlinked: Callable[[str, str], str] = lambda target, words: words


class MarkdownText(str):
    """Markdown that a template places as it is."""

    __slots__ = ()


def md(words: str) -> MarkdownText:
    """Plain words as Markdown, on one line; Markdown as it is."""
    if isinstance(words, MarkdownText):
        return words
    line = one_line(words)
    return MarkdownText(line if is_plain(line) else _SPECIAL.sub(_escape, line))


def link(markdown: str, url: str | None) -> MarkdownText:
    """Words as a link; as they are, when it leads nowhere."""
    return MarkdownText(md(markdown) if url is None else f"[{md(markdown)}]({url.translate(_PLAIN_URL)})")


def line(markdown: str) -> MarkdownText:
    """Words as they may begin a line."""
    text = md(markdown)
    if text[:1].isdigit():
        return MarkdownText(_NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text)
    return MarkdownText(f"\\{text}" if _START.match(text) else text)


def cell(markdown: str) -> MarkdownText:
    """Words as a cell of a table. Bars inside code are escaped, too: a table's bars are found first."""
    return MarkdownText(md(markdown).replace("|", r"\|"))


FILTERS = {"md": md, "link": link, "line": line, "cell": cell}


def inline_markdown(text: str, links_to: Links) -> MarkdownText:
    """Inline Markdown of the registry on one line, its links as they lead from the page. HTML is text, as it is on the page."""
    if is_plain(text):
        return MarkdownText(text)
    text = _ITEM.sub("<br>", text) if all(each.startswith("- ") for each in text.split("\n")) else text
    text = _BREAK.sub("<br>", text)
    found = scan(text)
    outer: list[InlineLink] = []
    for each in found.links:
        if not outer or each.start >= outer[-1].end:
            outer.append(each)
    return MarkdownText(one_line(_with_links(text, (0, len(text)), outer, found, links_to)))


def _with_links(text: str, span: tuple[int, int], links: list[InlineLink], found: Scan, links_to: Links) -> str:
    """A part of a text, its links as they lead from the page."""
    parts: list[str] = []
    position, end = span
    for each in links:
        parts.append(_written(text, position, each.start, found))
        inside = [other for other in found.links if each.words[0] <= other.start < each.words[1]]
        # What looks like a link inside a link's words is none, which not every Markdown sees.
        words = _with_links(text, each.words, inside, found, links_to) if inside else _bracketed(text, each.words, found)
        words = words if words.strip() else md(links_to.title(each.target))
        url = links_to.url(each.target)
        if url is None:
            parts.append(links_to.unlinked(each.target, words))
        else:
            parts.append(f"{'!' * each.is_image}[{words}]({url.translate(_PLAIN_URL)})")
        position = each.end
    return "".join([*parts, _written(text, position, end, found)])


def _bracketed(text: str, span: tuple[int, int], found: Scan) -> str:
    """Words without links that stand between brackets."""
    return _BRACKET.sub(r"\\\g<0>", _written(text, *span, found))


def _written(text: str, start: int, end: int, found: Scan) -> str:
    """A part of a text without links; outside code, what would be HTML is escaped."""
    parts: list[str] = []
    for code_start, code_end in found.code:
        if start <= code_start and code_end <= end:
            parts += [_RAW_HTML.sub("&lt;", text[start:code_start]), text[code_start:code_end]]
            start = code_end
    return "".join([*parts, _RAW_HTML.sub("&lt;", text[start:end])])


def _escape(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")
