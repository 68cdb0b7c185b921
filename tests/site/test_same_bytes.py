"""The same input gives the same bytes, and another word changes that word alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ..conftest import ROOT, SITE_URL, files_of, run_mkdocs, write_tree
from .course import COURSE, DIAGRAM


def test_two_builds_from_two_folders_give_the_same_bytes(tmp_path: Path) -> None:
    write_tree(tmp_path, COURSE + "--- docs/day.md\n# A day\n\n/// concept-diagram | baking/day\n///\n")
    registry = tmp_path / "docs" / "registry" / "baking.yml"
    registry.write_text(registry.read_text("utf-8") + DIAGRAM, "utf-8")
    (tmp_path / "elsewhere").mkdir()
    for name, cwd in (("one", tmp_path), ("two", tmp_path / "elsewhere")):
        # What the first build kept must not be what makes the second the same.
        shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        done = run_mkdocs("build", "-f", tmp_path / "mkdocs.yml", "-d", tmp_path / name, cwd=cwd)
        assert done.returncode == 0, done.stderr
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


@pytest.mark.slow
def test_a_word_of_the_registry_changes_that_word_of_the_course_site_and_nothing_else(
    project_site: Path, tmp_path: Path
) -> None:
    for name in ("docs", "overrides", "mkdocs_genai/starter", "tests/registry/broken", "tests/docs/broken", "tests/plugins"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    registry = tmp_path / "docs" / "registry" / "generative-ai.yml"
    text = registry.read_text("utf-8")
    assert text.count("Encode to a latent space") == 1
    registry.write_text(text.replace("Encode to a latent space", "Squeeze to a latent space"), "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = run_mkdocs("build", "--strict", "-f", tmp_path / "mkdocs.yml", cwd=elsewhere, SITE_URL=SITE_URL)
    assert done.returncode == 0, done.stderr
    before, after = files_of(project_site), files_of(tmp_path / "site")
    assert before["generative-ai/index.html"] != after["generative-ai/index.html"]
    old, new = b"Encode to a latent space", b"Squeeze to a latent space"
    assert {name: content.replace(old, new) for name, content in before.items()} == after
