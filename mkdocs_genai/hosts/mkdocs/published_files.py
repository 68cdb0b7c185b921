"""The files that are made of the registry: tables as files, and what other courses and tools read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig

from ...project.project import Project
from ...registry.load import Loaded
from ...registry.published import REGISTRY_JSON, SCHEMA_JSON
from ...render.publishable import listable_registry, listable_tables, publishable_tables
from ...render.renderer import Renderer
from ...sharing.publications import publications
from ...sharing.registry_json import OBJECTS_INV, Address
from ...sharing.table_files import table_file_uris, table_files
from ...targets import leads_elsewhere
from .addresses import Addresses
from .hidden_pages import HiddenPages


def published_uris(config: MkDocsConfig, loaded: Loaded) -> list[str]:
    """Where these files are, as if they were in docs_dir; none for a registry without areas."""
    if not loaded.registry.areas:
        return []
    return [*table_file_uris(loaded.tables), REGISTRY_JSON, SCHEMA_JSON, _inventory_uri(config)]


def published_files(
    config: MkDocsConfig, project: Project, loaded: Loaded, renderer: Renderer, addresses: Addresses, pages: HiddenPages
) -> Iterator[tuple[str, str | bytes]]:
    """These files and what is in them, without what stands on hidden pages alone.

    `loaded` is the registry as its files have it, `renderer` has the one whose drafts have no pages.
    """
    registry = renderer.registry
    if not registry.areas:
        return
    tables = publishable_tables(loaded.tables, pages.shown, pages.hidden, pages.elsewhere)
    yield from table_files(registry, tables, project.inline)
    listed = listable_tables(tables, pages.shown, pages.closed)
    listable = listable_registry(registry, listed, pages.shown, pages.closed, loaded.registry)
    listing = replace(renderer, registry=listable, tables=listed)
    for name, content in publications(project, listing, _address_in(project, addresses, pages)):
        yield _inventory_uri(config) if name == OBJECTS_INV else name, content


def _inventory_uri(config: MkDocsConfig) -> str:
    # mkdocstrings writes an inventory of its own when the site is done.
    return f"assets/genai/{OBJECTS_INV}" if "mkdocstrings" in config.plugins else OBJECTS_INV


def _address_in(project: Project, addresses: Addresses, pages: HiddenPages) -> Address:
    prefix = project.languages.prefix

    def address(target: str) -> str | None:
        """Where a file of docs_dir is, relative to the root of its language; other addresses as they are."""
        if target.partition("#")[0] in pages.closed:
            return None
        found = addresses.in_site(target)
        if found is None or leads_elsewhere(target):
            return found
        path, hash_sign, anchor = found.partition("#")
        return f"{path.removeprefix(prefix) or './'}{hash_sign}{anchor}" if path.startswith(prefix) else None

    return address
