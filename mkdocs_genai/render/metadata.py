"""Renders a page's metadata in its head: Open Graph and JSON-LD."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from .json_ld import PageFacts, StructuredData
from .page import Page


def render_head(things: StructuredData, page: Page, facts: PageFacts, *, describe: bool, cards: bool) -> Markup:
    """The elements of a page's head. Raises ProblemError.

    `describe` says whether the theme leaves the description out, `cards` whether something else makes the page's social card.
    """
    renderer, site = things.renderer, things.site
    is_home = page.src_uri == site.home_page
    social = {
        "og:type": "website" if is_home else "article",
        "og:title": facts.title,
        "og:description": facts.description,
        "og:url": facts.url,
    }
    everywhere = {"og:site_name": site.name, "og:locale": _territorial(renderer.locale)}
    properties = everywhere if cards else social | everywhere
    return renderer.templates.render(
        "head.html",
        description=facts.description if describe else None,
        properties={name: content for name, content in properties.items() if content},
        card=None if cards else "summary",
        # Escapes <, > and &, so that no text of the registry can end the script element.
        json_ld=htmlsafe_json_dumps(things.of(page, facts), ensure_ascii=False),
    )


def _territorial(locale: Locale) -> str:
    """A language with a territory, in Open Graph's form: `en_US` for `en`."""
    if locale.language == "en" and not locale.territory:
        return "en_US"  # Open Graph's own default, without loading Babel's data
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = str(get_global("likely_subtags").get(locale.language, "")).split("_")
    return f"{locale.language}_{likely[-1]}" if len(likely) > 1 else locale.language
