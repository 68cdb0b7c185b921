"""The files that are made of the registry: tables as files, and what other courses and tools read."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from ..project import Project
from ..publications import publications
from ..registry.load import Loaded
from ..render.publish import OBJECTS_INV
from ..render.renderer import Renderer
from ..render.table_files import table_files
from ..render.targets import leads_elsewhere
from .addresses import Addresses
from .dirty import DirtyBuilds
from .places import Places
from .site_files import SiteFiles

log = get_plugin_logger("genai")


def publish(
    config: MkDocsConfig,
    files: Files,
    addresses: Addresses,
    project: Project,
    loaded: Loaded,
    renderer: Renderer,
    dirty: DirtyBuilds,
    site: SiteFiles,
) -> None:
    """Add what is made of the registry; a file that the author has is the author's.

    Not before all plugins have seen the files: mkdocs-static-i18n takes none without a place on disk.
    """
    places = Places(files)
    for src_uri, content in _made(config, addresses, project, loaded, renderer, dirty):
        file = site.file(src_uri, content)
        # Each language has its own.
        file.dest_uri = f"{project.languages.prefix}{file.dest_uri}"
        if src_uri in files.src_uris or not places.has_room(file.dest_uri):
            log.warning("%s", f"'{src_uri}' of docs_dir is published, and not the registry's own")
            continue
        files.append(file)
        dirty.publish(file, content)


def _made(
    config: MkDocsConfig, addresses: Addresses, project: Project, loaded: Loaded, renderer: Renderer, dirty: DirtyBuilds
) -> Iterator[tuple[str, str | bytes]]:
    prefix = project.languages.prefix

    def address(target: str) -> str | None:
        """Where a file of docs_dir is, relative to the root of its language; other addresses as they are."""
        found = addresses.in_site(target)
        if found is None or leads_elsewhere(target):
            return found
        path, hash_sign, anchor = found.partition("#")
        return f"{path.removeprefix(prefix) or './'}{hash_sign}{anchor}" if path.startswith(prefix) else None

    yield from table_files(loaded.registry, loaded.tables, project.inline, dirty.kept_table)
    if kept := dirty.kept_publications():
        yield from kept
        return
    for name, content in publications(project, renderer, address):
        # mkdocstrings writes an inventory of its own when the site is done.
        yield f"assets/genai/{name}" if name == OBJECTS_INV and "mkdocstrings" in config.plugins else name, content
