"""Where files of docs_dir are in the site."""

from __future__ import annotations

from urllib.parse import unquote

from mkdocs.structure.files import File, Files

from ..render.targets import leads_elsewhere


class Addresses:
    """Finds files by their addresses, each once: MkDocs takes the path apart anew for every question."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._found: dict[str, File | None] = {}

    def file(self, path: str) -> File | None:
        """The file that is linked to."""
        if path not in self._found:
            self._found[path] = self._files.get_file_from_path(unquote(path))
        return self._found[path]

    def in_site(self, target: str) -> str | None:
        """Where a file of docs_dir is in the site, relative to its root; other addresses as they are."""
        if leads_elsewhere(target):
            return target
        path, hash_sign, anchor = target.partition("#")
        file = self.file(path)
        return f"{file.url}{hash_sign}{anchor}" if file else None
