"""Files that the plugin adds to a site are those of the last build where they are to be the same, and never anything else."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import run_mkdocs, write_tree
from .course import COURSE, Course
from .test_languages import tree

TABLE = "assets/genai/baking_flours.csv"
OURS = (TABLE, "assets/genai/baking_flours.json", "registry.json", "objects.inv", "llms.txt", "index.html.md")


def inodes(site: Path) -> dict[str, int]:
    return {name: (site / name).stat().st_ino for name in OURS}


def kept(root: Path) -> list[Path]:
    return sorted((root / ".cache/genai/site").glob("*.kept"))


def kept_of(course: Course, name: str) -> Path:
    """The second name of a file of the site."""
    (found,) = (path for path in kept(course.root) if path.samefile(course.root / "site" / name))
    return found


def test_what_comes_out_the_same_is_the_same_file(course: Course) -> None:
    first = inodes(course.build(COURSE).site)
    assert inodes(course.build().site) == first


def test_what_comes_out_differently_is_another_file_and_the_rest_is_not(course: Course) -> None:
    first = inodes(course.build(COURSE).site)
    course.registry.write_text(course.registry.read_text("utf-8").replace("type: 405", "type: 550"), "utf-8")
    site = course.build().site
    assert "550" in (site / TABLE).read_text("utf-8")
    changed = {name for name, inode in inodes(site).items() if inode != first[name]}
    assert changed == {TABLE, "assets/genai/baking_flours.json"}


def test_files_that_a_site_no_longer_has_are_forgotten(course: Course) -> None:
    course.build(COURSE)
    before = len(kept(course.root))
    mine = course.root / ".cache/genai/site/mine"
    mine.write_text("not the plugin's", "utf-8")
    (course.root / "docs/frying.md").unlink()
    course.registry.with_name("frying.yml").unlink()
    course.registry.write_text(course.registry.read_text("utf-8").replace("related: [frying]\n", ""), "utf-8")
    course.build()
    assert len(kept(course.root)) == before - 1
    assert mine.exists()


def test_each_language_keeps_its_own(tmp_path: Path) -> None:
    write_tree(tmp_path, tree("suffix"))
    found = []
    for _ in range(2):
        done = run_mkdocs("build", "-q", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        found.append({path.name: path.stat().st_ino for path in (tmp_path / "site").rglob("registry.json")})
        found.append({path.parent.name: path.stat().st_ino for path in (tmp_path / "site/de").rglob("*.md")})
    assert found[:2] == found[2:]
    assert found[1]


def test_a_site_that_is_changed_by_others_is_as_it_should_be_again(course: Course) -> None:
    site = course.build(COURSE).site
    good = (site / TABLE).read_bytes()
    with (site / TABLE).open("ab") as file:
        file.write(b"more")
    assert (course.build().site / TABLE).read_bytes() == good


def test_a_site_elsewhere_shares_no_file_with_this_one(course: Course) -> None:
    first = inodes(course.build(COURSE).site)
    for _ in range(2):
        done = run_mkdocs("build", "-q", "-f", course.config, "-d", course.root / "other")
        assert done.returncode == 0, done.stderr
        assert not first.items() & inodes(course.root / "other").items()


def test_no_file_that_is_there_is_written_into(course: Course) -> None:
    site = course.build(COURSE).site
    os.link(site / TABLE, course.root / "mine.csv")
    course.registry.write_text(course.registry.read_text("utf-8").replace("type: 405", "type: 550"), "utf-8")
    done = run_mkdocs("build", "--dirty", "-q", cwd=course.root)
    assert done.returncode == 0, done.stderr
    assert "550" in (site / TABLE).read_text("utf-8")
    assert "405" in (course.root / "mine.csv").read_text("utf-8")


def test_a_site_is_built_without_a_cache(course: Course) -> None:
    course.write(COURSE)
    (course.root / ".cache/genai").mkdir(parents=True)
    (course.root / ".cache/genai/site").write_text("a file", "utf-8")
    assert "405" in (course.build().site / TABLE).read_text("utf-8")


def test_files_may_be_read_by_whom_the_system_says_now(course: Course) -> None:
    before = os.umask(0o077)
    try:
        site = course.build(COURSE).site
        assert stat.S_IMODE((site / TABLE).stat().st_mode) == 0o600
        os.umask(0o022)
        site = course.build().site
        assert {stat.S_IMODE((site / name).stat().st_mode) for name in OURS} == {0o644}
    finally:
        os.umask(before)


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def _link_to_a_copy(path: Path) -> None:
    copy = path.rename(path.with_name("copy"))
    path.symlink_to(copy)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _other(path: Path) -> None:
    path.unlink()
    path.write_text("=cmd()", "utf-8")


@pytest.mark.parametrize("spoil", [_link, _link_to_a_copy, _pipe, _folder, _other, Path.unlink])
def test_whatever_is_in_the_cache_the_site_is_the_same(course: Course, spoil: Callable[[Path], None]) -> None:
    site = course.build(COURSE).site
    good = (site / TABLE).read_bytes()
    spoil(kept_of(course, TABLE))
    site = course.build().site
    assert stat.S_ISREG((site / TABLE).lstat().st_mode)
    assert (site / TABLE).read_bytes() == good


@pytest.mark.parametrize("name", [".cache", ".cache/genai", ".cache/genai/site"])
def test_nothing_outside_the_project_is_touched(course: Course, tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    outside = tmp_path_factory.mktemp("outside")
    course.build(COURSE)
    good = (course.root / name).rename(outside / "cache")
    (course.root / name).symlink_to(good)
    folder = good / (course.root / ".cache/genai/site").relative_to(course.root / name)
    (folder / "precious.kept").write_text("precious", "utf-8")
    before = {path.name: path.stat().st_ino for path in folder.iterdir()}
    site = course.build().site
    assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before
    assert (site / TABLE).stat().st_nlink == 1


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="no other disk is known")
def test_a_site_on_another_disk_is_built_all_the_same(course: Course) -> None:
    course.build(COURSE)
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        for _ in range(2):
            done = run_mkdocs("build", "-q", "-f", course.config, "-d", other)
            assert (done.returncode, done.stderr) == (0, "")
            assert Path(other, TABLE).read_bytes() == (course.root / "site" / TABLE).read_bytes()
