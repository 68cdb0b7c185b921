"""A page's Markdown version: its source, with blocks replaced by their Markdown, and links to other pages' Markdown.

Nothing is converted again. The source is the text that Markdown was given, and its blocks are matched with the rendered ones by
first line and occurrence, as for messages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from ..problems import ProblemError
from ..project.code_in_markdown import code_spans, outside_fences
from ..project.page_sources import HEADER, first_line
from ..registry.destinations import is_planned
from ..registry.references import REFERENCE, Resolved, linked_entry
from ..render.markdown_filters import MarkdownText, link, md
from ..render.markdown_filters import line as start_of_line
from ..render.page import Page
from ..render.renderer import Renderer
from ..text_edits import Edit, edited
from .base import Context

_CONTAINER = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|!!!|\?\?\?|===|:\s|\[\^|/{3,}\s)")
"""The beginnings of containers of indented blocks: list items, admonitions, tabs, definitions, footnotes, other blocks."""
HEADING = re.compile(r"^(?:#[^\S\n]+\S.*|.+\n=+[^\S\n]*)$", re.MULTILINE)
"""A heading of the first level, with a `#` or underlined."""
LISTED = re.compile(r"[\s>]*(?:[-*+]|\d+[.)])\s")
"""The beginning of a list item."""
LIST_END = "<!-- -->"
"""A line between two lists, which Markdown would otherwise take for one."""
_LINK = re.compile(
    r"(?P<ticks>`+)"
    r"|\[(?P<words>(?:\\.|[^\[\]\\])*)\]\s?\[(?P<reference>(?:topic|area|row|term):[^\]\s]*)\]"
    r"|(?P<opening>\]\(\s*<?|^\s{0,3}\[[^\]]+\]:\s*<?)(?P<url>(?<=<)[^>\n]*|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)"
)
"""The beginning of code, of a link to the registry, or of the address of any other link, picture or definition."""

Readdress = Callable[[str], str | None]
"""Gives the URL in a Markdown version for a URL that the author wrote in the page; None if it stays as it is."""


class KeepSource(Preprocessor):
    """Stores the lines of a page, after the preprocessors that include files and before those that stash parts."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        """See Preprocessor."""
        page = self.context.page()
        # Only once: other extensions, such as mkdocstrings, convert parts of a page during its conversion.
        if page.keeps_markdown and not page.source:
            page.source = list(lines)
        return lines


def page_markdown(renderer: Renderer, page: Page, markdown_page: Page, readdress: Readdress) -> str:
    """The Markdown version of `page`, whose links are relative to `markdown_page`, the page with that version's own URL.

    `readdress` gives the URLs of other links than those to the registry.
    """
    lines = page.source or [""]  # Markdown skips a page that has no words
    outside = {number - 1 for number, _ in outside_fences("\n".join(lines))}
    headers = _headers(renderer, page, markdown_page, lines, outside)
    parts: list[str] = []
    index = 0
    while index < len(lines):
        if index in headers:
            slashes, block = headers[index]
            prefix = _prefix(lines[index])
            index = _end(lines, index, slashes) + 1
            # Blank lines around it, or Markdown would not see where it begins and ends.
            if parts and parts[-1].strip(" \t>"):
                parts.append(prefix.rstrip())
            if LISTED.match(block) and _ends_with_list(parts, prefix):
                parts += [f"{prefix}{LIST_END}", prefix.rstrip()]
            parts += [f"{prefix}{line}".rstrip() for line in block.split("\n")]
            if index < len(lines) and lines[index].strip(" \t>"):
                parts.append(prefix.rstrip())
            continue
        parts.append(_with_links(renderer, page, markdown_page, lines[index], readdress) if index in outside else lines[index])
        index += 1
    return "\n".join(parts).strip("\n") + "\n"


def _ends_with_list(parts: list[str], prefix: str) -> bool:
    """Whether the last line with words in a block's container belongs to a list."""
    above = next((part for part in reversed(parts) if part.strip(" \t>")), "")
    return above.startswith(prefix) and bool(LISTED.match(above.removeprefix(prefix)))


def _headers(
    renderer: Renderer, page: Page, markdown_page: Page, lines: list[str], outside: set[int]
) -> dict[int, tuple[str, str]]:
    """The first line of each block: its slashes, and the block as Markdown."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index in sorted(outside):
        if "///" in lines[index] and (match := HEADER.fullmatch(lines[index])):
            found.setdefault(first_line(match[3], match[4]), []).append((index, match[2]))
    met = Counter(key for key, _ in page.markdown_blocks)
    headers = {}
    code: set[int] | None = None
    for key, first_lines in found.items():
        if len(first_lines) > met[key]:
            # Markdown found fewer blocks, so the others are code.
            code = _code(lines) if code is None else code
            first_lines = [(index, slashes) for index, slashes in first_lines if index not in code]
        for occurrence, (index, slashes) in enumerate(first_lines):
            if block := page.markdown_blocks.get((key, occurrence)):
                headers[index] = slashes, _written(renderer, page, markdown_page, block, (key, occurrence))
    return headers


def _written(renderer: Renderer, page: Page, markdown_page: Page, block: Callable[[Page], str], key: tuple[str, int]) -> str:
    """A block as Markdown; an error in its template is reported, and shown instead of the block."""
    try:
        return block(markdown_page)
    except ProblemError as fault:
        page.fault(page.line_of(*key), fault.code, f"{key[0]}: {fault}")
        return f"> {start_of_line(key[0])}: {md(str(fault))}"


def _code(lines: list[str]) -> set[int]:
    """The lines that are code because they are indented outside of any container for blocks."""
    code: set[int] = set()
    around: list[int] = []
    """The lines that contain the current line, each indented further than the one before."""
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        indent = _indent(line)
        while around and _indent(lines[around[-1]]) >= indent:
            around.pop()
        if indent >= 4:
            parent = around[-1] if around else None
            if parent is None or not (_CONTAINER.match(lines[parent]) or (_indent(lines[parent]) >= 4 and parent not in code)):
                code.add(index)
        around.append(index)
    return code


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _prefix(line: str) -> str:
    """The prefix of a block's lines: spaces, and quotation signs."""
    return line[: len(line) - len(line.lstrip(" \t>"))]


def _end(lines: list[str], index: int, slashes: str) -> int:
    end = re.compile(rf"[\s>]*{slashes}\s*")
    return next((number for number in range(index + 1, len(lines)) if end.fullmatch(lines[number])), index)


def _with_links(renderer: Renderer, page: Page, markdown_page: Page, line: str, readdress: Readdress) -> str:
    if "](" not in line and "][" not in line and "]:" not in line and "] [" not in line:
        return line

    def url_of(entry: Resolved) -> str | None:
        return markdown_page.resolve(renderer.target_of(entry, markdown_page))

    def linked(reference: str, words: str | None) -> str:
        entry = linked_entry(renderer.registry, reference, page.home)
        if entry is None:
            return link(MarkdownText(words) if words else reference.partition(":")[2], None)
        text = link(MarkdownText(words) if words else renderer.title_of(entry), url := url_of(entry))
        return renderer.planned(text) if url is None and is_planned(renderer.registry, entry) else text

    def replaced(match: re.Match[str]) -> str:
        if match["reference"]:
            return linked(match["reference"], match["words"])
        if REFERENCE.fullmatch(match["url"]):
            entry = linked_entry(renderer.registry, match["url"], page.home)
            url = url_of(entry) if entry else None
        else:
            url = readdress(match["url"])
        return match[0] if url is None else f"{match['opening']}{url}"

    closing = code_spans(line)
    edits: list[Edit] = []
    position = 0
    while match := _LINK.search(line, position):
        position = match.end()
        if match["ticks"]:
            position = closing.get(position, position)
            continue
        edits.append(Edit(match.start(), position, replaced(match)))
    return edited(line, edits)
