"""Adds metadata to the head of each page, in any theme, and a description to pages without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from jinja2 import BaseLoader, DictLoader, Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from ...project.project import site_address
from ...render.json_ld import SiteFacts, StructuredData
from ...render.metadata import WrittenFacts, render_head
from ...render.page import Page
from ...render.renderer import Renderer
from ...text_edits import Edit, edited
from .tag_starts import TagStarts

_THEMES_WITHOUT_DESCRIPTIONS = ("mkdocs", "readthedocs")
"""These themes print only the site's description, on the home page."""
_THEME = "genai-theme/"
_CHILD = (
    '{{% extends "{theme}{name}" %}}{{% block extrahead %}}{{% set above = super() %}}{{{{ above }}}}'
    "{{% if genai.head not in above %}}{{{{ genai.head }}}}{{% endif %}}{{% endblock %}}"
)


class Head:
    """The heads of one site's pages."""

    def __init__(self, config: MkDocsConfig, renderer: Renderer, home_page: str | None) -> None:
        facts = SiteFacts(
            name=config.site_name,
            home_page=home_page,
            description=config.site_description,
            url=site_address(config.site_url),
        )
        self._things = StructuredData(renderer, facts)
        self._describes = config.theme.name not in _THEMES_WITHOUT_DESCRIPTIONS
        self._has_cards = any(name.rpartition("/")[2] == "social" for name in config.plugins)

    def of(self, page: MkDocsPage, ours: Page) -> tuple[Markup, str | None]:
        """A page's elements, and a description if its author wrote none. Raises ProblemError."""
        return render_head(
            self._things,
            ours,
            WrittenFacts(page.title, page.meta, page.canonical_url),
            describe=not self._describes and not page.is_homepage,
            cards=self._has_cards,
        )


def add_description(page: MkDocsPage, description: str | None) -> None:
    """Set the description in the page's metadata, while its template is rendered.

    Not longer, because Material looks at the metadata of every page in the navigation, on each page.
    """
    if description:
        # Escaped, because Material prints it unescaped into an attribute.
        page.meta["description"] = escape(description)


def remove_description(page: MkDocsPage, description: str | None) -> None:
    """Remove the description that `add_description` has set."""
    if description:
        page.meta.pop("description", None)


def protect_title(page: MkDocsPage) -> None:
    """Make sure that a page's title, which may be the registry's, does not close the head's `<title>`.

    Material prints the result of `striptags` there, which is unescaped.
    """
    printed = Markup(page.title or "").striptags()  # noqa: S704 - as Material does
    if "</" in printed:
        page.title = str(escape(printed.replace("</", "<\u2060/")))  # a word joiner, which is invisible


def without_doubles(output: str, head: str) -> str:
    """A page's final HTML without those of our elements that the course's own template has too."""
    ours = [(tag, attrs) for tag, attrs, _, _ in _Elements(head).elements]
    found = _Elements(output).elements
    named = Counter(_name(attrs) for tag, attrs, _, _ in found if tag == "meta")
    doubled = [(tag, attrs) for tag, attrs in ours if tag == "meta" and named[_name(attrs)] > 1]
    return _without(output, doubled) if doubled else output


def _name(attrs: Mapping[str, Any]) -> str:
    """The name of a `meta` element."""
    return str(attrs.get("property") or attrs.get("name"))


def is_doubled(output: str) -> bool:
    """Whether some metadata may be there twice; a quick test before all elements are parsed, which takes long."""
    descriptions = output.count('name="description"') + output.count("name=description")
    return output.count("og:title") > 1 or output.count("twitter:card") > 1 or descriptions > 1


def without_head(output: str, head: str, description: str | None) -> str:
    """A page's final HTML without what was added to its head, for a page that another plugin hides.

    Elements are compared by their attributes, because minifiers write them differently.
    """
    ours = _Elements(head)
    named = [(tag, attrs) for tag, attrs, _, _ in ours.elements]
    if description:
        named.append(("meta", {"name": "description", "content": description}))
    return _without(output, named)


def _without(output: str, unwanted: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    found = _Elements(output).elements
    return edited(output, (Edit(start, end) for tag, attrs, start, end in found if (tag, attrs) in unwanted))


class _Elements(TagStarts):
    """The `meta`, `link` and data `script` elements of HTML: tag, attributes, and the start and end in the text.

    The content of a script is stored as its attribute `data`.
    """

    def __init__(self, html: str) -> None:
        self.elements: list[tuple[str, dict[str, Any], int, int]] = []
        self._script: tuple[int, dict[str, Any]] | None = None
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        found = dict(attrs)
        if tag in ("meta", "link"):
            start = self.tag_start()
            self.elements.append((tag, found, start, start + len(self.get_starttag_text() or "")))
        elif tag == "script" and found.get("type") == "application/ld+json":
            self._script = self.tag_start(), found

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        if self._script:
            start, attrs = self._script
            self._script = start, attrs | {"data": attrs.get("data", "") + data.strip()}

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        if tag == "script" and self._script:
            start, attrs = self._script
            self.elements.append((tag, attrs, start, self.tag_start() + len("</script>")))
            self._script = None


def extend_templates(env: Environment, files: Files) -> None:
    """Have the templates of pages print `genai.head`, unless they do so themselves.

    Each template is replaced by a child template of the same name, so that themes and courses need not be changed.
    """
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    names = {"main.html", *(str(page.meta.get("template", "main.html")) for page in pages)}
    env.loader = _Children(env.loader or DictLoader({}), names)


class _Children(BaseLoader):
    """A theme's loader that replaces page templates by children of the theme's own."""

    def __init__(self, theme: BaseLoader, names: Iterable[str]) -> None:
        self._theme = theme
        self._names = frozenset(names)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """See BaseLoader."""
        if template.startswith(_THEME):
            return self._theme.get_source(environment, template.removeprefix(_THEME))
        own = self._theme.get_source(environment, template)
        return (_CHILD.format(theme=_THEME, name=template), own[1], own[2]) if template in self._names else own

    def __getattr__(self, name: str) -> Any:
        """Attributes of the theme's loader that other plugins use, such as `searchpath`."""
        return getattr(self._theme, name)

    def list_templates(self) -> list[str]:
        """See BaseLoader."""
        return self._theme.list_templates()
