"""Converts the registry's inline Markdown with the site's own Markdown: inline patterns and tree processors, on one paragraph.

A text is converted once, however many pages show it. Links and images whose URL depends on the page are taken out of the
element tree, so that a converted text is pieces of HTML with links between them.

Not in here: scanning a text without converting it (`registry.inline_scanner`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import LinkInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AMP_SUBSTITUTE, STX

from ..identifiers import SCHEME, address_problem
from ..problems import Problem
from ..registry.grouped_problems import one_problem_a_cause
from ..registry.inline_scanner import is_plain, link_targets, markup_problem, scan
from ..registry.load import Loaded

Element = ElementTree.Element

_ATTRIBUTES = ("class", "id", "title", "lang", "dir", "width", "height", "loading", "target", "rel")
"""What an attribute list may set."""
_ADDRESSES = ("href", "src", "xlink:href", "action", "formaction", "poster", "data")
"""The attributes of HTML that are URLs."""
_VOID = ("br", "hr", "input", "wbr")
"""Elements without an end tag."""
_REFERENCE = re.compile(r"\s?\[((?:topic|area|row):[^\[\]\s]*)\]")
_AMPERSAND = re.compile(r"&(?!(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
"""An ampersand that does not begin an entity: Markdown escapes code itself."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_TEX_ADDRESS = re.compile(r"\\(?:href|url)\b\s*(?:\{([^{}]*)\})?")
"""The TeX commands that create a link in MathJax and KaTeX."""
_BREAK = r"(?i)<br\s*/?>"


class Link(NamedTuple):
    """A link inside a text, whose URL depends on the page: its target as written, its other attributes, and its content, which
    is empty if the target's title is shown."""

    target: str
    attributes: str
    content: Parts
    words: str


class Image(NamedTuple):
    """An image inside a text, a file of docs_dir."""

    target: str
    attributes: str
    words: str


Parts = tuple["str | Link | Image", ...]
"""A converted text: pieces of HTML, with links and images between them."""


class Inline(NamedTuple):
    """A converted text."""

    parts: Parts
    text: str
    """The plain text, without the titles that are shown for links without text."""
    words: tuple[str | Link, ...]
    """The plain text, with links that have no text between the pieces, for which the target's title is shown."""
    targets: tuple[str, ...] = ()
    """The URLs of all links and images, unescaped."""
    problems: tuple[Problem, ...] = ()
    """What is not allowed in it, without positions; if there are problems, the text is shown as it is written."""
    remote_images: tuple[str, ...] = ()
    """The URLs of images on other hosts."""


class ReferenceLinkProcessor(LinkInlineProcessor):
    """`[text][topic:area/id]`, and the same with `area:` and `row:`; the address stays what is in the brackets.

    Must run before Markdown's own reference links, which would leave unknown ones as text.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override] # None as in Markdown's docs
        """See InlineProcessor: the element, and the span that it replaces."""
        if not _REFERENCE.search(data, m.end()):  # a quick test, because finding the closing bracket is slow
            return None, None, None
        text, index, handled = self.getText(data, m.end())
        reference = _REFERENCE.match(data, index) if handled else None
        if reference is None:
            return None, None, None
        element = Element("a", {"href": reference[1]})
        element.text = text
        return element, m.start(), reference.end()


def register_reference_links(md: Markdown) -> None:
    """Add links to the registry to a Markdown instance."""
    md.inlinePatterns.register(ReferenceLinkProcessor(r"(?<!!)\[", md), "genai_reference", 175)


class InlineMarkdown(dict[str, Inline]):
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


def text_problems(loaded: Loaded, inline: InlineMarkdown) -> Iterator[Problem]:
    """The problems of a registry's texts that only a conversion can find."""
    remote = loaded.registry.course.remote_images

    def problems(text: str) -> Iterable[Problem]:
        converted = inline[text]
        return (*converted.problems, *(() if remote else map(_remote_image, converted.remote_images)))

    for path, text in loaded.texts:
        for problem in problems(text):
            yield loaded.sources.problem(Problem.at(path, problem.code, problem.message, part=problem.part))
    marked_up = [foreign for foreign in loaded.foreign_texts if not foreign.is_address]
    yield from one_problem_a_cause(
        foreign.fault(problem.code, problem.message) for foreign in marked_up for problem in problems(foreign.text)
    )


def _remote_image(url: str) -> Problem:
    cure = "put the file into docs_dir, or set `remote_images: true` in course.yml"
    return Problem.at((), "GA035", f"the image '{url}' is on another host; {cure}", part=url)


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
        reading = _Reading(self._md, link_targets(text), _math_problems(text))
        for processor in self._md.treeprocessors:
            before = [dict(element.attrib) for element in root.iter()] if isinstance(processor, AttrListTreeprocessor) else []
            changed = processor.run(root)
            root = root if changed is None else changed
            for element, attributes in zip(root.iter(), before, strict=False):
                reading.check_attribute_list(attributes, element.attrib)
        parts = () if reading.problems else reading.read(root)
        if reading.problems:
            return _as_written(text, tuple(reading.problems))
        targets, images = tuple(reading.targets), tuple(reading.remote_images)
        words = reading.all_words()
        return Inline(parts, "".join(part for part in words if isinstance(part, str)), words, targets, (), images)


def _math_problems(text: str) -> list[Problem]:
    """Links in a text's formulas without a safe URL."""
    if not (found := list(_TEX_ADDRESS.finditer(text))):
        return []
    code = scan(text).code
    return [
        _problem("GA030", f"'{match[0]}' in a formula needs a safe URL in braces, which begins with https://", match[0])
        for match in found
        if not any(start <= match.start() < end for start, end in code) and not _is_safe_in_tex(match[1])
    ]


def _is_safe_in_tex(address: str | None) -> bool:
    return (address or "").startswith(("https://", "http://", "mailto:")) and not address_problem(address or "")


def _problem(code: str, message: str, part: str = "") -> Problem:
    return Problem.at((), code, message, part=part)


class _Reading:
    """Reads one text's element tree."""

    def __init__(self, md: Markdown, known: Iterable[str], problems: list[Problem]) -> None:
        self._md = md
        self._known = frozenset(known)
        """The URLs that were checked before the conversion."""
        self.problems = problems
        self.targets: list[str] = []
        self.remote_images: list[str] = []
        self._words: list[str | Link] = []

    def read(self, root: Element) -> Parts:
        """The content of a tree's paragraph, as pieces of HTML and links."""
        parts: list[str | Link | Image] = []
        for block in root:
            # An attribute list of the paragraph applies to its content.
            if block.tag == "p" and block.attrib:
                block.tag = "span"
            parts += self._inside(block) if block.tag == "p" else self._element(block, in_link=False)
        return _joined(parts)

    def all_words(self) -> tuple[str | Link, ...]:
        """The plain text of what was read."""
        joined: list[str | Link] = []
        for part in self._words:
            if joined and isinstance(part, str) and isinstance(joined[-1], str):
                joined[-1] += part
            else:
                joined.append(part)
        return tuple(joined)

    def check_attribute_list(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        """Add problems for attributes that an attribute list must not set."""
        for name, value in after.items():
            if name not in _ATTRIBUTES and before.get(name) != value:
                known = ", ".join(_ATTRIBUTES)
                self.problems.append(_problem("GA034", f"the attribute '{name}' is not allowed here; allowed: {known}", name))

    def check_element(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Add problems for what an extension must not create."""
        for name, value in attributes.items():
            lower, meant = name.lower(), _meant(value or "")
            if lower.startswith("on") or lower == "srcdoc":
                self.problems.append(_problem("GA034", f"a Markdown extension made '{name}' of it, which runs as a script"))
            elif lower in _ADDRESSES and meant not in self._known and (wrong := address_problem(meant)):
                message = f"the URL '{meant}', which a Markdown extension made of it, {wrong.message}"
                self.problems.append(_problem(wrong.code, message, meant))
            if tag == "img" and lower == "src" and SCHEME.match(meant):
                self.remote_images.append(meant)

    def _inside(self, element: Element, *, in_link: bool = False) -> list[str | Link | Image]:
        parts: list[str | Link | Image] = [self._text(element.text)]
        for child in element:
            parts += self._element(child, in_link=in_link)
            parts.append(self._text(child.tail))
        return parts

    def _element(self, element: Element, *, in_link: bool) -> list[str | Link | Image]:
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

    def _link(self, element: Element, attributes: dict[str, str]) -> list[str | Link | Image]:
        target = _meant(attributes.pop("href"))
        self.targets.append(target)
        others = _attributes(attributes)
        before = len(self._words)
        content = _joined(self._inside(element, in_link=True))
        words = "".join(part for part in self._words[before:] if isinstance(part, str))
        if SCHEME.match(target) and content and not address_problem(target):
            # An external URL is the same on each page.
            return [f'<a href="{html.escape(target)}"{others}>', *content, "</a>"]
        link = Link(target, others, content, words)
        if not content:
            self._words.append(link)
        return [link]

    def _image(self, attributes: dict[str, str]) -> str | Image:
        target, words = _meant(attributes.get("src", "")), _meant(attributes.get("alt", ""))
        self.targets.append(target)
        self._words.append(words)
        if SCHEME.match(target) and not address_problem(target):
            return f"<img{_attributes(attributes)}>"
        return Image(target, _attributes({name: value for name, value in attributes.items() if name != "src"}), words)

    def _script(self, text: str) -> str:
        """A formula: some extensions put it into a script element that is not run, whose text is not escaped."""
        if "</" in text or "<!--" in text:
            self.problems.append(_problem("GA034", "a formula can't contain '</' or '<!--'; put spaces between the characters"))
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

    def __init__(self, reading: _Reading) -> None:
        super().__init__()
        self._reading = reading
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        self._reading.check_element(tag, dict(attrs))

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        self.words.append(data)


def _meant(value: str) -> str:
    """An attribute's value without Markdown's placeholders and entities."""
    return html.unescape(value.replace(AMP_SUBSTITUTE, "&")).strip()


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{html.escape(_meant(value))}"' for name, value in attributes.items())


def _joined(parts: Iterable[str | Link | Image]) -> Parts:
    """Parts without empty ones, with adjacent pieces of HTML joined."""
    joined: list[str | Link | Image] = []
    for part in parts:
        if joined and isinstance(part, str) and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return tuple(joined)
