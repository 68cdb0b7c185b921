"""The form of every address of a built site that leads elsewhere. Nobody is asked whether it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer

LOCAL = ("127.0.0.1", "localhost")
"""Hosts that are the reader's own machine, as a text about a preview names it."""
WITHOUT_HTTPS = ("neuralnetworksanddeeplearning.com",)
"""Hosts whose own addresses begin with http:. Ask them for https: once in a while."""
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+")
_SIGNS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_TRACKING = re.compile(r"utm_|fbclid$|gclid$|mc_[ce]id$", re.IGNORECASE)
_LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "srcset", "video": "src", "audio": "src", "object": "data"}
"""What a browser asks for by itself, and where it is named."""
_LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"}


def fault_of(address: str) -> str | None:
    """What is wrong with the form of an address that leads elsewhere."""
    if not _SIGNS.fullmatch(address) or re.search(r"%(?![0-9A-Fa-f]{2})", address):
        return "has a character that must be percent-encoded"
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        _, _, host = parts.path.partition("@")
        return None if _HOST.fullmatch(host.lower()) else "is no e-mail address"
    if parts.hostname in LOCAL:
        return None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in WITHOUT_HTTPS):
        return f"begins with {parts.scheme}:, not https:"
    if "@" in parts.netloc or not _HOST.fullmatch(parts.netloc):
        return "has no plain host"
    if any(_TRACKING.match(name) for name, _ in parse_qsl(parts.query)):
        return "tracks who follows it"
    if address.endswith((".", ",", ";")) or address.count("(") != address.count(")"):
        return "has a sign of the sentence around it"
    return None


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another host, or to a program such as mail."""
    return bool(urlsplit(address).scheme) or address.startswith("//")


def faults(site: Path) -> Iterator[str]:
    """What is wrong with addresses in a built site, each with the page."""
    for page in sorted(site.rglob("*.html")):
        name = page.relative_to(site).as_posix()
        soup = BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=SoupStrainer(["a", "link", *_LOADED]))
        for element in soup.find_all(True):
            if loaded := _loaded(element):
                yield f"{name}: loads {loaded} from another host"
        for link in soup.select("a[href]"):
            address = str(link["href"])
            if is_elsewhere(address) and (fault := fault_of(address)):
                yield f"{name}: {address} {fault}"


def count(site: Path) -> int:
    """How many different addresses elsewhere the pages link to."""
    only = SoupStrainer("a")
    pages = [BeautifulSoup(page.read_text("utf-8"), "html.parser", parse_only=only) for page in site.rglob("*.html")]
    return len({str(link["href"]) for page in pages for link in page.select("a[href]") if is_elsewhere(str(link["href"]))})


def _loaded(element: Tag) -> str | None:
    """The address of another host that a browser asks for because of an element."""
    key = _LOADED.get(element.name)
    if element.name == "link" and _LOADING_LINKS & {str(each) for each in element.get("rel") or ()}:
        key = "href"
    address = str(element.get(key) or "") if key else ""
    return address if is_elsewhere(address) and not address.startswith("data:") else None
