"""The MkDocs plugin: MkDocs's events, in their order.

    on_config        the registry is loaded and checked, before MkDocs empties the old site: a `Build` begins
    on_files         the plugin's own files join the site's; the registry's are kept out of it
    on_nav           the files are as all plugins have left them: links lead to them, and drafts are known
    on_page_…        one page after another, in `hosts/mkdocs/page_events`
    on_post_build    the files beside the pages are written, and the build is dropped

What lasts from build to build is in one `Builds`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from .hosts.mkdocs import assets
from .hosts.mkdocs.build_and_serve import Builds, Watcher
from .hosts.mkdocs.config import LayersOption, project_of, registry_files, site_markdown
from .hosts.mkdocs.foreign_registries import foreign_registry_files
from .hosts.mkdocs.head import Head, extend_templates
from .hosts.mkdocs.markdown_extension import PluginExtension
from .hosts.mkdocs.markdown_versions import MarkdownVersions
from .hosts.mkdocs.notebooks import notebook_faults
from .hosts.mkdocs.page_events import PageEvents
from .hosts.mkdocs.print_site import mend_print_page
from .hosts.mkdocs.published_files import published_uris, write_published_files
from .hosts.mkdocs.search_index import hand_words_to_search
from .hosts.mkdocs.site import MkDocsSite, report_dead_links
from .hosts.mkdocs.theme_templates import ThemeTemplates
from .hosts.mkdocs.unreadable_files import check_sources
from .i18n import english_words
from .nav import expand_nav, nav_problems
from .problems import Problem
from .project.plugin_options import misplaced_options
from .project.site_checks import left_out_pages, missing_pages
from .project.site_markdown import EXTENSION
from .registry.drafts import with_drafts
from .render.deep_dives import DeepDives, TopicFrame

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


class GenaiPlugin(BasePlugin[GenaiConfig]):  # type: ignore[no-untyped-call] # MkDocs's own hook
    """The events of MkDocs, in their order, each with what it does; `hosts/mkdocs` does the work.

    A state that holds for one build alone is in `page_events`; what lasts from build to build is in `_builds`.
    """

    def __init__(self) -> None:
        self._builds = Builds()
        self._pages: PageEvents | None = None
        self._docs_dir = Path()
        """docs_dir as mkdocs.yml has it."""
        self._nav: tuple[list[Any] | None, list[Any] | None] = (None, None)
        """The nav as mkdocs.yml has it, and what came of it."""

    @property
    def page_events(self) -> PageEvents:
        """The pages of the current build, from `on_config` to `on_post_build`."""
        if self._pages is None:
            raise RuntimeError("there is no current build")
        return self._pages

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is a preview. With this event MkDocs keeps one plugin for all its rebuilds."""
        self._builds = Builds(serving=command == "serve", dirty=dirty)

    @event_priority(100)  # before mkdocs-mermaid2-plugin looks for a mermaid file
    def _before_others_configure(self, config: MkDocsConfig) -> None:
        """Take the nav back as mkdocs.yml has it, and name a mermaid file."""
        self._docs_dir = Path(config.docs_dir)
        written, expanded = self._nav
        if config.nav is expanded:
            # mkdocs-static-i18n builds each language with the same configuration.
            config.nav = written
        assets.announce_mermaid(config)

    @event_priority(-100)  # when the Markdown extensions that other plugins bring are known
    def _after_others_configured(self, config: MkDocsConfig) -> None:
        """Load the registry, before MkDocs deletes the old site. Raises PluginError for a registry that can't be used."""
        assets.withdraw_mermaid(config)  # which mkdocs-mermaid2-plugin has looked for
        project = replace(
            project_of(config, self.config.registry, self._docs_dir),
            markdown=site_markdown(config),
            has_made_files=self._others_make_files(config),
        )
        site = MkDocsSite(config, project, serving=self._builds.serving, dirty=self._builds.dirty.active)
        build = self._builds.begin(project, site)
        self._pages = pages = PageEvents(build, site, self._builds)
        others = [
            other for other in config.markdown_extensions if other != EXTENSION and not isinstance(other, PluginExtension)
        ]
        config.markdown_extensions[:] = [*others, PluginExtension(build, pages.page_of)]
        hand_words_to_search(config, pages.words_of)

    on_config = CombinedEvent(_before_others_configure, _after_others_configured)

    @event_priority(100)  # before other plugins list the files, and before others exclude some
    def _before_others_list_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Put the plugin's own files among the site's."""
        self.page_events.site.on_disk.find(files)
        if not self.page_events.site.languages.known:  # mkdocs-static-i18n takes no file that is not on the disk
            self._register(files, config)
        return files

    def _list_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep the registry's files out of the site, and check its links and pages. Raises PluginError for unreadable pages."""
        build, site = self.page_events.build, self.page_events.site
        self._expand_nav(config, config.nav, self.page_events.build.pages_left_out())
        self._remove_registry(files)
        check_sources(files, build.project, serving=site.serving)
        if not build.project.has_made_files:
            report_dead_links(files, site, build)
        return files

    @event_priority(-100)  # when other plugins have made their files
    def _after_others_made_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Check what the registry names of files, where only now it is known which there are. Raises PluginError."""
        build, site = self.page_events.build, self.page_events.site
        if build.project.has_made_files:
            self._remove_registry(files)
            site.made_registry.take_rows(files, build.loaded)
            if made := site.made_registry.data:
                loaded = build.load_again(site.made_registry.layers(build.project) or build.project.layers, made)
                build.use(self._builds.usable(loaded, build.project.languages.current))
            report_dead_links(files, site, build)
            self._builds.refuse([*build.loaded.awaiting, *self._missing_pages(files)])
        if config.nav is self._nav[1]:  # and not yet another plugin's own
            site.on_disk.add(files)
            self._expand_nav(config, self._nav[0], site.on_disk.left_out(files))
        return files

    on_files = CombinedEvent(_before_others_list_files, _list_files, _after_others_made_files)

    def _expand_nav(self, config: MkDocsConfig, written: list[Any] | None, left_out: Collection[str]) -> None:
        """Put the registry's areas into the nav as mkdocs.yml has it, without pages that are not in the site."""
        if written:
            build, site = self.page_events.build, self.page_events.site
            registry = with_drafts(build.loaded.registry, left_out, serving=site.serving)
            config.nav = expand_nav(written, registry, lambda path, message: None)
        self._nav = written, config.nav

    def _config_problems(self, config: MkDocsConfig) -> list[Problem]:
        """Mistakes in mkdocs.yml about the plugin's options and the areas in its nav, once for all languages."""
        build, mkdocs_yml = self.page_events.build, Path(config.config_file_path)
        languages, written = build.project.languages, self._nav[0]
        if languages.current != languages.default:
            return []
        faults = nav_problems(mkdocs_yml, written, build.loaded.registry) if written and not build.loaded.is_absent else []
        return [*misplaced_options(mkdocs_yml), *faults]

    def _others_make_files(self, config: MkDocsConfig) -> bool:
        """Whether another plugin or a hook handles the event `files`, and may make some.

        mkdocs-static-i18n handles it and makes none: translations that it puts in place of pages go by the pages' names here.
        """
        known = {id(self), id(config.plugins.get("i18n", self))}
        return any(id(getattr(handler, "__self__", handler)) not in known for handler in config.plugins.events["files"])

    def _missing_pages(self, files: Files) -> list[Problem]:
        """Pages that the registry names and no plugin makes."""
        project, loaded = self.page_events.build.project, self.page_events.build.loaded
        # What another plugin has taken out is on the disk all the same, and not missing but left out.
        pages = [*project.pages(), *(project.languages.plain(file.src_uri) for file in files.documentation_pages())]
        return list(missing_pages(loaded, pages))

    @event_priority(-100)  # after Material's blog has put its posts into the site
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:
        """Take the files as all plugins have left them, and with them the pages that are drafts or excluded."""
        pages, build, site, hidden = self.page_events, self.page_events.build, self.page_events.site, self._builds.kept.hidden
        self._remove_registry(files)  # what other plugins have made since
        self._register(files, config)
        site.use(files)
        if site.languages.known and build.project.has_made_files:
            self._builds.refuse(self._missing_pages(files))  # mkdocs-static-i18n drops what some plugins have made
        left_out = site.on_disk.left_out(files)
        for problem in left_out_pages(build.loaded, left_out.get):
            site.report(problem)
        differing = build.differing_headings(lambda page: site.address(site.on_disk.pages[page]).file)
        for problem in (*self._config_problems(config), *differing, *notebook_faults(files, site, build.extensions.blocks)):
            site.report(problem)
        build.leave_out(left_out, serving=site.serving)
        hidden.forget_all_but(set(build.pages))
        hidden.elsewhere = site.on_disk.elsewhere(build)
        for name in left_out:
            hidden.leave_out(name, site.on_disk.shown(name, build))
        self._builds.dirty.choose(build, site, self._builds.problems)
        pages.deep_dives = DeepDives(build.renderer.registry)
        pages.home_page = site.home_page()
        pages.head = Head(config, build.renderer, pages.home_page) if self.config.metadata else None
        pages.markdown = MarkdownVersions(site, nav, pages.home_page) if self.config.llms else None

    def _remove_registry(self, files: Files) -> None:
        """Take the registry's files out of the site; those that other plugins have made are kept for the registry."""
        for file in registry_files(files, self.page_events.build):
            self.page_events.site.made_registry.take(file)
            files.remove(file)
        for file in foreign_registry_files(files):
            files.remove(file)

    def _register(self, files: Files, config: MkDocsConfig) -> None:
        """Put the style sheets, scripts and published files among the site's, so that links to them are valid."""
        site_files = self.page_events.site.own
        own = assets.own_uris(config)
        for src_uri in own:
            # A copy that `mkdocs-genai assets` has written may be old.
            if (copy := files.src_uris.get(src_uri)) and not site_files.has(copy):
                files.remove(copy)
        site_files.register(files, own, sources=assets.SOURCES)
        site_files.register(files, published_uris(config, self.page_events.build))

    @event_priority(-100)  # after others have changed the Markdown
    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes next."""
        del config, files
        self.page_events.begin(page, markdown)

    @event_priority(100)  # before other plugins change the HTML: it is compared with what becomes of it
    def _before_others_change_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """See PageEvents.convert."""
        del config, files
        return self.page_events.convert(html, page)

    @event_priority(-100)  # after others have made fences
    def _after_others_changed_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """See PageEvents.add_mermaid."""
        del config, files
        return self.page_events.add_mermaid(html, page)

    on_page_content = CombinedEvent(_before_others_change_content, _after_others_changed_content)

    @event_priority(100)
    def _before_others_use_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """See PageEvents.begin_context."""
        del config, nav
        self.page_events.begin_context(context, page)
        return context

    @event_priority(-110)  # after Material's blog, too, has listed its posts
    def _after_others_used_context(
        self, context: TemplateContext, /, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """See PageEvents.finish_context."""
        del config, nav
        self.page_events.finish_context(context, page)
        return context

    on_page_context = CombinedEvent(_before_others_use_context, _after_others_used_context)

    @event_priority(-100)  # after others have hidden what they hide
    def on_post_page(self, output: str, /, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """See PageEvents.finish."""
        del config
        return self.page_events.finish(output, page)

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Give templates without a page, such as 404.html, what the others are given."""
        del config
        env.globals["genai"] = TopicFrame()
        self.page_events.theme_templates = ThemeTemplates(env)
        if self.page_events.head or self.page_events.markdown:
            extend_templates(env, files)

    @event_priority(-50)  # after other plugins have written their files, before mkdocs-static-i18n builds the next language
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files beside the pages, now that it is known which pages are hidden."""
        pages, build, site, kept = self.page_events, self.page_events.build, self.page_events.site, self._builds.kept
        if kept.styled:
            for src_uri in assets.own_uris(config):
                site.own.write(src_uri, assets.minified(src_uri))
        if kept.with_mermaid and (library := assets.mermaid_library()):
            site.own.write_unregistered(*library)
        # What another plugin has taken out since.
        site.on_disk.add(site.files)
        gone = site.on_disk.left_out(site.files).keys() - kept.hidden.left_out
        for name in gone | (set(build.pages) - kept.hidden.content.keys()):
            kept.hidden.leave_out(name, site.on_disk.shown(name, build))
        write_published_files(build, site, kept.hidden)
        if pages.markdown:
            pages.markdown.write(build.renderer, pages.deep_dives, kept.hidden.closed)
        mend_print_page(site)
        if build.loaded.registry.areas:
            kept.hidden.report()
        if words := english_words(build.renderer.locale, build.renderer.english):
            log.info("%s", words)
        self._pages = None

    def on_serve(self, server: Watcher, /, *, config: MkDocsConfig, builder: object) -> None:
        """Have the preview watch what MkDocs does not: a registry outside docs_dir, and the course's own templates."""
        del builder
        self._builds.served_by(server, Path(config.docs_dir))
