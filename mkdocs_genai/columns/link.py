"""`type: link`: one URL or several, each with the text of its link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape
from pydantic import AfterValidator, Field

from ..addresses import SCHEME, address_problem
from ..fields import Text, fault
from ..problems import ProblemError
from ..suggestions import describe, did_you_mean
from .base import CONTAINS, EQUALITY, ColumnType, Export, InlineText, Operator, Output, PlainWords, Test, Value
from .raw_cell import RawCell, looks_unknown
from .text import TextType
from .word_conditions import word_test

_MARKDOWN_LINK = re.compile(
    r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<(?P<marked>[^<>]*)>|(?P<url>(?:[^()]|\([^()]*\))*))\s*\)"
)
"""A link as inline Markdown has it; its URL may have parentheses."""
_AUTOLINK = re.compile(r"<(?P<url>(?:https?://|mailto:)[^<>\s]+)>", re.IGNORECASE)
_BEGINNING = r"(?=\[[^\[\]]*\]\(|<?(?:https?://|mailto:))"
_SEPARATOR = re.compile(rf"[\s,;|]+(?:{_BEGINNING}|\Z)", re.IGNORECASE)
"""What is between two links of a text: behind it, a link begins for sure, or the text ends."""
_URL = re.compile(r"https?://|mailto:", re.IGNORECASE)
_BEHIND_URL = re.compile(r"\s|!?\[[^\[\]]*\]\(")
"""What ends a URL; words behind it don't belong to it. The path of a file may have spaces."""
_AROUND_URL = re.compile(r"[^/?#]+(?:https?://|mailto:)", re.IGNORECASE)
"""How a text begins that has a URL inside, as in `![Alt](https://…)` or `(https://…)`."""
_TITLED = re.compile(r"""(?P<url>.*?)\s+(["']).*\2""", re.DOTALL)
"""The URL of a Markdown link with a title behind it."""
_FORMS = "[words](https://…) or {url: …, label: …}"
_FIELD = re.compile(r"\{(\+?)([^{}]+)\}")
_WORDS = TextType()
_LINK = Markup('<a href="%s">%s</a>')
BROKEN_LINK = Markup('<span class="genai-broken" title="%s">%s</span>')
"""What readers get for a link to what does not exist, which is reported where it is written: its target and its words."""


class LinkValue(NamedTuple):
    """A link of a cell."""

    label: str
    url: str
    """Empty where a field is unknown of which the column makes it; then there are only words."""


def _check_template(template: str) -> str:
    rest = _FIELD.sub("x", template)
    if "{" in rest or "}" in rest:
        raise fault("GA014", f"'{template}' has an unbalanced brace; write the names of fields in braces, as in {{slug}}")
    return template


def _check_url_template(template: str) -> str:
    if not _FIELD.search(_check_template(template)):
        raise fault("GA014", f"'{template}' names no field; write one in braces, as in https://example.org/{{slug}}")
    if found := address_problem(_FIELD.sub("x", template)):
        raise fault(found.code, f"'{template}' {found.message}")
    return template


class LinkType(ColumnType):
    """A URL, a Markdown link, a mapping with `label` and `url`, or a list of these."""

    EXPORT: ClassVar[Export] = "link"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)
    KEYS: ClassVar[tuple[str, ...]] = ("label", "url")

    value_url: Annotated[
        Text | None,
        AfterValidator(_check_url_template),
        Field(
            description="A template of the URL, such as `https://example.org/{slug}`: fields of the record in braces, whose"
            " values are percent-encoded, or kept as they are with a plus, as in `{+path}`. The cell's own value is the label."
        ),
    ] = None
    label: Annotated[
        Text | None,
        AfterValidator(_check_template),
        Field(description="The text of links that have none, with fields of the record in braces; the URL by default."),
    ] = None

    @property
    def needed_fields(self) -> Sequence[str]:
        """See ColumnType."""
        return [name for template in (self.value_url, self.label) for _, name in _FIELD.findall(template or "")]

    @property
    def is_made_of_others(self) -> bool:
        """See ColumnType: with a template of the URL."""
        return self.value_url is not None

    def value_of(self, raw: RawCell) -> tuple[LinkValue, ...] | None:
        """See ColumnType; with `value_url`, a link needs no value of its own."""
        if self.value_url is None or raw.is_missing:
            found: tuple[LinkValue, ...] | None = super().value_of(raw)
            return found
        label = _WORDS.value_of(raw._replace(foreign=True)) or ""
        url = _filled(self.value_url, raw, _encoded)
        if url is None:  # a field of the template is unknown
            return (LinkValue(label, ""),) if label else None
        return (self._link(label, url, raw),)

    def parse(self, raw: RawCell) -> tuple[LinkValue, ...] | None:
        """See ColumnType: the links of a cell, in order."""
        links = [
            self._link(label, url, raw)
            for item in raw.items()
            for label, url in _written_links(item.value)
            if not item.is_missing
        ]
        return tuple(links) or None

    def _link(self, label: str, written: str, raw: RawCell) -> LinkValue:
        """A link; spaces in its URL are encoded. Raises ProblemError."""
        url = re.sub(r"\s", "%20", written) if SCHEME.match(written) else written
        if looks_unknown(url):
            raise ProblemError("GA042", f"expected a URL, found {describe(url)}")
        if found := address_problem(url):
            raise ProblemError(found.code, f"'{url}' {found.message}")
        if not SCHEME.match(url) and _AROUND_URL.match(url):
            raise ProblemError("GA042", f"expected a URL, found {describe(written)}; write {_FORMS}")
        if not label and self.label is not None:
            label = _filled(self.label, raw, lambda text, _: text) or ""
        return LinkValue(label or name_of(written), url)

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return ", ".join(link.label for link in value)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        return Markup(", ").join(_link_html(link, out.inline) for link in value)

    def browser_value(self, value: Value) -> None:
        """See ColumnType."""

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        inline = out.inline
        return ", ".join(inline.linked(*link) if link.url else inline.escaped(link.label) for link in value)

    def json_value(self, value: Value) -> Any:
        """See ColumnType: a mapping; a list of them where there are several links."""
        links = [{"label": link.label, "url": link.url or None} for link in value]
        return links[0] if len(links) == 1 else links

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType: the URLs, and the words of what has none."""
        return "; ".join(link.url or link.label for link in value)

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: tests the labels and the URLs."""
        return word_test(operator, text, lambda value: [words for link in value for words in link])

    def addresses(self, value: Value) -> Iterable[str]:
        """See ColumnType."""
        return [link.url for link in value if link.url]


def _link_html(link: LinkValue, inline: InlineText) -> Markup:
    if not link.url:
        return escape(link.label)
    url = inline.url(link.url)
    return BROKEN_LINK % (link.url, link.label) if url is None else _LINK % (url, link.label)


def _written_links(value: Any) -> Iterator[tuple[str, str]]:
    """The label, which may be empty, and the URL of each link in an item of a cell. Raises ProblemError."""
    if isinstance(value, str):
        yield from _links_in(value.strip())
    elif isinstance(value, dict) and isinstance(value.get("url"), str):
        yield from _mapped_link(value)
    elif value is not None:
        raise ProblemError("GA042", f"expected a URL, or a mapping with `label` and `url`, found {describe(value)}")


def _mapped_link(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in value:
        if key not in LinkType.KEYS:
            noted = "; write the link under `value`, and this key beside it" if key in ("note", "source") else ""
            raise ProblemError("GA042", f"unknown key '{key}' in a link{noted or did_you_mean(key, LinkType.KEYS)}")
    if value["url"].strip():
        yield _WORDS.value_of(RawCell(value.get("label"), foreign=True)) or "", value["url"].strip()


def _links_in(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        if match := _MARKDOWN_LINK.match(text, position):
            end, (label, url) = match.end(), _markdown_link(match)
        elif match := _AUTOLINK.match(text, position):
            end, label, url = match.end(), "", match["url"]
        else:
            url = _plain_url(text, position)
            end, label = position + len(url), ""
        yield label.strip(), url.strip()
        separator = _SEPARATOR.match(text, end)
        rest = text[end:].strip()
        if separator is None and rest:
            raise ProblemError(
                "GA042",
                f"expected one link or several, with commas between them, found also '{rest}';"
                f" write words as in {_FORMS}, and %20 for a space in a URL",
            )
        position = separator.end() if separator else len(text)


def _markdown_link(match: re.Match[str]) -> tuple[str, str]:
    """The label and the URL of a Markdown link. Raises ProblemError."""
    label, url = match["label"], match["url"] if match["marked"] is None else match["marked"]
    if "![" in label:
        raise ProblemError("GA042", f"a link's label can't be an image; write words, as in [words]({url.strip()})")
    if titled := _TITLED.fullmatch(url.strip()):
        raise ProblemError("GA042", f"a link in a cell has no title; write [{label}]({titled['url']})")
    return label, url


def _plain_url(text: str, start: int) -> str:
    """The URL or the path of a file that begins there. Raises ProblemError."""
    end = found.start() if (found := _SEPARATOR.search(text, start + 1)) else len(text)
    if text.startswith("[", start):
        raise ProblemError("GA042", f"expected a URL or a Markdown link such as [text](https://…), found {describe(text)}")
    if text.startswith("![", start):
        raise ProblemError("GA042", f"expected a link, found an image; write {_FORMS} for a link to it")
    if _URL.match(text, start) and (behind := _BEHIND_URL.search(text, start, end)):
        end = behind.start()
    return text[start:end]


def _filled(template: str, raw: RawCell, encode: Callable[[str, bool], str]) -> str | None:
    """A template with the fields of a record filled in; None if one of them is unknown. Raises ProblemError.

    `encode` gets a text, and whether the template keeps its reserved characters.
    """
    texts: list[str] = []
    for _, name in _FIELD.findall(template):
        field = raw.field(name)
        if isinstance(field.value, list | dict):
            raise ProblemError("GA042", f"expected a single value in '{name}', found {describe(field.value)}")
        if field.is_missing or not (text := field.text):
            return None
        texts.append(text)
    rest = iter(texts)
    return _FIELD.sub(lambda match: encode(next(rest), bool(match[1])), template)


def _encoded(text: str, keeps_reserved: bool) -> str:
    """A text as a part of a URL, by the rules of URI templates (RFC 6570)."""
    return quote(text, safe=":/?#[]@!$&'()*+,;=%" if keeps_reserved else "")


def name_of(url: str) -> str:
    """A label for a URL: the arXiv number of a paper, as papers are cited; otherwise the URL without its scheme."""
    if paper := re.fullmatch(r"https?://(?:www\.)?arxiv\.org/abs/([\w./-]+)", url):
        return f"arXiv:{paper[1]}"
    return re.sub(r"^(https?://|mailto:)", "", url).rstrip("/")
