"""Which pages of a preview browsers are told of once more."""

from __future__ import annotations

import os
import time
from pathlib import Path

from mkdocs_genai.hosts.zensical.reloads import Reloads


def page(folder: Path, name: str, text: str, age: int) -> Path:
    """A page that was written some seconds ago."""
    file = folder / name
    file.write_text(text, "utf-8")
    then = time.time_ns() - age * 1_000_000_000
    os.utime(file, ns=(then, then))
    return file


def test_a_page_is_written_again_once_as_it_is(tmp_path: Path) -> None:
    file, empty = page(tmp_path, "index.html", "<p>Ä</p>", 5), page(tmp_path, "empty.html", "", 5)
    before = file.stat().st_mtime_ns
    reloads = Reloads()
    reloads.tell(tmp_path)
    told = file.stat().st_mtime_ns
    assert told > before
    reloads.tell(tmp_path)
    assert file.stat().st_mtime_ns == told
    assert (file.read_text("utf-8"), empty.read_text("utf-8")) == ("<p>Ä</p>", "")
    page(tmp_path, "index.html", "<p>B</p>", 3)
    reloads.tell(tmp_path)
    assert file.stat().st_mtime_ns > told


def test_what_was_written_just_now_what_is_no_page_and_what_is_gone_is_left_alone(tmp_path: Path) -> None:
    files = [page(tmp_path, "index.html", "<p>A</p>", -60), page(tmp_path, "search.json", "{}", 60)]
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    before = [file.stat().st_mtime_ns for file in files]
    Reloads().tell(tmp_path)
    assert [file.stat().st_mtime_ns for file in files] == before
