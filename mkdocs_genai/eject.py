"""A copy of a course's docs_dir that needs no plugin: blocks and links as plain Markdown, drawings as SVG files.

Beside it stands a mkdocs.yml without the plugin, so that both sites can be built and compared. The course itself stays as
it is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from .blocks.markdown_version import HEADING, LIST_END, LISTED, page_markdown
from .build import Build, Caches
from .extensions import Extensions, load_extensions
from .hosts.plain import PlainSite
from .nav import area_entries, expand_nav
from .problems import CommandError, Problem, ProblemError, report
from .project.code_in_markdown import has_template
from .project.languages import site_locale
from .project.mkdocs_yml import read_nav
from .project.mkdocs_yml_edits import ExpandedNav, without_plugin
from .project.project import Project
from .project.write_files import write_file
from .registry.text_files import display_path, leads_out
from .render.deep_dives import DeepDives
from .render.jinja import TEMPLATES_FOLDER, Templates
from .render.mermaid_engines import BEST_ENGINE
from .render.mermaid_layout import Layouts
from .render.page import Page
from .render.svg_files import svg_files
from .targets import PageAddress, Target, home_page, path_from, url_of

CONFIG = "mkdocs.ejected.yml"
"""The name of the mkdocs.yml without the plugin."""


class Ejected(NamedTuple):
    """What was written, and what could not be taken along."""

    config: Path
    pages: int
    """How many pages were changed."""
    drawings: int
    left: list[str]


class _EjectedSite(PlainSite):
    """A site of plain Markdown, whose links lead from source to source."""

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: as authors write it, relative to the page's source."""

        return url_of(target, lambda file: path_from(page.src_uri, file) if self.project.has_file(file) else None)

    svg_url = url


def eject(project: Project, mkdocs_yml: Path, folder: Path) -> Ejected:
    """Write the copy into a new folder. Raises CommandError; then nothing is written."""
    config = mkdocs_yml.with_name(CONFIG)
    docs_dir = project.docs_dir or project.root
    target = folder.absolute()
    _check_new(target, config, docs_dir)
    extensions = load_extensions()
    _, nav = read_nav(mkdocs_yml)
    registry = Build(project, PlainSite(project), extensions=extensions).loaded.registry
    areas = area_entries(nav or [], registry, lambda path, message: None)
    expanded = ExpandedNav(expand_nav(nav, registry, lambda path, message: None), areas) if nav and areas else None
    edited = without_plugin(mkdocs_yml.read_text("utf-8-sig"), display_path(target, project.root), expanded)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unfinished-") as unfinished:
        copy = Path(unfinished, "docs")
        pages = {file for each in project.in_each_language() for file in each.page_files().values()}
        _copy(docs_dir, copy, lambda file: _is_copied(project, docs_dir, file, pages))
        written: dict[str, str] = {}
        problems: list[Problem] = []
        for each in project.in_each_language():
            files, of_files = _files(each, extensions)
            written |= {file: text for file, text in files.items() if file not in written}
            problems += of_files
        if problems:
            raise CommandError(f"nothing was written; mend these first\n{report(problems)}")
        for file, text in written.items():
            write_file(copy / file, text, [copy])
        if target.exists():
            target.rmdir()
        copy.replace(target)
    write_file(config, edited, [project.root])
    drawings = sum(file.endswith(".svg") for file in written)
    return Ejected(config, len(written) - drawings, drawings, [*_left_pages(project), *_templates(project)])


def _check_new(folder: Path, config: Path, docs_dir: Path) -> None:
    """Raises CommandError if the folder or the mkdocs.yml is there already, or the folder would be a part of itself."""
    if os.path.lexists(config):
        raise CommandError(f"{config.name} exists already; delete it, or give it another name")
    if folder.is_relative_to(docs_dir):
        raise CommandError("the folder is inside docs_dir, so it would be copied into itself; name one beside it")
    if os.path.lexists(folder) and not (folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir())):
        raise CommandError(f"{folder.name} exists already and is not an empty folder; name a new one")


def _copy(source: Path, copy: Path, is_copied: Callable[[Path], bool]) -> None:
    """Copy a folder's files. Raises CommandError."""
    copy.mkdir()
    try:
        for path, _, names in os.walk(source):
            for file in (Path(path, name) for name in names):
                if is_copied(file) and not leads_out(file, source):
                    to = copy / file.relative_to(source)
                    to.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, to)
    except OSError as error:
        raise CommandError(f"{error.filename} can't be copied: {error.strerror}") from error


def _is_copied(project: Project, docs_dir: Path, file: Path, pages: set[str]) -> bool:
    """Whether a file of docs_dir is anything but a part of the registry."""
    in_registry = any(file.is_relative_to(path) for path in project.registry_paths())
    return file.is_file() and (not in_registry or file.relative_to(docs_dir).as_posix() in pages)


def _files(project: Project, extensions: Extensions) -> tuple[dict[str, str], list[Problem]]:
    """The pages of one language that change, and the drawings of their blocks, by their files in docs_dir.

    With them, what is wrong with them, such as a template of the course's own that only Markdown uses.
    """
    site = _EjectedSite(project)
    if project.languages.current:
        project = replace(project, locale=site_locale(project.languages.current))
    build = Build(project, site, Caches(layouts=Layouts(BEST_ENGINE)), extensions)
    build.renderer = replace(build.renderer, templates=Templates(project.overrides, keeps_anchors=True))
    deep_dives = DeepDives(build.renderer.registry)
    found: dict[str, str] = {}
    sources = project.page_files()
    front_page = home_page(sources.__contains__)
    for src_uri, file in sources.items():
        if project.has_macros and has_template(build.pages[src_uri].text):
            continue
        found |= _page_files(build, site.address(src_uri), file, deep_dives, front_page)
    return found, [problem for problem in site.problems if problem.severity != "info"]


def _page_files(build: Build, address: PageAddress, file: str, deep_dives: DeepDives, front_page: str | None) -> dict[str, str]:
    """A page with its drawings; empty if nothing in it is the plugin's."""
    page = build.page(address)
    page.keeps_markdown = True
    build.convert(page)
    drawn = build.page(address)
    drawings: dict[str, str] = {}
    for key, block in page.markdown_blocks.items():
        files = {f"assets/drawings/{file.removesuffix('.md')}/{each.name}.svg": each.text for each in svg_files(block(drawn))}
        page.markdown_blocks[key] = _with_drawings(block, page, list(files))
        drawings |= files
    markdown_page = replace(build.page(address), format="md")
    try:
        frame = deep_dives.frame(build.renderer, markdown_page, front_page)
    except ProblemError as fault:
        page.fault(None, fault.code, str(fault))
        return {}
    if not (page.uses_registry or page.markdown_blocks or frame.topic_header or frame.topic_footer):
        return {}
    text = page_markdown(build.renderer, page, markdown_page, lambda _: None)
    text = _framed(text, frame.topic_header, frame.topic_footer)
    return {file: page.written.front_matter + text, **drawings}


def _with_drawings(block: Callable[[Page], str], page: Page, files: list[str]) -> Callable[[Page], str]:
    """A block as Markdown, below its drawings; what they show stands in the text."""

    def show_with_drawings(markdown_page: Page) -> str:
        text = block(markdown_page)
        title = text.split("\n", 1)[0].rpartition("</a>")[2].strip("*")
        return "\n\n".join([*(f"![{title}]({path_from(page.src_uri, file)})" for file in files), text])

    return show_with_drawings if files else block


def _framed(text: str, header: str, footer: str) -> str:
    """A page with what stands below its heading, and at its end."""
    if header:
        heading = HEADING.search(text)
        at = heading.end() if heading else 0
        below = text[at:].lstrip("\n")
        end = [LIST_END] if LISTED.match(below) else []
        text = "\n\n".join([text[:at], header.strip(), *end, below])
    return f"{text}\n---\n\n{footer}\n" if footer else text


def _left_pages(project: Project) -> Iterator[str]:
    """Pages whose blocks only another plugin could have shown."""
    site = PlainSite(project)
    for src_uri in project.page_files() if project.has_macros else ():
        if has_template(site.source(src_uri) or ""):
            yield f"{site.address(src_uri).file} is a template of a macros plugin, so it was copied as it is"


def _templates(project: Project) -> Iterator[str]:
    """The course's own templates that fail without what the plugin gives them."""
    for folder in project.overrides:
        for file in sorted(folder.rglob("*.html")):
            text = file.read_text("utf-8", errors="replace")
            if file.relative_to(folder).parts[0] != TEMPLATES_FOLDER and "genai." in text and "if genai" not in text:
                name = display_path(file, project.root)
                yield f"{name} uses `genai`, which only the plugin defines; put it in {{% if genai %}}"
