"""How each kind of value is written in YAML, and what of it is taken: ids, texts, pages, icons, addresses, days, arrows.

Not in here: what the values belong to (`model`), and whether what they name exists (`checks`).
"""

from __future__ import annotations

import datetime
import posixpath
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from .diagram import Edge
from .model import Link
from .texts import ID, LONGEST_ID, SCHEME, address_fault, is_id, is_too_long, one_line, text_fault

_ICON = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_EDGE = re.compile(
    r"""\s*(?P<source>[\w-]+?)\s*
    (?: --(?P<bare_end>[->]) | (?P<dotted>-\.->)
      | --\s+(?P<label>[^-].*?)\s+--(?P<end>[->])
      | -\.\s+(?P<dotted_label>\S.*?)\s+\.->
    )
    \s*(?P<target>[\w-]+)\s*""",
    re.VERBOSE,
)


def fault(code: str, message: str) -> PydanticCustomError:
    """A validation error that carries the code and the words of a problem."""
    # Braces would be taken for fields of a template. A report has a line for each message.
    return PydanticCustomError(code, "{message}", {"message": " ".join(message.splitlines())})


def check_id(value: str) -> str:
    """An id, as it is. Raises the validation error of a malformed one."""
    if not is_id(value):
        at_most = f", {LONGEST_ID} at most" if len(value) > LONGEST_ID else ""
        raise fault("GA015", f"'{value}' is no id: ids are made of lower-case letters, digits and hyphens{at_most}")
    return value


def _check_text(value: str) -> str:
    if not value.strip():
        raise fault("GA016", "is empty")
    if wrong := text_fault(value):
        raise fault(wrong.code, wrong.reason)
    return value.strip()


def _check_folder(value: str, what: str) -> str:
    value = _check_text(value)
    if is_too_long(value):
        raise fault("GA014", f"is too long for {what}")
    if value.startswith("/") or "\\" in value or ".." in value.split("/") or SCHEME.match(value):
        wrong = "has a backslash" if "\\" in value else "leaves its folder"
        raise fault("GA029", f"'{value}' {wrong}; {what} is a relative path with forward slashes and without '..'")
    return value


def _check_page(value: str) -> str:
    value = _check_folder(value, "a page")
    if not value.endswith(_PAGE_SUFFIXES):
        raise fault("GA014", f"'{value}' is no page: a page is a Markdown file of docs_dir, such as 'area/topic.md'")
    if "#" in value or ":" in value.partition("/")[0]:
        raise fault("GA014", f"'{value}' has a '#' or a ':', which mean something else in links; rename the page")
    # A page goes by one name, so that it is found again: not by './topic.md', too.
    return posixpath.normpath(value)


def _check_file(value: str) -> str:
    return _check_folder(value, "a file")


def _check_icon(value: str) -> str:
    value = _check_text(value).removesuffix(".svg")
    if is_too_long(value):
        raise fault("GA014", "is too long for an icon")
    if not _ICON.fullmatch(value):
        code = "GA029" if value.startswith("/") or ".." in value.split("/") else "GA014"
        raise fault(code, f"'{value}' is no icon: an icon is a path inside .icons, such as 'material/brain'")
    return value


def _check_url(value: str) -> str:
    value = _check_text(value)
    if found := address_fault(value):
        raise fault(found.code, f"'{value}' {found.reason}")
    return value


def _check_web_url(value: str) -> str:
    value = _check_url(value)
    if not value.lower().startswith(("http://", "https://")):
        raise fault("GA030", f"'{value}' is no address of the web; begin it with https://")
    return value


def _day(value: Any) -> Any:
    """A day in quotes is a text to YAML, and a day all the same; so is one with an hour."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise fault("GA014", f"there is no such day as {value}") from None


def _edge(value: Any) -> dict[str, Any]:
    if not isinstance(value, str):
        raise fault("GA025", "expected an edge as a text, such as 'a --> b'; in quotes, if it has a ': ' in it")
    # Blanks in a row would be tried in every way; HTML has one of them.
    match = _EDGE.fullmatch(one_line(value))
    if match is None:
        forms = "'a --> b', 'a -.-> b' or 'a --- b', with words 'a -- words --> b', 'a -. words .-> b' or 'a -- words --- b'"
        raise fault("GA025", f"'{value}' is not an edge; write {forms}")
    dotted_label = match["dotted_label"]
    label = match["label"] or dotted_label
    edge = {
        "source": check_id(match["source"]),
        "target": check_id(match["target"]),
        "dotted": bool(match["dotted"] or dotted_label),
        "head": "-" not in (match["bare_end"], match["end"]),
    }
    return edge | {"label": label} if label else edge


def _as_tuple(value: Any) -> Any:
    """Strict mode takes no list for a tuple, and YAML has only lists."""
    return tuple(value) if isinstance(value, list) else value


Text = Annotated[str, AfterValidator(_check_text)]
"""Plain text, shown as it is written."""

InlineMarkdown = Annotated[str, AfterValidator(_check_text)]
"""Text with emphasis, code and links; HTML in it is shown as text."""

Id = Annotated[str, AfterValidator(check_id), Field(json_schema_extra={"pattern": f"^{ID.pattern}$"})]
Icon = Annotated[str, AfterValidator(_check_icon)]
Page = Annotated[str, AfterValidator(_check_page)]
File = Annotated[str, AfterValidator(_check_file)]
Url = Annotated[str, AfterValidator(_check_url)]
WebUrl = Annotated[str, AfterValidator(_check_web_url)]
Reference = Annotated[str, AfterValidator(_check_text)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
EdgeText = Annotated[Edge, BeforeValidator(_edge, json_schema_input_type=str)]

Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_tuple)]
References = Annotated[tuple[Reference, ...], BeforeValidator(_as_tuple)]
WebUrls = Annotated[tuple[WebUrl, ...], BeforeValidator(_as_tuple)]
Links = Annotated[tuple[Link, ...], BeforeValidator(_as_tuple)]
Edges = Annotated[tuple[EdgeText, ...], BeforeValidator(_as_tuple)]
