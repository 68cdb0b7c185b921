"""Writes when each page of a preview last changed, for `assets/genai-preview.js`, which reloads the open ones.

Zensical tells them itself, but only those that are connected, so a page that is just loading misses the news; and it knows the
times of files in whole seconds, so a browser that asks for a page that was written twice within one keeps the old one.
"""

from __future__ import annotations

import fnmatch
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

from ..copied_assets import FOLDER

SCRIPT = f"{FOLDER}/genai-preview.js"
_LIST = f"{FOLDER}/preview.json"


class Reloads:
    """What open pages have been told."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        """When each page was written, by its address, at the last look."""
        self._told: dict[str, int] = {}
        """The same, as it was told last."""
        self._whole: dict[str, float] = {}
        """Since when each page is known to be so, in milliseconds. What was loaded before may be older, or a part."""

    def tell(self, site_dir: Path) -> None:
        """Write down since when each page is as it is, once no page is being written any more. Raises OSError."""
        before, self._seen = self._seen, dict(_written(site_dir))
        if before == self._seen != self._told:
            now = time.time() * 1000
            self._whole = {
                address: self._whole[address] if self._told.get(address) == written else now
                for address, written in self._seen.items()
            }
            file = site_dir / _LIST
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(json.dumps(self._whole).encode())
            self._told = self._seen


def _written(site_dir: Path) -> Iterator[tuple[str, int]]:
    """The pages by their addresses below the site's, each with its modification time."""
    start = len(os.path.join(site_dir, ""))
    for folder, _, names in os.walk(site_dir):
        for name in fnmatch.filter(names, "*.html"):
            file = os.path.join(folder, name)
            try:
                written = os.stat(file).st_mtime_ns
            except FileNotFoundError:  # the site is being built again
                continue
            address = file[start:] if name != "index.html" else file[start : -len(name)]
            yield address.replace(os.sep, "/"), written
