"""The site's own Markdown: the extensions that mkdocs.yml lists, without the plugin's own."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown import Extension, Markdown

log = logging.getLogger("mkdocs_genai")

EXTENSION = "mkdocs_genai.blocks"
"""The name of our Markdown extension for hosts without plugins: an entry point, because `hosts.zensical` is a floor above."""


@dataclass(frozen=True)
class SiteMarkdown:
    """Creates Markdown instances with extensions, given as names or instances, and their options by name."""

    extensions: tuple[str | Extension, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __call__(self) -> Markdown:
        """Create one, as MkDocs does for a page."""
        extensions = [each for each in self.extensions if each != EXTENSION]
        return Markdown(extensions=extensions, extension_configs=dict(self.options))


def installed_markdown(entries: Iterable[tuple[str, Any]]) -> SiteMarkdown:
    """The Markdown of those site extensions that can be loaded here; `entries` are names and options as in mkdocs.yml.

    An extension is left out if it is not installed, or if an option has a YAML tag such as `!!python/name:`, because a check
    must work without the theme and must not run code that mkdocs.yml names. The build checks what such an extension makes.
    """
    extensions: dict[str, Any] = {}
    for name, options in entries:
        if name == EXTENSION or _has_tag(options):
            continue
        try:
            Markdown(extensions=[name], extension_configs={name: options or {}})
        except Exception as error:  # noqa: BLE001 - third-party code, which may raise anything for a wrong option
            log.debug("the Markdown extension %s is not used: %s", name, error)
            continue
        extensions[name] = options or {}
    return SiteMarkdown(tuple(extensions), extensions)


def _has_tag(options: Any) -> bool:
    """Whether an option has a YAML tag, which is read as None."""
    items = options.values() if isinstance(options, dict) else options if isinstance(options, list) else ()
    return any(item is None or _has_tag(item) for item in items)
