"""The Markdown extension for MkDocs, which finds the page that a Markdown instance converts."""

from __future__ import annotations

from collections.abc import Callable

from markdown import Markdown
from mkdocs.structure.files import File
from pymdownx.blocks import BlocksProcessor

from ...blocks import RegistryExtension
from ...blocks.base import Context
from ...build import Build
from ...render.page import Page


class PluginExtension(RegistryExtension):
    """Blocks and links of a build; `page_of` gives the page of a file, the current one for None."""

    def __init__(self, build: Build, page_of: Callable[[File | None], Page]) -> None:
        super().__init__(Context(build.renderer, lambda: page_of(None)), build.extensions.blocks, build.extensions.charts)
        self._build = build
        self._page_of = page_of

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """See BlocksExtension."""
        # The build's renderer changes once all files of the site are known, so it is read here.
        self.context = Context(self._build.renderer, lambda: self._page_of(_file_of(md)))
        super().extendMarkdownBlocks(md, block_mgr)


def _file_of(md: Markdown) -> File | None:
    """The file whose links MkDocs resolves.

    It differs from the page's file for Material's blog, which converts posts again for the pages that list them.
    """
    steps = md.treeprocessors
    file = getattr(steps["relpath"], "file", None) if "relpath" in steps else None
    return file if isinstance(file, File) else None
