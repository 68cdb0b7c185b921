"""One course's project: where its registry, pages, icons and templates are, and all that can be checked without a host.

The plugin fills it from MkDocs's configuration, the command line from mkdocs.yml (`mkdocs_yml`). Knows no host.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import markdown
from pathspec.gitignore import GitIgnoreSpec

from ..blocks import RegistryExtension
from ..blocks.base import Context
from ..blocks.page import Fault, Page
from ..identifiers import address_problem
from ..problems import Position, Problem
from ..registry.checks import COMPARED, Site
from ..registry.inline_scanner import link_targets
from ..registry.layers import Layer, Read
from ..registry.load import Loaded, load_registry, show
from ..registry.model import Registry
from ..registry.records import ParseData, parse_data
from ..registry.references import is_relative, relative_targets
from ..registry.yaml_file import is_utf8, read_document, read_text
from ..render.icons import Icons
from ..render.inline import InlineMarkdown, text_problems
from ..render.jinja import Templates, template_faults
from ..render.mermaid_layout import Layouts
from ..render.renderer import Renderer
from ..suggestions import did_you_mean
from .languages import ONE_LANGUAGE, Languages
from .layer_paths import own_layer

_PAGE_EXTENSIONS = ["admonition", "md_in_html", "tables", "pymdownx.details", "pymdownx.superfences", "pymdownx.tabbed"]
"""What pages are read with to find their blocks and links; how they look does not matter here."""


@dataclass(frozen=True)
class Project:
    """Where a course's files are. `docs_dir` is None when only a registry is known, and pages can't be checked.

    Pages go by their plain names, as the registry has them; a site in several languages has a project for each.
    """

    root: Path
    registry: Path
    docs_dir: Path | None = None
    icon_folders: tuple[Path, ...] = ()
    overrides: tuple[Path, ...] = ()
    excluded: GitIgnoreSpec = field(default_factory=lambda: excluded_docs(None))
    """What docs_dir has and the site has not."""
    drafts: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines([]))
    """What docs_dir has and only a preview shows."""
    markdown: Callable[[], markdown.Markdown] = markdown.Markdown
    """Makes the site's own Markdown."""
    site_name: str = "A course"
    site_url: str | None = None
    """Where the site is on the web, with a slash at its end; None when nobody says."""
    directory_urls: bool = True
    """Whether pages are `page/` in addresses, not `page.html`."""
    languages: Languages = ONE_LANGUAGE
    layers: tuple[Layer, ...] = ()
    """The registry's layers, the lowest first; `registry` alone unless there are several, or one that is no path."""
    layers_of: Mapping[str, tuple[Layer, ...]] = field(default_factory=dict)
    """Each language's layers."""

    @cached_property
    def inline(self) -> InlineMarkdown:
        """The registry's texts, as the site's own Markdown has them."""
        return InlineMarkdown(self.markdown)

    def in_each_language(self) -> Iterator[Project]:
        """The same for every language of the site, the default one first."""
        for languages in self.languages.each():
            layers = self.layers_of.get(languages.current, self.layers)
            yield replace(self, registry=own_layer(layers) or self.registry, layers=layers, languages=languages)

    @property
    def has_own_layer(self) -> bool:
        """Whether there is a layer that the author may write to, which is `registry`."""
        return own_layer(self.all_layers) is not None

    @property
    def all_layers(self) -> tuple[Layer, ...]:
        """The registry's layers, the lowest first."""
        return self.layers or (Layer(self.registry),)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which commands may write: the project's own, and what mkdocs.yml names elsewhere."""
        registry = self.registry if os.path.isdir(self.registry) else self.registry.parent
        return self.root, self.docs_dir or self.root, registry

    def icons(self) -> Icons:
        """The theme's icons, and the course's own."""
        return Icons(self.icon_folders, self.overrides)

    def pages(self) -> list[str]:
        """All pages of this language, relative to docs_dir."""
        return list(self._sources())

    def _sources(self) -> dict[str, str]:
        """The file of each page."""
        if self.docs_dir is None:
            return {}
        docs_dir = self.docs_dir
        # Not Path.rglob, which fails in a folder that may be listed and not looked into.
        paths = sorted(Path(folder, name) for folder, _, names in os.walk(docs_dir) for name in names if name.endswith(".md"))
        found = (path.relative_to(docs_dir).as_posix() for path in paths)
        return self.languages.choose(page for page in found if is_utf8(page) and not self.excluded.match_file(page))

    def has_page(self, src_uri: str) -> bool:
        """Whether docs_dir has the page, be it in the site or not; always, when there is no docs_dir to look into."""
        return self.docs_dir is None or self._file_of(src_uri) is not None

    def has_file(self, src_uri: str) -> bool:
        """Whether docs_dir has the file for the site; always, when there is no docs_dir to look into."""
        return self.docs_dir is None or (self._file_of(src_uri) is not None and self.why_left_out(src_uri) is None)

    def why_left_out(self, src_uri: str) -> str | None:
        """Why a file of docs_dir is not in the site; None where it is, or is not even in docs_dir."""
        file = self._file_of(src_uri)
        if file is None:
            return None
        if self.excluded.match_file(file):
            return "is excluded from the site"
        return "is a draft" if self.drafts.match_file(file) else None

    def _file_of(self, src_uri: str) -> str | None:
        """The file of docs_dir that has a name of this language, one that is in the site first."""
        docs_dir = self.docs_dir
        found = [name for name in self.languages.names(src_uri) if docs_dir is not None and os.path.isfile(docs_dir / name)]
        return next((name for name in found if not self.excluded.match_file(name)), next(iter(found), None))

    def load(self, icons: Icons, read: Read = read_document, parse: ParseData = parse_data) -> Loaded:
        """Load and check the registry; `read` reads one of its files, `parse` parses one that `rows_from` names."""
        site = Site(self.has_page, self.pages, icons.has, icons.leads_out, icons.names)
        loaded = load_registry(self.all_layers, self.root, site, read, parse)
        for path, code, message in template_faults(self.overrides):
            loaded.problems.append(Problem(Position(show(path, self.root)), "", message, code))
        loaded.problems.extend(text_problems(loaded, self.inline))
        return loaded

    def dead_links(
        self, loaded: Loaded, exists: Callable[[str], bool], pages: Callable[[], Collection[str]]
    ) -> Iterator[Problem]:
        """Links of the registry to files that do not exist, as warnings."""
        # To look for them takes longer than all else, and many links may be dead.
        names, compared = cache(lambda: dict.fromkeys(pages())), count()

        def dead(target: str) -> str | None:
            src_uri = unquote(target.partition("#")[0])
            if exists(src_uri):
                return None
            suggestion = did_you_mean(src_uri, names(), limit=0, among_many=next(compared) < COMPARED)
            return f"the link '{target}' leads to no file of docs_dir{suggestion}"

        for path, target in relative_targets(loaded.registry, loaded.tables):
            if message := dead(target):
                yield replace(loaded.sources.problem(Problem.at(path, "GA031", message)), severity="warning")
        for text in loaded.foreign_texts:
            targets = [text.text] if text.is_address else link_targets(text.text)
            for target in targets:
                if is_relative(target) and (message := dead(target)):
                    yield replace(text.problem("GA031", message), severity="warning")

    def left_out_pages(self, loaded: Loaded, reason: Callable[[str], str | None]) -> Iterator[Problem]:
        """Pages that the registry names and the site does not have, as warnings; `reason` says why it has not.

        A topic that is a draft may well have a page that is one.
        """
        for area_id, area in loaded.registry.areas.items():
            named: list[tuple[tuple[str, ...], str | None]] = [((), area.page)]
            named += [
                (("topics", topic_id), topic.page)
                for topic_id, topic in area.topics.items()
                if topic.effective_status == "ready"
            ]
            named += [(("comparisons", each_id), each.page) for each_id, each in area.comparisons.items()]
            for steps, page in named:
                if page and (why := reason(page)):
                    cure = "give the topic `status: draft`, or publish the page" if "topics" in steps else "publish the page"
                    message = f"the page '{page}' {why}, so nothing leads to it; {cure}"
                    yield replace(
                        loaded.sources.problem(Problem.at(("areas", area_id, *steps, "page"), "GA033", message)),
                        severity="warning",
                    )

    def renderer(self, loaded: Loaded) -> Renderer:
        """What renders without a build: in English, with diagrams as fences."""
        return Renderer(
            loaded.registry,
            loaded.tables,
            Templates(self.overrides),
            self.icons(),
            Layouts(None),
            self.inline,
        )

    def page_faults(self, loaded: Loaded) -> Iterator[Problem]:
        """Mistakes in the pages' blocks and links, found by converting each page, without a build."""
        docs_dir = self.docs_dir or self.root
        faults: list[Fault] = []
        page = Page("", str)
        context = Context(self.renderer(loaded), lambda: page)
        md = markdown.Markdown(extensions=[*_PAGE_EXTENSIONS, RegistryExtension(context)])
        homes = page_homes(loaded.registry)
        docs = show(docs_dir, self.root)
        for src_uri, file in self._sources().items():
            unread: list[Problem] = []
            source = read_text(docs_dir / file, f"{docs}/{file}", unread)
            if source is None:
                yield from unread
                continue
            if "///" not in source and "[topic:" not in source and "[area:" not in source and "[row:" not in source:
                continue
            faults.clear()
            home = homes.get(src_uri)
            page = Page(src_uri, str, read_source=partial(str, source), home=home, report=faults.append)
            md.reset().convert(_without_front_matter(source))
            for fault in faults:
                yield page_problem(docs, fault._replace(src_uri=file), source)


def page_problem(docs: str, fault: Fault, source: str) -> Problem:
    """A fault in a page as a problem with its line; `docs` is docs_dir as it is shown."""
    lines = _lines(source)
    text = lines[fault.line - 1] if fault.line and fault.line <= len(lines) else ""
    column = len(text) - len(text.lstrip()) + 1
    position = Position(f"{docs}/{fault.src_uri}", fault.line or 1, column, max(1, len(text.strip())), text)
    return Problem(position, "", fault.message, fault.code, "warning")


@lru_cache(1)  # a page may have thousands of faults
def _lines(source: str) -> tuple[str, ...]:
    return tuple(source.split("\n"))


def page_homes(registry: Registry) -> dict[str, str]:
    """The area that each page belongs to: its own page, and its topics' deep dives."""
    homes: dict[str, str] = {}
    for area_id, area in registry.areas.items():
        for page in (area.page, *(topic.page for topic in area.topics.values())):
            if page is not None:
                homes[page] = area_id
    return homes


def excluded_docs(exclude_docs: str | None) -> GitIgnoreSpec:
    """What a site leaves out of docs_dir: MkDocs's own rules, and those of `exclude_docs` in mkdocs.yml, which may undo them.

    Raises ValueError when a rule is none.
    """
    return GitIgnoreSpec.from_lines([".*", "/templates/", *(exclude_docs or "").splitlines()])


def site_address(site_url: Any) -> str | None:
    """A mkdocs.yml's `site_url`, with a slash at its end; None where it is empty or no address of the web."""
    url = str(site_url or "")
    return f"{url.rstrip('/')}/" if url.startswith(("https://", "http://")) and not address_problem(url) else None


def _without_front_matter(source: str) -> str:
    if source.startswith("---\n") and (end := source.find("\n---", 3)) != -1:
        return source[source.find("\n", end + 1) + 1 :]
    return source
