"""The files that a course publishes for other courses and tools. Knows no host."""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..project.project import Project
from ..registry.imported import MAX_BYTES
from ..registry.registry_json_format import REGISTRY_JSON, SCHEMA_JSON, published_json, rebased
from ..render.renderer import Renderer
from .registry_json import OBJECTS_INV, Address, inventory, publish

_ASSETS = importlib.resources.files("mkdocs_genai") / "assets"


class PublishedFile(NamedTuple):
    """A file for other courses and tools."""

    src_uri: str
    content: str | bytes
    left_out: str = ""
    """What is not in it because it would be too large, in words; empty if everything is."""


def publications(project: Project, renderer: Renderer, address: Address) -> Iterator[PublishedFile]:
    """The published files of a site, or of one language of it, with their content.

    `address` gives a target's URL relative to these files.
    """
    published, left_out = _fitting(project, _published(project, renderer, address))
    words = f"the rows of {', '.join(left_out)}, because imports take at most {MAX_BYTES // 1_000_000} MB" if left_out else ""
    yield PublishedFile(REGISTRY_JSON, _at_address(project, published), words)
    # A static file, because generating it takes longer than reading a small course. A test checks that it is current.
    yield PublishedFile(SCHEMA_JSON, (_ASSETS / SCHEMA_JSON).read_text("utf-8"))
    yield PublishedFile(OBJECTS_INV, inventory(renderer, published, address))


def registry_json(project: Project, renderer: Renderer, address: Address) -> str:
    """The registry.json of a course; its URLs are relative if the site's URL is not known."""
    return _at_address(project, _fitting(project, _published(project, renderer, address))[0])


def _fitting(project: Project, published: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What is published, without the rows of the largest comparisons if it is too large to be imported, and their names."""
    left_out: list[str] = []
    areas = published["areas"]
    size = len(_at_address(project, published).encode())
    while size > MAX_BYTES:
        sizes = {
            (area_id, name): len(json.dumps(comparison["rows"]))
            for area_id, area in areas.items()
            for name, comparison in area.get("comparisons", {}).items()
            if "rows" in comparison
        }
        if not sizes:
            break
        area_id, name = max(sizes, key=lambda key: sizes[key])
        area, comparison = areas[area_id], areas[area_id]["comparisons"][name]
        without = {key: value for key, value in comparison.items() if key != "rows"} | {
            "rows_left_out": len(comparison["rows"])
        }
        areas = areas | {area_id: area | {"comparisons": area["comparisons"] | {name: without}}}
        left_out.append(f"{area_id}/{name}")
        size = len(_at_address(project, published | {"areas": areas}).encode())
    return published | {"areas": areas}, left_out


def _published(project: Project, renderer: Renderer, address: Address) -> dict[str, Any]:
    return publish(renderer, project.site_name, _language_url(project), address)


def _language_url(project: Project) -> str | None:
    return project.site_url and f"{project.site_url}{project.languages.prefix}"


def _at_address(project: Project, published: dict[str, Any]) -> str:
    url = _language_url(project)
    return published_json(rebased(published, url) if url else published)
