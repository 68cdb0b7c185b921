"""A build leaves the process as it found it, and ends without a word."""

from __future__ import annotations

import contextlib
import gc
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from mkdocs_genai.hosts.collector import Collector
from mkdocs_genai.registry.model import Registry

from ..conftest import run_mkdocs, write_tree
from .course import COURSE, Course


@pytest.mark.parametrize("fails", [False, True], ids=["is made", "fails"])
@pytest.mark.parametrize("command", ["build", "serve"])
def test_the_garbage_collector_is_as_before_after_a_build(
    course: Course, command: Literal["build", "serve"], *, fails: bool
) -> None:
    before = gc.get_threshold()
    course.write(COURSE)
    if fails:
        (course.root / "docs/latin.md").write_bytes(b"\xe4")
    config = load_config(str(course.config))
    config.plugins.on_startup(command=command, dirty=False)
    with pytest.raises((Abort, UnicodeDecodeError)) if fails else contextlib.nullcontext():
        build(config)
    assert gc.isenabled()
    assert gc.get_threshold() == before
    # A process that is to end needs not look at what is left.
    assert (gc.get_freeze_count() > 0) == (command == "build")


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
        gc.unfreeze()  # or none of what is frozen would be seen
        counts.append(sum(isinstance(thing, Registry) and "spices" in thing.areas for thing in gc.get_objects()))
    assert counts[3] <= counts[1]


@pytest.mark.parametrize(("set_to", "seldom"), [(700, 100_000), (200_000, 200_000), (0, 0)], ids=["often", "seldom", "never"])
def test_it_looks_seldom_meanwhile_and_never_where_it_never_does(set_to: int, seldom: int) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(set_to, 11, 12)
        collector = Collector()
        collector.hold_back()
        during = gc.get_threshold()
        collector.set_back()
        assert (during, gc.get_threshold()) == ((seldom, 11, 12), (set_to, 11, 12))
    finally:
        gc.set_threshold(*before)


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
