"""Files of docs_dir that can't be read: MkDocs would stop at the first one with a traceback, or wait for a pipe for ever."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from ..project import Project
from ..registry.load import show
from ..registry.problems import Position, Problem, report


def check_sources(files: Files, project: Project, *, serving: bool) -> None:
    """Raise a PluginError that names every file of the site that can't be read; a preview goes on as MkDocs does."""
    if serving:
        return
    problems = [
        Problem(Position(show(Path(path), project.root)), "", "is no file that can be read", "GA001")
        for path in sorted({file.abs_src_path for file in files if file.abs_src_path})
        if not (os.path.isfile(path) and os.access(path, os.R_OK))
    ]
    if problems:
        raise PluginError(f"nothing was built:\n\n{report(problems)}")
