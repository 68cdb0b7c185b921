"""Run the unit tests and build the site with the lowest and the newest packages, on each Python: `make versions`.

    python -m tests.matrix.versions tests/registry    tests to run
    PYTHONS="3.13 /opt/python3.14" make versions      these Pythons alone

Environments are made in a temporary folder, and go with it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..conftest import ENVIRONMENT, ROOT
from .__main__ import EnvironmentFault, install

VERSIONS = ("3.11", "3.12", "3.13")
RESOLUTIONS = ("lowest-direct", "highest")
COMPILED = (
    "coverage",
    "greenlet",
    "lxml",
    "markupsafe",
    "mypy",
    "pydantic-core",
    "pyyaml",
    "rapidfuzz",
    "ruff",
)
"""Packages in another language: the lowest version is the first that has a wheel for the Python, as pip would take it."""


def find_pythons() -> Iterator[str]:
    """Pythons on the path, and those of pyenv, whose own commands on the path start one version alone."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for version in os.environ.get("PYTHONS", " ".join(VERSIONS)).split():
        candidates = [
            version,
            *map(str, sorted(pyenv.glob(f"{version}.*/bin/python"), reverse=True)),
            shutil.which(f"python{version}") or "",
        ]
        yield from [candidate for candidate in candidates if "/" in candidate and _runs(candidate, "-c", "")][:1]


def _runs(*command: str | Path) -> bool:
    return not subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, check=False).returncode


def attempt(python: str, resolution: str, tests: list[str], folder: Path) -> list[str]:
    """What fails with a Python and a resolution, a line each."""
    own = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wheels = [part for name in COMPILED for part in ("--only-binary", name)]
    try:
        install("venv", "--quiet", "--python", python, folder)
        project = ("-r", ROOT / "pyproject.toml", "--extra", "diagrams-fast", "--extra", "mermaid", "--group", "test")
        theme = ("--editable", ROOT, "mkdocs-material>=9.5.39,<10")
        install("pip", "install", "--quiet", "--python", own, "--resolution", resolution, *wheels, *project, *theme)
    except EnvironmentFault as fault:
        return ["its environment can't be made:", *str(fault).splitlines()]
    commands = {
        "the unit tests": ("-m", "pytest", "-p", "no:cacheprovider", "-rfE", "--tb=line", *tests),
        "the site": ("-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")),
    }
    wrong = []
    for name, arguments in commands.items():
        command = [str(own), *arguments]
        done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        if done.returncode:
            wrong += [f"{name}:", *(done.stdout + done.stderr).splitlines()[-20:]]
    return wrong


def main() -> None:
    """See the module."""
    failed = 0
    for python in find_pythons():
        for resolution in RESOLUTIONS:
            with tempfile.TemporaryDirectory() as folder:
                wrong = attempt(python, resolution, sys.argv[1:], Path(folder, "environment"))
            failed += bool(wrong)
            print(f"{'FAILS' if wrong else 'works'}  {resolution:<13}  {python}", flush=True)
            print("".join(f"         {line}\n" for line in wrong), end="", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
