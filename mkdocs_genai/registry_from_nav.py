"""A registry for a site that is there already: a small one to begin with, or one made of the site's navigation.

A section of the navigation is an area, and the pages in it, however deep, are its topics. The first `index.md` right in the
section is the area's own page. Titles are the pages' first headings, since a heading that differs from the registry's title
would be a warning; a page without one has the title of the navigation, or of its file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

from .addresses import address_problem
from .editor_schemas import schema_file
from .hosts.plain import plain_build
from .identifiers import LONGEST_ID, folded, is_reserved, one_line, text_problem
from .problems import CommandError
from .project.page_sources import Pages
from .project.project import Project
from .project.write_files import check_own_layer
from .registry.json_schema import SchemaKind
from .registry.text_files import display_path
from .render.inline import ConvertedTexts
from .scaffold import write_with_schemas
from .targets import INDEX_PAGES


class FromNav(NamedTuple):
    """The files that were written, and a sentence for each entry of the navigation that is in no area, with the reason."""

    files: list[Path]
    left_out: list[str]


class _Entry(NamedTuple):
    """An entry of the navigation that leads somewhere."""

    title: str | None
    """None where the navigation gives none, so that MkDocs takes the page's."""
    target: str
    """A page, relative to docs_dir, or a URL."""
    depth: int
    """In how many sections inside the area's own it is."""


class _Section(NamedTuple):
    """A section of the navigation, with the entries of all sections inside it."""

    title: str
    entries: list[_Entry]


def new_registry(project: Project, site_name: str) -> list[Path]:
    """Write a registry of one area with one topic that has no page yet; gives the files.

    Raises CommandError where there is a registry, or none can be written.
    """
    topic = {"title": "The first topic", "summary": "One sentence about this topic, for its card."}
    area = {
        "title": "The first area",
        "summary": "One sentence about this area, for its card.",
        "topics": {"first-topic": topic},
    }
    return _write(project, site_name, {"first-area": area})


def registry_from_nav(project: Project, site_name: str, nav: list[Any] | None) -> FromNav:
    """Write the registry of a site's navigation, or of its pages where it has none.

    `nav` is that of mkdocs.yml: a list of pages, of mappings from a title to a page or URL, and of mappings from a title to
    such a list. Raises CommandError where no page can be a topic, there is a registry, or none can be written.
    """
    build = plain_build(project)
    sections, outside = _sections(nav or _tree(project.pages()))
    if not sections:
        # A site of single pages is one area.
        sections, outside = [_Section(site_name, list(_entries(nav or project.pages(), 0)))], []
    maker = _AreaMaker(project, build.pages, build.inline)
    areas: dict[str, Any] = {}
    for section in sections:
        if area := maker.area(section):
            # Sections of some sites have no title, and their pages are the better for it.
            areas[_free_id(section.title or area["title"], {*areas, "course"})] = area
    if not areas:
        raise CommandError(
            "there is no page in the navigation that could be a topic; write a registry: mkdocs-genai new registry"
        )
    return FromNav(_write(project, site_name, areas), [*(f"{target} is in no section" for target in outside), *maker.left_out])


def _sections(nav: Iterable[Any]) -> tuple[list[_Section], list[str]]:
    """The sections of the navigation's first level, and what stands beside them there, but for the site's home page."""
    sections: list[_Section] = []
    outside: list[str] = []
    for entry in nav:
        for title, value in entry.items() if isinstance(entry, dict) else [(None, entry)]:
            if isinstance(value, list):
                sections.append(_Section(one_line(str(title)), list(_entries(value, 0))))
            elif isinstance(value, str) and value not in INDEX_PAGES:
                outside.append(value)
    return sections, outside


def _entries(nav: Iterable[Any], depth: int) -> Iterator[_Entry]:
    """The entries of a section and of all sections inside it, in their order."""
    for entry in nav:
        for title, value in entry.items() if isinstance(entry, dict) else [(None, entry)]:
            if isinstance(value, list):
                yield from _entries(value, depth + 1)
            elif isinstance(value, str):
                yield _Entry(one_line(str(title)) if title is not None else None, value, depth)


def _tree(pages: Sequence[str]) -> list[Any]:
    """The navigation that MkDocs makes of the pages: a folder is a section, its index first."""
    nav: list[Any] = []
    folders: dict[str, list[str]] = {}
    for page in sorted(pages, key=lambda page: (PurePosixPath(page).name not in INDEX_PAGES, page)):
        folder, slash, _ = page.partition("/")
        if slash:
            folders.setdefault(folder, []).append(page)
        else:
            nav.append(page)
    return [*nav, *({_from_name(folder): folders[folder]} for folder in sorted(folders))]


class _AreaMaker:
    """Makes areas of sections. A page is the page of one thing alone, of the first that has it.

    `left_out` has a sentence for each entry that can't be a topic, with the reason.
    """

    def __init__(self, project: Project, pages: Pages, inline: ConvertedTexts) -> None:
        self._project = project
        self._pages = pages
        self._inline = inline
        self.left_out: list[str] = []
        self._used: set[str] = set()

    def area(self, section: _Section) -> dict[str, Any] | None:
        """The area of a section; None where nothing in it can be a topic."""
        entries = [entry for entry in section.entries if self._takes(entry)]
        own = next((entry for entry in entries if _is_index(entry.target) and entry.depth == 0), None)
        topics: dict[str, Any] = {}
        for entry in entries:
            if entry is own:
                continue
            is_page = self._is_page(entry.target)
            title = self._title(entry) if is_page else entry.title or entry.target
            stem = PurePosixPath(entry.target)
            name = stem.parent.name if _is_index(entry.target) else stem.stem
            topics[_free_id(name if is_page else title, topics)] = {"title": title, "page" if is_page else "url": entry.target}
        if not entries:
            return None
        page = {"page": own.target} if own else {}
        named = own or (next((entry for entry in entries if self._is_page(entry.target)), None) if not section.title else None)
        title = self._title(named, section.title) if named else section.title or entries[0].title or entries[0].target
        return {"title": title, **page, "topics": topics}

    def _takes(self, entry: _Entry) -> bool:
        """Whether an entry becomes a topic or the area's page; from then on, its page or URL is taken."""
        target = entry.target
        is_url = target.startswith(("https://", "http://")) and not address_problem(target)
        if is_url or (self._is_page(target) and target not in self._used):
            self._used.add(target)
            return True
        self.left_out.append(f"{target} {'is listed twice' if target in self._used else 'is not a page of docs_dir'}")
        return False

    def _is_page(self, target: str) -> bool:
        return target.endswith(".md") and self._project.has_file(target)

    def _title(self, entry: _Entry, section: str | None = None) -> str:
        """The title of a page: its heading in plain words, else its section's, the navigation's, or its file's name."""
        heading = self._pages[entry.target].written_heading
        words = one_line(self._inline[heading.text].plain) if heading else ""
        stem = _from_name(PurePosixPath(entry.target).stem)
        return words if words and not text_problem(words) else section or entry.title or stem


def _is_index(target: str) -> bool:
    return PurePosixPath(target).name in INDEX_PAGES


def _from_name(name: str) -> str:
    """A title made of the name of a file or folder, as MkDocs makes them: `first-steps` becomes `First steps`."""
    return re.sub(r"[-_]+", " ", name).strip().capitalize() or name


def _free_id(name: str, taken: Iterable[str]) -> str:
    """An id made of a name, in the letters that ids have; with a number behind it where it is taken, or a device of Windows."""
    # Letters with accents lose these; those of other scripts are lost, so that nothing may be left.
    plain = folded(name).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: LONGEST_ID - 5] or "part"
    candidate, number = base, 1
    while candidate in taken or is_reserved(candidate):
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def _write(project: Project, site_name: str, areas: Mapping[str, Any]) -> list[Path]:
    """Write a registry's files, and the schemas that they name for editors; gives all of them. Raises CommandError."""
    check_own_layer(project, "name a folder of your own last, where it can be written")
    if any(layer.path and layer.path.exists() for layer in project.all_layers):
        raise CommandError("there is a registry already; mkdocs-genai new area adds to it")
    registry, course = project.registry, {"title": site_name}
    if registry.suffix in (".yml", ".yaml"):
        files = {registry: _yaml(project, registry, "registry", {"course": course, "areas": dict(areas)})}
    else:
        order = {"areas": list(areas)}
        files = {registry / "course.yml": _yaml(project, registry / "course.yml", "course", course | order)}
        for area_id, area in areas.items():
            file = registry / f"{area_id}.yml"
            files[file] = _yaml(project, file, "area", area)
    return write_with_schemas(project, files)


def _yaml(project: Project, file: Path, kind: SchemaKind, value: Mapping[str, Any]) -> str:
    schema = display_path(schema_file(project.root, kind), file.parent)
    written = yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"# yaml-language-server: $schema={schema}\n{written}"
