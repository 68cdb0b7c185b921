"""What `mkdocs build` and `mkdocs serve` do with a registry that has errors, and what lasts from build to build.

`mkdocs build` stops. `mkdocs serve` goes on with the last good registry, shows the errors in a banner, and watches files.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from ...build import Build, Caches
from ...editor_schemas import write_schemas
from ...extensions import Extensions, load_extensions
from ...problems import CommandError, Problem, counted, report
from ...project.project import Project
from ...registry.load import HOW_TO_BEGIN, Loaded
from ...registry.parsed_files import ParsedFiles
from ...registry.text_files import display_path
from ...render.banner import render_banner
from ...render.jinja import Templates
from ...render.mermaid_engines import BEST_ENGINE
from ...render.mermaid_layout import Layouts
from ...targets import Site
from .hidden_pages import HiddenPages
from .serve_dirty import DirtyBuilds

log = get_plugin_logger("genai")
_LEVELS = {"warning": logging.WARNING, "info": logging.INFO}
_mkdocs_log = logging.getLogger("mkdocs")


class Watcher(Protocol):
    """The part of MkDocs's LiveReloadServer that is used; its module is not imported, because it imports a web server."""

    def watch(self, path: str) -> None:
        """Rebuild when the file, or something in the folder, changes."""


@dataclass
class KeptPages:
    """Data of pages that outlasts a build, because `--dirty` builds do not convert most pages again."""

    hidden: HiddenPages = field(default_factory=HiddenPages)
    styled: set[str] = field(default_factory=set)
    """Pages that show something of the registry, and so need the style sheets."""
    with_mermaid: set[str] = field(default_factory=set)
    """Pages that load Mermaid."""


class Builds:
    """The builds of one process: one of `mkdocs build`, or all that `mkdocs serve` makes."""

    def __init__(self, *, serving: bool = False, dirty: bool = False) -> None:
        self.serving = serving
        self.dirty = DirtyBuilds(dirty)
        self.kept = KeptPages()
        self.problems: list[Problem] = []
        """The errors of the registry now, shown on every page."""
        self._good: dict[str, Loaded] = {}
        """The last registry without errors, by language."""
        self._parsed: dict[str, ParsedFiles] = {}
        """The parsed files of the registry, by language."""
        self._caches = Caches(layouts=Layouts(BEST_ENGINE, _inform))
        self._extensions: Extensions | None = None
        self._schema_fault = ""
        self._server: Watcher | None = None
        self._watched: set[Path] = set()
        self._paths: tuple[Path, ...] = ()
        """The paths to watch."""

    def begin(self, project: Project, site: Site) -> Build:
        """Begin a build with a usable registry. Raises PluginError."""
        if not self.dirty.active:
            self.kept = KeptPages()
        language = project.languages.current
        # Parsing unchanged files would take longer than everything else that a rebuild does with a registry.
        files = self._parsed.setdefault(language, ParsedFiles()) if self.serving else None
        try:
            self._extensions = self._extensions or load_extensions()
        except CommandError as error:
            raise PluginError(str(error)) from error
        build = Build(project, site, replace(self._caches, files=files), self._extensions)
        build.use(self.usable(build.loaded, language))
        if self.serving:
            self._prepare(build)
        return build

    def usable(self, loaded: Loaded, language: str) -> Loaded:
        """The registry to render. If there are errors, a preview uses the last good registry, or the valid part of this one.

        Raises PluginError in a build with errors.
        """
        if self.serving:
            _go_on_after_warnings()
        for problem in loaded.problems:
            if problem.severity != "error":
                log.log(_LEVELS[problem.severity], "%s", report([problem]))
        self.problems = [problem for problem in loaded.problems if problem.severity == "error"]
        if loaded.is_absent:
            log.info(HOW_TO_BEGIN)
        if not self.problems:
            self._good[language] = loaded
            return loaded
        kept = "the last good version" if language in self._good else "the valid part of it"
        self._complain(self.problems, f", so the preview shows {kept}")
        return self._good.get(language, loaded)

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Stop a build for errors that are found when all files are known; a preview shows them and goes on.

        Raises PluginError.
        """
        if problems:
            self._complain(problems, "")
            self.problems = [*self.problems, *problems]

    def _complain(self, problems: Sequence[Problem], effect: str) -> None:
        """Stop a build for errors. Say them in a preview, which goes on; `effect` is what they have for one there.

        Raises PluginError.
        """
        found = f"{counted(len(problems), 'problem')} in the registry"
        if not self.serving:
            raise PluginError(f"{found}, so nothing was built:\n\n{report(problems)}")
        log.warning("%s", f"{found}{effect}:\n\n{report(problems)}\n")

    def _prepare(self, build: Build) -> None:
        """Watch files and update the editor schemas, in a preview."""
        project = build.project
        layers = (layer.path for layer in project.all_layers if layer.path)
        self._paths = (*layers, *build.loaded.files, *(folder / "genai" for folder in project.overrides))
        self._watch()
        # All languages of a site have the same schemas, with the names of the default one.
        if self.problems or project.languages.current != project.languages.default:
            return
        fault = ""
        try:
            for file in write_schemas(build):
                log.info("updated %s", display_path(file, project.root))
        except OSError as error:
            fault = f"{display_path(Path(error.filename), project.root)} can't be updated for your editor: {error.strerror}"
        if fault and fault != self._schema_fault:
            log.info("%s", fault)
        self._schema_fault = fault

    def banner(self, templates: Templates) -> str:
        """The problems as HTML to show above a page; empty if there are none."""
        return render_banner(templates, self.problems, partial(log.warning, "%s"))

    def served_by(self, server: Watcher, docs_dir: Path) -> None:
        """Watch what MkDocs does not: a registry outside docs_dir, and overridden templates."""
        self._server = server
        self._watched = {docs_dir}
        self._watch()

    def _watch(self) -> None:
        if self._server is None:
            return
        for path in self._paths:
            # A path in a watched folder is watched already.
            if path.exists() and not any(path.is_relative_to(watched) for watched in self._watched):
                self._watched.add(path)
                self._server.watch(str(path))


def _inform(message: str) -> None:
    log.info("%s", message)


def _go_on_after_warnings() -> None:
    """Keep warnings from aborting a strict preview.

    MkDocs aborts a strict build by its count of warnings, and an aborted rebuild leaves every request hanging. If no
    CountHandler is found, a strict preview behaves as without the plugin.
    """
    counters = [handler for handler in _mkdocs_log.handlers if isinstance(handler, CountHandler)]
    for counter in counters:
        _mkdocs_log.removeHandler(counter)
    if counters:
        log.info("`strict` applies to builds; this preview shows what is wrong and goes on")
