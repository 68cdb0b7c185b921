"""Files that the plugin adds to a site. One that comes out as it did last time is the very file of then.

MkDocs clears the old site away before each build, and to make a file anew takes some systems longer than to make what is in it.
So each file has a second name in the cache, a hard link, by which the next build finds it. It is read before it is trusted.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from pathlib import Path
from typing import cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from ..registry.source import AT_ONCE, leads_out
from ..registry.whole_file import make_folder

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""To open a file, and not what a symbolic link leads to; Windows has no word for it."""

_KEPT = ".kept"
"""How names in the cache end, so that nothing else is ever taken away from there."""


class SiteFiles:
    """Writes the files of one build, in one language; `cache` is a folder inside the project's folder `root`."""

    def __init__(self, config: MkDocsConfig, cache: Path, root: Path) -> None:
        self._config = config
        self._cache = cache if _is_ready(cache, root) else None
        self._names: set[str] = set()
        self._folders: set[str] = set()
        umask = os.umask(0)
        os.umask(umask)
        self._mode = 0o666 & ~umask

    def file(self, src_uri: str, content: str | bytes) -> File:
        """A file that MkDocs writes together with those of docs_dir."""
        file = cast("_SiteFile", _SiteFile.generated(self._config, src_uri, content=content))
        file.site = self
        return file

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file; `name` is its place in the site.

        Raises PluginError where the system does not take it, for instance its long name.
        """
        content = content.encode() if isinstance(content, str) else content
        path = os.path.join(self._config.site_dir, name)
        kept = self._kept(path)
        try:
            self._make_folder(os.path.dirname(path))
            if kept and self._take(kept, path, content):
                return
            # What is there may have other names, and is not written into.
            if os.path.lexists(path):
                os.unlink(path)
            Path(path).write_bytes(content)
        except OSError as error:
            raise PluginError(f"'{name}' can't be written into the site: {error.strerror or error}") from error
        # The cache may be on another disk than the site, or on one without hard links.
        with contextlib.suppress(OSError):
            if kept:
                Path(kept).unlink(missing_ok=True)
                os.link(path, kept)

    def finish(self) -> None:
        """Forget the files that the site no longer has."""
        if self._cache is None:
            return
        with contextlib.suppress(OSError):
            for name in os.listdir(self._cache):
                if name.endswith(_KEPT) and name not in self._names:
                    os.unlink(self._cache / name)

    def _kept(self, path: str) -> str | None:
        """The second name of a file, by its place: what a folder gives to its files, such as a group, this one has."""
        if self._cache is None:
            return None
        name = hashlib.blake2b(os.fsencode(path), digest_size=16).hexdigest() + _KEPT
        self._names.add(name)
        return os.path.join(self._cache, name)

    def _make_folder(self, folder: str) -> None:
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)

    def _take(self, kept: str, path: str, content: bytes) -> bool:
        """Give a kept file its name in the site; whether it is as a new one would be."""
        try:
            try:
                os.link(kept, path)
            except FileExistsError:
                os.unlink(path)
                os.link(kept, path)
            file = os.open(path, os.O_RDONLY | AT_ONCE | _NO_LINK)
        except OSError:
            return False  # nothing is kept, or nothing of use
        try:
            found = os.fstat(file)
            return (
                stat.S_ISREG(found.st_mode)
                and stat.S_IMODE(found.st_mode) == self._mode
                and os.access(path, os.W_OK)  # not somebody else's
                and found.st_nlink == 2  # one that another site has too would change with that
                and found.st_size == len(content)
                and os.read(file, len(content)) == content
            )
        finally:
            os.close(file)


class _SiteFile(File):
    """A file of the site that `SiteFiles` writes."""

    site: SiteFiles

    def copy_file(self, dirty: bool = False) -> None:
        """See File."""
        if not dirty or self.is_modified():
            self.site.write(self.dest_uri, self.content_bytes)


def _is_ready(cache: Path, root: Path) -> bool:
    """Whether the folder is there, and in the project: nothing elsewhere is touched."""
    if leads_out(cache, root):
        return False
    try:
        make_folder(cache)
    except OSError:
        return False
    return True
