"""Where files of docs_dir are in the site, and which of the registry's links lead to none."""

from __future__ import annotations

from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from ..project import Project
from ..registry.load import Loaded
from ..registry.problems import report
from ..render.targets import leads_elsewhere

log = get_plugin_logger("genai")


class Addresses:
    """Finds files by their addresses, each once: MkDocs takes the path apart anew for every question."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[str, File] = {}

    def file(self, path: str) -> File | None:
        """The file that is linked to; one that is not there may still come."""
        if path not in self._found and (found := self._files.get_file_from_path(unquote(path))):
            self._found[path] = found
        return self._found.get(path)

    def in_site(self, target: str) -> str | None:
        """Where a file of docs_dir is in the site, relative to its root; other addresses as they are."""
        if leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        file = self.file(path)
        return f"{file.url}{hash_sign}{anchor}" if file else None


def report_dead_links(files: Files, config: MkDocsConfig, project: Project, loaded: Loaded) -> None:
    """Report links of the registry to files that do not exist, as loudly as MkDocs reports those of pages."""
    languages = project.languages
    level = config.validation.links.not_found
    pages = [languages.plain(file.src_uri) for file in files.documentation_pages()]

    def exists(src_uri: str) -> bool:
        return any(name in files.src_uris for name in languages.names(src_uri))

    for problem in project.dead_links(loaded, exists, lambda: pages):
        log.log(level, "%s", report([problem]))
