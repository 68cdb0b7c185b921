"""The README, followed word by word as a new user does: the wheel, an empty folder, its commands and its files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from ..conftest import ENVIRONMENT, ROOT
from ..site.course import Built, dead_links

TEXT = (ROOT / "README.md").read_text("utf-8")
FENCES: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
FILES = dict(
    zip(re.findall(r"`(docs/[\w/.]+)`:", TEXT), [text for kind, text in FENCES if kind in ("yaml", "markdown")], strict=True)
)
EXAMPLE = re.findall(r"the (?:folder|file)\s+`(docs/first-area|docs/registry/first-area\.yml)`", TEXT)
"""What the README has the reader delete."""
SKIPPED = ("python3 -m venv ", ". ", "git clone ", "pip install ", "mkdocs serve")
"""What makes the environment, for which the tests have the wheel, and what has no end."""


@pytest.fixture(scope="module")
def course(bare_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built by the commands of the README, in their order, with its files in between."""
    folder = tmp_path_factory.mktemp("reader")
    for command in [line for kind, text in FENCES if kind == "sh" for line in text.splitlines()]:
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
            continue
        if command.startswith("mkdocs build"):
            for name, text in FILES.items():
                (folder / name).write_text(text, "utf-8")
            directory, file = EXAMPLE
            shutil.rmtree(folder / directory)
            (folder / file).unlink()
        if not command.startswith(SKIPPED):
            run(command, folder, bare_python)
    return folder


def run(command: str, folder: Path, python: Path) -> None:
    """Run a command of the README."""
    environment = ENVIRONMENT | {"PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_alone_leads_to_a_course_of_ones_own(course: Path) -> None:
    built = Built(course / "site", [])
    assert built.page("index.html").title.get_text() == "Kitchen school"  # type: ignore[union-attr]
    assert built.hrefs("index.html", "a.genai-card__link") == ["baking/"]
    page = built.page("baking/index.html")
    assert [card.get_text(strip=True) for card in page.select(".genai-card__title")] == ["Dough", "Sourdough"]
    assert len(page.select("table tbody tr")) == 2
    assert built.hrefs("baking/index.html", "article > p a") == ["./#topic_baking_dough"]
    assert dead_links(built.site) == []


def test_what_goes_in_is_a_part_of_what_the_pictures_show() -> None:
    gallery = yaml.safe_load((ROOT / "docs/snippets/gallery/docs/registry/baking.yml").read_text("utf-8"))
    ours = yaml.safe_load(FILES["docs/registry/baking.yml"])
    for topic_id, topic in ours["topics"].items():
        assert topic.items() <= gallery["topics"][topic_id].items()
    assert (
        {"baguette", "brioche"}
        == ours["comparisons"]["loaves"]["rows"].keys()
        < gallery["comparisons"]["loaves"]["rows"].keys()
    )


INSTRUCTIONS = [ROOT / "README.md", *sorted((ROOT / "docs/use").glob("*.md")), ROOT / "mkdocs_genai/starter/requirements.txt"]


@pytest.mark.parametrize("file", INSTRUCTIONS, ids=lambda file: file.name)
def test_whatever_installs_the_package_by_its_name_says_what_to_do_until_it_is_on_pypi(file: Path) -> None:
    text = re.sub(r'--8<-- "([\w./-]+)"', lambda named: _snippet(named[1]), file.read_text("utf-8"))
    if re.search(r'pip install "?mkdocs-genai\b|^mkdocs-genai\[', text, re.MULTILINE):
        assert re.search(r"not on\s+PyPI\s+yet", text)


def _snippet(name: str) -> str:
    path = ROOT / "docs/snippets" / name
    return path.read_text("utf-8") if path.is_file() else ""
