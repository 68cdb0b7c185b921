"""Writes files into a project: atomically, and never through a symbolic link; checks first what a command may write."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ..identifiers import is_id, is_reserved
from ..problems import CommandError
from ..registry.text_files import leads_out
from .layer_paths import own_layer
from .project import Project


def check_file_name(name: str, kind: str) -> None:
    """Raise CommandError for a name that a registry's file can't have; `kind` is what it is called, such as `id`."""
    if not is_id(name):
        raise CommandError(f"'{name}' is not a valid {kind}: use only lower-case letters, digits and hyphens")
    if is_reserved(name):
        raise CommandError(f"'{name}' can't be the name of a file on Windows; choose another {kind}")


def check_own_layer(project: Project, cure: str) -> None:
    """Raise CommandError where no layer of the registry is the author's own, to write into."""
    if own_layer(project.all_layers) is None:
        raise CommandError(f"all layers of the registry are packages; {cure}")


def write_file(file: Path, content: str, folders: Sequence[Path]) -> None:
    """Write a file of a project; see `check_writable` for `folders`. Raises OSError, which names the file.

    The content is written to a temporary file that is then moved, so that no file is left half written.
    """
    check_writable(file, folders)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".unfinished-") as folder:
            beside = Path(folder, file.name)
            beside.write_bytes(content.encode())
            if file.exists():
                shutil.copymode(file, beside)
            beside.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error


def write_files(files: Mapping[Path, str], folders: Sequence[Path]) -> Callable[[], None]:
    """Write all of these files, or leave everything as it was; gives a function that undoes it. Raises OSError.

    See `check_writable` for `folders`.
    """
    before = {file: file.read_bytes() if file.is_file() else None for file in files}
    made = {folder for file in files for folder in _missing_folders(file)}

    def take_back() -> None:
        for file, content in before.items():
            if content is not None:
                file.write_bytes(content)
            else:
                file.unlink(missing_ok=True)
        for folder in sorted(made, reverse=True):
            if folder.is_dir():
                folder.rmdir()

    for file, content in files.items():
        try:
            write_file(file, content, folders)
        except OSError:
            before = {written: before[written] for written in list(files)[: list(files).index(file)]}
            take_back()
            raise
    return take_back


def _missing_folders(file: Path) -> Iterator[Path]:
    """The folders that have to be made for a file."""
    for folder in file.parents:
        if os.path.lexists(folder):
            return
        yield folder


def check_writable(file: Path, folders: Sequence[Path]) -> None:
    """Raise OSError if a file must not be written, because of what is at its path.

    `folders` are the folders in which a command may write, the widest first. mkdocs.yml may name a folder anywhere, but no
    symbolic link may lead out of the first of these folders that contains the file's path.
    """
    name = Path(os.path.normpath(file))
    folder = next((folder for folder in folders if name.is_relative_to(os.path.normpath(folder))), file.parent)
    if leads_out(file.parent, folder):
        raise OSError(errno.ELOOP, "a symbolic link leads out of the project's folder", str(file))
    if os.path.islink(file):
        raise OSError(errno.ELOOP, "it is a symbolic link", str(file))
    if os.path.lexists(file) and not os.path.isfile(file):
        raise OSError(errno.EINVAL, "what is there is not a regular file", str(file))
