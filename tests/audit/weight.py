"""What the pages of a built site weigh, as a server sends them: compressed, with all that a browser asks for at once."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

PAGE_GOAL = 250_000
"""The most bytes that a page may need."""
SITE_GOAL = 25_000_000
"""The most bytes that all files together may have on the disk."""
_AT_ONCE = "link[rel~=stylesheet][href], link[rel~=icon][href], script[src], img[src]"
_COMPRESSED = (".html", ".css", ".js", ".mjs", ".svg", ".json")


@cache
def sent(file: Path) -> int:
    """How many bytes of a file are sent."""
    content = file.read_bytes()
    return len(gzip.compress(content, 9, mtime=0)) if file.suffix in _COMPRESSED else len(content)


def of_page(page: Path) -> int:
    """A page with its style sheets, scripts and pictures; each file once. What is not in the site does not count."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=SoupStrainer(["link", "script", "img"]))
    named = [str(element.get("href") or element.get("src")) for element in soup.select(_AT_ONCE)]
    files = {(page.parent / unquote(urlsplit(address).path)).resolve() for address in named if not urlsplit(address).scheme}
    return sent(page) + sum(sent(file) for file in files if file.is_file())


def of_pages(site: Path) -> dict[str, int]:
    """All pages, the heaviest first; 404.html, whose addresses begin at the domain, is left out."""
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    found = {page.relative_to(site).as_posix(): of_page(page) for page in sorted(pages)}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def of_site(site: Path) -> int:
    """All files, uncompressed."""
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
