"""Converts the registry's inline Markdown with the site's own Markdown: inline patterns and tree processors, on one paragraph.

A text is converted once, however many pages show it. Links and images whose URL depends on the page are taken out of the
element tree, so that a converted text is pieces of HTML with links between them.

Not in here: scanning a text without converting it (`registry.inline_scanner`), and a page's own URLs (`inline_text`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import LinkInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AMP_SUBSTITUTE, STX

from ..addresses import SCHEME, address_problem
from ..problems import Problem
from ..registry.inline_scanner import REFERENCE_BEHIND, is_plain, link_targets, markup_problem
from .formulas import formula_problems

Element = ElementTree.Element

_ATTRIBUTES = ("class", "id", "title", "lang", "dir", "width", "height", "loading", "target", "rel")
"""What an attribute list may set."""
_ADDRESSES = ("href", "src", "xlink:href", "action", "formaction", "poster", "data")
"""The attributes of HTML that are URLs."""
_VOID = ("br", "hr", "input", "wbr")
"""Elements without an end tag."""
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
"""An ampersand that does not begin an entity: Markdown escapes code itself."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_BREAK = r"(?i)<br\s*/?>"


class LinkPart(NamedTuple):
    """A link inside a text, whose URL depends on the page: its target as written, its other attributes, and its content, which
    is empty if the target's title is shown."""

    target: str
    attributes: str
    content: Parts
    words: str


class ImagePart(NamedTuple):
    """An image inside a text, a file of docs_dir."""

    target: str
    attributes: str
    words: str


Parts = tuple["str | LinkPart | ImagePart", ...]
"""A converted text: pieces of HTML, with links and images between them."""
_Part = TypeVar("_Part", "str | LinkPart", "str | LinkPart | ImagePart")


class Inline(NamedTuple):
    """A converted text."""

    parts: Parts
    plain: str
    """The plain text, without the titles that are shown for links without text."""
    plain_parts: tuple[str | LinkPart, ...]
    """The plain text, with links that have no text between the pieces, for which the target's title is shown."""
    targets: tuple[str, ...] = ()
    """The URLs of all links and images, unescaped."""
    problems: tuple[Problem, ...] = ()
    """What is not allowed in it, without positions; if there are problems, the text is shown as it is written."""
    remote_images: tuple[str, ...] = ()
    """The URLs of images on other hosts."""


class ReferenceLinkProcessor(LinkInlineProcessor):
    """`[text][topic:area/id]`, and links with `area:` and `row:`; the address stays what is in the brackets.

    Must run before Markdown's own reference links, which would leave unknown ones as text.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override] # None as in Markdown's docs
        """See InlineProcessor: the element, and the span that it replaces."""
        if not REFERENCE_BEHIND.search(data, m.end()):  # a quick test, because finding the closing bracket is slow
            return None, None, None
        text, index, handled = self.getText(data, m.end())
        reference = REFERENCE_BEHIND.match(data, index) if handled else None
        if reference is None:
            return None, None, None
        element = Element("a", {"href": reference[1]})
        element.text = text
        return element, m.start(), reference.end()


def register_reference_links(md: Markdown) -> None:
    """Add links to the registry to a Markdown instance."""
    md.inlinePatterns.register(ReferenceLinkProcessor(r"(?<!!)\[", md), "genai_reference", 175)


class ConvertedTexts(dict[str, Inline]):
    """Texts as HTML and links, each converted on first access.

    `make` creates a Markdown instance with the site's extensions; it is called for the first text that may have markup.
    """

    def __init__(self, make: Callable[[], Markdown] = Markdown) -> None:
        super().__init__()
        self._make = make
        self._converter: _Converter | None = None

    def __missing__(self, text: str) -> Inline:
        if is_plain(text):
            found = Inline((text,), text, (text,))
        elif problem := markup_problem(text):
            found = _as_written(text, (problem,))
        else:
            if self._converter is None:
                self._converter = _Converter(self._make())
            found = self._converter.convert(text)
        self[text] = found
        return found


def _as_written(text: str, problems: tuple[Problem, ...]) -> Inline:
    return Inline((html.escape(text, quote=False),), text, (text,), problems=problems)


class _Converter:
    """A Markdown instance that converts single paragraphs."""

    def __init__(self, md: Markdown) -> None:
        self._md = md
        # Raw HTML is shown as text, except line breaks; references need definitions, which are blocks.
        for name in ("html", "reference", "image_reference", "short_reference", "short_image_ref"):
            if name in md.inlinePatterns:
                md.inlinePatterns.deregister(name)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(_BREAK, "br"), "genai_break", 90)
        if "toc" in md.treeprocessors:
            md.treeprocessors.deregister("toc")
        register_reference_links(md)

    def convert(self, text: str) -> Inline:
        """Convert a text with Markdown and its extensions."""
        self._md.reset()
        root = Element("div")
        lines = text.split("\n")
        if len(lines) > 1 and all(line.startswith("- ") for line in lines):
            items = ElementTree.SubElement(root, "ul")
            for line in lines:
                ElementTree.SubElement(items, "li").text = line[2:].strip()
        else:
            ElementTree.SubElement(root, "p").text = _BLANK_LINE.sub("  \n", text)
        reader = _TreeReader(self._md, link_targets(text), formula_problems(text))
        for processor in self._md.treeprocessors:
            before = [dict(element.attrib) for element in root.iter()] if isinstance(processor, AttrListTreeprocessor) else []
            changed = processor.run(root)
            root = root if changed is None else changed
            for element, attributes in zip(root.iter(), before, strict=False):
                reader.check_attribute_list(attributes, element.attrib)
        parts = () if reader.problems else reader.read(root)
        if reader.problems:
            return _as_written(text, tuple(reader.problems))
        targets, images = tuple(reader.targets), tuple(reader.remote_images)
        words = reader.all_words()
        return Inline(parts, "".join(part for part in words if isinstance(part, str)), words, targets, (), images)


class _TreeReader:
    """Reads one text's element tree, and collects its words, URLs and problems."""

    def __init__(self, md: Markdown, known: Iterable[str], problems: list[Problem]) -> None:
        self._md = md
        self._known = frozenset(known)
        """The URLs that were checked before the conversion."""
        self.problems = problems
        self.targets: list[str] = []
        self.remote_images: list[str] = []
        self._words: list[str | LinkPart] = []

    def read(self, root: Element) -> Parts:
        """The content of a tree's paragraph, as pieces of HTML and links."""
        parts: list[str | LinkPart | ImagePart] = []
        for block in root:
            # An attribute list of the paragraph applies to its content.
            if block.tag == "p" and block.attrib:
                block.tag = "span"
            parts += self._inside(block) if block.tag == "p" else self._element(block, in_link=False)
        return _joined(parts)

    def all_words(self) -> tuple[str | LinkPart, ...]:
        """The plain text of what was read."""
        return _joined(self._words)

    def check_attribute_list(self, before: Mapping[str, str | None], after: Mapping[str, str | None]) -> None:
        """Add problems for attributes that an attribute list must not set; one without a value (`{title=}`) is None."""
        for name, value in after.items():
            if name not in _ATTRIBUTES and (name not in before or before[name] != value):
                known = ", ".join(_ATTRIBUTES)
                self.problems.append(
                    Problem.at((), "GA034", f"the attribute '{name}' is not allowed here; allowed: {known}", part=name)
                )

    def check_element(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Add problems for what an extension must not create."""
        for name, value in attributes.items():
            lower, meant = name.lower(), _meant(value)
            if lower.startswith("on") or lower == "srcdoc":
                self.problems.append(
                    Problem.at((), "GA034", f"a Markdown extension made '{name}' of it, which runs as a script")
                )
            elif lower in _ADDRESSES and meant not in self._known and (wrong := address_problem(meant)):
                message = f"the URL '{meant}', which a Markdown extension made of it, {wrong.message}"
                self.problems.append(Problem.at((), wrong.code, message, part=meant))
            if tag == "img" and lower == "src" and SCHEME.match(meant):
                self.remote_images.append(meant)

    def _inside(self, element: Element, *, in_link: bool = False) -> list[str | LinkPart | ImagePart]:
        parts: list[str | LinkPart | ImagePart] = [self._text(element.text)]
        for child in element:
            parts += self._element(child, in_link=in_link)
            parts.append(self._text(child.tail))
        return parts

    def _element(self, element: Element, *, in_link: bool) -> list[str | LinkPart | ImagePart]:
        tag, attributes = element.tag, dict(element.attrib)
        if tag == "a" and in_link:
            # HTML has no nested links.
            tag, attributes = "span", {}
        self.check_element(tag, attributes)
        if tag == "a" and "href" in attributes:
            return self._link(element, attributes)
        if tag == "img":
            return [self._image(attributes)]
        opening = f"<{tag}{_attributes(attributes)}>"
        if tag == "script":
            return [opening, self._script(element.text or ""), "</script>"]
        if tag in _VOID:
            self._words.append("\n" if tag == "br" else "")
            return [opening]
        return [opening, *self._inside(element, in_link=in_link), f"</{tag}>"]

    def _link(self, element: Element, attributes: dict[str, str]) -> list[str | LinkPart | ImagePart]:
        target = _meant(attributes.pop("href"))
        self.targets.append(target)
        others = _attributes(attributes)
        before = len(self._words)
        content = _joined(self._inside(element, in_link=True))
        words = "".join(part for part in self._words[before:] if isinstance(part, str))
        if SCHEME.match(target) and content and not address_problem(target):
            # An external URL is the same on each page.
            return [f'<a href="{html.escape(target)}"{others}>', *content, "</a>"]
        link = LinkPart(target, others, content, words)
        if not content:
            self._words.append(link)
        return [link]

    def _image(self, attributes: dict[str, str]) -> str | ImagePart:
        target, words = _meant(attributes.get("src", "")), _meant(attributes.get("alt", ""))
        self.targets.append(target)
        self._words.append(words)
        if SCHEME.match(target) and not address_problem(target):
            return f"<img{_attributes(attributes)}>"
        return ImagePart(target, _attributes({name: value for name, value in attributes.items() if name != "src"}), words)

    def _script(self, text: str) -> str:
        """A formula: some extensions put it into a script element that is not run, whose text is not escaped."""
        if "</" in text or "<!--" in text:
            self.problems.append(
                Problem.at((), "GA034", "a formula can't contain '</' or '<!--'; put spaces between the characters")
            )
        return text

    def _text(self, text: str | None) -> str:
        if not text:
            return ""
        written = _AMPERSAND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")
        if STX not in text:
            self._words.append(html.unescape(written) if "&" in written else written)
            return written
        # Restore the HTML that extensions and entities have stashed.
        for processor in self._md.postprocessors:
            written = processor.run(written)
        stashed = _Stashed(self)
        stashed.feed(written)
        stashed.close()
        self._words += stashed.words
        return written


class _Stashed(HTMLParser):
    """Collects the text of HTML that an extension has stashed, and checks its elements."""

    def __init__(self, reader: _TreeReader) -> None:
        super().__init__()
        self._reader = reader
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        self._reader.check_element(tag, dict(attrs))

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        self.words.append(data)


def _meant(value: str | None) -> str:
    """An attribute's value without Markdown's placeholders and entities; an attribute list may have set none."""
    return html.unescape((value or "").replace(AMP_SUBSTITUTE, "&")).strip()


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{html.escape(_meant(value))}"' for name, value in attributes.items())


def _joined(parts: Iterable[_Part]) -> tuple[_Part, ...]:
    """Parts without empty texts, with adjacent texts joined."""
    joined: list[_Part] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return tuple(joined)
