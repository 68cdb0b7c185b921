"""Numbers for figures that are not the plugin's own, in one row with those of its diagrams and charts."""

from __future__ import annotations

from markdown import Markdown

_PLAIN = "course_figures"
"""Where a page's Markdown counts its figures without the plugin, in a copy that `mkdocs-genai eject` wrote."""


def next_figure(md: Markdown) -> str:
    """What the next figure of the page is called, such as "Figure 3"."""
    if "genai_links" in md.treeprocessors:
        context = md.treeprocessors["genai_links"].context
        renderer, number = context.renderer, context.page().number_figure()
        return str(renderer.label("figure").format(number=renderer.numbers.exact(number)))
    number = getattr(md, _PLAIN, 0) + 1
    setattr(md, _PLAIN, number)
    return f"Figure {number}"
