"""Text files as they are on disk: their names, and their content, read whole and as UTF-8.

Not in here: what the text means (`yaml_file`, `data_files`, `imported`).
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from ..problems import Position, Problem

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_TRIES = 3
NON_BLOCKING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opens a file in binary mode, without waiting if it has just become a pipe; not every system has both flags."""


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a symbolic link leads from a path in a folder out of that folder."""
    # Not Path.resolve, which raises for circular links.
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def path_from_here(file: Path) -> str:
    """A file as problems name it: relative to where the command runs, with forward slashes on every system."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_absolute() and file.is_relative_to(here) else file).as_posix()


def display_path(file: Path, root: Path) -> str:
    """A file's path relative to `root`, with forward slashes; the whole path if it is on another drive of Windows."""
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        pass
    try:
        return Path(os.path.relpath(file, root)).as_posix()
    except ValueError:
        return file.as_posix()


def has_file(folder: Path, path: str) -> bool:
    """Whether a folder has a file at a path, in exactly this spelling.

    Windows and macOS also find `Soil.md` by the name `soil.md`. Most web servers and Linux, where sites are published, do not.
    """
    if not os.path.isfile(folder / path):
        return False
    if path.swapcase() == path or not os.path.isfile(folder / path.swapcase()):
        return True  # the file system tells upper from lower case
    for part in Path(path).parts:
        _, folders, files = next(os.walk(folder), ("", [], []))
        if part != ".." and part not in (*folders, *files):
            return False
        folder /= part
    return True


def is_utf8(name: str) -> bool:
    """Whether a file's name is UTF-8. If it is not, Python represents it with surrogates, which can't be written."""
    return not _LONE_SURROGATE.search(name)


def misnamed(shown: str) -> Problem | None:
    """The problem of a page or registry file whose name can't be part of a URL."""
    return None if is_utf8(shown) else Problem(Position(shown), "", "has a name that is not UTF-8 text; rename it", "GA001")


def read_text(path: Path, shown: str) -> str | Problem:
    """The text of a UTF-8 file with the line ends of Unix, or why there is none; `shown` is the file's name in problems."""
    content = read_bytes(path, shown)
    if isinstance(content, Problem):
        return content
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return with_unix_line_ends(content.decode())
    except UnicodeDecodeError as error:
        return not_utf8(content, error, shown, "save it as UTF-8")


def read_bytes(path: Path, shown: str) -> bytes | Problem:
    """A file's content at one point in time, or why it can't be read."""
    try:
        # Reading a pipe or device would block the build forever.
        if not path.is_file():
            return _unread(shown, "is not a file" if path.exists() else "there is no such file")
        content = _content(path)
    except OSError as error:
        return _unread(shown, f"can't be read: {error.strerror or error}")
    if content is None:
        return _unread(shown, "changed while it was read; try again when it has been written completely")
    return content


def with_unix_line_ends(text: str) -> str:
    """A text in which each line ends with a line feed alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def not_utf8(content: bytes, error: UnicodeDecodeError, shown: str, cure: str) -> Problem:
    """The problem of a file that is not UTF-8."""
    line = content[: error.start].count(b"\n") + 1
    return Problem(
        Position(shown, line), "", f"is not UTF-8 text (byte 0x{content[error.start]:02x} on line {line}); {cure}", "GA006"
    )


def _unread(shown: str, message: str) -> Problem:
    return Problem(Position(shown), "", message, "GA001")


def _content(path: Path) -> bytes | None:
    """A file's content at one point in time, or None if it keeps changing or is no longer a file. Raises OSError."""
    for _ in range(_TRIES):
        with os.fdopen(os.open(path, os.O_RDONLY | NON_BLOCKING), "rb") as file:
            before = os.fstat(file.fileno())
            content = file.read(before.st_size) if stat.S_ISREG(before.st_mode) else None
            after = os.fstat(file.fileno())
        if content is None:
            return None
        if len(content) == before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return content
    return None
