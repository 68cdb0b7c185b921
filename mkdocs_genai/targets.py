"""Where links lead, and what a site answers: targets, the anchors of the registry's things, and the protocol `Site`.

A text of the registry names a file of docs_dir or an address; `Target.parse` reads it, once. The site around the pages knows
where a file is published, and `url_of` makes an address of that.

Anchors join ids with underscores, which ids can't contain, so that they are unique and stable.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple, Protocol
from urllib.parse import quote, unquote

from .problems import Problem


class Target(NamedTuple):
    """Where a link leads: a file of docs_dir, the page itself, or an address that is not the site's."""

    path: str
    """The file's src_uri, not percent-encoded; empty for the page itself; the whole address where `is_external`."""
    anchor: str = ""
    is_external: bool = False
    """Whether it is an address with a scheme, or one from the server's root."""

    @classmethod
    def parse(cls, written: str) -> Target:
        """The target of an address as authors write it, relative to docs_dir."""
        if written.startswith("/") or ":" in written.split("/")[0].split("#")[0]:
            return cls(written, is_external=True)
        path, _, anchor = written.partition("#")
        return cls(unquote(path), anchor)

    def __str__(self) -> str:
        """The target as authors write it."""
        if self.is_external:
            return self.path
        # `#` alone is the page's top.
        return f"{quote(self.path)}#{self.anchor}" if self.anchor or not self.path else quote(self.path)


def url_of(target: Target, file_url: Callable[[str], str | None]) -> str | None:
    """The address of a target; None where nothing is there.

    `file_url` gives the address of a file of docs_dir, or None. What is not a file of docs_dir stays as it is.
    """
    if target.is_external or not target.path:
        return str(target)
    url = file_url(target.path)
    return f"{url}#{target.anchor}" if url is not None and target.anchor else url


class PageAddress(NamedTuple):
    """One page, as the registry, its author and its reader know it."""

    src_uri: str
    """Its name in the registry, which has no language."""
    file: str = ""
    """Its file as messages name it: `docs/soil.de.md`."""
    url: str = ""
    """Its address in the site, relative to the site's root."""


class Site(Protocol):
    """The site around the pages. Each host has one: MkDocs, Zensical, and the command line, which has no host."""

    def url(self, target: Target, page: PageAddress) -> str | None:
        """The address of a target in a page's HTML; None where nothing is there."""

    def svg_url(self, target: Target, page: PageAddress) -> str | None:
        """The same inside an SVG, whose addresses no host rewrites once the page is made."""

    def pages(self) -> Collection[str]:
        """The pages of docs_dir, by their names in the registry."""

    def source(self, src_uri: str) -> str | None:
        """A page's whole text, front matter included; None where it can't be read."""

    def report(self, problem: Problem) -> None:
        """Tell the author what is wrong with a page."""


def topic_anchor(area_id: str, topic_id: str) -> str:
    """The id of a topic's card."""
    return f"topic_{area_id}_{topic_id}"


def area_anchor(area_id: str) -> str:
    """The id of an area's card."""
    return f"area_{area_id}"


def comparison_anchor(area_id: str, comparison_id: str) -> str:
    """The id of a comparison's table."""
    return f"comparison_{area_id}_{comparison_id}"


def row_anchor(area_id: str, comparison_id: str, row_id: str) -> str:
    """The id of a row."""
    return f"row_{area_id}_{comparison_id}_{row_id}"


def diagram_anchor(area_id: str, diagram_id: str) -> str:
    """The id of a diagram."""
    return f"diagram_{area_id}_{diagram_id}"


def table_file(area_id: str, comparison_id: str, kind: str) -> str:
    """Where the file is, as if it were in docs_dir; `kind` is json or csv."""
    # All in one folder: to clear a site away, a folder can cost far more than a file.
    return f"assets/genai/{area_id}_{comparison_id}.{kind}"
