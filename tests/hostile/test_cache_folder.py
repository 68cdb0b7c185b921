"""`.cache/genai`, which is for Zensical: with MkDocs it is neither read nor written, whoever has put whatever there."""

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
from click.testing import CliRunner, Result

from mkdocs_genai.cli import main

from ..conftest import ENVIRONMENT, ROOT, files_of, write_tree
from ..site.course import COURSE, DIAGRAM, build_strictly

AREA = "docs/registry/baking.yml"
SCRIPT = "<script>alert(1)</script>"

WATCHED = """
import os, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.project.mkdocs_yml import read_project
from tests.theme_templates import done_once
inside = [os.sep + os.path.join(".cache", "genai"), os.sep + "elsewhere" + os.sep]
def watch(event, arguments):
    for argument in arguments:
        if isinstance(argument, (str, bytes, os.PathLike)):
            path = os.path.abspath(os.fsdecode(argument))
            if any(part in path + os.sep for part in inside):
                sys.stderr.write(f"TOUCHED {event} {path}\\n")
sys.addaudithook(watch)
with done_once():
    for root in map(Path, sys.argv[1:]):
        for command in ("serve", "build"):
            config = load_config(str(root / "mkdocs.yml"))
            config.plugins.on_startup(command=command, dirty=False)
            build(config)
        find_problems(read_project(root / "mkdocs.yml"))
"""
"""Previews, builds and checks each course; names whatever is opened, listed, made, moved or removed in given places.

In a process of its own, since Python lets nobody take such a hook away.
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with a diagram and a table."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])
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


LINKS = {"folder": None, "above": ".cache", "link": ".cache/genai"}
"""Courses whose folder is one, is below a link, or is a link."""


def test_what_an_enemy_puts_there_is_neither_read_nor_written_and_in_no_page(course: Path) -> None:
    pages = files_of(build_strictly(course))
    shutil.rmtree(course / "site")
    roots = [course.parent / name for name in LINKS]
    for root, link in zip(roots, LINKS.values(), strict=True):
        shutil.copytree(course, root)
        set_trap(root, link)
    before = [(_names(root / ".cache"), _names(elsewhere(root))) for root in roots]
    command = [sys.executable, "-c", WATCHED, *map(str, roots)]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("TOUCHED")] == []
    assert [(_names(root / ".cache"), _names(elsewhere(root))) for root in roots] == before
    for root in roots:
        assert files_of(root / "site") == pages


def elsewhere(root: Path) -> Path:
    """Where a link of a course leads."""
    return root.parent / "elsewhere" / root.name


def set_trap(root: Path, link: str | None) -> None:
    """Give a course such a folder, or a link to one, with all that may lie in it."""
    cache = root / ".cache/genai"
    if link is None:
        cache.mkdir(parents=True)
    else:
        (elsewhere(root) / "genai" if link == ".cache" else elsewhere(root)).mkdir(parents=True)
        (root / link).parent.mkdir(exist_ok=True)
        (root / link).symlink_to(elsewhere(root))
    plant(cache, root / "docs/registry")
    (cache / "site").mkdir()
    (cache / "site" / "precious.kept").write_text("precious", "utf-8")
    (cache / "unfinished-1").mkdir()
    os.utime(cache / "unfinished-1", (0, 0))
    os.mkfifo(cache / "pipe.json")


def test_a_course_gets_no_such_folder(course: Path) -> None:
    build_strictly(course)
    assert check(course).exit_code == 0
    assert not (course / ".cache").exists()


def check(course: Path, *options: str) -> Result:
    """Run `mkdocs-genai check`."""
    command = ["check", "-f", str(course / "mkdocs.yml"), *options]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def _names(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder, by its name, with the content of files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))
    }
