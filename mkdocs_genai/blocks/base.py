"""What all blocks of the registry share: options that are checked, faults that show, HTML that goes in.

pymdownx.blocks silently turns a block with a bad option into plain text. Here such a block stays a block: the fault
is reported with page and line, and stands in the page where the block would.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup
from pymdownx.blocks.block import Block

from ..identifiers import NO_TEXT
from ..problems import ProblemError
from ..render.place import Place
from ..render.renderer import Renderer
from ..render.search_words import SearchWords
from ..suggestions import did_you_mean
from .page import Page, first_line

Show = Callable[[Place], str]
"""Writes a block for the place that it goes to, as HTML or as Markdown. Raises ProblemError."""


class Option(NamedTuple):
    """An option of a block: its default, and a parser that raises ValueError with what is expected."""

    default: Any
    parse: Callable[[Any], Any]


@dataclass
class Context:
    """What every block is given: the renderer, and the page that is being converted."""

    renderer: Renderer
    page: Callable[[], Page]


class RegistryBlock(Block):  # type: ignore[misc] # pymdownx ships no types
    """A block that stands for something of the registry; a subclass says what goes into the page."""

    ARGUMENT = None
    CHOICES: dict[str, Option] = {}
    """The options, by name. Not pymdownx's OPTIONS, whose failures are silent."""

    @abstractmethod
    def show(self) -> Show:
        """What writes the block: into the page, and into its Markdown version when the site is done. Raises ProblemError.

        It must not refer to the block, which would keep the page's whole Markdown parser until then.
        """

    def note_shown(self) -> None:
        """Take note of what a block would show that has a fault: a page with it may be hidden, and its table with it."""

    def search_words(self) -> SearchWords | None:
        """What search engines read in place of the HTML; None for the HTML itself."""
        return None

    @property
    def renderer(self) -> Renderer:
        """What renders."""
        return self.context.renderer

    @property
    def page(self) -> Page:
        """The page that the block stands in."""
        return self.context.page()

    def on_init(self) -> None:
        """See Block."""
        self.context: Context = self.config["context"]
        self.open_blocks: OpenBlocks = self.config["open_blocks"]
        self.faults: list[ProblemError] = []
        self.occurrence = 0

    def _validate(self, parent: ElementTree.Element, arg: Any, **options: Any) -> bool:
        """Check the options; never refuse, since a refused block would silently become text.

        pymdownx's own method, which its docs do not name: `on_validate`, which they do, is called only for good options.
        """
        del parent
        self.argument = (arg or "").strip()
        self.options = {"attrs": {}} | {name: option.default for name, option in self.CHOICES.items()}
        self.page.uses_registry = True
        self.occurrence = self.page.meet(self._first_line)
        for name, value in options.items():
            if name not in self.CHOICES:
                known = did_you_mean(name, self.CHOICES) if self.CHOICES else "; the block takes no options"
                self.faults.append(ProblemError("GA061", f"unknown option '{name}'{known}"))
                continue
            try:
                self.options[name] = self.CHOICES[name].parse(value)
            except ValueError as error:
                self.faults.append(ProblemError("GA061", f"option '{name}': {error}"))
        return True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """See Block."""
        element = ElementTree.SubElement(parent, "div", {"class": "genai"})
        self.open_blocks[self] = element
        return element

    def on_markdown(self) -> str:
        """Content is parsed, so that nothing is lost when an author puts some here by mistake."""
        return "block"

    def on_end(self, block: ElementTree.Element) -> None:
        """Put the HTML, or what is wrong, in place of the block."""
        del self.open_blocks[self]
        if len(block) or (block.text or "").strip():
            message = "the block takes no content; options are indented by four spaces, and the block ends with ///"
            self.faults.append(ProblemError("GA064", message))
        html: list[str] = []
        if not self.faults:
            try:
                show = self.show()
                html.append(show(self.page))
                if self.page.keeps_markdown:
                    self.page.markdown_blocks[self._key] = show
                if (words := self.search_words()) is not None:
                    self.page.search.append((html[0], words))
            except ProblemError as fault:
                self.faults.append(fault)
        if self.faults:
            self.note_shown()
        html += [self.show_fault(fault) for fault in self.faults]
        if self.faults and self.page.keeps_markdown:
            renderer, line, messages = self.renderer, self._first_line, [str(fault) for fault in self.faults]
            self.page.markdown_blocks[self._key] = lambda place: "\n\n".join(
                renderer.render(place, "fault", block=line, message=message) for message in messages
            )
        placeholder = self.md.htmlStash.store("\n".join(html))
        if len(block):
            first = ElementTree.Element("div")
            first.text = placeholder
            block.insert(0, first)
        else:
            block.text = placeholder

    @property
    def _first_line(self) -> str:
        return first_line(self.NAME, self.argument)

    @property
    def _key(self) -> tuple[str, int]:
        """Which block of the page this is, as the page's Markdown version looks for it."""
        return self._first_line, self.occurrence

    def show_fault(self, fault: ProblemError) -> Markup:
        """Report a fault, and the placeholder that shows it in the page."""
        return show_fault(self.context, self.NAME, self.argument, self.occurrence, fault)


OpenBlocks = dict[RegistryBlock, ElementTree.Element]
"""The blocks of which the end was not met yet, and their elements."""


def show_fault(context: Context, name: str, argument: str, occurrence: int, fault: ProblemError) -> Markup:
    """Report a fault of a block, and the placeholder that shows it in the page."""
    # Options may spell what no page can hold: halves of characters, and those that Markdown marks its own places with.
    message = NO_TEXT.sub(lambda character: f"\\u{ord(character[0]):04x}", str(fault))
    block = first_line(name, argument)
    line = context.page().line_of(block, occurrence)
    context.page().fault(line, fault.code, f"{block}: {message}")
    try:
        return context.renderer.templates.render("fault.html", block=block, message=message)
    except ProblemError as template_fault:
        return Markup("<p>{}: {} ({})</p>").format(block, message, template_fault)
