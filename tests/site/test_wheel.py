"""The package as other courses get it: a wheel, in an environment that has Material and nothing of this checkout."""

from __future__ import annotations

import zipfile
from pathlib import Path

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


def test_a_foreign_course_is_built_from_the_wheel(bare_python: Path, tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE)
    done = run_mkdocs("build", "--strict", "-f", tmp_path / "mkdocs.yml", python=bare_python)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    built = Built(tmp_path / "site", [])
    assert [card["id"] for card in built.page("index.html").select(".genai-card")] == ["area_baking", "area_frying"]
    assert (built.site / "assets" / "genai" / "genai.css").is_file()
    assert dead_links(built.site) == []
