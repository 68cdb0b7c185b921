"""The blocks as a plain Markdown extension, `mkdocs_genai.blocks`, for Zensical, which reads mkdocs.yml but runs no plugins.

Zensical creates a Markdown instance for each page. Its own extension, which is registered first, has the page and the
configuration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from ...build import Build
from ...project.page_sources import PageSource
from ...project.site_markdown import EXTENSION
from ...registry.text_files import display_path
from ...render.page import Page
from ...targets import PageAddress
from ..copied_assets import COPIED, FOLDER, is_current, shows_something
from .journal import Conversion, Findings, Journal
from .shared_build import Given, SharedBuild
from .site import log

LIMITS = (
    "`zensical build` alone shows blocks and links to the registry. `mkdocs-genai zensical build` adds the rest: `area:` in "
    "nav, the header and footer of topics' pages, tables as files and registry.json, and it fails where `mkdocs build` does"
)
_SHARED = SharedBuild()
"""What outlasts a page, and, in a preview, a build."""


@lru_cache(maxsize=64)
def _say_once(message: str) -> None:
    log.warning("%s", f"genai: {message}")


class CourseExtension(BlocksExtension):  # type: ignore[misc] # pymdownx ships no types
    """Blocks and links of a registry."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "registry": ["", "A folder or file, relative to mkdocs.yml, or layers; `registry` inside docs_dir by default."],
            "metadata": [True, "Whether heads of pages that the registry names have a description, Open Graph and JSON-LD."],
            "stamp": ["", "For `mkdocs-genai zensical`: what changes when the registry does."],
            "banner": ["", "For `mkdocs-genai zensical`: HTML that says what is wrong with the registry."],
            "journal": ["", "For `mkdocs-genai zensical`: a name for what is found on pages."],
        }
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """See BlocksExtension."""
        host = next((step for step in md.preprocessors if hasattr(step, "page") and hasattr(step, "config")), None)
        if host is None:
            # Not an error yet: MkDocs loads all extensions once to validate them, and then the plugin removes this one.
            md.preprocessors.register(_Refusal(md), "genai_refusal", 100)
            return
        given = Given(*(self.getConfig(name) for name in Given._fields))
        build = _SHARED.of(host.config, given)
        if not given.stamp:
            layers = (layer.path for layer in build.project.layers if not layer.is_package)
            own = [path for path in layers if path]
            for advice in (LIMITS, *_advice(host.config, build.project.root, build.project.docs_dir or Path(), own)):
                _say_once(advice)
        src_uri = str(host.page.path)
        page = build.page(PageAddress(src_uri, build.project.display_path(src_uri), str(host.page.url)))
        # The build goes on while pages change.
        page.written = PageSource(lambda: build.site.source(src_uri) or "", build.project.snippets)
        build.extension(page).extendMarkdownBlocks(md, block_mgr)
        md.treeprocessors.register(_Around(md, host.page, page), "genai_around", -100)
        if given.journal:
            md.treeprocessors.register(_Noting(md, _note(build, page, given)), "genai_noting", -101)


class _Around(Treeprocessor):
    """Puts what stands around a page into its `meta`, when all else of it is made, and the banner above it.

    Not a postprocessor, because toc runs these for each heading.
    """

    def __init__(self, md: Markdown, host_page: Any, page: Page) -> None:
        super().__init__(md)
        self._host_page = host_page
        self._page = page

    def run(self, root: Element) -> None:
        """See Treeprocessor."""
        if banner := _SHARED.banner:
            above = Element("p")
            above.text = self.md.htmlStash.store(banner)
            root.insert(0, above)
        meta = getattr(self._host_page, "meta", None)
        if _SHARED.frames and isinstance(meta, dict):
            shows = _shows_something(root) or any(shows_something(str(html)) for html in self.md.htmlStash.rawHtmlBlocks)
            _SHARED.frames.put(meta, getattr(self._host_page, "title", None), self._page, shows=shows)


def _note(build: Build, page: Page, given: Given) -> Callable[[], None]:
    """Gives what writes down what is found on a page, as it is now."""
    journal = Journal(build.project.root, given.journal)
    conversion = Conversion.of(page.src_uri, page.written, given.stamp)
    english = build.renderer.english
    english.clear()
    return lambda: journal.note(conversion, Findings.of(page, english))


class _Noting(Treeprocessor):
    """Calls a function when all of a page has been converted."""

    def __init__(self, md: Markdown, note: Callable[[], None]) -> None:
        super().__init__(md)
        self._note = note

    def run(self, root: Element) -> None:
        """See Treeprocessor."""
        del root
        self._note()


def _shows_something(root: Element) -> bool:
    return any(str(each.get("class")).startswith("genai") for each in root.iter() if each.tag in ("div", "span"))


class _Refusal(Preprocessor):
    """Raises an error for a host that does not say which page is converted."""

    def run(self, lines: list[str]) -> list[str]:
        """See Preprocessor. Raises ValueError."""
        raise ValueError(f"{EXTENSION} is for Zensical; with MkDocs, put `genai` under `plugins` in mkdocs.yml")


def _advice(config: Mapping[str, Any], root: Path, docs_dir: Path, registries: Sequence[Path]) -> Iterator[str]:
    """What is missing in mkdocs.yml for `zensical build` alone."""
    if not all(is_current(docs_dir, name) for name in COPIED):
        yield (
            "the style sheet and the scripts in docs_dir are missing or out of date: "
            f"run `mkdocs-genai assets`, which writes {FOLDER}/ there"
        )
    style_sheet = f"{FOLDER}/genai.css"
    if style_sheet not in config["extra_css"]:
        yield f"no page loads the style sheet: add `extra_css: [{style_sheet}]` to mkdocs.yml"
    for registry in registries:
        shown = display_path(registry, root)
        if not any(registry.is_relative_to(root / folder) for folder in config["watch"]):
            yield (f"Zensical does not rebuild pages that did not change: add `watch: [{shown}]` to mkdocs.yml, or use --clean")
        if registry.is_relative_to(docs_dir) and not config["exclude_docs"]:
            inside = registry.relative_to(docs_dir).as_posix()
            yield f"Zensical copies {shown} into the site: add `exclude_docs: /{inside}` to mkdocs.yml"
