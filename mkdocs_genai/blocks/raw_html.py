"""Blocks, links and near misses of them inside HTML, which Markdown leaves as it is: `<div>` without `markdown`.

What HTML shows as code is left alone. What no page has written as HTML is too: a fence of another plugin may become a `<div>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksProcessor

from ..identifiers import one_line
from ..problems import ProblemError
from ..project.page_sources import first_line
from ..registry.inline_scanner import scan
from ..registry.near_links import LINK_TAG, near_links_in, tag_address
from ..registry.references import REFERENCE
from ..suggestions import did_you_mean
from .base import MADE_ELSEWHERE, Context, RegistryBlock, show_fault
from .near_blocks import NearBlocks, is_misspelt

_CODE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(pre|code|kbd|samp|script|style|textarea|svg)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
"""What HTML shows as code, or does not show."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BRACKET = re.compile(r"[\[［【]")
_STAYS = "inside HTML stays text, unless the tag says so; write <div markdown>, and blank lines below it"


class InRawHtml(Treeprocessor):
    """Reports blocks and links inside HTML, and what is nearly one. Runs before inline parsing, which stores HTML too."""

    def __init__(
        self, md: Markdown, blocks: BlocksProcessor, types: Mapping[str, type[RegistryBlock]], context: Context
    ) -> None:
        super().__init__(md)
        self.blocks = blocks
        self.names = tuple(types)
        self.near = NearBlocks({name: block.option_names(blocks.config[name]) for name, block in types.items()})
        self.context = context
        self.seen = 0
        """How many pieces of HTML there were before inline parsing."""

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        del root
        stashed = self.md.htmlStash.rawHtmlBlocks
        for number, html in [(number, html) for number, html in enumerate(stashed) if isinstance(html, str)]:
            lines = _without(_CODE, html)
            faults: list[str] = []
            for line in map(str.strip, lines.split("\n")):
                if found := self._block_fault(line):
                    written, problem = found
                    occurrence = self.context.page().count_occurrence(written)
                    faults.append(str(show_fault(self.context, written, occurrence, problem)))
            self._report_links(html, lines)
            stashed[number] = "\n".join([html, *faults])
        self.seen = len(stashed)

    def _block_fault(self, line: str) -> tuple[str, ProblemError] | None:
        """A block's first line in a line of HTML, as the page's source is searched for it, and what is wrong with it."""
        head = self.blocks.start.fullmatch(line)
        if head is None:
            near = self.near.find(line)
            message = f"{near.message}; and a block {_STAYS}" if near and self.context.page().has_in_prose(line) else ""
            return (line, ProblemError("GA068", message)) if message else None
        name, written = head[2].lower(), first_line(head[2], head[3])
        if name in self.names:
            return written, ProblemError("GA068", f"a block {_STAYS}")
        if is_misspelt(name, self.names) and self.context.page().has_in_prose(written):
            message = f"a block {_STAYS}; and no block is called '{head[2]}'{did_you_mean(name, self.names)}"
            return written, ProblemError("GA060", message)
        return None

    def _report_links(self, html: str, lines: str) -> None:
        """Report the links in HTML, whose `lines` are without code, and what is nearly one."""
        _report_tags(self.context, html, lines)
        if not _BRACKET.search(lines):
            return  # as is most HTML of blocks, which may be long
        text = _without(_TAG, lines)
        registry, page = self.context.renderer.registry, self.context.page()
        found = [
            (text[link.start : link.end], f"a link {_STAYS}") for link in scan(text).links if REFERENCE.fullmatch(link.target)
        ]
        for near in near_links_in(registry, page.home, text):
            fault = f"this is nearly a link to the registry; write {one_line(near.meant)}; and a link {_STAYS}"
            found.append((near.written, fault))
        for written, fault in found:
            if page.has_in_prose(written) or page.written.line_of_html(html.rstrip(), 0):
                _report(self.context, html, text.count("\n", 0, text.find(written)), written, fault)


class LinkTags(Treeprocessor):
    """Reports links to the registry that are tags of HTML in a paragraph. Runs after inline parsing, which stores them."""

    def __init__(self, md: Markdown, above: InRawHtml) -> None:
        super().__init__(md)
        self.above = above

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        del root
        for html in self.md.htmlStash.rawHtmlBlocks[self.above.seen :]:
            if isinstance(html, str):
                _report_tags(self.above.context, html, html)


def _report_tags(context: Context, html: str, lines: str) -> None:
    """Report links that are tags in HTML, whose `lines` are without code."""
    for match in LINK_TAG.finditer(lines):
        if near := tag_address(context.renderer.registry, context.page().home, match):
            fault = f"this is nearly a link to the registry; write {near.link('text')}"
            _report(context, html, lines.count("\n", 0, match.start()), match[0], fault)


def _report(context: Context, html: str, offset: int, written: str, fault: str) -> None:
    """Report a link in HTML, so many lines below the HTML's first line."""
    page = context.page()
    page.uses_registry = True
    occurrence = page.count_occurrence(f"{offset} {html}")
    first = page.line_with(html.rstrip(), occurrence) or page.written.line_of_html(html.rstrip(), occurrence)
    line = first + offset if first else page.line_with(written, 0)
    page.fault(line, "GA070", f"{one_line(written)}: {fault}{'' if line else MADE_ELSEWHERE}")


def _without(pattern: re.Pattern[str], html: str) -> str:
    """HTML without what a pattern matches, of which only the line breaks stay."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), html)
