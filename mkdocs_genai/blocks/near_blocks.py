"""Lines that are nearly a block's first line, and the correct lines.

    /// NAME | ARGUMENT      what Markdown takes for a block's first line
    mark  name  rest         what a line is taken apart into here: each of the three may be written in a wrong way

A line is nearly a first line where its mark is that of a block, or could be mistaken for it, and the name is that of a block,
whatever stands between its words. The weaker the mark is, the more the rest must look like an argument or an option.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from ..identifiers import INVISIBLE
from ..project.code_in_markdown import has_template
from ..suggestions import nearest

PYMDOWNX_BLOCKS = frozenset((
    "admonition", "attention", "caption", "caution", "danger", "definition", "details", "error", "failure", "hint", "html",
    "figure-caption", "important", "note", "question", "quote", "success", "tab", "table-caption", "tip", "warning",
))  # fmt: skip
"""The blocks that pymdownx has itself. A page may have them where they are not installed, as in a check."""

_GAP = r"[\s_./+\u2010-\u2015\u2212-]{0,3}"
"""Characters between the words of a name: the hyphen, or others in its place."""
_MARK = r"(?:[/\uff0f\u2044\u2215][^\S\n]*)+|\\{2,}|!!!|\?\?\?\+?|:{2,}|\|{3,}|={3,}|\+{3,}|-{3,}|\*{3,}"
"""Marks in place of a block's slashes: other slashes, and the marks of other languages' blocks."""
_LIKE_SPACE = r"(?:(?![ ])[^\S\n]|&(?:nbsp|[a-z]{2,6}sp);)"
"""A character in front of a line that looks like a space, and is none for Markdown."""
_BEFORE_NAME = r"[^\w\n/]{0,5}?"
"""Stray signs between the mark and the name, such as a quote or a bracket."""
_SEPARATOR = re.compile(r"[^\S\n]*([^\w\s\[({\"'`*/]*)[^\S\n]*")
"""Signs between the name and the argument, where a bar belongs."""
_OPTION = re.compile(r"(?:^|[\s,;|{(\[])([A-Za-z][\w-]*)[^\S\n]*(?::(?!//)[^\S\n]*|=[^\S\n]*)")
"""An option on the first line: `name: value` or `name=value`; `//` after the colon makes it a URL."""
_TRAILING_MARK = re.compile(r"[\s|]*[/\uff0f]{2,}[\s*_]*$")
"""The slashes that end a block, on its first line."""
_AROUND = " \t\u00a0|,;:{}()[]<>\"'`*\u00a6=/"
"""Signs around an argument or a value that are not part of it."""
_MACRO = re.compile(r"[ ]{0,3}\{[{%]-?\s*(?P<name>[A-Za-z][\w-]*)(?P<rest>.*?)-?[%}]\}\s*")
"""A macro, such as `{{ topic_cards("soils") }}`, that no other plugin has replaced."""
_SLASHES = re.compile(r"/{3,}[ ]*")
_TWO_WORDS = re.compile(r"(\w+)\s+([\w-]+)")
_ONE_WORD = re.compile(r"[^\s]+")


class NearBlock(NamedTuple):
    """A line that is nearly a block's first line: which block is meant, and why Markdown does not take it for one."""

    name: str
    """The block's right name."""
    reasons: tuple[str, ...]
    """Each as a clause of a sentence."""
    argument: str
    """Empty where the line has none."""
    options: tuple[tuple[str, str], ...]
    """The options that stand on the line, as names and values."""
    closes: bool
    """Whether the slashes that end the block stand in its first line."""

    @property
    def message(self) -> str:
        """What is wrong, and what to write instead, as one sentence without a full stop."""
        head = f"/// {self.name} | {self.argument}" if self.argument else f"/// {self.name}"
        options = "; ".join(f"{name}: {value}" for name, value in self.options)
        below = f", and below it, indented by four spaces, {options}" if options else ""
        return f"{', '.join(self.reasons)}; write {head}{below}{', and /// in a line below it' if self.closes else ''}"


class _Rest(NamedTuple):
    """What follows a name: the sign in place of a bar, the argument, the options, and whether the block's end is there."""

    between: str
    argument: str
    options: tuple[tuple[str, str], ...]
    closes: bool


class NearBlocks:
    """Finds lines that are nearly the first line of one of the blocks that it is made for.

    `options` has, by the name of each block, the names of its options.
    """

    def __init__(self, options: Mapping[str, Collection[str]]) -> None:
        self._options = options
        self._spelled, self._line = _patterns(tuple(options))

    def find(self, line: str) -> NearBlock | None:
        """The near miss in a line that Markdown takes for text; None if it is text, or if a template may change it.

        The line must not be inside code or a comment.
        """
        if macro := _MACRO.fullmatch(line):
            return self._macro(macro["name"], macro["rest"])
        match = self._line.fullmatch(INVISIBLE.sub("", line))
        if match is None or has_template(line):
            return None
        mark = match["mark"].strip()
        slashes = mark if set(mark) == {"/"} else ""
        name, extra, rest = self._named(match, slashes)
        if name is None or (not slashes and match["filler"].strip()):  # a tab's title, `=== "Topic cards"`
            return None
        found = self._rest(rest, name)
        if match["mark"] == "/" and found.between != "|":  # an address, such as `/topic-cards/`
            return None
        if len(slashes) < 3 and not _is_like_a_head(name, slashes, found):
            return None
        reasons = [*_unseen_reasons(line, match), *_mark_reasons(match, slashes)]
        reasons += [*_name_reasons(match, name, extra), *_rest_reasons(found)]
        unseen = "this is not a block's first line, because of spaces or characters that a first line does not have"
        return NearBlock(name, tuple(reasons or [unseen]), found.argument, found.options, found.closes)

    def _macro(self, written: str, rest: str) -> NearBlock | None:
        """A block that is written like a macro."""
        name = next((name for name, spelled in self._spelled.items() if spelled.fullmatch(written)), None)
        if name is None:
            return None
        argument, options = self._taken_apart(rest, name)
        argument = argument.rpartition("=")[2].strip(_AROUND)  # an argument by its name, `area="soils"`
        return NearBlock(name, ("a block is not a macro, and begins with ///, not with {{",), argument, options, closes=True)

    def _named(self, match: re.Match[str], slashes: str) -> tuple[str | None, str, str]:
        """The intended name, a superfluous word in front of it, and the rest of the line.

        A misspelt name is meant only after slashes, and only if it has several words.
        """
        if written := match["name"]:
            return next(name for name, spelled in self._spelled.items() if spelled.fullmatch(written)), "", match["rest"]
        name = match["other"].lower().replace("_", "-")
        is_known = len(slashes) < 2 or "-" not in name or name in PYMDOWNX_BLOCKS
        if not is_known and (near := nearest(name, self._options)):
            return near, "", match["rest"]
        text = match["other"] + match["rest"]
        if len(slashes) >= 3 and (words := _TWO_WORDS.match(text)):
            return *self._of_two_words(words[1], words[2].lower()), text[words.end() :]
        return None, "", ""

    def _of_two_words(self, first: str, second: str) -> tuple[str | None, str]:
        """The block that two words stand for, and the word before its name if that is superfluous.

        Both words together may be nearly a name (`topic cards`), or the second one alone may be it (`begin topic-cards`). The
        name is None where they are just two words of a sentence.
        """
        joined = f"{first.lower()}-{second}"
        name = nearest(joined, self._options)
        if name and fuzz.ratio(joined, name) >= 80:
            return name, ""
        return (second, first) if "-" in second and second in self._options else (None, "")

    def _rest(self, rest: str, name: str) -> _Rest:
        """The parts of a line after a name."""
        closes = _TRAILING_MARK.search(rest)
        rest = rest[: closes.start()] if closes else rest
        separator = _SEPARATOR.match(rest)
        between, body = (separator[1], rest[separator.end() :]) if separator else ("", "")
        return _Rest(between, *self._taken_apart(body, name), closes is not None)

    def _taken_apart(self, body: str, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The argument and the options of what follows a name."""
        found = [
            match for match in _OPTION.finditer(body) if match[1].lower() in self._options[name] or match[0].endswith(": ")
        ]
        argument = body[: found[0].start()] if found else body
        ends = [*(match.start() for match in found), len(body)][1:]
        options = tuple((match[1], body[match.end() : end].strip(_AROUND)) for match, end in zip(found, ends, strict=False))
        return argument.strip(_AROUND), options


def is_misspelt(name: str, names: Collection[str]) -> bool:
    """Whether the name of an unknown block is nearly one of some names, or has a word of one."""
    words = {word for each in names for word in each.split("-")}
    return name not in PYMDOWNX_BLOCKS and (nearest(name, names) is not None or not words.isdisjoint(name.split("-")))


def misplaced(argument: str, name: str, options: Collection[str]) -> NearBlock | None:
    """The part of a block's argument that belongs on a line of its own: an option, or the slashes that end the block.

    `name` is the block's, and `options` are the names of its options. None where the argument has no such thing.
    """
    if not any(sign in argument for sign in (":", "=", "//")):
        return None
    found = NearBlocks({name: options}).find(f"/// {name} | {argument}")
    return found if found and (found.options or found.closes) else None


@lru_cache
def _patterns(names: tuple[str, ...]) -> tuple[Mapping[str, re.Pattern[str]], re.Pattern[str]]:
    """A pattern for near misses of each name, and one for lines with a near miss. Cached, since each page uses the same."""
    # The longest first, so that no name is taken for the beginning of another.
    spelled = {name: f"{_GAP.join(_stem(name))}s?" for name in sorted(names, key=len, reverse=True)}
    line = re.compile(
        rf"(?P<indent>[ ]*)(?P<unseen>(?:{_LIKE_SPACE}[ ]*)*)"
        rf"(?P<emphasis>\#{{1,6}}[ ]+|\*{{1,3}}|_{{1,3}})?(?P<mark>{_MARK})(?P<filler>{_BEFORE_NAME})"
        rf"(?:(?P<name>{'|'.join(spelled.values())})(?![\w-]|[.]\w)|(?P<other>\w[\w-]*))(?P<rest>.*)",
        re.IGNORECASE,
    )
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in spelled.items()}, line


def _stem(name: str) -> list[str]:
    """The words of a name, without the plural of the last one."""
    return [re.escape(word) for word in name.removesuffix("s").split("-")]


def _is_like_a_head(name: str, slashes: str, rest: _Rest) -> bool:
    """Whether what follows a weak mark and a name looks like a block's first line, and not like a sentence."""
    has_more = bool(rest.options) or rest.closes
    if "-" not in name:  # a word of the language, such as `quiz`, which admonitions are called too
        return rest.between == "|" or (has_more and bool(slashes))
    return has_more or not rest.argument or _ONE_WORD.fullmatch(rest.argument) is not None or rest.between in ("|", "\u00a6")


def _unseen_reasons(line: str, match: re.Match[str]) -> Iterator[str]:
    """What is wrong with what no editor shows, or shows as a space."""
    if found := INVISIBLE.search(line):
        yield f"delete the invisible character U+{ord(found[0]):04X}"
    if unseen := match["unseen"].strip(" "):
        shown = unseen.replace(" ", "") if unseen.isascii() else f"U+{ord(unseen[0]):04X}, which only looks like a space,"
        yield f"delete {shown} in front of the slashes"


def _mark_reasons(match: re.Match[str], slashes: str) -> list[str]:
    """The reasons why the part before the name is wrong."""
    if len(match["indent"]) >= 4:
        return ["a block's first line is indented no further than the text above it, or has a blank line above it"]
    if match["emphasis"]:
        return ["a block's first line begins with its slashes"]
    if len(slashes) < 3:
        shown = match["mark"].strip()
        return [f"a block begins with ///, not with {shown}"]
    if match["filler"].strip() or not _SLASHES.fullmatch(match["mark"] + match["filler"]):
        return ["put exactly one space between the slashes and the name"]
    return []


def _name_reasons(match: re.Match[str], name: str, extra: str) -> list[str]:
    """The reasons why the name is wrong."""
    if extra:
        return [f"nothing stands between the slashes and the name, so delete '{extra}'"]
    return [] if (match["name"] or "").lower() == name else [f"the block is called '{name}'"]


def _rest_reasons(rest: _Rest) -> Iterator[str]:
    """The reasons why the part after the name is wrong."""
    if rest.options:
        yield "each option goes on its own line below the first line"
    if rest.closes:
        yield "the /// that ends a block goes on its own line"
    if rest.argument and rest.between != "|":
        yield "a bar | goes in front of the argument"
    elif rest.between and not rest.argument and not rest.options:
        yield f"nothing follows the name but a bar and an argument, and '{rest.between}' is neither"
