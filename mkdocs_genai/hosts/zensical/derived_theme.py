"""A custom_dir for Zensical: the course's own files, templates that print what stands around a page, style sheet and scripts.

Zensical converts all pages again when the modification time of a file here changes, and the folder is made anew each time. So
copies have the time of what they are made of, and templates one that is made of their words.
"""

from __future__ import annotations

import importlib.resources
import os
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ...build import Build
from ...render.jinja import TEMPLATES_FOLDER
from ..copied_assets import COPIED, FOLDER
from .frames import META

_ASSETS = Path(str(importlib.resources.files("mkdocs_genai"))) / "assets"
_OWN = "genai-own"
"""The folder of those templates of the course that ours take the place of."""
_MAIN = "main.html"
_TEMPLATE = re.compile(r"^template:\s*[\"']?([\w./-]+\.html)", re.MULTILINE)
"""The template that a page's front matter names."""
_EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)[\"']")
_AROUND = f"""{{% set nothing = {{"topic_header": "", "topic_footer": "", "head": "", "styled": false}} %}}
{{% set genai = page.meta.{META} if page and page.meta and page.meta.{META} else nothing %}}
{{% extends "PARENT" %}}
{{% block styles %}}{{{{ super() }}}}
{{% if genai.styled %}}<link rel="stylesheet" href="{{{{ '{FOLDER}/genai.css' | url }}}}">{{% endif %}}
{{% endblock %}}
{{% block extrahead %}}{{% set above = super() %}}{{{{ above }}}}
{{% if genai.head and genai.head not in above %}}{{{{ genai.head }}}}{{% endif %}}
SCRIPTS{{% endblock %}}
{{% block content %}}HEADER{{{{ super() }}}}FOOTER{{% endblock %}}
"""
"""For Zensical's engine, MiniJinja. A template of the course knows `genai` too, since it is this one's parent."""


def write_theme(folder: Path, custom_dir: Path | None, build: Build, scripts: Sequence[str] = ()) -> None:
    """Write what is missing in the folder or has changed, and delete what is no longer in it. Raises OSError.

    `scripts` are modules of ours for each page, by their paths in the site.
    """
    files = _files(custom_dir, build, scripts)
    for name, source in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, str):
            _write(file, source)
        elif not file.is_file() or file.stat().st_mtime_ns != source.stat().st_mtime_ns:
            shutil.copy2(source, file)
    for file in folder.rglob("*"):
        if file.is_file() and file.relative_to(folder).as_posix() not in files:
            file.unlink()


def _files(custom_dir: Path | None, build: Build, scripts: Sequence[str]) -> dict[str, Path | str]:
    """The folder's files by their paths in it: each a copy of a file, or a text."""
    own = dict(_own_files(custom_dir)) if custom_dir else {}
    texts = [file.read_text("utf-8", errors="replace") for name, file in own.items() if name.endswith(".html")]
    mentioned = {part for part in ("topic_header", "topic_footer") if any(part in text for text in texts)}
    named = (name for name in _named_templates(build) if name in own and _MAIN not in _parents(name, own))
    wrapped = {_MAIN, *named}
    # A file of the course's own is never replaced by ours.
    files: dict[str, Path | str] = {name: _ASSETS / name.rpartition("/")[2] for name in (*COPIED, *scripts)}
    files |= {f"{_OWN}/{name}" if name in wrapped else name: file for name, file in own.items()}
    return files | {name: _template(f"{_OWN}/{name}" if name in own else "base.html", mentioned, scripts) for name in wrapped}


def _template(parent: str, mentioned: Iterable[str], scripts: Sequence[str]) -> str:
    """Our template; what a template of the course has placed itself is not printed twice."""
    header, footer = ("" if part in mentioned else f"{{{{ genai.{part} }}}}" for part in ("topic_header", "topic_footer"))
    tags = "\n".join(f'<script type="module" src="{{{{ \'{name}\' | url }}}}"></script>' for name in scripts)
    made = _AROUND.replace("PARENT", parent).replace("HEADER", header)
    return made.replace("FOOTER", footer).replace("SCRIPTS", tags)


def _write(file: Path, text: str) -> None:
    content = text.encode()
    made_of = zlib.crc32(content)
    if not file.is_file() or file.stat().st_mtime_ns != made_of * 10**9:
        file.write_bytes(content)
        os.utime(file, (made_of, made_of))


def _own_files(custom_dir: Path) -> Iterator[tuple[str, Path]]:
    """The files of the course's custom_dir by their paths in it, but for programs, hidden files and templates of Markdown."""
    for folder, folders, names in os.walk(custom_dir):
        folders[:] = sorted(name for name in folders if name == ".icons" or not name.startswith((".", "__")))
        for name in sorted(names):
            path = Path(folder, name).relative_to(custom_dir).as_posix()
            is_markdown = path.startswith(f"{TEMPLATES_FOLDER}/") and name.endswith(".md")
            if not (name.startswith(".") or name.endswith((".py", ".pyc")) or is_markdown):
                yield path, Path(folder, name)


def _parents(name: str, own: Mapping[str, Path]) -> list[str]:
    """The templates that one of the course's own extends, directly or not, the nearest first."""
    found: list[str] = []
    while name in own and name not in found[:-1] and (match := _EXTENDS.search(own[name].read_text("utf-8", errors="replace"))):
        name = match[1]
        found.append(name)
    return found


def _named_templates(build: Build) -> Iterator[str]:
    for name in build.pages:
        if match := _TEMPLATE.search(build.pages[name].front_matter):
            yield match[1]
