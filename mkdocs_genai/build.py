"""A build of a course, from its registry to its pages' blocks and the files that are published beside them. Knows no host.

    load    the registry is read and checked; the host decides whether its problems end the build
    scan    `pages` reads a page's source when something about that page is needed
    page    `page` and `extension` for each page that a host converts
    publish `published_files`, once it is known which pages are hidden

A host makes one in each build, with its `Site`, and drops it at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from markdown import Markdown

from .blocks import RegistryExtension
from .blocks.base import Context
from .extensions import BUILT_IN, Extensions
from .problems import Position, Problem
from .project.own_labels import with_own_labels
from .project.page_sources import Pages
from .project.project import Project
from .project.site_checks import differing_headings, page_homes
from .registry.checks import CourseFiles
from .registry.drafts import with_drafts
from .registry.layers import Layer
from .registry.load import Loaded, Readers, load_registry
from .registry.misplaced_registry import misnamed_translations
from .registry.parsed_files import ParsedFiles
from .registry.registry_json_format import REGISTRY_JSON, SCHEMA_JSON
from .registry.text_files import display_path
from .render.icons import Icons
from .render.inline import ConvertedTexts
from .render.jinja import Templates, template_faults
from .render.mermaid_layout import Layouts
from .render.page import Page
from .render.renderer import Renderer
from .render.shown_content import ShownPages
from .render.text_problems import text_problems
from .sharing.publications import PublishedFile, publications
from .sharing.published_content import listable_registry, listable_tables, publishable_tables
from .sharing.registry_json import OBJECTS_INV, Address
from .sharing.table_files import table_file_uris, table_files
from .targets import PageAddress, Site

_PAGE_EXTENSIONS = [
    "admonition",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
"""The extensions for pages that no host converts. They are read only for their blocks and links, not for their looks."""
_WITHOUT_LOOKS = {"pymdownx.highlight": {"use_pygments": False}}
"""Coloring code takes a third of the time of converting a page."""


@dataclass
class Caches:
    """Results that are expensive and stay valid in the next build; a preview hands them from build to build."""

    layouts: Layouts = field(default_factory=lambda: Layouts(None))
    """Without an engine, diagrams are Mermaid fences."""
    files: ParsedFiles | None = None
    """The registry's files, so that only those that have changed are parsed again."""


class Build:
    """One build of a course, in one language. `extensions` has the blocks, column types and charts that it may use."""

    def __init__(
        self,
        project: Project,
        site: Site,
        caches: Caches | None = None,
        extensions: Extensions = BUILT_IN,
    ) -> None:
        self.project = project
        self.site = site
        self.caches = caches or Caches()
        self.extensions = extensions
        self.icons = Icons(project.icon_folders, project.overrides)
        self.pages = Pages(site.pages, site.source, project.snippets)
        self.inline = ConvertedTexts(project.markdown)
        """The registry's texts, as the site's own Markdown has them."""
        self._made: Mapping[Path, bytes] = {}
        self.loaded = self._load().until_files_are_made() if project.has_made_files else self._load()
        """The registry as its files have it, with all that is wrong with it."""
        self.renderer = Renderer(
            self.loaded.registry,
            self.loaded.tables,
            Templates(project.overrides),
            self.icons,
            self.caches.layouts,
            self.inline,
            project.locale,
            self.pages,
        )
        """Renders pages; its registry may differ from the loaded one."""
        self.homes: Mapping[str, str] = page_homes(self.loaded.registry)
        """The area that each page belongs to."""

    def _load(self) -> Loaded:
        project, files = self.project, self.caches.files
        around = CourseFiles(project.has_page, project.pages, self.icons.has, self.icons.leads_out, self.icons.names)
        readers = Readers(types=self.extensions.columns, made=self._made)
        if files:
            files.begin()
            readers = readers._replace(read=files.read, parse=files.parse)
        loaded = with_own_labels(load_registry(project.all_layers, project.root, around, readers), project)
        faults = [
            Problem(Position(display_path(path, project.root)), "", message, code)
            for path, code, message in template_faults(project.overrides)
        ]
        named = (
            []
            if project.languages.folders
            else [layer.path for layer in project.layers_of.get(project.languages.default, project.all_layers) if layer.path]
        )
        for path in named:
            misnamed = misnamed_translations(path, project.languages.known, project.root)
            faults += [each for each in misnamed if project.root / each.position.file not in named]
        return loaded._replace(problems=[*loaded.problems, *faults, *text_problems(loaded, self.inline)])

    def load_again(self, layers: tuple[Layer, ...], made: Mapping[Path, bytes]) -> Loaded:
        """Load the registry with the layers to which other plugins have added files, and files for rows that they made.

        See `use`.
        """
        self.project, self._made = replace(self.project, layers=layers), made
        return self._load()

    def use(self, loaded: Loaded) -> None:
        """Render pages from another registry than the one that was loaded, such as a preview's last good one."""
        self.loaded = loaded
        self.renderer = replace(self.renderer, registry=loaded.registry, tables=loaded.tables)
        self.homes = page_homes(loaded.registry)

    def differing_headings(self, file_of: Callable[[str], str]) -> Iterator[Problem]:
        """See project.site_checks; in the default language alone, since a translation may leave titles out."""
        if self.project.languages.current != self.project.languages.default:
            return iter(())
        left_out = self.pages_left_out()
        return differing_headings(self.loaded, self.pages, left_out, file_of, lambda text: self.inline[text].plain)

    def pages_left_out(self) -> set[str]:
        """The pages of areas and topics that mkdocs.yml keeps out of the site, as drafts or excluded."""
        return {page for page in self.homes if self.project.why_left_out(page)}

    def leave_out(self, pages: Collection[str], *, serving: bool) -> None:
        """Treat topics whose pages are not in the site as drafts; a served preview keeps the links to them."""
        self.renderer = replace(self.renderer, registry=with_drafts(self.loaded.registry, pages, serving=serving))

    def page(self, address: PageAddress) -> Page:
        """The page value for a page that is about to be converted."""
        return Page(address, self.site, self.homes.get(address.src_uri), self.pages[address.src_uri])

    def extension(self, page: Page) -> RegistryExtension:
        """The Markdown extension that converts a page's blocks and links."""
        return RegistryExtension(Context(self.renderer, lambda: page), self.extensions.blocks, self.extensions.charts)

    def convert(self, page: Page) -> str:
        """A page's HTML, where no host converts it."""
        md, extension = self._markdown
        extension.context.page = lambda: page
        return md.reset().convert(page.written.given)

    @cached_property
    def _markdown(self) -> tuple[Markdown, RegistryExtension]:
        """One Markdown instance for all pages, because creating one takes longer than converting most pages."""
        extension = self.extension(Page(PageAddress(""), self.site))
        return Markdown(extensions=[*_PAGE_EXTENSIONS, extension], extension_configs=_WITHOUT_LOOKS), extension

    def published_uris(self) -> list[str]:
        """The src_uris of the published files, as if they were in docs_dir; none for a registry without areas."""
        if not self.loaded.registry.areas:
            return []
        return [*table_file_uris(self.loaded.tables), REGISTRY_JSON, SCHEMA_JSON, OBJECTS_INV]

    def published_files(self, pages: ShownPages, address: Address) -> Iterator[PublishedFile]:
        """These files with their content, without anything that only hidden pages show."""
        registry = self.renderer.registry
        if not registry.areas:
            return
        tables = publishable_tables(self.loaded.registry, self.loaded.tables, pages)
        yield from (PublishedFile(*each) for each in table_files(registry, tables, self.inline))
        listed = listable_tables(tables, pages)
        listable = listable_registry(registry, listed, pages, self.loaded.registry)
        yield from publications(self.project, replace(self.renderer, registry=listable, tables=listed), address)
