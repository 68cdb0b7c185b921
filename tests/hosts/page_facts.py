"""What two builds of a course must have in common, page by page, whatever has built it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup, Tag

_HEAD = "meta[property], meta[name=description], meta[name^=twitter], script[type='application/ld+json']"


def differences(one: Path, other: Path) -> Iterator[str]:
    """What differs in two sites: their pages, and in each page blocks, links, headings, anchors, metadata, our style sheets."""
    pages = {file.relative_to(one).as_posix() for file in one.rglob("*.html")}
    yield from (
        f"{name} is in one site" for name in sorted(pages ^ {f.relative_to(other).as_posix() for f in other.rglob("*.html")})
    )
    for name in sorted(pages - {"404.html"}):
        if (other / name).is_file():
            here, there = page_facts(one, name), page_facts(other, name)
            for fact, value in here.items():
                lacking, added = (
                    [each for each in a if each not in b] for a, b in ((value, there[fact]), (there[fact], value))
                )
                if value != there[fact]:
                    yield f"{name}: {fact}: {lacking[:3]} {added[:3]}"


def page_facts(site: Path, name: str) -> dict[str, list[str]]:
    """What a page has, by what it is. Links are complete and unescaped, so that all ways to write one are the same."""
    page = BeautifulSoup((site / name).read_text("utf-8"), "html.parser")
    article = page.select_one("article") or page
    base = f"https://example.org/{name.removesuffix('index.html')}"

    def values(selector: str, attribute: str, within: Tag) -> list[str]:
        return [unquote(urljoin(base, str(element[attribute]))) for element in within.select(selector)]

    drawn = [element for element in article.find_all(True) if element.get("xlink:href")]
    return {
        "blocks": [" ".join(element["class"]) for element in article.select("[class^=genai]")],
        "links": values("a[href]:not(.md-content__button)", "href", article),
        "links of drawings": [unquote(urljoin(base, str(element["xlink:href"]))) for element in drawn],
        "scripts": values("script[src*='assets/genai']", "src", article),
        "headings": [f"{each.name} {each.get('id')} {each.get_text()}" for each in article.select("h1, h2, h3, h4, h5, h6")],
        # Where Zensical's link to the content leads.
        "anchors": [str(element["id"]) for element in article.select("[id]:not(#__skip)")],
        "metadata": [str(element) for element in page.select(_HEAD)],
        "style sheets": values("link[rel=stylesheet][href*='assets/genai']", "href", page),
    }
