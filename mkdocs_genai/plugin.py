"""The MkDocs plugin: MkDocs's events.

Loads the registry before any page is read, hands it to the Markdown extension, and answers what that asks: where a link
leads, and where a fault goes. All that lasts from event to event hangs on it.
"""

from __future__ import annotations

from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from .blocks import EXTENSION
from .blocks.page import Fault, Page
from .hosts import assets
from .hosts.addresses import Addresses, report_dead_links
from .hosts.collector import Collector
from .hosts.configuration import build_locale, is_registry_file, project_of
from .hosts.dirty import DirtyBuilds
from .hosts.ending import end_at_once
from .hosts.extension import PluginExtension
from .hosts.head import describe, leave
from .hosts.machines import Machines
from .hosts.options import LayersOption
from .hosts.preview import Preview, Watcher
from .hosts.published import publish
from .hosts.search import SearchWords
from .hosts.site_files import SiteFiles
from .hosts.sources import check_sources
from .nav import expand_nav
from .project import Project, page_homes, page_problem
from .registry.load import Loaded, show
from .registry.problems import report
from .render.deep_dives import DeepDives, TopicFrame
from .render.environment import TemplateFault, Templates
from .render.layout import Layouts
from .render.renderer import Renderer
from .render.targets import leads_elsewhere

log = get_plugin_logger("genai")


class GenaiConfig(Config):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """The plugin's options in mkdocs.yml."""

    registry = LayersOption()
    """A folder or one file, relative to mkdocs.yml, or `package:name`, or a list of these, of which later ones replace or add;
    `registry` inside docs_dir unless told."""

    metadata = Type(bool, default=True)
    """Whether heads of pages have a description, Open Graph and JSON-LD."""

    llms = Type(bool, default=True)
    """Whether each page is there as Markdown, too, with llms.txt to list them."""


def _inform(message: str) -> None:
    log.info("%s", message)


class GenaiPlugin(BasePlugin[GenaiConfig]):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """Puts a registry into pages."""

    def __init__(self) -> None:
        self._preview = Preview()
        self._collector = Collector()
        self._dirty = DirtyBuilds()
        self._loaded: Loaded
        self._project: Project
        self._renderer: Renderer
        self._addresses = Addresses(Files([]))
        self._homes: dict[str, str] = {}
        self._deep_dives: DeepDives
        self._site: SiteFiles
        self._machines: Machines
        self._map_page: str | None = None
        self._frames: dict[str, TopicFrame] = {}
        """What is placed around each deep dive, by its page."""
        self._search = SearchWords()
        self._layouts = Layouts(say=_inform)
        self._file: File | None = None
        self._page = Page("", lambda _: None)
        """The page of `_file`, while it is converted."""
        self._excerpts: dict[tuple[File, str], Page] = {}
        """Beginnings of posts, each as it is shown at an address."""
        self._anchor_links: dict[File, dict[str, str]] = {}
        self._has_mermaid = False
        self._nav: list[Any] | None = None
        """The nav as mkdocs.yml has it; `_expanded_nav` is what came of it."""
        self._expanded_nav: list[Any] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. With this event MkDocs keeps one plugin for all its rebuilds."""
        self._dirty = DirtyBuilds(dirty)
        self._layouts = Layouts(say=_inform)
        self._preview.serving = command == "serve"
        self._collector.process_ends = not self._preview.serving
        end_at_once()

    @event_priority(100)  # before mkdocs-mermaid2-plugin looks for a mermaid file
    def on_config(self, config: MkDocsConfig) -> None:
        """Load the registry, before MkDocs cleans the old site away."""
        self._collector.clear()
        self._project = project = self._preview.keep(project_of(config, self.config.registry))
        icons = project.icons()
        self._loaded = self._dirty.watch(self._preview.usable(self._preview.load(project, icons), project.languages.current))
        if self._preview.serving:
            self._preview.prepare(project, self._loaded, icons)
        else:
            self._collector.hold_back()
        self._renderer = Renderer(
            self._loaded.registry,
            self._loaded.tables,
            Templates(project.overrides),
            icons,
            self._layouts,
            project.inline,
            build_locale(config),
        )
        self._homes = page_homes(self._loaded.registry)
        self._deep_dives = DeepDives(self._loaded.registry)
        if config.nav is self._expanded_nav:
            # mkdocs-static-i18n builds each language with the same configuration.
            config.nav = self._nav
        others = [
            other for other in config.markdown_extensions if other != EXTENSION and not isinstance(other, PluginExtension)
        ]
        config.markdown_extensions[:] = [*others, PluginExtension(self._renderer, self._page_of)]
        assets.announce(config)
        self._has_mermaid = False
        self._excerpts.clear()

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep the registry out of the site, and check its links, now that all files are known."""
        self._nav = config.nav
        if config.nav:
            config.nav = expand_nav(config.nav, self._loaded.registry, lambda message: log.warning("%s", message))
        self._expanded_nav = config.nav
        for file in [file for file in files if is_registry_file(file, self._project, self._loaded)]:
            files.remove(file)
        check_sources(files, self._project, serving=self._preview.serving)
        report_dead_links(files, config, self._project, self._loaded)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:
        """Take the files as all plugins have left them: mkdocs-static-i18n's know translated pages by their plain names."""
        self._site = SiteFiles(config, self._project.site_cache, self._project.root)
        assets.add(files, config, self._site)
        self._addresses = Addresses(files)
        publish(config, files, self._addresses, self._project, self._loaded, self._renderer, self._dirty, self._site)
        self._dirty.choose(files, config, self._project, (*self._preview.problems, *self._loaded.files))
        languages = self._project.languages
        home = f"{languages.prefix}index.html"
        self._map_page = next(
            (languages.plain(file.src_uri) for file in files.documentation_pages() if file.dest_uri == home), None
        )
        told = {"heads": self.config.metadata, "mirror": self.config.llms}
        self._machines = Machines(
            config, files, self._addresses, nav, languages, self._renderer, self._map_page, self._site, **told
        )

    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes next."""
        del markdown, config, files
        self._dirty.begin()
        self._anchor_links = {}
        self._file = page.file
        self._page = self._page_at(page.file)
        self._page.read_source = lambda: page.file.content_string
        self._page.report = lambda fault: self._warn(fault, page)
        self._page.mirror = self._machines.place(self._page.src_uri, page)

    def _page_at(self, file: File) -> Page:
        src_uri = self._project.languages.plain(file.src_uri)
        return Page(src_uri, lambda target: self._resolve(target, file), home=self._homes.get(src_uri))

    def _page_of(self, file: File | None) -> Page:
        if file is None or file is self._file:
            return self._page
        # The same file again, for another page that lists it: its address is then that page's.
        key = (file, file.url)
        if key not in self._excerpts:
            self._excerpts[key] = self._page_at(file)
        return self._excerpts[key]

    @event_priority(100)  # before other plugins change the HTML, which search needs
    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs's check of anchors what the blocks put into the page, and the author what is wrong."""
        del config, files
        # Here, not when the template asks: MkDocs checks anchors before that.
        self._frames[page.file.src_uri] = frame = self._frame(page)
        self._search.note(page.file.src_uri, html, self._page)
        self._machines.keep(page, self._page, self._deep_dives, frame.description)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | self._page.anchors
        known = page.links_to_anchors or {}
        page.links_to_anchors = known | {file: links | known.get(file, {}) for file, links in self._anchor_links.items()}
        self._has_mermaid = self._has_mermaid or 'class="mermaid"' in html
        self._dirty.end(page)
        return self._preview.banner(self._renderer.templates) + html

    @event_priority(100)  # before search reads the page
    def _before_search(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand the frame of a deep dive to the theme's templates: `genai.topic_header` and `genai.topic_footer`.

        And put what search is to read in place of the blocks.
        """
        del nav
        context["genai"] = frame = self._frames[page.file.src_uri]  # type: ignore[typeddict-unknown-key]
        self._search.put(page, config)
        describe(page, frame.description)
        return context

    @event_priority(-100)  # after search has read the page
    def _after_search(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the blocks back."""
        del nav
        self._search.take_back(page, config)
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """A page is made."""
        del output, config
        leave(page, self._frames[page.file.src_uri].description)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Give templates without a page, such as 404.html, what the others are given; bring Mermaid where it is needed."""
        env.globals["genai"] = TopicFrame()
        self._machines.extend_templates(env, files)
        assets.bring_mermaid(files, config, needed=self._has_mermaid or self._dirty.keeps('class="mermaid"', files))
        self._dirty.settle(files, config, self._frames)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page, now that the site is done."""
        del config
        self._machines.write()
        if not self._dirty.active:
            self._site.finish()
        self._collector.set_back()

    def on_build_error(self, *, error: Exception) -> None:
        """A build has failed."""
        del error
        self._collector.set_back()

    def on_serve(self, server: Watcher, /, *, config: MkDocsConfig, builder: object) -> None:
        """Watch what MkDocs does not."""
        del config, builder
        self._preview.served_by(server, self._project, self._loaded)

    def _resolve(self, target: str, source: File) -> str | None:
        """The address of a file of docs_dir, relative to the page; other addresses as they are."""
        if target.startswith(("#", "/")) or leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        file = self._addresses.file(path)
        if file is None:
            return None
        if anchor:
            self._anchor_links.setdefault(file, {}).setdefault(anchor, target)
        url = file.url_relative_to(source)
        return f"{url}{hash_sign}{anchor}"

    def _frame(self, page: MkDocsPage) -> TopicFrame:
        """What is placed around the page that is being made, and in its head."""
        try:
            frame = self._deep_dives.frame(self._renderer, self._page, self._map_page)
            head, description = self._machines.head(page, self._page)
            return frame._replace(head=head, description=description)
        except TemplateFault as fault:
            self._page.fault(None, "GA066", f"template {fault}")
            return TopicFrame()

    def _warn(self, fault: Fault, page: MkDocsPage) -> None:
        docs = show(self._project.docs_dir or self._project.root, self._project.root)
        log.warning("%s", report([page_problem(docs, fault._replace(src_uri=page.file.src_uri), page.file.content_string)]))
