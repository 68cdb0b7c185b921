"""Demonstrations that a reader can touch: `<figure data-demo="NAME" markdown>`, with a caption inside.

The figure gets a class, an id and a static drawing or table, computed here, which is all that a reader without JavaScript or a
printed page has. docs/assets/demos/NAME.js brings it to life; overrides/main.html loads that on pages with a demonstration.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from demo_figures.attention import attention
from demo_figures.iou import iou
from demo_figures.merges import merges
from demo_figures.noise import noise
from demo_figures.sampling import sampling
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
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
            figure.set("class", "demo")
            figure.set("id", f"demo-{name}")


class DemosExtension(Extension):
    """Adds Demos behind the inline patterns, which would look for Markdown in the static parts."""

    def extendMarkdown(self, md: Markdown) -> None:
        """See Extension."""
        md.treeprocessors.register(Demos(md), "course-demos", 5)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let pages have demonstrations."""
    config.markdown_extensions.append(DemosExtension())  # type: ignore[arg-type]
    return config
