"""llms.txt: an overview of a site for language models, with links to its pages' Markdown versions. See llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..registry.learning_order import learning_order
from ..registry.model import Registry
from ..render.markdown_filters import link, md
from ..render.renderer import Renderer


class LinkedPage(NamedTuple):
    """A page that has a Markdown version: its title in plain words, where its Markdown is, and what it is about.

    `listed` says whether the site's nav has it.
    """

    title: str
    url: str
    description: str | None = None
    listed: bool = True


def llms_txt(renderer: Renderer, name: str, description: str | None, pages: Mapping[str, LinkedPage]) -> str:
    """The file. `pages` are by file, in the site's order; `name` and `description` are the site's.

    Areas come first, each with its topics in the order of learning; what the registry does not know comes last.
    """
    registry = renderer.registry
    summary = renderer.plain_line(registry.course.summary) or description
    parts = [f"# {md(registry.course.title or name)}", f"> {md(summary)}" if summary else ""]
    areas, rest = pages_by_area(registry, pages)
    parts += [_section(title, [pages[page] for page in found]) for title, found in areas]
    others = [pages[page] for page in rest]
    parts.append(_section(renderer.label("other_pages"), [page for page in others if page.listed]))
    # "Optional" is defined by the format: its links may be skipped.
    parts.append(_section("Optional", [page for page in others if not page.listed]))
    return "\n\n".join(filter(None, parts)) + "\n"


def pages_by_area(registry: Registry, pages: Iterable[str]) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """The title and the pages of each area that has some: its own, then its topics' in the order of learning; and the rest."""
    rest = dict.fromkeys(pages)
    areas: list[tuple[str, list[str]]] = []
    for area_id, area in registry.areas.items():
        own = [area.page, *(area.topics[topic_id].page for topic_id in learning_order(registry, area_id))]
        if found := [page for page in dict.fromkeys(own) if page in rest]:
            areas.append((area.title, [page for page in found if page]))
            rest = {page: None for page in rest if page not in found}
    return areas, list(rest)


def _section(title: str, pages: Sequence[LinkedPage]) -> str:
    if not pages:
        return ""
    return f"## {md(title)}\n\n" + "\n".join(
        f"- {link(page.title, page.url)}" + (f": {md(page.description)}" if page.description else "") for page in pages
    )
