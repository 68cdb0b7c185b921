"""Finds files of docs_dir that can't be read: MkDocs would stop at the first with a traceback, or wait for a pipe forever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from ...problems import Problem, report
from ...project.docs_files import circular_link_problem, circular_links, locked_folders, unreadable
from ...project.project import Project
from ...registry.text_files import display_path, misnamed, read_text
from .excluded_pages import is_published


def check_sources(files: Files, project: Project, *, serving: bool) -> None:
    """Raise a PluginError that names every file of the site that can't be read; a preview goes on as MkDocs does."""
    if serving or not (problems := list(_problems(files, project))):
        return
    # MkDocs follows circular links until the system's limit, so it lists files in them again and again.
    circular = list(circular_links(project.docs_dir)) if project.docs_dir else []
    inside = tuple(f"{display_path(link, project.root)}/" for link in circular)
    problems = [problem for problem in problems if not problem.position.file.startswith(inside)]
    problems += [circular_link_problem(link, project.root) for link in circular]
    raise PluginError(f"nothing was built:\n\n{report(problems)}")


def _problems(files: Files, project: Project) -> Iterator[Problem]:
    root = project.root
    yield from locked_folders(project.docs_dir, project) if project.docs_dir else ()
    for file in files:
        if file.abs_src_path is None or not is_published(file, serving=True):
            continue
        path = Path(file.abs_src_path)
        if file.is_documentation_page():
            shown = display_path(path, root)
            if isinstance(text := read_text(path, shown), Problem):
                yield text
            if problem := misnamed(shown):
                yield problem
        elif problem := unreadable(path, root):
            yield problem
