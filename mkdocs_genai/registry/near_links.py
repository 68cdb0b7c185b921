"""Links that are nearly links to the registry, and would become text, or links that lead nowhere.

    [text][topic:area/id]    what a link to the registry is, or with parentheses around the address

An address is nearly one where its kind is misspelt, in the plural or in capitals, where spaces or other signs stand in it, or
where it stands in brackets alone. Where it could also be something else, it must name what the registry has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple, get_args

from rapidfuzz import fuzz

from .inline_scanner import scan
from .model import Registry
from .references import REFERENCE, ReferenceKind, find_entry

BRACKETS = (
    r"!?(?:\[(?P<words>[^\[\]]*)\](?P<gap>\s{0,2})(?:\[(?P<address>[^\[\]]+)[\])]|\{(?P<braced>[^{}]+)\}|(?<=\s)\((?P<round>[^()\s]+)\)"
    r"|(?<=\])\[(?P<open>[a-z]{4,5}:[\w/:-]++)|(?<=\])(?P<unopened>[a-z]{4,5}:[\w/:-]++)\])"
    r"|\[(?P<alone>[^\[\]]+)\](?![\[(:])"
    r"|(?<!\()<(?P<marked>[A-Za-z]{3,6}:[^<>\n]*)>)"
)
"""Candidates for near misses of links: words followed by an address in brackets or braces, one of which may be missing, and an
address alone."""
_BRACKETS = re.compile(BRACKETS)
_KINDS = get_args(ReferenceKind)
_ADDRESS = re.compile(
    r"[\s\"'<#]*(?P<kind>[A-Za-z]{2,8})(?P<sign>\s*[:;=\uff1a/|.-]+\s*|\s+)(?P<reference>[\w][\w\s:/\\.-]*?)[\s\"'>]*"
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


class NearAddress(NamedTuple):
    """The address of the registry that is probably meant."""

    address: str
    """The correct spelling, such as `topic:area/id`."""
    exists: bool
    """Whether the registry has it."""


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
            yield NearLink(text[link.start : link.end], f"[{text[slice(*link.words)]}][{near.address}]", link.target)
    taken = sorted([*((link.start, link.end) for link in found.links), *found.code])
    for match in _BRACKETS.finditer(text):
        index = bisect_right(taken, (match.start(), len(text))) - 1
        is_escaped = text[max(0, match.start() - 1) : match.start()] == "\\"
        is_taken = index >= 0 and match.start() < taken[index][1]
        if not is_taken and not is_escaped and (near := near_match(registry, home, match)):
            yield NearLink(match[0], f"[{match['words'] or ''}][{near.address}]")


def near_match(registry: Registry, home: str | None, match: re.Match[str]) -> NearAddress | None:
    """The address that a match of BRACKETS is probably meant to be."""
    start, end = address_span(match)
    is_alone = match["marked"] or match["alone"] or match["gap"]
    return (near_address_alone if is_alone else near_address)(registry, home, match.string[start:end])


def address_span(match: re.Match[str]) -> tuple[int, int]:
    """Where the address in a match of BRACKETS begins and ends."""
    return match.span(
        next(name for name in ("address", "braced", "round", "open", "unopened", "marked", "alone") if match[name] is not None)
    )


def near_address(registry: Registry, home: str | None, written: str) -> NearAddress | None:
    """The address of the registry that is meant by `written`, which is not a valid one; None if none is meant.

    `home` is the area whose name references may leave out. An address of the wrong form must name what the registry has.
    """

    def exists(kind: str, reference: str) -> bool:
        return find_entry(registry, kind, reference, home) is not None

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


def near_address_alone(registry: Registry, home: str | None, written: str) -> NearAddress | None:
    """The address meant by words in brackets without an address after them: `[Topic: Introduction]` may be part of a sentence.

    So what is not in the registry is taken for an address only if it has no spaces and no capitals.
    """
    near = near_address(registry, home, written) if ":" in written or "\uff1a" in written else None
    return near if near and (near.exists or not _SENTENCE.search(written)) else None
