"""What must be true of every built site, whatever has built it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from ..site.course import dead_links
from .rows import Row

_LEAST = {
    **{"a.genai-card__link": 7, ".genai-table__table tbody tr th": 4, "caption": 2},
    **{".genai-quiz fieldset": 1, ".genai-quiz__answers": 1, ".genai-term": 1, ".genai-meaning": 1, ".genai-glossary dt": 1},
}
"""How often an element must be there at least."""


def faults(row: Row, site: Path) -> Iterator[str]:
    """What is wrong with a site, a line each."""
    pages = {file: BeautifulSoup(file.read_text("utf-8"), "html.parser") for file in sorted(site.rglob("*.html"))}
    if not pages:
        yield "there is no page"
        return
    counts = {
        selector: sum(len(page.select(selector)) for page in pages.values())
        for selector in (*_LEAST, ".genai-icon svg", ".genai-fault")
    }
    least = _LEAST if row.languages == 1 else {}
    yield from (f"{counts[selector]} of {number} {selector}" for selector, number in least.items() if counts[selector] < number)
    if row.theme_icons and not counts[".genai-icon svg"]:
        yield "no icon"
    if counts[".genai-fault"]:
        yield "a fault is shown in a page"
    if row.languages == 1:
        yield from _one_language(pages)
    for file, page in pages.items():
        text = page.get_text()
        if "///" in text or "[][" in text:
            yield f"a block or a link stayed text in {file.relative_to(site)}"
        if page.select(".genai") and not page.select('link[href$="assets/genai/genai.css"]'):
            yield f"no style sheet in {file.relative_to(site)}"
    # Some hosts put an address of the site into their own page for errors.
    yield from (f"dead link in {name}: {target}" for name, target in dead_links(site.resolve()) if name != "404.html")
    if names := [file.name for file in site.rglob("*.yml")]:
        yield f"the registry is in the site: {', '.join(names)}"
    if row.secret:
        files = [file for file in sorted(site.rglob("*")) if file.is_file() and row.secret.encode() in file.read_bytes()]
        yield from (f"'{row.secret}' is in {file.relative_to(site).as_posix()}" for file in files)
    words = "".join(_search_words(site / row.search))
    yield from (f"search does not know '{word}'" for word in ("Soft", "Dough") if word not in words)


def _search_words(index: Path) -> Iterator[str]:
    """What search knows: in one file, or in a folder of Pagefind's compressed ones."""
    if index.is_file():
        yield index.read_text("utf-8")
    for file in index.glob("*.pf_fragment"):
        yield gzip.decompress(file.read_bytes()).decode()


def _one_language(pages: dict[Path, BeautifulSoup]) -> Iterator[str]:
    links = [link for page in pages.values() for link in page.select("p > a")]
    rows = [str(link["href"]) for link in links if link.get_text() == "Strong"]
    if not any(href.endswith("#row_baking_flours_strong") for href in rows):
        yield "no link to a row"
    topics = [str(link["href"]) for link in links if link.get_text() == "Cakes"]
    if not any(href.endswith("#topic_baking_cakes") for href in topics):
        yield "no link to a topic"
    drawn = [link for page in pages.values() for link in page.select("svg.genai-diagram__svg a")]
    if not drawn:
        yield "no link in the diagram"
