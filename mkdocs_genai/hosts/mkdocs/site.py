"""The site that MkDocs builds: the URLs of files of docs_dir, its pages, and the registry's dead links.

MkDocs's events provide it step by step: all files at the beginning of `on_files`, before other plugins remove some; the final
files in `on_nav`. Only then are URLs computed.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

from ...build import Build
from ...problems import Problem, report
from ...project.project import Project
from ...project.site_checks import dead_links
from ...registry.text_files import display_path
from ...targets import PageAddress, Target, url_of
from .excluded_pages import PagesOnDisk, is_published, source_of
from .made_registry import MadeRegistry
from .site_files import SiteFiles

log = get_plugin_logger("genai")


class MkDocsSite:
    """The site of one build, in one language. `serving`: drafts are in it; `dirty`: MkDocs has not cleared it before."""

    def __init__(self, config: MkDocsConfig, project: Project, *, serving: bool, dirty: bool) -> None:
        self.config = config
        self.languages = project.languages
        self.serving = serving
        self.files = Files([])
        self.own = SiteFiles(config, self.languages.prefix, dirty=dirty)
        """The files that the plugin itself writes."""
        self.on_disk = PagesOnDisk(config, self.languages)
        self.made_registry = MadeRegistry(project)
        self._project = project
        self._found: dict[str, File] = {}

    def use(self, files: Files) -> None:
        """Use the final files of all plugins; mkdocs-static-i18n's `Files` find translated pages by their plain names."""
        self.files = files
        self._found.clear()
        self.on_disk.add(files)

    def file(self, src_uri: str) -> File | None:
        """The file that is linked to. Found ones are cached, because MkDocs parses the path each time; more may be added."""
        if src_uri not in self._found and (found := self.files.get_file_from_path(src_uri)):
            if not self.is_in_site(found):
                return None
            self._found[src_uri] = found
        return self._found.get(src_uri)

    def home_page(self) -> str | None:
        """The home page of this language."""
        home = f"{self.languages.prefix}index.html"
        pages = self.files.documentation_pages()
        return next((self.languages.plain(file.src_uri) for file in pages if file.dest_uri == home), None)

    def is_in_site(self, file: File) -> bool:
        """Whether a file is in the site, not excluded or a draft."""
        return is_published(file, serving=self.serving) or self.own.has(file)

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site."""
        return url_of(target, lambda src_uri: get_relative_url(file.url, page.url) if (file := self.file(src_uri)) else None)

    svg_url = url

    def pages(self) -> list[str]:
        """See Site; includes pages that other plugins remove."""
        return list(self.on_disk.pages)

    def source(self, src_uri: str) -> str | None:
        """See Site."""
        return source_of(self.on_disk.pages[src_uri])

    def address(self, file: File) -> PageAddress:
        """The address of a page's file."""
        return PageAddress(self.languages.plain(file.src_uri), self._shown(file), file.url)

    def _shown(self, file: File) -> str:
        """A page's file as messages name it: where its author has it, as far as another plugin that copies pages says so."""
        root, docs_dir = self._project.root, self._project.docs_dir or self._project.root
        # mkdocs-monorepo-plugin gives a page the name of its own file only before it is converted; without this attribute,
        # what is told earlier names the copy.
        own_files = getattr(self.config.plugins.get("monorepo"), "files_source_dir", {})
        path = Path(own_files.get(file.abs_src_path) or file.abs_src_path or docs_dir)
        is_elsewhere = path.is_relative_to(root) and not path.is_relative_to(docs_dir)
        return display_path(path, root) if is_elsewhere else self._project.display_path(file.src_uri)

    def report(self, problem: Problem) -> None:
        """See Site."""
        log.warning("%s", report([problem]))


def report_dead_links(files: Files, site: MkDocsSite, build: Build) -> None:
    """Report links of the registry to files that do not exist, as loudly as MkDocs reports those of pages."""
    languages = site.languages
    pages = [languages.plain(file.src_uri) for file in files.documentation_pages()]

    def exists(src_uri: str) -> bool:
        found = [files.src_uris[name] for name in languages.names(src_uri) if name in files.src_uris]
        return any(is_published(file, serving=site.serving) for file in found)

    for problem in dead_links(build.loaded, exists, lambda: pages):
        log.log(site.config.validation.links.not_found, "%s", report([problem]))
