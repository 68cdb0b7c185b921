"""The package as other courses get it: a wheel, in an environment that has Material and nothing of this checkout."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from types import GenericAlias

import mkdocs_genai

from ..conftest import ROOT, run_mkdocs, write_tree
from .course import COURSE, Built, dead_links


def test_the_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    package = ROOT / "mkdocs_genai"
    files = {
        file.relative_to(ROOT).as_posix() for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    }
    packed = [name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert sorted(packed) == sorted(files)
    assert {"mkdocs_genai/py.typed", "mkdocs_genai/templates/genai/card.html", "mkdocs_genai/assets/genai.css"} <= files
    assert {"mkdocs_genai/locales/de.yml", "mkdocs_genai/codes.yml"} <= files


def test_the_source_holds_the_package_its_papers_and_nothing_else(distribution: Path) -> None:
    (archive,) = distribution.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        packed = {member.name.partition("/")[2] for member in source.getmembers() if member.isfile()}
    papers = {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert {name for name in packed if not name.startswith("mkdocs_genai/")} == papers
    package = ROOT / "mkdocs_genai"
    files = {file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    assert packed - papers == {file.relative_to(ROOT).as_posix() for file in files}


def test_the_index_would_take_both(distribution: Path) -> None:
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(distribution.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASSED") == 2


def test_what_the_package_exports_is_there_and_says_what_it_is() -> None:
    names = ["mkdocs_genai", *(module.name for module in pkgutil.walk_packages(mkdocs_genai.__path__, "mkdocs_genai."))]
    exported = []
    for module in map(importlib.import_module, names):
        assert module.__doc__, module.__name__
        for name in getattr(module, "__all__", ()):
            exported.append(name)
            value = getattr(module, name)
            # An alias of a type says in the source what it is.
            assert isinstance(value, str | GenericAlias) or inspect.getdoc(value), f"{module.__name__}.{name}"
    assert "__version__" in exported


def test_a_foreign_course_is_built_from_the_wheel(bare_python: Path, tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    done = run_mkdocs("build", "--strict", "-f", tmp_path / "mkdocs.yml", python=bare_python)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    built = Built(tmp_path / "site", [])
    assert [card["id"] for card in built.page("index.html").select(".genai-card")] == ["area_baking", "area_frying"]
    assert (built.site / "assets" / "genai" / "genai.css").is_file()
    assert dead_links(built.site) == []
