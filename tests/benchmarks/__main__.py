"""Build each site in turn, several rounds in one run, and print each one's time beyond the empty site.

    python -m tests.benchmarks --pages 100 --rounds 5

No test asserts a time; the machine is noisy, and only ratios within one run mean something.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .sites import MAKES


def build(root: Path) -> tuple[float, int]:
    """Seconds and peak memory in kB of one build, in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(root / "mkdocs.yml"), "-d", str(root / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{root.name} does not build:\n{errors.decode()}")
    return seconds, int(usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="*", default=[10, 100])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--makes", nargs="*", default=list(MAKES), choices=list(MAKES))
    options = parser.parse_args()
    for pages in options.pages:
        with tempfile.TemporaryDirectory() as folder:
            roots = {make: Path(folder, make.replace(" ", "-").replace(",", "")) for make in ["empty", *options.makes]}
            for make, root in roots.items():
                MAKES[make](root, pages)
            runs: dict[str, list[tuple[float, int]]] = {make: [] for make in roots}
            for number in range(options.rounds):
                for make, root in roots.items():
                    print(f"\r{pages} pages, round {number + 1} of {options.rounds}: {make:24}", end="", file=sys.stderr)
                    runs[make].append(build(root))
            print(file=sys.stderr)
        report(pages, runs)


def report(pages: int, runs: dict[str, list[tuple[float, int]]]) -> None:
    """Print a table: seconds beyond the empty site, as a ratio to writing by hand, and memory beyond it."""
    seconds = {make: statistics.median(run[0] for run in found) for make, found in runs.items()}
    memory = {make: statistics.median(run[1] for run in found) for make, found in runs.items()}
    print(f"\n{pages} pages; the empty site takes {seconds['empty']:.2f} s")
    print(f"{'':24}{'seconds beyond':>16}{'ratio to by hand':>18}{'MB beyond':>12}")
    for make in seconds:
        if make == "empty":
            continue
        beyond = seconds[make] - seconds["empty"]
        hand = seconds.get("hand, cards alone" if "cards alone" in make else "hand")
        ratio = f"{beyond / (hand - seconds['empty']):.2f}" if hand else "-"
        print(f"{make:24}{beyond:>16.2f}{ratio:>18}{(memory[make] - memory['empty']) / 1024:>12.1f}")


if __name__ == "__main__":
    main()
