"""A small course: files written from one string, built by the real MkDocs in this process."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from ..conftest import write_tree

PLAIN = """
--- mkdocs.yml
site_name: Kitchen school
theme: {name: material, font: false}
plugins: [genai]
"""
"""Nothing but the plugin: no Markdown extension, and no option."""
REGISTRY = """
--- docs/registry/baking.yml
title: Baking
summary: Bread, see [the oven](baking/oven.md#heat).
icon: material/bread-slice
page: baking/index.md
topics:
  dough: {title: Dough, summary: Flour & *water*., page: baking/deep/er/dough.md, icon: material/grain}
  oven: {title: Ovens, page: baking/oven.md, requires: [dough]}
  cakes: {title: Cakes}
comparisons:
  flours:
    title: Flours
    columns: {flour: Flour, type: {title: Number, type: number}, for: Good for}
    rows:
      soft: {flour: Soft, type: 405, for: "[Cakes][topic:cakes]"}
      strong: {flour: Strong, type: 1050, for: Bread}
related: [frying]
call_to_action: {title: Come, links: [{label: Ovens, page: baking/oven.md}]}
--- docs/registry/frying.yml
title: Frying
page: frying.md
"""
PAGES = """
--- docs/index.md
# Home

/// area-cards
///
--- docs/frying.md
# Frying

/// comparison-table | baking/flours
///

See [][row:baking/flours/strong] and [][topic:baking/cakes].
--- docs/baking/index.md
# Baking

/// topic-cards
///

/// comparison-table | flours
///

/// related-areas
///

/// call-to-action
///
--- docs/baking/oven.md
# Ovens

## Heat

/// topic-cards
    limit: 1
///
--- docs/baking/deep/er/dough.md
# Dough

/// topic-cards
///
"""
COURSE = PLAIN + REGISTRY + PAGES
"""A course that nobody at home here wrote, with pages at depth 0 to 3."""
DIAGRAM = """
diagrams:
  day: {title: A day, nodes: {mix: Mix, rest: {label: Rest, topic: dough}}, edges: ["mix -- one hour --> rest"]}
"""
"""For the end of baking.yml."""
LLMS = "plugins: [{genai: {llms: true}}]\n"
"""For mkdocs.yml, in place of the plain line: with Markdown versions of all pages."""
ANCHORS = "validation: {links: {anchors: warn}}\n"
"""For the end of mkdocs.yml."""


def with_llms(tree: str) -> str:
    """A course with Markdown versions of all pages."""
    assert "plugins: [genai]\n" in tree
    return tree.replace("plugins: [genai]\n", LLMS)


def configured(*lines: str) -> str:
    """The course with more lines in its mkdocs.yml."""
    return PLAIN + "".join(lines) + REGISTRY + PAGES


@dataclass(frozen=True)
class Built:
    """A built site, and what MkDocs logged about it from WARNING on, as `LEVEL message`."""

    site: Path
    log: list[str]

    def page(self, name: str) -> BeautifulSoup:
        """A page of the site, parsed."""
        return BeautifulSoup((self.site / name).read_text("utf-8"), "html.parser")

    def hrefs(self, page: str, selector: str) -> list[str]:
        """The addresses of links of a page."""
        return [str(link["href"]) for link in self.page(page).select(selector)]


class _Records(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.getMessage()}")


def build_site(root: Path, command: Literal["build", "serve"] = "build", *, dirty: bool = False, strict: bool = False) -> Built:
    """Build the site of a folder as `mkdocs build` does, or as a preview does, but in this process, which saves its start."""
    records = _Records()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(records)
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=strict)
        config.plugins.on_startup(command=command, dirty=dirty)
        build(config, dirty=dirty)
        config.plugins.on_shutdown()
    finally:
        logger.removeHandler(records)
    return Built(root / "site", records.lines)


def build_strictly(root: Path) -> Path:
    """Build the site of a folder, and fail at a warning, as `mkdocs build --strict` does; gives the site's folder."""
    built = build_site(root)
    assert built.log == []
    return built.site


def parsed_page(site: Path, name: str) -> BeautifulSoup:
    """A page of a site without folders for pages, parsed."""
    return BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")


def words_of(soup: BeautifulSoup, selector: str) -> list[str]:
    """The words of elements."""
    return [" ".join(found.get_text().split()) for found in soup.select(selector)]


class Course:
    """The folder of a course."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = root / "mkdocs.yml"
        self.registry = root / "docs" / "registry" / "baking.yml"

    def write(self, tree: str) -> None:
        """Write files, as `write_tree` does."""
        write_tree(self.root, tree)

    def build(self, tree: str = "") -> Built:
        """Write files, then build all."""
        if tree:
            self.write(tree)
        return build_site(self.root)


def dead_links(site: Path, root_path: str = "/") -> list[tuple[str, str]]:
    """Links of all pages to files of the site, and to places in them, that are not there; each with its page.

    `root_path` is where the site begins in links such as `/course/page/`, which a page for errors needs.
    """
    pages = {file: BeautifulSoup(file.read_text("utf-8"), "html.parser") for file in site.rglob("*.html")}
    ids = {file: {str(element["id"]) for element in soup.select("[id]")} for file, soup in pages.items()}
    dead = []
    for file, soup in pages.items():
        for element in soup.find_all(True):
            target = str(element.get("href") or element.get("src") or element.get("xlink:href") or "")
            parts = urlsplit(target)
            if not target or parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            if path.startswith("/"):
                found = site / path.removeprefix(root_path) if path.startswith(root_path) else None
            else:
                found = (file.parent / path).resolve() if path else file
            if found and found.is_dir():
                found /= "index.html"
            # Material scrolls to `__skip` and the like by script.
            anchor = "" if parts.fragment.startswith("__") else unquote(parts.fragment)
            if (
                found is None
                or not found.is_file()
                or not found.is_relative_to(site)
                or (anchor and anchor not in ids.get(found, set()))
            ):
                dead.append((file.relative_to(site).as_posix(), target))
    return dead
