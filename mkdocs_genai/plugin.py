"""The MkDocs plugin: MkDocs's events, and all that knows MkDocs.

Loads the registry before any page is read, hands it to the Markdown extension, and answers what that asks: where a link
leads, and where a fault goes. The only object with state.
"""

from __future__ import annotations

import importlib.resources
import importlib.util
import logging
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from .blocks import RegistryExtension
from .blocks.base import Context
from .blocks.page import Fault, Page
from .nav import expand_nav
from .project import Project, default_registry, page_homes, page_problem, site_locale
from .registry.load import Loaded, show
from .registry.problems import Problem, report
from .render.deep_dives import DeepDives, TopicFrame
from .render.environment import TemplateFault, Templates
from .render.icons import Icons
from .render.layout import Layouts
from .render.renderer import Renderer
from .render.table_files import table_files
from .render.tables import SCRIPTS
from .render.targets import leads_elsewhere

log = get_plugin_logger("genai")
_mkdocs_log = logging.getLogger("mkdocs")

_ASSETS = importlib.resources.files("mkdocs_genai") / "assets"
_CSS = "assets/genai/genai.css"
_MERMAID_LOADER = "assets/genai/mermaid-loader.js"
"""mkdocs-mermaid2-plugin asks a CDN unless an extra_javascript file has `mermaid` in its name."""
_MERMAID = "assets/genai/mermaid.min.js"


class GenaiConfig(Config):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """The plugin's options in mkdocs.yml."""

    registry = Type(str, default="")
    """A folder or one file, relative to mkdocs.yml; `registry` inside docs_dir unless told."""


class GenaiPlugin(BasePlugin[GenaiConfig]):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """Puts a registry into pages."""

    def __init__(self) -> None:
        self._serving = False
        self._server: LiveReloadServer | None = None
        self._watched: set[Path] = set()
        self._good: Loaded | None = None
        """The last registry without mistakes; `mkdocs serve` goes on with it while the files are broken."""
        self._problems: list[Problem] = []
        """What is wrong with the registry now; shown on every page of the preview."""
        self._loaded: Loaded
        self._project: Project
        self._renderer: Renderer
        self._files = Files([])
        self._homes: dict[str, str] = {}
        self._deep_dives: DeepDives
        self._map_page: str | None = None
        self._frames: dict[str, TopicFrame] = {}
        """What is placed around each deep dive, by its page."""
        self._search: dict[str, list[tuple[str, str]]] = {}
        """What search reads instead of blocks, by page."""
        self._page = Page("", lambda _: None)
        self._anchor_links: dict[File, dict[str, str]] = {}
        self._has_mermaid = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. With this event MkDocs keeps one plugin for all its rebuilds."""
        del dirty
        self._serving = command == "serve"

    @event_priority(100)  # before mkdocs-mermaid2-plugin looks for a mermaid file
    def on_config(self, config: MkDocsConfig) -> None:
        """Load the registry, before MkDocs cleans the old site away."""
        if self._serving:
            _go_on_after_warnings()
        self._project = project = self._project_of(config)
        icons = project.icons()
        self._loaded = self._usable(project.load(icons))
        if self._serving:
            self._preview(icons)
        self._renderer = Renderer(
            self._loaded.registry,
            self._loaded.tables,
            Templates(project.overrides),
            icons,
            Layouts(project.cache, on_work=lambda title: log.info("laying out the diagram '%s'", title)),
            project.inline,
            site_locale(str(config.theme.get("language") or config.theme.get("locale") or "en")),
        )
        self._homes = page_homes(self._loaded.registry)
        self._deep_dives = DeepDives(self._loaded.registry)
        if config.nav:
            config.nav = expand_nav(config.nav, self._loaded.registry, lambda message: log.warning("%s", message))
        config.markdown_extensions.append(RegistryExtension(Context(self._renderer, lambda: self._page)))
        # First, so that the course's own style sheets win.
        config.extra_css.insert(0, _CSS)
        self._has_mermaid = False
        if importlib.util.find_spec("mermaidx"):
            config.extra_javascript.append(_MERMAID_LOADER)

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep the registry out of the site, and check its links, now that all files are known."""
        for file in [file for file in files if self._is_registry_file(file)]:
            files.remove(file)
        files.append(File.generated(config, _CSS, abs_src_path=str(_ASSETS / "genai.css")))
        for src_uri in SCRIPTS:
            files.append(File.generated(config, src_uri, abs_src_path=str(_ASSETS / src_uri.rpartition("/")[2])))
        for src_uri, content in table_files(self._loaded.registry, self._loaded.tables, self._project.inline):
            files.append(File.generated(config, src_uri, content=content))
        self._files = files
        self._map_page = next((file.src_uri for file in files.documentation_pages() if file.dest_uri == "index.html"), None)
        level = config.validation.links.not_found
        pages = [file.src_uri for file in files.documentation_pages()]
        for problem in self._project.dead_links(self._loaded, lambda src_uri: src_uri in files.src_uris, lambda: pages):
            log.log(level, "%s", report([problem]))
        return files

    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes next."""
        del markdown, config, files
        self._anchor_links = {}
        self._page = Page(
            page.file.src_uri,
            lambda target: self._resolve(target, page),
            read_source=lambda: page.file.content_string,
            home=self._homes.get(page.file.src_uri),
            report=lambda fault: self._warn(fault, page),
        )

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs's check of anchors what the blocks put into the page, and the author what is wrong."""
        del config, files
        # Here, not when the template asks: MkDocs checks anchors before that.
        self._frames[page.file.src_uri] = self._frame()
        self._search[page.file.src_uri] = self._page.search
        page.present_anchor_ids = (page.present_anchor_ids or set()) | self._page.anchors
        if page.links_to_anchors is not None:
            for file, links in self._anchor_links.items():
                page.links_to_anchors[file] = links | page.links_to_anchors.get(file, {})
        self._has_mermaid = self._has_mermaid or 'class="mermaid"' in html
        if not self._problems:
            return html
        return f"{self._renderer.templates.render('banner.html', problems=self._problems)}\n{html}"

    @event_priority(100)  # before search reads the page
    def _before_search(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand the frame of a deep dive to the theme's templates: `genai.topic_header` and `genai.topic_footer`.

        And put what search is to read in place of the blocks.
        """
        del config, nav
        context["genai"] = self._frames[page.file.src_uri]  # type: ignore[typeddict-unknown-key]
        for html, search_html in self._search.get(page.file.src_uri, ()):
            page.content = (page.content or "").replace(html, search_html, 1)
        return context

    @event_priority(-100)  # after search has read the page
    def _after_search(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the blocks back."""
        del config, nav
        for html, search_html in self._search.pop(page.file.src_uri, ()):
            page.content = (page.content or "").replace(search_html, html, 1)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Bring Mermaid along when a page has a Mermaid fence, and only then."""
        # Templates such as 404.html have no page, and are given what the others are.
        env.globals["genai"] = TopicFrame()
        spec = importlib.util.find_spec("mermaidx")
        if spec is None or spec.origin is None:
            if self._has_mermaid and not any("mermaid" in str(script) for script in config.extra_javascript):
                log.info("diagrams are drawn in the browser, by a Mermaid from a CDN; mkdocs-genai[diagrams] brings it along")
            return
        if not self._has_mermaid:
            config.extra_javascript.remove(_MERMAID_LOADER)
            return
        library = Path(spec.origin).parent / "assets" / "mermaid.js"
        files.append(File.generated(config, _MERMAID, abs_src_path=str(library)))
        files.append(File.generated(config, _MERMAID_LOADER, abs_src_path=str(_ASSETS / "mermaid-loader.js")))

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: object) -> None:
        """Watch what MkDocs does not: a registry outside docs_dir, and overridden templates."""
        del config, builder
        self._server = server
        self._watched = {self._project.docs_dir or self._project.root}
        self._watch()

    def _usable(self, loaded: Loaded) -> Loaded:
        """What pages are made of. A build stops at a mistake; a preview goes on with what was good last, or what is sound."""
        self._problems = [problem for problem in loaded.problems if problem.severity == "error"]
        if not self._problems:
            self._good = loaded
            return loaded
        mistakes = "1 mistake" if len(self._problems) == 1 else f"{len(self._problems)} mistakes"
        found = f"{mistakes} in the registry"
        if not self._serving:
            raise PluginError(f"{found}, nothing was built:\n\n{report(self._problems)}")
        kept = "what is sound of it" if self._good is None else "its last good state"
        log.warning("%s", f"{found}, the preview shows {kept}:\n\n{report(self._problems)}\n")
        return self._good or loaded

    def _preview(self, icons: Icons) -> None:
        """What only authors at work need: files watched, and a schema for their editors."""
        self._watch()
        if self._problems:
            return
        try:
            self._project.write_schemas(self._loaded, icons)
        except OSError as error:
            log.debug("no schema for editors: %s", error)

    def _watch(self) -> None:
        if self._server is None:
            return
        folders = [folder / "genai" for folder in self._project.overrides]
        for path in (self._project.registry, *self._loaded.files, *folders):
            # What lies in a watched folder is watched with it.
            if path.exists() and not any(path.is_relative_to(watched) for watched in self._watched):
                self._watched.add(path)
                self._server.watch(str(path))

    def _project_of(self, config: MkDocsConfig) -> Project:
        root = Path(config.config_file_path).parent.absolute()
        docs_dir = Path(config.docs_dir)
        named = self.config.registry
        return Project(
            root,
            (root / named).absolute() if named else default_registry(docs_dir),
            docs_dir,
            tuple(Path(folder, ".icons") for folder in config.theme.dirs),
            (Path(config.theme.custom_dir),) if config.theme.custom_dir else (),
        )

    def _is_registry_file(self, file: File) -> bool:
        if file.abs_src_path is None or file.is_documentation_page():
            return False
        path = Path(file.abs_src_path)
        return path in self._loaded.files or path.is_relative_to(self._project.registry)

    def _resolve(self, target: str, page: MkDocsPage) -> str | None:
        """The address of a file of docs_dir, relative to the page; other addresses as they are."""
        if target.startswith(("#", "/")) or leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        file = self._files.get_file_from_path(unquote(path))
        if file is None:
            return None
        if anchor:
            self._anchor_links.setdefault(file, {}).setdefault(anchor, target)
        url = file.url_relative_to(page.file)
        return f"{url}{hash_sign}{anchor}"

    def _frame(self) -> TopicFrame:
        """What is placed around the page that is being made."""
        try:
            return self._deep_dives.frame(self._renderer, self._page, self._map_page)
        except TemplateFault as fault:
            self._page.fault(None, "GA066", f"template {fault}")
            return TopicFrame()

    def _warn(self, fault: Fault, page: MkDocsPage) -> None:
        docs = show(self._project.docs_dir or self._project.root, self._project.root)
        log.warning("%s", report([page_problem(docs, fault, page.file.content_string)]))


def _go_on_after_warnings() -> None:
    """Let a strict preview go on.

    MkDocs aborts a strict build by its count of warnings, and an aborted rebuild leaves every request hanging.
    """
    counters = [handler for handler in _mkdocs_log.handlers if isinstance(handler, CountHandler)]
    for counter in counters:
        _mkdocs_log.removeHandler(counter)
    if counters:
        log.info("strict is for builds; this preview shows what is wrong and goes on")
