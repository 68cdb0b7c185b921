"""Blocks that would silently become text: near misses of first lines, misspelt names, invalid options, missing ends.

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
"""Signs of a text that may have a block's first line, or nearly one."""
_CONTAINER = re.compile(r"[ ]{0,3}(?:[-*+]\s|\d+[.)]\s|!!!|\?\?\?|===|:\s|\[\^|>)")
"""The beginnings of containers, whose indented content is parsed once more, without its prefix."""
_END = re.compile(r"[ ]*(?:[/\uff0f]\s*){2,}|[ ]*(?:\\{2,}|:{3,}|\|{3,})[ ]*")
_OTHER_HEAD = re.compile(r"[ ]*(?:/{2,}|!!!|\?\?\?|:{3,})[ ]*\w")


class _Fault(NamedTuple):
    """A fault of a block: the block's first line as it is written, the error, and how many lines below that it is."""

    written: str
    error: ProblemError
    below: int = 0


class _Found(NamedTuple):
    """The characters of a text that a block's first line takes, and what is wrong with the block, if anything."""

    start: int
    end: int
    fault: _Fault | None


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
        """See BlockProcessor; the content of an open block is parsed once more, inside it."""
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
        written, error, below = found.fault
        occurrence = self.context.page().count_occurrence(written)
        html = show_fault(self.context, written, occurrence, error, below)
        element = ElementTree.SubElement(parent, "div", {"class": "genai"})
        element.text = self.md.htmlStash.store(str(html))
        return True

    def _find(self, blocks: list[str]) -> _Found | None:
        """The first block that is faulty, or that pymdownx does not reach; None if there is none before the next sound block.

        pymdownx takes the first line that looks like a block's, and does not look further if it does not know the block.
        """
        block = blocks[0]
        lines = block.split("\n")
        start, is_out_of_reach = 0, False
        for number, line in enumerate(lines):
            end = start + len(line) + 1
            head = self.blocks.start.fullmatch(line)
            fault = self._fault_of(head, [block[end:], *blocks[1:]]) if head else self._near_miss(lines, number)
            if fault:
                return _Found(start, end, fault)
            if head:
                if head[2].lower() in self.blocks.blocks:
                    return _Found(start, end, None) if is_out_of_reach else None
                is_out_of_reach = True
            start = end
        return None

    def _near_miss(self, lines: Sequence[str], number: int) -> _Fault | None:
        """The fault of a line that is nearly a block's first line."""
        first, line = lines[0], lines[number]
        if line.startswith("    "):
            is_code = first.startswith("    ") and not _ends(lines[number + 1 :])
            if is_code or _CONTAINER.match(first):
                return None
        near = self.near.find(line)
        return _Fault(line.strip(), ProblemError("GA068", near.message)) if near else None

    def _fault_of(self, head: re.Match[str], below: list[str]) -> _Fault | None:
        """The fault of a block by its first line and the text `below`."""
        slashes, name, written = head[1], head[2].lower(), first_line(head[2], head[3])
        if name in self.names:
            found = self._option_fault(name, below[0], len(slashes)) or self._end_fault(slashes, below)
            return _Fault(written, found[1], found[0]) if found else None
        if name not in self.blocks.blocks and is_misspelt(name, self.names):
            return _Fault(written, ProblemError("GA060", f"no block is called '{head[2]}'{did_you_mean(name, self.names)}"))
        return None

    def _option_fault(self, name: str, below: str, slashes: int) -> tuple[int, ProblemError] | None:
        """The error in the options, and how many lines below the block's first line it is."""
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
        """The fault of a block if another one begins before its end; pymdownx would end the first one where the other ends."""
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
        return _Found(0, len(line) + 1, _Fault(line.strip(), ProblemError("GA068", near.message))) if near else None


class Unclosed(Treeprocessor):
    """Reports blocks of the registry that are still open when the page ends."""

    def __init__(self, md: Markdown, open_blocks: OpenBlocks) -> None:
        super().__init__(md)
        self.open_blocks = open_blocks

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        del root
        for block, element in self.open_blocks.items():
            # If a block's first line has the end in it, another fault says so.
            faults = block.faults if block.ends_at_once else [*block.faults, block.never_closed()]
            placeholder = ElementTree.Element("div")
            placeholder.text = self.md.htmlStash.store("\n".join(block.show_fault(fault) for fault in faults))
            element.insert(0, placeholder)
        self.open_blocks.clear()


def _ends(lines: Sequence[str]) -> bool:
    """Whether the lines below an indented one have the end of a block that is not indented, as no code has."""
    return any(_END.fullmatch(line) for line in lines if not line.startswith("    "))


def _take_content(blocks: list[str]) -> None:
    """Take out the options below a block's first line, and its end, if there is one before another block's first line.

    Everything else stays.
    """
    blocks[0] = _without_options(blocks[0])
    end = _end_of_block(blocks)
    if end is not None:
        index, number = end
        lines = blocks[index].split("\n")
        content = [*blocks[:index], "\n".join(lines[:number])]
        if all(not text.strip() or text.startswith("    ") for text in content):
            content = []
        blocks[: index + 1] = [*filter(str.strip, content), "\n".join(lines[number + 1 :])]
    elif not blocks[0].strip():
        del blocks[0]


def _without_options(text: str) -> str:
    lines = text.split("\n")
    while lines and lines[0].startswith(" ") and not _END.fullmatch(lines[0]):
        del lines[0]
    return "\n".join(lines)


def _end_of_block(blocks: Sequence[str]) -> tuple[int, int] | None:
    """Where a block's end is: the text that has it, and the line in that; None if another block begins before it."""
    for index, text in enumerate(blocks):
        for number, line in enumerate(text.split("\n")):
            if _END.fullmatch(line):
                return index, number
            if _OTHER_HEAD.match(line):
                return None
    return None
