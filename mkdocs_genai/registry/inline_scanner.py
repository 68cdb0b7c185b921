"""Scans inline Markdown without converting it: whether it has markup at all, and where its links and code are.

The checks before a build find links by this scanner, whose time is linear in the text's length. What a site's extensions make
of a text, only the conversion knows (`render.inline`). A test compares both.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from ..identifiers import LONGEST_MARKUP, MOST_BRACKETS
from ..problems import Problem

_PLAIN = re.compile(r"(?:[^\W_]|[ ,;?%]|[.:](?!\S)|(?<=[^\W_])-(?=[^\W_]))*")
"""Letters, digits, spaces, and punctuation that no extension uses as markup."""
_TOKEN = re.compile(
    r"""\\[\\`*_{}\[\]()>#+\-.!]
      | `+
      | !?\[ | [\]()]
      | <(?P<url>(?:https?|ftps?)://(?:[^<>\\]|\\.)*)>
      | <(?P<mail>[^<>\ !]+@[^@<>\ ]+)>""",
    re.IGNORECASE | re.VERBOSE,
)
REFERENCE_BEHIND = re.compile(r"\s?\[((?:topic|area|row|term):[^\[\]\s]*)\]")
"""The address after a link's text, if the link leads to an entry of the registry."""
_MARKED = re.compile(r"""\(\s*<(?P<address>[^<>]*)>\s*(?:"[^"]*"|'[^']*')?\s*\)""")
_TITLED = re.compile(r"""\(\s*(?P<address>[^\s()"'<>]+)\s+(?:"[^"()]*[()][^"]*"|'[^'()]*[()][^']*')\s*\)""")
"""An address with a title that has parentheses."""
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!])")


class InlineLink(NamedTuple):
    """A link or image: where it stands in the text, where its words do, and its address as it is meant."""

    start: int
    end: int
    words: tuple[int, int]
    target: str
    is_image: bool = False


class Scan(NamedTuple):
    """The links and images of a text, and its code spans, each in the order of the text."""

    links: tuple[InlineLink, ...]
    code: tuple[tuple[int, int], ...]


def is_plain(text: str) -> bool:
    """Whether a text has no character that Markdown or an extension could take for markup."""
    return _PLAIN.fullmatch(text) is not None


def link_targets(text: str) -> list[str]:
    """The addresses of the links and images in inline Markdown."""
    return [link.target for link in scan(text).links] if "[" in text or "<" in text else []


def markup_problem(text: str) -> Problem | None:
    """Why a text has too much markup to be converted, or None; Markdown's time grows with the square of it."""
    if len(text) > LONGEST_MARKUP:
        limit = f"{LONGEST_MARKUP:,} characters, the limit for a text with markup"
        return Problem.at((), "GA005", f"is longer than {limit}; move long texts into a page")
    if text.count("[") > MOST_BRACKETS:
        return Problem.at((), "GA005", f"has more than {MOST_BRACKETS} opening brackets; move long texts into a page")
    return None


@dataclass
class _Marks:
    """The brackets and parentheses of a text outside code."""

    openings: list[tuple[int, bool]] = field(default_factory=list)
    """Where each bracket opens, and whether it begins an image."""
    closed: dict[int, int] = field(default_factory=dict)
    """The index at which each bracket and parenthesis is closed."""
    autolinks: list[InlineLink] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)


def scan(text: str) -> Scan:
    """The links and the code of inline Markdown. A link inside a link's text does not count; an image there does."""
    marks = _marks(text)
    links: list[InlineLink] = []
    outermost: list[InlineLink] = []
    for start, is_image in marks.openings:
        outer = outermost[-1] if outermost and start < outermost[-1].end else None
        if outer and not (is_image and start < outer.words[1] and not outer.is_image):
            continue
        if link := _link_at(text, start, is_image, marks.closed):
            links.append(link)
            outermost += [] if outer else [link]
    starts = [link.start for link in outermost]
    for link in marks.autolinks:
        index = bisect_left(starts, link.start) - 1
        if index < 0 or link.start >= outermost[index].end:
            links.append(link)
    return Scan(tuple(sorted(links)), tuple(marks.code))


def _marks(text: str) -> _Marks:
    marks = _Marks()
    opened: dict[str, list[int]] = {"[": [], "(": []}
    ends = _Ticks(text)
    position = 0
    while match := _TOKEN.search(text, position):
        position, sign = match.end(), match[0]
        if sign[0] == "`":
            end = ends.of(match.start(), position)
            if end is not None:
                marks.code.append((match.start(), end))
                position = end
        elif sign[-1] in "[(" and sign[0] != "\\":
            opened[sign[-1]].append(position - 1)
            if sign[-1] == "[":
                marks.openings.append((match.start(), sign[0] == "!"))
        elif sign in ("]", ")"):
            stack = opened["[" if sign == "]" else "("]
            if stack:
                marks.closed[stack.pop()] = position - 1
        elif sign[0] == "<":
            target = f"mailto:{match['mail']}" if match["mail"] else _meant(match["url"])
            marks.autolinks.append(InlineLink(match.start(), position, (match.start() + 1, position - 1), target))
    return marks


def _link_at(text: str, start: int, is_image: bool, closed: dict[int, int]) -> InlineLink | None:
    opening = start + is_image
    closing = closed.get(opening)
    if closing is None:
        return None
    words = (opening + 1, closing)
    behind = closing + 1
    if not is_image and (reference := REFERENCE_BEHIND.match(text, behind)):
        return InlineLink(start, reference.end(), words, reference[1])
    if marked := _MARKED.match(text, behind) or _TITLED.match(text, behind):
        return InlineLink(start, marked.end(), words, _meant(marked["address"]), is_image)
    end = closed.get(behind) if text[behind : behind + 1] == "(" else None
    if end is None:
        return None
    return InlineLink(start, end + 1, words, _meant(_without_title(text[behind + 1 : end])), is_image)


def _without_title(address: str) -> str:
    address = address.strip()
    quote = address[-1:]
    return address[: address.index(quote)] if quote in ("'", '"') and address.count(quote) > 1 else address


def _meant(address: str) -> str:
    """A URL without backslash escapes and entities."""
    return html.unescape(_ESCAPED.sub(r"\1", address)).strip()


class _Ticks:
    """The runs of backticks in a text, to find the one that closes a code span."""

    def __init__(self, text: str) -> None:
        self._runs: dict[int, list[int]] = {}
        for run in re.finditer("`+", text):
            self._runs.setdefault(run.end() - run.start(), []).append(run.start())

    def of(self, start: int, end: int) -> int | None:
        """The end of the code span that begins at a run; a shorter run closes it if no run has as many backticks."""
        for length in range(end - start, 0, -1):
            runs = self._runs.get(length, ())
            index = bisect_left(runs, end)
            if index < len(runs):
                return runs[index] + length
        return None
