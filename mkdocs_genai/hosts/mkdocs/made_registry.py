"""Registry files that other plugins make, such as mkdocs-gen-files: known when all files are, and then read like others."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from ...project.project import Project
from ...registry.layers import Layer


class MadeRegistry:
    """The registry files of one build that are not on the disk."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._docs_dir = Path(config.docs_dir)
        self._texts: dict[Path, str] = {}

    def take(self, file: File) -> None:
        """Take note of a registry file that is left out of the site."""
        path = self._docs_dir / file.src_uri
        if path.suffix in (".yml", ".yaml") and not os.path.lexists(path):
            self._texts[path] = file.content_string

    def layers(self, project: Project) -> tuple[Layer, ...]:
        """The layers of the project's registry with these files; nothing where there are none."""
        found = tuple(
            layer._replace(made=tuple((path.name, text) for path, text in self._texts.items() if path.parent == layer.path))
            for layer in project.all_layers
        )
        return found if any(layer.made for layer in found) else ()
