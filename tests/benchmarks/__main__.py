"""Build each site in turn, several rounds in one run, and print each one's time beyond the empty site.

    python -m tests.benchmarks --pages 70    # a few minutes; 1,000 pages take far longer
    python -m tests.benchmarks --docs    # writes the picture of docs/use/costs.md as well

Every build is cold: a process of its own, and nothing is kept from one to the next. Two figures: the seconds that an author
waits, and the processor's time, which other work on the machine disturbs less. No test asserts a time; the machine is noisy,
and only ratios within one run mean something. What each make does is said in `sites`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from .report import OFTEN, SMALL, Row, printed, write_docs
from .sites import CARDS, MAKES, ROWS

_NOISE = 0.05
"""Seconds of a difference that is too small to be divided by."""

_MEMORY = Path("/dev/shm")
_PER_PAGE = 400_000
"""So many bytes the page of a large site has at most; most of them are Material's navigation."""


class Run(NamedTuple):
    """What one build, in a process of its own, took: seconds of the clock and of the processor, and MB at its peak."""

    clock: float
    processor: float
    memory: float


def build(root: Path) -> Run:
    """Build a site. Ends the benchmark when it does not build."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml"), "-d", str(root / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    # All the others are compiled, as pip does with what it installs.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    if status:
        sys.exit(f"{root.name} does not build:\n{errors.decode()}")
    return Run(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def place(pages: int, makes: int) -> Path:
    """Where sites are built by default: in memory, if there is twice the room that they need.

    A disk takes the time of whoever runs just then, to write what others wrote and to find room that others left. That was up
    to 0.3 seconds of a build of 100 pages, another one each time.
    """
    needed = 2 * (pages + 50) * _PER_PAGE * (makes + 1)
    roomy = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > needed
    return _MEMORY if roomy else Path(tempfile.gettempdir())


def measure(makes: list[str], pages: int, rows: int, rounds: int, where: Path) -> list[Row]:
    """Build all makes in turn, and then again; small sites more often, where a machine that is busy for a moment shows most."""
    rounds *= OFTEN if pages <= SMALL else 1
    with tempfile.TemporaryDirectory(dir=where) as folder:
        roots = {make: Path(folder, make.replace(" ", "-").replace(",", "")) for make in ["empty", *makes]}
        for make, root in roots.items():
            MAKES[make](root, pages, rows)
        runs: dict[str, list[Run]] = {make: [] for make in roots}
        for number in range(rounds):
            for make, root in roots.items():
                print(f"\r{pages} pages, round {number + 1} of {rounds}: {make:24}", end="", file=sys.stderr)
                runs[make].append(build(root))
        print(file=sys.stderr)
    # Each against the empty site of its own round, since a machine is not equally busy all the time.
    beyond = {
        make: Run(*(statistics.median(pair) for pair in zip(*(map(_minus, found, runs["empty"])), strict=True)))
        for make, found in runs.items()
    }
    found = []
    for make in makes:
        _, comma, variant = make.partition(",")
        hand = beyond.get(f"hand{comma}{variant}")
        ratios: tuple[float | None, float | None] = (None, None)
        if hand and min(hand.clock, hand.processor) > _NOISE:
            ratios = (beyond[make].clock / hand.clock, beyond[make].processor / hand.processor)
        found.append(Row(pages, rows, make, *beyond[make], *ratios))
    return found


def _minus(run: Run, empty: Run) -> Run:
    return Run(*(mine - its for mine, its in zip(run, empty, strict=True)))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 70, 1000])
    parser.add_argument("--rows", type=int, default=ROWS, help=f"of each page's table, beside its {CARDS} cards")
    parser.add_argument("--rounds", type=int, default=5, help=f"{OFTEN} times as many up to {SMALL} pages")
    parser.add_argument("--makes", nargs="*", default=[make for make in MAKES if make != "empty"], choices=list(MAKES))
    parser.add_argument("--folder", type=Path, help="where to build; in memory, if there is room, else on disk")
    parser.add_argument("--docs", action="store_true", help="write the picture of the docs")
    options = parser.parse_args()
    if options.folder and not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    where = options.folder or place(max(options.pages, default=1), len(options.makes))
    print(f"Sites are built in {where}", file=sys.stderr)
    found: list[Row] = []
    for pages in options.pages:
        found += measure(options.makes, pages, options.rows, options.rounds, where)
        print(printed(found[-len(options.makes) :]))
    with_tables = ["hand", "genai", "macros", "table-reader"]
    found += (long := measure(with_tables, 1, 5000, options.rounds, where))
    print(printed(long))
    if options.docs:
        write_docs(found, options.rounds, in_memory=where == _MEMORY)


if __name__ == "__main__":
    main()
