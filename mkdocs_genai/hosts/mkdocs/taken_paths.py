"""Which places of a site are taken, so that what the plugin adds to it stops no build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs.structure.files import File


class Places:
    """The places of a site's files. A file can't be where a folder is, such as that of a page `registry.json.md`."""

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
