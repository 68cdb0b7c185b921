"""The example of the page about files that somebody else keeps: what the docs say of it is what comes out."""

from __future__ import annotations

from pathlib import Path

import yaml

from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.rows_from import RowsFrom

from .test_snippets import SNIPPETS, course_of

EXPECTED = {
    "harvest": [
        ("marrow", "Marrow", "37.5", "1.250", "", "true"),
        ("leek-winter", "Leek; winter", "60.25", "0.310", "2025-04-12", "false"),
    ],
    "stock": [("carrot", "Carrot", "1200.5"), ("beet", "Beet", "80")],
    "tools": [("spade", "spade", "1.80", "Ann"), ("010", "010", "2", "Bob")],
    "suppliers": [("old-barn", "Old Barn", "Seeds", "Ely, March"), ("wormworks", "Wormworks", "Soil", "Diss")],
    "beds": [("by-the-wall", "by-the-wall", "Tomatoes", "2.50"), ("under-the-oak", "under-the-oak", "Ferns", "4")],
    "rain": [("mill", "Mill", "12.5"), ("hill", "Hill", "8")],
    "shrubs": [
        ("rose", "Rose", "true", "2025-10-03", "tea, salad", "high", "1.200", "**Thorny**", "About Rose"),
        ("m-a-s-h", "M*A*S*H", "false", "2024-02-01", "tea", "low", "0.080", "", "About M*A*S*H"),
        ("ivy", "Ivy", "partly", "", "", "medium", "0.950", "*Evergreen*", "About Ivy"),
    ],
}


def test_the_examples_have_the_rows_that_their_files_have(tmp_path: Path) -> None:
    course = course_of(SNIPPETS / "data-files", tmp_path / "course")
    loaded = plain_build(Project(course, course / "docs/registry", course / "docs")).loaded
    assert [(problem.severity, problem.where) for problem in loaded.problems] == [("info", "planted")]
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


def test_the_examples_show_each_option_of_files() -> None:
    area = yaml.safe_load((SNIPPETS / "data-files/docs/registry/garden.yml").read_text("utf-8"))
    shown = {key for comparison in area["comparisons"].values() for key in comparison["rows_from"]}
    assert shown == set(RowsFrom.model_fields)
