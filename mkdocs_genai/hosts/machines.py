"""What a site tells machines: heads of pages, and pages as Markdown; either may be turned off."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from ..blocks.page import Page
from ..languages import Languages
from ..render.deep_dives import DeepDives
from ..render.place import Place
from ..render.renderer import Renderer
from .addresses import Addresses
from .head import Head, extend_templates
from .mirror import Mirror
from .site_files import SiteFiles


class Machines:
    """What is told of one build, in one language."""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        addresses: Addresses,
        nav: Navigation,
        languages: Languages,
        renderer: Renderer,
        home: str | None,
        site: SiteFiles,
        *,
        heads: bool,
        mirror: bool,
    ) -> None:
        self._renderer, self._home = renderer, home
        self._head = Head(config, renderer, home) if heads else None
        self._mirror = Mirror(config, files, addresses, nav, languages, renderer, site) if mirror else None

    def place(self, src_uri: str, page: MkDocsPage) -> Place | None:
        """Where blocks go that are Markdown, if they are to be."""
        return self._mirror.place(src_uri, page) if self._mirror else None

    def head(self, page: MkDocsPage, place: Page) -> tuple[Markup, str | None]:
        """What stands in a page's head, and a description if its author wrote none. Raises TemplateFault."""
        if self._head is None:
            return Markup(), None
        return self._head.of(page, place, self._mirror.url(page) if self._mirror else None)

    def keep(self, page: MkDocsPage, place: Page, deep_dives: DeepDives, description: str | None) -> None:
        """Take note of a page that is converted; `description` is one that its author did not write."""
        if self._mirror and place.mirror:
            around = deep_dives.markdown(self._renderer, place.mirror, self._home)
            own = page.meta.get("description")
            self._mirror.keep(page, place, around, str(own) if own else description)

    def extend_templates(self, env: Environment, files: Files) -> None:
        """Have templates print heads."""
        if self._head:
            extend_templates(env, files)

    def write(self) -> None:
        """Write what is no page, now that the site is done."""
        if self._mirror:
            self._mirror.write()
