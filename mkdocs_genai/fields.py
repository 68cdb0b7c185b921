"""The types of single values in a registry: ids, texts, pages, icons, addresses, days. And the base class of all its models.

A type says what its values are by a `Role`, so that whoever asks for all pages, icons, links or texts of a registry finds them
by the annotations of the models' fields (`registry.model_values`), and a new field needs no entry in any list.

Not in here: what the values belong to (`registry.model`, `registry.diagram`, the columns), and whether what they name exists
(`registry.checks`).
"""

from __future__ import annotations

import datetime
import posixpath
import re
from enum import Enum
from typing import Annotated, Any, NamedTuple

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

from .identifiers import ID, LONGEST_ID, SCHEME, address_problem, is_id, is_too_long, text_problem

_ICON = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")
_PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".ipynb")


def fault(code: str, message: str, repair: dict[str, Any] | None = None) -> PydanticCustomError:
    """A validation error that carries the code and the words of a problem.

    Where keys of an entry contradict each other, `repair` has those to set, or with None to take out, so that the rest of the
    entry can be used.
    """
    # Braces would be taken for fields of a template. A report has a line for each message.
    return PydanticCustomError(code, "{message}", {"message": " ".join(message.splitlines()), "repair": repair})


def check_id(value: str) -> str:
    """An id, as it is. Raises the validation error of a malformed one."""
    if not is_id(value):
        at_most = f", at most {LONGEST_ID}" if len(value) > LONGEST_ID else ""
        raise fault("GA015", f"'{value}' is not a valid id: use only lower-case letters, digits and hyphens{at_most}")
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
    if value.startswith("/") or "\\" in value or ".." in value.split("/") or SCHEME.match(value):
        wrong = "has a backslash" if "\\" in value else "leads out of its folder"
        raise fault("GA029", f"'{value}' {wrong}; {what} is a relative path with forward slashes and without '..'")
    return value


def _check_page(value: str) -> str:
    value = _check_folder(value, "a page")
    if not value.endswith(_PAGE_SUFFIXES):
        raise fault("GA014", f"'{value}' is not a page: a page is a Markdown file in docs_dir, such as 'area/topic.md'")
    if "#" in value or ":" in value.partition("/")[0]:
        raise fault("GA014", f"'{value}' has a '#' or a ':', which have another meaning in links; rename the page")
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
        raise fault(code, f"'{value}' is not an icon: an icon is a path inside .icons, such as 'material/brain'")
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


def _day(value: Any) -> Any:
    """A day in quotes is a text to YAML, and a day all the same; so is one with an hour."""
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
"""The key by which the JSON Schema of a value says which list of names completion may offer, until that list is put there."""


class Role(Enum):
    """What a text stands for."""

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
Page = Annotated[str, AfterValidator(_check_page), Role.PAGE]
File = Annotated[str, AfterValidator(_check_file)]
Url = Annotated[str, AfterValidator(_check_url), Role.URL]
WebUrl = Annotated[str, AfterValidator(_check_web_url)]
Reference = Annotated[str, AfterValidator(_check_text)]
TopicReference = Annotated[Reference, Role.TOPIC]
AreaReference = Annotated[Reference, Role.AREA]
Day = Annotated[datetime.date, BeforeValidator(_day)]

Ids = Annotated[tuple[Id, ...], BeforeValidator(as_tuple)]
AreaIds = Annotated[tuple[Annotated[Id, Role.OWN_AREA], ...], BeforeValidator(as_tuple)]
References = Annotated[tuple[Reference, ...], BeforeValidator(as_tuple)]
TopicReferences = Annotated[tuple[TopicReference, ...], BeforeValidator(as_tuple)]
AreaReferences = Annotated[tuple[AreaReference, ...], BeforeValidator(as_tuple)]
OwnAreaReferences = Annotated[tuple[Annotated[Reference, Role.OWN_AREA], ...], BeforeValidator(as_tuple)]
WebUrls = Annotated[tuple[WebUrl, ...], BeforeValidator(as_tuple)]


class RegistryModel(BaseModel):
    """What authors write: no unknown keys, no null, no conversion of types; not changed once it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @field_validator("*", mode="before")
    @classmethod
    def _not_null(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse null: `summary: #1 in gardening` has no value, since a # begins a comment; an unknown key is left out."""
        if value is None and not cls.may_be_null(info.field_name):
            raise PydanticCustomError("no_value", "has no value")
        return value

    @classmethod
    def may_be_null(cls, field: str | None) -> bool:
        """Whether a field takes null all the same; none does, unless a model says so."""
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
