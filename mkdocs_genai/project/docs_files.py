"""Checks docs_dir for files that break a build: circular symbolic links, and unreadable files. Knows no host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ..problems import Position, Problem
from ..registry.text_files import display_path, misnamed
from .project import Project


def circular_links(docs_dir: Path) -> Iterator[Path]:
    """Symbolic links to a folder above themselves, in which MkDocs would find all files again and again."""
    for folder, names, _ in os.walk(docs_dir):
        above = os.path.realpath(folder)
        for name in sorted(names):
            link = Path(folder, name)
            if os.path.islink(link) and Path(above).is_relative_to(os.path.realpath(link)):
                yield link


def circular_link_problem(link: Path, root: Path) -> Problem:
    """The problem of a circular link."""
    return Problem(
        Position(display_path(link, root)), "", "is a symbolic link that leads to a folder above it; delete it", "GA001"
    )


def locked_folders(docs_dir: Path, project: Project) -> Iterator[Problem]:
    """Folders that can't be listed, whose files would silently be missing from the site."""
    locked: list[OSError] = []
    for _ in os.walk(docs_dir, onerror=locked.append):
        pass
    for error in locked:
        folder = Path(error.filename)
        if not project.excluded.match_file((folder.relative_to(docs_dir) / "any.md").as_posix()):
            yield Problem(Position(display_path(folder, project.root)), "", f"can't be read: {error.strerror}", "GA001")


def unreadable(path: Path, root: Path) -> Problem | None:
    """The problem of a static file that can't be read."""
    if os.path.isfile(path) and os.access(path, os.R_OK):
        return None
    return Problem(Position(display_path(path, root)), "", "is not a readable file", "GA001")


def file_problems(project: Project) -> Iterator[Problem]:
    """All problems of the site's files, except the text of pages and the registry, which are read elsewhere."""
    docs_dir = project.docs_dir
    if docs_dir is None:
        return
    circular = list(circular_links(docs_dir))
    yield from locked_folders(docs_dir, project)
    yield from (circular_link_problem(link, project.root) for link in circular)
    every = (project.all_layers, *project.layers_of.values())
    layers = [layer.path for layers in every for layer in layers if layer.path]
    for folder, _, names in os.walk(docs_dir):
        for path in (Path(folder, name) for name in sorted(names)):
            if any(path.is_relative_to(layer) for layer in layers) or path in circular:
                continue
            if project.excluded.match_file(path.relative_to(docs_dir).as_posix()):
                continue
            is_page = path.name.endswith(".md")
            if problem := misnamed(display_path(path, project.root)) if is_page else unreadable(path, project.root):
                yield problem
