"""Scans pages' sources without converting them: heading, word count, blocks, links, and their lines.

A page often needs facts about a later page, which is not converted yet. So each page's source is read at most once in a build,
and each property of it is computed when it is first needed:

    text → lines outside front matter and code fences → lines as prose (without comments, code spans, templates)

What macros and notebooks generate is not in a source, so it is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..problems import Position
from .code_in_markdown import has_template, outside_fences, without_spans
from .snippets import Snippets, SourceLine

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
"""As `mkdocs.utils.meta` finds it."""
HEADER = re.compile(r"([\s>]*)(/{3,})\s*([\w-]+)\s*(?:\|(.*))?")
"""A block's first line, indented or quoted: the containers before it, its slashes, its name and its argument."""
_CONTAINERS = re.compile(r"(?:[\s>]|[-*+]\s|\d+[.)]\s|:\s)*")
"""The containers at the beginning of a line: spaces, quotation signs, and signs of list items."""
_LISTED_HEADER = re.compile(_CONTAINERS.pattern + r"/{3,}\s*([\w-]+)\s*(?:\|(.*))?")
"""A block's first line, which may begin a list item."""
_REFERENCE = re.compile(r"(?<=[\[(])<?((?:topic|area|row|term):[^\s()\[\]<>]*)")
"""A link to the registry, up to the first sign at which its address may end."""
_WORD = re.compile(r"[^\s()\[\]<>]*")
_FIRST_LEVEL = re.compile(r"[ ]{0,3}#[^#\n]*[^#\s]")
"""A heading of the first level with a `#`."""
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Characters of Chinese and Japanese, which is written without spaces."""
_LETTERS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


class Heading(NamedTuple):
    """A page's first heading of the first level, as Markdown, and its line."""

    text: str
    line: int


class BlockHead(NamedTuple):
    """The first line of a block, with the name in lower case, and its line number."""

    name: str
    argument: str
    line: int


class RegistryLink(NamedTuple):
    """A link to the registry, such as `topic:area/id`, and its line."""

    reference: str
    line: int


class WordCount(NamedTuple):
    """The length of a text: words, and characters of languages that are written without spaces."""

    words: int
    characters: int


class PageSource:
    """One page as its author wrote it. `read` gives the whole text, and is asked once, or never.

    Questions about the page are about its own text. The lines of faults are looked for in the text that Markdown is
    given, with included snippets.
    """

    def __init__(self, read: Callable[[], str], snippets: Snippets | None = None) -> None:
        self._read = read
        self._snippets = snippets

    @cached_property
    def text(self) -> str:
        """The whole text, front matter included."""
        return self._read()

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        return tuple(self.text.split("\n"))

    @cached_property
    def _front_matter(self) -> re.Match[str] | None:
        return _FRONT_MATTER.match(self.text)

    @cached_property
    def prose(self) -> str:
        """The text without front matter, code, comments and templates; each line is where it was."""
        return self._prose_of(self.text)

    def _prose_of(self, text: str) -> str:
        outside = dict(outside_fences(text))
        first = text.count("\n", 0, self._front_matter.end()) if self._front_matter else 0
        lines = [outside.get(number, "") if number > first else "" for number in range(1, text.count("\n") + 2)]
        return without_spans("\n".join(lines))

    @cached_property
    def _given_lines(self) -> Sequence[SourceLine]:
        """The lines that Markdown is given, of which the first ones are the front matter's."""
        if self._snippets and ("8<-" in self.text or self._snippets.auto_append):
            return self._snippets.expand(self.text)
        return [SourceLine("", number, text) for number, text in enumerate(self._lines, 1)]

    @cached_property
    def _given(self) -> str:
        return "\n".join(line.text for line in self._given_lines)

    @property
    def front_matter(self) -> str:
        """The front matter with its lines of hyphens; empty if there is none."""
        return self._front_matter[0] if self._front_matter else ""

    @property
    def given(self) -> str:
        """The text that Markdown is given: the page's own, with included snippets, without the front matter."""
        return self._given[self._front_matter.end() :] if self._front_matter else self._given

    @cached_property
    def _given_prose(self) -> str:
        return self._prose_of(self._given)

    @cached_property
    def heading(self) -> Heading | None:
        """The first heading of the first level."""
        lines = self.prose.split("\n")
        for number, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
            if _FIRST_LEVEL.match(line):
                return Heading(_without_attributes(line).strip(" #\t"), number)
            if below.startswith("=") and not below.strip().strip("=") and line.strip() and not line[0].isspace():
                return Heading(_without_attributes(line), number)
        return None

    @cached_property
    def written_heading(self) -> Heading | None:
        """The first heading of the first level with its code spans; None where a template or a comment is a part of it."""
        if self.heading is None:
            return None
        line = self._lines[self.heading.line - 1]
        if has_template(line) or "<!--" in line:
            return None
        return Heading(_without_attributes(line).strip(" #\t"), self.heading.line)

    @cached_property
    def word_count(self) -> WordCount:
        """The length of the page's own text, without what blocks add."""
        text = "\n".join(line for line in self.prose.split("\n") if not _LISTED_HEADER.fullmatch(line))
        return WordCount(len(_LETTERS.findall(_CJK.sub(" ", text))), len(_CJK.findall(text)))

    @cached_property
    def block_heads(self) -> tuple[BlockHead, ...]:
        """The first lines of all blocks, pymdownx's own included."""
        lines = enumerate(self.prose.split("\n"), 1) if "///" in self.text else ()
        found = ((number, _LISTED_HEADER.fullmatch(line)) for number, line in lines)
        return tuple(BlockHead(match[1].lower(), (match[2] or "").strip(), number) for number, match in found if match)

    @cached_property
    def links(self) -> tuple[RegistryLink, ...]:
        """The links to the registry."""
        return tuple(
            RegistryLink(match[1], number)
            for number, line in enumerate(self.prose.split("\n"), 1)
            for match in _REFERENCE.finditer(line)
        )

    @cached_property
    def _lines_of(self) -> dict[str, list[int]]:
        """The lines of each thing outside code fences. Found at once, since a page may have thousands of faults."""
        lines: dict[str, list[int]] = {}
        prose = self._given_prose.split("\n")
        for number, text in outside_fences(self._given):
            # Prose has no expressions of templates, and a block may be written like one.
            if prose[number - 1].strip() or not text.strip() or text.lstrip().startswith(("{{", "{%")):
                for found in _things(text):
                    lines.setdefault(found, []).append(number)
        return lines

    def line_of(self, written: str, occurrence: int) -> int | None:
        """The line with an occurrence of a thing outside code fences, in the text that Markdown is given; None without one."""
        lines = self._lines_of.get(written)
        return lines[min(occurrence, len(lines) - 1)] if lines else None

    def line_with(self, words: str, occurrence: int) -> int | None:
        """The line with an occurrence of some words in prose, in the text that Markdown is given; None if there is none."""
        found, prose = self._lines_with, self._given_prose
        if words not in found:
            found[words] = [bisect_left(self._given_ends, match.start()) + 1 for match in re.finditer(re.escape(words), prose)]
        lines = found[words]
        return lines[min(occurrence, len(lines) - 1)] if lines else None

    def line_of_html(self, html: str, occurrence: int) -> int | None:
        """The first line of an occurrence of HTML outside code fences, in which there may be code; None when none is there."""
        outside = dict(outside_fences(self._given))
        starts = (self._given.count("\n", 0, match.start()) + 1 for match in re.finditer(re.escape(html), self._given))
        lines = [line for line in starts if line in outside]
        return lines[min(occurrence, len(lines) - 1)] if lines else None

    @cached_property
    def _given_ends(self) -> list[int]:
        """The index at which each line of the prose that Markdown is given ends."""
        return [match.start() for match in re.finditer("\n", self._given_prose)]

    @cached_property
    def _lines_with(self) -> dict[str, list[int]]:
        """The lines of all words that `line_with` has been asked for."""
        return {}

    def changed_to(self, markdown: str) -> PageSource | None:
        """The page as other plugins have changed it, without front matter; None where they have left it as it was."""
        own = self.text[self._front_matter.end() :] if self._front_matter else self.text
        return None if markdown.strip() == own.strip() else PageSource(lambda: markdown, self._snippets)

    def has_as_many(self, written: str, other: PageSource) -> bool:
        """Whether two sources of a page have a thing, or some words, equally often."""
        counts = {(len(each._lines_of.get(written, ())), each._given_prose.count(written)) for each in (self, other)}
        return len(counts) == 1

    def below(self, line: int) -> list[str]:
        """The lines below a block's first line up to that of the next block, without the margin of the block's container."""
        margin = _CONTAINERS.match(self._given_lines[line - 1].text).end()  # type: ignore[union-attr] # which matches any text
        lines: list[str] = []
        for _, _, text in self._given_lines[line:]:
            if _LISTED_HEADER.fullmatch(text):
                break
            lines.append(text[margin:].expandtabs(4))
        return lines

    def given_position(self, file: str, line: int | None) -> Position:
        """The position of a line that Markdown is given, which is in another file where a snippet brings the line."""
        found = self._given_lines[line - 1] if line else None
        if found is None or not found.file:
            return self.position(file, found.number if found else None)
        text = found.text
        return Position(found.file, found.number, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())), text)

    def position(self, file: str, line: int | None) -> Position:
        """The words of a line, in the file as messages name it; the first line where none is known."""
        text = self._lines[line - 1] if line and line <= len(self._lines) else ""
        return Position(file, line or 1, len(text) - len(text.lstrip()) + 1, max(1, len(text.strip())), text)


class Pages:
    """The pages of a site by their names in the registry, each read at most once; `read` gives a page's text, or None."""

    def __init__(
        self, names: Callable[[], Collection[str]], read: Callable[[str], str | None], snippets: Snippets | None = None
    ) -> None:
        self._names = names
        self._read = read
        self._snippets = snippets
        self._sources: dict[str, PageSource] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __getitem__(self, src_uri: str) -> PageSource:
        if src_uri not in self._sources:
            self._sources[src_uri] = PageSource(lambda: self._read(src_uri) or "", self._snippets)
        return self._sources[src_uri]

    def find(self, src_uri: str) -> PageSource | None:
        """The page, or None if it does not exist."""
        return self[src_uri] if src_uri in self._sources or src_uri in self._names() else None


def first_line(name: str, argument: str | None) -> str:
    """A block's first line in normal form, out of its parts as they are written."""
    name, argument = name.lower(), (argument or "").strip()
    return f"/// {name} | {argument}" if argument else f"/// {name}"


def link_word(reference: str) -> str:
    """The key of a link to the registry: its URL up to the first character that may end one in the source."""
    return _WORD.match(reference)[0]  # type: ignore[index] # which matches any text


def _things(text: str) -> Iterator[str]:
    """The things in a line: the first line of a block, or a near miss of one, and links to the registry."""
    bare = text[_CONTAINERS.match(text).end() :].strip()  # type: ignore[union-attr] # which matches any text
    header = ""
    if "///" in text and (match := _LISTED_HEADER.fullmatch(text)):
        yield (header := first_line(match[1], match[2]))
    if bare != header:
        yield bare
    for match in _REFERENCE.finditer(text):
        yield match[1]


def _without_attributes(heading: str) -> str:
    """A heading without an attribute list at its end, such as `{#id}`."""
    text = heading.strip()
    return text[: text.rfind("{")].rstrip() if text.endswith("}") and "{" in text else text
