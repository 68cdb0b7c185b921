"""Problems in pages and registries, one a case, for the pages of codes; each has the exact report, as in `registry/broken/`.

To write the reports anew after a change of words, run `python -m tests.docs.test_faults`, and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_genai.codes import load_codes

from ..registry.test_broken import CASES, SEPARATOR, found_in, write_reports

PAGES = sorted((Path(__file__).parent / "broken").glob("*.txt"))


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.stem)
def test_every_fault_is_reported_once_with_its_line(case: Path, tmp_path: Path) -> None:
    files, _, expected = case.read_text("utf-8").partition(SEPARATOR)
    assert found_in(files.rstrip("\n"), tmp_path) == expected


def test_each_code_has_an_example() -> None:
    reports = [case.read_text("utf-8") for case in [*CASES, *PAGES]]
    without = {code for code in load_codes() if not any(f"[{code}]" in report for report in reports)}
    # No diagram is known that the registry accepts and Mermaid can't lay out.
    assert without == {"GA067", "GA069"}  # a notebook is not looked into without a build


if __name__ == "__main__":
    write_reports(PAGES)
