"""Publishes files made from the registry: tables as JSON and CSV, registry.json and objects.inv."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from ...build import Build
from ...sharing.registry_json import OBJECTS_INV, Address
from ...targets import url_of
from .hidden_pages import HiddenPages
from .site import MkDocsSite

log = get_plugin_logger("genai")

_LARGE = 2_000_000
"""The size in characters from which on a file is worth a word, since readers and hosts pay for it."""


def published_uris(config: MkDocsConfig, build: Build) -> list[str]:
    """The src_uris of these files, as if they were in docs_dir; none for a registry without areas."""
    return [_own_uri(config, name) for name in build.published_uris()]


def write_published_files(build: Build, site: MkDocsSite, pages: HiddenPages) -> None:
    """Write these files, without anything that only hidden pages show, and remove such files of an earlier build."""
    unwritten = set(published_uris(site.config, build))
    for name, content, left_out in build.published_files(pages.as_shown(), _address_in(site, pages)):
        src_uri = _own_uri(site.config, name)
        site.own.write(src_uri, content)
        if left_out:
            log.info("%s", f"'{src_uri}' leaves out {left_out}")
        if len(content) > _LARGE:
            log.info(
                "%s",
                f"'{src_uri}' is {len(content) / 1_000_000:.1f} MB large; tables can show fewer rows with `where` or `limit`",
            )
        unwritten.discard(src_uri)
    for src_uri in unwritten:
        site.own.remove(src_uri)


def _own_uri(config: MkDocsConfig, name: str) -> str:
    # mkdocstrings writes an inventory of its own when the site is done.
    return f"assets/genai/{name}" if name == OBJECTS_INV and "mkdocstrings" in config.plugins else name


def _address_in(site: MkDocsSite, pages: HiddenPages) -> Address:
    prefix, closed = site.languages.prefix, pages.closed

    def file_url(src_uri: str) -> str | None:
        """A file's URL relative to the root of its language; None for hidden and unlisted pages."""
        file = None if src_uri in closed else site.file(src_uri)
        if file is None or not file.url.startswith(prefix):
            return None
        return file.url.removeprefix(prefix) or "./"

    return lambda target: url_of(target, file_url)
