"""Broken registries, each with the exact report.

A case is a file in `broken/`: a small file tree, and after `--- report` what `mkdocs-genai check` says, with `--objectives` if
there is a file of this name. To write the reports
anew after a change of words, run `python -m tests.registry.test_broken`, and read every line of the difference.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from mkdocs_genai.codes import load_codes
from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.problems import report
from mkdocs_genai.project.languages import ONE_LANGUAGE, find_registry
from mkdocs_genai.project.mkdocs_yml import read_project
from mkdocs_genai.project.project import Project

CASES = sorted((Path(__file__).parent / "broken").glob("*.txt"))
SEPARATOR = "--- report\n"


def found_in(case: str, root: Path) -> str:
    """Write a case's files below `root`; gives the report."""
    for part in case.removeprefix("--- ").split("\n--- "):
        name, _, content = part.partition("\n")
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content + "\n" if content and not content.endswith("\n") else content, "utf-8")
    docs_dir = root / "docs"
    project = Project(root, find_registry(root, "", docs_dir, ONE_LANGUAGE), docs_dir, (root / "icons",), (root / "overrides",))
    if (mkdocs_yml := root / "mkdocs.yml").is_file():
        project = read_project(mkdocs_yml)
    return report(find_problems(project, objectives=(root / "objectives").is_file())) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_problem_is_reported_once_with_its_line(case: Path, tmp_path: Path) -> None:
    files, _, expected = case.read_text("utf-8").partition(SEPARATOR)
    assert found_in(files.rstrip("\n"), tmp_path) == expected


def test_each_code_of_the_registry_has_a_case() -> None:
    reported = {code for code in load_codes() for case in CASES if f"[{code}]" in case.read_text("utf-8")}
    # From GA060 on they are about pages, and tested elsewhere.
    assert {code for code in set(load_codes()) - reported if code < "GA060"} == set()


def write_reports(cases: Iterable[Path]) -> None:
    """Write the report of each case anew."""
    for case in cases:
        files = case.read_text("utf-8").partition(SEPARATOR)[0].rstrip("\n") + "\n"
        with tempfile.TemporaryDirectory() as folder:
            case.write_text(files + SEPARATOR + found_in(files.rstrip("\n"), Path(folder)), "utf-8")


if __name__ == "__main__":
    write_reports(CASES)
