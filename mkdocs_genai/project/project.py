"""One course's project: its folders, pages, languages, layers and options.

The plugin makes it from MkDocs's configuration (`hosts/mkdocs/config`), the command line from mkdocs.yml (`mkdocs_yml`). It
lists docs_dir, but reads no file of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from babel import Locale
from markdown import Markdown
from pathspec.gitignore import GitIgnoreSpec

from ..addresses import address_problem
from ..problems import Problem
from ..registry.layers import Layer
from ..registry.text_files import display_path, has_file, is_utf8
from .languages import ONE_LANGUAGE, Languages
from .layer_paths import own_layer
from .snippets import Snippets

UNNAMED_COURSE = "A course"
"""The title of a course whose site has no name."""


@dataclass(frozen=True)
class Project:
    """Where a course's files are. `docs_dir` is None when only a registry is known, and pages can't be checked.

    Pages go by their plain names, as the registry has them; a site in several languages has a project for each.
    """

    root: Path
    registry: Path
    docs_dir: Path | None = None
    icon_folders: tuple[Path, ...] = ()
    overrides: tuple[Path, ...] = ()
    excluded: GitIgnoreSpec = field(default_factory=lambda: excluded_docs(None))
    """Files of docs_dir that are not in the site."""
    drafts: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines([]))
    """Files of docs_dir that only a preview has."""
    markdown: Callable[[], Markdown] = Markdown
    """Makes the site's own Markdown."""
    site_name: str = UNNAMED_COURSE
    site_url: str | None = None
    """The site's URL, with a slash at its end; None if mkdocs.yml has none."""
    directory_urls: bool = True
    """Whether URLs of pages are `page/`, not `page.html`."""
    languages: Languages = ONE_LANGUAGE
    locale: Locale = field(default_factory=lambda: Locale("en"))
    """The language of fixed words, numbers and dates."""
    snippets: Snippets | None = None
    """The snippets that pages may include, if the site has pymdownx.snippets."""
    layers: tuple[Layer, ...] = ()
    """The registry's layers, the lowest first; may be empty if there is only `registry`."""
    layers_of: Mapping[str, tuple[Layer, ...]] = field(default_factory=dict)
    """Each language's layers."""

    written_docs_dir: Path | None = None
    """docs_dir as mkdocs.yml has it, where another plugin has put a copy in its place, as mkdocs-monorepo-plugin does."""

    config_file: Path | None = None
    """mkdocs.yml, where there is one."""
    checks_anchors: bool = False
    """Whether mkdocs.yml makes a link to an anchor that does not exist a warning, which stops a strict build."""
    nav: Sequence[Any] = ()
    """The nav, where the project is read from mkdocs.yml."""
    problems: tuple[Problem, ...] = ()
    """Problems of the plugin's own settings in mkdocs.yml."""
    not_looked_into: tuple[str, ...] = ()
    """The plugins that make or change pages, which can't be seen on disk; `hooks` is one of them."""
    has_made_files: bool = False
    """Whether a plugin or a hook may make files, so that a file may be in the site without being on disk."""
    has_macros: bool = False
    """Whether pages are Jinja templates, which a plugin renders before Markdown."""

    def in_each_language(self) -> Iterator[Project]:
        """The project in every language of the site, the default one first."""
        for languages in self.languages.each():
            layers = self.layers_of.get(languages.current, self.layers)
            yield replace(self, registry=own_layer(layers) or self.registry, layers=layers, languages=languages)

    @property
    def all_layers(self) -> tuple[Layer, ...]:
        """The registry's layers, the lowest first."""
        return self.layers or (Layer(self.registry),)

    def registry_paths(self) -> set[Path]:
        """Where the registry's layers are in any language, also where only another plugin may make them."""
        docs_dir = self.written_docs_dir or self.docs_dir or self.root
        own = [layer.path for layers in self.layers_of.values() for layer in layers if layer.path]
        return {*own, *(found for each in self.languages.each() for path in own for found in each.registries(path, docs_dir))}

    @property
    def has_registry(self) -> bool:
        """Whether there is a registry, or mkdocs.yml names one that should be there."""
        return any(layer.name or layer.path is None or os.path.lexists(layer.path) for layer in self.all_layers)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which commands may write: the project's own, and what mkdocs.yml names elsewhere."""
        registry = self.registry if os.path.isdir(self.registry) else self.registry.parent
        return self.root, self.docs_dir or self.root, registry

    def pages(self) -> list[str]:
        """All pages of this language, relative to docs_dir."""
        return list(self.page_files())

    def page_files(self) -> dict[str, str]:
        """The file of each page, relative to docs_dir too."""
        return self.languages.choose(page for page in self._markdown_files() if not self.excluded.match_file(page))

    def excluded_page_files(self) -> dict[str, str]:
        """As `page_files`, of the pages that mkdocs.yml excludes from the site."""
        return self.languages.choose(page for page in self._markdown_files() if self.excluded.match_file(page))

    def _markdown_files(self) -> list[str]:
        """The Markdown files of docs_dir, relative to it, in the order of their folders."""
        if self.docs_dir is None:
            return []
        docs_dir = self.docs_dir
        # Not Path.rglob, which raises for a folder that may be listed but not entered.
        paths = [Path(folder, name) for folder, _, names in os.walk(docs_dir) for name in names if name.endswith(".md")]
        paths.sort(key=lambda path: path.parts)  # Windows would compare paths themselves without their case
        return list(filter(is_utf8, (path.relative_to(docs_dir).as_posix() for path in paths)))

    def display_path(self, file: str) -> str:
        """A file of docs_dir as messages name it."""
        return f"{display_path(self.written_docs_dir or self.docs_dir or self.root, self.root)}/{file}"

    def has_page(self, src_uri: str) -> bool:
        """Whether docs_dir has the page, be it in the site or not; always, when that can't be known from the disk."""
        return self.docs_dir is None or self.has_made_files or self._file_of(src_uri) is not None

    def has_file(self, src_uri: str) -> bool:
        """Whether docs_dir has the file for the site; always, when that can't be known from the disk."""
        file = self._file_of(src_uri)
        if file is None:
            return self.docs_dir is None or self.has_made_files
        return self._why_out(file) is None

    def why_left_out(self, src_uri: str) -> str | None:
        """Why a file of docs_dir is not in the site; None if it is, or if docs_dir does not have it."""
        file = self._file_of(src_uri)
        return None if file is None else self._why_out(file)

    def _why_out(self, file: str) -> str | None:
        if self.excluded.match_file(file):
            return "is excluded from the site"
        return "is a draft" if self.drafts.match_file(file) else None

    def _file_of(self, src_uri: str) -> str | None:
        """The file of docs_dir that has a name of this language, one that is in the site first."""
        docs_dir = self.docs_dir
        found = [name for name in self.languages.names(src_uri) if docs_dir is not None and has_file(docs_dir, name)]
        return next((name for name in found if not self.excluded.match_file(name)), next(iter(found), None))


def excluded_docs(exclude_docs: str | None) -> GitIgnoreSpec:
    """The files of docs_dir that are not in the site: MkDocs's own rules, and those of `exclude_docs`, which may override them.

    Raises ValueError for an invalid rule.
    """
    return GitIgnoreSpec.from_lines([".*", "/templates/", *(exclude_docs or "").splitlines()])


def site_address(site_url: Any) -> str | None:
    """A mkdocs.yml's `site_url`, with a slash at its end; None if it is empty or not a web URL."""
    url = str(site_url or "")
    return f"{url.rstrip('/')}/" if url.startswith(("https://", "http://")) and not address_problem(url) else None
