"""Build the course of each row, and print what is wrong with it; exit status 1 if anything is.

    python -m tests.matrix             all rows
    python -m tests.matrix zensical    rows whose name or environment has the word

Environments are kept in .cache/matrix, and made anew when what they are made of changes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..conftest import ENVIRONMENT, ROOT, write_tree
from .facts import faults
from .rows import ROWS, Environment, Row

CACHE = ROOT / ".cache" / "matrix"
_QUIET = {"DISABLE_MKDOCS_2_WARNING": "true", "DISABLE_PROPERDOCS_2_WARNING": "true", "GIT_CONFIG_GLOBAL": os.devnull}
_UV = (sys.executable, "-m", "uv")


class EnvironmentFault(Exception):
    """An environment that can't be made; the text is what the installer says."""


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command; nothing is printed."""
    variables = {name: value for name, value in ENVIRONMENT.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=variables | _QUIET, capture_output=True, text=True, check=False
    )


def install(*arguments: str | Path) -> None:
    """Run uv. Raises EnvironmentFault."""
    done = run(*_UV, *arguments)
    if done.returncode:
        raise EnvironmentFault(done.stderr.strip())


@cache
def wheel() -> Path:
    """The package as it is published."""
    folder = CACHE / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    install("build", "--quiet", "--wheel", "--out-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@cache
def python_of(environment: Environment) -> Path:
    """The environment's Python. Raises EnvironmentFault."""
    made_of = f"{environment}{sys.version}{(ROOT / 'pyproject.toml').read_text('utf-8')}"
    folder = CACHE / environment.name / hashlib.sha256(made_of.encode()).hexdigest()[:12]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "complete").exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
        install("venv", "--quiet", "--python", sys.executable, folder)
        resolution = ("--resolution", "lowest-direct") if environment.lowest else ()
        # From pyproject.toml, so that the plugin's own dependencies are direct ones.
        project = ("-r", ROOT / "pyproject.toml", "--extra", "diagrams")
        install("pip", "install", "--quiet", "--python", python, *resolution, *project, *environment.packages)
        (folder / "complete").touch()
    install("pip", "install", "--quiet", "--python", python, "--no-deps", "--reinstall", wheel())
    return python


def versions(environment: Environment) -> str:
    """The versions that the table shows, each after its package's short name."""
    code = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"
    found = run(python_of(environment), "-c", code, *environment.shown).stdout.split()
    names = (name.removeprefix("mkdocs-").removesuffix("-plugin") for name in environment.shown)
    return ", ".join(f"{name} {number}" for name, number in zip(names, found, strict=True))


def attempt(row: Row) -> Iterator[str]:
    """Build a row's site; what is wrong, a line each."""
    root = CACHE / "sites" / "".join(letter if letter.isalnum() else "-" for letter in row.name)
    shutil.rmtree(root, ignore_errors=True)
    write_tree(root, row.tree)
    try:
        python = python_of(row.environment)
    except EnvironmentFault as fault:
        yield from ("its environment can't be made:", *str(fault).splitlines())
        return
    author = ("-c", "user.name=you", "-c", "user.email=you@example.org")
    for command in (("init", "--quiet"), ("add", "."), (*author, "commit", "--quiet", "-m", "Begin")):
        run("git", *command, cwd=root)  # for the dates of revisions
    for arguments in filter(None, (row.prepare, row.command)):
        script, *rest = arguments
        done = run(python.parent / script, *rest, cwd=root)
        warnings = [line for line in done.stderr.splitlines() if line.startswith(("WARNING", "ERROR"))]
        if done.returncode or warnings:
            yield from (f"`{' '.join(arguments)}` exits with {done.returncode}", *(warnings or done.stderr.splitlines()[-8:]))
            return
    yield from faults(row, root / row.site)


def main() -> None:
    """See the module."""
    words = [word.lower() for word in sys.argv[1:]]
    rows = [row for row in ROWS if not words or any(word in f"{row.name} {row.environment.name}".lower() for word in words)]
    if not rows:
        sys.exit(f"no row has {' or '.join(words)}; there are: {', '.join(row.name for row in ROWS)}")
    failed = 0
    for row in rows:
        start = time.perf_counter()
        found = list(attempt(row))
        seconds = time.perf_counter() - start
        failed += bool(found) and not row.may_fail
        print(
            f"{'works' if not found else 'fails, as it may' if row.may_fail else 'FAILS'}  {row.name:<28} {seconds:5.0f} s  ",
            end="",
        )
        print("" if found and "environment" in found[0] else versions(row.environment), flush=True)
        print("".join(f"         {line}\n" for line in found), end="", flush=True)
    print(f"\n{len(rows) - failed} of {len(rows)} work")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
