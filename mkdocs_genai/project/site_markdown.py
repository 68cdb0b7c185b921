"""The site's own Markdown: what mkdocs.yml names under `markdown_extensions`, without what is of the plugin itself."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markdown import Extension, Markdown

log = logging.getLogger("mkdocs_genai")

EXTENSION = "mkdocs_genai.blocks"
"""What this is called where a host has no plugins. An entry point of Markdown, since what such a host needs is above here."""


@dataclass(frozen=True)
class SiteMarkdown:
    """Makes a Markdown with extensions, which are names or what a plugin has made, and their options by name."""

    extensions: tuple[str | Extension, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def __call__(self) -> Markdown:
        """Make one, as MkDocs makes it for a page."""
        extensions = [each for each in self.extensions if each != EXTENSION]
        return Markdown(extensions=extensions, extension_configs=dict(self.options))


def installed_markdown(entries: Iterable[tuple[str, Any]]) -> SiteMarkdown:
    """A Markdown with those of a site's extensions that can be had here; `entries` are names and options as in mkdocs.yml.

    One that is not installed, or an option of which is a tag of YAML such as `!!python/name:`, is left out: a check must not
    need the theme, and runs no code that mkdocs.yml names there. What such an extension makes of a text, the build tells.
    """
    extensions: dict[str, Any] = {}
    for name, options in entries:
        if name == EXTENSION or _has_tag(options):
            continue
        try:
            Markdown(extensions=[name], extension_configs={name: options or {}})
        except Exception as error:  # noqa: BLE001 - anybody's code, which says in many ways that an option is wrong
            log.debug("the Markdown extension %s is not used: %s", name, error)
            continue
        extensions[name] = options or {}
    return SiteMarkdown(tuple(extensions), extensions)


def _has_tag(options: Any) -> bool:
    """Whether an option is a tag of YAML, which is read as nothing."""
    items = options.values() if isinstance(options, dict) else options if isinstance(options, list) else ()
    return any(item is None or _has_tag(item) for item in items)
