"""Finds the layers of a registry that `registry` in mkdocs.yml names, for each language of the site. Knows no host.

A layer is a path relative to mkdocs.yml, or `package:name`, the folder of an installed Python package, or
`package:name/sub/folder` for a folder or file in it. Packages are looked up, and never imported.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..identifiers import text_problem
from ..registry.layers import Layer
from ..registry.text_files import leads_out
from .languages import Languages, find_registry

_PACKAGE = re.compile(r"package:([A-Za-z_]\w*)((?:/[\w.-]+)*)/?")


def layer_names(option: Any) -> list[str]:
    """The names of the layers in the plugin's option `registry`: a text, or a list of texts. Raises ValueError."""
    names = option if isinstance(option, list) else [option] if option else []
    for name in names:
        if not isinstance(name, str) or not name:
            raise ValueError(f"expected a path or package:NAME, or a list of these; found {name!r}")
        if wrong := text_problem(name):
            raise ValueError(f"{name[:80]!r} {wrong.message}")
        if name.startswith("package:") and (not _PACKAGE.fullmatch(name) or ".." in name.split("/")):
            raise ValueError(f"'{name}' is not a package; write package:NAME or package:NAME/FOLDER")
    if len(set(names)) < len(names):
        raise ValueError("a layer is named twice")
    return names


def find_layers(root: Path, names: Sequence[str], docs_dir: Path, languages: Languages) -> tuple[Layer, ...]:
    """The layers of one language, the lowest first; without names the default registry.

    A layer in another language lies on top of the same layer in the default language, so that untranslated entries are kept.
    """
    default = languages._replace(current=languages.default)
    found: list[Layer] = []
    for name in names or [""]:
        below, above = (_find(root, name, docs_dir, each) for each in (default, languages))
        found += [below] if below == above else [below, above._replace(translates=True)]
    return tuple(found)


def find_all_layers(root: Path, names: Sequence[str], docs_dir: Path, languages: Languages) -> dict[str, tuple[Layer, ...]]:
    """The layers of each language."""
    return {each.current: find_layers(root, names, docs_dir, each) for each in languages.each()}


def own_layer(layers: Sequence[Layer]) -> Path | None:
    """The author's own layer, to which new entries are written: the last one that is a path. None if all are packages."""
    return next((layer.path for layer in reversed(layers) if not layer.is_package), None)


def _find(root: Path, name: str, docs_dir: Path, languages: Languages) -> Layer:
    match = _PACKAGE.fullmatch(name)
    if match is None:
        path = find_registry(root, name, docs_dir, languages)
        named, *folders = (Path(os.path.normpath(each)) for each in (path, root, docs_dir))
        is_inside = any(named.is_relative_to(folder) for folder in folders)
        return Layer(path, name, is_inside and all(leads_out(path, folder) for folder in folders))
    inside = match[2].strip("/")
    for folder in _package_folders(match[1]):
        path = folder / inside if inside else folder
        for localized in languages.registries(path, docs_dir):
            if localized.exists():
                return Layer(localized, name)
    return Layer(None, name)


def _package_folders(package: str) -> list[Path]:
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return []
    return [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec else []
