"""The files that a `rows_from` names: one, or all that a pattern such as `data/*.yml` matches.

A pattern never leads out of the registry's folder, and never takes a YAML file beside the registry, which is an area.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from pathspec.gitignore import GitIgnoreSpec

from ..problems import ProblemError
from ..suggestions import did_you_mean
from .data_files import YAML_SUFFIXES, why_not_read
from .text_files import has_file, leads_out


def is_pattern(name: str) -> bool:
    """Whether a name may stand for several files."""
    return "*" in name or "?" in name


def find_files(folder: Path, name: str, made: Collection[Path] = (), kind: str | None = None) -> list[Path]:
    """The files of a registry's folder that a `rows_from` names, in the order of their names. Raises ProblemError.

    `made` are files that other plugins make, and that are not on the disk. `kind` is what is in the files, where the author
    says so.
    """
    if not is_pattern(name) or os.path.isfile(folder / name):
        path = Path(os.path.normpath(folder / name))
        return [path] if path in made and (kind or not why_not_read(path)) else [_the_file(folder, name, kind)]
    matching = {*_matching(folder, name), *(path for path in made if fits(path, folder, name))}
    found = sorted(
        (path for path in matching if not _is_area(path, folder)), key=lambda path: path.relative_to(folder).as_posix()
    )
    if not found:
        areas = "; YAML files beside the registry are areas, so put data into a folder" if name.endswith(YAML_SUFFIXES) else ""
        raise ProblemError("GA001", f"no file in the registry's folder matches '{name}'{areas}")
    for path in found:
        inside = path.relative_to(folder).as_posix()
        if leads_out(path, folder):
            raise ProblemError("GA029", f"'{inside}', which '{name}' matches, leads out of the registry's folder")
        if kind is None and (reason := why_not_read(path)):
            raise ProblemError("GA014", f"'{name}' matches '{inside}': {reason}")
    return found


def watched_folder(folder: Path, name: str) -> Path:
    """The folder in which files that match a pattern may come and go, or the nearest existing folder above it."""
    fixed = []
    for part in PurePosixPath(name).parts[:-1]:
        if is_pattern(part):
            break
        fixed.append(part)
    found = folder.joinpath(*fixed)
    return next((path for path in (found, *found.parents) if os.path.isdir(path)), found)


def _the_file(folder: Path, name: str, kind: str | None) -> Path:
    """The file of that name. Raises ProblemError."""
    path = folder / name
    if leads_out(path, folder):
        raise ProblemError("GA029", f"'{name}' leads out of the registry's folder")
    if os.path.isdir(path):
        raise ProblemError("GA001", f"'{name}' is a folder; name a file in it, or all of a kind, such as '{name}/*.yml'")
    if os.path.exists(path) and (not os.path.isfile(path) or has_file(folder, name)):
        if kind is None and (reason := why_not_read(path)):
            raise ProblemError("GA014", reason)
        return path
    files = path.parent.glob("*.*") if os.path.isdir(path.parent) else ()
    beside = sorted(file.relative_to(folder).as_posix() for file in files if file.name != path.name)
    hint = did_you_mean(name, beside, limit=0)
    raise ProblemError("GA001", f"there is no file '{name}' in the registry's folder{hint}")


def _matching(folder: Path, pattern: str) -> list[Path]:
    """The files that a pattern matches, without hidden ones; it goes through no link to a folder where it says `**`."""
    parts = pattern.split("/")
    if any("**" in part and part != "**" for part in parts):
        # Python understands these from 3.13 on, as a single star.
        meant = "/".join(part if part == "**" else part.replace("**", "**/*") for part in parts)
        raise ProblemError("GA014", f"'{pattern}' is not a pattern: '**' stands alone between slashes, as in '{meant}'")
    return [path for path in folder.glob(pattern) if os.path.isfile(path) and not _is_hidden(path.relative_to(folder))]


def fits(path: Path, folder: Path, pattern: str) -> bool:
    """Whether a file that is not on the disk matches a pattern; a hidden one does not."""
    if not path.is_relative_to(folder):
        return False
    inside = path.relative_to(folder)
    is_as_deep = "**" in pattern or len(inside.parts) == len(PurePosixPath(pattern).parts)
    return is_as_deep and not _is_hidden(inside) and GitIgnoreSpec.from_lines([f"/{pattern}"]).match_file(inside.as_posix())


def _is_hidden(inside: Path) -> bool:
    return any(part.startswith(".") for part in inside.parts)


def _is_area(path: Path, folder: Path) -> bool:
    return path.parent == folder and path.suffix in YAML_SUFFIXES
