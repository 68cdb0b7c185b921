"""The build that all pages share. Zensical makes a Markdown instance, and so an extension, for each page.

It reads its configuration once a build, and again in a preview when a watched file has changed. Each time, the configuration
is another object: then, and only then, the registry's files are looked at, and read again if one has changed. With a `stamp`,
which `mkdocs-genai zensical` gives, they are read again when that has changed.

A broken registry ends nothing: pages show the last good one, or the valid part of this one, below a banner with its problems.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from pathspec.gitignore import GitIgnoreSpec

from ...build import Build, Caches
from ...extensions import BUILT_IN, load_extensions
from ...problems import CommandError, Position, Problem, report
from ...project.languages import ONE_LANGUAGE, site_locale
from ...project.layer_paths import find_layers, layer_names, own_layer
from ...project.project import UNNAMED_COURSE, Project, excluded_docs, site_address
from ...project.site_checks import dead_links
from ...project.site_markdown import SiteMarkdown
from ...project.snippets import SNIPPETS, snippets_of
from ...registry.layers import Layer
from ...registry.load import Loaded
from ...render.banner import render_banner
from ...render.mermaid_engines import BEST_ENGINE
from ...render.mermaid_layout import Layouts
from ..copied_assets import COPIED
from .frames import Frames
from .site import ZensicalSite, log


class Given(NamedTuple):
    """The options of the extension in mkdocs.yml."""

    registry: Any = ""
    metadata: bool = True
    stamp: str = ""
    """What changes when the registry does; empty where nobody has checked it before."""
    banner: str = ""
    """HTML that says what is wrong with the registry as it is now."""
    journal: str = ""
    """The name of the journal in which is written what is found on pages; empty for none."""


@dataclass
class SharedBuild:
    """The build of now; there is one in a process."""

    build: Build | None = None
    frames: Frames | None = None
    banner: str = ""
    """HTML to show above each page."""
    _config: Mapping[str, Any] | None = None
    _key: object = None
    _good: Loaded | None = None
    """The last registry without errors."""
    _said: str = ""
    """The errors that have been said last."""

    def of(self, config: Mapping[str, Any], given: Given) -> Build:
        """The build for a configuration, which is Zensical's."""
        if self.build is None or config is not self._config:
            project, faults = _project(config, given)
            # Snippets are never equal, and depend on nothing but options.
            key = (replace(project, snippets=None), given.metadata, given.stamp or _file_stamp(project, config))
            if self.build is None or key != self._key:
                self.build = self._new_build(project, given, faults)
                self.frames = Frames(
                    self.build, _written(self.build, given), config.get("site_description"), metadata=given.metadata
                )
            self._config, self._key = config, key
            if given.stamp:
                self.banner = given.banner
        return self.build

    def _new_build(self, project: Project, given: Given, faults: list[Problem]) -> Build:
        site = ZensicalSite(project, quiet=True)
        layouts = Layouts(BEST_ENGINE, lambda advice: log.info("%s", f"genai: {advice}"))
        try:
            extensions = load_extensions()
        except CommandError as error:
            log.error("%s", f"genai: {error}")
            extensions = BUILT_IN
        build = Build(project, site, Caches(layouts=layouts), extensions)
        errors = [*faults, *(problem for problem in build.loaded.problems if problem.severity == "error")]
        self.banner = render_banner(build.renderer.templates, errors, lambda message: None)
        if not errors:
            self._good = build.loaded
        elif self._good:
            build.use(self._good)
        build.leave_out(build.pages_left_out(), serving=False)
        if given.stamp:
            site.written = _written(build, given)
        else:
            self._say(errors)
            site.quiet = bool(errors)
            others = [problem for problem in build.loaded.problems if problem.severity == "warning"]
            for problem in (*others, *dead_links(build.loaded, project.has_file, site.pages)):
                site.report(problem)
        return build

    def _say(self, errors: list[Problem]) -> None:
        """Say what is wrong with the registry, once."""
        found = report(errors)
        if found and found != self._said:
            kept = "the last good version" if self._good else "the valid part"
            log.error("%s", f"problems in the registry, so pages show {kept} of it:\n\n{found}\n")
        self._said = found


def _written(build: Build, given: Given) -> frozenset[str]:
    """What is in the site beside Zensical's own files; see ZensicalSite."""
    return frozenset([*COPIED, *build.published_uris()]) if given.stamp else frozenset()


def _project(config: Mapping[str, Any], given: Given) -> tuple[Project, list[Problem]]:
    """The project of a configuration, and what is wrong with the lines of mkdocs.yml that it is made of."""
    root = Path(config["root_dir"])
    docs_dir = root / config["docs_dir"]
    theme, options, faults = config["theme"], config["mdx_configs"], []
    try:
        names = layer_names(given.registry)
    except ValueError as error:
        names = []
        faults.append(Problem(Position("mkdocs.yml"), "registry", str(error), "GA014"))
    layers = find_layers(root, names, docs_dir, ONE_LANGUAGE)
    custom_dir = theme.get("custom_dir")
    overrides = (root / custom_dir,) if custom_dir else ()
    project = Project(
        root,
        own_layer(layers) or docs_dir,
        docs_dir,
        tuple(folder / ".icons" for folder in (*overrides, *map(Path, config["theme_dirs"]))),
        overrides,
        excluded=excluded_docs(str(config.get("exclude_docs") or "")),
        drafts=GitIgnoreSpec.from_lines(str(config.get("draft_docs") or "").splitlines()),
        site_name=str(config.get("site_name") or UNNAMED_COURSE),
        site_url=site_address(config.get("site_url")),
        directory_urls=bool(config["use_directory_urls"]),
        layers=layers,
        locale=site_locale(str(theme.get("language") or "en")),
        snippets=snippets_of(options.get(SNIPPETS) or {}, root) if SNIPPETS in config["markdown_extensions"] else None,
        markdown=SiteMarkdown(tuple(each for each in config["markdown_extensions"] if isinstance(each, str)), options),
    )
    return project, faults


def _file_stamp(project: Project, config: Mapping[str, Any]) -> object:
    """What changes when a file of the registry does, when a file of docs_dir comes or goes, or an option of Markdown does."""
    listed = [(folder, *sorted(names)) for folder, _, names in sorted(os.walk(project.docs_dir or project.root))]
    return str(config["mdx_configs"]), listed, tuple((file, file.stat().st_mtime_ns) for file in _files(project.layers))


def _files(layers: tuple[Layer, ...]) -> Iterator[Path]:
    """The files and folders of a registry that are there."""
    for layer in layers:
        for file in (layer.path, *sorted(layer.path.rglob("*"), key=lambda file: file.parts)) if layer.path else ():
            if file.exists():
                yield file
