"""The kinds of text in a registry: ids, plain texts, pages, icons, addresses. Each says in its own words what it takes.

Not in here: what the texts belong to (`model`), and whether what they name exists (`checks`).
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import Annotated, Any, Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

_LONGEST_ID = 120
"""Two of them make the name of a file, which has 255 characters at most."""
_ID = re.compile(f"[a-z0-9-]{{1,{_LONGEST_ID}}}")
_ICON = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_TEXT = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
"""Characters that no text has, for instance those that Markdown keeps for itself, and halves of characters.

Compiled when a text is not printable, as hardly any is."""
LONGEST_TEXT = 20_000
PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def fault(code: str, message: str) -> PydanticCustomError:
    """A validation error that carries the code and the words of a problem."""
    # Braces would be taken for fields of a template. A report has a line for each message.
    return PydanticCustomError(code, "{message}", {"message": " ".join(message.splitlines())})


def is_id(name: str) -> bool:
    """Whether a name is made as ids are."""
    return _ID.fullmatch(name) is not None


def check_id(value: str) -> str:
    """An id, as it is. Raises the validation error of a malformed one."""
    if not is_id(value):
        at_most = f", {_LONGEST_ID} at most" if len(value) > _LONGEST_ID else ""
        raise fault("GA015", f"'{value}' is no id: ids are made of lower-case letters, digits and hyphens{at_most}")
    return value


class TextFault(NamedTuple):
    """Why something is no text: the code of the mistake, and words for it."""

    code: str
    reason: str


def text_fault(text: str) -> TextFault | None:
    """What is wrong with a text's length or characters; None where nothing is."""
    if len(text) <= LONGEST_TEXT and text.isprintable():
        return None  # as nearly all are
    if len(text) > LONGEST_TEXT:
        return TextFault("GA005", f"is longer than {LONGEST_TEXT:,} characters; what long texts say belongs into a page")
    if found := re.search(_NO_TEXT, text):
        return TextFault("GA006", f"has a control character (U+{ord(found.group()):04X})")
    return None


def one_line(text: str) -> str:
    """A text on one line, with single blanks and none around it."""
    return " ".join(text.split())


def _check_text(value: str) -> str:
    if not value.strip():
        raise fault("GA016", "is empty")
    if wrong := text_fault(value):
        raise fault(wrong.code, wrong.reason)
    return value.strip()


def _too_long(path: str) -> bool:
    """Whether no file can have that name; systems refuse even to look for it."""
    return len(path.encode()) > 1000 or any(len(part.encode()) > 255 for part in path.split("/"))


def _check_folder(value: str, what: str) -> str:
    value = _check_text(value)
    if _too_long(value):
        raise fault("GA014", f"is too long for {what}")
    if value.startswith("/") or "\\" in value or ".." in value.split("/") or _SCHEME.match(value):
        wrong = "has a backslash" if "\\" in value else "leaves its folder"
        raise fault("GA029", f"'{value}' {wrong}; {what} is a relative path with forward slashes and without '..'")
    return value


def _check_page(value: str) -> str:
    value = _check_folder(value, "a page")
    if not value.endswith(PAGE_SUFFIXES):
        raise fault("GA014", f"'{value}' is no page: a page is a Markdown file of docs_dir, such as 'area/topic.md'")
    if "#" in value or ":" in value.partition("/")[0]:
        raise fault("GA014", f"'{value}' has a '#' or a ':', which mean something else in links; rename the page")
    # A page goes by one name, so that it is found again: not by './topic.md', too.
    return posixpath.normpath(value)


def _check_file(value: str) -> str:
    return _check_folder(value, "a file")


def _check_icon(value: str) -> str:
    value = _check_text(value).removesuffix(".svg")
    if _too_long(value):
        raise fault("GA014", "is too long for an icon")
    if not _ICON.fullmatch(value):
        code = "GA029" if value.startswith("/") or ".." in value.split("/") else "GA014"
        raise fault(code, f"'{value}' is no icon: an icon is a path inside .icons, such as 'material/brain'")
    return value


class AddressFault(NamedTuple):
    """Why an address must not be linked to: the code of the mistake, and words that follow the address."""

    code: str
    reason: str


@lru_cache(10_000)  # an address is asked for by each block that has it, and again where it is checked
def address_fault(url: str) -> AddressFault | None:
    """Why an address must not be linked to, or None where it may.

    Browsers drop tabs and line breaks inside an address, and blanks around it, so none of them may hide a scheme.
    """
    seen = url.strip(" ")
    if reason := _unsafe(seen):
        return AddressFault("GA030", reason)
    if _SCHEME.match(seen):
        return None
    path = unquote(seen.partition("#")[0])
    if path.startswith("/"):
        return AddressFault("GA029", "begins with '/'; write it relative to docs_dir, so that the site works in any place")
    if ".." in path.split("/"):
        return AddressFault("GA029", "leaves docs_dir; it is relative to docs_dir")
    if _too_long(path):
        return AddressFault("GA030", "is too long for a file")
    return None


def _unsafe(seen: str) -> str | None:
    if any(char < " " or char in '<>"`\\' or "\x7f" <= char < "\xa0" for char in seen):
        return "has characters that an address can't have"
    if scheme := _SCHEME.match(seen):
        name = scheme.group().lower()
        if name not in ("http:", "https:", "mailto:"):
            return f"begins with '{name}'; addresses begin with https://, http:// or mailto:"
        if " " in seen:
            return "has a blank in it"
        if name == "mailto:":
            return None if seen[len(name) :] else "names no mailbox"
        try:
            return None if urlsplit(seen).hostname else "names no host"
        except ValueError:
            return "is malformed"
    if seen.startswith("//"):
        return "begins with '//'; write https: in front"
    return None


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


Status = Literal["planned", "draft", "ready"]
"""How far a topic is."""

Text = Annotated[str, AfterValidator(_check_text)]
"""Plain text, shown as it is written."""

InlineMarkdown = Annotated[str, AfterValidator(_check_text)]
"""Text with emphasis, code and links; HTML in it is shown as text."""

Id = Annotated[str, AfterValidator(check_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})]
Icon = Annotated[str, AfterValidator(_check_icon)]
Page = Annotated[str, AfterValidator(_check_page)]
File = Annotated[str, AfterValidator(_check_file)]
Url = Annotated[str, AfterValidator(_check_url)]
WebUrl = Annotated[str, AfterValidator(_check_web_url)]
Reference = Annotated[str, AfterValidator(_check_text)]


def as_tuple(value: Any) -> Any:
    """Strict mode takes no list for a tuple, and YAML has only lists."""
    return tuple(value) if isinstance(value, list) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(as_tuple)]
References = Annotated[tuple[Reference, ...], BeforeValidator(as_tuple)]
WebUrls = Annotated[tuple[WebUrl, ...], BeforeValidator(as_tuple)]
