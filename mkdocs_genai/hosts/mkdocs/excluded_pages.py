"""Pages of docs_dir that are not in the site: drafts, and what mkdocs.yml or another plugin excludes."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import is_markdown_file

from ...blocks.unconverted_pages import shown_by_source
from ...build import Build
from ...project.languages import Languages
from ...project.page_sources import PageSource
from ...render.shown_content import Shown


def is_published(file: File, *, serving: bool = False) -> bool:
    """Whether a file is neither excluded nor a draft; a served preview has drafts."""
    level = file.inclusion
    return bool(level.is_in_serve() if serving else level.is_included())  # type: ignore[no-untyped-call] # MkDocs's own


def source_of(file: File) -> str | None:
    """A page's whole text; None if it can't be read, which MkDocs reports itself if the page is in the site."""
    try:
        return file.content_string
    except (OSError, UnicodeDecodeError):
        return None


def text_of(file: File) -> str:
    """A page's whole text; empty if it can't be read."""
    return source_of(file) or ""


class PagesOnDisk:
    """All pages of docs_dir, also those that other plugins remove. `pages` has those of this language, by their plain names."""

    def __init__(self, config: MkDocsConfig, languages: Languages) -> None:
        self.pages: dict[str, File] = {}
        self._config = config
        self._languages = languages
        self._files: dict[str, File] = {}

    def find(self, files: Files) -> None:
        """Record all pages, before other plugins remove some from the files."""
        config = self._config
        self._files = {file.src_uri: file for file in files if file.is_documentation_page()}
        for folder, _, names in os.walk(config.docs_dir):
            for name in filter(is_markdown_file, names):
                src_uri = Path(folder, name).relative_to(config.docs_dir).as_posix()
                if src_uri not in self._files:
                    self._files[src_uri] = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)

    def add(self, files: Files) -> None:
        """Record pages that were added since."""
        self._files |= {file.src_uri: file for file in files if file.is_documentation_page()}
        chosen = self._languages.choose(sorted(self._files))
        self.pages = {name: self._files[src_uri] for name, src_uri in chosen.items()}

    def begin(self, file: File) -> None:
        """Record a page that is converted, because Material's blog adds some after all plugins have seen the files."""
        self.pages.setdefault(self._languages.plain(file.src_uri), file)

    def left_out(self, files: Files) -> dict[str, str]:
        """The pages of this language that are not in the site, and why."""
        plain = self._languages.plain
        pages = [file for file in files if file.is_documentation_page()]
        in_site = {plain(file.src_uri) for file in pages if is_published(file)}
        drafts = {plain(file.src_uri) for file in pages if not is_published(file) and is_published(file, serving=True)}
        missing = self.pages.keys() - in_site
        return {name: "is a draft" if name in drafts else "is excluded from the site" for name in sorted(missing)}

    def elsewhere(self, build: Build) -> Shown:
        """What pages of other languages show."""
        own = {file.src_uri for file in self.pages.values()}
        found = Shown()
        for src_uri, file in self._files.items() if self._languages.known else ():
            if src_uri not in own:
                source = PageSource(partial(text_of, file), build.project.snippets)
                found.add(_shown(source, build, build.homes.get(self._languages.plain(src_uri))))
        return found

    def shown(self, src_uri: str, build: Build) -> Shown:
        """What a page would show, by its source and the snippets that it includes."""
        return _shown(build.pages[src_uri], build, build.homes.get(src_uri))


def _shown(source: PageSource, build: Build, home: str | None) -> Shown:
    """What a page that is not converted would show: by its text with that of its snippets, but for those from the web."""
    given = PageSource(lambda: source.given)
    return shown_by_source(build.extensions.blocks, build.renderer, given, home)
