"""Imports another course: fetches its registry.json, checks it, and stores it as a file of the own registry.

Only `mkdocs-genai import` uses the network, through this module; a build reads the stored file. If anything goes wrong, the
previous file stays as it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..addresses import address_problem
from ..identifiers import text_problem
from ..problems import CommandError, report
from ..project.project import Project
from ..project.write_files import check_file_name, check_own_layer, check_writable, write_file
from ..registry.imported import Imported, parse_published, printable, read_import, urls
from ..registry.layers import IMPORTS
from ..registry.registry_json_format import Published, at_address
from ..registry.text_files import display_path, leads_out
from .fetch import WEB, file_path, read_file, read_web, scheme


class Outcome(NamedTuple):
    """The result of an import: the stored file, the course, whether it changed, and what the course no longer has."""

    file: Path
    course: Published
    changed: bool
    gone: tuple[str, ...]


def import_course(project: Project, name: str, address: str | None, base: str | None = None) -> Outcome:
    """Fetch and store another course. Raises CommandError.

    `address` is the URL of its registry.json, or a file's path; by default where it was imported from before. `base` is the
    course's URL, for a file with relative URLs.
    """
    check_file_name(name, "name")
    for given in (address, base):
        if given is not None and (wrong := text_problem(given)):
            raise CommandError(f"'{printable(given)}' {wrong.message}")
    check_own_layer(project, "add a folder of your own as the last layer, to store it in")
    file = imported_file(project, name)
    if leads_out(file.parent, file.parent.parent):
        raise CommandError(f"{display_path(file.parent, project.root)} leads out of the registry's folder")
    try:
        check_writable(file, project.folders)
    except OSError as error:
        raise CommandError(f"{display_path(file, project.root)} can't be written: {error.strerror}") from error
    kept = read_import(file, display_path(file, project.root))[0] if file.exists() else None
    if address is None:
        address = kept.source if kept else None
        if address is None:
            raise CommandError(f"'{name}' was not imported before, so name its address: mkdocs-genai import {name} ADDRESS")
        origin = address if scheme(address) else str(project.root / address)
        base = base or (kept.base if kept else None)
    else:
        origin = address
    text, found_at = read_web(origin) if scheme(origin) in WEB else read_file(origin)
    course = _checked(text, found_at, base)
    source = address if scheme(address) in WEB else display_path(Path(file_path(origin)).absolute(), project.root)
    origins = {"source": source} | ({"base": base} if base else {})
    published = course.model_dump(mode="json", exclude_defaults=True)
    changed = _keep(file, json.dumps(origins | published, ensure_ascii=False, indent=1) + "\n", project.folders)
    return Outcome(file, course, changed, _gone(kept, course))


def imported_file(project: Project, name: str) -> Path:
    """The file in which an imported course is stored."""
    folder = project.registry if os.path.isdir(project.registry) else project.registry.parent
    return folder / IMPORTS / f"{name}.json"


def _checked(text: str, found_at: str, base: str | None) -> Published:
    """Parse a course, and make its URLs absolute. Raises CommandError."""
    course, problems = parse_published(text, printable(found_at))
    if course is None:
        raise CommandError(f"this is not a registry published by a course:\n{report(problems)}")
    if not course.areas:
        raise CommandError(f"{printable(found_at)} has no areas")
    relative = [url for _, url in urls(course) if not scheme(url)]
    folder = base or ("" if scheme(found_at) else course.course.url)
    if folder and (scheme(folder) not in WEB or address_problem(folder)):
        raise CommandError(f"'{printable(folder)}' is not a course's URL; begin it with https://")
    if relative and not folder and not scheme(found_at):
        message = "its URLs are relative, and the URL of the course is not known; give it with --base https://…"
        raise CommandError(f"{printable(found_at)}: {message}")
    return at_address(course, f"{folder.rstrip('/')}/" if folder else found_at)


def _gone(kept: Imported | None, course: Published) -> tuple[str, ...]:
    """The entries that the course had before and no longer has."""
    return tuple(sorted(_names(kept) - _names(course))) if kept else ()


def _names(course: Published) -> set[str]:
    names: set[str] = set()
    for area_id, area in course.areas.items():
        names |= {f"area {area_id}"} | {f"topic {area_id}/{topic_id}" for topic_id in area.topics}
        for comparison_id, comparison in area.comparisons.items():
            names |= {f"row {area_id}/{comparison_id}/{row_id}" for row_id in comparison.rows}
    return names


def _keep(file: Path, content: str, folders: Sequence[Path]) -> bool:
    """Write a file; returns whether it changed."""
    try:
        if file.is_file() and file.read_bytes() == content.encode():
            return False
        write_file(file, content, folders)
    except OSError as error:
        raise CommandError(f"{file.as_posix()} can't be written: {error.strerror or error}") from error
    return True
