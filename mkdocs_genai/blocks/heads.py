"""Blocks that pymdownx would silently leave as text: misspelt names, invalid options, missing ends.

Runs before pymdownx's own processor and takes only what is wrong. To see a block as that does, it uses `start`, `blocks` and
`split_header` of its processor, which pymdownx's docs do not name. They are the same in all versions that pyproject.toml
allows, of which `make matrix` builds the lowest and the highest; a version without them stops every build.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksProcessor

from ..problems import ProblemError
from ..project.page_sources import first_line
from ..suggestions import did_you_mean, nearest
from .base import Context, OpenBlocks, show_fault


class Guard(BlockProcessor):
    """Finds the first line of a block that would become text."""

    def __init__(self, md: Markdown, blocks: BlocksProcessor, names: tuple[str, ...], context: Context) -> None:
        super().__init__(md.parser)
        self.md = md
        self.blocks = blocks
        self.names = names
        self.words = {word for name in names for word in name.split("-")}
        self.context = context
        self._unclosed: tuple[list[str], set[str]] = ([], set())
        """Texts that were searched for the ends of blocks, and the slashes that no more of them has."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """See BlockProcessor."""
        del parent
        return "///" in block

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """See BlockProcessor; false leaves the block to the next processor."""
        found = self._find(blocks[0])
        if found is None:
            return False
        match, fault = found
        block = blocks.pop(0)
        if before := block[: match.start()]:
            self.parser.parseBlocks(parent, [before])
        slashes, name, argument = match[1], match[2], (match[3] or "").strip()
        blocks.insert(0, block[match.end() :])
        self._take_content(blocks, slashes)
        occurrence = self.context.page().meet(first_line(name, argument))
        html = show_fault(self.context, name, argument, occurrence, fault)
        element = ElementTree.SubElement(parent, "div", {"class": "genai"})
        element.text = self.md.htmlStash.store(str(html))
        return True

    def _take_content(self, blocks: list[str], slashes: str) -> None:
        """Take out what stands in front of a block's end, and the end; nothing but an empty text where there is none."""
        if self._unclosed[0] is not blocks:
            self._unclosed = blocks, set()
        # What has no end once has none later: thousands of open blocks must not search the whole page each.
        if slashes not in self._unclosed[1]:
            end = re.compile(rf"^[ ]{{0,3}}{slashes}[ ]*$", re.MULTILINE)
            for index, text in enumerate(blocks):
                if stop := end.search(text):
                    blocks[: index + 1] = [text[stop.end() :].lstrip("\n")]
                    return
            self._unclosed[1].add(slashes)
        if not blocks[0].strip():
            del blocks[0]

    def _find(self, block: str) -> tuple[re.Match[str], ProblemError] | None:
        """The first line of a block with something wrong, and what it is."""
        match = self.blocks.start.search(block)
        if match is None:
            return None
        name = match[2].lower()
        if name in self.names:
            options, _ = self.blocks.split_header(block[match.end() :], len(match[1]))
            if options is None or not all(isinstance(key, str) for key in options):
                message = "these are not valid options; write each as `name: value`, indented by four spaces"
                return match, ProblemError("GA061", message)
            return None
        if name in self.blocks.blocks:
            return None
        if nearest(name, self.names) or self.words & set(name.split("-")):
            return match, ProblemError("GA060", f"no block is called '{match[2]}'{did_you_mean(name, self.names)}")
        return None


class Unclosed(Treeprocessor):
    """Reports blocks of the registry that are still open when the page ends."""

    def __init__(self, md: Markdown, open_blocks: OpenBlocks) -> None:
        super().__init__(md)
        self.open_blocks = open_blocks

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        del root
        for block, element in self.open_blocks.items():
            message = "the block is never closed; write /// in a line below it"
            html = block.show_fault(ProblemError("GA063", message))
            placeholder = ElementTree.Element("div")
            placeholder.text = self.md.htmlStash.store(str(html))
            element.insert(0, placeholder)
        self.open_blocks.clear()
