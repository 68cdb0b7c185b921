"""Filters of Markdown templates: escape plain text, write links and table cells, and rewrite the links of registry texts.

Nothing is escaped without a filter: `{{ title | md }}`. A filter's result is a `MarkdownText`, like Jinja's `Markup` for HTML,
so that nothing is escaped twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from ..registry.inline_scanner import InlineLink, Scan, is_plain, scan

_SPECIAL = re.compile(r"[\\`*\[\]]|~~|<|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_ENTITIES = {"~~": "&#126;&#126;", "<": "&lt;", "&": "&amp;"}
"""Not every Markdown parser knows a backslash escape for these."""
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""Characters that become a single space on a page, too; a no-break space and spaces of other widths stay."""
_RAW_HTML = re.compile(r"<(?=[a-z/!?])(?!br\s*/?>)", re.IGNORECASE)
"""Beginnings of HTML; any other `<`, as in `$x < y$`, is just that sign to all Markdown parsers."""
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_BREAK = re.compile(r"[ ]{2,}\n|\n[ \t]*\n")
_ITEM = re.compile(r"\n(?=- )")
_START = re.compile(r"[-+>#]")
"""Characters that begin a heading, a list or a quotation at the start of a line."""
_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_PLAIN_URL = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C", "\\": "%5C"})


class LinkFunctions(NamedTuple):
    """Functions for a link's target: its URL, None if it is not in the site, and the title that is shown without a text.

    `unlinked` is given a target without a URL and the link's text, and returns what is written instead.
    """

    url: Callable[[str], str | None]
    title: Callable[[str], str]
    unlinked: Callable[[str, str], str] = lambda target, words: words


class MarkdownText(str):
    """Markdown that a template inserts unchanged."""

    __slots__ = ()


def md(words: str) -> MarkdownText:
    """Escape plain text as Markdown on one line; returns Markdown unchanged."""
    if isinstance(words, MarkdownText):
        return words
    line = _one_line(words)
    return MarkdownText(line if is_plain(line) else _SPECIAL.sub(_escape, line))


def link(markdown: str, url: str | None) -> MarkdownText:
    """A link with this text; only the text if there is no URL."""
    return MarkdownText(md(markdown) if url is None else f"[{md(markdown)}]({url.translate(_PLAIN_URL)})")


def line(markdown: str) -> MarkdownText:
    """Text that is safe at the start of a line."""
    text = md(markdown)
    if text[:1].isdigit():
        return MarkdownText(_NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text)
    return MarkdownText(f"\\{text}" if _START.match(text) else text)


def cell(markdown: str) -> MarkdownText:
    """Text as a cell of a table, with its bars escaped.

    Code with a bar is HTML, because a backslash before the bar would be shown there by Python-Markdown, and a bar without one
    would end the cell for others.
    """
    text = md(markdown)
    parts: list[str] = []
    position = 0
    for start, end in scan(text).code if "|" in text and "`" in text else ():
        if "|" in text[start:end]:
            words = text[start:end].strip("`")
            parts += [text[position:start].replace("|", r"\|"), f"<code>{escape(words.strip()).replace('|', '&#124;')}</code>"]
            position = end
    return MarkdownText("".join([*parts, text[position:].replace("|", r"\|")]))


def anchor(name: str | None) -> MarkdownText:
    """An id that links can lead to; empty for None."""
    return MarkdownText(f'<a id="{name}"></a>' if name else "")


def no_anchor(name: str | None) -> MarkdownText:
    """An empty text, for Markdown that has no ids except those of headings."""
    del name
    return MarkdownText("")


FILTERS = {"md": md, "link": link, "line": line, "cell": cell, "anchor": no_anchor}


def inline_markdown(text: str, links_to: LinkFunctions) -> MarkdownText:
    """The registry's inline Markdown on one line, with links relative to the page. HTML is escaped, as on the page."""
    if is_plain(text):
        return MarkdownText(text)
    text = _ITEM.sub("<br>", text) if all(each.startswith("- ") for each in text.split("\n")) else text
    text = _BREAK.sub("<br>", text)
    found = scan(text)
    outer: list[InlineLink] = []
    for each in found.links:
        if not outer or each.start >= outer[-1].end:
            outer.append(each)
    return MarkdownText(_one_line(_with_links(text, (0, len(text)), outer, found, links_to)))


def _with_links(text: str, span: tuple[int, int], links: list[InlineLink], found: Scan, links_to: LinkFunctions) -> str:
    """A part of a text, with links relative to the page."""
    parts: list[str] = []
    position, end = span
    for each in links:
        parts.append(_written(text, position, each.start, found))
        inside = [other for other in found.links if each.words[0] <= other.start < each.words[1]]
        # Brackets inside a link's text are escaped, because some Markdown parsers would see a link there.
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
    """The text of a link, with its brackets escaped."""
    return _BRACKET.sub(r"\\\g<0>", _written(text, *span, found))


def _written(text: str, start: int, end: int, found: Scan) -> str:
    """A part of a text without links; HTML outside code is escaped."""
    parts: list[str] = []
    for code_start, code_end in found.code:
        if start <= code_start and code_end <= end:
            parts += [_RAW_HTML.sub("&lt;", text[start:code_start]), text[code_start:code_end]]
            start = code_end
    return "".join([*parts, _RAW_HTML.sub("&lt;", text[start:end])])


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")


def _escape(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")
