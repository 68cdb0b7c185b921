"""Demonstrations that a reader can touch: `<figure data-demo="NAME" markdown>`, with a caption inside.

The figure gets a number, a class, an id and a static drawing or table, computed here, which is all that a reader without
JavaScript or a printed page has. docs/assets/demos/NAME.js brings it to life; overrides/main.html loads that on pages with a
demonstration.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from demo_figures.attention import attention
from demo_figures.iou import iou
from demo_figures.merges import merges
from demo_figures.noise import noise
from demo_figures.sampling import sampling
from figure_numbers import next_figure
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("demos")

DEMOS: dict[str, Callable[[], str]] = {
    "attention": attention,
    "iou": iou,
    "merges": merges,
    "noise": noise,
    "sampling": sampling,
}


_NUMBER = "data-number"
"""Where a figure keeps its number until it gets its caption."""


class Numbers(BlockProcessor):
    """Numbers the demonstrations where the page's other figures are numbered: block by block, in the page's order."""

    def test(self, parent: Element, block: str) -> bool:
        """See BlockProcessor. Number what md_in_html is about to parse, and leave it to that."""
        del parent
        if found := HTML_PLACEHOLDER_RE.match(block):
            element = self.parser.md.htmlStash.rawHtmlBlocks[int(found[1])]
            for figure in element.iter("figure") if isinstance(element, Element) else ():
                if figure.get("data-demo") in DEMOS and not figure.get(_NUMBER):
                    figure.set(_NUMBER, next_figure(self.parser.md))
        return False


class Demos(Treeprocessor):
    """Puts the static part of each demonstration above its caption."""

    def run(self, root: Element) -> None:
        """See Treeprocessor."""
        for figure in root.iter("figure"):
            name = figure.get("data-demo")
            if name is None:
                continue
            if name not in DEMOS:
                log.warning("there is no demonstration '%s'; there are %s", name, ", ".join(DEMOS))
                continue
            caption = Element("figcaption")
            caption.text, figure.text = figure.text, self.md.htmlStash.store(DEMOS[name]())
            caption.extend(list(figure))
            figure[:] = [caption]
            _write_number(caption, figure.attrib.pop(_NUMBER))
            figure.set("class", "demo")
            figure.set("id", f"demo-{name}")


def _write_number(caption: Element, number: str) -> None:
    """Put a figure's number before the words of its caption, as the plugin's own figures have it."""
    words = caption.find("p")
    words = caption if words is None else words
    written = Element("span", {"class": "genai-diagram__number"})
    written.text, written.tail, words.text = number, f" {words.text or ''}", ""
    words.insert(0, written)


class DemosExtension(Extension):
    """Adds Numbers before md_in_html, and Demos behind the inline patterns, which would look for Markdown in static parts."""

    def extendMarkdown(self, md: Markdown) -> None:
        """See Extension."""
        md.parser.blockprocessors.register(Numbers(md.parser), "course-demo-numbers", 106)  # md_in_html is at 105
        md.treeprocessors.register(Demos(md), "course-demos", 5)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let pages have demonstrations."""
    config.markdown_extensions.append(DemosExtension())  # type: ignore[arg-type]
    return config
