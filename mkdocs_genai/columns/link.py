"""`type: link`: a URL, and the text of the link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from markupsafe import Markup

from ..identifiers import address_problem
from ..problems import ProblemError
from ..suggestions import describe, did_you_mean
from .base import CONTAINS, EQUALITY, ColumnType, Export, Operator, Output, PlainWords, RawCell, Test, Value, word_test
from .text import Text

_MARKDOWN_LINK = re.compile(r"\[([^\]]+)\]\(<?([^)>\s]+)>?\)")
_WORDS = Text()
_LINK = Markup('<a href="%s">%s</a>')
_BROKEN = Markup('<span class="genai-broken" title="%s">%s</span>')


class LinkValue(NamedTuple):
    """A cell that is a link."""

    label: str
    url: str


class Link(ColumnType):
    """A URL, a Markdown link, or a mapping with `label` and `url`."""

    EXPORT: ClassVar[Export] = "link"
    OPERATORS: ClassVar[tuple[Operator, ...]] = (*EQUALITY, CONTAINS)
    KEYS: ClassVar[tuple[str, ...]] = ("label", "url")

    def parse(self, raw: RawCell) -> LinkValue | None:
        """See ColumnType."""
        value = raw.value
        if isinstance(value, str):
            match = _MARKDOWN_LINK.fullmatch(value.strip())
            label, url = match.groups() if match else ("", value.strip())
        elif isinstance(value, dict) and isinstance(value.get("url"), str):
            for key in value:
                if key not in self.KEYS:
                    noted = "; write the link under `value`, and this key beside it" if key in ("note", "source") else ""
                    raise ProblemError("GA042", f"unknown key '{key}' in a link{noted or did_you_mean(key, self.KEYS)}")
            if not value["url"].strip():
                return None
            label = _WORDS.value_of(RawCell(value.get("label"), foreign=True)) or ""
            url = value["url"].strip()
        else:
            raise ProblemError("GA042", f"expected a URL, or a mapping with `label` and `url`, found {describe(value)}")
        if found := address_problem(url):
            raise ProblemError(found.code, f"'{url}' {found.message}")
        return LinkValue(label or name_of(url), url)

    def plain(self, value: Value) -> str:
        """See ColumnType."""
        return str(value.label)

    def html(self, value: Value, out: Output) -> Markup:
        """See ColumnType."""
        url = out.text.url(value.url)
        return _BROKEN % (value.url, value.label) if url is None else _LINK % (url, value.label)

    def browser_value(self, value: Value) -> None:
        """See ColumnType."""

    def markdown(self, value: Value, out: Output) -> str:
        """See ColumnType."""
        return out.text.linked(value.label, value.url)

    def json_value(self, value: Value) -> dict[str, str]:
        """See ColumnType."""
        return {"label": value.label, "url": value.url}

    def csv_text(self, value: Value, plain: PlainWords) -> str:
        """See ColumnType: the URL."""
        return str(value.url)

    def test(self, operator: Operator, text: str, plain: PlainWords) -> Test:
        """See ColumnType: tests the label and the URL."""
        return word_test(operator, text, lambda value: (value.label, value.url))

    def addresses(self, value: Value) -> Iterable[str]:
        """See ColumnType."""
        return (value.url,)


def name_of(url: str) -> str:
    """A label for a URL: the arXiv number of a paper, as papers are cited; otherwise the URL without its scheme."""
    if paper := re.fullmatch(r"https?://(?:www\.)?arxiv\.org/abs/([\w./-]+)", url):
        return f"arXiv:{paper[1]}"
    return re.sub(r"^(https?://|mailto:)", "", url).rstrip("/")
