"""Copies the style sheets and scripts into docs_dir, for hosts that run no plugins."""

from __future__ import annotations

import importlib.resources
from collections.abc import Sequence
from pathlib import Path

from ..project.write_files import write_file
from ..render.done_marks import DONE_SCRIPT
from ..render.quiz import QUIZ_ASSETS
from ..render.table_controls import SCRIPTS

FOLDER = "assets/genai"
"""Their folder in docs_dir and in the site."""
ALL_SCRIPTS = (*SCRIPTS, *QUIZ_ASSETS, DONE_SCRIPT)
COPIED = (f"{FOLDER}/genai.css", *ALL_SCRIPTS)

_ASSETS = importlib.resources.files("mkdocs_genai") / "assets"


def is_current(docs_dir: Path, src_uri: str) -> bool:
    """Whether docs_dir has the file of this version."""
    file = docs_dir / src_uri
    return file.is_file() and file.read_bytes() == _content(src_uri).encode()


def copy_assets(docs_dir: Path, folders: Sequence[Path]) -> list[Path]:
    """Write the missing and outdated files into docs_dir, and return them. Raises OSError.

    See `check_writable` for `folders`.
    """
    written = []
    for src_uri in COPIED:
        if not is_current(docs_dir, src_uri):
            file = docs_dir / src_uri
            write_file(file, _content(src_uri), folders)
            written.append(file)
    return written


def _content(src_uri: str) -> str:
    return (_ASSETS / src_uri.rpartition("/")[2]).read_bytes().decode()


def shows_something(html: str) -> bool:
    """Whether a page's HTML shows something of the registry, and so needs the style sheet."""
    return any(f'<{tag} class="genai' in html for tag in ("div", "span"))
