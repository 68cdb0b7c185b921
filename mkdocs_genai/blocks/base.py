"""The class that every block of the registry is made of: a subclass says what goes into the page, this class does the rest.

pymdownx.blocks silently turns a block with an invalid option into plain text. A block of this class stays a block: what is
wrong is reported with page and line, and is shown in the page where the block would be.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup
from pymdownx.blocks.block import Block

from ..identifiers import NO_TEXT
from ..options import Option
from ..problems import ProblemError
from ..project.page_sources import first_line
from ..render.page import Page, SearchWords
from ..render.renderer import Renderer
from ..render.shown_content import Shown
from ..suggestions import did_you_mean
from .near_blocks import misplaced
from .option_lines import option_line, outside_fault

Show = Callable[[Page], str]
"""Writes a block for a page, as HTML or as Markdown, whichever `page.format` says. Raises ProblemError."""


@dataclass
class Context:
    """The context of every block: the renderer, and the page that is being converted."""

    renderer: Renderer
    page: Callable[[], Page]


class RegistryBlock(Block):  # type: ignore[misc] # pymdownx ships no types
    """A block that shows something of the registry, written `/// NAME | argument`, with an option on each indented line.

    A subclass is one block, in a file of its own: NAME, ARGUMENT and CHOICES say how it is written, and `show` gives what it
    puts into the page and into the page's Markdown version. `self.argument` and `self.options` have what the author wrote,
    `self.renderer` the registry and all that renders it, and `self.page` the page. What an author may get wrong is raised as
    ProblemError, which becomes a warning with the block's line, and a placeholder in the page. A small example:

        class AreaTitle(RegistryBlock):
            '''The title of an area, with the text of `ending` after it.'''

            NAME = "area-title"
            CHOICES = {"ending": Option("", text)}

            def show(self) -> Show:
                title = self.renderer.registry.areas[area_of(self)].title + self.options["ending"]
                return lambda page: md(title) if page.format == "md" else Markup("<p>{}</p>").format(title)
    """

    NAME = ""
    """What authors write after `///`."""
    ARGUMENT: bool | None = None
    """Whether the block takes an argument: True if it must have one, False if it must not, None if it may."""
    CHOICES: Mapping[str, Option] = {}
    """The options, by name. pymdownx's own OPTIONS stays empty, since it does not report what is invalid."""

    @abstractmethod
    def show(self) -> Show:
        """A function that writes the block into the page, and later into the page's Markdown version. Raises ProblemError.

        Called once, and only if the argument and the options are valid. The function must not refer to the block, which would
        keep the page's whole Markdown parser in memory until then.
        """

    def search_words(self) -> SearchWords | None:
        """The text for search engines in place of the HTML; None for the HTML itself. Called after `show`."""
        return None

    @classmethod
    def may_show(cls, renderer: Renderer, argument: str, home: str | None) -> Shown:
        """The most that such a block may show, whatever its options; `home` is the area that its page belongs to.

        What is shown on hidden pages alone is in no published file. This is asked where no block is made: for drafts and other
        pages that are not converted, for blocks that another plugin removes, and for faulty ones. A block that adds something
        to `self.page.shown` says here the same.
        """
        del renderer, argument, home
        return Shown()

    @classmethod
    def option_names(cls, config: Mapping[str, Any]) -> Collection[str]:
        """The names of all options that there may be; `config` is what the extension hands to each of its blocks."""
        del config
        return cls.CHOICES

    def choices(self) -> Mapping[str, Option]:
        """The options, for a block that does not know them before it is made; CHOICES by default."""
        return self.CHOICES

    @property
    def renderer(self) -> Renderer:
        """The registry, and all that renders it."""
        return self.context.renderer

    @property
    def page(self) -> Page:
        """The page that the block stands in."""
        return self.context.page()

    # From here on, pymdownx's events. A subclass leaves them as they are.

    def on_init(self) -> None:
        """See Block."""
        self.context: Context = self.config["context"]
        self.open_blocks: OpenBlocks = self.config["open_blocks"]
        self.faults: list[ProblemError] = []
        self.ends_at_once = False
        """Whether its first line has the closing slashes, which belong on a line of their own."""
        self.occurrence = 0

    def _validate(self, parent: ElementTree.Element, arg: Any, /, **options: Any) -> bool:
        """Check argument and options; never refuse, since a refused block would silently become text.

        pymdownx's own method, which its docs do not name: `on_validate`, which they do, is called only for valid options.
        """
        del parent
        self.argument = (arg or "").strip()
        self.page.uses_registry = True
        self.occurrence = self.page.count_occurrence(self._first_line)
        choices = self.choices()
        self.options = {"attrs": {}} | {name: option.default for name, option in choices.items()}
        self._check_argument(choices)
        for name, value in options.items():
            if name not in choices:
                known = did_you_mean(name, choices) if choices else "; the block takes no options"
                self.faults.append(ProblemError("GA061", f"unknown option '{name}'{known}", name))
                continue
            try:
                self.options[name] = choices[name].parse(value)
            except ValueError as error:
                self.faults.append(ProblemError("GA061", f"option '{name}': {error}", name))
        return True

    def _check_argument(self, choices: Mapping[str, Option]) -> None:
        if found := misplaced(self.argument, self.NAME, choices):
            self.faults.append(ProblemError("GA061", found.message))
            self.ends_at_once = found.closes
            return
        if self.argument and self.ARGUMENT is False:
            message = f"the block takes no argument; delete '{self.argument}'"
            self.faults.append(ProblemError("GA061", message))
        if not self.argument and self.ARGUMENT:
            message = f"the block needs an argument; write /// {self.NAME} | ARGUMENT"
            self.faults.append(ProblemError("GA061", message))

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        """See Block."""
        element = ElementTree.SubElement(parent, "div", {"class": "genai"})
        self.open_blocks[self] = element
        return element

    def on_markdown(self) -> str:
        """See Block. Content is parsed, so that nothing is lost when an author puts some here by mistake."""
        return "block"

    def on_end(self, block: ElementTree.Element) -> None:
        """See Block. Put the HTML, or what is wrong, in place of the block."""
        del self.open_blocks[self]
        content: list[tuple[int, ProblemError]] = []
        if len(block) or (block.text or "").strip():
            content = [self._content_fault()]
        html = [] if self.faults or content else self._rendered()
        if self.faults or content:
            self.page.content.faulty.add(self.may_show(self.renderer, self.argument, self.page.home))
            html += [self.show_fault(fault) for fault in self.faults]
            html += [self.show_fault(fault, below) for below, fault in content]
            if self.page.keeps_markdown:
                faults = [*self.faults, *(fault for _, fault in content)]
                renderer, line, messages = self.renderer, self._first_line, [str(fault) for fault in faults]
                self._keep_markdown(
                    lambda page: "\n\n".join(
                        renderer.render(page, "fault", block=line, message=message) for message in messages
                    )
                )
        placeholder = self.md.htmlStash.store("\n".join(html))
        if len(block):
            first = ElementTree.Element("div")
            first.text = placeholder
            block.insert(0, first)
        else:
            block.text = placeholder

    def _rendered(self) -> list[str]:
        """The HTML, with Markdown and search words kept for later; what `show` raises becomes a fault."""
        html: list[str] = []
        try:
            show = self.show()
            html.append(show(self.page))
            if self.page.keeps_markdown:
                self._keep_markdown(show)
            if (words := self.search_words()) is not None:
                self.page.search.append((html[0], words))
            else:
                self.page.read_as_html.append(html[0])
        except ProblemError as fault:
            self.faults.append(fault)
        except Exception as error:
            # A block or chart of another package has a bug; its developer needs the traceback, and an author the place.
            error.add_note(f"This happened in the block '{self._first_line}' of {self.page.address.file}.")
            raise
        return html

    def _keep_markdown(self, markdown: Show) -> None:
        """Keep the block's Markdown where the page's Markdown version looks for it."""
        self.page.markdown_blocks[self._first_line, self.occurrence] = markdown

    @property
    def _first_line(self) -> str:
        return first_line(self.NAME, self.argument)

    def never_closed(self) -> ProblemError:
        """The fault of a block without an end."""
        line = self.page.line_of(self._first_line, self.occurrence)
        return never_closed("/" * self.length, self.page.written.below(line) if line else ())

    def _content_fault(self) -> tuple[int, ProblemError]:
        """The error in the block's content, and how many lines below the block's first line it is."""
        line = self.page.line_of(self._first_line, self.occurrence)
        found = outside_fault(self.page.written.below(line), self.choices()) if line else None
        generic = "the block takes no content; options are indented by four spaces, and the block ends with ///"
        below, message = found or (-1, generic)
        return below + 1, ProblemError("GA064", message)

    def show_fault(self, fault: ProblemError, below: int = 0) -> Markup:
        """Report a fault so many lines below the block's first line, and return the placeholder that shows it in the page."""
        if fault.option and (line := self.page.line_of(self._first_line, self.occurrence)):
            below = option_line(self.page.written.below(line), fault.option)
        return show_fault(self.context, self._first_line, self.occurrence, fault, below)


def never_closed(end: str, below: Sequence[str] = ()) -> ProblemError:
    """The fault of a block without an end; one of the lines below its first line may be nearly the end."""
    other = next((text.strip() for text in below if text.strip() and not text.strip().strip("/")), None)
    if other:
        message = f"the block is never closed, since '{other}' is not its end; write {end}, indented no further than the block"
        return ProblemError("GA063", message)
    return ProblemError("GA063", f"the block is never closed; write {end} in a line below it")


OpenBlocks = dict[RegistryBlock, ElementTree.Element]
"""The blocks whose end was not met yet, and their elements."""


def show_fault(context: Context, written: str, occurrence: int, fault: ProblemError, below: int = 0) -> Markup:
    """Report a fault of a block, and return the placeholder that shows it in the page.

    `written` is the block's first line, by which its line is known; the fault is so many lines below it.
    """
    # Options may contain what no page can: halves of characters, and those that Markdown uses for its own placeholders.
    message = NO_TEXT.sub(lambda character: f"\\u{ord(character[0]):04x}", str(fault))
    page = context.page()
    page.lacks_blocks = True
    line = page.line_of(written, occurrence)
    made = "" if line else MADE_ELSEWHERE
    page.fault(line + below if line else None, fault.code, f"{written}: {message}{made}", awaits_files=fault.awaits_files)
    try:
        return context.renderer.templates.render("fault.html", block=written, message=message)
    except ProblemError as template_fault:
        return Markup("<p>{}: {} ({})</p>").format(written, message, template_fault)


MADE_ELSEWHERE = " (made by another plugin, so the line is not known)"
"""Ends the message of a fault whose line is not known."""
