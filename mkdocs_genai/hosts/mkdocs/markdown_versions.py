"""Writes each page's Markdown version beside its HTML, and llms.txt, which lists them. Leaves out hidden and unlisted pages."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, urljoin

from markupsafe import Markup
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from ...blocks.markdown_version import HEADING, page_markdown
from ...problems import ProblemError
from ...project.project import site_address
from ...render.deep_dives import DeepDives, TopicFrame
from ...render.markdown_filters import md
from ...render.page import Page
from ...render.renderer import Renderer
from ...sharing.llms_txt import LinkedPage, llms_txt
from ...targets import PageAddress, Target, is_entry_anchor, url_of
from .site import MkDocsSite
from .site_files import TakenPaths

log = get_plugin_logger("genai")


class _Converted(NamedTuple):
    """A converted page: MkDocs's, ours, and its description."""

    page: MkDocsPage
    rendered: Page
    description: str | None


class MarkdownVersions:
    """The Markdown versions of one site's pages, written when the site is done."""

    def __init__(self, site: MkDocsSite, nav: Navigation, home_page: str | None) -> None:
        self._site = site
        self._config = site.config
        self._files = site.files.documentation_pages()
        self._taken = TakenPaths(site.files)
        self._languages = site.languages
        self._home_page = home_page
        self._pages: dict[str, _Converted] = {}
        self._closed: Collection[str] = ()
        # In the order of the nav; pages that are not in it come last.
        self._order = {site.languages.plain(page.file.src_uri): number for number, page in enumerate(nav.pages)}

    def link(self, page: MkDocsPage) -> Markup:
        """The element of a page's head that links its Markdown version; empty if that can't be written."""
        if not self._taken.has_room(_markdown_uri(page.file)):
            return Markup()
        url = quote(posixpath.basename(_markdown_uri(page.file)))
        # With `alternate` only, Material takes it for the same page in another language, and requests that site's sitemap.
        return Markup('<link rel="alternate describedby" type="text/markdown" href="{}">\n').format(url)

    def keep(self, page: MkDocsPage, rendered: Page, description: str | None) -> None:
        """Store a converted page."""
        self._pages[rendered.src_uri] = _Converted(page, rendered, description)

    def write(self, renderer: Renderer, deep_dives: DeepDives, closed: Collection[str]) -> None:
        """Write all Markdown versions into the site, except those of `closed` pages. Raises PluginError."""
        self._closed = closed
        own = self._site.own
        for name in (_markdown_uri(file) for file in self._files if self._languages.plain(file.src_uri) in closed):
            if self._taken.has_room(name):
                own.remove_unregistered(name)
        listed: dict[str, LinkedPage] = {}
        for src_uri in sorted(
            self._pages.keys() - set(closed), key=lambda name: (self._order.get(name, len(self._order)), name)
        ):
            converted = self._pages[src_uri]
            name = _markdown_uri(converted.page.file)
            if not self._taken.has_room(name):
                log.info("%s", f"'{name}' in docs_dir is published instead of the plugin's own")
                continue
            title = _title(converted.page)
            own.write_unregistered(name, self._text(converted, renderer, deep_dives, title))
            listed[src_uri] = LinkedPage(title, self._url(name), converted.description, src_uri in self._order)
        # `mkdocs serve --dirty` reads only pages that have changed; the list of the first build is kept then.
        if not self._order.keys() <= self._pages.keys() | set(closed):
            return
        name = f"{self._languages.prefix}llms.txt"
        if self._taken.has_room(name):
            text = llms_txt(renderer, self._config.site_name, self._config.site_description, listed)
            own.write_unregistered(name, text)
        else:
            log.info("%s", f"'{name}' in docs_dir is published instead of the plugin's own")

    def _text(self, converted: _Converted, renderer: Renderer, deep_dives: DeepDives, title: str) -> str:
        page = converted.page
        folder = posixpath.dirname(page.file.src_uri)
        address = self._site.address(page.file)._replace(url=_markdown_uri(page.file))
        markdown_page = Page(address, _MarkdownSite(self._site, self), format="md")

        def readdress(written: str) -> str | None:
            target = Target.parse(written)
            if target.is_external:
                return None
            path = posixpath.normpath(posixpath.join(folder, target.path)) if target.path else ""
            return self.url(target._replace(path=path), address)

        text = page_markdown(renderer, converted.rendered, markdown_page, readdress)
        if not HEADING.search(text):
            text = f"# {md(title)}\n\n{text}"
        try:
            frame = deep_dives.frame(renderer, markdown_page, self._home_page)
        except ProblemError as fault:
            converted.rendered.fault(None, fault.code, str(fault))
            frame = TopicFrame()
        around = "\n".join(part for part in (frame.topic_header, frame.topic_footer) if part)
        return f"{text}\n---\n\n{around}\n" if around else text

    def _url(self, name: str) -> str:
        """The URL of a Markdown file in llms.txt."""
        root = site_address(self._config.site_url)  # mike takes the slash at its end away
        return urljoin(root, quote(name)) if root else quote(get_relative_url(name, self._languages.prefix))

    def url(self, target: Target, page: PageAddress) -> str | None:
        """The URL of a target in a page's Markdown: another page's Markdown, or another file; None if it is not in the site."""
        is_entry = is_entry_anchor(target.anchor)  # which only the HTML has, because in Markdown only headings have ids
        if target.is_external:
            return str(target)
        if not target.path:
            return quote(posixpath.basename(page.url)) if is_entry else str(target)
        file = self._site.file(target.path)
        if file is None:
            return None
        url, loses_anchor = quote(file.dest_uri), False
        if file.is_documentation_page():
            is_open = self._languages.plain(file.src_uri) not in self._closed
            url, loses_anchor = (quote(_markdown_uri(file)), is_entry) if is_open else (file.url, False)
        here = get_relative_url(url, quote(page.url))
        return url_of(target._replace(anchor="") if loses_anchor else target, lambda _: here)


class _MarkdownSite:
    """The site for the Markdown of its pages, whose links lead to other pages' Markdown."""

    def __init__(self, site: MkDocsSite, versions: MarkdownVersions) -> None:
        self.url = self.svg_url = versions.url
        self.pages, self.source, self.report = site.pages, site.source, site.report


def _title(page: MkDocsPage) -> str:
    return Markup(page.title or "").striptags() or page.file.name  # noqa: S704 - MkDocs escapes what it reads from a heading


def _markdown_uri(file: File) -> str:
    """The dest_uri of a page's Markdown version, as llmstxt.org defines it."""
    return f"{file.dest_uri}.md"
