"""What all blocks of the registry share: options that are checked, faults that show, HTML that goes in.

pymdownx.blocks turns a block with a bad option into plain text without a word. Here such a block stays a block: the fault
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

from ..registry.problems import did_you_mean
from ..render.environment import TemplateFault
from ..render.markdown_blocks import fault as fault_markdown
from ..render.place import Place
from ..render.renderer import Renderer
from .late_html import store_html
from .page import Page, first_line


class BlockFault(Exception):
    """A mistake in a block: what is wrong and what would be right."""

    def __init__(self, code: str, message: str) -> None:
        # Options may spell halves of characters, which no page can hold.
        super().__init__(message.encode("utf-8", "backslashreplace").decode("utf-8"))
        self.code = code


class Option(NamedTuple):
    """An option of a block: its default, and a parser that raises ValueError with what is expected."""

    default: Any
    parse: Callable[[Any], Any]


@dataclass(eq=False, repr=False)
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
    def render(self) -> Markup:
        """The HTML. Raises BlockFault."""

    @abstractmethod
    def markdown(self, place: Place) -> str:
        """The same as Markdown, for the page's mirror; asked after `render`, and only if that raises nothing."""

    def search_html(self) -> str | None:
        """What search reads instead: few tags, and headings with ids where a search may land; None for the HTML itself."""
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
        self.faults: list[BlockFault] = []
        self.occurrence = 0

    def _validate(self, parent: ElementTree.Element, arg: Any, **options: Any) -> bool:
        """Check the options; never refuse, since a refused block would become text without a word."""
        del parent
        self.argument = (arg or "").strip()
        self.options = {"attrs": {}} | {name: option.default for name, option in self.CHOICES.items()}
        self.occurrence = self.page.meet(self._first_line)
        for name, value in options.items():
            if name not in self.CHOICES:
                known = did_you_mean(name, self.CHOICES) if self.CHOICES else "; the block takes no options"
                self.faults.append(BlockFault("GA061", f"unknown option '{name}'{known}"))
                continue
            try:
                self.options[name] = self.CHOICES[name].parse(value)
            except ValueError as error:
                self.faults.append(BlockFault("GA061", f"option '{name}': {error}"))
        return True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """See Block."""
        return ElementTree.SubElement(parent, "div", {"class": "genai"})

    def on_markdown(self) -> str:
        """Content is parsed, so that nothing is lost when an author puts some here by mistake."""
        return "block"

    def on_end(self, block: ElementTree.Element) -> None:
        """Put the HTML, or what is wrong, in place of the block."""
        if len(block) or (block.text or "").strip():
            message = "the block takes no content; options are indented by four spaces, and the block ends with ///"
            self.faults.append(BlockFault("GA064", message))
        html: list[Markup] = []
        if not self.faults:
            try:
                html.append(self.render())
                if self.page.mirror is not None:
                    self._mirror(self.markdown(self.page.mirror))
                if (search_html := self.search_html()) is not None:
                    self.page.search.append((html[0], search_html))
            except BlockFault as fault:
                self.faults.append(fault)
            except TemplateFault as fault:
                self.faults.append(BlockFault("GA066", f"template {fault}"))
        html += [self.show_fault(fault) for fault in self.faults]
        if self.faults:
            self._mirror("\n\n".join(fault_markdown(self._first_line, str(fault)) for fault in self.faults))
        placeholder = store_html(self.md, "\n".join(html))
        if len(block):
            first = ElementTree.Element("div")
            first.text = placeholder
            block.insert(0, first)
        else:
            block.text = placeholder

    @property
    def _first_line(self) -> str:
        return first_line(self.NAME, self.argument)

    def _mirror(self, markdown: str) -> None:
        self.page.mirrored[self._first_line, self.occurrence] = markdown

    def show_fault(self, fault: BlockFault) -> Markup:
        """Report a fault, and the placeholder that shows it in the page."""
        return show_fault(self.context, self.NAME, self.argument, self.occurrence, fault)


def show_fault(context: Context, name: str, argument: str, occurrence: int, fault: BlockFault) -> Markup:
    """Report a fault of a block, and the placeholder that shows it in the page."""
    block, message = first_line(name, argument), str(fault)
    line = context.page().line_of(block, occurrence)
    context.page().fault(line, fault.code, f"{block}: {message}")
    try:
        return context.renderer.templates.render("fault.html", block=block, message=message)
    except TemplateFault as template_fault:
        return Markup("<p>{}: {} ({})</p>").format(block, message, template_fault)
