"""What stands in a page's head for machines: Open Graph and JSON-LD."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from .json_ld import PageFacts, SiteFacts, StructuredData
from .page import Page
from .renderer import Renderer


def render_head(
    renderer: Renderer,
    place: Page,
    site: SiteFacts,
    page: PageFacts,
    things: StructuredData,
    *,
    describe: bool,
    cards: bool,
) -> Markup:
    """The elements of a head. Raises ProblemError.

    `describe` says whether the theme leaves the description out, `cards` whether something else makes the page's social card.
    """
    is_home = place.src_uri == site.home
    social = {
        "og:type": "website" if is_home else "article",
        "og:title": page.title,
        "og:description": page.description,
        "og:url": page.url,
    }
    everywhere = {"og:site_name": site.name, "og:locale": _territorial(renderer.locale)}
    properties = everywhere if cards else social | everywhere
    return renderer.templates.render(
        "head.html",
        description=page.description if describe else None,
        properties={name: content for name, content in properties.items() if content},
        card=None if cards else "summary",
        # Escapes <, > and &, so that no text of the registry can end the script element.
        json_ld=htmlsafe_json_dumps(things.of(place, page), ensure_ascii=False),
    )


def _territorial(locale: Locale) -> str:
    """A language with a territory, as Open Graph has it: `en_US` for `en`."""
    if locale.language == "en" and not locale.territory:
        return "en_US"  # Open Graph's own default; Babel loads all it knows of languages to tell
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely = str(get_global("likely_subtags").get(locale.language, "")).split("_")
    return f"{locale.language}_{likely[-1]}" if len(likely) > 1 else locale.language
