"""Links to the registry in a page's text: `[text][topic:area/id]`, and the same with `area:` and `row:`.

`[text][topic:course:area/id]` names a topic of an imported course.

They become links to Markdown files, so that the host rewrites and checks them like every other link.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from ..project.page_sources import link_word
from ..registry.destinations import is_planned
from ..registry.near_links import BRACKETS, address_span, near_address, near_address_alone, near_match, words_of
from ..registry.references import REFERENCE, Resolved, awaits_area, no_row, resolve
from ..render.page import SearchWords
from ..render.terms import render_meanings
from ..targets import Target, path_from, url_of, use_anchor
from .base import MADE_ELSEWHERE, Context

_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
"""A placeholder of Markdown for code or for an escaped character."""


class RegistryLinks(Treeprocessor):
    """Turns links to the registry into links to Markdown files.

    Must run after inline parsing and before the host's own processing of links.
    """

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        for element in list(root.iter()):
            if element.tag not in ("a", "img"):
                continue
            href = element.get("href") or element.get("src") or ""
            match = REFERENCE.fullmatch(href)
            if element.tag == "a" and match and " " not in href:
                self._link(element, href, match[1], match[2])
            elif (
                ":" in href
                and href[0] != "#"
                and (near := near_address_alone(self.context.renderer.registry, self.context.page().home, href))
            ):
                words = element.text or element.get("alt") or ""
                fault = report_near(self.context, f"({href}", f"[{words}]({href})", near.link(words))
                _make_text(element, fault, words or href)
        page = self.context.page()
        if meanings := render_meanings(self.context.renderer, page):
            page.search.append((meanings, SearchWords("")))
            ElementTree.SubElement(root, "p").text = self.md.htmlStash.store(meanings)

    def _link(self, element: ElementTree.Element, href: str, kind: str, reference: str) -> None:
        renderer, page = self.context.renderer, self.context.page()
        page.uses_registry = True
        entry = resolve(renderer.registry, kind, reference, page.home)
        if isinstance(entry, str):
            near = near_address(renderer.registry, page.home, href)
            if near and near.exists:
                words = element.text or ""
                _make_text(element, report_near(self.context, href, f"[{words}][{href}]", near.link(words)), href)
            else:
                self._report(element, href, "GA062", entry)
        elif entry.kind == "term":
            self._term(element, entry)
        elif fault := self._missing_row(entry):
            self._report(element, href, "GA062", fault)
        elif target := renderer.target_of(entry, page):
            self._give_words(element, entry)
            page.linked.append(target)
            element.set("href", _as_written(target, page.src_uri))
        elif is_planned(renderer.registry, entry):
            # A planned topic or area has no page to link to yet. That is valid, so the text says "planned" instead.
            self._give_words(element, entry)
            element.tag = "span"
            element.attrib.clear()
            element.set("class", "genai-planned")
            element.tail = f"{renderer.planned('')}{element.tail or ''}"
        elif entry.course:
            self._report(element, href, "GA065", f"the course '{entry.course}' does not publish a URL for it")
        else:
            fault = "it has no page on which it could be shown; give it or its area a `page` in the registry"
            self._report(element, href, "GA065", fault)

    def _report(self, element: ElementTree.Element, href: str, code: str, fault: str) -> None:
        """Report a link that leads nowhere, and replace it by a text that says so."""
        page, word = self.context.page(), link_word(href)
        line = page.line_of(word, page.count_occurrence(word))
        message = f"[{href}]: {fault}{'' if line else MADE_ELSEWHERE}"
        page.fault(line, code, message, awaits_files=awaits_area(self.context.renderer.registry, href))
        _make_text(element, fault, href)

    def _give_words(self, element: ElementTree.Element, entry: Resolved) -> None:
        """Give a link without words the title of its target."""
        if not _has_words(element):
            element.text = self.context.renderer.title_of(entry)

    def _term(self, element: ElementTree.Element, entry: Resolved) -> None:
        """Make a link to a term open its meaning; without a glossary to lead to, it is a button."""
        page = self.context.page()
        self._give_words(element, entry)
        element.attrib.clear()
        element.set("class", "genai-term")
        if not entry.course and (first := page.claim(use_anchor(entry.term))):
            element.set("id", first)
        if target := self.context.renderer.target_of(entry, page):
            element.set("href", _as_written(target, page.src_uri))
            element.set("data-meaning", page.meaning_of(entry))
        else:
            element.tag = "button"
            element.set("type", "button")
            element.set("popovertarget", page.meaning_of(entry))

    def _missing_row(self, entry: Resolved) -> str | None:
        if entry.kind != "row" or entry.course:
            return None
        table = self.context.renderer.tables[entry.area, entry.comparison]
        if table.row(entry.row):
            return None
        return no_row(f"{entry.area}/{entry.comparison}", entry.row, [row.id for row in table.rows])


_Replaced = tuple[ElementTree.Element | None, int | None, int | None]
"""An element, and the start and end of the text that it replaces; all are None if there is nothing to replace."""


class NearLinks(InlineProcessor):
    """Reports text in brackets that is nearly a link to the registry. Runs after links to the registry, before all others."""

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(BRACKETS, md)
        self.context = context
        self._references = md.references

    def handleMatch(self, m: re.Match[str], data: str) -> _Replaced:  # type: ignore[override] # None as in Markdown's docs
        """See InlineProcessor."""
        del data
        registry, home = self.context.renderer.registry, self.context.page().home
        start, end = address_span(m)
        written = m.string[start:end]
        if STX in written or written.strip().lower() in self._references:
            return None, None, None
        near = near_match(registry, home, m)
        if near is None:
            return None, None, None
        words = words_of(m)
        part = m.string[start - 1 : end + 1]
        fault = report_near(self.context, part, _PLACEHOLDER.sub("…", m[0]), near.link(_PLACEHOLDER.sub("…", words)))
        element = ElementTree.Element("span")
        element.text = words
        _make_text(element, fault, m[0])
        return element, m.start(), m.end()


def report_near(context: Context, part: str, written: str, right: str) -> str:
    """Report a near miss of a link, at a part of it that is in the source unchanged; gives the message."""
    page = context.page()
    page.uses_registry = True
    line = page.line_with(part, page.count_occurrence(part))
    fault = f"this is nearly a link to the registry; write {' '.join(right.split())}"
    page.fault(line, "GA070", f"{' '.join(written.split())}: {fault}{'' if line else MADE_ELSEWHERE}")
    return fault


def _make_text(element: ElementTree.Element, fault: str, words: str) -> None:
    """Make a link a text that says what is wrong: one without an address would stop MkDocs."""
    element.tag = "span"
    element.attrib.clear()
    element.set("class", "genai-fault-link")
    element.set("title", fault)
    if not _has_words(element):
        element.text = AtomicString(words)


def _has_words(element: ElementTree.Element) -> bool:
    return bool((element.text or "").strip()) or len(element) > 0


def _as_written(target: Target, src_uri: str) -> str:
    """A target as authors write it in a link of a page."""
    return str(url_of(target, lambda path: path_from(src_uri, path)))
