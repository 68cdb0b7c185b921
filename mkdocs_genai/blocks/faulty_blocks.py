"""Blocks that would silently become text: first lines that are none, misspelt names, invalid options, missing ends.

Runs before pymdownx's own processor and takes only what is wrong. To see a block as that does, it uses `start`, `blocks`,
`split_header` and `get_parent` of its processor, which pymdownx's docs do not name. They are the same in all versions that
pyproject.toml allows, of which `make matrix` builds the lowest and the highest; a version without them stops every build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksProcessor

from ..problems import ProblemError
from ..project.page_sources import first_line
from ..suggestions import did_you_mean
from .base import Context, OpenBlocks, RegistryBlock, never_closed, show_fault
from .near_blocks import NearBlocks, is_misspelt
from .option_lines import option_fault

_SIGN = re.compile(r"//|\{\{|\{%|\\\\|!!!|\?\?\?|::|\|\|\||===|\+\+\+|---|\*\*\*|[\uff0f\u2044\u2215]|(?m:^[ ]*/)")
"""What a text has that may have a block's first line, or nearly one."""
_CONTAINER = re.compile(r"[ ]{0,3}(?:[-*+]\s|\d+[.)]\s|!!!|\?\?\?|===|:\s|\[\^|>)")
"""What holds lines that are indented further; they are parsed once more, without what they stand in."""
_END = re.compile(r"[ ]*(?:[/\uff0f]\s*){2,}|[ ]*(?:\\{2,}|:{3,}|\|{3,})[ ]*")
_OTHER_HEAD = re.compile(r"[ ]*(?:/{2,}|!!!|\?\?\?|:{3,})[ ]*\w")


class _Found(NamedTuple):
    """Something wrong with a block's first line, or nothing: which characters of the text it takes, and how it is written."""

    start: int
    end: int
    written: str
    fault: ProblemError | None = None
    below: int = 0


class FaultyFirstLines(BlockProcessor):
    """Finds the first line of a block that would become text, and shows the fault in its place."""

    def __init__(
        self, md: Markdown, blocks: BlocksProcessor, types: Mapping[str, type[RegistryBlock]], context: Context
    ) -> None:
        super().__init__(md.parser)
        self.md = md
        self.blocks = blocks
        self.names = tuple(types)
        self.options = {name: block.option_names(blocks.config[name]) for name, block in types.items()}
        self.near = NearBlocks(self.options)
        self.context = context

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """See BlockProcessor; what stands in a block that is open is parsed once more, inside it."""
        return _SIGN.search(block) is not None and self.blocks.get_parent(parent) is None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """See BlockProcessor; false leaves the block to the next processor."""
        found = self._find(blocks)
        if found is None:
            return False
        block = blocks.pop(0)
        if before := block[: found.start].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        if found.fault is None:
            blocks.insert(0, block[found.start :])
            return True
        blocks.insert(0, block[found.end :])
        _take_content(blocks)
        occurrence = self.context.page().count_occurrence(found.written)
        html = show_fault(self.context, found.written, occurrence, found.fault, found.below)
        element = ElementTree.SubElement(parent, "div", {"class": "genai"})
        element.text = self.md.htmlStash.store(str(html))
        return True

    def _find(self, blocks: list[str]) -> _Found | None:
        """The first thing that is wrong, or a block behind something that pymdownx takes for one and does not know."""
        block = blocks[0]
        lines = block.split("\n")
        start, hidden = 0, False
        for number, line in enumerate(lines):
            end = start + len(line) + 1
            head = self.blocks.start.fullmatch(line)
            if head is None:
                is_code = lines[0].startswith("    ") and line.startswith("    ") and not _ends(lines[number + 1 :])
                is_inside = line.startswith("    ") and _CONTAINER.match(lines[0])
                if not is_code and not is_inside and (near := self.near.find(line)):
                    return _Found(start, end, line.strip(), ProblemError("GA068", near.message))
            elif (name := head[2].lower()) in self.names:
                fault = self._option_fault(name, block[end:], len(head[1])) or self._end_fault(
                    head[1], [block[end:], *blocks[1:]]
                )
                written = first_line(name, head[3])
                if fault:
                    return _Found(start, end, written, fault[1], fault[0])
                return _Found(start, end, written) if hidden else None
            elif name in self.blocks.blocks:
                return _Found(start, end, line) if hidden else None
            elif is_misspelt(name, self.names):
                fault_of_name = ProblemError("GA060", f"no block is called '{head[2]}'{did_you_mean(name, self.names)}")
                return _Found(start, end, first_line(name, head[3]), fault_of_name)
            else:
                hidden = True
            start = end
        return None

    def _option_fault(self, name: str, below: str, slashes: int) -> tuple[int, ProblemError] | None:
        """What is wrong with the options as YAML, and how many lines below the block's first line that is."""
        lines: list[str] = []
        for line in below.split("\n"):
            if not line.startswith("    ") or not line.strip():
                break
            lines.append(line)
        options, _ = self.blocks.split_header(below, slashes)
        are_valid = options is not None and all(isinstance(key, str) for key in options)
        found = option_fault(lines, self.options[name], are_valid=are_valid)
        return (found[0] + 1, found[1]) if found else None

    def _end_fault(self, slashes: str, below: list[str]) -> tuple[int, ProblemError] | None:
        """What is said of a block if another one begins before its end; pymdownx would end this one where that one ends."""
        for text in below:
            for line in text.split("\n"):
                if line.strip() == slashes:
                    return None
                if (head := self.blocks.start.fullmatch(line)) and head[2].lower() in self.blocks.blocks:
                    return 0, never_closed(slashes)
        return None


class NearAdmonitions(FaultyFirstLines):
    """Finds admonitions that have a block's name. Runs before admonitions are made, which is before blocks are."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """See BlockProcessor."""
        del parent
        return block.lstrip(" ").startswith(("!!!", "???", "==="))

    def _find(self, blocks: list[str]) -> _Found | None:
        line = blocks[0].partition("\n")[0]
        near = None if line.startswith("    ") else self.near.find(line)
        return _Found(0, len(line) + 1, line.strip(), ProblemError("GA068", near.message)) if near else None


class Unclosed(Treeprocessor):
    """Reports blocks of the registry that are still open when the page ends."""

    def __init__(self, md: Markdown, open_blocks: OpenBlocks) -> None:
        super().__init__(md)
        self.open_blocks = open_blocks

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        del root
        for block, element in self.open_blocks.items():
            # One whose first line has the end in it is closed by what its fault says.
            faults = block.faults if block.ends_at_once else [*block.faults, block.never_closed()]
            placeholder = ElementTree.Element("div")
            placeholder.text = self.md.htmlStash.store("\n".join(block.show_fault(fault) for fault in faults))
            element.insert(0, placeholder)
        self.open_blocks.clear()


def _ends(lines: Sequence[str]) -> bool:
    """Whether the lines below an indented one have the end of a block that is not indented, as no code has."""
    return any(_END.fullmatch(line) for line in lines if not line.startswith("    "))


def _take_content(blocks: list[str]) -> None:
    """Take out the options below a block's first line, and its end, if there is one in front of another block's first line.

    What else is there stays.
    """
    lines = blocks[0].split("\n")
    while lines and lines[0].startswith(" ") and not _END.fullmatch(lines[0]):
        del lines[0]
    blocks[0] = "\n".join(lines)
    for index, text in enumerate(blocks):
        lines = text.split("\n")
        for number, line in enumerate(lines):
            if _END.fullmatch(line):
                kept = [*blocks[:index], "\n".join(lines[:number])]
                kept = [] if all(not each.strip() or each.startswith("    ") for each in kept) else kept
                blocks[: index + 1] = [*filter(str.strip, kept), "\n".join(lines[number + 1 :])]
                return
            if _OTHER_HEAD.match(line):
                break
        else:
            continue
        break
    if not blocks[0].strip():
        del blocks[0]
