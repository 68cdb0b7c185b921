"""Renders a page's metadata in its head: Open Graph and JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from babel import Locale
from babel.core import get_global
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from .json_ld import PageFacts, StructuredData
from .page import Page


class WrittenFacts(NamedTuple):
    """The host's facts about a page: its title as HTML, its front matter, and its URL if the site has one."""

    title: str | None
    meta: Mapping[str, Any]
    url: str | None


def render_head(
    things: StructuredData, page: Page, written: WrittenFacts, *, describe: bool, cards: bool
) -> tuple[Markup, str | None]:
    """The elements of a page's head, and a description if its author wrote none. Raises ProblemError.

    Both are empty for a page that the registry does not name. The home page counts as the course's if the registry has areas
    and the page shows something of it.

    `describe` says whether the theme leaves the description out, `cards` whether something else makes the page's social card.
    """
    renderer, site = things.renderer, things.site
    is_home = page.src_uri == site.home_page
    if not (things.has_entry(page.src_uri) or (is_home and renderer.registry.areas and page.uses_registry)):
        return Markup(), None
    own = written.meta.get("description") or (site.description if is_home else None)
    title = Markup(written.title or site.name).striptags()  # noqa: S704 - only to remove tags
    if is_home and not written.meta.get("title"):
        title = renderer.registry.course.title or site.name
    facts = PageFacts(title, str(own) if own else things.summary_of(page.src_uri), written.url)
    social = {
        "og:type": "website" if is_home else "article",
        "og:title": facts.title,
        "og:description": facts.description,
        "og:url": facts.url,
    }
    everywhere = {"og:site_name": site.name, "og:locale": _territorial(renderer.locale)}
    properties = everywhere if cards else social | everywhere
    head = renderer.templates.render(
        "head.html",
        description=facts.description if describe else None,
        properties={name: content for name, content in properties.items() if content},
        card=None if cards else "summary",
        # Escapes <, > and &, so that no text of the registry can end the script element.
        json_ld=htmlsafe_json_dumps(things.of(page, facts), ensure_ascii=False),
    )
    return head, None if own else facts.description


def _territorial(locale: Locale) -> str:
    """A language with a territory, in Open Graph's form: `en_US` for `en`."""
    if locale.language == "en" and not locale.territory:
        return "en_US"  # Open Graph's own default, without loading Babel's data
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = str(get_global("likely_subtags").get(locale.language, "")).split("_")
    return f"{locale.language}_{likely[-1]}" if len(likely) > 1 else locale.language
