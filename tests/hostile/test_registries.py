"""Generated registries and pages: whatever they say, it is reported or shown, and never hangs, fails or runs."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

from . import strategies
from .harness import Files, no_hang, outcome_of, unsafe_parts, write_files

pytestmark = pytest.mark.slow

# The same examples in every run, so that a red test is the change's own fault. `make fuzz` looks for new ones.
settings.register_profile("same", derandomize=True, max_examples=60, database=None)
settings.register_profile("fuzz", max_examples=1500, print_blob=True)
LOOK = settings(
    settings.get_profile(os.environ.get("HYPOTHESIS_PROFILE", "same")),
    deadline=None,  # `no_hang` stops what takes long
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

KNOWN = b"""title: A
page: index.md
topics: {t: {title: T, tags: [x]}}
comparisons:
  t:
    title: T
    columns: {name: Name, year: {title: Year, type: year}, best: {title: Best, type: rating}}
    rows: {r: {name: R, year: 2017, best: 3}, s: {name: S, best: 4}}
diagrams: {d: {title: D, nodes: {a: A, b: B}, edges: [a --> b]}}
"""

SHARED_PAGE = {
    "docs/registry/a.yml": b"title: A\ntopics: {t: {title: T, summary: S, page: shared.md}, u: {title: U, summary: S}}\n",
    "docs/registry/b.yml": b"title: B\npage: shared.md\n",
    "docs/index.md": b"# Home\n",
}
"""Two entries claim one page: an area and another area's topic."""


def look_at(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_files(files, Path(folder))
        with no_hang(files):
            outcome = outcome_of(Path(folder))
    assert unsafe_parts(outcome.html) == []
    assert all(len(str(problem)) < 5000 for problem in outcome.problems)


@LOOK
@example(SHARED_PAGE)
@given(strategies.registries())
def test_any_registry_is_reported_and_shown(files: Files) -> None:
    look_at(files)


@LOOK
@given(strategies.mutations())
def test_a_real_registry_with_something_broken_is_reported_and_shown(files: Files) -> None:
    look_at(files)


@LOOK
@given(strategies.pages())
def test_any_page_of_blocks_is_reported_and_shown(page: str) -> None:
    look_at({"docs/registry/a.yml": KNOWN, "docs/index.md": page.encode("utf-8", "replace")})
