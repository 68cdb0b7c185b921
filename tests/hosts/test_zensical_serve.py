"""`mkdocs-genai zensical serve`: it shows each edit, and nothing that an author writes ends it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mkdocs_genai.hosts.zensical import process

from ..conftest import files_of, write_tree
from .zensical import COMMAND, TREE, running, zensical

CARD = '<a class="genai-card__link" href="'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_tree(tmp_path, TREE)
    return tmp_path


def title(name: str) -> str:
    """What the home page has when the area has this title."""
    return f">{name}</a>"


@pytest.mark.slow
def test_it_survives_twenty_rounds_of_breaking_and_mending(root: Path) -> None:
    registry = root / "docs" / "registry" / "baking.yml"
    good = registry.read_text("utf-8")
    with running(root) as preview:
        preview.until_page(title("Baking"))
        preview.until_page("405", "assets/genai/baking_flours.json")
        for number in range(20):
            # Broken: the last good registry, below a banner; two edits at once; mended; gone and back.
            registry.write_text(good.replace("title: Baking", f"titel: Bread {number}", 1), "utf-8")
            preview.until_page("genai-banner")
            assert CARD in preview.page()
            registry.write_text(good.replace("title: Baking", f"title: Early {number}", 1), "utf-8")
            registry.write_text(good.replace("title: Baking", f"title: Bread {number}", 1), "utf-8")
            preview.until_page(title(f"Bread {number}"))
            assert "genai-banner" not in preview.page()
            if number % 4 == 0:
                registry.unlink()
                preview.until(lambda: title("Bread") not in preview.page() or "genai-banner" in preview.page(), "the end of it")
        registry.write_text(good, "utf-8")
        preview.until(lambda: "no problems left in registry and pages" in "".join(preview.said), "the end of problems")
        said = "".join(preview.said)
        assert "so the preview shows the last good version of it:\n\ndocs/registry/baking.yml:1:1: titel" in said
    assert {path.name for path in root.iterdir()} == {".cache", "docs", "mkdocs.yml", "site"}


def test_a_new_page_and_a_changed_mkdocs_yml_are_shown(root: Path) -> None:
    registry, config = root / "docs" / "registry" / "baking.yml", root / "mkdocs.yml"
    with running(root) as preview:
        preview.until_page(title("Baking"))
        registry.write_text(
            registry.read_text("utf-8").replace("cakes: {title: Cakes}", "cakes: {title: Cakes, page: cakes.md}"), "utf-8"
        )
        preview.until_page("genai-banner")
        (root / "docs" / "cakes.md").write_text("# Cakes\n\n/// topic-cards\n///\n", "utf-8")
        preview.until_page("genai-topic-header", "cakes/")
        preview.until_page('href="../cakes/"', "baking/")
        good = config.read_text("utf-8")
        config.write_text("site_name: [", "utf-8")
        preview.until(lambda: "is not valid YAML" in "".join(preview.said), "what is wrong with mkdocs.yml")
        config.write_text(good.replace("site_name: Kitchen school", "site_name: Another school"), "utf-8")
        preview.until_page("Another school")


def test_a_registry_that_is_broken_from_the_beginning_is_shown_as_far_as_it_is_valid(root: Path) -> None:
    registry = root / "docs" / "registry" / "baking.yml"
    good = registry.read_text("utf-8")
    registry.write_text(good.replace("title: Baking", "titel: Baking", 1), "utf-8")
    with running(root) as preview:
        preview.until_page("genai-banner")
        preview.until_page(title("Frying"))
        registry.write_text(good, "utf-8")
        preview.until_page(title("Baking"))
        assert "so the preview shows the valid part of it" in "".join(preview.said)


def test_it_begins_again_after_a_page_at_which_zensical_ends(root: Path) -> None:
    odd = root / "docs" / "odd.md"
    with running(root) as preview:
        preview.until_page(title("Baking"))
        odd.write_text("---\ntitle: [\n---\n# Odd\n", "utf-8")
        preview.until(lambda: "begins again when a file changes" in "".join(preview.said), "the end of Zensical")
        odd.write_text("---\ntitle: Even\n---\n# Odd\n", "utf-8")
        preview.until_page("Even", "odd/")
        assert "the front matter is not valid YAML, and Zensical can't read it" in "".join(preview.said)


def test_a_fault_in_a_page_and_one_in_the_nav_are_said(root: Path) -> None:
    config = root / "mkdocs.yml"
    with running(root) as preview:
        preview.until_page(title("Baking"))
        (root / "docs" / "frying.md").write_text("# Frying\n\n/// topic-cards | bakin\n///\n", "utf-8")
        config.write_text(config.read_text("utf-8").replace("area:*", "area:bakin"), "utf-8")
        preview.until(lambda: "docs/frying.md:3:1: " in "".join(preview.said), "the fault")
        preview.until_page("genai-fault", "frying/")
        preview.until(lambda: "there is no area 'bakin'" in "".join(preview.said), "the fault of the nav")


def test_zensical_begins_again_once_after_it_has_ended_without_an_edit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_command", lambda *arguments: [sys.executable, "-c", "raise SystemExit(3)"])
    said: list[str] = []
    preview = process._Preview(root / "mkdocs.yml", said.append)
    preview.look()
    assert preview.run([]) == 3
    preview.await_change()
    assert said[-1] == "INFO    -  Zensical has ended, and begins again"
    assert preview.run([]) is None
    preview.files.remove()


def test_a_mkdocs_yml_that_is_gone_for_a_moment_is_said_and_the_preview_goes_on(root: Path) -> None:
    said: list[str] = []
    preview = process._Preview(root / "mkdocs.yml", said.append)
    preview.look()
    aside = (root / "mkdocs.yml").rename(root / "aside.yml")
    preview.look_again()
    assert said[-1].startswith("WARNING -  ")
    assert "mkdocs.yml" in said[-1]
    aside.rename(root / "mkdocs.yml")
    preview.look_again()
    assert said[-1] == "INFO    -  no problems left in registry and pages"
    preview.files.remove()


def test_the_files_beside_the_pages_are_written_when_zensical_has_made_the_site(root: Path) -> None:
    preview = process._Preview(root / "mkdocs.yml", lambda words: None)
    preview.look()
    home = root / "site" / "index.html"
    home.parent.mkdir(exist_ok=True)
    home.write_text("made", "utf-8")
    later = time.time() + 10
    os.utime(home, (later, later))
    for is_written in (False, True):  # only once the home page is as it was at the last look
        preview.look_again()
        assert (root / "site" / "registry.json").is_file() == is_written
    preview.files.remove()


def test_it_ends_with_zensical(root: Path) -> None:
    done = zensical(root, "serve", "--dev-addr", "no such address")
    assert done.returncode != 0
    assert ".genai-zensical-serve.yml" not in files_of(root)


def test_a_mkdocs_yml_that_can_not_be_read_is_said_at_the_beginning(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [", "utf-8")
    done = subprocess.run([*COMMAND, "serve", "-f", str(root / "mkdocs.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is not valid YAML" in done.stderr
