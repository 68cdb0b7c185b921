"""The MkDocs plugin: MkDocs's events.

Loads the registry before any page is read, hands it to the Markdown extension, and answers what that asks: where a link
leads, and where a fault goes. All that lasts from event to event hangs on it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from .blocks.page import Fault, Page
from .blocks.scan import shown_by_source
from .hosts.mkdocs import assets
from .hosts.mkdocs.addresses import Addresses, report_dead_links
from .hosts.mkdocs.config import build_locale, is_registry_file, project_of, site_markdown
from .hosts.mkdocs.config_options import LayersOption
from .hosts.mkdocs.excluded_pages import PagesOnDisk
from .hosts.mkdocs.head import (
    Head,
    close_no_title,
    describe,
    extend_templates,
    is_doubled,
    leave,
    without_doubles,
    without_head,
)
from .hosts.mkdocs.hidden_pages import HiddenPages, is_unlisted
from .hosts.mkdocs.markdown_extension import PluginExtension
from .hosts.mkdocs.markdown_versions import MarkdownVersions
from .hosts.mkdocs.published_files import published_files, published_uris
from .hosts.mkdocs.search import hand_words_to_search
from .hosts.mkdocs.serve import Preview, Watcher
from .hosts.mkdocs.serve_dirty import DirtyBuilds
from .hosts.mkdocs.site_files import SiteFiles
from .hosts.mkdocs.unreadable_files import check_sources
from .nav import expand_nav
from .problems import ProblemError, report
from .project.project import Project, page_homes, page_problem
from .project.site_markdown import EXTENSION
from .registry.drafts import with_drafts
from .registry.load import Loaded, show
from .render.deep_dives import DeepDives, TopicFrame
from .render.jinja import Templates
from .render.mermaid_engines import BEST_ENGINE
from .render.mermaid_layout import Layouts
from .render.renderer import Renderer
from .render.search_words import SearchWords
from .render.tables import SCRIPTS
from .targets import leads_elsewhere

log = get_plugin_logger("genai")


class GenaiConfig(Config):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """The plugin's options in mkdocs.yml."""

    registry = LayersOption()
    """A folder or one file, relative to mkdocs.yml, or `package:name`, or a list of these, of which later ones replace or add;
    `registry` inside docs_dir by default."""

    metadata = Type(bool, default=True)
    """Whether heads of pages that the registry names have a description, Open Graph and JSON-LD."""

    llms = Type(bool, default=False)
    """Whether each page is there as Markdown, too, with llms.txt to list them."""


def _inform(message: str) -> None:
    log.info("%s", message)


class GenaiPlugin(BasePlugin[GenaiConfig]):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """Puts a registry into pages."""

    def __init__(self) -> None:
        self._preview = Preview()
        self._dirty = DirtyBuilds()
        self._found: Loaded
        """The registry as it was loaded; `_loaded` is what pages are made of, once all files of the site are known."""
        self._loaded: Loaded
        self._project: Project
        self._renderer: Renderer
        self._addresses = Addresses(Files([]))
        self._homes: dict[str, str] = {}
        self._deep_dives: DeepDives
        self._files = Files([])
        self._site: SiteFiles
        self._pages = HiddenPages()
        self._on_disk: PagesOnDisk
        self._head: Head | None = None
        self._markdown: MarkdownVersions | None = None
        self._map_page: str | None = None
        self._frames: dict[str, TopicFrame] = {}
        """What is placed around each deep dive, by its page."""
        self._words: dict[str, list[tuple[str, SearchWords]]] = {}
        """What search reads in place of the blocks of each page, until it has read them."""
        self._described: dict[str, Page] = {}
        """Pages whose heads say something of them, until they are made."""
        self._styled: set[str] = set()
        """Pages that show something of the registry, and so need the style sheets."""
        self._with_mermaid: set[str] = set()
        self._layouts = Layouts(BEST_ENGINE, _inform)
        self._file: File | None = None
        self._page = Page("", lambda _: None)
        """The page of `_file`, while it is converted."""
        self._excerpts: dict[tuple[File, str], Page] = {}
        """Beginnings of posts, each as it is shown at an address."""
        self._anchor_links: dict[File, dict[str, str]] = {}
        self._nav: list[Any] | None = None
        """The nav as mkdocs.yml has it; `_expanded_nav` is what came of it."""
        self._expanded_nav: list[Any] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. With this event MkDocs keeps one plugin for all its rebuilds."""
        self._dirty = DirtyBuilds(dirty)
        self._layouts = Layouts(BEST_ENGINE, _inform)
        self._preview.serving = command == "serve"

    @event_priority(100)  # before mkdocs-mermaid2-plugin looks for a mermaid file
    def _before_others_configure(self, config: MkDocsConfig) -> None:
        """Look where the project's files are, and forget the last build."""
        self._project = project = project_of(config, self.config.registry)
        if config.nav is self._expanded_nav:
            # mkdocs-static-i18n builds each language with the same configuration.
            config.nav = self._nav
        self._site = SiteFiles(config, project.languages.prefix, dirty=self._dirty.active)
        if not self._dirty.active:
            self._pages, self._styled, self._with_mermaid = HiddenPages(), set(), set()
        self._words.clear()
        self._described.clear()
        self._excerpts.clear()
        hand_words_to_search(config, lambda page: self._words.get(page.file.src_uri, ()))
        assets.announce_mermaid(config)

    @event_priority(-100)  # when the Markdown extensions that other plugins bring are known
    def _after_others_configured(self, config: MkDocsConfig) -> None:
        """Load the registry, before MkDocs cleans the old site away."""
        assets.withdraw_mermaid(config)  # which mkdocs-mermaid2-plugin has looked for
        self._project = project = replace(self._project, markdown=site_markdown(config))
        icons = project.icons()
        self._found = self._loaded = self._preview.usable(self._preview.load(project, icons), project.languages.current)
        if self._preview.serving:
            self._preview.prepare(project, self._loaded, icons)
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
        others = [
            other for other in config.markdown_extensions if other != EXTENSION and not isinstance(other, PluginExtension)
        ]
        config.markdown_extensions[:] = [*others, PluginExtension(lambda: self._renderer, self._page_of)]

    on_config = CombinedEvent(_before_others_configure, _after_others_configured)

    @event_priority(100)  # before other plugins list the files, and before others exclude some
    def _before_others_list_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Put the plugin's own files among the site's."""
        self._on_disk = PagesOnDisk(files, config)
        if not self._project.languages.known:  # mkdocs-static-i18n takes no file that is not on the disk
            self._register(files, config)
        return files

    def _list_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep the registry out of the site, and check its links, now that all files are known."""
        self._nav = config.nav
        if config.nav:
            config.nav = expand_nav(config.nav, self._loaded.registry, lambda message: log.warning("%s", message))
        self._expanded_nav = config.nav
        self._remove_registry(files)
        check_sources(files, self._project, serving=self._preview.serving)
        report_dead_links(files, config, self._project, self._loaded, serving=self._preview.serving)
        return files

    on_files = CombinedEvent(_before_others_list_files, _list_files)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:
        """Take the files as all plugins have left them: mkdocs-static-i18n's know translated pages by their plain names."""
        self._files = files
        self._remove_registry(files)  # what other plugins have made since
        self._register(files, config)
        serving = self._preview.serving
        self._addresses = Addresses(files, self._site, serving=serving)
        left_out = self._on_disk.left_out(files, self._project)
        for problem in self._project.left_out_pages(self._found, left_out.get):
            log.warning("%s", report([problem]))
        registry = with_drafts(self._found.registry, left_out, serving=serving)
        self._loaded = self._dirty.watch(self._found._replace(registry=registry))
        self._renderer = replace(self._renderer, registry=self._loaded.registry)
        self._deep_dives = DeepDives(self._loaded.registry)
        self._pages.forget_all_but(self._on_disk.names(files, self._project))
        self._pages.elsewhere = self._on_disk.elsewhere(self._renderer, self._project)
        for name in left_out:
            self._pages.leave_out(name, self._on_disk.shown(name, self._renderer, self._homes.get(name)))
        self._dirty.choose(files, config, self._project, (*self._preview.problems, *self._loaded.files))
        languages = self._project.languages
        home = f"{languages.prefix}index.html"
        self._map_page = next(
            (languages.plain(file.src_uri) for file in files.documentation_pages() if file.dest_uri == home), None
        )
        self._head = Head(config, self._renderer, self._map_page) if self.config.metadata else None
        self._markdown = None
        if self.config.llms:
            self._markdown = MarkdownVersions(config, files, self._addresses, nav, languages, self._map_page)

    def _remove_registry(self, files: Files) -> None:
        for file in [file for file in files if is_registry_file(file, self._project, self._found)]:
            files.remove(file)

    def _register(self, files: Files, config: MkDocsConfig) -> None:
        own = (*assets.style_sheet_uris(config), *SCRIPTS)
        for src_uri in own:
            # A copy that `mkdocs-genai assets` has written may be old.
            if (copy := files.src_uris.get(src_uri)) and not self._site.has(copy):
                files.remove(copy)
        self._site.register(files, own, common=True)
        self._site.register(files, published_uris(config, self._found))

    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes next."""
        del markdown, config, files
        self._dirty.begin()
        self._anchor_links = {}
        self._file = page.file
        self._page = self._page_at(page.file)
        self._page.read_source = lambda: page.file.content_string
        self._page.report = lambda fault: self._warn(fault, page)
        self._page.keeps_markdown = self._markdown is not None and not is_unlisted(page.meta)

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

    @event_priority(100)  # before other plugins change the HTML: it is compared with what becomes of it
    def _before_others_change_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Tell MkDocs's check of anchors what the blocks put into the page, and the author what is wrong."""
        del config, files
        place, src_uri = self._page, page.file.src_uri
        unlisted = is_unlisted(page.meta)
        # Here, not when the template asks: MkDocs checks anchors before that.
        self._frames[src_uri] = frame = self._frame(page, place)
        if frame.head:
            self._described[src_uri] = place
        # What stands on an unlisted page is not found by searching.
        self._words[src_uri] = [(found, SearchWords("") if unlisted else words) for found, words in place.search]
        by_source = shown_by_source(self._renderer, page.file.content_string, place.home)
        place.shown.withheld = {cells.table for cells in by_source.cells} - {cells.table for cells in place.shown.cells}
        is_whole = all(block in html for block, _ in place.search)
        self._pages.made(place.src_uri, html if is_whole else None, place.shown, place.anchors, unlisted=unlisted)
        if self._markdown and place.keeps_markdown:
            own = page.meta.get("description")
            self._markdown.keep(page, place, str(own) if own else frame.description)
        banner = self._preview.banner(self._renderer.templates)
        needs_style = bool(banner or frame.topic_header or frame.topic_footer or assets.shows_something(html))
        (self._styled.add if needs_style else self._styled.discard)(src_uri)
        page.present_anchor_ids = (page.present_anchor_ids or set()) | place.anchors
        known = page.links_to_anchors or {}
        page.links_to_anchors = known | {file: links | known.get(file, {}) for file, links in self._anchor_links.items()}
        self._dirty.end(page)
        return banner + html

    @event_priority(-100)  # after others have made fences
    def _after_others_changed_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Bring Mermaid into a page that has a fence."""
        del files
        if not assets.needs_mermaid(html, config):
            self._with_mermaid.discard(page.file.src_uri)
            return html
        self._with_mermaid.add(page.file.src_uri)
        return html + assets.mermaid_script(page)

    on_page_content = CombinedEvent(_before_others_change_content, _after_others_changed_content)

    @event_priority(100)
    def _before_others_use_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hand the frame of a deep dive to the theme's templates: `genai.topic_header` and `genai.topic_footer`."""
        del nav, config
        context["genai"] = frame = self._frames[page.file.src_uri]  # type: ignore[typeddict-unknown-key]
        if frame.head or page.file.src_uri in self._styled:
            close_no_title(page)
        return context

    @event_priority(-110)  # after Material's blog, too, has listed its posts
    def _after_others_used_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Have the theme's template ask for the style sheets where they are needed, and print a description."""
        del nav
        src_uri = page.file.src_uri
        self._words.pop(src_uri, None)
        frame, place = self._frames[src_uri], self._described.pop(src_uri, None)
        if place and frame.description and page.meta.get("description"):
            # Another plugin has found one since.
            context["genai"] = self._frames[src_uri] = frame = self._frame(page, place)  # type: ignore[typeddict-unknown-key]
        describe(page, frame.description)
        if src_uri not in self._with_mermaid and assets.lists_mermaid(context, config):
            self._with_mermaid.add(src_uri)
            page.content = f"{page.content or ''}{assets.mermaid_script(page)}"
        if page.file.src_uri in self._styled or assets.shows_other_pages(page, context):
            self._styled.add(page.file.src_uri)
            context["config"] = assets.with_style_sheets(config)
        return context

    on_page_context = CombinedEvent(_before_others_use_context, _after_others_used_context)

    @event_priority(-100)  # after others have hidden what they hide
    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """A page is made; one that another plugin hides tells nothing in its head either."""
        del config
        frame = self._frames[page.file.src_uri]
        leave(page, frame.description)
        if self._pages.finished(self._project.languages.plain(page.file.src_uri), output):
            return without_head(output, frame.head, frame.description)
        return without_doubles(output, frame.head) if frame.head and is_doubled(output) else output

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Give templates without a page, such as 404.html, what the others are given."""
        env.globals["genai"] = TopicFrame()
        if self._head or self._markdown:
            extend_templates(env, files)
        self._dirty.settle(files, self._frames)

    @event_priority(-50)  # after other plugins have written their files, before mkdocs-static-i18n builds the next language
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page, now that the site is done and it is known which pages hide something."""
        if self._styled:
            for src_uri in (*assets.style_sheet_uris(config), *SCRIPTS):
                self._site.write(src_uri, assets.slim(src_uri))
        if self._with_mermaid and (library := assets.mermaid_library()):
            self._site.write_unregistered(*library)
        # What another plugin has taken out since.
        for name in self._on_disk.names(self._files, self._project) - self._pages.shown.keys():
            self._pages.leave_out(name, self._on_disk.shown(name, self._renderer, self._homes.get(name)))
        hidden = set(published_uris(config, self._found))
        for src_uri, content in published_files(
            config, self._project, self._found, self._renderer, self._addresses, self._pages
        ):
            self._site.write(src_uri, content)
            hidden.discard(src_uri)
        for src_uri in hidden:
            self._site.remove(src_uri)
        if self._markdown:
            self._markdown.write(self._site, self._renderer, self._deep_dives, self._pages.closed)
        self._pages.report()

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

    def _frame(self, page: MkDocsPage, place: Page) -> TopicFrame:
        """What is placed around the page that is being made, and in its head."""
        try:
            frame = self._deep_dives.frame(self._renderer, place, self._map_page)
            head, description = self._head.of(page, place) if self._head else (Markup(), None)
            if self._markdown and place.keeps_markdown:
                head += self._markdown.link(page)
            return frame._replace(head=head, description=description)
        except ProblemError as fault:
            place.fault(None, fault.code, str(fault))
            return TopicFrame()

    def _warn(self, fault: Fault, page: MkDocsPage) -> None:
        docs = show(self._project.docs_dir or self._project.root, self._project.root)
        log.warning("%s", report([page_problem(docs, fault._replace(src_uri=page.file.src_uri), page.file.content_string)]))
