"""The site that Zensical builds, seen from a page that it converts."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from ...problems import Problem, report
from ...project.project import Project
from ...targets import PageAddress, Target, path_from, url_of
from ..plain import site_path

log = logging.getLogger("mkdocs_genai")
"""If no handler is installed, Python itself writes warnings to stderr."""


class ZensicalSite:
    """Zensical turns `href` and `src` in a page's HTML, which are relative to the source, into URLs of the site.

    A `quiet` site reports nothing: `mkdocs-genai zensical` does that itself, or the registry is broken, and faults in pages
    only follow from that.
    """

    def __init__(self, project: Project, *, quiet: bool = False) -> None:
        self._project = project
        self.quiet = quiet
        self.written: frozenset[str] = frozenset()
        """What `mkdocs-genai zensical` writes into the site beside Zensical's own files."""
        self._found: dict[str, bool] = {}
        """Which files docs_dir has. With another list of files, there is another site; see SharedBuild."""

    def has(self, src_uri: str) -> bool:
        """Whether the site has a file."""
        if src_uri in self.written:
            return True
        if src_uri not in self._found:
            self._found[src_uri] = self._project.has_file(src_uri)
        return self._found[src_uri]

    def url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: the file's path relative to the page's source."""

        return url_of(target, lambda src_uri: path_from(page.src_uri, src_uri) if self.has(src_uri) else None)

    def svg_url(self, target: Target, page: PageAddress) -> str | None:
        """See Site: the URL in the site, because Zensical does not rewrite URLs in SVG."""

        def file_url(src_uri: str) -> str | None:
            if not self.has(src_uri):
                return None
            address = src_uri if src_uri in self.written else site_path(self._project, src_uri)
            # The folder of `a/b/` is itself; a way to a folder loses its slash.
            slash = "/" if address.endswith("/") else ""
            return f"{posixpath.relpath(address, posixpath.dirname(page.url) or '.')}{slash}"

        return url_of(target, file_url)

    def pages(self) -> Collection[str]:
        """See Site; listed once, because each card asks whether its page is there."""
        return self._pages

    @cached_property
    def _pages(self) -> dict[str, str]:
        return self._project.page_files()

    def source(self, src_uri: str) -> str | None:
        """See Site; None for a page that Zensical makes itself."""
        try:
            return Path(self._project.docs_dir or self._project.root, src_uri).read_text("utf-8-sig", errors="replace")
        except OSError:
            return None

    def report(self, problem: Problem) -> None:
        """See Site."""
        if not self.quiet:
            log.warning("%s", report([problem]))


class FrameSite(ZensicalSite):
    """The site for what Zensical's templates print around a page's content, of which no URL is rewritten."""

    url = ZensicalSite.svg_url
