"""The MkDocs plugin: MkDocs's events, and all that knows MkDocs.

Loads the registry before any page is read, hands it to the Markdown extension, and answers what that asks: where a link
leads, and where a fault goes. The only object with state.
"""

from __future__ import annotations

import importlib.resources
import importlib.util
import logging
from pathlib import Path
from urllib.parse import unquote

from babel import Locale, UnknownLocaleError
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from .blocks import RegistryExtension
from .blocks.base import Context
from .blocks.page import Fault, Page
from .registry.checks import Site, relative_targets
from .registry.load import Loaded, load_registry, show
from .registry.messages import Mistake
from .registry.model import Registry
from .registry.problems import did_you_mean, report
from .render.environment import Templates
from .render.icons import Icons
from .render.inline import InlineMarkdown
from .render.layout import Layouts
from .render.renderer import Renderer

log = get_plugin_logger("genai")

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
        self._loaded: Loaded
        self._registry_path: Path
        self._inline = InlineMarkdown()
        self._files = Files([])
        self._homes: dict[str, str] = {}
        self._page = Page("", lambda target: None)
        self._anchor_links: dict[File, dict[str, str]] = {}
        self._has_mermaid = False

    @event_priority(100)  # before mkdocs-mermaid2-plugin looks for a mermaid file
    def on_config(self, config: MkDocsConfig) -> None:
        """Load the registry, before MkDocs cleans the old site away."""
        root = _root(config)
        icons = Icons([Path(folder, ".icons") for folder in config.theme.dirs])
        self._registry_path = self._find_registry(config)
        self._inline = InlineMarkdown()
        self._loaded = load_registry(self._registry_path, root, self._site(config, icons))
        if not self._loaded.usable:
            count = len(self._loaded.problems)
            noun = "mistake" if count == 1 else "mistakes"
            raise PluginError(f"{count} {noun} in the registry, nothing was built:\n\n{report(self._loaded.problems)}")
        renderer = Renderer(
            self._loaded.registry,
            self._loaded.tables,
            Templates([Path(config.theme.custom_dir)] if config.theme.custom_dir else []),
            icons,
            Layouts(root / ".cache" / "genai"),
            self._inline,
            _locale(config),
        )
        self._homes = _homes(self._loaded.registry)
        # MkDocs's type says names only, Python-Markdown takes extensions as well.
        config.markdown_extensions.append(RegistryExtension(Context(renderer, lambda: self._page)))
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
        self._files = files
        level = config.validation.links.not_found
        for path, target in relative_targets(self._loaded.registry, lambda text: self._inline.convert(text).targets):
            src_uri = unquote(target.partition("#")[0])
            if files.get_file_from_path(src_uri) is None:
                suggestion = did_you_mean(src_uri, [file.src_uri for file in files.documentation_pages()], limit=0)
                message = f"the link '{target}' leads to no file of docs_dir{suggestion}"
                log.log(level, "%s", report([self._loaded.sources.problem(Mistake(path, "GA031", message))]))
        return files

    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell the extension which page comes next."""
        del markdown, files
        docs = show(Path(config.docs_dir), _root(config))
        self._anchor_links = {}
        self._page = Page(
            page.file.src_uri,
            lambda target: self._resolve(target, page),
            read_source=lambda: page.file.content_string,
            home=self._homes.get(page.file.src_uri),
            report=lambda fault: _warn(docs, fault),
        )

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> None:
        """Tell MkDocs's check of anchors what the blocks put into the page."""
        del config, files
        page.present_anchor_ids = (page.present_anchor_ids or set()) | self._page.anchors
        if page.links_to_anchors is not None:
            for file, links in self._anchor_links.items():
                page.links_to_anchors[file] = links | page.links_to_anchors.get(file, {})
        self._has_mermaid = self._has_mermaid or 'class="mermaid"' in html

    def on_env(self, env: object, /, *, config: MkDocsConfig, files: Files) -> None:
        """Bring Mermaid along when a page has a Mermaid fence, and only then."""
        del env
        spec = importlib.util.find_spec("mermaidx")
        if spec is None or spec.origin is None:
            return
        if not self._has_mermaid:
            config.extra_javascript.remove(_MERMAID_LOADER)
            return
        library = Path(spec.origin).parent / "assets" / "mermaid.js"
        files.append(File.generated(config, _MERMAID, abs_src_path=str(library)))
        files.append(File.generated(config, _MERMAID_LOADER, abs_src_path=str(_ASSETS / "mermaid-loader.js")))

    def _find_registry(self, config: MkDocsConfig) -> Path:
        if self.config.registry:
            return (_root(config) / self.config.registry).absolute()
        folder = Path(config.docs_dir, "registry")
        return next((path for path in (folder, folder.with_suffix(".yml")) if path.exists()), folder)

    def _is_registry_file(self, file: File) -> bool:
        if file.abs_src_path is None or file.is_documentation_page():
            return False
        path = Path(file.abs_src_path)
        return path == self._registry_path or path.is_relative_to(self._registry_path)

    def _site(self, config: MkDocsConfig, icons: Icons) -> Site:
        docs = Path(config.docs_dir)
        return Site(
            has_page=lambda page: (docs / page).is_file(),
            pages=lambda: [path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md"))],
            has_icon=icons.has,
            icons=icons.names,
            link_targets=lambda markdown: self._inline.convert(markdown).targets,
        )

    def _resolve(self, target: str, page: MkDocsPage) -> str | None:
        """The address of a file of docs_dir, relative to the page; other addresses as they are."""
        if target.startswith(("#", "/")) or ":" in target.split("/")[0].split("#")[0]:
            return target
        path, hash_sign, anchor = target.partition("#")
        file = self._files.get_file_from_path(unquote(path))
        if file is None:
            return None
        if anchor:
            self._anchor_links.setdefault(file, {}).setdefault(anchor, target)
        url = file.url_relative_to(page.file)
        return f"{url}{hash_sign}{anchor}"


def _root(config: MkDocsConfig) -> Path:
    """The folder of mkdocs.yml, which paths are relative to."""
    return Path(config.config_file_path).parent.absolute()


def _homes(registry: Registry) -> dict[str, str]:
    """The area that each page belongs to: its own page, and its topics' deep dives."""
    homes: dict[str, str] = {}
    for area_id, area in registry.areas.items():
        for page in (area.page, *(topic.page for topic in area.topics.values())):
            if page is not None:
                homes[page] = area_id
    return homes


def _locale(config: MkDocsConfig) -> Locale:
    """The site's language, for numbers and dates."""
    language = str(config.theme.get("language") or config.theme.get("locale") or "en")
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _warn(docs: str, fault: Fault) -> None:
    line = f":{fault.line}" if fault.line else ""
    log.log(logging.WARNING, "%s", f"{docs}/{fault.src_uri}{line}: {fault.message} [{fault.code}]")
