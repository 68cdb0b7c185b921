"""`mkdocs serve --dirty`: which pages show what has changed in the registry.

MkDocs alone rebuilds a page when its Markdown file is newer than what was made of it. Here a page also counts as modified when
what it shows of the registry is another. While a page is made, it is noted which areas it asks for. When one of them changes,
the page is converted anew, and written only if something came out differently.

A page's HTML has the titles of all other pages in its navigation. MkDocs does not know those of pages that it has not read
again, so they are taken from the last build.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from ...problems import Problem
from ...project.project import Project
from ...registry.area_usage import structure, watched
from ...registry.load import Loaded

log = get_plugin_logger("genai")


@dataclass
class _Made:
    """A page as it was made last: what it asked for, and what came of it."""

    page: MkDocsPage
    areas: frozenset[str | None]
    result: object = None


@dataclass
class DirtyBuilds:
    """What lasts from one build of `--dirty` to the next."""

    active: bool = False
    _loaded: Loaded | None = None
    _common: object = None
    _made: dict[str, _Made] = field(default_factory=dict)
    _asked: set[str | None] = field(default_factory=set)
    _doubtful: dict[str, File] = field(default_factory=dict)
    """Pages whose Markdown is as it was, and which are converted to see whether something else comes of it."""
    _changes: frozenset[str | None] | None = None
    """The areas that differ from the last build's, with None among them when the whole does; None in a first build."""

    def watch(self, loaded: Loaded) -> Loaded:
        """The registry in a form whose use is noted, after a look at what differs from the last one."""
        if not self.active:
            return loaded
        before, self._loaded = self._loaded, loaded
        self._changes = _changes(before, loaded) if before else None
        return loaded._replace(registry=watched(loaded.registry, self._asked.add))

    def choose(self, files: Files, config: MkDocsConfig, project: Project, registry: Sequence[Path | Problem]) -> None:
        """Decide which pages are converted, before MkDocs asks; `registry` are its files, and what is wrong with it."""
        if not self.active:
            return
        before, self._common = self._common, _common(config, project, registry)
        everywhere = bool(self._made) and before != self._common
        self._doubtful = {}
        for file in files.documentation_pages():
            made = self._made.get(file.src_uri)
            if file.is_modified():
                continue
            if project.languages.known or made is None:
                # A first build knows nothing of an older one, not even what was hidden; each language is a build of its own.
                certain, doubtful = True, False
            else:
                certain, doubtful = everywhere, self._asks_for_changes(made.areas)
                # MkDocs makes it only later for a page that is not in the nav.
                if file.page is not None and not certain and not doubtful:
                    _restore(file.page, made.page)
            if certain or doubtful:
                file.is_modified = _always  # type: ignore[method-assign]
            if doubtful and not certain:
                self._doubtful[file.src_uri] = file

    def begin(self) -> None:
        """A page is converted from here on."""
        self._asked.clear()

    def end(self, page: MkDocsPage) -> None:
        """A page is converted, and has asked for all that it shows."""
        if self.active:
            made = self._made.get(page.file.src_uri)
            self._made[page.file.src_uri] = _Made(page, frozenset(self._asked), made and made.result)

    def settle(self, files: Files, frames: Mapping[str, object]) -> None:
        """Decide which pages are written, now that all are converted; `frames` is what stands around each."""
        if not self.active:
            return
        written = 0
        for file in files.documentation_pages():
            made, page = self._made.get(file.src_uri), file.page
            if made is not None and page is not None and page is made.page:
                result = (page.content, page.title, copy.deepcopy(dict(page.meta)), frames.get(file.src_uri))
                if file.src_uri in self._doubtful and result == made.result:
                    file.is_modified = _never  # type: ignore[method-assign]
                made.result = result
            written += file.is_modified()
        log.info("%s", f"{written} {'page is' if written == 1 else 'pages are'} written anew")

    def _asks_for_changes(self, areas: frozenset[str | None]) -> bool:
        changes = self._changes
        return changes is None or None in changes or bool(changes & areas) or (bool(changes) and None in areas)


def _changes(before: Loaded, now: Loaded) -> frozenset[str | None]:
    old, new = before.registry.areas, now.registry.areas
    if structure(before.registry) != structure(now.registry):
        return frozenset({None, *old, *new})
    rows = {key[0] for key, table in now.tables.items() if before.tables.get(key) != table}
    return frozenset(area_id for area_id in new if area_id in rows or old[area_id] != new[area_id])


def _common(config: MkDocsConfig, project: Project, registry: Sequence[Path | Problem]) -> object:
    """What all pages depend on, and no page is seen to ask for."""
    templates = [path for folder in project.overrides for path in sorted((folder / "genai").glob("**/*"))]
    configured = [Path(config.config_file_path), *templates]
    problems = [problem for problem in registry if isinstance(problem, Problem)]
    return repr(config.nav), problems, [(path, path.stat().st_mtime_ns) for path in configured if path.exists()]


def _restore(page: MkDocsPage, made: MkDocsPage) -> None:
    """Give a page that is not read again what other pages show of it."""
    page.markdown, page.content, page.meta, page.toc = made.markdown, made.content, made.meta, made.toc
    page.present_anchor_ids = made.present_anchor_ids
    page.title = made.title


def _always() -> bool:
    return True


def _never() -> bool:
    return False
