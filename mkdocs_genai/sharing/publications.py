"""The files that a course publishes for other courses and tools. Knows no host."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator
from typing import Any

from ..project.project import Project
from ..registry.published import REGISTRY_JSON, SCHEMA_JSON, published_json, rebased
from ..render.renderer import Renderer
from .registry_json import OBJECTS_INV, Address, inventory, publish

_ASSETS = importlib.resources.files("mkdocs_genai") / "assets"


def publications(project: Project, renderer: Renderer, address: Address) -> Iterator[tuple[str, str | bytes]]:
    """The published files of a site, or of one language of it, with their content.

    `address` gives a target's URL relative to these files.
    """
    published = _published(project, renderer, address)
    yield REGISTRY_JSON, _at_address(project, published)
    # A static file, because generating it takes longer than reading a small course. A test checks that it is current.
    yield SCHEMA_JSON, (_ASSETS / SCHEMA_JSON).read_text("utf-8")
    yield OBJECTS_INV, inventory(renderer, published, address)


def registry_json(project: Project, renderer: Renderer, address: Address) -> str:
    """The registry.json of a course; its URLs are relative if the site's URL is not known."""
    return _at_address(project, _published(project, renderer, address))


def _published(project: Project, renderer: Renderer, address: Address) -> dict[str, Any]:
    return publish(renderer, project.site_name, _language_url(project), address)


def _language_url(project: Project) -> str | None:
    return project.site_url and f"{project.site_url}{project.languages.prefix}"


def _at_address(project: Project, published: dict[str, Any]) -> str:
    url = _language_url(project)
    return published_json(rebased(published, url) if url else published)
