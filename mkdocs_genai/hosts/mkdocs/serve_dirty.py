"""`mkdocs serve --dirty`: decides which pages are rebuilt after a change in the registry.

MkDocs rebuilds a page if its Markdown file is newer than the page's file in the site. While a page is converted, the areas that
it reads are recorded. If one of them differs in the next build, the page's file gets the oldest possible modification time, so
that MkDocs rebuilds that page as well.

The navigation of each page has the titles of all other pages. MkDocs does not know the titles of pages that it has not read
again, so they are taken from the last build.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage

from ...build import Build
from ...problems import Problem
from ...registry.area_usage import recording_reads, structure
from ...registry.load import Loaded
from ...registry.model import Registry
from ...registry.table import Tables
from .site import MkDocsSite

log = get_plugin_logger("genai")


@dataclass
class _Made:
    """A page of the last build, and the areas that it read; None among them stands for all."""

    page: MkDocsPage
    areas: frozenset[str | None]


@dataclass
class DirtyBuilds:
    """The state that lasts from one `--dirty` build to the next."""

    active: bool = False
    _registry: Registry | None = None
    _tables: Tables = field(default_factory=dict)
    _common: object = None
    _made: dict[str, _Made] = field(default_factory=dict)
    _asked: set[str | None] = field(default_factory=set)

    def choose(self, build: Build, site: MkDocsSite, problems: Iterable[Problem]) -> None:
        """Decide which pages are rebuilt, before MkDocs does, and record from now on which areas are read."""
        if not self.active:
            return
        registry = build.renderer.registry
        changed = self._changed_areas(registry, build.loaded)
        common = _common(build, site, problems)
        everywhere = not self._made or common != self._common or site.languages.known != ()
        self._registry, self._tables, self._common = registry, build.loaded.tables, common
        number = 0
        for file in site.files.documentation_pages():
            made = self._made.get(file.src_uri)
            if not file.is_modified():
                # Pages that an earlier process has built are not known, and each language is a build of its own.
                if everywhere or made is None or _shows(made.areas, changed):
                    _make_outdated(file)
                elif file.page is not None:  # MkDocs creates it later for a page that is not in the nav
                    _restore(file.page, made.page)
            number += file.is_modified()
        log.info("%s", f"{number} {'page is' if number == 1 else 'pages are'} built again")
        build.renderer = replace(build.renderer, registry=recording_reads(registry, self._asked.add))

    def begin(self) -> None:
        """Begin the conversion of a page."""
        self._asked.clear()

    def end(self, page: MkDocsPage, *, uses_registry: bool) -> None:
        """End the conversion of a page, and store which areas it has read; one that has read none may depend on the course."""
        if self.active:
            areas = self._asked or ({None} if uses_registry else set())
            self._made[page.file.src_uri] = _Made(page, frozenset(areas))

    def _changed_areas(self, registry: Registry, loaded: Loaded) -> frozenset[str | None]:
        """The areas that differ from the last build; None among them if the course differs, which affects all areas."""
        before = self._registry
        if before is None or structure(before) != structure(registry):
            return frozenset({None})
        rows = {key[0] for key, table in loaded.tables.items() if self._tables.get(key) != table}
        return frozenset(
            area_id for area_id, area in registry.areas.items() if area_id in rows or before.areas[area_id] != area
        )


def _shows(areas: frozenset[str | None], changed: frozenset[str | None]) -> bool:
    return bool(areas and changed) and (None in areas or None in changed or not areas.isdisjoint(changed))


def _common(build: Build, site: MkDocsSite, problems: Iterable[Problem]) -> object:
    """What all pages depend on without reading an area."""
    templates = [
        path
        for folder in build.project.overrides
        for path in sorted((folder / "genai").glob("**/*"), key=lambda file: file.parts)
    ]
    configured = [Path(site.config.config_file_path), *templates]
    return repr(site.config.nav), list(problems), [(path, path.stat().st_mtime_ns) for path in configured if path.exists()]


def _make_outdated(file: File) -> None:
    """Have MkDocs rebuild a page: it compares the modification times of the source and of the file in the site."""
    os.utime(file.abs_dest_path, (0, 0))


def _restore(page: MkDocsPage, made: MkDocsPage) -> None:
    """Restore the data of a page that is not read again, which other pages show."""
    page.markdown, page.content, page.meta, page.toc = made.markdown, made.content, made.meta, made.toc
    page.present_anchor_ids = made.present_anchor_ids
    page.title = made.title
