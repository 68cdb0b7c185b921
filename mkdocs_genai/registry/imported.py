"""Reads other courses' published registries, which are stored as files beside the own one, and checks them.

Messages quote what strangers wrote, so it is made printable first: it must not control the terminal.
Not in here: fetching (`sharing.fetch`), and the format (`registry_json_format`).
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from ..fields import Text, WebUrl
from ..identifiers import is_id
from ..problems import Position, Problem, dotted
from ..suggestions import describe
from .json_file import JsonFile, read_json
from .layers import Imports
from .registry_json_format import VERSION, Published
from .text_files import leads_out, read_text
from .validation_messages import problem_of

MAX_BYTES = 5_000_000
"""How large a published registry may be: some 20,000 entries."""

_MOST = 20
"""The most problems of one file that are reported, because a stranger's file may have any number."""
_WIDEST = 200
_UPDATE = "; update mkdocs-genai"


class Imported(Published):
    """An imported course as it is stored: what it published, with absolute URLs."""

    source: Text | None = None
    """Where it was imported from: a URL, or a path relative to mkdocs.yml."""
    base: WebUrl | None = None
    """The course's URL, if the author had to give it."""


def read_imports(folder: Path, display_path: Callable[[Path], str]) -> Imports:
    """The imported courses in the folder beside a registry; `display_path` gives a file's name in problems."""
    imports = Imports()
    try:
        files = sorted(folder.iterdir(), key=lambda file: file.name)
    except OSError as error:
        imports.problems.append(
            Problem(Position(display_path(folder)), "", f"can't be read: {error.strerror or error}", "GA001")
        )
        return imports
    for path in files:
        if path.suffix != ".json" or path.name.startswith("."):
            continue
        imports.files.append(path)
        displayed = display_path(path)
        course, problems = read_import(path, displayed)
        if is_id(path.stem):
            imports.courses[path.stem] = course
        if problems:
            first = problems[0]
            more = " (and more)" if len(problems) > 1 else ""
            where = f"{first.where}: " if first.where else ""
            message = f"is not a registry published by a course: {where}{first.message}{more}"
            mends = is_id(path.stem) and not first.message.endswith(_UPDATE)
            cure = f"; import it again: mkdocs-genai import {path.stem} ADDRESS" if mends else ""
            imports.problems.append(Problem(first.position, "", message + cure, "GA008"))
    return imports


def read_import(path: Path, displayed: str) -> tuple[Imported | None, list[Problem]]:
    """An imported course, or what is wrong with its file."""
    if not is_id(path.stem):
        message = f"'{path.stem}' is not a valid name: use only lower-case letters, digits and hyphens"
        return None, [Problem(Position(displayed), "", message, "GA008")]
    if leads_out(path, path.parent.parent):
        return None, [Problem(Position(displayed), "", "leads out of the registry's folder", "GA029")]
    # A file without access can't be read either, which is reported below.
    with contextlib.suppress(OSError):
        if path.stat().st_size > MAX_BYTES:
            return None, [too_large(displayed)]
    text = read_text(path, displayed)
    if isinstance(text, Problem):
        return None, [text]
    course, problems = parse_published(text, displayed)
    relative = next((entry for entry, url in urls(course) if not url.lower().startswith(("http:", "https:", "mailto:"))), None)
    if relative is not None:
        message = f"the URL of {relative} is relative, but the file does not name the URL of the course"
        return None, [Problem(Position(displayed), "", message, "GA008")]
    return course, problems


def parse_published(text: str, displayed: str) -> tuple[Imported | None, list[Problem]]:
    """A registry.json, or what is wrong with it: the first problems, each with its line."""
    try:
        value = json.loads(text)
        if "\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False).encode()  # raises for a lone surrogate, which JSON can spell
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, dict) and "version" in value and "areas" in value:
        version = value["version"]
        if type(version) is int and version != VERSION:
            message = f"has version {version}, but this mkdocs-genai reads version {VERSION}{_UPDATE}"
            return None, [Problem(Position(displayed), "", message, "GA008")]
        try:
            return Imported.model_validate(value), []
        except ValidationError as error:
            details = error.errors(include_url=False)
    else:
        details = []
    # Positions are found only now, because that takes far longer.
    file = read_json(text, displayed)
    value = file.value
    if file.problems:
        return None, [_printable(problem) for problem in file.problems[:1]]
    if not details:
        message = f"expected a mapping with `version`, `course` and `areas`, found {describe(value)}"
        if isinstance(value, dict):
            missing = next(key for key in ("version", "areas") if key not in value)
            message = f"the key '{missing}' is missing, so this is not a registry.json"
        return None, [_printable(Problem(Position(displayed), "", message, "GA008"))]
    problems = [problem_of(Imported, detail, value, lambda _: None) for detail in details[:_MOST]]
    return None, [_printable(_located(file, problem)) for problem in problems]


def _located(file: JsonFile, problem: Problem) -> Problem:
    return Problem(file.position(problem.path, at_key=problem.at_key), dotted(problem.path), problem.message, problem.code)


def too_large(displayed: str) -> Problem:
    """The problem of a file that is too large for a course."""
    return Problem(Position(displayed), "", f"is larger than {MAX_BYTES // 1_000_000} MB, the limit for a course", "GA008")


def urls(course: Published | None) -> list[tuple[str, str]]:
    """Every URL of a published registry, with the entry that has it."""
    found: list[tuple[str, str | None]] = []
    for area_id, area in course.areas.items() if course else ():
        found.append((area_id, area.url))
        found += [(f"{area_id}/{topic_id}", topic.url) for topic_id, topic in area.topics.items()]
        for comparison_id, comparison in area.comparisons.items():
            entry = f"{area_id}/{comparison_id}"
            found.append((entry, comparison.url))
            found += [(f"{entry}/{row_id}", row.url) for row_id, row in comparison.rows.items()]
    return [(entry, url) for entry, url in found if url is not None]


def printable(text: str) -> str:
    """A stranger's text made printable: without control characters and changes of direction, and not too long."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)
    return shown if len(shown) <= _WIDEST else f"{shown[:_WIDEST]}…"


def _printable(problem: Problem) -> Problem:
    at = problem.position
    line = "".join(char if char.isprintable() or char == "\t" else "�" for char in at.text)
    position = Position(at.file, at.line, at.column, at.length, line)
    return Problem(position, printable(problem.where), printable(problem.message), problem.code)
