"""Tells a preview's browsers of pages once more than Zensical does.

Zensical announces a page while it is still writing it, so a browser may load an empty page. And it reaches only pages that are
connected, so a page that is just loading misses the news. This announces each page once more when it has been written.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

_LATER = 1_000_000_000
"""Nanoseconds after which a page is written and its browser is connected."""


class Reloads:
    """Which pages browsers have been told of."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}
        """The modification time of each page after that."""

    def tell(self, site_dir: Path) -> None:
        """Tell browsers of all pages that were written a second ago or earlier."""
        now = time.time_ns()
        for folder, _, names in os.walk(site_dir):
            for file in (os.path.join(folder, name) for name in names if name.endswith(".html")):
                try:
                    written = os.stat(file).st_mtime_ns
                    if written != self._told.get(file) and now - written > _LATER:
                        _write_first_byte(file)
                        self._told[file] = os.stat(file).st_mtime_ns
                except FileNotFoundError:  # the site is being built again
                    continue


def _write_first_byte(file: str) -> None:
    """Write a file's first byte, as it is: Zensical watches the site, but not files' times. The rest may be another by now."""
    with open(file, "r+b") as page:
        first = page.read(1)
        page.seek(0)
        page.write(first)
