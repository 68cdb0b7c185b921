"""The blocks as a plain Markdown extension, `mkdocs_genai.blocks`, for Zensical, which reads mkdocs.yml but runs no plugins.

Zensical makes a new Markdown for each page. Its own extension, which comes first, says which page it is and what mkdocs.yml
says. It turns `href` and `src` in a page's HTML, which are relative to the source, into addresses of the site.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from ..blocks import RegistryExtension
from ..blocks.base import Context
from ..blocks.page import Fault, Page
from ..problems import report
from ..project.languages import ONE_LANGUAGE, site_locale
from ..project.layer_paths import find_layers, layer_names, own_layer
from ..project.project import Project, page_homes, page_problem
from ..project.site_markdown import EXTENSION, SiteMarkdown
from ..registry.layers import Layer
from ..registry.load import Loaded, show
from ..render.jinja import Templates
from ..render.mermaid_engines import BEST_ENGINE
from ..render.mermaid_layout import Layouts
from ..render.renderer import Renderer
from ..sharing.publications import site_address_of
from ..targets import leads_elsewhere
from .copied_assets import BROUGHT, FOLDER, is_current

log = logging.getLogger("mkdocs_genai")
"""Without a handler of anybody's, Python itself writes warnings to stderr."""

LIMITS = (
    "under Zensical, blocks and links to the registry work, and all else of mkdocs-genai does not: `area:` in nav, what stands "
    "around topics' pages, tables as files, registry.json, and the preview's banner; "
    "`mkdocs-genai check` finds what a build only warns of"
)


class RegistryError(ValueError):
    """A registry with mistakes, which ends the build; the text lists them all."""


class Course(NamedTuple):
    """What all pages of a build share."""

    project: Project
    loaded: Loaded
    renderer: Renderer
    homes: Mapping[str, str]


@lru_cache(maxsize=1)
def _course(
    root: Path,
    layers: tuple[Layer, ...],
    docs_dir: Path,
    theme_dirs: tuple[Path, ...],
    custom_dir: Path | None,
    language: str,
    directory_urls: bool,
    markdown: SiteMarkdown,
    stamp: object,
) -> Course:
    """Load a course; `stamp` changes when one of the registry's files or the options of Markdown do. Raises RegistryError."""
    del stamp
    overrides = (custom_dir,) if custom_dir else ()
    icons = tuple(folder / ".icons" for folder in (*overrides, *theme_dirs))
    registry = own_layer(layers) or docs_dir
    project = Project(
        root, registry, docs_dir, icons, overrides, directory_urls=directory_urls, layers=layers, markdown=markdown
    )
    found = project.icons()
    loaded = project.load(found)
    if not loaded.usable:
        # Zensical shows where an exception comes from, and not what it says.
        log.error("%s", f"mistakes in the registry, the build stops:\n\n{report(loaded.problems)}\n")
        raise RegistryError(report(loaded.problems))
    for problem in project.dead_links(loaded, project.has_file, project.pages):
        log.warning("%s", report([problem]))
    renderer = Renderer(
        loaded.registry,
        loaded.tables,
        Templates(project.overrides),
        found,
        Layouts(BEST_ENGINE, lambda advice: log.info("%s", f"genai: {advice}")),
        project.inline,
        site_locale(language),
    )
    return Course(project, loaded, renderer, page_homes(loaded.registry))


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
            # Not yet an error: MkDocs tries out all extensions, and then the plugin takes this one away.
            md.preprocessors.register(_Refusal(md), "genai_refusal", 100)
            return
        course = self._course_of(host.config)
        page = _page(course, str(host.page.path), str(host.page.url))
        RegistryExtension(Context(course.renderer, lambda: page)).extendMarkdownBlocks(md, block_mgr)

    def _course_of(self, config: Mapping[str, Any]) -> Course:
        root = Path(config["root_dir"])
        docs_dir = root / config["docs_dir"]
        theme = config["theme"]
        layers = find_layers(root, layer_names(self.getConfig("registry")), docs_dir, ONE_LANGUAGE)
        own = [layer.path for layer in layers if layer.path and not layer.is_package]
        for advice in (LIMITS, *_advice(config, root, docs_dir, own)):
            _say_once(advice)
        files = [file for layer in layers if layer.path for file in (layer.path, *sorted(layer.path.rglob("*")))]
        return _course(
            root,
            layers,
            docs_dir,
            tuple(Path(folder) for folder in config["theme_dirs"]),
            root / theme["custom_dir"] if theme.get("custom_dir") else None,
            str(theme.get("language") or "en"),
            bool(config["use_directory_urls"]),
            SiteMarkdown(tuple(each for each in config["markdown_extensions"] if isinstance(each, str)), config["mdx_configs"]),
            (str(config["mdx_configs"]), *((file, file.stat().st_mtime_ns) for file in files if file.exists())),
        )


class _Refusal(Preprocessor):
    """Refuses to convert pages for a host that does not say which they are."""

    def run(self, lines: list[str]) -> list[str]:
        """See Preprocessor. Raises ValueError."""
        raise ValueError(f"{EXTENSION} is for Zensical; with MkDocs, put `genai` under `plugins` in mkdocs.yml")


def _advice(config: Mapping[str, Any], root: Path, docs_dir: Path, registries: Sequence[Path]) -> Iterator[str]:
    """What mkdocs.yml lacks for Zensical."""
    if not all(is_current(docs_dir, name) for name in BROUGHT):
        yield f"style sheet and scripts are missing or old in docs_dir: run `mkdocs-genai assets`, which writes {FOLDER}/ there"
    style_sheet = f"{FOLDER}/genai.css"
    if style_sheet not in config["extra_css"]:
        yield f"the style sheet is in no page: add `extra_css: [{style_sheet}]` to mkdocs.yml"
    for registry in registries:
        shown = show(registry, root)
        if not any(registry.is_relative_to(root / folder) for folder in config["watch"]):
            yield f"Zensical keeps pages that did not change: add `watch: [{shown}]` to mkdocs.yml, or run it with --clean"
        if registry.is_relative_to(docs_dir) and not config["exclude_docs"]:
            inside = registry.relative_to(docs_dir).as_posix()
            yield f"Zensical copies {shown} into the site: add `exclude_docs: /{inside}` to mkdocs.yml"


def _page(course: Course, src_uri: str, url: str) -> Page:
    project = course.project
    docs_dir = project.docs_dir or project.root

    def resolve(target: str) -> str | None:
        """The file as a link in the page's source names it."""
        if target.startswith(("#", "/")) or leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        if not project.has_file(unquote(path)):
            return None
        way = posixpath.relpath(unquote(path), posixpath.dirname(src_uri) or ".")
        return f"{quote(way)}{hash_sign}{anchor}"

    def resolve_in_drawing(target: str) -> str | None:
        """The page's address in the site, which is what Zensical leaves alone."""
        path, hash_sign, anchor = target.partition("#")
        if target.startswith(("#", "/")) or leads_elsewhere(target):
            return target
        address = site_address_of(project, path)
        if address is None:
            return None
        # The folder of `a/b/` is itself; a way to a folder loses its slash.
        slash = "/" if address.endswith("/") else ""
        return f"{posixpath.relpath(address, posixpath.dirname(url) or '.')}{slash}{hash_sign}{anchor}"

    def read_source() -> str:
        return (docs_dir / src_uri).read_text("utf-8-sig", errors="replace")

    def warn(fault: Fault) -> None:
        log.warning("%s", report([page_problem(show(docs_dir, project.root), fault, read_source())]))

    return Page(
        src_uri,
        resolve,
        resolve_in_drawing=resolve_in_drawing,
        read_source=read_source,
        home=course.homes.get(src_uri),
        report=warn,
    )
