"""What the pages of a built site weigh, as a server sends them: compressed, with all that a browser asks for at once."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
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
_FONT_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_FONT_FILE = re.compile(r"""url\(["']?([^"')]+)""")
_CHARACTERS = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)


@cache
def sent(file: Path) -> int:
    """How many bytes of a file are sent."""
    content = file.read_bytes()
    return len(gzip.compress(content, 9, mtime=0)) if file.suffix in _COMPRESSED else len(content)


@cache
def fonts_of(style_sheet: Path) -> tuple[tuple[Path, tuple[range, ...]], ...]:
    """The files of a style sheet's fonts, and the characters that each is loaded for; none means any."""
    faces = _FONT_FACE.findall(style_sheet.read_text("utf-8"))
    named = [(file[1], face) for face in faces if (file := _FONT_FILE.search(face))]
    return tuple(((style_sheet.parent / name).resolve(), tuple(_characters_of(face))) for name, face in named)


def _characters_of(face: str) -> Iterator[range]:
    for first, last in _CHARACTERS.findall(face):
        yield range(int(first, 16), int(last or first, 16) + 1)


def of_page(page: Path) -> int:
    """A page with its style sheets, scripts, pictures, and fonts for its characters; each file once.

    What is not in the site does not count.
    """
    html = page.read_text("utf-8")
    soup = BeautifulSoup(html, "html.parser", parse_only=SoupStrainer(["link", "script", "img"]))
    named = [str(element.get("href") or element.get("src")) for element in soup.select(_AT_ONCE)]
    files = {(page.parent / unquote(urlsplit(address).path)).resolve() for address in named if not urlsplit(address).scheme}
    used = {ord(character) for character in html}
    for style_sheet in [file for file in files if file.suffix == ".css" and file.is_file()]:
        files |= {font for font, ranges in fonts_of(style_sheet) if not ranges or any(used & set(each) for each in ranges)}
    return sent(page) + sum(sent(file) for file in files if file.is_file())


def of_pages(site: Path) -> dict[str, int]:
    """All pages, the heaviest first; 404.html, whose addresses begin at the domain, is left out."""
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    found = {page.relative_to(site).as_posix(): of_page(page) for page in sorted(pages)}
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def of_site(site: Path) -> int:
    """All files, uncompressed."""
    return sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
