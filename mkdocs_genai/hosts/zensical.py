"""The blocks as a plain Markdown extension, `mkdocs_genai.blocks`, for Zensical, which reads mkdocs.yml but runs no plugins.

Zensical creates a Markdown instance for each page. Its own extension, which is registered first, has the page and the
configuration. It turns `href` and `src` in a page's HTML, which are relative to the source, into URLs of the site.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from ..build import Build, Caches
from ..extensions import load_extensions
from ..problems import CommandError, Problem, report
from ..project.languages import ONE_LANGUAGE, site_locale
from ..project.layer_paths import find_layers, layer_names, own_layer
from ..project.page_sources import PageSource
from ..project.project import Project
from ..project.site_checks import dead_links
from ..project.site_markdown import EXTENSION, SiteMarkdown
from ..registry.layers import Layer
from ..registry.text_files import show
from ..render.mermaid_engines import BEST_ENGINE
from ..render.mermaid_layout import Layouts
from ..targets import PageAddress, Target, url_of
from .copied_assets import COPIED, FOLDER, is_current
from .plain import site_url

log = logging.getLogger("mkdocs_genai")
"""If no handler is installed, Python itself writes warnings to stderr."""

LIMITS = (
    "under Zensical, only blocks and links to the registry work. These do not: `area:` in nav, the header and footer "
    "of topics' pages, tables as files, registry.json, and the preview's banner. "
    "`mkdocs-genai check` fails for what a build only warns of"
)


class RegistryError(ValueError):
    """A registry with errors, which stops the build; the text lists all problems."""


class ZensicalSite:
    """The site that Zensical builds. Zensical itself rewrites URLs in HTML."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: the file's path relative to the page's source."""

        def file_url(src_uri: str) -> str | None:
            way = posixpath.relpath(src_uri, posixpath.dirname(page.src_uri) or ".")
            return quote(way) if self._project.has_file(src_uri) else None

        return url_of(target, file_url)

    def svg_url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: the URL in the site, because Zensical does not rewrite URLs in SVG."""

        def file_url(src_uri: str) -> str | None:
            address = site_url(self._project, Target(src_uri))
            if address is None:
                return None
            # The folder of `a/b/` is itself; a way to a folder loses its slash.
            slash = "/" if address.endswith("/") else ""
            return f"{posixpath.relpath(address, posixpath.dirname(page.url) or '.')}{slash}"

        return url_of(target, file_url)

    def pages(self) -> list[str]:
        """See Site."""
        return self._project.pages()

    def source(self, src_uri: str) -> str:
        """See Site; Zensical itself has read the page before."""
        return Path(self._project.docs_dir or self._project.root, src_uri).read_text("utf-8-sig", errors="replace")

    def report(self, problem: Problem) -> None:
        """See Site."""
        log.warning("%s", report([problem]))


class _Options(NamedTuple):
    """The part of mkdocs.yml that a build depends on."""

    root: Path
    docs_dir: Path
    layers: tuple[Layer, ...]
    theme_dirs: tuple[Path, ...]
    custom_dir: Path | None
    language: str
    directory_urls: bool
    markdown: SiteMarkdown


@lru_cache(maxsize=1)
def _build(options: _Options, stamp: object) -> Build:
    """The build that all pages share; `stamp` changes when a registry file or an option of Markdown does.

    Raises RegistryError.
    """
    del stamp
    overrides = (options.custom_dir,) if options.custom_dir else ()
    project = Project(
        options.root,
        own_layer(options.layers) or options.docs_dir,
        options.docs_dir,
        tuple(folder / ".icons" for folder in (*overrides, *options.theme_dirs)),
        overrides,
        directory_urls=options.directory_urls,
        layers=options.layers,
        locale=site_locale(options.language),
        markdown=options.markdown,
    )
    try:
        extensions = load_extensions()
    except CommandError as error:
        raise RegistryError(str(error)) from error
    layouts = Layouts(BEST_ENGINE, lambda advice: log.info("%s", f"genai: {advice}"))
    build = Build(project, ZensicalSite(project), Caches(layouts=layouts), extensions)
    if not build.loaded.usable:
        # Zensical shows the origin of an exception, but not its message.
        log.error("%s", f"problems in the registry, so the build stops:\n\n{report(build.loaded.problems)}\n")
        raise RegistryError(report(build.loaded.problems))
    for problem in dead_links(build.loaded, project.has_file, build.site.pages):
        build.site.report(problem)
    return build


@lru_cache(maxsize=64)
def _say_once(message: str) -> None:
    log.warning("%s", f"genai: {message}")


class CourseExtension(BlocksExtension):  # type: ignore[misc] # pymdownx ships no types
    """Blocks and links of a registry."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "registry": ["", "A folder or file, relative to mkdocs.yml, or layers; `registry` inside docs_dir by default."]
        }
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """See BlocksExtension. Raises RegistryError."""
        host = next((step for step in md.preprocessors if hasattr(step, "page") and hasattr(step, "config")), None)
        if host is None:
            # Not an error yet: MkDocs loads all extensions once to validate them, and then the plugin removes this one.
            md.preprocessors.register(_Refusal(md), "genai_refusal", 100)
            return
        build = self._build_of(host.config)
        src_uri = str(host.page.path)
        page = build.page(PageAddress(src_uri, build.project.shown(src_uri), str(host.page.url)))
        # The build goes on while pages change.
        page.written = PageSource(lambda: build.site.source(src_uri) or "")
        build.extension(page).extendMarkdownBlocks(md, block_mgr)

    def _build_of(self, config: Mapping[str, Any]) -> Build:
        root = Path(config["root_dir"])
        docs_dir = root / config["docs_dir"]
        theme = config["theme"]
        layers = find_layers(root, layer_names(self.getConfig("registry")), docs_dir, ONE_LANGUAGE)
        own = [layer.path for layer in layers if layer.path and not layer.is_package]
        for advice in (LIMITS, *_advice(config, root, docs_dir, own)):
            _say_once(advice)
        files = [
            file
            for layer in layers
            if layer.path
            for file in (layer.path, *sorted(layer.path.rglob("*"), key=lambda file: file.parts))
        ]
        options = _Options(
            root,
            docs_dir,
            layers,
            tuple(Path(folder) for folder in config["theme_dirs"]),
            root / theme["custom_dir"] if theme.get("custom_dir") else None,
            str(theme.get("language") or "en"),
            bool(config["use_directory_urls"]),
            SiteMarkdown(tuple(each for each in config["markdown_extensions"] if isinstance(each, str)), config["mdx_configs"]),
        )
        stamp = (str(config["mdx_configs"]), *((file, file.stat().st_mtime_ns) for file in files if file.exists()))
        return _build(options, stamp)


class _Refusal(Preprocessor):
    """Raises an error for a host that does not say which page is converted."""

    def run(self, lines: list[str]) -> list[str]:
        """See Preprocessor. Raises ValueError."""
        raise ValueError(f"{EXTENSION} is for Zensical; with MkDocs, put `genai` under `plugins` in mkdocs.yml")


def _advice(config: Mapping[str, Any], root: Path, docs_dir: Path, registries: Sequence[Path]) -> Iterator[str]:
    """What is missing in mkdocs.yml for Zensical."""
    if not all(is_current(docs_dir, name) for name in COPIED):
        yield (
            "the style sheet and the scripts in docs_dir are missing or out of date: "
            f"run `mkdocs-genai assets`, which writes {FOLDER}/ there"
        )
    style_sheet = f"{FOLDER}/genai.css"
    if style_sheet not in config["extra_css"]:
        yield f"no page loads the style sheet: add `extra_css: [{style_sheet}]` to mkdocs.yml"
    for registry in registries:
        shown = show(registry, root)
        if not any(registry.is_relative_to(root / folder) for folder in config["watch"]):
            yield (f"Zensical does not rebuild pages that did not change: add `watch: [{shown}]` to mkdocs.yml, or use --clean")
        if registry.is_relative_to(docs_dir) and not config["exclude_docs"]:
            inside = registry.relative_to(docs_dir).as_posix()
            yield f"Zensical copies {shown} into the site: add `exclude_docs: /{inside}` to mkdocs.yml"
