"""Registry files in a preview: one whose text is as it was is not parsed again."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from mkdocs_genai.hosts.mkdocs.build_and_serve import Builds
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry import parsed_files
from mkdocs_genai.registry.checks import CourseFiles
from mkdocs_genai.registry.csv_file import FileFormat
from mkdocs_genai.registry.data_files import DataFile, parse_data
from mkdocs_genai.registry.document import Document
from mkdocs_genai.registry.layers import Layer
from mkdocs_genai.registry.load import Loaded, Readers, load_registry
from mkdocs_genai.registry.parsed_files import ParsedFiles
from mkdocs_genai.registry.yaml_file import parse_document

from ..conftest import write_tree
from ..stub_site import StubSite

TREE = """
--- registry/baking.yml
title: Baking
comparisons:
  breads:
    title: Breads
    columns: {name: Bread, since: {title: Since, type: date}}
    as_of: 2026-11-01
    rows:
      rye: {name: Rye, since: 1150}
  pans:
    title: Pans
    columns: {name: Pan}
    rows_from: {file: data/pans.json}
  lids:
    title: Lids
    columns: {name: Lid}
    rows_from: {file: data/lids.csv}
--- registry/data/pans.json
[{"name": "Wok"}]
--- registry/data/lids.csv
name
Round
--- registry/cooking.yml
title: Cooking
--- registry/broken.yml
title: Broken
sumary: Bread
"""


AROUND = CourseFiles(lambda _: True, list, lambda _: True, lambda _: False, list)


class Serving:
    """A preview that notes which files it parses."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project = Project(root, root / "registry")
        self.builds = Builds(serving=True)
        self.parsed: list[str] = []
        monkeypatch.setattr(parsed_files, "parse_document", self._parse)
        monkeypatch.setattr(parsed_files, "parse_data", self._parse_data)

    def _parse(self, text: str, shown: str) -> Document:
        self.parsed.append(shown.rpartition("/")[2])
        return parse_document(text, shown)

    def _parse_data(self, path: Path, text: str, shown: str, file_format: FileFormat) -> DataFile:
        self.parsed.append(path.name)
        return parse_data(path, text, shown, file_format)

    def load(self) -> tuple[Loaded, list[str]]:
        """Load once more; gives what came of it, and the files that were parsed."""
        self.parsed.clear()
        return self.builds.begin(self.project, StubSite()).loaded, list(self.parsed)


@pytest.fixture
def serving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    write_tree(tmp_path, TREE)
    return Serving(tmp_path, monkeypatch)


def test_only_a_file_whose_text_has_changed_is_parsed_again(serving: Serving) -> None:
    first, files = serving.load()
    assert files == ["cooking.yml", "broken.yml", "baking.yml", "pans.json", "lids.csv"]
    second, files = serving.load()
    assert files == []
    assert second._replace(sources=first.sources) == first
    (serving.project.registry / "cooking.yml").write_text("titel: Cooking\n", "utf-8")
    third, files = serving.load()
    assert files == ["cooking.yml"]
    assert third.tables == first.tables
    found = {problem.position.file: problem for problem in third.problems}
    assert found["registry/cooking.yml"].position.column == 1
    (serving.project.registry / "data/pans.json").write_text('[{"name": "Pot"}]', "utf-8")
    fourth, files = serving.load()
    assert files == ["pans.json"]
    assert [row.cells["name"] for row in fourth.tables["baking", "pans"].rows] == ["Pot"]
    # What is wrong with a file that was not parsed again is said all the same.
    assert [problem for problem in third.problems if problem.position.file == "registry/broken.yml"] == [
        problem for problem in first.problems if problem.position.file == "registry/broken.yml"
    ]


def test_a_problem_that_another_file_makes_has_its_position(serving: Serving) -> None:
    registry = serving.project.registry
    (registry / "broken.yml").unlink()
    (registry / "baking.yml").write_text("title: Baking\nsummary: Bread\nrelated: [cooking]\n", "utf-8")
    assert serving.load()[0].problems == []
    (registry / "cooking.yml").rename(registry / "frying.yml")
    _, files = serving.load()
    assert files == ["frying.yml"]
    found = serving.builds.problems
    assert [(problem.position.line, problem.position.column) for problem in found] == [(3, 11)]


def test_a_file_of_rows_beside_the_registry_is_parsed_for_rows_alone(serving: Serving) -> None:
    registry = serving.project.registry
    (registry / "broken.yml").unlink()
    (registry / "baking.yml").write_text(
        "title: Baking\ncomparisons: {oats: {title: Oats, columns: {name: Oat}, rows_from: {file: all-oats.yml}}}\n", "utf-8"
    )
    (registry / "all-oats.yml").write_text("".join(f"- name: Oat {number}\n" for number in range(99)), "utf-8")
    loaded, files = serving.load()
    assert (loaded.problems, files) == ([], ["cooking.yml", "baking.yml", "all-oats.yml"])
    assert len(loaded.tables["baking", "oats"].rows) == 99


def test_nothing_is_kept_of_a_file_that_was_not_read_last(serving: Serving) -> None:
    registry = serving.project.registry
    serving.load()
    (registry / "cooking.yml").rename(registry.parent / "elsewhere")
    serving.load()
    (registry.parent / "elsewhere").rename(registry / "cooking.yml")
    assert serving.load()[1] == ["cooking.yml"]


def test_a_value_is_never_changed_by_those_who_read_it(tmp_path: Path) -> None:
    write_tree(tmp_path, TREE.replace("title: Cooking", "titel: Cooking\ntopics: {a: [1], b: {title: B, minuets: 2}}"))
    files = ParsedFiles()
    given: dict[str, tuple[object, object]] = {}

    def read(path: Path, shown: str) -> Document:
        document = files.read(path, shown)
        given[shown] = document.value, copy.deepcopy(document.value)
        return document

    for _ in range(2):
        files.begin()
        assert load_registry([Layer(tmp_path / "registry")], tmp_path, AROUND, Readers(read)).problems != []
        assert all(value == before for value, before in given.values())
    assert len(given) == 3


def test_a_file_that_can_not_be_read_is_reported_each_time(tmp_path: Path) -> None:
    write_tree(tmp_path, "--- a.yml\ntitle: A\n")
    files = ParsedFiles()
    assert files.read(tmp_path / "a.yml", "a.yml").value == {"title": "A"}
    (tmp_path / "a.yml").unlink()
    for _ in range(2):
        files.begin()
        assert [problem.code for problem in files.read(tmp_path / "a.yml", "a.yml").problems] == ["GA001"]
