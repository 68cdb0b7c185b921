"""The page of mkdocs-print-site-plugin, which puts all pages on one: its style sheets, and its links.

The plugin writes that page itself, in its `on_post_build`, and asks no other plugin about it. It gives each page a section with
the page's key, puts the key before ids of headings and list items, and rewrites each `href` of HTML: `../a/soil/#sand` becomes
`#a-soil-sand`. So links to other ids, such as rows, lead nowhere, and links in drawings and the addresses of scripts are
relative to a page that is not there; and what two pages show of the registry, such as a row or a map, has its id twice. The
file is mended when it is written; nothing else of it is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from ...text_edits import Edit, edited
from ..copied_assets import shows_something
from .assets import style_sheet_uris
from .excluded_pages import is_published
from .site import MkDocsSite
from .tag_starts import TagStarts


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
    places = _Places(found.ids, {_key(url): url for url in urls}, print_url, _new_ids(found.tags, found.ids))
    edits = [edit for tag in found.tags if (edit := _with(tag, places.mended(tag)))]
    sheets = [get_relative_url(uri, print_url) for uri in style_sheet_uris(config) if uri not in config.extra_css]
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">\n' for sheet in sheets)
    # Before the course's own, so that those override them.
    own = {get_relative_url(str(sheet), print_url) for sheet in config.extra_css}
    first = next((tag.start for tag in found.tags if tag.name == "link" and tag.attrs.get("href") in own), found.head_end)
    return edited(html, [*edits, Edit(first, first, links)])


_ID_ATTRIBUTES = frozenset(
    ("id", "aria-labelledby", "aria-describedby", "popovertarget", "data-meaning", "marker-end", "headers", "for")
)
"""Those of ours that are an id, or have one or several."""


class _Tag(NamedTuple):
    """A start tag: where it begins, its text, and the key of the page in whose section it is."""

    name: str
    attrs: Mapping[str, str]
    start: int
    text: str
    page: str | None
    ours: bool
    """Whether it is part of what a block has put into the page."""


def _new_ids(tags: Iterable[_Tag], ids: frozenset[str]) -> dict[tuple[str, str], str]:
    """Other ids for those of ours that stand further up on the page, by the key of their own page and the id."""
    seen, found = set[str](), dict[tuple[str, str], str]()
    for tag in tags:
        name = tag.attrs.get("id", "")
        if tag.ours and tag.page and name in seen:
            candidates = (f"{name}_{number}" for number in count(2))
            found[tag.page, name] = next(each for each in candidates if each not in ids and each not in found.values())
        seen.add(name)
    return found


class _Places(NamedTuple):
    """The ids of the page, the address of each page by its key, the address of the page itself, and the ids that change."""

    ids: frozenset[str]
    urls: Mapping[str, str]
    print_url: str
    new_ids: Mapping[tuple[str, str], str]

    def mended(self, tag: _Tag) -> dict[str, str]:
        """The attributes of a tag, where an address leads nowhere or an id stands on the page twice."""
        attrs = {name: self._renamed(tag.page, name, value) for name, value in tag.attrs.items()} if tag.page else {}
        if tag.name == "a" and tag.attrs.get("href", "").startswith("#"):
            attrs["href"] = self._to_id(tag.attrs["href"][1:])
        if tag.page in self.urls:
            for element, name, address in (
                ("a", "xlink:href", self._from),
                ("script", "src", self._file),
                ("link", "href", self._file),
            ):
                if tag.name == element and name in tag.attrs:
                    attrs[name] = address(tag.page or "", tag.attrs[name])
        return attrs

    def _renamed(self, page: str, name: str, value: str) -> str:
        """The value of an attribute that is an id or refers to some."""
        if name not in _ID_ATTRIBUTES:
            return value
        if name == "marker-end":
            return f"url(#{self.new_ids.get((page, value[5:-1]), value[5:-1])})"
        return " ".join(self.new_ids.get((page, each), each) for each in value.split())

    def _to_id(self, written: str) -> str:
        """An id that the plugin has put a page's key before, although the element has none."""
        if written in self.ids:
            return f"#{written}"
        bare = [(key, written.removeprefix(f"{key}-")) for key in self.urls if written.startswith(f"{key}-")]
        new = (self.new_ids[each] for each in bare if each in self.new_ids)
        return f"#{next(new, next((name for _, name in bare if name in self.ids), written))}"

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


def _with(tag: _Tag, attrs: Mapping[str, str]) -> Edit | None:
    """A tag with other values of attributes, which are written as our templates and the plugin write them."""
    text = tag.text
    for name, value in attrs.items():
        for quoted in (tag.attrs[name], escape(tag.attrs[name])):
            if tag.attrs[name] != value and f' {name}="{quoted}"' in text:
                text = text.replace(f' {name}="{quoted}"', f' {name}="{escape(value)}"', 1)
                break
    return None if text == tag.text else Edit(tag.start, tag.start + len(tag.text), text)


class _PrintPage(TagStarts):
    """The start tags of links, scripts and style sheets, and all ids."""

    def __init__(self, html: str) -> None:
        self.tags: list[_Tag] = []
        self.head_end = 0
        self._ids: set[str] = set()
        self._sections: list[str | None] = []
        """The keys of the sections that are open; of sections of a page itself the page's."""
        self._ours, self._inside = "", 0
        """The element that a block has put into the page, and how many of its name are open, of which it is the first."""
        super().__init__(html)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            self._ids.add(found["id"])
        page = self._sections[-1] if self._sections else None
        if tag == "section":
            self._sections.append(found.get("id") if found.get("class") == "print-page" else page)
        self._inside += tag == self._ours
        if not self._inside and any(name.startswith("genai") for name in found.get("class", "").split()):
            self._ours, self._inside = tag, 1
        if tag in ("a", "script", "link") or not _ID_ATTRIBUTES.isdisjoint(found):
            text = self.get_starttag_text() or ""
            self.tags.append(_Tag(tag, found, self.tag_start(), text, page, self._inside > 0))

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        if self._inside and tag == self._ours:
            self._inside -= 1
        if tag == "head":
            self.head_end = self.tag_start()
        elif tag == "section" and self._sections:
            self._sections.pop()
