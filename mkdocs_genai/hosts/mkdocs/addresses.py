"""Where files of docs_dir are in the site, and which of the registry's links lead to none."""

from __future__ import annotations

from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from ...problems import report
from ...project.project import Project
from ...registry.load import Loaded
from ...targets import leads_elsewhere
from .site_files import SiteFiles

log = get_plugin_logger("genai")


class Addresses:
    """Finds files of the site by their addresses, each once: MkDocs takes the path apart anew for every question.

    `serving` says whether drafts are in the site; `own` are files that the plugin itself writes.
    """

    def __init__(self, files: Files, own: SiteFiles | None = None, *, serving: bool = False) -> None:
        self._files = files
        self._own = own
        self._serving = serving
        self._found: dict[str, File] = {}

    def file(self, path: str) -> File | None:
        """The file that is linked to; one that is not there may still come."""
        if path not in self._found and (found := self._files.get_file_from_path(unquote(path))):
            if not self.is_in_site(found):
                return None
            self._found[path] = found
        return self._found.get(path)

    def is_in_site(self, file: File) -> bool:
        """Whether a file is in the site, not excluded or a draft."""
        return is_published(file, serving=self._serving) or (self._own is not None and self._own.has(file))

    def in_site(self, target: str) -> str | None:
        """Where a file of docs_dir is in the site, relative to its root; other addresses as they are."""
        if leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        file = self.file(path)
        return f"{file.url}{hash_sign}{anchor}" if file else None


def is_published(file: File, *, serving: bool = False) -> bool:
    """Whether a file is neither excluded nor a draft; a preview that is being served has drafts."""
    level = file.inclusion
    return bool(level.is_in_serve() if serving else level.is_included())  # type: ignore[no-untyped-call]


def report_dead_links(files: Files, config: MkDocsConfig, project: Project, loaded: Loaded, *, serving: bool) -> None:
    """Report links of the registry to files that do not exist, as loudly as MkDocs reports those of pages."""
    languages = project.languages
    level = config.validation.links.not_found
    pages = [languages.plain(file.src_uri) for file in files.documentation_pages()]

    def exists(src_uri: str) -> bool:
        found = [files.src_uris[name] for name in languages.names(src_uri) if name in files.src_uris]
        return any(is_published(file, serving=serving) for file in found)

    for problem in project.dead_links(loaded, exists, lambda: pages):
        log.log(level, "%s", report([problem]))
