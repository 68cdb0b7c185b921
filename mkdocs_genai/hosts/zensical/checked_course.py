"""What is wrong with a course: with its registry, found without Zensical, and with pages that Zensical did not convert."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ... import __version__
from ...blocks.unconverted_pages import shown_by_source
from ...build import Build
from ...extensions import load_extensions
from ...i18n import english_words
from ...problems import Problem, ProblemError
from ...project.docs_files import file_problems
from ...project.languages import ONE_LANGUAGE
from ...project.layer_paths import find_layers
from ...project.page_sources import PageSource
from ...project.project import Project
from ...registry.text_files import read_text
from ...registry.yaml_depth import LOADER, mark_of
from ...render.deep_dives import DeepDives
from ...render.jinja import TEMPLATES_FOLDER
from ...render.shown_content import PageContent, ShownPages
from ...sharing.published_content import is_unlisted
from ...targets import Target, home_page
from ..plain import PlainSite, checkable_pages, converted_page, registry_problems, site_path, site_url
from .derived_config import config_files
from .journal import Conversion, Findings, Known
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
        self.found: dict[Conversion, Findings] = {}
        """What was found on each page, once pages have been checked."""
        self._metas = {name: _front_matter(name, self.build.pages[name], self._site) for name in self.build.pages}
        self.unreadable = [meta for meta in self._metas.values() if isinstance(meta, Problem)]
        """Pages at which Zensical would end."""
        found = {*file_problems(project), *(project.problems if project.has_registry else ()), *registry_problems(self.build)}
        # Of the site are pages that can't be read, which now have been.
        self.problems = sorted({*found, *self._site.problems})
        self.build.leave_out(self.build.pages_left_out(), serving=False)

    @property
    def errors(self) -> list[Problem]:
        """What stops a build."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """What stops a strict build."""
        return [problem for problem in self.problems if problem.severity == "warning"]

    def check_pages(self, known: Known) -> None:
        """Find what is wrong with pages, and convert for that those that are not known as they are now.

        Faults that follow from a broken registry would only hide it.
        """
        build, site = self.build, self._site
        if not build.loaded.usable:
            return
        for src_uri in checkable_pages(build):
            conversion = Conversion.of(src_uri, build.pages[src_uri], self.stamp)
            self.found[conversion] = known.get(conversion) or self._findings(src_uri)
        found = {problem for findings in self.found.values() for problem in findings.problems}
        found |= {*self.problems, *build.differing_headings(lambda page: site.address(page).file)}
        self.problems = sorted(found)

    def _findings(self, src_uri: str) -> Findings:
        """What is found on a page, with what stands around it, by converting it."""
        build = self.build
        build.renderer.english.clear()
        page = converted_page(build, self._site, src_uri)
        try:
            self._deep_dives.frame(build.renderer, page, self._home_page)
        except ProblemError as fault:
            page.fault(None, fault.code, str(fault))
        return Findings.of(page, build.renderer.english)

    @cached_property
    def _home_page(self) -> str | None:
        return home_page(self.build.project.has_page)

    @cached_property
    def _deep_dives(self) -> DeepDives:
        return DeepDives(self.build.renderer.registry)

    @property
    def in_english(self) -> str | None:
        """What is to be said of the labels that pages in another language show in English."""
        return english_words(
            self.build.renderer.locale, {label for findings in self.found.values() for label in findings.english}
        )

    @cached_property
    def stamp(self) -> str:
        """What changes when pages must be converted again: with the registry, and with what it shows of pages."""
        return _stamp(self.build)

    @cached_property
    def hidden(self) -> set[str]:
        """The pages that readers can't see."""
        project = self.build.project
        left_out = {name for name in {*self.build.pages, *self.build.homes} if project.why_left_out(name)}
        return left_out | project.excluded_page_files().keys()

    @cached_property
    def closed(self) -> set[str]:
        """The pages that are not to be listed."""
        return self.hidden | {name for name, meta in self._metas.items() if isinstance(meta, dict) and is_unlisted(meta)}

    def shown(self) -> ShownPages:
        """What each page shows, and which pages are not for everybody."""
        build, found = self.build, {src_uri: findings.content for (src_uri, _), findings in self.found.items()}
        excluded = {name: self._excluded_source(file) for name, file in build.project.excluded_page_files().items()}
        sources = {name: build.pages[name] for name in build.pages} | excluded
        for name in sources.keys() - found.keys():
            shown = shown_by_source(build.extensions.blocks, build.renderer, sources[name], build.homes.get(name))
            found[name] = PageContent(shown)
        return ShownPages(found, self.hidden, self.closed)

    def _excluded_source(self, file: str) -> PageSource:
        """A page that is not in the site, with its snippets; empty if it can't be read."""
        project = self.build.project
        text = read_text((project.docs_dir or project.root) / file, file)
        source = PageSource(lambda: text if isinstance(text, str) else "", project.snippets)
        return PageSource(lambda: source.given)

    def search_results(self) -> Results:
        """The rows of the pages that search may find; see search_results."""
        return {
            site_path(self.build.project, src_uri): list(findings.sections.values())
            for (src_uri, _), findings in self.found.items()
            if findings.sections and src_uri not in self.closed
        }

    def address(self, target: Target) -> str | None:
        """The address of a target; None for a page that is not to be listed."""
        return None if target.path in self.closed else site_url(self.build.project, target)


def _stamp(build: Build) -> str:
    project = build.project
    made_with = (__version__, build.extensions.packages, str(project.locale), project.site_url)
    seen = hashlib.sha256(str(made_with).encode())
    folders = [folder / name for folder in project.overrides for name in (TEMPLATES_FOLDER, ".icons")]
    own = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    for file in (*(config_files(project.config_file) if project.config_file else ()), *build.loaded.files, *own):
        seen.update(file.read_bytes())
    for folder, _, names in sorted(os.walk(project.docs_dir or project.root)):
        seen.update(f"{folder}{sorted(names)}".encode(errors="surrogateescape"))
    for name in build.pages:
        source = build.pages[name]
        uses = [link.reference for link in source.links if link.reference.startswith("term:")]
        # A glossary names the pages that use a term by their headings.
        heading = source.heading.text if source.heading and uses else None
        minutes = source.word_count if name in build.homes else None
        glossaries = [head.argument for head in source.block_heads if head.name == "glossary"]
        seen.update(f"{name}{uses}{heading}{minutes}{glossaries}".encode())
    return seen.hexdigest()[:16]


_NO_FRONT_MATTER = (
    "expected a mapping with names as keys, such as `title: Soil`; for a rule at the beginning of a page, write `***` "
    "instead of `---`"
)


def _front_matter(name: str, source: PageSource, site: PlainSite) -> Any:
    """A page's front matter, or the problem that it is not valid: MkDocs takes it for text, and Zensical ends."""
    try:
        found = yaml.load(source.front_matter.strip().strip("-."), Loader=LOADER)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError) as error:
        # ValueError for a date that is none. The mark counts lines from 0.
        mark = mark_of(error)
        words = getattr(error, "problem", None) or str(error)
        fault, line = f"the front matter is not valid YAML, and Zensical can't read it: {words}", mark.line + 1 if mark else 1
    else:
        if found is None or (isinstance(found, dict) and all(isinstance(key, str) for key in found)):
            return found
        fault, line = f"Zensical can't read this front matter: {_NO_FRONT_MATTER}", 1
    return Problem(source.position(site.address(name).file, line), "", fault, "GA002")
