"""The same site whatever machine builds it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

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
