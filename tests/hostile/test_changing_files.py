"""Files that change while they are read: whole as they were at one time, or a problem; never half of one, and no hang."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.problems import report
from mkdocs_genai.project.languages import ONE_LANGUAGE
from mkdocs_genai.project.layer_paths import find_layers
from mkdocs_genai.project.project import Project
from mkdocs_genai.registry.load import Loaded

from ..conftest import write_tree

TREE = """
--- docs/base/a.yml
title: Below
comparisons: {t: {title: T, columns: {n: N}, rows_from: {file: rows.csv}}}
--- docs/base/rows.csv
n
1
--- docs/registry/a.yml
summary: Above
--- docs/registry/imports/o.json
{"version": 1, "course": {"title": "O"}, "areas": {}}
"""
FILES = ("docs/base/a.yml", "docs/base/rows.csv", "docs/registry/a.yml", "docs/registry/imports/o.json")
"""A file of a layer, one of rows, one of the layer above it, and an imported course."""


def load(root: Path) -> Loaded:
    layers = find_layers(root, ["docs/base", "docs/registry"], root / "docs", ONE_LANGUAGE)
    project = Project(root, root / "docs/registry", root / "docs", layers=layers)
    return plain_build(project).loaded


def change_when_opened(file: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[], object], times: int) -> list[int]:
    """Have a file change between the moment its size is known and the moment it is read; notes each time."""
    done: list[int] = []
    real, inode = os.fstat, file.stat().st_ino

    def fstat(number: int) -> os.stat_result:
        found = real(number)
        if found.st_ino in (inode, file.stat().st_ino if file.exists() else 0) and len(done) < times:
            done.append(number)
            change()
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    return done


def longer(file: Path) -> None:
    with file.open("ab") as end:
        end.write(b"\n")


def another(file: Path) -> None:
    """As editors save: a new file in the old one's place."""
    new = file.with_name("new")
    new.write_bytes(file.read_bytes())
    new.replace(file)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", [longer, another, Path.unlink])
def test_what_was_there_when_it_was_opened_is_read_whole(
    tmp_path: Path, name: str, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, TREE)
    done = change_when_opened(tmp_path / name, monkeypatch, lambda: change(tmp_path / name), 1)
    loaded = load(tmp_path)
    assert len(done) == 1
    assert loaded.problems == []
    assert (loaded.registry.areas["a"].title, loaded.registry.areas["a"].summary) == ("Below", "Above")
    assert len(loaded.tables["a", "t"].rows) == 1


@pytest.mark.parametrize("name", FILES)
def test_half_of_a_file_is_never_taken_for_the_whole(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, TREE)
    file = tmp_path / name
    whole = file.read_bytes()
    contents = iter([whole[:3], whole])
    done = change_when_opened(file, monkeypatch, lambda: file.write_bytes(next(contents)), 2)
    assert load(tmp_path).problems == []
    assert len(done) == 2


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_never_rests_is_a_problem(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, TREE)
    change_when_opened(tmp_path / name, monkeypatch, lambda: longer(tmp_path / name), 1000)
    assert f"{name}:1:1: " in (said := report(load(tmp_path).problems))
    assert "changed while it was read; try again when it has been written completely" in said


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_becomes_a_pipe_or_goes_before_it_is_opened_is_a_problem(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, TREE)
    real = Path.is_file
    for put, words in ((os.mkfifo, "changed while it was read"), (str, "can't be read: No such file or directory")):

        def is_file(path: Path, put: Callable[[Path], object] = put) -> bool:
            found = real(path)
            if path == tmp_path / name:
                path.unlink()
                put(path)
            return found

        with monkeypatch.context() as patched:
            patched.setattr(Path, "is_file", is_file)
            assert words in report(load(tmp_path).problems)
        (tmp_path / name).unlink(missing_ok=True)
        write_tree(tmp_path, TREE)
