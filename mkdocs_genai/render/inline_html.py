"""Reads the element tree that Markdown makes of a text: pieces of HTML, with links and images whose URL depends on the page.

What an extension or an attribute list must not make is a problem.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE, STX

from ..identifiers import SCHEME, address_problem
from ..problems import Problem

Element = ElementTree.Element

_ATTRIBUTES = ("class", "id", "title", "lang", "dir", "width", "height", "loading", "target", "rel")
"""What an attribute list may set."""
_ADDRESSES = ("href", "src", "xlink:href", "action", "formaction", "poster", "data")
"""The attributes of HTML that are URLs."""
_VOID = ("br", "hr", "input", "wbr")
"""Elements without an end tag."""
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
"""An ampersand that does not begin an entity: Markdown escapes code itself."""


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
_Part = TypeVar("_Part", "str | LinkPart", "str | LinkPart | ImagePart")
"""A converted text: pieces of HTML, with links and images between them."""


class TreeReader:
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

    def __init__(self, reader: TreeReader) -> None:
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
