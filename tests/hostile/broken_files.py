"""Courses with one file that is none, or that can't be read; checked and built by a process that may not read everything.

Root reads everything, so the tests start this module without the capabilities that let it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from mkdocs_genai.hosts.plain import find_problems
from mkdocs_genai.problems import report
from mkdocs_genai.project.mkdocs_yml import read_project

from ..conftest import write_tree

COURSE = """
--- mkdocs.yml
site_name: X
theme: {name: material, font: false, custom_dir: overrides}
plugins: [genai]
--- docs/index.md
# Home

/// topic-cards | a
///
--- docs/registry/a.yml
title: A
page: index.md
topics: {x: {title: X, icon: leaf}}
comparisons: {t: {title: T, columns: {n: N}, rows_from: {file: rows.csv}}}
--- docs/registry/rows.csv
n
1
--- docs/registry/imports/o.json
{"version": 1, "course": {"title": "O"}, "areas": {}}
--- overrides/.icons/leaf.svg
<svg/>
--- overrides/genai/call-to-action.html
{{ title }}
"""
AREA, ROWS, IMPORT = "docs/registry/a.yml", "docs/registry/rows.csv", "docs/registry/imports/o.json"
PAGE, ICON, TEMPLATE = "docs/index.md", "overrides/.icons/leaf.svg", "overrides/genai/card.html"


def _locked(path: Path) -> None:
    path.touch()
    path.chmod(0)


def _locked_folder(path: Path) -> None:
    path.parent.chmod(0)


def _shut_folder(path: Path) -> None:
    path.parent.chmod(0o444)  # may be listed, and not looked into


def _loop(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _wide(path: Path) -> None:
    path.write_bytes("title: X\n".encode("utf-16"))


def _latin(path: Path) -> None:
    path.write_bytes(b"caf\xe9\n")


def _nul(path: Path) -> None:
    path.write_bytes(b"a\0b\n")


LOCKED = {
    ("docs/deep", 0): "docs/deep:1:1: can't be read: Permission denied [GA001]",
    ("docs/deep", 0o444): "docs/deep/page.md:1:1: ",
    ("docs", 0o444): "docs/registry:1:1: can't be read: Permission denied [GA001]",
    ("docs/.hidden", 0): "",
    ("overrides", 0): "overrides/genai:1:1: can't be read: Permission denied [GA001]",
}
"""What is said of a locked folder, by its mode; nothing if the site lacks nothing without it."""
SPOILS: tuple[Callable[[Path], None], ...] = (_locked, _locked_folder, _shut_folder, _loop, _pipe, _folder, _wide, _latin, _nul)
FILES = (AREA, ROWS, IMPORT, PAGE, ICON, TEMPLATE)


def outcomes(root: Path) -> dict[str, tuple[str, str]]:
    """What is reported, and how the build ends, for each file that is spoiled in each way, and each folder."""
    found: dict[str, tuple[str, str]] = {}
    for file in FILES:
        for spoil in SPOILS:
            name = f"{file} {spoil.__name__.strip('_')}"
            folder = root / name.replace("/", "-")
            write_tree(folder, COURSE)
            spoil(folder / file)
            found[name] = reported(folder), built(folder)
            (folder / file).parent.chmod(0o755)
    for locked, mode in LOCKED:
        folder = root / f"{locked.replace('/', '-')}-{mode}"
        plain = COURSE.replace("topics: {x: {title: X, icon: leaf}}", "")
        write_tree(folder, plain + "--- docs/deep/page.md\n# Page\n--- docs/.hidden/page.md\n# Page\n")
        (folder / locked).chmod(mode)
        found[f"{locked} {mode}"] = reported(folder), built(folder)
        (folder / locked).chmod(0o755)
    return found


def reported(folder: Path) -> str:
    """What a check of a course reports."""
    try:
        return report(find_problems(read_project(folder / "mkdocs.yml")))
    except Exception:  # noqa: BLE001 - whatever it is, the test shows it
        return traceback.format_exc()


def built(folder: Path) -> str:
    """How the build of a course ends."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except (MkDocsException, Abort):
        return "\n".join(said)
    except Exception:  # noqa: BLE001 - as above
        return traceback.format_exc()
    finally:
        logging.getLogger("mkdocs").removeHandler(handler)
    return "built"


if __name__ == "__main__":
    json.dump(outcomes(Path(sys.argv[1])), sys.stdout)
