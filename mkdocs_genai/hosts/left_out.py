"""Pages of docs_dir that are not in the site: drafts, and what mkdocs.yml or another plugin excludes."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..blocks.scan import shown_by_source
from ..project import Project
from ..render.renderer import Renderer
from ..render.shown import Shown
from .addresses import is_published

_SNIPPETS = "pymdownx.snippets"


class PagesOnDisk:
    """The pages that were there before other plugins had a look at the site's files; they go by the registry's names."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self._files = {file.src_uri: file for file in files if file.is_documentation_page()}
        self._sources: dict[str, File] = {}
        self._snippets: dict[str, Any] | None = None
        if _SNIPPETS in config.markdown_extensions:
            self._snippets = config.mdx_configs.get(_SNIPPETS) or {}

    def names(self, files: Files, project: Project) -> set[str]:
        """The names of all pages of this language, those that have come since too."""
        found = {file.src_uri for file in files if file.is_documentation_page()} | self._files.keys()
        return set(project.languages.choose(found))

    def left_out(self, files: Files, project: Project) -> dict[str, str]:
        """The pages of this language that are not in the site, and why."""
        plain = project.languages.plain
        pages = [file for file in files if file.is_documentation_page()]
        in_site = {plain(file.src_uri) for file in pages if is_published(file)}
        drafts = {plain(file.src_uri) for file in pages if not is_published(file) and is_published(file, serving=True)}
        chosen = project.languages.choose(sorted(self._files))
        self._sources = {name: self._files[src_uri] for name, src_uri in chosen.items() if name not in in_site}
        return {name: "is a draft" if name in drafts else "is excluded from the site" for name in self._sources}

    def shown(self, name: str, renderer: Renderer, home: str | None) -> Shown:
        """What a page shows that is left out, by its source and the snippets that it includes."""
        try:
            source = self._sources[name].content_string
        except (OSError, UnicodeDecodeError):
            return Shown()  # no page of the site, so that nothing is wrong
        if self._snippets is not None and "-8<-" in source:
            md = Markdown(extensions=[_SNIPPETS], extension_configs={_SNIPPETS: self._snippets | {"check_paths": False}})
            source = "\n".join(md.preprocessors["snippet"].run(source.split("\n")))
        return shown_by_source(renderer, source, home)
