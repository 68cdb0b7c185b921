"""`.cache/genai`, where earlier versions kept things: it is neither read nor written, whoever has put whatever there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ..conftest import ENVIRONMENT, files_of, run_mkdocs, write_tree
from ..site.course import COURSE, DIAGRAM

AREA = "docs/registry/baking.yml"
SCRIPT = "<script>alert(1)</script>"
UNUSED = ".cache/genai is no longer used; you may delete it\n"

WATCHED = """
import os, sys
inside = [os.sep + os.path.join(".cache", "genai"), *sys.argv[2:]]
def watch(event, arguments):
    for argument in arguments:
        if isinstance(argument, (str, bytes, os.PathLike)):
            path = os.path.abspath(os.fsdecode(argument))
            if any(part in path for part in inside):
                sys.stderr.write(f"TOUCHED {event} {path}\\n")
sys.addaudithook(watch)
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.project.mkdocs_yml import read_project
from pathlib import Path
for command in ("build", "serve"):
    load_config(sys.argv[1]).plugins.on_startup(command=command, dirty=False)
    for _ in range(2):
        build(load_config(sys.argv[1]))
find_problems(read_project(Path(sys.argv[1])))
"""
"""Builds twice, makes a preview twice, and checks; names whatever is opened, listed, made, moved or removed in given places."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with a diagram and a table."""
    root = tmp_path / "course"
    write_tree(root, COURSE + "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n")
    (root / AREA).write_text((root / AREA).read_text("utf-8") + DIAGRAM, "utf-8")
    return root


def sealed(text: str) -> str:
    """A text as earlier versions kept it."""
    return f"{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}\n{text}"


def plant(cache: Path, registry: Path) -> None:
    """What an enemy would commit: a registry file's and a registry's values, and layouts, each with a script."""
    cache.mkdir(parents=True, exist_ok=True)
    digests = {file: hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() for file in registry.glob("*.yml")}
    area = {"title": SCRIPT, "summary": SCRIPT}
    values = dict.fromkeys(digests.values(), (area, ()))
    for name in ("documents.json", "documents.en.json"):
        content = {"format": f"1 {yaml.__version__}", "values": values}
        (cache / name).write_text(sealed(json.dumps(content)), "utf-8")
    (cache / "registry.json").write_text(sealed(json.dumps(["0" * 32, [SCRIPT], {"baking": [SCRIPT]}])), "utf-8")
    for kept in cache.glob("[0-9a-f]*.json"):  # layouts that a build of this course has kept
        kept.write_text(kept.read_text("utf-8").replace('"path": "', f'"path": "M0 0\\"/>{SCRIPT}'), "utf-8")
    for kept in cache.rglob("*.kept"):
        kept.write_text(SCRIPT, "utf-8")


def test_what_an_enemy_puts_there_is_in_no_page(course: Path) -> None:
    assert run_mkdocs("build", "-q", cwd=course).stderr == ""
    before = files_of(course / "site")
    plant(course / ".cache/genai", course / "docs/registry")
    assert run_mkdocs("build", "-q", cwd=course).stderr == ""
    assert files_of(course / "site") == before


@pytest.mark.parametrize("link", [None, ".cache", ".cache/genai"], ids=["a folder", "a link above", "a link"])
def test_nothing_there_is_read_or_written(course: Path, link: str | None) -> None:
    outside = course.parent / "outside"
    cache = course / ".cache/genai"
    if link is None:
        cache.mkdir(parents=True)
    else:
        target = outside if link == ".cache/genai" else outside / "above"
        (target / "genai" if link == ".cache" else target).mkdir(parents=True)
        (course / link).parent.mkdir(exist_ok=True)
        (course / link).symlink_to(target)
    plant(cache, course / "docs/registry")
    (cache / "site").mkdir()
    (cache / "site" / "precious.kept").write_text("precious", "utf-8")
    (cache / "unfinished-1").mkdir()
    os.utime(cache / "unfinished-1", (0, 0))
    os.mkfifo(cache / "pipe.json")
    before = _names(course / ".cache"), _names(outside)
    command = [sys.executable, "-c", WATCHED, str(course / "mkdocs.yml"), str(outside)]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("TOUCHED")] == []
    assert (_names(course / ".cache"), _names(outside)) == before


def test_a_course_gets_no_such_folder(course: Path) -> None:
    assert run_mkdocs("build", "-q", cwd=course).returncode == 0
    assert check(course).returncode == 0
    assert not (course / ".cache").exists()


@pytest.mark.parametrize("link", [False, True])
def test_a_check_says_that_the_folder_may_go(course: Path, *, link: bool) -> None:
    (course / ".cache").mkdir()
    if link:
        (course / ".cache/genai").symlink_to("nowhere")
    else:
        (course / ".cache/genai").mkdir()
    done = check(course)
    assert (done.returncode, done.stdout, done.stderr) == (0, "no problems found\n", UNUSED)
    for form in ("json", "sarif", "github"):
        assert check(course, "--format", form).stderr == ""
    (course / AREA).write_text("titel: Baking\n", "utf-8")
    done = check(course)
    assert (done.returncode, done.stderr) == (1, UNUSED)
    assert "titel" in done.stdout
    shutil.rmtree(course / ".cache")
    assert check(course).stderr == ""


def check(course: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs-genai check` as a user would."""
    command = [str(Path(sys.executable).parent / "mkdocs-genai"), "check", *options]
    return subprocess.run(command, cwd=course, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def _names(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder, by its name, with the content of files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }
