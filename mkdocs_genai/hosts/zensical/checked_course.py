"""What is wrong with a course, found without Zensical, which says nothing of a page that comes from its cache."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from ... import __version__
from ...blocks.unconverted_pages import shown_by_source
from ...build import Build
from ...extensions import load_extensions
from ...problems import Problem, ProblemError
from ...project.docs_files import file_problems
from ...project.languages import ONE_LANGUAGE
from ...project.layer_paths import find_layers
from ...project.page_sources import PageSource
from ...project.project import Project
from ...registry.yaml_depth import LOADER
from ...render.deep_dives import DeepDives
from ...render.jinja import TEMPLATES_FOLDER
from ...render.publishable import PageContent, ShownPages, is_unlisted
from ...targets import Target, home_page
from ..plain import PlainSite, page_problems, registry_problems, site_path, site_url
from .search_results import Results


def zensical_project(project: Project, registry: list[str]) -> Project:
    """The project as Zensical has it: in one language, with Zensical's icons, and with no plugin or hook that makes files."""
    docs_dir = project.docs_dir or project.root
    layers = find_layers(project.root, registry, docs_dir, ONE_LANGUAGE)
    icons = (*(folder / ".icons" for folder in project.overrides), *_icon_folders())
    return replace(
        project,
        languages=ONE_LANGUAGE,
        layers=layers,
        layers_of={ONE_LANGUAGE.current: layers},
        icon_folders=icons if project.icon_folders else (),
        has_made_files=False,
        not_looked_into=(),
    )


def _icon_folders() -> Iterator[Path]:
    """Where Zensical's theme has its icons. Found by name, as a check must not import the theme."""
    for name in ("zensical", "zensical_ui"):
        if (spec := importlib.util.find_spec(name)) and spec.origin:
            yield Path(spec.origin).parent / "templates" / ".icons"


class CheckedCourse:
    """A course's registry, loaded and checked, and what is wrong with it; `check_pages` adds what is wrong with its pages.

    Raises CommandError where a package's extension can't be used.
    """

    def __init__(self, project: Project) -> None:
        self._site = PlainSite(project)
        self.build = Build(project, self._site, extensions=load_extensions())
        found = {*file_problems(project), *(project.problems if project.has_registry else ()), *registry_problems(self.build)}
        self.problems = sorted(found)
        self._metas = {name: _front_matter(name, self.build.pages[name], self._site) for name in self.build.pages}
        self.unreadable = [meta for meta in self._metas.values() if isinstance(meta, Problem)]
        """Pages at which Zensical would end."""
        self.build.leave_out({page for page in self.build.homes if project.why_left_out(page)}, serving=False)

    @property
    def errors(self) -> list[Problem]:
        """What stops a build."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What stops a strict build."""
        return [problem for problem in self.problems if problem.severity == "warning"]

    def check_pages(self) -> None:
        """Convert all pages, with what stands around them. Faults that follow from a broken registry would only hide it."""
        build, site = self.build, self._site
        if not build.loaded.usable:
            return
        found = {*self.problems, *page_problems(build, site), *build.differing_headings(lambda page: site.address(page).file)}
        deep_dives = DeepDives(build.renderer.registry)
        for page in site.converted.values():
            try:
                deep_dives.frame(build.renderer, page, home_page(build.project.has_page))
            except ProblemError as fault:
                page.fault(None, fault.code, str(fault))
        self.problems = sorted({*found, *site.problems})

    @property
    def stamp(self) -> str:
        """What changes when pages must be converted again: with the registry, and with what it shows of pages."""
        return _stamp(self.build)

    def shown(self) -> ShownPages:
        """What each page shows, and which pages are not for everybody."""
        project, renderer = self.build.project, self.build.renderer
        named = {*self.build.pages, *self.build.homes}
        hidden = {name for name in named if project.why_left_out(name)}
        unlisted = {name for name, meta in self._metas.items() if isinstance(meta, dict) and is_unlisted(meta)}
        blocks = self.build.extensions.blocks
        content = {
            name: self._site.converted[name].content
            if name in self._site.converted
            else PageContent(shown_by_source(blocks, renderer, self.build.pages[name], self.build.homes.get(name)))
            for name in self.build.pages
        }
        return ShownPages(content, hidden, hidden | unlisted)

    def search_results(self, shown: ShownPages) -> Results:
        """The rows of the pages that search may find; see search_results."""
        found = {
            name: [section for _, words in page.search for section in words.sections]
            for name, page in self._site.converted.items()
            if name not in shown.closed
        }
        return {site_path(self.build.project, name): sections for name, sections in found.items() if sections}

    def address(self, closed: set[str]) -> Callable[[Target], str | None]:
        """Gives the address of a target; None for pages that are not to be listed."""
        project = self.build.project
        return lambda target: None if target.path in closed else site_url(project, target)


def _stamp(build: Build) -> str:
    project = build.project
    seen = hashlib.sha256(__version__.encode())
    own = (file for folder in project.overrides for file in sorted((folder / TEMPLATES_FOLDER).rglob("*")) if file.is_file())
    for file in (*build.loaded.files, *own):
        seen.update(file.read_bytes())
    for folder, _, names in sorted(os.walk(project.docs_dir or project.root)):
        seen.update(f"{folder}{sorted(names)}".encode(errors="surrogateescape"))
    for name in build.pages:
        source = build.pages[name]
        uses = [link.reference for link in source.links if link.reference.startswith("term:")]
        minutes = source.word_count if name in build.homes else None
        seen.update(
            f"{name}{uses}{minutes}{[head.argument for head in source.block_heads if head.name == 'glossary']}".encode()
        )
    return seen.hexdigest()[:16]


def _front_matter(name: str, source: PageSource, site: PlainSite) -> Any:
    """A page's front matter, or the problem that it is not valid: MkDocs takes it for text, and Zensical ends."""
    try:
        return yaml.load(source.front_matter.strip().strip("-."), Loader=LOADER)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError) as error:
        # ValueError for a date that is none. The mark counts lines from 0.
        mark = getattr(error, "problem_mark", None)
        position = source.position(site.address(name).file, mark.line + 1 if mark else 1)
        words = getattr(error, "problem", None) or str(error)
        return Problem(position, "", f"the front matter is not valid YAML, and Zensical can't read it: {words}", "GA002")
