"""What the plugin puts into the head of each page, in any theme, and the description that a page has none of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jinja2 import BaseLoader, DictLoader, Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from ..blocks.page import Page
from ..render.head import render_head, shortened
from ..render.renderer import Renderer
from ..render.structured_data import PageFacts, SiteFacts, StructuredData

_THEMES_WITHOUT_DESCRIPTIONS = ("mkdocs", "readthedocs")
"""They have one for the home page alone, that of the site."""
_THEME = "genai-theme/"
_CHILD = (
    '{{% extends "{theme}{name}" %}}{{% block extrahead %}}{{% set above = super() %}}{{{{ above }}}}'
    "{{% if genai.head not in above %}}{{{{ genai.head }}}}{{% endif %}}{{% endblock %}}"
)


class Head:
    """The heads of one site's pages."""

    def __init__(self, config: MkDocsConfig, renderer: Renderer, home: str | None) -> None:
        self._renderer = renderer
        self._facts = SiteFacts(
            name=config.site_name,
            language=str(renderer.locale).replace("_", "-"),
            home=home,
            description=config.site_description,
            author=config.site_author,
            url=config.site_url or None,
        )
        self._things = StructuredData(renderer, self._facts)
        self._describes = config.theme.name not in _THEMES_WITHOUT_DESCRIPTIONS
        self._has_cards = any(name.rpartition("/")[2] == "social" for name in config.plugins)

    def of(self, page: MkDocsPage, place: Page, markdown_url: str | None) -> tuple[Markup, str | None]:
        """A page's elements, and a description if its author wrote none. Raises TemplateFault."""
        found = self._things.summary_of(place.src_uri) or shortened(place.first_words) or self._facts.description
        own = page.meta.get("description")
        # MkDocs escapes the title that it reads from a heading.
        title = Markup(page.title or self._facts.name).striptags()  # noqa: S704
        head = render_head(
            self._renderer,
            place,
            self._facts,
            PageFacts(title, str(own) if own else found, page.canonical_url),
            self._things,
            describe=not self._describes and not page.is_homepage,
            cards=self._has_cards,
            markdown_url=markdown_url,
        )
        return head, None if own else found


def describe(page: MkDocsPage, description: str | None) -> None:
    """Let the theme print what was found for a page, while it makes that page, and no title that does harm.

    No longer: Material asks the metadata of all pages for each entry of the navigation on each page, if there are any.
    """
    _close_no_title(page)
    if description:
        # Material prints it as it is, into an attribute.
        page.meta["description"] = escape(description)


def leave(page: MkDocsPage, description: str | None) -> None:
    """Take it back."""
    if description:
        page.meta.pop("description", None)


def _close_no_title(page: MkDocsPage) -> None:
    """Keep a page's title, which may be the registry's, from ending the head's `<title>`.

    Material prints it there as `striptags` leaves it, which is unescaped.
    """
    printed = Markup(page.title or "").striptags()  # noqa: S704 - as Material does
    if "</" in printed:
        page.title = str(escape(printed.replace("</", "<\u2060/")))  # a joiner of words, which nobody sees


def extend_templates(env: Environment, files: Files) -> None:
    """Have the templates of pages print `genai.head`, unless they do so themselves.

    Each is given a child of its own name, so that no theme and no course needs to know of it.
    """
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    names = {"main.html", *(str(page.meta.get("template", "main.html")) for page in pages)}
    env.loader = _Children(env.loader or DictLoader({}), names)


class _Children(BaseLoader):
    """A theme's loader, where templates of pages are children of the theme's own."""

    def __init__(self, theme: BaseLoader, names: Iterable[str]) -> None:
        self._theme = theme
        self._names = frozenset(names)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """See BaseLoader."""
        if template.startswith(_THEME):
            return self._theme.get_source(environment, template.removeprefix(_THEME))
        own = self._theme.get_source(environment, template)
        return (_CHILD.format(theme=_THEME, name=template), None, own[2]) if template in self._names else own

    def list_templates(self) -> list[str]:
        """See BaseLoader."""
        return self._theme.list_templates()
