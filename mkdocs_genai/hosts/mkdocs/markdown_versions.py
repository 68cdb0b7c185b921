"""Each page as Markdown beside its HTML, and llms.txt, which lists them. Hidden and unlisted pages have neither."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from ...blocks.markdown_version import page_markdown
from ...blocks.page import Page
from ...problems import ProblemError
from ...project.languages import Languages
from ...render.deep_dives import DeepDives, TopicFrame
from ...render.markdown_filters import md
from ...render.place import Place
from ...render.renderer import Renderer
from ...sharing.llms_txt import LinkedPage, llms_txt
from ...targets import leads_elsewhere
from .addresses import Addresses
from .site_files import SiteFiles
from .taken_paths import Places

log = get_plugin_logger("genai")

_ENTRY = re.compile(r"(area|topic|row|comparison|diagram|chart)_")
"""How ids that only HTML has begin: Markdown has ids of headings alone."""
_HEADING = re.compile(r"^(#\s|.+\n=+\s*$)", re.MULTILINE)


class _Converted(NamedTuple):
    """A page that was converted: as MkDocs has it, as its blocks have left it, and its description."""

    page: MkDocsPage
    place: Page
    description: str | None


class MarkdownVersions:
    """The Markdown of one site's pages, made when the site is done."""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        addresses: Addresses,
        nav: Navigation,
        languages: Languages,
        map_page: str | None,
    ) -> None:
        self._config = config
        self._addresses = addresses
        self._files = files.documentation_pages()
        self._places = Places(files)
        self._languages = languages
        self._map_page = map_page
        self._pages: dict[str, _Converted] = {}
        self._closed: Collection[str] = ()
        # In the order of the nav; pages that are not in it come last.
        self._order = {languages.plain(page.file.src_uri): number for number, page in enumerate(nav.pages)}

    def link(self, page: MkDocsPage) -> Markup:
        """The element of a page's head that leads to its Markdown; empty where that can't be written."""
        if not self._places.has_room(_markdown_uri(page.file)):
            return Markup()
        url = quote(posixpath.basename(_markdown_uri(page.file)))
        # With `alternate` alone, Material takes it for the same page in another language, and asks for that site's map.
        return Markup('<link rel="alternate describedby" type="text/markdown" href="{}">\n').format(url)

    def keep(self, page: MkDocsPage, place: Page, description: str | None) -> None:
        """Take note of a page that is converted."""
        self._pages[place.src_uri] = _Converted(page, place, description)

    def write(self, site: SiteFiles, renderer: Renderer, deep_dives: DeepDives, closed: Collection[str]) -> None:
        """Write all into the site, but for pages that are `closed`. Raises PluginError."""
        self._closed = closed
        for name in (_markdown_uri(file) for file in self._files if self._languages.plain(file.src_uri) in closed):
            if self._places.has_room(name):
                site.remove_unregistered(name)
        listed: dict[str, LinkedPage] = {}
        for src_uri in sorted(
            self._pages.keys() - set(closed), key=lambda name: (self._order.get(name, len(self._order)), name)
        ):
            converted = self._pages[src_uri]
            name = _markdown_uri(converted.page.file)
            if not self._places.has_room(name):
                log.info("%s", f"'{name}' of docs_dir is published, and not the plugin's own")
                continue
            title = _title(converted.page)
            site.write_unregistered(name, self._text(converted, renderer, deep_dives, title))
            listed[src_uri] = LinkedPage(title, self._url(name), converted.description, src_uri in self._order)
        # `mkdocs serve --dirty` reads only pages that have changed; the list of the first build is kept then.
        if not self._order.keys() <= self._pages.keys() | set(closed):
            return
        name = f"{self._languages.prefix}llms.txt"
        if self._places.has_room(name):
            text = llms_txt(renderer, self._config.site_name, self._config.site_description, listed)
            site.write_unregistered(name, text)
        else:
            log.info("%s", f"'{name}' of docs_dir is published, and not the plugin's own")

    def _text(self, converted: _Converted, renderer: Renderer, deep_dives: DeepDives, title: str) -> str:
        page, src_uri = converted.page, converted.place.src_uri
        folder = posixpath.dirname(page.file.src_uri)
        place = Place(src_uri, lambda target: self._address(target, page.file), format="md")

        def readdress(target: str) -> str | None:
            if target.startswith("/") or leads_elsewhere(target):
                return None
            path, hash_sign, anchor = target.partition("#")
            target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else ""
            return self._address(f"{target}{hash_sign}{anchor}", page.file)

        text = page_markdown(renderer, converted.place, place, readdress)
        if not _HEADING.search(text):
            text = f"# {md(title)}\n\n{text}"
        try:
            frame = deep_dives.frame(renderer, place, self._map_page)
        except ProblemError as fault:
            converted.place.fault(None, fault.code, str(fault))
            frame = TopicFrame()
        around = "\n".join(part for part in (frame.topic_header, frame.topic_footer) if part)
        return f"{text}\n---\n\n{around}\n" if around else text

    def _url(self, name: str) -> str:
        """Where a Markdown file is, as llms.txt has it."""
        root = self._config.site_url
        return urljoin(root, quote(name)) if root else quote(get_relative_url(name, self._languages.prefix))

    def _address(self, target: str, seen_from: File) -> str | None:
        """The address of a page's Markdown, or of another file; None where nothing is. Addresses elsewhere stay as they are."""
        if target.startswith("/") or leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        if not path:
            return target if not _ENTRY.match(anchor) else quote(posixpath.basename(_markdown_uri(seen_from)))
        file = self._addresses.file(path)
        if file is None:
            return None
        here = quote(_markdown_uri(seen_from))
        if not file.is_documentation_page():
            return f"{get_relative_url(quote(file.dest_uri), here)}{hash_sign}{anchor}"
        if self._languages.plain(file.src_uri) in self._closed:
            return f"{get_relative_url(file.url, here)}{hash_sign}{anchor}"
        url = get_relative_url(quote(_markdown_uri(file)), here)
        return url if _ENTRY.match(anchor) else f"{url}{hash_sign}{anchor}"


def _title(page: MkDocsPage) -> str:
    return Markup(page.title or "").striptags() or page.file.name  # noqa: S704 - MkDocs escapes what it reads from a heading


def _markdown_uri(file: File) -> str:
    """Where a page's Markdown is in the site, as llmstxt.org says."""
    return f"{file.dest_uri}.md"
