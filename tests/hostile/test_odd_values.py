"""Numbers, days and texts that no author means, in cells of every type and in foreign rows: reported or shown, and no hang."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_genai.columns import COLUMN_TYPES

from .harness import no_hang, outcome_of, write_files

TYPES = tuple(COLUMN_TYPES)
VALUES = (
    "1e999999999", "-1E+99999", "9" * 5000, "0x" + "f" * 5000, "0b" + "1" * 20_000, "1" + "_0" * 3000,
    "1:" + "59:" * 3000 + "1",
    "9" * 350, "9" * 4000, f'"{"9" * 350}"', "!!timestamp x", "!!bool x", "!!int ''",
    ".nan", "-.INF", '"NaN"', '"Infinity"', f'"{"9" * 6000}"', "9999-99-99", "2025-02-30", "99999-01-01",
    "2001-12-14t21:59:43.10-25:99", r'"\ud800"', r'"\u202e\u2066"', r'"\ufffe\U0010ffff"', "[" * 90 + "]" * 90,
    "{a: " * 90 + "1" + "}" * 90,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:12])
def test_an_odd_value_is_reported_or_shown(tmp_path: Path, value: str) -> None:
    columns = ", ".join(f"c{number}: {{title: T, type: {kind}}}" for number, kind in enumerate(TYPES))
    cells = ", ".join(f"c{number}: {value}" for number in range(len(TYPES)))
    area = (
        f"title: {value}\nsummary: {value}\ncomparisons:\n"
        f"  t: {{title: T, as_of: {value}, columns: {{{columns}}}, rows: {{r: {{{cells}}}}}}}\n"
        f"  f: {{title: F, columns: {{{columns}}}, rows_from: {{file: rows.json}}}}\n"
    )
    rows = ", ".join(f'"c{number}": {value}' for number in range(len(TYPES)))
    files = {"docs/registry/a.yml": area.encode(), "docs/registry/rows.json": f"[{{{rows}}}]".encode()}
    write_files(files, tmp_path)
    with no_hang(files):
        found = outcome_of(tmp_path)
    assert all(len(str(problem)) < 2000 for problem in found.problems)
