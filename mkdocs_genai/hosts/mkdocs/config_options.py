"""The kinds of options in mkdocs.yml that MkDocs does not have."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import Type

from ...project.layer_paths import layer_names


class LayersOption(Type[Any]):
    """One layer of a registry, or a list of layers."""

    def __init__(self) -> None:
        super().__init__((str, list), default="")

    def run_validation(self, value: object) -> Any:
        """See Type. Raises ValidationError."""
        found = super().run_validation(value)
        try:
            layer_names(found)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return found
