"""The origin of each value of a registry: its file, its path in that file, and the folder that file names are relative to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from ..problems import KeyPath, Position, Problem, dotted
from .document import Document


class Origin(NamedTuple):
    """A file, the path in the registry of what it holds, and the folder that its `rows_from` are relative to."""

    document: Document
    path: KeyPath
    folder: Path


@dataclass
class Origins:
    """The files of a registry, and the origin of each value.

    A value without an origin of its own has that of the entry around it. A folder has a file for each area and one for the
    course; a single file holds everything. What a later layer replaces or adds has its origin in that layer.
    """

    origins: dict[KeyPath, Origin] = field(default_factory=dict)

    def origin(self, path: KeyPath) -> Origin | None:
        """The origin of the value at `path`."""
        for length in range(len(path), -1, -1):
            if origin := self.origins.get(path[:length]):
                return origin
        return None

    def locate(self, path: KeyPath) -> tuple[Document, KeyPath] | None:
        """The document that holds `path`, and the path inside that document."""
        origin = self.origin(path)
        return (origin.document, path[len(origin.path) :]) if origin else None

    def problem(self, problem: Problem) -> Problem:
        """The problem with its position."""
        document, path = self.locate(problem.path) or (Document("registry"), ())
        if not path and problem.code == "GA015":
            # The mapping of areas has no line of its own, because its keys are the names of files.
            message = f"the file's name is the area's id, and {problem.message}"
            return Problem(Position(document.file), "", message, problem.code)
        position = document.place(path, at_key=problem.at_key, part=problem.part)
        cut_off = problem.code == "GA016" and "#" in position.text
        hint = "; a # begins a comment, so put text that contains one in quotes" if cut_off else ""
        return replace(problem, position=position, where=dotted(path), message=problem.message + hint)

    def written(self, path: KeyPath) -> str | None:
        """A scalar as it is written in its file."""
        found = self.locate(path)
        return found[0].written(found[1]) if found else None

    def folder(self, path: KeyPath) -> Path:
        """The folder that files named at `path` are relative to."""
        origin = self.origin(path)
        return origin.folder if origin else Path()
