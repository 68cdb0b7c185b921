"""llms.txt: an overview of a site for language models, with links to its pages' Markdown versions. See llmstxt.org."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..registry.learning_order import learning_order
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
    listed: set[str] = set()
    for area_id, area in registry.areas.items():
        topics = [area.topics[topic_id] for topic_id in learning_order(registry, area_id)]
        found = [page for page in (area.page, *(topic.page for topic in topics)) if page in pages and page not in listed]
        listed |= {page for page in found if page}
        parts.append(_section(area.title, [pages[page] for page in found if page]))
    others = [page for src_uri, page in pages.items() if src_uri not in listed]
    parts.append(_section(renderer.label("other_pages"), [page for page in others if page.listed]))
    # "Optional" is defined by the format: its links may be skipped.
    parts.append(_section("Optional", [page for page in others if not page.listed]))
    return "\n\n".join(filter(None, parts)) + "\n"


def _section(title: str, pages: list[LinkedPage]) -> str:
    if not pages:
        return ""
    return f"## {md(title)}\n\n" + "\n".join(
        f"- {link(page.title, page.url)}" + (f": {md(page.description)}" if page.description else "") for page in pages
    )
