"""The example of the page about files that somebody else keeps: what the docs say of it is what comes out."""

from __future__ import annotations

from pathlib import Path

from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.project.project import Project

from .test_snippets import SNIPPETS, course_of

EXPECTED = {
    "plants": [("marrow", "Marrow", "37.5", ""), ("leek", "Leek", "60.25", "2025-04-12")],
    "tools": [("spade", "spade", "1.80", "Ann"), ("010", "010", "2", "Bob")],
    "suppliers": [("old-barn", "Old Barn", "Seeds", "Ely, March"), ("wormworks", "Wormworks", "Soil", "Diss")],
    "beds": [("by-the-wall", "by-the-wall", "Tomatoes", "2.50"), ("under-the-oak", "under-the-oak", "Ferns", "4")],
    "rain": [("mill", "Mill", "12.5"), ("hill", "Hill", "8")],
}


def test_the_examples_have_the_rows_that_their_files_have(tmp_path: Path) -> None:
    course = course_of(SNIPPETS / "data-files", tmp_path / "course")
    loaded = plain_build(Project(course, course / "docs/registry", course / "docs")).loaded
    assert loaded.problems == []
    found = {
        comparison: [
            (
                row.id,
                *(
                    "" if row.cells[each] is None else column.kind.plain(row.cells[each])
                    for each, column in table.columns.items()
                ),
            )
            for row in table.rows
        ]
        for (_, comparison), table in loaded.tables.items()
    }
    assert found == EXPECTED
