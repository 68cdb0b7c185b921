"""Zensical as a process: a build, and a preview that derives its files again when the course changes."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from ...problems import CommandError, Problem, counted, report
from ...render.banner import render_banner
from .checked_course import CheckedCourse
from .derived_config import config_files
from .derived_files import DerivedFiles, ZensicalCourse
from .journal import Journal, Known
from .reloads import SCRIPT, Reloads
from .written_files import written_files

Say = Callable[[str], None]
"""Tells the author something."""
_OLDEST = (0, 0, 70)
"""Zensical's versions before publish the registry, since they do not know `exclude_docs`."""
_OFTEN = 0.2
"""Seconds from one look at the files to the next."""


def build(mkdocs_yml: Path, say: Say, *, strict: bool) -> int:
    """Build the site; gives Zensical's exit status. Raises CommandError where there is none, or a strict build has warnings.

    Where Zensical must not begin, the old site stays. What is wrong with pages is known when Zensical has converted them.
    """
    _need_zensical()
    course = ZensicalCourse(mkdocs_yml)
    checked, strict = course.checked, strict or course.settings.strict
    _say_left(course, say)
    if checked.errors or checked.unreadable or (strict and checked.warnings):
        _refuse(checked, say)
    before = checked.warnings
    _say_found(checked, before, say)
    status = _run(course, strict=strict)
    _say_found(checked, [warning for warning in checked.warnings if warning not in before], say)
    if status == 0:
        for line in written_files(checked).write(course.settings.site_dir):
            say(f"INFO    -  {line}")
        if strict and checked.warnings:
            raise CommandError(f"{_aborted(checked)}; the site has been built, and shows what is wrong")
    return status


def _run(course: ZensicalCourse, *, strict: bool) -> int:
    """Run Zensical, and then check what it has not written down; gives its exit status."""
    files = DerivedFiles(course.mkdocs_yml, "build")
    journal = Journal(course.checked.build.project.root, course.mkdocs_yml.stem)
    try:
        files.write(course, course.options(journal=journal.prepared()))
        status = subprocess.run(_command("build", files, ["--strict"] if strict else []), check=False).returncode  # noqa: S603
    finally:
        files.remove()
    known = journal.read()
    course.checked.check_pages(known)
    journal.keep(course.checked.found, known)
    return status


def serve(mkdocs_yml: Path, say: Say, address: str | None) -> int:
    """Preview the site until it is interrupted. Raises CommandError.

    Zensical ends at a page that it can't read, and is started again when a file changes. Should it end at the beginning, this
    ends, too, and gives its exit status.
    """
    _need_zensical()
    preview = _Preview(mkdocs_yml, say)
    try:
        preview.look()
        while (status := preview.run(["--dev-addr", address] if address else [])) is None:
            preview.await_change()
    finally:
        preview.files.remove()
    return status


class _Preview:
    """The course that a preview shows, and its files as they were when it was looked at last."""

    def __init__(self, mkdocs_yml: Path, say: Say) -> None:
        self.files = DerivedFiles(mkdocs_yml, "serve", [SCRIPT])
        self._mkdocs_yml = mkdocs_yml
        self._say = say
        self._course: ZensicalCourse | None = None
        """The course as it is now."""
        self._good: ZensicalCourse | None = None
        """The course with its last registry without errors."""
        self._seen: object = None
        self._found: Known = {}
        """What was found on pages when they were checked last."""
        self._said = ""
        self._reloads = Reloads()
        self._home_written = 0
        """When the site's home page was written, at the last look."""
        self._has_begun_again = False
        """Whether Zensical was started again since the last edit."""

    def run(self, options: Sequence[str]) -> int | None:
        """Run Zensical until it ends; gives its exit status, or None where that may be for an edit."""
        begun = self._seen
        process = subprocess.Popen(_command("serve", self.files, options))  # noqa: S603
        try:
            while (status := _ended(process)) is None:
                self.look_again()
        finally:
            process.terminate()
            process.wait()
        is_for_an_edit = self._has_begun_again or self._seen != begun or _snapshot(self._watched()) != begun
        return None if is_for_an_edit else status

    def await_change(self) -> None:
        """Wait until a file is another than when Zensical ended; but once after each edit it begins again at once.

        It ends, too, where a file is written into the site while it deletes the old one.
        """
        if not self._has_begun_again and self._course and not self._course.checked.unreadable:
            self._has_begun_again = True
            self._say("INFO    -  Zensical has ended, and begins again")
            return
        # Before anything is said, since an author may mend a file at once.
        begun = _snapshot(self._watched())
        self.look_again()
        self._say("INFO    -  Zensical has ended, and begins again when a file changes")
        while _snapshot(self._watched()) == begun:
            time.sleep(_OFTEN)
        self.look_again()

    def look(self) -> None:
        """Derive what Zensical is run with, from the course as it is now; what is wrong with it is said once.

        Raises CommandError for a mkdocs.yml that can't be used.
        """
        seen = _snapshot(self._watched()) if self._course else None
        self._course = course = ZensicalCourse(self._mkdocs_yml)
        self._has_begun_again = False
        if seen is None:  # since only now it is known where the course's files are
            seen = _snapshot(self._watched())
        shown, banner = course, ""
        if course.checked.errors:
            shown = self._good or course
            banner = render_banner(course.checked.build.renderer.templates, course.checked.errors, lambda message: None)
        else:
            self._good = course
        self.files.write(shown, shown.options(banner=str(banner)))
        self._seen = seen
        course.checked.check_pages(self._found)
        self._found = course.checked.found or self._found
        self._tell(course, f"the preview shows {'the last good version' if self._good else 'the valid part'} of it")
        self._written = written_files(shown.checked)

    def look_again(self) -> None:
        """See `look`, if a file has changed since; the files beside the pages are written once Zensical has made the site."""
        try:
            if _snapshot(self._watched()) != self._seen:
                self.look()
            if self._course and self._is_made(site_dir := self._course.settings.site_dir):
                if self._good:
                    self._written.write(site_dir)
                self._reloads.tell(site_dir)
        except (CommandError, OSError) as error:
            # A file may be gone while it is saved, and come back as it was.
            self._seen = None
            self._tell_once(f"WARNING -  {error}")

    def _is_made(self, site_dir: Path) -> bool:
        """Whether Zensical has finished the site for the present files: the home page is newer than they are, and unchanged
        since the last look. Zensical deletes the old site first, and fails if a file is written meanwhile."""
        before, self._home_written = self._home_written, _written_at(site_dir / "index.html")
        return before == self._home_written > _written_at(self.files.config)

    def _tell(self, course: ZensicalCourse, kept: str) -> None:
        found = [*course.checked.problems, *course.checked.unreadable]
        problems = [problem for problem in found if problem.severity != "info"]
        words = report(problems)
        if course.checked.errors:
            words = f"WARNING -  {counted(len(course.checked.errors), 'problem')} in the registry, so {kept}:\n\n{words}\n"
        self._tell_once(words)

    def _tell_once(self, words: str) -> None:
        if words != self._said:
            self._say(words or "INFO    -  no problems left in registry and pages")
        self._said = words

    def _watched(self) -> Iterable[Path]:
        yield from config_files(self._mkdocs_yml)
        if self._course:
            build = self._course.checked.build
            yield from (*build.project.registry_paths(), *build.loaded.files, *build.project.overrides)
            yield build.project.docs_dir or build.project.root


def _snapshot(paths: Iterable[Path]) -> object:
    """What changes when a file does, also within a second, or when one comes or goes."""
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        for folder, _, names in os.walk(path):
            for file in (folder, *(os.path.join(folder, name) for name in names)):
                found |= _stat(file)
        found |= _stat(str(path))
    return found


def _stat(file: str) -> dict[str, tuple[int, int]]:
    try:
        status = os.stat(file)
    except OSError:
        return {}
    return {file: (status.st_mtime_ns, status.st_size)}


def _written_at(file: Path) -> int:
    """A file's modification time; 0 where it is not there."""
    return next((time for time, _ in _stat(str(file)).values()), 0)


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """The exit status of a process, after a moment; None while it runs."""
    try:
        return process.wait(timeout=_OFTEN)
    except subprocess.TimeoutExpired:
        return None


def _command(name: str, files: DerivedFiles, options: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "zensical", name, "--config-file", str(files.config), *options]


def _need_zensical() -> None:
    if importlib.util.find_spec("zensical") is None:
        raise CommandError("Zensical is not installed; install it with: pip install zensical")
    installed = importlib.metadata.version("zensical")
    if tuple(map(int, re.findall(r"\d+", installed)[:3])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise CommandError(
            f"Zensical {installed} is too old, {oldest} is the oldest that works: pip install --upgrade zensical"
        )


def _say_left(course: ZensicalCourse, say: Say) -> None:
    if course.left:
        say(f"INFO    -  not run by Zensical: {', '.join(course.left)}")


def _say_found(checked: CheckedCourse, warnings: Iterable[Problem], say: Say) -> None:
    """Say warnings, and what is in English once pages have been checked."""
    for warning in warnings:
        say(f"WARNING -  {report([warning])}")
    if checked.in_english:
        say(f"INFO    -  {checked.in_english}")


def _refuse(checked: CheckedCourse, say: Say) -> NoReturn:
    """Say all that is wrong, and why Zensical does not begin. Raises CommandError."""
    checked.check_pages({})
    _say_found(checked, checked.warnings, say)
    why, found = _aborted(checked), ""
    if checked.errors:
        where = "" if checked.build.loaded.usable else " in the registry"
        why, found = f"{counted(len(checked.errors), 'problem')}{where}", f":\n\n{report(checked.errors)}"
    elif checked.unreadable:
        why, found = "Zensical can't read all pages", f":\n\n{report(checked.unreadable)}"
    raise CommandError(f"{why}, so nothing was built{found}")


def _aborted(checked: CheckedCourse) -> str:
    return f"aborted with {counted(len(checked.warnings), 'warning')} in strict mode"
