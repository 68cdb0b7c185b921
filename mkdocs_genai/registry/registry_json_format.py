"""The format of registry.json, which a course publishes for other courses, and reads from them.

Another course's file is untrusted: its ids, URLs and texts are checked like our own. Unknown keys are ignored, so that a later
version may add some; a change that breaks readers gets another `version`.

Not in here: writing it (`sharing.registry_json`), fetching it (`sharing.fetch`), and reading it (`imported`).
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal
from urllib.parse import urljoin

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ..fields import Id, Ids, Reference, References, Text, Texts, Url, WebUrl, fault
from ..identifiers import Status, one_line

VERSION = 1
REGISTRY_JSON = "registry.json"
SCHEMA_JSON = "registry.schema.json"

_ROW_ID = re.compile(r"[\w-]{1,120}")
_LINE = Field(description="Its title, in plain words.")
_URL = Field(None, description="Its URL, absolute or relative to the URL of registry.json.")


def _check_row_id(value: str) -> str:
    if not _ROW_ID.fullmatch(value):
        raise fault("GA015", f"'{value[:120]}' is not a valid row id")
    return value


RowId = Annotated[str, AfterValidator(_check_row_id), Field(json_schema_extra={"pattern": r"^[\w-]{1,120}$"})]
"""The ids of rows from files may be in any script."""
OneLine = Annotated[Text, AfterValidator(one_line)]


class _Published(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, defer_build=True)


class PublishedRow(_Published):
    """One row of a comparison."""

    title: OneLine = _LINE
    url: Url | None = _URL


class PublishedComparison(_Published):
    """A comparison; its cells are in files of their own."""

    title: OneLine = _LINE
    url: Url | None = _URL
    rows: dict[RowId, PublishedRow] = Field(default_factory=dict, description="The rows, in order, by id.")
    rows_left_out: int = Field(0, description="How many rows it has, where the file would be too large with them.")


class PublishedTopic(_Published):
    """One topic of an area."""

    title: OneLine = _LINE
    summary: OneLine | None = Field(None, description="One sentence about it, in plain words.")
    status: Status = Field(description="How far it is: planned, draft or ready.")
    tags: Ids = Field((), description="Words by which topics can be selected.")
    requires: References = Field((), description="Topics of this course to learn first, each as area/topic.")
    url: Url | None = _URL


class PublishedTerm(_Published):
    """One term of the glossary: a DefinedTerm of schema.org."""

    title: OneLine = _LINE
    summary: OneLine | None = Field(None, description="What it means, in plain words.")
    aliases: Texts = Field((), description="Other words for it.")
    topic: Reference | None = Field(None, description="The topic of this course that explains it, as area/topic.")
    url: Url | None = _URL


class PublishedArea(_Published):
    """One area of the course."""

    title: OneLine = _LINE
    summary: OneLine | None = Field(None, description="One sentence about it, in plain words.")
    status: Status | None = Field(None, description="planned, where nothing of it is written yet.")
    url: Url | None = _URL
    topics: dict[Id, PublishedTopic] = Field(default_factory=dict, description="The topics, in order, by id.")
    comparisons: dict[Id, PublishedComparison] = Field(default_factory=dict, description="The comparisons, by id.")


class PublishedCourse(_Published):
    """The course itself."""

    title: OneLine = _LINE
    summary: OneLine | None = Field(None, description="One sentence about it, in plain words.")
    url: WebUrl | None = Field(None, description="The course's URL.")


class Published(_Published):
    """A course's published registry: what other courses and tools may link to."""

    version: Literal[1] = Field(description="The version of this format. Readers pass over keys that they do not know.")
    course: PublishedCourse = Field(description="The course itself.")
    areas: dict[Id, PublishedArea] = Field(description="The areas, in the course's order, by id.")
    terms: dict[Id, PublishedTerm] = Field(default_factory=dict, description="The terms of the glossary, by id.")


def at_address(published: Published, base: str) -> Published:
    """A published registry with all addresses absolute; `base` is that of registry.json, or of the folder that has it."""
    return Published.model_validate(rebased(published.model_dump(exclude_defaults=True), base))


def published_json(content: dict[str, Any]) -> str:
    """The text of registry.json, of a value in the shape of `Published`."""
    return readable_json({"$schema": SCHEMA_JSON} | content)


def readable_json(content: Any) -> str:
    """JSON with a line for each value, so that it can be compared; Python's fast encoder does not indent."""
    return json.dumps(content, ensure_ascii=False, separators=(",\n", ": ")) + "\n"


def rebased(content: Any, base: str) -> Any:
    """A value in the shape of `Published`, or a part of one, with all addresses absolute."""
    if not isinstance(content, dict):
        return content
    return {
        key: urljoin(base, item.replace(" ", "%20")) if key == "url" and isinstance(item, str) else rebased(item, base)
        for key, item in content.items()
    }
