"""The kinds of text in a registry: ids, plain texts, pages, icons, addresses. Each says in its own words what it takes.

Not in here: what the texts belong to (`model`), and whether what they name exists (`checks`).
"""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

_ID = re.compile(r"[a-z0-9-]+")
_ICON = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def fault(code: str, message: str) -> PydanticCustomError:
    """A validation error that carries the code and the words of a problem."""
    # Braces would be taken for fields of a template.
    return PydanticCustomError(code, "{message}", {"message": message})


def _check_id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise fault("GA015", f"'{value}' is no id: ids are made of lower-case letters, digits and hyphens")
    return value


def _check_text(value: str) -> str:
    if not value.strip():
        raise fault("GA016", "is empty")
    for char in value:
        if char < " " and char not in "\n\t":
            raise fault("GA006", f"has a control character (U+{ord(char):04X})")
    return value.strip()


def _check_folder(value: str, what: str) -> str:
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or ".." in parts or _SCHEME.match(value):
        raise fault("GA029", f"'{value}' leaves its folder; {what} is a relative path with forward slashes and without '..'")
    return value


def _check_page(value: str) -> str:
    _check_folder(value, "a page")
    if not value.endswith(_PAGE_SUFFIXES):
        raise fault("GA014", f"'{value}' is no page: a page is a Markdown file of docs_dir, such as 'area/topic.md'")
    return value


def _check_file(value: str) -> str:
    return _check_folder(value, "a file")


def _check_icon(value: str) -> str:
    value = value.removesuffix(".svg")
    if not _ICON.fullmatch(value):
        raise fault("GA029", f"'{value}' is no icon: an icon is a path inside .icons, such as 'material/brain'")
    return value


def unsafe_url(url: str) -> str | None:
    """Why an address must not be linked to, or None where it may.

    Browsers drop tabs and line breaks inside an address, and blanks around it, so none of them may hide a scheme.
    """
    seen = url.strip(" ")
    if any(char < " " or char in '<>"`\\\x7f' for char in seen):
        return "has characters that an address can't have"
    if scheme := _SCHEME.match(seen):
        name = scheme.group().lower()
        if name not in ("http:", "https:", "mailto:"):
            return f"begins with '{name}'; addresses begin with https://, http:// or mailto:"
        if " " in seen:
            return "has a blank in it"
        if name != "mailto:":
            try:
                if not urlsplit(seen).netloc:
                    return "names no host"
            except ValueError:
                return "is malformed"
    elif seen.startswith("//"):
        return "begins with '//'; write https:// in front"
    return None


def _check_url(value: str) -> str:
    if reason := unsafe_url(value):
        raise fault("GA030", f"'{value}' {reason}")
    return value.strip()


def _check_web_url(value: str) -> str:
    if not _check_url(value).lower().startswith(("http://", "https://")):
        raise fault("GA030", f"'{value}' is no address of the web; begin it with https://")
    return value


Text = Annotated[str, AfterValidator(_check_text)]
"""Plain text, shown as it is written."""

InlineMarkdown = Annotated[str, AfterValidator(_check_text)]
"""Text with emphasis, code and links; HTML in it is shown as text."""

Id = Annotated[str, AfterValidator(_check_id), Field(json_schema_extra={"pattern": "^[a-z0-9-]+$"})]
Icon = Annotated[str, AfterValidator(_check_icon)]
Page = Annotated[str, AfterValidator(_check_page)]
File = Annotated[str, AfterValidator(_check_file)]
Url = Annotated[str, AfterValidator(_check_url)]
WebUrl = Annotated[str, AfterValidator(_check_web_url)]
Reference = Annotated[str, StringConstraints(min_length=1)]


def as_tuple(value: Any) -> Any:
    """Strict mode takes no list for a tuple, and YAML has only lists."""
    return tuple(value) if isinstance(value, list) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(as_tuple)]
References = Annotated[tuple[Reference, ...], BeforeValidator(as_tuple)]
WebUrls = Annotated[tuple[WebUrl, ...], BeforeValidator(as_tuple)]
