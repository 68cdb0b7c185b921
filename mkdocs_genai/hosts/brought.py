"""The files that every page with blocks may ask for, for hosts that take none from a plugin."""

from __future__ import annotations

import importlib.resources
from pathlib import Path

from ..render.tables import SCRIPTS

FOLDER = "assets/genai"
"""Where they are in docs_dir and in the site."""
BROUGHT = (f"{FOLDER}/genai.css", *SCRIPTS)

_ASSETS = importlib.resources.files("mkdocs_genai") / "assets"


def is_current(docs_dir: Path, src_uri: str) -> bool:
    """Whether docs_dir has the file as this version brings it."""
    file = docs_dir / src_uri
    return file.is_file() and file.read_bytes() == _content(src_uri)


def bring(docs_dir: Path) -> list[Path]:
    """Write the files into docs_dir; gives those that were missing or old. Raises OSError."""
    written = []
    for src_uri in BROUGHT:
        if not is_current(docs_dir, src_uri):
            file = docs_dir / src_uri
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_content(src_uri))
            written.append(file)
    return written


def _content(src_uri: str) -> bytes:
    return (_ASSETS / src_uri.rpartition("/")[2]).read_bytes()
