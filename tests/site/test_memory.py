"""A process that builds again and again keeps no earlier build in memory, and one that ends says nothing of what is left."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from yaml.nodes import Node

from mkdocs_genai.registry.model import Registry
from mkdocs_genai.registry.yaml_file import parse_document

from ..conftest import run_mkdocs, write_tree
from .course import COURSE, Course


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "serve"])
@pytest.mark.parametrize("dirty", [False, True], ids=["all", "dirty"])
def test_a_process_that_builds_again_and_again_keeps_no_registry_of_before(
    course: Course, command: Literal["build", "serve"], *, dirty: bool
) -> None:
    course.write(COURSE)
    load_config(str(course.config)).plugins.on_startup(command=command, dirty=dirty)
    counts = []
    for number in range(4):
        course.write(f"--- docs/registry/spices.yml\ntitle: Spices {number}\n")
        build(load_config(str(course.config)), dirty=dirty and number > 0)
        gc.collect()  # what Python does by itself after a while
        counts.append(sum(isinstance(thing, Registry) and "spices" in thing.areas for thing in gc.get_objects()))
    assert counts[3] <= counts[1]


def test_nodes_of_a_file_are_freed_when_it_is_forgotten() -> None:
    def nodes() -> int:
        gc.collect()
        return sum(isinstance(thing, Node) for thing in gc.get_objects())

    before = nodes()
    document = parse_document("title: T\nyear: 2014\nday: 2025-13-45\nopen: yes\n", "a.yml")
    assert document.value == {"title": "T", "year": 2014, "day": "2025-13-45", "open": True}
    assert nodes() > before
    document.forget()
    assert nodes() == before


DIAGRAM = "diagrams:\n  d: {title: D, nodes: {a: A, b: B}, edges: [a --> b]}\n"


@pytest.mark.parametrize("diagrams", ["", DIAGRAM], ids=["no diagram", "a diagram that is laid out"])
def test_a_process_that_ends_says_nothing_of_what_is_left_in_memory(tmp_path: Path, diagrams: str) -> None:
    block = "/// concept-diagram | a/d\n///\n" if diagrams else ""
    write_tree(
        tmp_path,
        f"--- mkdocs.yml\nsite_name: X\ntheme: {{name: material, font: false}}\nplugins: [genai]\n"
        f"--- docs/registry/a.yml\ntitle: A\npage: index.md\n{diagrams}--- docs/index.md\n# Hi\n\n{block}",
    )
    done = run_mkdocs("build", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert ("<svg class=" in (tmp_path / "site/index.html").read_text("utf-8")) == bool(diagrams)
