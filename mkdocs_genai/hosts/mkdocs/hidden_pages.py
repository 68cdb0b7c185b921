"""Finds hidden pages: those that other plugins encrypt or empty, drafts, and excluded pages.

No attribute of another plugin is read. A page's HTML is stored after the conversion, and compared with the page's final HTML.
If it is no longer part of that, both are parsed, and the page is hidden if something is missing. Only words, and in them only
letters and digits, are compared, so that a minifier, typographic quotes or an added remark make no difference. A plugin that
replaces words hides the page, because a corrected word can't be told from a redacted one.

Not in here: what is kept out of published files for it (`sharing/published_content.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from mkdocs.plugins import get_plugin_logger

from ...render.shown_content import PageContent, Shown, ShownPages

log = get_plugin_logger("genai")

_WORD = re.compile(r"\w+")
_PLACEHOLDER = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\S+\.md:\d+-\d+/\w+")
"""Placeholders that a plugin may replace in the HTML, such as a date, or the headings of Material's lists of tags."""
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Characters that only control where a word may be broken."""
_NOT_SHOWN = frozenset({"script", "style", "template", "title"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "del", "dfn", "em", "font", "i", "img", "input", "ins"}
    | {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Elements inside a line of text; every other element begins a new text."""


@dataclass
class HiddenPages:
    """What the pages of a site show, and which of them are hidden. Pages are identified by their names in the registry."""

    content: dict[str, PageContent] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    """Drafts, and pages that are excluded from the site."""
    emptied: set[str] = field(default_factory=set)
    """Pages that other plugins encrypt or empty, or whose words they change."""
    unlisted: set[str] = field(default_factory=set)
    """Pages that readers may see, but whose front matter asks not to be listed."""
    elsewhere: Shown = field(default_factory=Shown)
    """What pages of another language show."""
    _made: dict[str, tuple[str | None, frozenset[str]]] = field(default_factory=dict)

    @property
    def hidden(self) -> set[str]:
        """Pages that readers can't see."""
        return self.left_out | self.emptied

    @property
    def closed(self) -> set[str]:
        """Pages that must not be listed: hidden and unlisted ones."""
        return self.hidden | self.unlisted

    def as_shown(self) -> ShownPages:
        """This as a value, for code that knows no host."""
        return ShownPages(self.content, self.hidden, self.closed, self.elsewhere)

    def converted(self, name: str, html: str | None, content: PageContent, anchors: Collection[str], *, unlisted: bool) -> None:
        """Record a page that was converted; `anchors` are the ids of its blocks.

        `html` is None if another plugin had removed blocks before we could see the page.
        """
        self.content[name] = content
        (self.unlisted.add if unlisted else self.unlisted.discard)(name)
        self._made[name] = html, frozenset(anchors)

    def are_hidden_in(self, name: str, content: str) -> bool:
        """Whether another plugin has hidden a page's words in its content before it is put into the theme's template."""
        html, anchors = self._made.get(name, (None, frozenset()))
        return html is None or (html not in content and hides(html, anchors, content))

    def finished(self, name: str, output: str) -> bool:
        """Compare a page's final HTML, and return whether the page is hidden."""
        html, anchors = self._made.pop(name, ("", frozenset()))
        # Not in `converted`, because `--dirty` converts pages that it does not write, whose files stay as they were.
        is_emptied = html is None or (html not in output and hides(html, anchors, output))
        (self.emptied.add if is_emptied else self.emptied.discard)(name)
        return is_emptied

    def leave_out(self, name: str, shown: Shown) -> None:
        """Record a page that is not in the site, and what it would show."""
        self.content[name] = PageContent(shown)
        self.left_out.add(name)

    def report(self) -> None:
        """Log the hidden pages that would show something."""
        found = sorted(name for name in self.hidden if self.content[name].shown.cells or name in self.emptied)
        if found:
            log.info(
                "%s", f"hidden pages (their tables are published only as far as other pages show them): {', '.join(found)}"
            )

    def forget_all_but(self, names: Collection[str]) -> None:
        """Forget pages that no longer exist."""
        for name in self.content.keys() - set(names):
            del self.content[name]
        self.emptied.intersection_update(names)
        self.unlisted.intersection_update(names)
        self.left_out.clear()  # which each build finds again


def hides(html: str, anchors: Iterable[str], output: str) -> bool:
    """Whether something of a page's own HTML is missing from the final HTML; `anchors` are those of our blocks.

    The anchors, words and alternative texts are compared, and URLs where there are no words. The first heading is not, because
    plugins move it, and words may be added anywhere.
    """
    own, whole = _Reader(html), _Reader(output)
    if not own.ids.intersection(anchors) <= whole.ids or not own.labels <= whole.values:
        return True
    texts = own.texts_without_heading()
    # On a page with words, a missing URL does not count, because plugins replace URLs.
    if not texts and not own.addresses <= whole.values:
        return True
    if not texts and not own.addresses and not own.labels and not own.ids.intersection(anchors):
        # Whether a comment or a script is still there is not visible, so the ids of the headings decide.
        return own.has_more and not (own.ids and own.ids <= whole.ids)
    missing = Counter(_words(" ".join(texts))) - Counter(_words(" ".join(whole.texts)))
    everything = _letters(" ".join(whole.texts))
    # Minifiers may join words.
    return any(not missing.keys().isdisjoint(_words(text)) and _letters(text) not in everything for text in texts)


def _words(text: str) -> list[str]:
    """The words to compare, without placeholders and single letters, which plugins replace by symbols such as ©."""
    plain = _PLACEHOLDER.sub(" ", unicodedata.normalize("NFKC", text)).translate(_INVISIBLE)
    return [word for word in _WORD.findall(plain.casefold()) if len(word) > 1 or word.isdigit()]


def _letters(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


class _Reader(HTMLParser):
    """Collects the ids and URLs of HTML, and its visible texts."""

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
        """Whether there is something without visible text."""
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
        # Not external ones, because a plugin may download them into the site.
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
