"""What is written when Zensical is done: tables as JSON and CSV, registry.json, its schema, objects.inv, results of search.

Zensical clears the site when it begins, so nothing is left of an earlier build; and what a preview has written stays there.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ...project.write_files import check_writable
from .checked_course import CheckedCourse
from .search_results import Results, add_results


class WrittenFiles(NamedTuple):
    """The files of one build, by their paths in the site."""

    files: dict[str, bytes]
    left_out: list[str]
    """What is not in them because they would be too large, a line each."""
    results: Results

    def write(self, site_dir: Path) -> list[str]:
        """Write those that are missing or differ; gives what is to be said of it, a line each. Raises OSError."""
        for name, content in self.files.items():
            file = site_dir / name
            if not file.is_file() or file.read_bytes() != content:
                check_writable(file, [site_dir])
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        return [*self.left_out, *filter(None, [add_results(site_dir, self.results)])]


def written_files(course: CheckedCourse) -> WrittenFiles:
    """The files of a course; those that its author has put into docs_dir are not replaced."""
    shown = course.shown()
    files, left_out = dict[str, bytes](), list[str]()
    for src_uri, content, missing in course.build.published_files(shown, course.address):
        if not course.build.project.has_file(src_uri):
            files[src_uri] = content.encode() if isinstance(content, str) else content
            left_out += [f"'{src_uri}' leaves out {missing}"] if missing else []
    return WrittenFiles(files, left_out, course.search_results())
