"""Links to the registry in a page's text: `[text][topic:area/id]`, and the same with `area:` and `row:`.

`[text][topic:course:area/id]` names a topic of an imported course.

They become links to Markdown files, so that the host rewrites and checks them like every other link.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..project.page_sources import link_word
from ..registry.destinations import target_of
from ..registry.references import REFERENCE, Resolved, resolve
from ..targets import Target, url_of
from .base import Context


class RegistryLinks(Treeprocessor):
    """Turns links to the registry into links to Markdown files.

    Must run after inline parsing and before the host's own processing of links.
    """

    def __init__(self, md: Markdown, context: Context) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        for element in root.iter("a"):
            href = element.get("href") or ""
            if match := REFERENCE.fullmatch(href):
                self._link(element, href, match[1], match[2])

    def _link(self, element: ElementTree.Element, href: str, kind: str, reference: str) -> None:
        renderer, page = self.context.renderer, self.context.page()
        page.uses_registry = True
        entry = resolve(renderer.registry, kind, reference, page.home)
        fault = entry if isinstance(entry, str) else self._missing_row(entry)
        target = None if fault or isinstance(entry, str) else target_of(renderer.registry, entry)
        has_words = bool((element.text or "").strip()) or len(element) > 0
        if target is not None and not isinstance(entry, str):
            element.set("href", _as_written(target, page.src_uri))
            if not has_words:
                element.text = renderer.title_of(entry)
            return
        code = "GA062" if fault else "GA065"
        if not fault and not isinstance(entry, str) and entry.course:
            fault = f"the course '{entry.course}' does not publish a URL for it"
        fault = fault or "it has no page on which it could be shown; give it or its area a `page` in the registry"
        word = link_word(href)
        line = page.written.line_of(word, page.meet(word))
        page.fault(line, code, f"[{href}]: {fault}")
        # MkDocs would fail for a link without a URL, so the element becomes text that says what is wrong.
        element.tag = "span"
        element.attrib.clear()
        element.set("class", "genai-fault-link")
        element.set("title", fault)
        if not has_words:
            element.text = href

    def _missing_row(self, entry: Resolved) -> str | None:
        if entry.kind != "row" or entry.course:
            return None
        table = self.context.renderer.tables[entry.area, entry.comparison]
        return None if table.row(entry.row) else f"the comparison has no row '{entry.row}'"


def _as_written(target: Target, src_uri: str) -> str:
    """A target as authors write it in a link of a page."""
    return str(url_of(target, lambda path: quote(posixpath.relpath(path, posixpath.dirname(src_uri) or "."))))
