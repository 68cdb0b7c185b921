"""A course without a host: what `check`, `export` and `new` know of its site, from the files in docs_dir alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from ..build import Build
from ..extensions import load_extensions
from ..nav import nav_pages_problems, nav_problems
from ..problems import Position, Problem
from ..project.code_in_markdown import has_template
from ..project.docs_files import file_problems
from ..project.project import Project
from ..project.site_checks import dead_links, left_out_pages
from ..registry.destinations import anchors_on
from ..registry.quiz_checks import unassessed_objectives
from ..registry.references import linked_entry
from ..registry.text_files import read_text
from ..registry.translations import UNTRANSLATED
from ..render.page import Page
from ..targets import PageAddress, Target, row_anchor, url_of


class PlainSite:
    """The site of a course that is not built. What is wrong with its pages is collected in `problems`."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._files = project.page_files()
        self.problems: list[Problem] = []

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: nobody follows the links of a page that is only checked."""
        del page
        return str(target)

    svg_url = url

    def pages(self) -> Collection[str]:
        """See Site."""
        return self._files

    def source(self, src_uri: str) -> str | None:
        """See Site; a page that can't be read is a problem of its own."""
        file = Path(self.project.docs_dir or self.project.root, self._files[src_uri])
        text = read_text(file, self.address(src_uri).file)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        return text

    def address(self, src_uri: str) -> PageAddress:
        """The page's name, and its file as messages name it."""
        return PageAddress(src_uri, self.project.display_path(self._files[src_uri]))

    def report(self, problem: Problem) -> None:
        """See Site; an area that a page names and another plugin makes is known only to a build."""
        if not (problem.awaits_files and self.project.has_made_files):
            self.problems.append(problem)


def plain_build(project: Project) -> Build:
    """The build of a course that is not built: its registry, loaded and checked. Raises CommandError."""
    return Build(project, PlainSite(project), extensions=load_extensions())


def find_problems(project: Project, *, objectives: bool = False) -> list[Problem]:
    """All that can be found without a build, in the order of files and lines; in every language of the site.

    `objectives` asks for those that no question assesses, too. Raises CommandError where a package's extension can't be used.
    """
    extensions = load_extensions()
    problems = {*file_problems(project), *(project.problems if project.has_registry else ())}
    is_sound = True
    for each in project.in_each_language():
        site = PlainSite(each)
        build = Build(each, site, extensions=extensions)
        found = set(_problems_in_language(build, site))
        if objectives:
            registry, sources = build.loaded.registry, build.loaded.sources
            found |= {sources.problem(problem) for problem in unassessed_objectives(registry)}
        if not is_sound:
            found = {problem for problem in found if problem.code != UNTRANSLATED}
        # On top of a translation, the same mistake may have other words: keys are taken there that were free below.
        known = {(problem.position, problem.code) for problem in problems}
        problems |= {problem for problem in found if (problem.position, problem.code) not in known}
        is_sound = is_sound and not any(problem.severity == "error" for problem in found)
    return sorted(problems)


def _problems_in_language(build: Build, site: PlainSite) -> Iterator[Problem]:
    yield from registry_problems(build)
    # Faults in pages that follow from a broken registry would only hide it.
    if build.loaded.usable and not build.loaded.awaiting:
        yield from page_problems(build, site, is_drawn=False)
        yield from build.differing_headings(lambda page: site.address(page).file)


def registry_problems(build: Build) -> Iterator[Problem]:
    """What is wrong with a build's registry, with what it names, and with the nav."""
    project = build.project
    yield from build.loaded.problems
    yield from left_out_pages(build.loaded, project.why_left_out)
    if project.config_file and build.loaded.usable:
        nav = list(project.nav)
        faults = [
            *nav_problems(project.config_file, nav, build.loaded.registry),
            *nav_pages_problems(project.config_file, nav, project.has_page),
        ]
        yield from (problem for problem in faults if not project.has_made_files)
    yield from dead_links(build.loaded, project.has_file, project.pages)


def page_problems(build: Build, site: PlainSite, *, is_drawn: bool = True) -> list[Problem]:
    """What is wrong with the pages' blocks and links, found by converting each page; for `is_drawn` see Page."""
    pages = [converted_page(build, site, src_uri, is_drawn=is_drawn) for src_uri in checkable_pages(build)]
    return [*site.problems, *(_missing_anchors(build, pages) if build.project.checks_anchors else ())]


def _missing_anchors(build: Build, pages: Sequence[Page]) -> Iterator[Problem]:
    """Links to cards and rows that their page does not show, at the linking page; MkDocs says it by itself."""
    lacking = {page.src_uri: _lacking(build, page) for page in pages if not page.lacks_blocks}
    for page in pages:
        for target in (*page.targets, *page.linked):
            if target.anchor in lacking.get(target.path, ()):
                message = f"a link leads to '{target}', which no block of that page shows; show it there, or take the link out"
                yield Problem(_position_of(build, page, target), "", message, "GA031", "warning")


def _position_of(build: Build, page: Page, target: Target) -> Position:
    """The first line with a link to a target in a page's own text; the page's first line for a link that a block makes."""
    registry = build.renderer.registry
    for link in page.written.links:
        entry = linked_entry(registry, link.reference, page.home)
        if entry and build.renderer.target_of(entry, page) == target:
            return page.written.position(page.address.file, link.line)
    return Position(page.address.file)


def _lacking(build: Build, page: Page) -> set[str]:
    """The ids of topics and rows to which links may lead on a page, and that it does not have."""
    # Tables of a page that is only checked are not drawn.
    rows = {row_anchor(*cells.table, row_id) for cells in page.shown.cells for row_id in cells.rows}
    lacking = {*anchors_on(build.renderer.registry, build.renderer.tables, page.src_uri)} - page.anchors - rows
    # The author may have written the id into the page.
    return {anchor for anchor in lacking if anchor not in page.written.text}


def checkable_pages(build: Build) -> Iterator[str]:
    """The pages of the site that show what their sources say; what others show is up to their macros."""
    for src_uri in build.pages:
        is_macro = build.project.has_macros and has_template(build.pages[src_uri].text)
        if not is_macro and not build.project.why_left_out(src_uri):
            yield src_uri


def converted_page(build: Build, site: PlainSite, src_uri: str, *, is_drawn: bool = True) -> Page:
    """A page that is converted without a host; for `is_drawn` see Page."""
    page = build.page(site.address(src_uri))
    page.is_drawn = is_drawn
    build.convert(page)
    return page


def site_url(project: Project, target: Target) -> str | None:
    """The address of a target, relative to the site's root, as MkDocs places files; None where nothing is there."""
    return url_of(target, lambda src_uri: site_path(project, src_uri) if project.has_file(src_uri) else None)


def site_path(project: Project, src_uri: str) -> str:
    """The address of a page, relative to the site's root, as MkDocs places it."""
    folder, _, name = src_uri.rpartition("/")
    stem = name.rpartition(".")[0]
    is_index = stem in ("index", "README")
    if project.directory_urls:
        return quote(f"{'/'.join(filter(None, (folder, '' if is_index else stem))) or '.'}/")
    return quote("/".join(filter(None, (folder, f"{'index' if is_index else stem}.html"))))
