"""How long a large registry takes to load and check, beside what PyYAML's C parser takes to compose it.

python -m tests.benchmarks.load --entries 10000
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import yaml

from mkdocs_genai.hosts.plain import plain_build
from mkdocs_genai.project.project import Project


def write(root: Path, entries: int, areas: int) -> None:
    """Write a registry of so many topics and rows, half of each, in so many files."""
    registry = root / "docs" / "registry"
    registry.mkdir(parents=True)
    for area in range(areas):
        lines = [f"title: Area {area}", "topics:"]
        for number in range(entries // areas // 2):
            summary = f'"What *topic* {number} is about, with `code`."'
            url = f"https://example.org/{number}"
            lines.append(f"  t{number}:\n    title: Topic {number}\n    summary: {summary}\n    tags: [a, b]\n    url: {url}")
        lines += [
            "comparisons:",
            "  c:",
            "    title: T",
            "    columns: {name: Name, how: How, since: {title: Since, type: year}}",
        ]
        lines.append("    rows:")
        for number in range(entries // areas // 2):
            lines.append(f'      r{number}: {{name: Row {number}, how: "It **works**", since: {1980 + number % 40}}}')
        (registry / f"a{area}.yml").write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=10_000)
    options = parser.parse_args()
    for areas in (1, 100):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            write(root, options.entries, areas)
            start = time.process_time()
            for file in sorted((root / "docs" / "registry").iterdir()):
                yaml.compose(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
            composed = time.process_time()
            project = Project(root, root / "docs" / "registry", root / "docs")
            loaded = plain_build(project).loaded
            done = time.process_time()
            assert not loaded.problems
        print(
            f"{options.entries:,} topics and rows in {areas} file(s): composed in {composed - start:.2f} s,"
            f" loaded and checked in {done - composed:.2f} s"
        )


if __name__ == "__main__":
    main()
