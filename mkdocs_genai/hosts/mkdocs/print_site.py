"""The page of mkdocs-print-site-plugin, which puts all pages on one: its style sheets, and its links.

The plugin writes that page itself, in its `on_post_build`, and asks no other plugin about it. It gives each page a section with
the page's key, puts the key before ids of headings and list items, and rewrites each `href` of HTML: `../a/soil/#sand` becomes
`#a-soil-sand`. So links to other ids, such as rows, lead nowhere, and links in drawings and the addresses of scripts are
relative to a page that is not there. The file is mended when it is written; nothing else of it is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from ..copied_assets import shows_something
from .assets import style_sheet_uris
from .excluded_pages import is_published
from .site import MkDocsSite


def mend_print_page(site: MkDocsSite) -> None:
    """Link the style sheets on the page, and have its links lead to what they are meant for."""
    config = site.config
    plugin = config.plugins.get("print-site")
    if plugin is None:
        return
    name = plugin.config.get("print_page_basename", "print_page")
    print_file = File(f"{name}.md", config.docs_dir, config.site_dir, config.use_directory_urls)
    path = Path(print_file.abs_dest_path)
    if not path.is_file() or path.is_symlink():  # none where the plugin's `enabled` is off
        return
    html = path.read_bytes().decode()
    if shows_something(html):
        urls = [file.url for file in site.files.documentation_pages() if is_published(file, serving=site.serving)]
        path.write_bytes(mended(html, print_file.url, urls, config).encode())


def mended(html: str, print_url: str, urls: Iterable[str], config: MkDocsConfig) -> str:
    """The page's HTML with working links and our style sheets; `urls` are those of all pages."""
    found = _PrintPage(html)
    places = _Places(found.ids, {_key(url): url for url in urls}, print_url)
    edits = [edit for tag in found.tags if (edit := places.mend(tag))]
    sheets = [get_relative_url(uri, print_url) for uri in style_sheet_uris(config) if uri not in config.extra_css]
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">\n' for sheet in sheets)
    # Before the course's own, so that those override them.
    own = {get_relative_url(str(sheet), print_url) for sheet in config.extra_css}
    first = next((tag.start for tag in found.tags if tag.name == "link" and tag.attrs.get("href") in own), found.head_end)
    return "".join(_edited(html, sorted([*edits, _Edit(first, first, links)])))


class _Tag(NamedTuple):
    """A start tag: where it begins, its text, and the key of the page in whose section it is."""

    name: str
    attrs: Mapping[str, str]
    start: int
    text: str
    page: str | None


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _Places(NamedTuple):
    """The ids of the page, the address of each page by its key, and the address of the page itself."""

    ids: frozenset[str]
    urls: Mapping[str, str]
    print_url: str

    def mend(self, tag: _Tag) -> _Edit | None:
        """What becomes of a tag whose address leads nowhere."""
        if tag.name == "a" and tag.attrs.get("href", "").startswith("#"):
            return _with(tag, "href", self._to_id(tag.attrs["href"][1:]))
        if tag.page in self.urls and tag.name == "a" and "xlink:href" in tag.attrs:
            return _with(tag, "xlink:href", self._from(tag.page or "", tag.attrs["xlink:href"]))
        if tag.page in self.urls and tag.name == "script" and "src" in tag.attrs:
            return _with(tag, "src", self._file(tag.page or "", tag.attrs["src"]))
        if tag.page in self.urls and tag.name == "link" and "href" in tag.attrs:
            return _with(tag, "href", self._file(tag.page or "", tag.attrs["href"]))
        return None

    def _to_id(self, written: str) -> str:
        """An id that the plugin has put a page's key before, although the element has none."""
        if written in self.ids:
            return f"#{written}"
        bare = (written.removeprefix(f"{key}-") for key in self.urls if written.startswith(f"{key}-"))
        return f"#{next((name for name in bare if name in self.ids), written)}"

    def _from(self, page: str, written: str) -> str:
        """The place on this page that a link of a page leads to; the other page itself, if it is not on this one."""
        url, anchor = urldefrag(urljoin(f"/{self.urls[page]}", written))
        if urlsplit(url).netloc:
            return written
        key = _key(url)
        if key not in self.ids:
            return self._file(page, written)
        return self._to_id(f"{key}-{anchor}") if anchor else f"#{key}"

    def _file(self, page: str, written: str) -> str:
        """The address of a page's file, relative to this page."""
        if urlsplit(written).netloc or written.startswith("/"):
            return written
        return get_relative_url(urljoin(f"/{self.urls[page]}", written).lstrip("/"), self.print_url)


def _key(url: str) -> str:
    """The key of a page, as mkdocs-print-site-plugin makes it."""
    return url.lower().strip().rstrip("/").replace(".html", "").replace("/", "-").lstrip("-").lstrip(".") or "index"


def _with(tag: _Tag, name: str, value: str) -> _Edit | None:
    """A tag with another value of an attribute, which is written as our templates and the plugin write it."""
    if tag.attrs[name] == value:
        return None
    for quoted in (tag.attrs[name], escape(tag.attrs[name])):
        if (written := f' {name}="{quoted}"') in tag.text:
            text = tag.text.replace(written, f' {name}="{escape(value)}"', 1)
            return _Edit(tag.start, tag.start + len(tag.text), text)
    return None


def _edited(html: str, edits: Iterable[_Edit]) -> Iterator[str]:
    done = 0
    for start, end, text in edits:
        yield html[done:start]
        yield text
        done = end
    yield html[done:]


class _PrintPage(HTMLParser):
    """The start tags of links, scripts and style sheets, and all ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[_Tag] = []
        self.head_end = 0
        self._ids: set[str] = set()
        self._sections: list[str | None] = []
        """The keys of the sections that are open; of sections of a page itself the page's."""
        self._lines = list(accumulate((len(line) + 1 for line in html.split("\n")), initial=0))
        self.feed(html)
        self.close()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._ids)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self._ids.add(found["id"])
        page = self._sections[-1] if self._sections else None
        if tag == "section":
            self._sections.append(found.get("id") if found.get("class") == "print-page" else page)
        if tag in ("a", "script", "link"):
            self.tags.append(_Tag(tag, found, self._offset(), self.get_starttag_text() or "", page))

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        if tag == "head":
            self.head_end = self._offset()
        elif tag == "section" and self._sections:
            self._sections.pop()
