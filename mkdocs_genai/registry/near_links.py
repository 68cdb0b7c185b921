"""Links that are nearly links to the registry, and would become text, or links that lead nowhere.

    [text][topic:area/id]    what a link to the registry is, or with parentheses around the address

An address is nearly one where its kind is misspelt, in the plural or in capitals, where spaces or other signs stand in it, or
where it stands in brackets alone, in full-width ones, in front of its words or in a tag of HTML. Where it could also be
something else, it must name what the registry has. A comparison or a diagram, to which no link leads, is told too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple, get_args

from rapidfuzz import fuzz

from ..identifiers import INVISIBLE
from .inline_scanner import scan
from .model import Registry
from .references import REFERENCE, ReferenceKind, find_entry, reference_parts

BRACKETS = (
    r"!?(?:\[(?P<words>[^\[\]]*)\](?P<gap>\s{0,2})(?:\[(?P<address>[^\[\]]+)[\])]|\{(?P<braced>[^{}]+)\}|(?<=\s)\((?P<round>[^()\s]+)\)"
    r"|(?<=\])\[(?P<open>[a-z]{4,5}:[\w/:-]++)|(?<=\])(?P<unopened>[a-z]{4,5}:[\w/:-]++)\])"
    r"|(?=\[[^\[\]]*\]\s?[［【（]|[［【])[\[［【](?P<wide_words>[^\[\]［］【】]*)[\]］】]\s?"
    r"[\[［【（(](?P<wide>[^\[\]［］【】（）()]+)[\]］】）)]"
    r"|[［【](?P<wide_alone>[^\[\]［］【】]+)[］】]"
    r"|(?<!\])\((?P<first>[A-Za-z]+:[^()\[\]\s]+)\)\[(?P<words_behind>[^\[\]^]*)\](?![\[(:])"
    r"|\[(?P<alone>[^\[\]]+)\](?:\(\s*\)|\[\s*\]|(?![\[(:]))"
    r"|(?<!\()<(?P<marked>[A-Za-z]{3,6}:[^<>\n]*)>)"
)
"""Candidates for near misses of links: words followed by an address in brackets or braces, one of which may be missing or a
full-width one; an address followed by its words; and an address alone."""
_ADDRESSES = ("address", "braced", "round", "open", "unopened", "wide", "first", "marked", "wide_alone", "alone")
"""The groups of BRACKETS that an address may be in."""
LINK_TAG = re.compile(
    r"<a\s[^<>]*?\bhref\s*=\s*[\"']?\s*(?P<href>(?!https?:|mailto:)[A-Za-z]+:[^\"'<>\s]+)[^<>]*>", re.IGNORECASE
)
"""The tag of a link in HTML whose address has a kind or a scheme."""
_BRACKETS = re.compile(BRACKETS)
_KINDS = get_args(ReferenceKind)
_ADDRESS = re.compile(
    r"[\s\"'<#]*(?P<kind>[A-Za-z]{2,11})(?P<sign>\s*[:;=\uff1a/|.-]+\s*|\s+)(?P<reference>[\w][\w\s:/\\.-]*?)[\s\"'>]*"
)
"""A kind, a sign where the colon belongs, and what it names."""
_PATH = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+){1,2}")
_GAP = re.compile(r"\s*([/:])\s*")
_FORM = re.compile(r"[a-z0-9-]+(?::[a-z0-9-]+)?(?:/[a-z0-9-]+)*")
_SPACES = re.compile(r"[\s_]+")
_SENTENCE = re.compile(r"\s|[A-Z]")
_TITLE = re.compile(r"\s+([\"']).*\1\s*")
"""A title after an address, as links to pages may have."""
_ALIKE = 66
"""How similar a misspelt kind must be to a kind, in per cent."""
_NOT_LINKED = {"comparison": "comparison", "table": "comparison", "chart": "comparison", "diagram": "diagram"}
"""What somebody may call a thing that no link leads to, and what it is."""


class NearAddress(NamedTuple):
    """The address of the registry that is probably meant."""

    address: str
    """The correct spelling, such as `topic:area/id`."""
    exists: bool
    """Whether the registry has it."""
    note: str = ""
    """What else may be meant, as the end of a sentence."""

    def link(self, words: str) -> str:
        """The link to write, with what else may be meant."""
        return f"[{words}][{self.address}]{self.note}"


class NearLink(NamedTuple):
    """A near miss of a link, as it is written; the link that is meant; and the target if it is a link to elsewhere."""

    written: str
    meant: str
    target: str = ""


def near_links_in(registry: Registry, home: str | None, text: str) -> Iterator[NearLink]:
    """The near misses of links to the registry in one of its texts, outside code."""
    found = scan(text)
    for link in found.links:
        # A link to a page or a URL is never a near miss, even if the registry has something of that name.
        is_other = ":" in link.target and not REFERENCE.fullmatch(link.target)
        if is_other and (near := near_address_alone(registry, home, link.target)):
            yield NearLink(text[link.start : link.end], near.link(text[slice(*link.words)]), link.target)
    taken = sorted([*((link.start, link.end) for link in found.links), *found.code])

    def is_free(match: re.Match[str]) -> bool:
        index = bisect_right(taken, (match.start(), len(text))) - 1
        is_escaped = text[max(0, match.start() - 1) : match.start()] == "\\"
        return not is_escaped and (index < 0 or match.start() >= taken[index][1])

    for match in _BRACKETS.finditer(text):
        if is_free(match) and (near := near_match(registry, home, match)):
            yield NearLink(match[0], near.link(words_of(match)))
    for match in LINK_TAG.finditer(text):
        if is_free(match) and (near := tag_address(registry, home, match)):
            yield NearLink(match[0], near.link("text"))


def near_match(registry: Registry, home: str | None, match: re.Match[str]) -> NearAddress | None:
    """The address that a match of BRACKETS is probably meant to be."""
    start, end = address_span(match)
    is_sure = match["address"] or match["braced"] or match["open"] or match["unopened"]
    near = (near_address if is_sure and not match["gap"] else near_address_alone)(registry, home, match.string[start:end])
    # `(row:3)[1]` may be words and a footnote.
    return None if near and match["first"] and not near.exists and "/" not in near.address else near


def words_of(match: re.Match[str]) -> str:
    """The words of the link in a match of BRACKETS."""
    return match["words"] or match["wide_words"] or match["words_behind"] or ""


def address_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the address in a match of BRACKETS begins and ends."""
    return match.span(next(name for name in _ADDRESSES if match[name] is not None))


def near_address(registry: Registry, home: str | None, written: str) -> NearAddress | None:
    """The address of the registry that is meant by `written`, which is not a valid one; None if none is meant.

    `home` is the area whose name references may leave out. An address of the wrong form must name what the registry has.
    """

    def exists(kind: str, reference: str) -> bool:
        return find_entry(registry, kind, reference, home) is not None

    written = INVISIBLE.sub("", written)
    path = written.strip("\"'<> ")
    kind = "topic" if path.count("/") == 1 else "row"
    if _PATH.fullmatch(path) and exists(kind, path):
        return NearAddress(f"{kind}:{path}", exists=True)
    match = _ADDRESS.fullmatch(_TITLE.sub("", written))
    if match is None:
        return None
    reference = _GAP.sub(r"\1", match["reference"].replace("\\", "/")).strip()
    named = match["kind"].lower()
    exact = next((each for each in _KINDS if named in (each, f"{each}s")), None)
    kind = exact or max(_KINDS, key=lambda each: fuzz.ratio(named, each))
    if not exact and (unlinked := _not_linked(registry, home, named, reference)):
        return unlinked
    if not exact and fuzz.ratio(named, kind) < _ALIKE:
        kinds = [each for each in _KINDS if exists(each, reference)] if match["sign"] == ":" else []
        return NearAddress(f"{kinds[0]}:{reference}", exists=True) if kinds else None
    if not exists(kind, reference):
        reference = _SPACES.sub("-", reference.lower())
    if exists(kind, reference):
        return NearAddress(f"{kind}:{reference}", exists=True)
    # If its form is right except for capitals, plurals and spaces, nothing else can be meant.
    sign = match["sign"].strip()
    has_form = exact and sign and not sign.strip(":\uff1a") and _FORM.fullmatch(reference)
    return NearAddress(f"{kind}:{reference}", exists=False) if has_form else None


def _not_linked(registry: Registry, home: str | None, named: str, reference: str) -> NearAddress | None:
    """What to write for a link to a comparison or a diagram, which have no address; None where none is meant.

    `named` is the kind as it is written. A misspelt one, or one that is called otherwise, must be in the registry.
    """
    word = max(_NOT_LINKED, key=lambda each: fuzz.ratio(named, each))
    parts = reference_parts("topic", reference.strip(), home)
    if fuzz.ratio(named, word) < 80 or len(parts) != 2 or not _FORM.fullmatch(reference):
        return None
    thing, area = _NOT_LINKED[word], registry.areas.get(parts[0])
    exists = area is not None and parts[1] in (area.comparisons if thing == "comparison" else area.diagrams)
    if not exists and named.removesuffix("s") != thing:
        return None
    row = f", or [text][row:{'/'.join(parts)}/ROW] for one of its rows" if thing == "comparison" else ""
    return NearAddress(f"area:{parts[0]}", exists, f"{row}, since no link leads to a {thing} itself")


def tag_address(registry: Registry, home: str | None, tag: re.Match[str]) -> NearAddress | None:
    """The address of the registry that a match of LINK_TAG has, or nearly has."""
    href = tag["href"]
    return NearAddress(href, exists=True) if REFERENCE.fullmatch(href) else near_address_alone(registry, home, href)


def near_address_alone(registry: Registry, home: str | None, written: str) -> NearAddress | None:
    """The address meant by words in brackets without an address after them: `[Topic: Introduction]` may be part of a sentence.

    So what is not in the registry is taken for an address only if it has no spaces and no capitals.
    """
    near = near_address(registry, home, written) if ":" in written or "\uff1a" in written else None
    return near if near and (near.exists or not _SENTENCE.search(written)) else None
