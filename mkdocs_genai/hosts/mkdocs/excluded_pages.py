"""Pages of docs_dir that are not in the site: drafts, and what mkdocs.yml or another plugin excludes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import is_markdown_file

from ...blocks.scan import shown_by_source
from ...project.project import Project
from ...render.publishable import Shown, TableKey
from ...render.renderer import Renderer
from .addresses import is_published

_SNIPPETS = "pymdownx.snippets"


class PagesOnDisk:
    """All pages of docs_dir, those too that other plugins take out; they go by the registry's names."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self._files = {file.src_uri: file for file in files if file.is_documentation_page()}
        for folder, _, names in os.walk(config.docs_dir):
            for name in filter(is_markdown_file, names):
                src_uri = Path(folder, name).relative_to(config.docs_dir).as_posix()
                if src_uri not in self._files:
                    self._files[src_uri] = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
        self._sources: dict[str, File] = {}
        self._snippets: dict[str, Any] | None = None
        if _SNIPPETS in config.markdown_extensions:
            self._snippets = config.mdx_configs.get(_SNIPPETS) or {}

    def names(self, files: Files, project: Project) -> set[str]:
        """The names of all pages of this language, those that have come since too."""
        self._files |= {file.src_uri: file for file in files if file.is_documentation_page()}
        chosen = project.languages.choose(sorted(self._files))
        self._sources = {name: self._files[src_uri] for name, src_uri in chosen.items()}
        return set(self._sources)

    def left_out(self, files: Files, project: Project) -> dict[str, str]:
        """The pages of this language that are not in the site, and why."""
        plain = project.languages.plain
        pages = [file for file in files if file.is_documentation_page()]
        in_site = {plain(file.src_uri) for file in pages if is_published(file)}
        drafts = {plain(file.src_uri) for file in pages if not is_published(file) and is_published(file, serving=True)}
        missing = self.names(files, project) - in_site
        return {name: "is a draft" if name in drafts else "is excluded from the site" for name in sorted(missing)}

    def elsewhere(self, renderer: Renderer, project: Project) -> set[TableKey]:
        """The comparisons that pages of other languages show."""
        own = {file.src_uri for file in self._sources.values()}
        others = [file for src_uri, file in self._files.items() if src_uri not in own]
        shown = [self._shown(file, renderer, None) for file in others] if project.languages.known else []
        return {cells.table for each in shown for cells in each.cells}

    def shown(self, name: str, renderer: Renderer, home: str | None) -> Shown:
        """What a page would show, by its source and the snippets that it includes."""
        return self._shown(self._sources[name], renderer, home)

    def _shown(self, file: File, renderer: Renderer, home: str | None) -> Shown:
        try:
            source = file.content_string
        except (OSError, UnicodeDecodeError):
            return Shown()  # no page of the site, so that nothing is wrong
        if self._snippets is not None and "-8<-" in source:
            md = Markdown(extensions=[_SNIPPETS], extension_configs={_SNIPPETS: self._snippets | {"check_paths": False}})
            source = "\n".join(md.preprocessors["snippet"].run(source.split("\n")))
        return shown_by_source(renderer, source, home)
