"""Each page as Markdown beside its HTML, and llms.txt, which lists them."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote, urljoin

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from ..blocks.mirror import page_markdown
from ..blocks.page import Page
from ..languages import Languages
from ..render.llms import MirroredPage, llms_txt
from ..render.markdown_text import escaped
from ..render.place import Place
from ..render.renderer import Renderer
from ..render.targets import leads_elsewhere
from .addresses import Addresses
from .places import Places
from .site_files import SiteFiles

log = get_plugin_logger("genai")

_ENTRY = re.compile(r"(area|topic|row|comparison|diagram|chart)_")
"""How ids that only HTML has begin: Markdown has ids of headings alone."""
_HEADING = re.compile(r"^(#\s|.+\n=+\s*$)", re.MULTILINE)


class Mirror:
    """The Markdown of one site's pages, kept until the site is done."""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        addresses: Addresses,
        nav: Navigation,
        languages: Languages,
        renderer: Renderer,
        site: SiteFiles,
    ) -> None:
        self._config = config
        self._addresses = addresses
        self._places = Places(files)
        self._languages = languages
        self._renderer = renderer
        self._site = site
        self._contents: dict[str, str] = {}
        self._quotations: dict[File, str] = {}
        self._pages: dict[str, MirroredPage] = {}
        # In the order of the nav; pages that are not in it come last.
        self._order = {languages.plain(page.file.src_uri): number for number, page in enumerate(nav.pages)}

    def place(self, src_uri: str, page: MkDocsPage) -> Place:
        """Where blocks go that are Markdown."""
        return Place(src_uri, lambda target: self._address(target, page.file))

    def url(self, page: MkDocsPage) -> str:
        """The page's Markdown, seen from the page."""
        return quote(posixpath.basename(_file(page.file)))

    def keep(self, page: MkDocsPage, place: Page, around: str, description: str | None) -> None:
        """Make a page's Markdown, now that it is converted; `around` is what the page has beside its own text."""
        folder = posixpath.dirname(page.file.src_uri)

        def readdress(target: str) -> str | None:
            if target.startswith("/") or leads_elsewhere(target):
                return None
            path, hash_sign, anchor = target.partition("#")
            target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else ""
            return self._address(f"{target}{hash_sign}{anchor}", page.file)

        title = Markup(page.title or "").striptags() or page.file.name  # noqa: S704
        text = page_markdown(self._renderer, place, readdress)
        if not _HEADING.search(text):
            text = f"# {escaped(title)}\n\n{text}"
        if around:
            text = f"{text}\n---\n\n{around}\n"
        self._contents[_file(page.file)] = text
        root = self._config.site_url or ""
        url = urljoin(root, quote(_file(page.file))) if root else self._from_home(page.file)
        in_nav = place.src_uri in self._order
        self._pages[place.src_uri] = MirroredPage(title, url, description, in_nav)

    def write(self) -> None:
        """Write all into the site."""
        contents = dict(self._contents)
        # `mkdocs serve --dirty` reads only pages that have changed; the list of the first build is kept then.
        if self._order.keys() <= self._pages.keys():
            pages = sorted(self._pages.items(), key=lambda pair: self._order.get(pair[0], len(self._order)))
            listed = llms_txt(self._renderer, self._config.site_name, self._config.site_description, dict(pages))
            contents[f"{self._languages.prefix}llms.txt"] = listed
        for name, text in contents.items():
            if self._places.has_room(name):
                self._site.write(name, text)
            else:
                log.info("'%s' of docs_dir is published, and not the plugin's own", name)

    def _from_home(self, file: File) -> str:
        return quote(get_relative_url(_file(file), self._languages.prefix))

    def _address(self, target: str, seen_from: File) -> str | None:
        """The address of a page's Markdown, or of another file; None where nothing is. Addresses elsewhere stay as they are."""
        if target.startswith("/") or leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        if not path:
            return target if not _ENTRY.match(anchor) else quote(posixpath.basename(_file(seen_from)))
        file = self._addresses.file(path)
        if file is None:
            return None
        url = get_relative_url(self._quoted(file), self._quoted(seen_from))
        return url if _ENTRY.match(anchor) else f"{url}{hash_sign}{anchor}"

    def _quoted(self, file: File) -> str:
        """Where a page's Markdown is, as addresses have it; found once for all that lead there."""
        if file not in self._quotations:
            self._quotations[file] = quote(_file(file))
        return self._quotations[file]


def _file(file: File) -> str:
    """Where a page's Markdown is in the site, as llmstxt.org says; other files are where they are."""
    return f"{file.dest_uri}.md" if file.is_documentation_page() else file.dest_uri
