"""`mkdocs serve --dirty`: which pages are built again after a change in the registry.

MkDocs itself rebuilds a page when its Markdown file is newer than the page's file in the site. While a page is made, it is
noted which areas it asks for. When one of these areas differs in the next build, the page's file is given the oldest possible
time, so that MkDocs rebuilds that page as well.

A page's HTML has the titles of all other pages in its navigation. MkDocs does not know those of pages that it has not read
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
from ...registry.area_usage import structure, watched
from ...registry.load import Loaded
from ...registry.model import Registry
from ...registry.table import Tables
from .site import MkDocsSite

log = get_plugin_logger("genai")


@dataclass
class _Made:
    """A page as it was made last, and the areas that it asked for; None among them stands for all."""

    page: MkDocsPage
    areas: frozenset[str | None]


@dataclass
class DirtyBuilds:
    """What lasts from one build of `--dirty` to the next."""

    active: bool = False
    _registry: Registry | None = None
    _tables: Tables = field(default_factory=dict)
    _common: object = None
    _made: dict[str, _Made] = field(default_factory=dict)
    _asked: set[str | None] = field(default_factory=set)

    def choose(self, build: Build, site: MkDocsSite, problems: Iterable[Problem]) -> None:
        """Decide which pages are built, before MkDocs asks, and have noted what asks for which area from here on."""
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
                # Nothing is known of pages that an older process has built, and each language is a build of its own.
                if everywhere or made is None or _shows(made.areas, changed):
                    _make_outdated(file)
                elif file.page is not None:  # MkDocs makes it only later for a page that is not in the nav
                    _restore(file.page, made.page)
            number += file.is_modified()
        log.info("%s", f"{number} {'page is' if number == 1 else 'pages are'} built again")
        build.renderer = replace(build.renderer, registry=watched(registry, self._asked.add))

    def begin(self) -> None:
        """A page is converted from here on."""
        self._asked.clear()

    def end(self, page: MkDocsPage, *, uses_registry: bool) -> None:
        """A page is converted, and has asked for all that it shows; what asked for no area may show something of the course."""
        if self.active:
            areas = self._asked or ({None} if uses_registry else set())
            self._made[page.file.src_uri] = _Made(page, frozenset(areas))

    def _changed_areas(self, registry: Registry, loaded: Loaded) -> frozenset[str | None]:
        """The areas that differ from the last build's; None among them where the course does, so that all areas may."""
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
    """What all pages depend on, and no page is seen to ask for."""
    templates = [path for folder in build.project.overrides for path in sorted((folder / "genai").glob("**/*"))]
    configured = [Path(site.config.config_file_path), *templates]
    return repr(site.config.nav), list(problems), [(path, path.stat().st_mtime_ns) for path in configured if path.exists()]


def _make_outdated(file: File) -> None:
    """Have MkDocs build a page again: it compares the times of the page's source and of its file in the site."""
    os.utime(file.abs_dest_path, (0, 0))


def _restore(page: MkDocsPage, made: MkDocsPage) -> None:
    """Give a page that is not read again what other pages show of it."""
    page.markdown, page.content, page.meta, page.toc = made.markdown, made.content, made.meta, made.toc
    page.present_anchor_ids = made.present_anchor_ids
    page.title = made.title
