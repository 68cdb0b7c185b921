"""Files as they come: encodings, line ends, things that are no files, and data that others keep."""

from __future__ import annotations

import datetime
import os
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from mkdocs_genai.columns.number_grammar import Quantity
from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.problems import report
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry import yaml_mending as source
from mkdocs_genai.registry.imported import MAX_BYTES
from mkdocs_genai.registry.load import Loaded
from mkdocs_genai.registry.yaml_file import parse_document


def load(root: Path) -> Loaded:
    """Load the registry in `root/registry`."""
    project = Project(root, root / "registry")
    return plain_build(project).loaded


def test_a_document_that_has_forgotten_its_nodes_still_knows_positions() -> None:
    document = parse_document("a: 1\nb:\n  c: [x, 1.10]\n", "area.yml")
    before = document.position(("b", "c", 1)), document.written(("b", "c", 1))
    document.forget()
    assert document.value is None
    assert (document.position(("b", "c", 1)), document.written(("b", "c", 1))) == before


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_pyyaml_may_be_built_without_its_c_extension(monkeypatch: pytest.MonkeyPatch, loader: type) -> None:
    monkeypatch.setattr(source, "LOADER", loader)
    text = "a: [1, 0x1f, 1.5, 2025-01-02, ~, '', yes, 'yes', 12:30]\nb: &b {k: é}\nc: *b\n"
    document = parse_document(text, "area.yml")
    assert document.problems == []
    values = [1, 31, 1.5, datetime.date(2025, 1, 2), None, "", True, "yes", 750]
    assert document.value == {"a": values, "b": {"k": "é"}, "c": {"k": "é"}}
    assert document.position(("b", "k"))[1:3] == (2, 11)
    (problem,) = parse_document("a: b: c\n", "area.yml").problems
    assert (problem.code, problem.position.line) == ("GA002", 1)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """An empty registry's folder."""
    folder = tmp_path / "registry"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    "content",
    [b"\xef\xbb\xbftitle: Gardening\n", b"title: Gardening\r\nsummary: x\r\n", "title: G\u00e4rtnern\n".encode()],
    ids=["byte order mark", "Windows line ends", "beyond ASCII"],
)
def test_ordinary_files_are_read(registry: Path, content: bytes) -> None:
    (registry / "gardening.yml").write_bytes(content)
    assert load(registry.parent).problems == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "title: x\nsummary: Gärtnern\n".encode("latin-1"),
            "registry/gardening.yml:2:1: is not UTF-8 text (byte 0xe4 on line 2); save it as UTF-8 [GA006]",
        ),
        (
            "title: a\u00a0b\nsummary: a\x00b\n".encode(),
            "registry/gardening.yml:2:11: a control character (U+0000) that no text has; delete it [GA006]\n"
            "  2 | summary: a\N{REPLACEMENT CHARACTER}b\n"
            "    |           ^",
        ),
        (
            b'title: x\nsummary: "a\\0b"\n',
            "registry/gardening.yml:2:10: summary: has a control character (U+0000); delete it [GA006]\n"
            '  2 | summary: "a\\0b"\n'
            "    |          ^^^^^^",
        ),
    ],
    ids=["another encoding", "a NUL byte", "an escaped NUL"],
)
def test_bytes_that_no_text_has_are_reported(registry: Path, content: bytes, expected: str) -> None:
    (registry / "gardening.yml").write_bytes(content)
    assert report(load(registry.parent).problems) == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_no_file_and_does_not_hang(registry: Path) -> None:
    os.mkfifo(registry / "gardening.yml")
    assert report(load(registry.parent).problems) == "registry/gardening.yml:1:1: is not a file [GA001]"


def test_a_symbolic_link_out_of_the_registry_is_not_followed_by_rows_from(registry: Path) -> None:
    (registry.parent / "secret.yml").write_text("- {name: x}\n", "utf-8")
    (registry / "rows.yml").symlink_to(registry.parent / "secret.yml")
    (registry / "a.yml").write_text(
        "title: A\ncomparisons:\n  t: {title: T, columns: {name: N}, rows_from: {file: rows.yml}}\n", "utf-8"
    )
    found = [problem for problem in load(registry.parent).problems if problem.position.file == "registry/a.yml"]
    assert [(problem.code, problem.message) for problem in found] == [
        ("GA029", "'rows.yml' leads out of the registry's folder")
    ]


def test_a_link_to_a_file_that_is_gone_is_reported(registry: Path) -> None:
    (registry / "gardening.yml").symlink_to(registry / "gone.yml")
    (problem,) = load(registry.parent).problems
    assert str(problem) == "registry/gardening.yml:1:1: there is no such file [GA001]"


def test_every_value_knows_its_line_and_column() -> None:
    document = parse_document("a:\n  b: [x, {c: yes}]\n", "f.yml")
    assert str(document.position(("a", "b", 1, "c"))) == "f.yml:2:14"
    assert str(document.position(("a", "b", 1, "c"), at_key=True)) == "f.yml:2:11"
    assert str(document.position(("a", "no", "such"))) == "f.yml:1:1"
    assert str(document.position(("a", "b", 7))) == "f.yml:2:3"
    assert document.written(("a", "b", 1, "c")) == "yes"
    assert document.written(("a", "b", 7, "c")) is None
    assert document.value == {"a": {"b": ["x", {"c": True}]}}


def test_what_only_looks_like_a_merge_key_is_a_text() -> None:
    document = parse_document("a: <<\n", "f.yml")
    assert (document.value, document.problems) == ({"a": "<<"}, [])


def test_a_problem_before_deep_nesting_is_reported_as_what_it_is() -> None:
    problems = parse_document(f"a: x\n{' ' * 120}b: c: d\n", "f.yml").problems
    assert {problem.code for problem in problems} == {"GA002"}
    assert problems[-1].position.line == 2


def test_deep_nesting_and_alias_bombs_are_refused_and_not_expanded() -> None:
    assert [problem.code for problem in parse_document("- " * 10_000 + "x", "f.yml").problems] == ["GA005"]
    assert [problem.code for problem in parse_document("[" * 10_000 + "]" * 10_000, "f.yml").problems] == ["GA005"]
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert [problem.code for problem in parse_document(bomb, "f.yml").problems] == ["GA005"]
    assert [problem.code for problem in parse_document("a: &a [*a]\n", "f.yml").problems] == ["GA005"]


def test_a_day_may_have_an_hour(registry: Path) -> None:
    (registry / "a.yml").write_text(
        "title: A\ncomparisons: {t: {title: T, columns: {n: N}, rows: {x: {n: X}}, as_of: 2026-11-01 10:30:00}}\n", "utf-8"
    )
    loaded = load(registry.parent)
    assert loaded.problems == []
    assert loaded.registry.areas["a"].comparisons["t"].as_of == datetime.date(2026, 11, 1)


def test_an_imported_course_that_is_too_large_is_not_read(registry: Path) -> None:
    (registry / "a.yml").write_text("title: A\n", "utf-8")
    (registry / "imports").mkdir()
    with (registry / "imports" / "large.json").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    (problem,) = load(registry.parent).problems
    assert str(problem).startswith(
        "registry/imports/large.json:1:1: is not a registry published by a course: is larger than 5 MB, the limit for a course"
    )


FOREIGN = """\
title: Tools
comparisons:
  t:
    title: T
    columns:
      name: {title: Name, field: full name}
      price: {title: Price, type: number, field: cost.amount}
      tags: {title: Tags, type: tags}
      by: {title: By, field: makers.name}
    rows_from: {file: data/tools.EXTENSION, at: AT}
"""
EXPECTED = [
    ("spade-xl", {"name": "Spade XL", "price": Quantity(Decimal(12), "12"), "tags": ("a", "b"), "by": "Ann, Bob"}),
    ("rake-😀", {"name": "Rake 😀", "price": None, "tags": ("a",), "by": None}),
]


@pytest.mark.parametrize(
    ("extension", "at", "content"),
    [
        (
            "yml",
            "x.list",
            "x:\n  list:\n  - {full name: Spade XL, cost: {amount: 12}, tags: [a, b], makers: [{name: Ann}, {name: Bob}]}\n"
            "  - {full name: Rake 😀, cost: null, tags: a}\n",
        ),
        (
            "json",
            "x.list",
            '{"x": {"list": [{"full name": "Spade XL", "cost": {"amount": 12}, "tags": ["a", "b"],\n'
            ' "makers": [{"name": "Ann"}, {"name": "Bob"}]},\n'
            ' {"full name": "Rake \\ud83d\\ude00", "cost": {"amount": null}, "tags": "a"}]}}',
        ),
    ],
)
def test_rows_come_out_of_files_in_their_own_shape(registry: Path, extension: str, at: str, content: str) -> None:
    (registry / "data").mkdir()
    (registry / "data" / f"tools.{extension}").write_text(content, "utf-8")
    (registry / "tools.yml").write_text(FOREIGN.replace("EXTENSION", extension).replace("AT", at), "utf-8")
    loaded = load(registry.parent)
    assert report(loaded.problems) == ""
    rows = [(row.id, row.cells) for row in loaded.tables["tools", "t"].rows]
    assert [cells for _, cells in rows] == [cells for _, cells in EXPECTED]
    assert rows[0][0] == EXPECTED[0][0]


def test_a_place_in_a_list_goes_by_its_number(registry: Path) -> None:
    records = '[{"n": {"of": ["Spade", "Digger"]}}, {"n": {"of": ["Rake", 1.10]}}]'
    (registry / "t.json").write_text(f'{{"old": [], "lists": [[], {records}]}}', "utf-8")
    (registry / "tools.yml").write_text(
        "title: T\ncomparisons:\n  t:\n    title: T\n"
        "    columns: {n: {title: N, field: n.of.0}, all: {title: All, field: n.of}}\n"
        "    rows_from: {file: t.json, at: lists.1}\n",
        "utf-8",
    )
    loaded = load(registry.parent)
    assert loaded.problems == []
    rows = [row.cells for row in loaded.tables["tools", "t"].rows]
    assert rows == [{"n": "Spade", "all": "Spade, Digger"}, {"n": "Rake", "all": "Rake, 1.10"}]


def test_a_text_of_lists_in_lists_is_taken(registry: Path) -> None:
    (registry / "t.json").write_text('[{"n": "Spade", "by": [{"of": ["Ann", 1.10]}, {"of": ["Bob"]}]}]', "utf-8")
    (registry / "tools.yml").write_text(
        "title: T\ncomparisons:\n  t: {title: T, columns: {n: N, by: {title: By, field: by.of}}, rows_from: {file: t.json}}\n",
        "utf-8",
    )
    loaded = load(registry.parent)
    assert loaded.problems == []
    assert [row.cells["by"] for row in loaded.tables["tools", "t"].rows] == ["Ann, 1.10, Bob"]


def test_json_that_yaml_refuses_is_taken(registry: Path) -> None:
    (registry / "t.json").write_text(f'[{{"n": "Spade", "{"k" * 1100}": 1}}]', "utf-8")
    (registry / "tools.yml").write_text(
        "title: T\ncomparisons:\n  t: {title: T, columns: {n: N}, rows_from: {file: t.json}}\n", "utf-8"
    )
    loaded = load(registry.parent)
    assert loaded.problems == []
    assert [row.cells for row in loaded.tables["tools", "t"].rows] == [{"n": "Spade"}]


def test_a_mapping_of_records_gives_its_keys_as_ids(registry: Path) -> None:
    (registry / "t.json").write_text('{"spade": {"n": "Spade"}, "rake": {"n": "Rake"}}', "utf-8")
    (registry / "tools.yml").write_text(
        "title: T\ncomparisons:\n  t: {title: T, columns: {n: N}, rows_from: {file: t.json}}\n", "utf-8"
    )
    loaded = load(registry.parent)
    assert [row.id for row in loaded.tables["tools", "t"].rows] == ["spade", "rake"]
    assert loaded.problems == []


def test_a_file_of_rows_beside_the_areas_is_data_and_not_an_area(registry: Path) -> None:
    rows = (
        "- Use case: Create a repository\n  Git command: >\n    `git init`\n- Use case: Show changes\n  Git command: git diff\n"
    )
    (registry / "git.yml").write_text(rows, "utf-8")
    (registry / "tools.yml").write_text(
        "title: Tools\ncomparisons:\n  git:\n    title: Git\n    columns:\n"
        "      use: {title: Use case, field: Use case}\n      git: {title: Command, field: Git command}\n"
        "    rows_from: {file: git.yml}\n",
        "utf-8",
    )
    loaded = load(registry.parent)
    assert loaded.problems == []
    assert list(loaded.registry.areas) == ["tools"]
    assert [row.cells["git"] for row in loaded.tables["tools", "git"].rows] == ["`git init`", "git diff"]
