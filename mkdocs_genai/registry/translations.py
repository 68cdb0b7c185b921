"""Finds entries of a translation that the default language's registry does not have: usually, their ids are misspelt.

A translation says only what differs, so what it adds would be an entry of one language with half of its keys. An area or a
topic with a page or an address of its own is there on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_origin

from ..problems import KeyPath, Problem
from ..suggestions import did_you_mean
from .layers import Content, Layer
from .model import RegistryFile
from .model_paths import ENTRY_KINDS, is_merged, type_at

UNTRANSLATED = "GA039"

_OWN = ("page", "url")


def untranslated(layers: Sequence[Layer], contents: Sequence[Content]) -> list[Problem]:
    """An error for each entry of a translation that no layer of the default language has, without its position."""
    values = [content.value for layer, content in zip(layers, contents, strict=True) if not layer.translates]
    return [
        problem
        for layer, content in zip(layers, contents, strict=True)
        if layer.translates
        for problem in _added(content.value, values, ())
    ]


def _added(value: dict[str, Any], defaults: Sequence[Any], path: KeyPath) -> Iterator[Problem]:
    known = {key: None for default in defaults if isinstance(default, dict) for key in default}
    kind = _kind(path)
    for key, entry in value.items():
        place: KeyPath = (*path, key)
        if kind and key not in known:
            if not (isinstance(entry, dict) and any(name in entry for name in _OWN)):
                message = f"the default language's registry has no {kind} '{key}'{did_you_mean(key, known)}"
                yield Problem.at(place, UNTRANSLATED, message, at_key=True)
        elif isinstance(entry, dict) and is_merged(RegistryFile, place):
            yield from _added(
                entry, [default[key] for default in defaults if isinstance(default, dict) and key in default], place
            )


def _kind(path: KeyPath) -> str | None:
    """The word for an entry of the mapping at a path; None if its keys are not ids."""
    is_mapping = get_origin(type_at(RegistryFile, path)) is dict and path[-2:-1] != ("rows",)
    return ENTRY_KINDS.get(str(path[-1])) if path and is_mapping else None
