"""What open pages of a preview are told of pages that were written."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from mkdocs_genai.hosts.zensical.reloads import Reloads

from ..conftest import write_tree

_SITE = """
--- index.html
Home
--- 404.html
Lost
--- baking/index.html
Baking
--- frying/fat.html
Fat
--- search.json
{}
"""
_LIST = Path("assets", "genai", "preview.json")


def written(file: Path, seconds: int) -> None:
    """Say that a file was written then."""
    os.utime(file, (seconds, seconds))


def told(site_dir: Path) -> dict[str, float]:
    """What open pages are told."""
    found: dict[str, float] = json.loads((site_dir / _LIST).read_text("utf-8"))
    return found


def test_pages_are_told_by_their_addresses_once_nothing_is_written_any_more(tmp_path: Path) -> None:
    write_tree(tmp_path, _SITE)
    reloads = Reloads()
    reloads.tell(tmp_path)
    written(tmp_path / "index.html", 61)
    reloads.tell(tmp_path)
    assert not (tmp_path / _LIST).exists()
    before = time.time() * 1000
    reloads.tell(tmp_path)
    assert set(told(tmp_path)) == {"", "404.html", "baking/", "frying/fat.html"}
    assert before <= min(told(tmp_path).values()) <= max(told(tmp_path).values()) <= time.time() * 1000


def test_what_is_told_is_written_once_and_after_a_change_tells_the_changed_page_alone(tmp_path: Path) -> None:
    write_tree(tmp_path, _SITE)
    reloads = Reloads()
    for _ in range(2):
        reloads.tell(tmp_path)
    first = told(tmp_path)
    (tmp_path / _LIST).unlink()
    reloads.tell(tmp_path)
    assert not (tmp_path / _LIST).exists()
    written(tmp_path / "baking" / "index.html", 70)
    for _ in range(2):
        reloads.tell(tmp_path)
    assert [address for address, whole in told(tmp_path).items() if whole != first[address]] == ["baking/"]


def test_a_page_that_is_gone_when_it_is_looked_at_is_left_out(tmp_path: Path) -> None:
    write_tree(tmp_path, _SITE)
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    reloads = Reloads()
    for _ in range(2):
        reloads.tell(tmp_path)
    assert "gone.html" not in told(tmp_path)
