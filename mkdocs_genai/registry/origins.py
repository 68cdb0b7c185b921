"""Where each value of a registry stands: in which file, at which path of it, and beside which other files."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import NamedTuple

from ..problems import Path, Position, Problem
from .document import Document


class Origin(NamedTuple):
    """A file, the path in the registry of what it holds, and the folder that its `rows_from` are relative to."""

    document: Document
    place: Path
    folder: FilePath


@dataclass
class Sources:
    """The files of a registry, and where each value of it stands.

    What has no origin of its own stands where the thing around it does. A folder has a file for each area, and one for the
    course; a single file holds all. With several layers, what a later one replaces or adds has its origin there.
    """

    origins: dict[Path, Origin] = field(default_factory=dict)

    def origin(self, path: Path) -> Origin | None:
        """The origin of the value at `path`."""
        for length in range(len(path), -1, -1):
            if origin := self.origins.get(path[:length]):
                return origin
        return None

    def locate(self, path: Path) -> tuple[Document, Path] | None:
        """The document that holds `path`, and the path inside that document."""
        origin = self.origin(path)
        return (origin.document, path[len(origin.place) :]) if origin else None

    def problem(self, mistake: Problem) -> Problem:
        """A mistake with its position."""
        document, path = self.locate(mistake.path) or (Document("registry"), ())
        if not path and mistake.code == "GA015":
            # The mapping of areas has no line of its own: its keys are the names of files.
            return Problem(
                Position(document.file), "", f"the file's name is the area's id, and {mistake.message}", mistake.code
            )
        problem = document.problem(path, mistake.code, mistake.message, key=mistake.at_key, part=mistake.part)
        if problem.code == "GA016" and "#" in problem.position.text:
            hint = "; a # begins a comment, so put text that contains one in quotes"
            return replace(problem, message=problem.message + hint)
        return problem

    def written(self, path: Path) -> str | None:
        """A scalar as it is written in its file."""
        found = self.locate(path)
        return found[0].written(found[1]) if found else None

    def folder(self, path: Path) -> FilePath:
        """The folder that files named at `path` are relative to."""
        origin = self.origin(path)
        return origin.folder if origin else FilePath()
