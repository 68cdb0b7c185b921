"""Which lines snippets bring into a page, and where each stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.project.snippets import SourceLine, snippets_of

from ..site.course import build_site

FILES = {
    "a.md": "one\ntwo\nthree\nfour",
    "b.md": '# B\n--8<-- "a.md:2:3"',
    "loop.md": 'before\n--8<-- "loop.md"\nafter',
    "parts.md": "top\n<!-- --8<-- [start:part] -->\ninside\n<!-- --8<-- [end:part] -->\nbelow",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "inc").mkdir()
    for name, text in FILES.items():
        (tmp_path / "inc" / name).write_text(text, "utf-8")
    (tmp_path / "outside.md").write_text("outside", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('x\n--8<-- "a.md:2:3"\ny', [("", 1, "x"), ("inc/a.md", 2, "two"), ("inc/a.md", 3, "three"), ("", 3, "y")]),
        ('  --8<-- "b.md"', [("inc/b.md", 1, "  # B"), ("inc/a.md", 2, "  two"), ("inc/a.md", 3, "  three")]),
        ("--8<--\na.md:-1\n\nparts.md:part\n--8<--", [("inc/a.md", 4, "four"), ("inc/parts.md", 3, "inside")]),
        ('--8<-- "a.md:1:1,4:4"', [("inc/a.md", 1, "one"), ("inc/a.md", 4, "four")]),
        ('--8<-- "loop.md"', [("inc/loop.md", 1, "before"), ("inc/loop.md", 3, "after")]),
        ('--8<-- "parts.md"', [("inc/parts.md", 1, "top"), ("inc/parts.md", 3, "inside"), ("inc/parts.md", 5, "below")]),
        ('--8<-- "none.md"\n--8<-- "../outside.md"\nx', [("", 3, "x")]),
    ],
    ids=["lines", "nested", "a list", "two spans", "a loop", "sections' marks", "not there"],
)
def test_each_line_has_its_file_and_number(root: Path, page: str, expected: list[tuple[str, int, str]]) -> None:
    found = snippets_of({"base_path": ["inc"]}, root).expand(page)
    assert found == [SourceLine(*line) for line in expected]
    md = Markdown(extensions=["pymdownx.snippets"], extension_configs={"pymdownx.snippets": {"base_path": [str(root / "inc")]}})
    brought = md.preprocessors["snippet"].run(page.split("\n"))
    assert [line for line in brought if line] == [text for _, _, text in expected]


def test_folders_are_named_in_several_ways_and_files_are_appended(root: Path) -> None:
    tagged = snippets_of({"base_path": None, "auto_append": ["inc/a.md:1:1"]}, root)
    assert [line.text for line in tagged.expand("x")] == ["x", "one"]
    assert [line.text for line in snippets_of({"base_path": "inc/a.md"}, root).expand('--8<-- "a.md:4"')] == ["four"]


def test_a_file_outside_of_the_folders_is_brought_where_the_site_allows_it(root: Path) -> None:
    free = snippets_of({"base_path": ["inc"], "restrict_base_path": False}, root)
    assert free.expand('--8<-- "../outside.md"') == [SourceLine("outside.md", 1, "outside")]


def test_an_address_brings_nothing_that_is_known(root: Path) -> None:
    address = f"https://example.org/{'long/' * 80}{'x' * 300}.md"
    assert snippets_of({"url_download": True}, root).expand(f'--8<-- "{address}"\n--8<-- "{address}:1:2"\nx') == [
        SourceLine("", 3, "x")
    ]


def test_a_problem_in_a_snippet_is_reported_where_it_stands(root: Path) -> None:
    (root / "inc" / "bad.md").write_text("Words.\n\n/// topic cards\n///\n\n[x][topics:plants/soil]\n", "utf-8")
    (root / "docs" / "registry").mkdir(parents=True)
    registry = "title: Plants\npage: index.md\ntopics: {soil: {title: Soil}}\n"
    (root / "docs" / "registry" / "plants.yml").write_text(registry, "utf-8")
    page = '---\ntitle: x\n---\n# Plants\n\n--8<-- "inc/bad.md"\n\n/// topic cards\n///\n'
    (root / "docs" / "index.md").write_text(page, "utf-8")
    snippets = f"markdown_extensions: [{{pymdownx.snippets: {{base_path: [{root}]}}}}]"
    config = root / "mkdocs.yml"
    config.write_text(f"site_name: Course\nplugins: [genai]\n{snippets}\n", "utf-8")
    found = [problem.position for problem in find_problems(read_project(config))]
    assert [(place.file, place.line) for place in found] == [("docs/index.md", 8), ("inc/bad.md", 3), ("inc/bad.md", 6)]
    log = [line.split(":")[1:3] for line in build_site(root).log]
    assert sorted(log) == [[" docs/index.md", "8"], [" inc/bad.md", "3"], [" inc/bad.md", "6"]]
