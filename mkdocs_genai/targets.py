"""Link targets, the anchors of the registry's entries, and the protocol `Site`, which turns targets into URLs.

A registry text names a file of docs_dir or a URL; `Target.parse` reads it. The site knows where a file is published, and
`url_of` makes a URL of that.

Anchors join ids with underscores, which ids can't contain, so that they are unique and stable.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Sequence
from typing import Literal, NamedTuple, Protocol, get_args
from urllib.parse import quote, unquote

from .problems import Problem

INDEX_PAGES = ("index.md", "README.md")
"""What a folder's own page may be called, in the order in which hosts look for it; that of docs_dir is the home page."""


def home_page(has_page: Callable[[str], bool]) -> str | None:
    """The name of a site's home page in the registry; None if it has none."""
    return next((name for name in INDEX_PAGES if has_page(name)), None)


class Target(NamedTuple):
    """Where a link leads: a file of docs_dir, the page itself, or an external URL."""

    path: str
    """The file's src_uri, not percent-encoded; empty for the page itself; the whole URL if `is_external`."""
    anchor: str = ""
    is_external: bool = False
    """Whether it is a URL with a scheme, or one that begins at the server's root."""

    @classmethod
    def parse(cls, written: str) -> Target:
        """The target of a URL as authors write it, relative to docs_dir."""
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
    """The URL of a target; None if its file is not in the site.

    `file_url` gives the URL of a file of docs_dir, or None. Everything else stays as it is.
    """
    if target.is_external or not target.path:
        return str(target)
    url = file_url(target.path)
    return f"{url}#{target.anchor}" if url is not None and target.anchor else url


def path_from(page: str, src_uri: str) -> str:
    """The path of a file of docs_dir as authors write it in a link of a page: relative, and percent-encoded."""
    return quote(posixpath.relpath(src_uri, posixpath.dirname(page) or "."))


class PageAddress(NamedTuple):
    """One page's names: in the registry, in messages, and in the site."""

    src_uri: str
    """Its name in the registry, which has no language."""
    file: str = ""
    """Its file as messages name it: `docs/soil.de.md`."""
    url: str = ""
    """Its address in the site, relative to the site's root."""


class Site(Protocol):
    """The site that a page belongs to. Implemented for MkDocs, for Zensical, and for the command line."""

    def url(self, target: Target, page: PageAddress) -> str | None:
        """The URL of a target in a page's HTML; None if its file is not in the site."""

    def svg_url(self, target: Target, page: PageAddress) -> str | None:
        """The URL of a target in an SVG, whose URLs no host rewrites; None if its file is not in the site."""

    def pages(self) -> Collection[str]:
        """The pages of docs_dir, by their names in the registry."""

    def source(self, src_uri: str) -> str | None:
        """A page's whole text, front matter included; None if it can't be read."""

    def report(self, problem: Problem) -> None:
        """Tell the author what is wrong with a page."""


AnchorKind = Literal[
    "topic",
    "topics",
    "keypoints",
    "resource",
    "term",
    "use",
    "area",
    "comparison",
    "row",
    "diagram",
    "chart",
    "quiz",
    "question",
]
"""The first word of an id that blocks give to an entry of the registry."""


def _anchor(kind: AnchorKind, *ids: str) -> str:
    return "_".join((kind, *ids))


def is_entry_anchor(anchor: str) -> bool:
    """Whether an id is one that blocks give to entries; `topics` alone may be a heading's, too."""
    kind, underscore, _ = anchor.partition("_")
    return bool(underscore) and kind in get_args(AnchorKind)


def topic_anchor(area_id: str, topic_id: str) -> str:
    """The id of a topic's card."""
    return _anchor("topic", area_id, topic_id)


def topics_anchor(area_ids: Sequence[str]) -> str:
    """The id of a table of topics: those of an area, or of several."""
    return _anchor("topics", *(area_ids if len(area_ids) == 1 else ()))


def keypoints_anchor(area_id: str, topic_id: str) -> str:
    """The id of what to remember of a topic."""
    return _anchor("keypoints", area_id, topic_id)


def resource_anchor(area_id: str, topic_id: str, resource_id: str) -> str:
    """The id of something elsewhere that a topic names."""
    return _anchor("resource", area_id, topic_id, resource_id)


def chart_anchor(area_id: str, comparison_id: str) -> str:
    """The id of a comparison's first chart."""
    return _anchor("chart", area_id, comparison_id)


def term_anchor(term_id: str) -> str:
    """The id of a term in the glossary."""
    return _anchor("term", term_id)


def use_anchor(term_id: str) -> str:
    """The id of the first place of a page that uses a term."""
    return _anchor("use", term_id)


def area_anchor(area_id: str) -> str:
    """The id of an area's card."""
    return _anchor("area", area_id)


def comparison_anchor(area_id: str, comparison_id: str) -> str:
    """The id of a comparison's table."""
    return _anchor("comparison", area_id, comparison_id)


def row_anchor(area_id: str, comparison_id: str, row_id: str) -> str:
    """The id of a row."""
    return _anchor("row", area_id, comparison_id, row_id)


def diagram_anchor(area_id: str, diagram_id: str) -> str:
    """The id of a diagram."""
    return _anchor("diagram", area_id, diagram_id)


def quiz_anchor(area_id: str, topic_id: str) -> str:
    """The id of a topic's quiz."""
    return _anchor("quiz", area_id, topic_id)


def question_anchor(area_id: str, topic_id: str, question_id: str) -> str:
    """The id of a question."""
    return _anchor("question", area_id, topic_id, question_id)


def table_file(area_id: str, comparison_id: str, kind: str) -> str:
    """The file's src_uri, as if it were in docs_dir; `kind` is json or csv."""
    # All in one folder, because deleting a folder when the site is cleared can take far longer than deleting a file.
    return f"assets/genai/{area_id}_{comparison_id}.{kind}"
