"""Registry files that other plugins make, such as mkdocs-gen-files: known when all files are, and then read like others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.files import File

from ...project.project import Project
from ...registry.globs import fits, is_pattern
from ...registry.layers import Layer
from ...registry.load import Loaded
from ...registry.text_files import read_bytes


class MadeRegistry:
    """The registry files of one build that other plugins have made, in place of files on the disk or beside them."""

    def __init__(self, project: Project) -> None:
        self._docs_dir = project.written_docs_dir or project.root
        self._texts: dict[Path, str] = {}
        self.data: dict[Path, bytes] = {}
        """All of them, since any may be one that `rows_from` names."""

    def take(self, file: File) -> None:
        """Take note of a registry file that is left out of the site, if another plugin has made it, or made it anew."""
        path = self._docs_dir / file.src_uri
        if os.path.lexists(path) and (file.abs_src_path == os.path.abspath(path) or read_bytes(path, "") == file.content_bytes):
            return
        self.data[path] = file.content_bytes
        if path.suffix in (".yml", ".yaml"):
            self._texts[path] = file.content_string

    def take_rows(self, files: Iterable[File], loaded: Loaded) -> None:
        """Take note of what a pattern of `rows_from` matches; pages, whose front matter is records, stay in the site."""
        patterns = [
            (loaded.sources.folder(("areas", area_id, "comparisons", name, "rows_from")), comparison.rows_from.file)
            for area_id, area in loaded.registry.areas.items()
            for name, comparison in area.comparisons.items()
            if comparison.rows_from is not None and is_pattern(comparison.rows_from.file)
        ]
        for file in files if patterns else ():
            path = self._docs_dir / file.src_uri
            if any(fits(path, folder, pattern) for folder, pattern in patterns) and not os.path.lexists(path):
                self.data[path] = file.content_bytes

    def layers(self, project: Project) -> tuple[Layer, ...]:
        """The layers of the project's registry with these files; nothing where there are none."""
        found = [self._with_made(layer) for layer in project.all_layers]
        known = [layer.path for layer in found]
        # A language's folder may be nowhere but among the files that are made.
        for layer in project.all_layers:
            path = layer.path and project.languages.registries(layer.path, self._docs_dir)[0]
            if path not in known and (translated := self._with_made(layer._replace(path=path))).made:
                found.append(translated)
        return tuple(found) if any(layer.made for layer in found) else ()

    def _with_made(self, layer: Layer) -> Layer:
        made = tuple((path.name, text) for path, text in self._texts.items() if path.parent == layer.path)
        return layer._replace(made=made)
