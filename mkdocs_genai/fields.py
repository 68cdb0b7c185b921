"""The types of single values in a registry (ids, texts, pages, icons, URLs, days), and the base class of all its models.

A type states the `Role` of its values. So all pages, icons, links or texts of a registry can be found by the annotations of the
models' fields (`registry.model_values`), and a new field needs no entry in a list.

Not in here: what the values belong to (`registry.model`, `registry.diagram`, the columns), and whether what they name exists
(`registry.checks`).
"""

from __future__ import annotations

import datetime
import posixpath
import re
from enum import Enum
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    field_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .addresses import SCHEME, address_problem, is_too_long
from .identifiers import ID, LONGEST_ID, is_id, proposed_id, text_problem

_ICON = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
"""What separates groups of digits in some languages, beside the common space; Python does not count them as printable."""
_PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".ipynb")


def fault(code: str, message: str, repair: dict[str, Any] | None = None) -> PydanticCustomError:
    """A validation error that carries the code and the words of a problem.

    If keys of an entry contradict each other, `repair` has the keys to set, or to remove (None), so that the rest of the entry
    can be used.
    """
    # pydantic would take braces for fields of a template. A report has one line for each message.
    return PydanticCustomError(code, "{message}", {"message": " ".join(message.splitlines()), "repair": repair})


def check_id(value: str) -> str:
    """Return a valid id unchanged. Raises the validation error of an invalid one."""
    if not is_id(value):
        at_most = f", at most {LONGEST_ID}" if len(value) > LONGEST_ID else ""
        cure = f"; write '{proposed}'" if (proposed := proposed_id(value)) else ""
        message = f"'{value}' is not a valid id: use only lower-case letters a to z, digits and hyphens{at_most}{cure}"
        raise fault("GA015", message)
    return value


def _check_text(value: str) -> str:
    if not value.strip():
        raise fault("GA016", "is empty")
    if wrong := text_problem(value):
        raise fault(wrong.code, wrong.message)
    return value.strip()


def _check_folder(value: str, what: str) -> str:
    value = _check_text(value)
    if is_too_long(value):
        raise fault("GA014", f"is too long for {what}")
    if value.startswith(("http://", "https://")):
        instead = "; write `url` instead of `page`" if what == "a page" else ""
        raise fault("GA029", f"'{value}' is an address on the web, and {what} is a file of the project{instead}")
    if "\\" in value:
        cure = value.replace("\\", "/")
        raise fault("GA029", f"'{value}' has a backslash; {what} is a relative path with forward slashes: write '{cure}'")
    if value.startswith("/") and ".." not in value.split("/"):
        cure = value.lstrip("/")
        raise fault("GA029", f"'{value}' begins with a slash; write it without: '{cure}'")
    if value.startswith("/") or ".." in value.split("/") or SCHEME.match(value):
        raise fault(
            "GA029", f"'{value}' leads out of its folder; {what} is a relative path with forward slashes and without '..'"
        )
    return value


def _check_page(value: str) -> str:
    value = _check_folder(value, "a page")
    if not value.endswith(_PAGE_SUFFIXES):
        raise fault("GA014", f"'{value}' is not a page: a page is a Markdown file in docs_dir; write {_as_page(value)}")
    if "#" in value or ":" in value.partition("/")[0]:
        raise fault("GA014", f"'{value}' has a '#' or a ':', which have another meaning in links; rename the page")
    # Each page has one name, by which it is found: 'topic.md', not './topic.md'.
    return posixpath.normpath(value)


def _as_page(value: str) -> str:
    """The files that are meant by an address such as `sql/select/`, or by a name without its suffix."""
    stem = re.sub(r"\.\w{1,8}$", "", value.partition("#")[0].rstrip("/"))
    return f"'{stem}.md' or '{stem}/index.md'" if value.endswith("/") else f"'{stem}.md'"


def _check_file(value: str) -> str:
    return _check_folder(value, "a file")


def _check_icon(value: str) -> str:
    value = _check_text(value).removesuffix(".svg")
    if is_too_long(value):
        raise fault("GA014", "is too long for an icon; write a path inside .icons, such as 'material/brain'")
    if not _ICON.fullmatch(value):
        code = "GA029" if value.startswith("/") or ".." in value.split("/") else "GA014"
        words = re.findall("[A-Za-z0-9-]+", value.replace("-", "/", 1) if value.startswith(":") else value)
        cure = f"; write '{'/'.join(words)}'" if code == "GA014" and ":" in value and len(words) > 1 else ""
        raise fault(
            code, f"'{value}' is not an icon: an icon is a path inside .icons, such as 'material/brain', without colons{cure}"
        )
    return value


def _check_url(value: str) -> str:
    value = _check_text(value)
    if found := address_problem(value):
        raise fault(found.code, f"'{value}' {found.message}")
    return value


def _check_web_url(value: str) -> str:
    value = _check_url(value)
    if not value.lower().startswith(("http://", "https://")):
        raise fault("GA030", f"'{value}' is not a web URL; begin it with https://")
    return value


def _check_sign(value: str) -> str:
    is_sign = (
        len(value) == 1 and not value.isalnum() and value != '"' and (value == "\t" or value.isprintable() or value in _SPACES)
    )
    if not is_sign:
        tab = '; a tab is written "\\t", in double quotes' if value in ("\\t", "tab") else ""
        raise fault(
            "GA014", f"'{value}' is not a single sign; write one such as ';', which is not a letter, digit or quote{tab}"
        )
    return value


def _check_encoding(value: str) -> str:
    value = _check_text(value)
    try:
        b"a".decode(value, "replace")
    except (LookupError, ValueError):
        raise fault(
            "GA014", f"'{value}' is not an encoding that is known; write one such as 'windows-1252' or 'utf-16'"
        ) from None
    return value


def _day(value: Any) -> Any:
    """Accept a day in quotes, which is text to YAML, and a date with a time."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise fault("GA014", f"{value} is not a valid date") from None


def as_tuple(value: Any) -> Any:
    """A list as a tuple: pydantic's strict mode takes no list for one, and YAML has only lists."""
    return tuple(value) if isinstance(value, list) else value


NAMES = "x-names"
"""The key in a value's JSON Schema that names the list which completion may offer; `json_schema` replaces it by the list."""


class Role(Enum):
    """The kind of thing that a text names."""

    INLINE_MARKDOWN = "InlineMarkdown"
    URL = "Url"
    PAGE = "Page"
    ICON = "Icon"
    TOPIC = "TopicReference"
    AREA = "AnyArea"
    """An area of this course or of an imported one."""
    OWN_AREA = "AreaId"

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        has_names = self not in (Role.INLINE_MARKDOWN, Role.URL)
        return handler(schema) | ({NAMES: self.value} if has_names else {})


Text = Annotated[str, AfterValidator(_check_text)]
"""Plain text, shown as it is written."""

InlineMarkdown = Annotated[str, AfterValidator(_check_text), Role.INLINE_MARKDOWN]
"""Text with emphasis, code and links; HTML in it is shown as text."""

Id = Annotated[str, AfterValidator(check_id), Field(json_schema_extra={"pattern": f"^{ID.pattern}$"})]
Icon = Annotated[str, AfterValidator(_check_icon), Role.ICON]
PageName = Annotated[str, AfterValidator(_check_page), Role.PAGE]
File = Annotated[str, AfterValidator(_check_file)]
Sign = Annotated[str, AfterValidator(_check_sign)]
"""A single character that separates or marks something, such as a semicolon or a tab."""
Encoding = Annotated[str, AfterValidator(_check_encoding)]
Url = Annotated[str, AfterValidator(_check_url), Role.URL]
WebUrl = Annotated[str, AfterValidator(_check_web_url)]
Reference = Annotated[str, AfterValidator(_check_text)]
TopicReference = Annotated[Reference, Role.TOPIC]
AreaReference = Annotated[Reference, Role.AREA]
Day = Annotated[datetime.date, BeforeValidator(_day)]


def _check_not_empty(value: str) -> str:
    if not value:
        raise fault("GA016", "is empty")
    return value


Delimiter = Annotated[str, AfterValidator(_check_not_empty)]
"""What is between values; it may be a space."""

Texts = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
"""Texts as another file has them; spaces around them do not count."""

PlainTexts = Annotated[tuple[Text, ...], BeforeValidator(as_tuple)]
InlineTexts = Annotated[tuple[InlineMarkdown, ...], BeforeValidator(as_tuple)]


def _one_or_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else as_tuple(value)


ONE_OR_SEVERAL = BeforeValidator(_one_or_several, json_schema_input_type=str | tuple[str, ...])
"""Lets a single text stand for a list of one."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(as_tuple)]
AreaIds = Annotated[tuple[Annotated[Id, Role.OWN_AREA], ...], BeforeValidator(as_tuple)]
References = Annotated[tuple[Reference, ...], BeforeValidator(as_tuple)]
TopicReferences = Annotated[tuple[TopicReference, ...], BeforeValidator(as_tuple)]
AreaReferences = Annotated[tuple[AreaReference, ...], BeforeValidator(as_tuple)]
OwnAreaReferences = Annotated[tuple[Annotated[Reference, Role.OWN_AREA], ...], BeforeValidator(as_tuple)]


class RegistryModel(BaseModel):
    """The base of all registry models: no unknown keys, no null, no conversion of types, immutable."""

    # Only the whole registry is validated: to build a validator for each model inside it as well would be in vain.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    EITHER: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Pairs of keys that exclude each other; a layer that has one of them replaces the other."""

    def check_either(self, entry: str) -> None:
        """Raises the validation error of an entry, called `a topic` or so, that has both keys of a pair in EITHER."""
        for one, other in self.EITHER:
            if getattr(self, one) is not None and getattr(self, other) is not None:
                raise fault("GA027", f"{entry} has either `{one}` or `{other}`, not both", {other: None})

    @field_validator("*", mode="before")
    @classmethod
    def _not_null(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse null: `summary: #1 in gardening` has no value, because a # begins a comment. An unknown value is left out."""
        if value is None and not cls.may_be_null(info.field_name):
            raise PydanticCustomError("no_value", "has no value")
        return value

    @classmethod
    def may_be_null(cls, field: str | None) -> bool:
        """Whether a field may be null; models override it."""
        return False


class ShortForm(NamedTuple):
    """Lets a text stand for a whole model that has it under `key`."""

    key: str
    words: str
    """What the text is called in messages, such as `a heading`."""

    def __get_pydantic_core_schema__(self, model: type[RegistryModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: {self.key: value} if isinstance(value, str) else value, handler(model)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # `json_schema_input_type` would say the same, but up to pydantic 2.11 fails with a model that is nowhere else.
        return {"anyOf": [handler(schema), {"type": "string"}]}
