"""What a course knows: areas, topics, comparisons, diagrams. The shape of a registry, with the meaning of every field.

pydantic validates YAML with these models. The descriptions here are the only ones: the JSON Schema for editors and the
reference in the docs are made of them, so a new field is a line here. `None` means unknown, never a default.

Not in here: what authors are told about what does not validate (`salvage`, `messages`), and whether references lead anywhere
(`checks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from ..identifiers import Status
from .diagram import Diagram
from .fields import (
    Day,
    File,
    Icon,
    Id,
    Ids,
    InlineMarkdown,
    Page,
    References,
    RegistryModel,
    ShortForm,
    Text,
    Url,
    WebUrl,
    WebUrls,
    as_tuple,
    fault,
)
from .published import Published

ColumnType = Literal["text", "number", "year", "date", "rating", "boolean", "tags", "link"]


class Link(RegistryModel):
    """A button: a label and where it leads."""

    label: Annotated[Text, Field(description="The words on the button.")]
    url: Annotated[Url | None, Field(description="An address: https, http, mailto, or relative to the site.")] = None
    page: Annotated[Page | None, Field(description="A page of this site, relative to docs_dir, instead of `url`.")] = None

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        if self.url is not None and self.page is not None:
            raise fault("GA027", "a link has either `url` or `page`, not both")
        if self.url is None and self.page is None:
            raise fault("GA011", "the key 'url' is missing, or 'page'")
        return self


Links = Annotated[tuple[Link, ...], BeforeValidator(as_tuple)]


class CallToAction(RegistryModel):
    """What a reader may do next, shown as an admonition with buttons."""

    title: Annotated[Text, Field(description="The heading of the call.")]
    body: Annotated[InlineMarkdown | None, Field(description="One or two sentences.")] = None
    links: Annotated[Links, Field(description="The buttons; the first one is the main one.")] = ()


class Topic(RegistryModel):
    """One key topic of an area: a card, and a page of its own when it is written."""

    title: Annotated[Text, Field(description="The topic's name, as the card's link and the page's heading say it.")]
    summary: Annotated[InlineMarkdown | None, Field(description="One sentence for the card.")] = None
    icon: Annotated[Icon | None, Field(description="An icon of the theme's .icons folder or of overrides/.icons.")] = None
    page: Annotated[Page | None, Field(description="The topic's deep dive, relative to docs_dir.")] = None
    url: Annotated[Url | None, Field(description="An address elsewhere, for a topic without a page here.")] = None
    status: Annotated[
        Status | None,
        Field(description="How far it is: planned, draft or ready. Without page and url a topic is planned, else ready."),
    ] = None
    requires: Annotated[
        References,
        Field(description="Topics to learn first; another area's topic as area/topic, another course's as course:area/topic."),
    ] = ()
    tags: Annotated[Ids, Field(description="Words to choose topics by.")] = ()

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        if self.page is not None and self.url is not None:
            raise fault("GA027", "a topic has either `page` or `url`, not both", {"url": None})
        if self.page is None and self.url is None and self.status in ("draft", "ready"):
            raise fault(
                "GA027", f"a topic that is {self.status} needs a `page` or a `url`; without one it is planned", {"status": None}
            )
        return self

    @property
    def effective_status(self) -> Status:
        """The status, with the default filled in."""
        if self.status is not None:
            return self.status
        return "planned" if self.page is None and self.url is None else "ready"


class Column(RegistryModel):
    """One column of a comparison."""

    title: Annotated[Text, Field(description="The column's heading.")]
    type: Annotated[ColumnType, Field(description="What its cells hold, how they are shown, and how they sort.")] = "text"
    unit: Annotated[Text | None, Field(description="The unit of a number, shown after it.")] = None
    max: Annotated[int | None, Field(ge=1, le=100, description="The best value of a rating; 5 by default.")] = None
    source: Annotated[WebUrl | None, Field(description="Where the column's values come from.")] = None
    required: Annotated[bool, Field(description="Whether a row without this cell is a mistake.")] = False
    field: Annotated[
        Text | None,
        Field(description="For `rows_from`: the dotted path of the value inside a record; the column's id by default."),
    ] = None

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        if self.unit is not None and self.type != "number":
            raise fault(
                "GA027", f"`unit` belongs to a column of type number, and this one is of type {self.type}", {"unit": None}
            )
        if self.max is not None and self.type != "rating":
            raise fault(
                "GA027", f"`max` belongs to a column of type rating, and this one is of type {self.type}", {"max": None}
            )
        return self

    @property
    def best(self) -> int:
        """The best value of a rating."""
        return 5 if self.max is None else self.max


ColumnOrTitle = Annotated[Column, ShortForm("title")]


class RowsFrom(RegistryModel):
    """Rows out of a file that someone else keeps, in its own shape."""

    file: Annotated[File, Field(description="A YAML, JSON or CSV file, relative to the registry.")]
    at: Annotated[Text | None, Field(description="The dotted path of the records inside the file; its root by default.")] = None
    id: Annotated[
        Text | None, Field(description="The field that names a record; a mapping's keys, or the first column by default.")
    ] = None


class Comparison(RegistryModel):
    """A table that compares things: columns, and rows with a cell for each."""

    title: Annotated[Text, Field(description="The table's caption.")]
    columns: Annotated[
        dict[Id, ColumnOrTitle], Field(min_length=1, description="The columns, in order; the first one is each row's header.")
    ]
    page: Annotated[
        Page | None, Field(description="The page that shows it, which links to its rows lead to; the area's page by default.")
    ] = None
    rows: Annotated[dict[Id, dict[str, Any]] | None, Field(description="The rows, in order: a cell for each column's id.")] = (
        None
    )
    rows_from: Annotated[RowsFrom | None, Field(description="Rows out of a file, instead of `rows`.")] = None
    as_of: Annotated[Day | None, Field(description="The day on which this was true, shown under the table.")] = None
    sources: Annotated[WebUrls, Field(description="Where it comes from, shown under the table.")] = ()

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        if self.rows is not None and self.rows_from is not None:
            raise fault("GA027", "a comparison has either `rows` or `rows_from`, not both", {"rows_from": None})
        if self.rows is None and self.rows_from is None:
            raise fault("GA011", "the key 'rows' is missing, or 'rows_from'", {"rows": {}})
        return self


class Area(RegistryModel):
    """One area of the course, with all that is known about it."""

    title: Annotated[Text, Field(description="The area's name.")]
    summary: Annotated[InlineMarkdown | None, Field(description="One sentence for the area's card.")] = None
    icon: Annotated[Icon | None, Field(description="An icon of the theme's .icons folder or of overrides/.icons.")] = None
    page: Annotated[Page | None, Field(description="The area's own page, relative to docs_dir.")] = None
    topics: Annotated[dict[Id, Topic], Field(description="The key topics, in order, by id.")] = Field(default_factory=dict)
    comparisons: Annotated[dict[Id, Comparison], Field(description="The comparison tables, by id.")] = Field(
        default_factory=dict
    )
    diagrams: Annotated[dict[Id, Diagram], Field(description="The diagrams, by id.")] = Field(default_factory=dict)
    related: Annotated[
        References, Field(description="Areas that a reader may like next; another course's as course:area.")
    ] = ()
    requires: Annotated[References, Field(description="Areas of this course that this one builds on; the map draws them.")] = ()
    call_to_action: Annotated[CallToAction | None, Field(description="What to do next; the course's by default.")] = None


class Course(RegistryModel):
    """What concerns the whole course."""

    title: Annotated[Text | None, Field(description="The course's name; the site's name by default.")] = None
    summary: Annotated[InlineMarkdown | None, Field(description="One sentence about the course.")] = None
    url: Annotated[WebUrl | None, Field(description="The course's address on the web.")] = None
    areas: Annotated[Ids, Field(description="The order of the areas; those not named follow by file name.")] = ()
    call_to_action: Annotated[CallToAction | None, Field(description="The default of all areas.")] = None
    remote_images: Annotated[bool, Field(description="Whether texts may show images of other hosts.")] = False
    labels: Annotated[dict[str, Text], Field(description="Words that the plugin prints, in your own words.")] = Field(
        default_factory=dict
    )


class RegistryFile(RegistryModel):
    """The whole registry: the course and its areas, in the course's order."""

    model_config = ConfigDict(title="Registry")

    course: Annotated[Course, Field(description="What concerns the whole course.")] = Field(default_factory=Course)
    areas: Annotated[dict[Id, Area], Field(description="The areas, by id.")] = Field(default_factory=dict)


class Registry(RegistryFile):
    """A registry, and the other courses that its references may name."""

    imports: Mapping[str, Published | None] = {}
    """By the name that references have in front; None for one whose file is broken.

    Not a key of the registry's files: each is a file of its own, which `mkdocs-genai import` keeps."""
