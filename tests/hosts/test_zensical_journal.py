"""What Zensical's process writes down of pages that it converts, and what is believed of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mkdocs_genai.hosts.zensical.derived_files import ZensicalCourse
from mkdocs_genai.hosts.zensical.journal import Conversion, Findings, Journal
from mkdocs_genai.problems import Position, Problem
from mkdocs_genai.project.page_sources import PageSource
from mkdocs_genai.project.snippets import snippets_of
from mkdocs_genai.registry.learning_order import TopicKey
from mkdocs_genai.render.page import SearchSection
from mkdocs_genai.render.shown_content import PageContent, Shown, ShownCells

from ..conftest import write_tree
from .zensical import TREE

PAGE = Conversion("oil.md", "5")
FOUND = Findings(
    {Problem(Position("docs/oil.md", 3, 1, 4, "/// x"), "", "there is no area 'x'", "GA062", "warning")},
    PageContent(
        Shown([ShownCells("a", "b", frozenset({"name"}), frozenset({"c"}))], {TopicKey("a", "t")}, {"a"}, {"u"}),
        faulty=Shown(terms={"w"}),
    ),
    {"row_a_b_c": SearchSection("row_a_b_c", "A &amp; B", "1. 2")},
    {"planned"},
)
NAME = ".cache/genai/mkdocs.jsonl"


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    found = Journal(tmp_path, "mkdocs")
    assert found.prepared() == "mkdocs"
    return found


def test_what_was_found_is_read_as_it_was(journal: Journal) -> None:
    journal.keep({PAGE: FOUND}, {})
    assert journal.read() == {PAGE: FOUND}


def test_what_was_found_on_parts_of_a_page_is_joined(tmp_path: Path, journal: Journal) -> None:
    other = Findings({Problem(Position("docs/oil.md"), "", "another", "GA070", "warning")}, PageContent(Shown(terms={"v"})))
    journal.keep({PAGE: FOUND}, {})
    lines = (tmp_path / NAME).read_bytes()
    journal.keep({PAGE: other}, {})
    (tmp_path / NAME).write_bytes(lines * 2 + (tmp_path / NAME).read_bytes())
    (found,) = journal.read().values()
    assert found.problems == FOUND.problems | other.problems
    assert found.content.shown.terms == {"u", "v"}
    assert found.content.faulty == FOUND.content.faulty
    assert (found.content.shown.cells, found.sections) == (FOUND.content.shown.cells, FOUND.sections)


def line(**changed: object) -> bytes:
    """A line of a journal with something else in what was found."""
    problem = {"position": ["docs/oil.md"], "where": "", "message": "m", "code": "GA062", "severity": "warning"}
    return json.dumps([["oil.md", "5"], {"problems": [problem], "content": {}, "sections": {}, **changed}]).encode()


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"\xff\xfe",
        b"no JSON",
        b"[" * 100_000,
        b"null",
        b'[["oil.md"], {}]',
        b'[["oil.md", "5"], []]',
        line()[:-20],
        line(problems=[5]),
        line().replace(b"GA062", b"\\u001b[2J"),
        line().replace(b'"warning"', b'"error"'),
        line().replace(b'["docs/oil.md"]', b"[5]"),
        line(content={"shown": {"cells": [["a"]]}}),
        line(sections={"x": ["x", "<b>", ""]}),
        line(sections={"x": ["x", "", "<script>"]}),
        line(sections={"x": ['"><b', "", ""]}),
    ],
)
def test_a_line_that_is_not_as_expected_counts_as_none(tmp_path: Path, journal: Journal, written: bytes) -> None:
    journal.keep({PAGE._replace(digest="6"): FOUND}, {})
    file = tmp_path / NAME
    file.write_bytes(written + b"\n" + file.read_bytes())
    assert list(journal.read()) == [PAGE._replace(digest="6")]


def test_a_line_that_is_as_expected_counts(tmp_path: Path, journal: Journal) -> None:
    (tmp_path / NAME).write_bytes(line())
    assert list(journal.read()) == [PAGE]


def test_nothing_is_written_or_read_through_a_link_that_leads_out(tmp_path: Path) -> None:
    root, outside = tmp_path / "course", tmp_path / "outside"
    root.mkdir()
    (outside / "genai").mkdir(parents=True)
    (outside / "genai" / "mkdocs.jsonl").write_bytes(line())
    (root / ".cache").symlink_to(outside)
    journal = Journal(root, "mkdocs")
    assert journal.prepared() == ""
    assert journal.read() == {}
    journal.keep({PAGE: FOUND}, {})
    assert (outside / "genai" / "mkdocs.jsonl").read_bytes() == line()


def test_where_a_folder_has_the_name_of_the_file_nothing_is_noted(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir(parents=True)
    Journal(tmp_path, "mkdocs").note(PAGE, FOUND)
    assert list((tmp_path / NAME).iterdir()) == []


def course_in(root: Path) -> ZensicalCourse:
    """A course as its mkdocs.yml has it now."""
    write_tree(root, TREE)
    return ZensicalCourse(root / "mkdocs.yml")


def digest(text: str, stamp: str = "1") -> str:
    return Conversion.of("oil.md", PageSource(lambda: text), stamp).digest


def test_a_page_counts_as_another_when_its_source_or_the_registry_changes(tmp_path: Path) -> None:
    assert digest("# Oil") == digest("# Oil")
    assert len({digest("# Oil"), digest("# Oils"), digest("# Oil", "2"), digest("---\na: 1\n---\n# Oil")}) == 4
    part = tmp_path / "part.md"
    digests = set()
    for text in ("one", "two"):
        part.write_text(text, "utf-8")
        source = PageSource(lambda: '--8<-- "part.md"\n', snippets_of({}, tmp_path))
        digests.add(Conversion.of("oil.md", source, "1").digest)
    assert len(digests) == 2


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("mkdocs.yml", "site_name: Kitchen school", "site_name: Another"),
        ("docs/registry/baking.yml", "title: Baking", "title: Bread"),
        ("docs/baking/oven.md", "# Ovens", f"# Ovens\n\n{'word ' * 2000}"),
    ],
    ids=["mkdocs.yml", "the registry", "how long a topic takes"],
)
def test_all_pages_count_as_others_when_what_they_share_changes(tmp_path: Path, name: str, old: str, new: str) -> None:
    stamp = course_in(tmp_path).checked.stamp
    assert ZensicalCourse(tmp_path / "mkdocs.yml").checked.stamp == stamp
    file = tmp_path / name
    assert old in file.read_text("utf-8")
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert ZensicalCourse(tmp_path / "mkdocs.yml").checked.stamp != stamp


def test_only_pages_that_are_not_known_are_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = course_in(tmp_path).checked
    checked.check_pages({})
    (tmp_path / "docs" / "drawn.md").write_text("# Drawn\n\n/// topic-cards | bakin\n///\n", "utf-8")
    again = ZensicalCourse(tmp_path / "mkdocs.yml").checked
    converted: list[str] = []
    find = again._findings

    def record(src_uri: str) -> Findings:
        converted.append(src_uri)
        return find(src_uri)

    monkeypatch.setattr(again, "_findings", record)
    again.check_pages(checked.found)
    assert converted == ["drawn.md"]
    assert [problem.code for problem in again.warnings] == ["GA062"]
