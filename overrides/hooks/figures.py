"""The block `/// figure | NAME`: a drawing of docs/assets/figures, numbered with the diagrams of its page. And sounds.

The SVG stands in the page itself, so that it has the colors of the palette, the page's font, and the colors that a reader
forces. What draws the files is overrides/figures.

A link with the class `course-sound`, `[What it is](../assets/sounds/NAME.wav){ .course-sound }`, becomes a player.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from figure_numbers import next_figure
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks import block as pymdownx

from mkdocs_genai.api import Block, Option, Page, PageText, ProblemError, SearchWords, Show, md, options
from mkdocs_genai.targets import Target

_FOLDER = "assets/figures"
_DOCS = Path(__file__).parents[2] / "docs"
_FIGURE = Markup(
    '<figure class="genai-diagram" id="{}">{}<figcaption class="genai-diagram__caption">'
    '<p class="genai-diagram__title"><span class="genai-diagram__number">{}</span> {}</p></figcaption></figure>'
)
"""Like the figures of diagrams, so that they look the same."""


class Figure(Block):
    """`alt` says what the drawing shows, for those who don't see it; `caption` is inline Markdown."""

    NAME = "figure"
    ARGUMENT = True
    CHOICES = {"caption": Option("", options.text), "alt": Option("", options.text)}

    def show(self) -> Show:
        """See Block."""
        name, caption, alt = f"{_FOLDER}/{self.argument}.svg", self.options["caption"], self.options["alt"]
        file = _DOCS / name
        if not file.is_file():
            raise ProblemError("GA061", f"there is no file docs/{name}; `make figures` makes those that are known")
        if not caption or not alt:
            raise ProblemError("GA061", "a figure needs both a caption and a text for those who don't see it (alt)")
        renderer, anchor, svg = self.renderer, f"figure_{self.argument}", _drawing(file, alt)

        def write(page: Page) -> str:
            words = PageText(renderer, page).formatted(caption)
            if page.format == "md":
                return f"![{md(alt)}]({page.resolve(Target(name))})\n\n{words}"
            number = renderer.label("figure").format(number=renderer.numbers.exact(page.number_figure()))
            return _FIGURE.format(page.unique(anchor), svg, number, words)

        return write

    def search_words(self) -> SearchWords:
        """See Block."""
        return SearchWords(Markup("<p>{}</p>").format(self.renderer.plain_line(self.options["caption"])))


class PlainFigure(pymdownx.Block):
    """The same without the plugin, in a copy of the course that `mkdocs-genai eject` wrote."""

    NAME = "figure"
    ARGUMENT = True
    OPTIONS = {"caption": ["", pymdownx.type_string], "alt": ["", pymdownx.type_string]}

    def on_create(self, parent: Element) -> Element:
        """See pymdownx."""
        figure = SubElement(parent, "figure", {"id": f"figure_{self.argument}"})
        svg = _drawing(_DOCS / _FOLDER / f"{self.argument}.svg", self.options["alt"])
        SubElement(figure, "div").text = self.md.htmlStash.store(svg)
        SubElement(figure, "figcaption").text = f"**{next_figure(self.md)}:** {self.options['caption']}"
        return figure


def _drawing(file: Path, alt: str) -> Markup:
    """The file's SVG for a page, which reads out a text in its place."""
    opening = Markup('<svg class="course-figure" role="img" aria-label="{}" data-search-exclude ').format(alt)
    return opening + Markup(file.read_text("utf-8").removeprefix("<svg "))  # noqa: S704 - a file of our own


class _Sounds(Treeprocessor):
    """Makes players of links, after the host has made the links' addresses those of the site."""

    def run(self, root: Element) -> None:
        """See Treeprocessor."""
        for link in root.iter("a"):
            if link.get("class") == "course-sound":
                words = "".join(link.itertext())
                tail, address = link.tail, link.get("href", "")
                link.clear()
                link.tag, link.text, link.tail = "audio", words, tail
                link.attrib.update({"controls": "controls", "preload": "metadata", "src": address, "aria-label": words})


class _Figures(BlocksExtension):
    """Registers the block. What a block of the registry is given comes from the plugin's own extension, which stands before."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """See BlocksExtension."""
        md.treeprocessors.register(_Sounds(md), "course_sounds", -1)  # MkDocs and Zensical see to addresses at 0
        if "genai_links" in md.treeprocessors:
            context = md.treeprocessors["genai_links"].context
            block_mgr.register(Figure, {"context": context, "open_blocks": {}})
        else:
            block_mgr.register(PlainFigure, {})


@event_priority(-110)  # after the plugin has added its extension
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the block to the site's Markdown."""
    config.markdown_extensions.append(_Figures())
    return config
