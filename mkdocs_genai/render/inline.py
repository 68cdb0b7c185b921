"""Converts the registry's inline Markdown with the site's own Markdown: inline patterns and tree processors, on one paragraph.

A text is converted once, however many pages show it. Links and images whose URL depends on the page are taken out of the
element tree, so that a converted text is pieces of HTML with links between them.

Not in here: scanning a text without converting it (`registry.inline_scanner`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import LinkInlineProcessor, SubstituteTagInlineProcessor

from ..identifiers import address_problem
from ..problems import Problem
from ..registry.grouped_problems import one_problem_a_cause
from ..registry.inline_scanner import REFERENCE_BEHIND, is_plain, link_targets, markup_problem, scan
from ..registry.load import Loaded
from .inline_html import Element, LinkPart, Parts, TreeReader

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_TEX_ADDRESS = re.compile(r"\\(?:href|url)(?![a-zA-Z])\s*(?:\{([^{}]*)\})?")
"""The TeX commands that create a link in MathJax and KaTeX."""
_TEX_STYLE = re.compile(
    r"\\(?:mmlToken|style|htmlStyle|includegraphics)(?![a-zA-Z])"
    r"|\\bbox(?![a-zA-Z])(?!\s*\[(?:[\w\s.,:%-]|#[0-9a-fA-F]{3,6}\b)*\])"
)
"""The TeX commands with which a formula sets any attribute or style, and so a link or a file of another host."""
_TEX_DEFINITION = re.compile(r"\\(?:let|g?def|(?:re)?new(?:command|environment))(?![a-zA-Z])")
"""The TeX commands that give a command another name, by which it would not be found."""
_TEX_COMMAND = re.compile(r"\\(?:href|url|bbox)(?![a-zA-Z])")
_BREAK = r"(?i)<br\s*/?>"


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


def text_problems(loaded: Loaded, inline: ConvertedTexts) -> Iterator[Problem]:
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
        reader = TreeReader(self._md, link_targets(text), _math_problems(text))
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


def _math_problems(text: str) -> list[Problem]:
    """What a text's formulas must not have: links without a safe URL, and commands that lead out of the formula unseen."""
    if "\\" not in text:
        return []
    code = scan(text).code
    found = [
        ("GA030", f"'{match[0]}' in a formula needs a safe URL in braces, which begins with https://", match)
        for match in _TEX_ADDRESS.finditer(text)
        if not _is_safe_in_tex(match[1])
    ]
    allowed = "; of `\\bbox`, sizes, borders and colors are allowed"
    found += [
        ("GA034", f"'{match[0]}' is not allowed in a formula{allowed if match[0].endswith('bbox') else ''}", match)
        for match in _TEX_STYLE.finditer(text)
    ]
    if _TEX_COMMAND.search(text):
        found += [
            ("GA034", f"'{match[0]}' is not allowed in a text that also has `\\href`, `\\url` or `\\bbox`", match)
            for match in _TEX_DEFINITION.finditer(text)
        ]
    return [
        Problem.at((), problem_code, message, part=match[0])
        for problem_code, message, match in found
        if not any(start <= match.start() < end for start, end in code)
    ]


def _is_safe_in_tex(address: str | None) -> bool:
    return (address or "").startswith(("https://", "http://", "mailto:")) and not address_problem(address or "")
