"""Inline Markdown of the registry: emphasis, code and links become HTML, everything else is text.

Each text is converted once, whatever the number of pages that show it; only its links depend on the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from xml.etree import ElementTree

import markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from ..identifiers import one_line
from .simple import InlineLink, Parts, simple_parts
from .spans import BracketProcessor, CodeProcessor, LinkProcessor

_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a href="genai-link-(\d+)">(.*?)</a>', re.DOTALL)
_REFERENCE = re.compile(r"\s?\[((?:topic|area|row):[^\]\s]*)\]")


def _portable(text: str) -> str | None:
    """The text on one line; None where others would strike something out."""
    return None if "~~" in text else one_line(text)


class Inline:
    """A converted text: pieces of HTML, and links between them."""

    __slots__ = ("parts", "same_everywhere", "source", "words")

    def __init__(self, parts: Parts, source: str | None = None) -> None:
        self.parts = parts
        pieces = [part if isinstance(part, str) else part.html for part in parts]
        whole, has_links = "".join(pieces), tuple(pieces) != parts
        self.same_everywhere = None if has_links else whole
        """The HTML of the whole, where no link in it depends on the page."""
        self.source = None if has_links else source
        """The text as it was written, if it is so simple that any Markdown reads it as this one does."""
        self.words = _TAG.sub("", whole) if "<" in whole else whole
        """The words alone, escaped."""

    def html(self, link: Callable[[InlineLink], str]) -> Markup:
        """The whole, with each link as `link` makes it."""
        return Markup("".join(part if isinstance(part, str) else link(part) for part in self.parts))  # noqa: S704

    @property
    def text(self) -> str:
        """The words alone, as plain text."""
        return html.unescape(self.words) if "&" in self.words else self.words

    @property
    def targets(self) -> list[str]:
        """The addresses of all links."""
        return [part.target for part in self.parts if isinstance(part, InlineLink)]


class ReferenceLinkProcessor(BracketProcessor):
    """`[text][topic:area/id]`, and the same with `area:` and `row:`; the address stays what is in the brackets.

    Must run before Markdown's own reference links, which would leave unknown ones as text.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element | None, int | None, int | None]:  # type: ignore[override]
        """See InlineProcessor: the element, and the span that it replaces."""
        text, index, handled = self.getText(data, m.end(0))
        if not handled:
            return None, None, None
        reference = _REFERENCE.match(data, index)
        if reference is None:
            return None, None, None
        element = ElementTree.Element("a")
        element.text = text
        element.set("href", reference[1])
        return element, m.start(0), reference.end()


def register_reference_links(md: markdown.Markdown) -> None:
    """Teach a Markdown instance links to the registry."""
    md.inlinePatterns.register(ReferenceLinkProcessor(md), "genai_reference", 175)


class _LinkCollector(Treeprocessor):
    """Takes the address out of each link, and puts a number in its place."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.targets: list[str] = []

    def run(self, root: ElementTree.Element) -> None:
        """See Treeprocessor."""
        self.targets = []
        self._visit(root, inside_link=False)

    def _visit(self, element: ElementTree.Element, *, inside_link: bool) -> None:
        is_link = element.tag == "a"
        if is_link and inside_link:
            # Links don't nest in HTML.
            element.tag = "span"
            element.attrib.clear()
        elif is_link:
            target = self.md.treeprocessors["unescape"].unescape(element.get("href") or "")  # type: ignore[attr-defined]
            element.attrib.clear()
            element.set("href", f"genai-link-{len(self.targets)}")
            self.targets.append(html.unescape(target.replace(markdown.util.AMP_SUBSTITUTE, "&")))
        for child in element:
            self._visit(child, inside_link=inside_link or is_link)


class InlineMarkdown(dict[str, Inline]):
    """Texts as HTML and links, each converted when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        md = self._md = markdown.Markdown()
        md.parser.blockprocessors = markdown.util.Registry()
        md.parser.blockprocessors.register(ParagraphProcessor(md.parser), "paragraph", 10)
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref", "reference", "short_reference"):
            md.inlinePatterns.deregister(name)
        register_reference_links(md)
        md.inlinePatterns.register(LinkProcessor(md), "link", 160)
        md.inlinePatterns.register(CodeProcessor(md), "backtick", 190)
        self._links = _LinkCollector(md)
        md.treeprocessors.register(self._links, "genai_links", 5)

    def __missing__(self, text: str) -> Inline:
        found = self[text] = self._convert(text)
        return found

    def _convert(self, text: str) -> Inline:
        if (simple := simple_parts(text)) is not None:
            return Inline(simple, _portable(text))
        converted = self._md.reset().convert(text)
        converted = converted.removeprefix("<p>").removesuffix("</p>").replace("</p>\n<p>", "<br>\n")
        parts: list[str | InlineLink] = []
        position = 0
        for match in _LINK.finditer(converted):
            parts.append(converted[position : match.start()])
            parts.append(InlineLink(self._links.targets[int(match[1])], match[2]))
            position = match.end()
        parts.append(converted[position:])
        return Inline(tuple(part for part in parts if part))
