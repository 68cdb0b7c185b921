"""The files that the plugin adds to a site, beside its pages.

They are registered before other plugins list the site's files, and written when the site is done, because only then is it known
which pages are hidden. They are registered as excluded, so that MkDocs does not write them itself before the first page. They
have the path of a source file, because some plugins fail for a file without one: that of style sheets and scripts is the
package's own, which Material's privacy plugin reads, and that of the others does not exist.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

log = get_plugin_logger("genai")


class SiteFiles:
    """The files of one build, in one language; `prefix` is the language's folder in the site.

    `dirty`: MkDocs has not cleared the site before.
    """

    def __init__(self, config: MkDocsConfig, prefix: str = "", *, dirty: bool = False) -> None:
        self._config = config
        self._dirty = dirty
        self._prefix = prefix
        self._started = time.time_ns()
        self._files: dict[str, File] = {}
        self._refused: set[str] = set()

    def register(self, files: Files, src_uris: Iterable[str], *, sources: Path | None = None) -> None:
        """Add files to the site's, once; a file of the author or of another plugin with the same path is kept.

        Files with a folder of `sources` are the same in all languages of the site.
        """
        taken: TakenPaths | None = None
        for src_uri in src_uris:
            if (there := files.src_uris.get(src_uri)) and there is self._files.get(src_uri):
                continue
            taken = taken or TakenPaths(file for file in files if file.src_uri not in self._files)
            file = self._files.get(src_uri) or self._new(src_uri, sources)
            if there or not taken.has_room(file.dest_uri):
                self._files.pop(src_uri, None)
                if src_uri not in self._refused:
                    log.warning("%s", f"'{src_uri}' is another file of the site, so the plugin's own is not written")
                self._refused.add(src_uri)
                continue
            self._files[src_uri] = file
            files.append(file)

    def _new(self, src_uri: str, sources: Path | None) -> File:
        config = self._config
        excluded = InclusionLevel.EXCLUDED
        file = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls, inclusion=excluded)
        if sources is None:
            file.dest_uri = f"{self._prefix}{src_uri}"
        else:
            file.abs_src_path = str(sources / src_uri.rpartition("/")[2])
        return file

    def has(self, file: File) -> bool:
        """Whether a file is one of these."""
        return self._files.get(file.src_uri) is file

    def write(self, src_uri: str, content: str | bytes) -> None:
        """Write a registered file. Raises PluginError."""
        if file := self._files.get(src_uri):
            self.write_unregistered(file.dest_uri, content)

    def write_unregistered(self, dest_uri: str, content: str | bytes) -> None:
        """Write a file that other plugins need not know. Raises PluginError.

        A file that another plugin has written there during this build is kept. Nothing is written through a symbolic link.
        """
        path = Path(self._config.site_dir, dest_uri)
        content = content.encode() if isinstance(content, str) else content
        try:
            if self._leads_out(path):
                log.warning("%s", f"'{dest_uri}' is not written, because a symbolic link is in its place in the site")
                return
            if path.is_file():
                if path.read_bytes() == content:
                    return
                # If the site was cleared before, the file is not ours.
                if not self._dirty or path.stat().st_mtime_ns >= self._started:
                    log.info("%s", f"'{dest_uri}' was written by another plugin, so the plugin's own is not written")
                    return
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise PluginError(f"'{dest_uri}' can't be written into the site: {error.strerror or error}") from error

    def remove(self, src_uri: str) -> None:
        """Remove what an earlier build has written for a registered file; `--dirty` builds do not clear the site."""
        if file := self._files.get(src_uri):
            self.remove_unregistered(file.dest_uri)

    def remove_unregistered(self, dest_uri: str) -> None:
        """Remove what an earlier build has written, but not what another plugin has written during this build."""
        path = Path(self._config.site_dir, dest_uri)
        if path.is_file() and not self._leads_out(path) and path.stat().st_mtime_ns < self._started:
            path.unlink()

    def _leads_out(self, path: Path) -> bool:
        """Whether a file, or a folder between the site and it, is a symbolic link."""
        site = os.path.realpath(self._config.site_dir)
        inside = os.path.join(site, os.path.relpath(path, self._config.site_dir))
        # On Windows, the real path is in the case that is on disk.
        return os.path.normcase(os.path.realpath(path)) != os.path.normcase(inside)


class TakenPaths:
    """The paths of a site's files. A file can't be where a folder is, such as that of a page `registry.json.md`."""

    def __init__(self, files: Iterable[File]) -> None:
        self._files = {file.dest_uri for file in files}
        self._folders = {folder for dest_uri in self._files for folder in _folders(dest_uri)}

    def has_room(self, dest_uri: str) -> bool:
        """Whether a file can be put there."""
        return dest_uri not in self._files and dest_uri not in self._folders and self._files.isdisjoint(_folders(dest_uri))


def _folders(dest_uri: str) -> Iterator[str]:
    folder = dest_uri.rpartition("/")[0]
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
