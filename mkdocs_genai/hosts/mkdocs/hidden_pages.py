"""Which pages hide what they show: those that other plugins encrypt or empty, drafts, and excluded pages.

No attribute of another plugin is asked. A page's HTML is remembered as Markdown made it, and compared with what becomes the
page's file. Where it is no longer in there as it was, both are parsed, and the page is hidden if something of it is missing.
Words are compared, and letters and digits alone, so that a minifier, typographic quotes or an added remark hide nothing. A
plugin that replaces words hides them: nobody can tell a better word from one that is blacked out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from mkdocs.plugins import get_plugin_logger

from ...render.publishable import Shown, ShownPages, TableKey

log = get_plugin_logger("genai")

_WORD = re.compile(r"\w+")
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
"""What a plugin may replace in the HTML, such as a date."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Signs that only say where a word may be broken or not."""
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
    left_out: set[str] = field(default_factory=set)
    """Drafts, and pages that are excluded from the site."""
    emptied: set[str] = field(default_factory=set)
    """Pages that other plugins encrypt, empty or change the words of."""
    unlisted: set[str] = field(default_factory=set)
    """Pages that ask to be listed nowhere, and that readers may see."""
    elsewhere: set[TableKey] = field(default_factory=set)
    """Comparisons that pages of another language show."""
    _made: dict[str, tuple[str | None, frozenset[str]]] = field(default_factory=dict)

    @property
    def hidden(self) -> set[str]:
        """Pages that hide what they show."""
        return self.left_out | self.emptied

    @property
    def closed(self) -> set[str]:
        """Pages that nothing lists."""
        return self.hidden | self.unlisted

    def as_shown(self) -> ShownPages:
        """The same as a value, for those who know no host."""
        return ShownPages(self.shown, self.hidden, self.closed, self.elsewhere)

    def made(self, name: str, html: str | None, shown: Shown, anchors: Collection[str], *, unlisted: bool) -> None:
        """Take note of a page that was converted; `anchors` are the ids that its blocks have claimed.

        `html` is None where another plugin has taken blocks out before we could see the page.
        """
        self.shown[name] = shown
        (self.unlisted.add if unlisted else self.unlisted.discard)(name)
        self._made[name] = html, frozenset(anchors)

    def finished(self, name: str, output: str) -> bool:
        """Take note of a page's final HTML; whether the page is hidden."""
        html, anchors = self._made.pop(name, ("", frozenset()))
        # Not before: `--dirty` converts pages that it does not write, and these stay as they were.
        is_emptied = html is None or (html not in output and hides(html, anchors, output))
        (self.emptied.add if is_emptied else self.emptied.discard)(name)
        return is_emptied

    def leave_out(self, name: str, shown: Shown) -> None:
        """Take note of a page that is not in the site, and what it would show."""
        self.shown[name] = shown
        self.left_out.add(name)

    def report(self) -> None:
        """Say which pages are hidden that would show something."""
        found = sorted(name for name in self.hidden if self.shown[name].cells or name in self.emptied)
        if found:
            log.info(
                "%s", f"hidden pages (their tables are published only as far as other pages show them): {', '.join(found)}"
            )

    def forget_all_but(self, names: Collection[str]) -> None:
        """Forget pages that no longer exist."""
        for name in self.shown.keys() - set(names):
            del self.shown[name]
        self.emptied.intersection_update(names)
        self.unlisted.intersection_update(names)
        self.left_out.clear()  # which is found anew in each build


def is_unlisted(meta: Mapping[str, Any]) -> bool:
    """Whether front matter asks that its page be listed nowhere: `robots: noindex` or `none`, or `search: {exclude: true}`."""
    search, robots = meta.get("search"), meta.get("robots")
    words = " ".join(map(str, robots)) if isinstance(robots, list) else str(robots or "")
    asks = not {"noindex", "none"}.isdisjoint(words.lower().replace(",", " ").split())
    return asks or (isinstance(search, Mapping) and bool(search.get("exclude")))


def hides(html: str, anchors: Iterable[str], output: str) -> bool:
    """Whether something of a page's own HTML is missing from the whole page; `anchors` are those of our blocks.

    What counts: those anchors, the words, alternative texts and addresses. The first heading does not, which a plugin may well
    move, and words may be added anywhere.
    """
    own, whole = _Reader(html), _Reader(output)
    if not own.ids.intersection(anchors) <= whole.ids or not own.addresses <= whole.values or not own.labels <= whole.values:
        return True
    texts = own.texts_without_heading()
    if not texts and not own.addresses and not own.labels and not own.ids.intersection(anchors):
        # Nothing shows that a comment or a script is still there, but for the place of the heading above it.
        return own.has_more and not (own.ids and own.ids <= whole.ids)
    missing = Counter(_words(" ".join(texts))) - Counter(_words(" ".join(whole.texts)))
    everything = _letters(" ".join(whole.texts))
    # Minifiers may join words.
    return any(not missing.keys().isdisjoint(_words(text)) and _letters(text) not in everything for text in texts)


def _words(text: str) -> list[str]:
    """The words that count: no single letters, which plugins take for signs such as ©, and no placeholders."""
    plain = _PLACEHOLDER.sub(" ", unicodedata.normalize("NFKC", text)).translate(_INVISIBLE)
    return [word for word in _WORD.findall(plain.casefold()) if len(word) > 1 or word.isdigit()]


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


class _Reader(HTMLParser):
    """Reads the ids and addresses of HTML, and the texts that readers see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.values: set[str] = set()
        """The values of all attributes."""
        self.addresses: set[str] = set()
        self.labels: set[str] = set()
        """Alternative texts, and values of fields."""
        self.texts: list[str] = [""]
        self.has_more = False
        """Whether there is something that readers don't see."""
        self._heading: tuple[int, int] | None = None
        self._heading_start = 0
        self._not_shown = 0
        self.feed(html)
        self.close()

    def texts_without_heading(self) -> list[str]:
        """The texts but for the first heading."""
        start, stop = self._heading or (0, 0)
        return [text for text in (*self.texts[:start], *self.texts[stop:]) if text.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See HTMLParser."""
        found = {name: value.strip() for name, value in attrs if value}
        self.values.update(found.values())
        if "id" in found:
            self.ids.add(found["id"])
        self.labels.update(found[name] for name in ("alt", "value") if name in found)
        if "href" in found and not found["href"].startswith("#"):
            self.addresses.add(found["href"])
        # A plugin may bring what another host has.
        if "src" in found and not found["src"].startswith(("http:", "https:", "//")):
            self.addresses.add(found["src"])
        self._not_shown += tag in _NOT_SHOWN
        self.has_more = self.has_more or tag not in _HEADINGS | _INLINE
        if tag not in _INLINE:
            self.texts.append("")
        if tag in _HEADINGS and self._heading is None:
            self._heading_start = len(self.texts) - 1

    def handle_endtag(self, tag: str) -> None:
        """See HTMLParser."""
        self._not_shown -= tag in _NOT_SHOWN and self._not_shown > 0
        if tag not in _INLINE:
            self.texts.append("")
        if tag in _HEADINGS and self._heading is None:
            self._heading = self._heading_start, len(self.texts) - 1

    def handle_data(self, data: str) -> None:
        """See HTMLParser."""
        if not self._not_shown:
            self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        """See HTMLParser."""
        del data
        self.has_more = True
