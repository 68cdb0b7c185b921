"""A course under Zensical, as its author has it in a terminal."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..conftest import COUNTED, ENVIRONMENT
from ..serve.running import free_address
from ..site.course import COURSE, DIAGRAM

COMMAND = (sys.executable, "-c", "from mkdocs_genai.cli import main; main()", "zensical")
PLUGINS = "plugins: [search, {genai: {llms: true}}]\n"
SETTINGS = "site_url: https://example.org/\nnav: [index.md, 'area:*']\n"
_HEAD, _, _REST = COURSE.replace("plugins: [genai]\n", PLUGINS + SETTINGS).partition("--- docs/registry/frying.yml")
_DRAWN = "--- docs/drawn.md\n# Drawn\n\n/// concept-diagram | baking/day\n///\n"
TREE = f"{_HEAD}{DIAGRAM.strip()}\n--- docs/registry/frying.yml{_REST}{_DRAWN}"
"""A course with tables, a diagram and a nav out of the registry, and no line for Zensical."""
PATIENCE = 60
"""Seconds after which something counts as not happening, on a busy machine."""


def zensical(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs-genai zensical`."""
    named = () if "-f" in arguments else ("-f", str(root / "mkdocs.yml"))
    command = [*COMMAND, *arguments, *named]
    return subprocess.run(command, env=ENVIRONMENT | COUNTED | variables, capture_output=True, text=True, check=False)


@dataclass(frozen=True)
class Running:
    """A preview: its address, which ends with a slash, and what it has said so far."""

    url: str
    said: list[str]
    process: subprocess.Popen[str]

    def page(self, name: str = "") -> str:
        """A page's HTML; empty while it can't be had."""
        try:
            with urllib.request.urlopen(self.url + name, timeout=10) as response:
                text: str = response.read().decode()
                return text
        except (urllib.error.URLError, ConnectionError):
            return ""

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; fails if it never does, or if the preview ends."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.process.poll() is None, f"the preview died:\n{''.join(self.said)}"
            assert time.monotonic() < end, f"{what} never came:\n{''.join(self.said)}"
            threading.Event().wait(0.05)

    def until_page(self, words: str, name: str = "") -> None:
        """Wait until a page has some words."""
        self.until(lambda: words in self.page(name), f"'{words}' on the page '{name}'")


@contextmanager
def running(root: Path, *options: str) -> Iterator[Running]:
    """Preview a course until the block ends."""
    address = free_address()
    command = [*COMMAND, "serve", "-f", str(root / "mkdocs.yml"), "--dev-addr", address, *options]
    said: list[str] = []

    def listen(output: IO[str]) -> None:
        said.extend(output)

    with subprocess.Popen(
        command, env=ENVIRONMENT | COUNTED, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        listener = threading.Thread(target=listen, args=[process.stdout])
        listener.start()
        try:
            yield Running(f"http://{address}/", said, process)
            assert process.poll() is None, f"the preview died:\n{''.join(said)}"
        finally:
            process.terminate()
            listener.join()
    # Zensical's own tracebacks have no line of ours.
    assert not [line for line in said if "/mkdocs_genai/" in line], "".join(said)
