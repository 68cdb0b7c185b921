"""How long a preview takes to rebuild a site after an edit of one area, beside the same content by hand and no content.

    python -m tests.benchmarks.preview --pages 70

The processor's time of one rebuild in a process that goes on, as in `mkdocs serve`: the first build does not count.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from .sites import MAKES


def previewed(root: Path) -> Callable[[], float]:
    """Build a site as `mkdocs serve` begins. Gives what builds it once more, and says how long that takes."""
    file = str(root / "mkdocs.yml")
    site_dir = str(root / "site")
    config = load_config(file, site_dir=site_dir)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)

    def rebuild() -> float:
        start = time.process_time()
        build(load_config(file, site_dir=site_dir))
        return time.process_time() - start

    return rebuild


def edit(root: Path, number: int) -> None:
    """Change the title of an area, or of the page where there is none."""
    area, page = root / "registry" / "a0.yml", root / "docs" / "page0.md"
    file, mark = (area, "title: Page 0") if area.exists() else (page, "# Page 0")
    lines = file.read_text("utf-8").splitlines()
    lines[0] = f"{mark}, edited {number} times"
    file.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=70)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = {make: Path(folder, make) for make in ("empty", "hand", "genai")}
        for make, root in roots.items():
            MAKES[make](root, options.pages, 50)
        rebuilds = {make: previewed(root) for make, root in roots.items()}
        seconds: dict[str, list[float]] = {make: [] for make in roots}
        for number in range(options.rounds):
            for make, root in roots.items():
                edit(root, number)
                seconds[make].append(rebuilds[make]())
    medians = {make: statistics.median(found) for make, found in seconds.items()}
    ratios = {other: medians["genai"] / medians[other] for other in ("empty", "hand")}
    print(f"{options.pages} pages, an area is edited: rebuilt in {medians['genai']:.2f} s of the processor's time;")
    print(f"{ratios['hand']:.2f} times as long as the content by hand, {ratios['empty']:.2f} times as long as no content")


if __name__ == "__main__":
    main()
