"""Links and code spans of inline Markdown, in time that grows with the text and not with its square.

Markdown's own patterns read on to the end of the text from each bracket or backtick that is never closed, so that some kB of
`[` take minutes. Here what is never closed is found once for a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, LinkInlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

_BRACKET = re.compile(r"[\[\]]")
_BACKTICKS = re.compile(r"`+")
_OPENING = re.compile(r"(?<!\\)`+")
# One pair of parentheses may stand inside another, as in an address of Wikipedia. Nothing here can match in two ways.
_ADDRESS = re.compile(
    r"""\(\s*(?:
        <(?P<marked>[^<>]*)>\s*(?:"[^"]*"|'[^']*')?\s*
      | (?P<bare>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)
    )\)""",
    re.VERBOSE,
)
_BACKSLASH = f"{STX}92{ETX}"
"""What Markdown puts in place of an escaped backslash until the end."""
_TITLE = re.compile(r"""\s("[^"]*"|'[^']*')\s*\Z""")


class _Unclosed:
    """Where something opens and never closes, in a text that is taken apart from its start.

    What is taken out has its brackets in pairs, so that what stands behind it stays as it is; hence places are counted from
    the text's end, and are found once for all the texts that end alike.
    """

    def __init__(self, find: Callable[[str], set[int]]) -> None:
        self.find = find
        self.tail = ""
        self.places: set[int] = set()

    def at(self, text: str, index: int) -> bool:
        rest = text[index:]
        if not self.tail.endswith(rest):
            self.tail, self.places = rest, {len(rest) - place for place in self.find(rest)}
        return len(rest) in self.places


def _unclosed_brackets(text: str) -> set[int]:
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return set(opened)


def _unclosed_backticks(text: str) -> set[int]:
    """The first backticks of runs that no later run of the same length closes."""
    last = {match.end() - match.start(): match.start() for match in _BACKTICKS.finditer(text)}
    runs = ((match.start(), match.end() - match.start()) for match in _OPENING.finditer(text))
    return {start for start, length in runs if last.get(length, -1) <= start}


class BracketProcessor(LinkInlineProcessor):
    """What begins with a text in brackets."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"\[", md)
        self._unclosed = _Unclosed(_unclosed_brackets)

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """See LinkInlineProcessor: the text from behind the opening bracket, where it ends, whether it does."""
        if self._unclosed.at(data, index - 1):
            return "", index, False
        brackets, depth = _BRACKET.finditer(data, index), 1
        while depth:
            bracket = next(brackets)
            depth += 1 if bracket[0] == "[" else -1
        return data[index : bracket.start()], bracket.end(), True


class LinkProcessor(BracketProcessor):
    """`[text](address "title")`; titles are read and dropped."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """See LinkInlineProcessor: the address, no title, where the link ends, whether it is one."""
        match = _ADDRESS.match(data, index)
        if match is None:
            return "", None, index, False
        address = match["marked"] if match["marked"] is not None else _TITLE.sub("", match["bare"])
        return self.unescape(address).strip(), None, match.end(), True


class CodeProcessor(InlineProcessor):
    """Code between backticks; as many of them close it as opened it."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(r"(?<!\\)((?:\\{2})+)(?=`)|(?<!\\)(`+)", md)
        self._unclosed = _Unclosed(_unclosed_backticks)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element | str | None, int | None, int | None]:  # type: ignore[override]
        """See InlineProcessor: the element, or backslashes that escape each other, and the span that it replaces."""
        if m[1]:
            return m[1].replace("\\\\", _BACKSLASH), m.start(), m.end()
        if self._unclosed.at(data, m.start()):
            return None, None, None
        closing = next(run for run in _BACKTICKS.finditer(data, m.end()) if len(run[0]) == len(m[2]))
        element = ElementTree.Element("code")
        element.text = AtomicString(code_escape(data[m.end() : closing.start()].strip()))
        return element, m.start(), closing.end()
