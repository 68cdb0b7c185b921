"""Which pages hide what they show: those that other plugins encrypt or empty, drafts, and excluded pages.

No attribute of another plugin is asked. A page's HTML is remembered as Markdown made it, and compared with what becomes the
page's file. Where it is no longer in there as it was, both are parsed, and the page is hidden if something of it is missing.
Letters and digits alone are compared, so that a minifier or typographic quotes hide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from mkdocs.plugins import get_plugin_logger

from ..render.shown import Shown

log = get_plugin_logger("genai")

_FIRST_WORDS = 8
_WORD = re.compile(r"\w+")
_NOT_SHOWN = frozenset({"script", "style", "template", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements that stand inside a line of text; every other one begins a text of its own."""


@dataclass
class HiddenPages:
    """What the pages of a site show, and which of them hide it. Pages go by the names that the registry has for them."""

    shown: dict[str, Shown] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    """Pages that ask to be listed nowhere, and that readers may see."""
    _by_others: set[str] = field(default_factory=set)
    """Hidden pages that other plugins hide."""
    _made: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    @property
    def closed(self) -> set[str]:
        """Pages that nothing lists."""
        return self.hidden | self.unlisted

    def made(self, name: str, html: str, shown: Shown, anchors: Collection[str], *, unlisted: bool) -> None:
        """Take note of a page that was converted; `anchors` are the ids that its blocks have claimed."""
        self.shown[name] = shown
        self.hidden.discard(name)
        self._by_others.discard(name)
        (self.unlisted.add if unlisted else self.unlisted.discard)(name)
        self._made[name] = html, frozenset(anchors)

    def finished(self, name: str, output: str) -> bool:
        """Take note of a page's final HTML; whether the page is hidden."""
        html, anchors = self._made.pop(name, ("", frozenset()))
        if html not in output and hides(html, anchors, output):
            self.hidden.add(name)
            self._by_others.add(name)
        return name in self.hidden

    def leave_out(self, name: str, shown: Shown) -> None:
        """Take note of a page that is not in the site, and what it would show."""
        self.shown[name] = shown
        self.hidden.add(name)

    def report(self) -> None:
        """Say which pages are hidden that would show something."""
        found = sorted(name for name in self.hidden if self.shown[name].cells or name in self._by_others)
        if found:
            log.info("%s", f"hidden pages, whose tables are published only as far as other pages show them: {', '.join(found)}")

    def forget_all_but(self, names: Collection[str]) -> None:
        """Forget pages that no longer exist."""
        for name in self.shown.keys() - set(names):
            del self.shown[name]
        self.hidden.intersection_update(names)
        self._by_others.intersection_update(names)
        self.unlisted.intersection_update(names)


def is_unlisted(meta: Mapping[str, Any]) -> bool:
    """Whether a page's front matter asks that it be listed nowhere: `robots: noindex`, or `search: {exclude: true}`."""
    search, robots = meta.get("search"), meta.get("robots")
    words = " ".join(map(str, robots)) if isinstance(robots, list) else str(robots or "")
    return "noindex" in words.lower() or (isinstance(search, Mapping) and bool(search.get("exclude")))


def hides(html: str, anchors: Iterable[str], output: str) -> bool:
    """Whether something of a page's own HTML is missing from the whole page; `anchors` are those of our blocks."""
    own, whole = _Reader(html), _Reader(output)
    if not own.ids.intersection(anchors) <= whole.ids:
        return True
    texts = own.texts_after_heading()
    everything = " ".join(whole.texts)
    first = " ".join(texts).split()[:_FIRST_WORDS]
    if _letters(" ".join(first)) not in _letters(everything):
        return True
    # A plugin may hide a part of a page only.
    words = set(_words(everything))
    return any(_is_missing(text, words) for text in texts)


def _is_missing(text: str, words: Collection[str]) -> bool:
    """Whether most words of a text are gone, as they are not where a plugin fills in a date or adds a link."""
    own = set(_words(text))
    return sum(word in words for word in own) * 2 < len(own)


def _words(text: str) -> list[str]:
    return [_letters(word) for word in _WORD.findall(text.replace("\u00ad", ""))]


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


class _Reader(HTMLParser):
    """Reads the ids of HTML, and the texts that readers see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.texts: list[str] = [""]
        self._heading_end: int | None = None
        self._not_shown = 0
        self.feed(html)
        self.close()

    def texts_after_heading(self) -> list[str]:
        """The texts below the first heading, or all where there is none."""
        return [text for text in self.texts[self._heading_end or 0 :] if text.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        self.ids.update(value for name, value in attrs if name == "id" and value)
        self._not_shown += tag in _NOT_SHOWN
        if tag not in _INLINE:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        self._not_shown -= tag in _NOT_SHOWN and self._not_shown > 0
        if tag not in _INLINE:
            self.texts.append("")
        if tag in _HEADINGS and self._heading_end is None:
            self._heading_end = len(self.texts) - 1

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        if not self._not_shown:
            self.texts[-1] += data
