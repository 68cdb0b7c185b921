"""The glossary, and the meanings of terms, which stand at the end of a page that uses them and open beside each use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from ..identifiers import folded
from ..registry.glossary import CourseTerm
from ..registry.references import Resolved, find_entry, imported_entry, own_term
from ..targets import Target, term_anchor, use_anchor
from .areas import Destination
from .glossary_pages import term_uses
from .inline_text import PageText
from .page import Page, SearchSection, SearchWords
from .renderer import Renderer
from .table_controls import SCRIPTS


class Meaning(NamedTuple):
    """The meaning of a term, as the template gets it."""

    anchor: str
    title: str
    html: str
    href: str | None
    """Its place in the glossary; None without one."""


class ShownTerm(NamedTuple):
    """A term in the glossary."""

    anchor: str | None
    title: str
    aliases: tuple[str, ...]
    summary: str
    topic: Destination | None
    uses: tuple[Destination, ...]


class Letter(NamedTuple):
    """The terms that begin with a letter; the anchor is what the list of letters leads to."""

    name: str
    anchor: str
    terms: tuple[ShownTerm, ...]


def render_meanings(renderer: Renderer, page: Page) -> str:
    """The meanings of the terms that a page has used since the last call; empty without any. Raises ProblemError.

    A meaning may use other terms, whose meanings then follow.
    """
    meanings: list[Meaning] = []
    while waiting := [term for term in page.meanings if term not in page.written_meanings]:
        page.written_meanings.update(waiting)
        meanings += [_meaning(renderer, page, term) for term in waiting]
    if not meanings:
        return Markup()
    script = page.resolve(Target(SCRIPTS[-1])) if page.claim("genai_hints_script") else None
    return renderer.render(page, "meanings", meanings=meanings, script=script, label=renderer.label)


def _meaning(renderer: Renderer, page: Page, entry: Resolved) -> Meaning:
    href = page.resolve(renderer.target_of(entry, page))
    if entry.course:
        words = getattr(imported_entry(renderer.registry, entry), "summary", None) or ""
        return Meaning(page.meanings[entry], renderer.title_of(entry), words, href)
    html = PageText(renderer, page, entry.area or None).formatted(own_term(renderer.registry, entry).summary)
    return Meaning(page.meanings[entry], renderer.title_of(entry), html, href)


def render_glossary(renderer: Renderer, page: Page, terms: Sequence[CourseTerm]) -> str:
    """Terms by letter. Raises ProblemError."""
    uses = term_uses(renderer.sources)
    groups: dict[str, list[ShownTerm]] = {}
    for found in sorted(terms, key=lambda found: folded(found.term.title)):
        shown = _shown(renderer, page, found, uses.get(found.id, ()))
        groups.setdefault(_letter(found.term.title), []).append(shown)
    letters = [Letter(name, page.unique(f"letter_{name.lower()}"), tuple(shown)) for name, shown in groups.items()]
    return renderer.render(page, "glossary", letters=letters, label=renderer.label)


def glossary_words(renderer: Renderer, terms: Sequence[CourseTerm]) -> SearchWords:
    """A section for each term, so that search leads to it."""
    return SearchWords(
        "",
        [
            SearchSection(
                term_anchor(found.id),
                Markup.escape(found.term.title),
                Markup.escape(". ".join((*found.term.aliases, renderer.plain(found.term.summary)))),
            )
            for found in terms
        ],
    )


def _shown(renderer: Renderer, page: Page, found: CourseTerm, uses: Sequence[str]) -> ShownTerm:
    term = found.term
    entry = find_entry(renderer.registry, "topic", term.topic, found.home) if term.topic else None
    topic = None
    if entry:
        topic = Destination(renderer.title_of(entry), page.resolve(renderer.target_of(entry, page)))
    return ShownTerm(
        page.claim(term_anchor(found.id)),
        term.title,
        term.aliases,
        PageText(renderer, page, found.home).formatted(term.summary),
        topic,
        tuple(_uses(renderer, page, found.id, uses)),
    )


def _uses(renderer: Renderer, page: Page, term_id: str, uses: Sequence[str]) -> Iterator[Destination]:
    """Links to the places where pages of the site use a term, without the glossary's own page."""
    for src_uri in uses:
        heading = renderer.sources[src_uri].heading
        href = page.resolve(Target(src_uri, use_anchor(term_id))) if src_uri != page.src_uri else None
        if href is not None:
            yield Destination(renderer.plain(heading.text) if heading else src_uri, href)


def _letter(title: str) -> str:
    """The letter that a term stands under; `#` for digits and signs, and for scripts of thousands of characters."""
    first = folded(title)[:1].upper()
    return first if first.isalpha() and not unicodedata.name(first, "").startswith(("CJK", "HANGUL")) else "#"
