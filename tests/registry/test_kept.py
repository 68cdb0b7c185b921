"""What is kept of a registry from one process to the next: it is read again as it was, or not at all."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mkdocs_genai.project import Project
from mkdocs_genai.registry import kept_registry, salvage, source
from mkdocs_genai.registry.kept import KeptDocuments
from mkdocs_genai.registry.load import Loaded
from mkdocs_genai.registry.whole_file import read_sealed, write_sealed
from mkdocs_genai.render.icons import Icons

from ..conftest import ENVIRONMENT, write_tree

VALUES = """\
text: Größe 🙂
words: "1"
number: 12345678901234567890
ratio: 0.1
huge: .inf
nothing:
truth: yes
day: 2026-11-01
time: 2026-11-01T10:30:00+02:00
list: [a, 2025-02-03, {inner: 2024-01-01}]
same: &same {key: value}
again: *same
"""
AREA = """\
title: Baking
comparisons:
  breads:
    title: Breads
    columns: {name: Bread, since: {title: Since, type: date}}
    as_of: 2026-11-01
    rows:
      rye: {name: Rye, since: 1150}
"""


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed from here on."""
    found: list[str] = []
    parse = source.parse_document

    def noting(text: str, shown: str) -> Any:
        found.append(shown)
        return parse(text, shown)

    monkeypatch.setattr("mkdocs_genai.registry.kept.parse_document", noting)
    return found


def load(root: Path) -> Loaded:
    return Project(root, root / "registry").load(Icons([]))


def write(root: Path, **areas: str) -> None:
    (root / "registry").mkdir(exist_ok=True)
    for name, text in areas.items():
        (root / "registry" / f"{name}.yml").write_text(text, "utf-8")


def test_values_of_every_kind_come_back_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "values.yml").write_text(VALUES, "utf-8")
    first = KeptDocuments(tmp_path / "kept.json")
    read = first.read(tmp_path / "values.yml", "values.yml")
    first.save()
    again = KeptDocuments(tmp_path / "kept.json").read(tmp_path / "values.yml", "values.yml")
    assert again.value == read.value
    assert [type(value) for value in again.value.values()] == [type(value) for value in read.value.values()]
    assert again.value["list"][2]["inner"] == datetime.date(2024, 1, 1)
    assert again.value["time"].utcoffset() == datetime.timedelta(hours=2)
    assert again.position(("list", 1)) == read.position(("list", 1))


def test_only_a_file_that_changed_is_parsed_in_the_next_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, baking=AREA, cooking="title: Cooking\n")
    before = load(tmp_path)
    files = parsed(monkeypatch)
    after = load(tmp_path)
    assert files == []
    assert (after.registry, after.tables, after.problems) == (before.registry, before.tables, [])
    write(tmp_path, cooking="titel: Cooking\n")
    (problem,) = load(tmp_path).problems
    assert files == ["registry/cooking.yml"]
    assert (problem.position.line, problem.position.column, problem.where) == (1, 1, "titel")


def test_a_mistake_in_what_was_kept_has_its_position(tmp_path: Path) -> None:
    write(tmp_path, baking=AREA.replace("1150", "soon"))
    first, second = load(tmp_path).problems, load(tmp_path).problems
    assert first == second
    assert [(problem.position.line, problem.code) for problem in second] == [(8, "GA042")]


def test_what_is_wrong_as_yaml_is_said_each_time(tmp_path: Path) -> None:
    write(tmp_path, baking='title: Baking #1\nsummary: "Bread\n')
    assert [problem.code for problem in load(tmp_path).problems] == [problem.code for problem in load(tmp_path).problems] != []


def test_only_what_was_read_last_is_kept(tmp_path: Path) -> None:
    write(tmp_path, baking=AREA, cooking="title: Cooking\n")
    load(tmp_path)
    (tmp_path / "registry" / "cooking.yml").unlink()
    load(tmp_path)
    folder = tmp_path / ".cache" / "genai"
    assert len(json.loads(read_sealed(folder / "documents.json"))["values"]) == 1
    assert sorted(file.name for file in folder.iterdir()) == [".gitignore", "documents.json", "registry.json"]
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{", "null", '{"format": 1}', '{"format": "FORMAT"}', '{"format": "FORMAT", "values": [1]}', "[" * 100_000),
        *('{"format": "FORMAT", "values": {"a": 1}}', '{"format": "FORMAT", "values": {"a": [1, [[["b"], "date", "x"]]]}}'),
    ],
)
def test_what_was_kept_and_is_of_no_use_is_made_anew(tmp_path: Path, content: str) -> None:
    write(tmp_path, baking=AREA)
    file = tmp_path / ".cache" / "genai" / "documents.json"
    before = load(tmp_path)
    good = file.read_bytes()
    write_sealed(file, content.replace("FORMAT", json.loads(read_sealed(file))["format"]))
    assert load(tmp_path).registry == before.registry
    assert file.read_bytes() == good


def test_what_was_kept_and_has_changed_is_made_anew(tmp_path: Path) -> None:
    write(tmp_path, baking=AREA)
    file = tmp_path / ".cache" / "genai" / "documents.json"
    before = load(tmp_path)
    good = file.read_text("utf-8")
    file.write_text(good.replace('{"name": "Rye", "since": 1150}', "7"), "utf-8")
    assert file.read_text("utf-8") != good
    assert load(tmp_path).tables == before.tables
    assert file.read_text("utf-8") == good


def test_a_folder_that_takes_nothing_costs_only_time(tmp_path: Path) -> None:
    write(tmp_path, baking=AREA)
    (tmp_path / ".cache").write_text("a file where a folder should be", "utf-8")
    assert load(tmp_path).registry.areas["baking"].title == "Baking"
    assert load(tmp_path).problems == []


WHOLE = """\
--- registry/course.yml
title: Kitchen
areas: [cooking, baking]
labels: {planned: Soon}
call_to_action: {title: Cook, links: [{label: Start, page: index.md}, {label: Ask, url: "mailto:cook@example.org"}]}
--- registry/baking.yml
title: Baking
summary: Bread *and* cake
icon: material/baguette.svg
page: ./baking.md
topics:
  flour: {title: Flour, page: flour.md, tags: [grain, dry]}
  dough: {title: Dough, url: "https://example.org/dough", status: draft, requires: [flour, cooking/water]}
comparisons:
  breads:
    title: Breads
    page: breads.md
    columns: {name: Bread, since: {title: Since, type: date, required: true}, good: {title: Good, type: rating, max: 3}}
    as_of: 2026-11-01
    sources: ["https://example.org/"]
    rows: {rye: {name: Rye, since: 1150, good: 3}, "no": {since: 2025-02-03, name: Note}}
  foreign: {title: Foreign, columns: {a: {title: A, field: x.a}}, rows_from: {file: rows/f.yml, at: all, id: key}}
diagrams:
  steps:
    title: Steps
    direction: LR
    nodes: {a: Flour, b: {label: Dough, shape: circle, topic: dough}}
    edges: [a --> b, "b -. rests .-> b"]
related: [cooking]
requires: [cooking]
call_to_action: {title: Bake, body: Now.}
--- registry/cooking.yml
title: Cooking
topics: {water: {title: Water}}
--- registry/rows/f.yml
all: [{key: one, x: {a: A}}]
"""


def checked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The values that are checked from here on."""
    found: list[Any] = []
    validate = salvage.validate_registry

    def noting(value: Any, written: Any) -> Any:
        found.append(value)
        return validate(value, written)

    monkeypatch.setattr(salvage, "validate_registry", noting)
    return found


def test_a_registry_of_every_kind_of_thing_comes_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, WHOLE)
    before = load(tmp_path)
    values = checked(monkeypatch)
    after = load(tmp_path)
    assert values == []
    assert before.usable
    assert list(before.registry.areas) == ["cooking", "baking"]
    # As text, too: a list where there was a tuple is equal to nothing, and True is equal to 1.
    assert (after, repr(after.registry)) == (before._replace(sources=after.sources), repr(before.registry))


@pytest.mark.parametrize(
    ("file", "text"),
    [("registry/cooking.yml", "title: Cooking\n"), ("registry/frying.yml", "title: Frying\n"), ("registry/cooking.yml", None)],
    ids=["another text", "another file", "a file less"],
)
def test_a_registry_that_changed_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, text: str | None
) -> None:
    write_tree(tmp_path, WHOLE)
    load(tmp_path)
    values = checked(monkeypatch)
    if text is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_text(text, "utf-8")
    assert load(tmp_path).registry.areas.keys() == values[0]["areas"].keys()


def test_other_checks_check_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, WHOLE)
    load(tmp_path)
    values = checked(monkeypatch)
    monkeypatch.setattr(kept_registry, "_CHECKS", ("fields", "model"))
    load(tmp_path)
    assert len(values) == 1
    monkeypatch.setattr(kept_registry, "_CHECKS", ("no_such_module",))
    load(tmp_path)
    load(tmp_path)
    assert len(values) == 3


def test_what_is_wrong_in_shape_is_said_each_time(tmp_path: Path) -> None:
    write(tmp_path, baking="titel: Baking\n")
    assert [[problem.code for problem in load(tmp_path).problems] for _ in range(2)] == [["GA010"], ["GA010"]]
    assert not (tmp_path / ".cache/genai/registry.json").exists()


@pytest.mark.parametrize(
    "content", [None, "", "\n", "0123\n[]", "[]", "{}", '["DIGEST", null, null]', '["DIGEST", [], {}]', "[1]", "[" * 100_000]
)
def test_a_registry_that_is_kept_and_of_no_use_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    write_tree(tmp_path, WHOLE)
    before = load(tmp_path)
    file = tmp_path / ".cache/genai/registry.json"
    good = file.read_text("utf-8")
    if content is None:
        file.write_text(good.replace("Flour", "Fluor"), "utf-8")
    elif "\n" in content or not content:
        file.write_text(content, "utf-8")
    else:
        write_sealed(file, content.replace("DIGEST", json.loads(read_sealed(file))[0]))
    values = checked(monkeypatch)
    assert load(tmp_path).registry == before.registry
    assert (len(values), file.read_text("utf-8")) == (1, good)


def test_a_build_whose_registry_is_as_it_was_does_without_pydantic(tmp_path: Path) -> None:
    write_tree(tmp_path, f"{WHOLE}--- mkdocs.yml\nsite_name: Kitchen\nplugins: [{{genai: {{registry: registry}}}}]\n")
    for page in ("index", "baking", "breads", "flour"):
        write_tree(tmp_path, f"--- docs/{page}.md\n# {page}\n\n/// comparison-table\narea: baking\n///\n")
    builds = [
        subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "mkdocs", "build"],
            cwd=tmp_path,
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=True,
        ).stderr
        for _ in range(2)
    ]
    assert ["pydantic" in imported for imported in builds] == [True, False]
