"""The same site whatever machine builds it, and no half of anything after a build that was killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_genai.project import Project

from ..conftest import ENVIRONMENT, files_of, write_tree
from ..site.course import COURSE, DIAGRAM

MACHINES = (
    ("here", {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}, 0o022),
    (
        "the other dir, ä",
        {"PYTHONHASHSEED": "4711", "TZ": "XYZ-13:45", "LC_ALL": "C", "LANG": "de_DE", "PYTHONUTF8": "0"},
        0o077,
    ),
)
"""A folder, variables of the environment, and a umask."""


def test_the_same_bytes_on_any_machine(tmp_path: Path) -> None:
    sites = []
    for folder, variables, umask in MACHINES:
        root = tmp_path / folder
        write_tree(root, COURSE + "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n\n/// area-map\n///\n")
        registry = root / "docs" / "registry" / "baking.yml"
        registry.write_text(registry.read_text("utf-8") + DIAGRAM, "utf-8")
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")]
        done = subprocess.run(command, env=ENVIRONMENT | variables, umask=umask, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        sites.append(files_of(root / "site"))
        shutil.rmtree(root / "site")
    assert sites[0] == sites[1]


KILLED = """
import os, signal, sys
from pathlib import Path
from mkdocs_genai.project import Project
finish, left = os.replace, int(sys.argv[2])
def replace(*names):
    global left
    left -= 1
    finish(*names) if left else os.kill(os.getpid(), signal.SIGKILL)
os.replace = replace
root = Path(sys.argv[1])
Project(root, root / "registry").load(Project(root, root / "registry").icons())
"""
KEPT = [".gitignore", "registry.json", "documents.json"]
"""In the order in which they are written."""


def kept(root: Path) -> list[str]:
    """The files of the cache folder that are whole; those of a killed build lie in a folder of their own."""
    return sorted(file.name for file in (root / ".cache/genai").iterdir() if file.is_file())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_build_that_is_killed_leaves_no_half_of_what_is_kept(tmp_path: Path, number: int) -> None:
    write_tree(tmp_path, "--- registry/a.yml\ntitle: A\n")
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(number)], env=ENVIRONMENT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert kept(tmp_path) == sorted(KEPT[: number - 1])
    cache = tmp_path / ".cache/genai"
    (unfinished,) = cache.glob("unfinished-*")
    project = Project(tmp_path, tmp_path / "registry")
    assert project.load(project.icons()).registry.areas["a"].title == "A"
    assert unfinished.exists(), "another build may still write there"
    os.utime(unfinished, (0, 0))
    write_tree(tmp_path, "--- registry/b.yml\ntitle: B\n")
    project = Project(tmp_path, tmp_path / "registry")
    assert project.load(project.icons()).registry.areas["b"].title == "B"
    assert kept(tmp_path) == sorted(KEPT)
    assert not unfinished.exists()
