"""What a course knows: areas, topics, comparisons, diagrams. The shape of a registry, with the meaning of every field.

The descriptions here are the only ones: the JSON Schema for editors and the reference in the docs are made of them.
Everything is frozen. `None` means unknown, never a default. Whether references lead anywhere is checked in `checks`.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from .diagram import Diagram as Diagram  # named here too, where the whole shape is
from .diagram import Edge as Edge
from .diagram import Node as Node
from .fields import (
    File,
    Icon,
    Id,
    Ids,
    InlineMarkdown,
    Page,
    References,
    Status,
    Text,
    Url,
    WebUrl,
    WebUrls,
    as_tuple,
    fault,
)
from .published import Published
from .thing import Thing

ColumnType = Literal["text", "number", "year", "date", "rating", "boolean", "tags", "link"]


class Link(Thing):
    """A button: a label and where it leads."""

    label: Text = Field(description="The words on the button.")
    url: Url | None = Field(None, description="An address: https, http, mailto, or relative to the site.")
    page: Page | None = Field(None, description="A page of this site, relative to docs_dir, instead of `url`.")

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if self.url is not None and self.page is not None:
            raise fault("GA027", "a link has either `url` or `page`, not both")
        if self.url is None and self.page is None:
            raise fault("GA011", "the key 'url' is missing, or 'page'")
        return self


Links = Annotated[tuple[Link, ...], BeforeValidator(as_tuple)]


class CallToAction(Thing):
    """What a reader may do next, shown as an admonition with buttons."""

    title: Text = Field(description="The heading of the call.")
    body: InlineMarkdown | None = Field(None, description="One or two sentences.")
    links: Links = Field((), description="The buttons; the first one is the main one.")


class Topic(Thing):
    """One key topic of an area: a card, and a page of its own when it is written."""

    title: Text = Field(description="The topic's name, as the card's link and the page's heading say it.")
    summary: InlineMarkdown | None = Field(None, description="One sentence for the card.")
    icon: Icon | None = Field(None, description="An icon of the theme's .icons folder or of overrides/.icons.")
    page: Page | None = Field(None, description="The topic's deep dive, relative to docs_dir.")
    url: Url | None = Field(None, description="An address elsewhere, for a topic without a page here.")
    status: Status | None = Field(
        None, description="How far it is: planned, draft or ready. Without page and url a topic is planned, else ready."
    )
    requires: References = Field(
        (), description="Topics to learn first; another area's topic as area/topic, another course's as course:area/topic."
    )
    tags: Ids = Field((), description="Words to choose topics by.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.page is not None and self.url is not None:
            raise fault("GA027", "a topic has either `page` or `url`, not both")
        if self.page is None and self.url is None and self.status in ("draft", "ready"):
            raise fault("GA027", f"a topic that is {self.status} needs a `page` or a `url`; without one it is planned")
        return self

    @property
    def effective_status(self) -> Status:
        """The status, with the default filled in."""
        if self.status is not None:
            return self.status
        return "planned" if self.page is None and self.url is None else "ready"


class Column(Thing):
    """One column of a comparison."""

    title: Text = Field(description="The column's heading.")
    type: ColumnType = Field("text", description="What its cells hold, how they are shown, and how they sort.")
    unit: Text | None = Field(None, description="The unit of a number, shown after it.")
    max: int | None = Field(None, ge=1, le=100, description="The best value of a rating; 5 unless told.")
    source: WebUrl | None = Field(None, description="Where the column's values come from.")
    required: bool = Field(False, description="Whether a row without this cell is a mistake.")
    field: Text | None = Field(
        None, description="For `rows_from`: the dotted path of the value inside a record; the column's id unless told."
    )

    @model_validator(mode="after")
    def _options_of_the_type(self) -> Self:
        if self.unit is not None and self.type != "number":
            raise fault("GA027", f"`unit` belongs to a column of type number, and this one is of type {self.type}")
        if self.max is not None and self.type != "rating":
            raise fault("GA027", f"`max` belongs to a column of type rating, and this one is of type {self.type}")
        return self

    @property
    def best(self) -> int:
        """The best value of a rating."""
        return 5 if self.max is None else self.max


def _column(value: Any) -> Any:
    return {"title": value} if isinstance(value, str) else value


ColumnOrTitle = Annotated[
    Column,
    BeforeValidator(_column, json_schema_input_type=Column | str),
]


class RowsFrom(Thing):
    """Rows out of a file that someone else keeps, in its own shape."""

    file: File = Field(description="A YAML, JSON or CSV file, relative to the registry.")
    at: Text | None = Field(None, description="The dotted path of the records inside the file; its root unless told.")
    id: Text | None = Field(
        None, description="The field that names a record; a mapping's keys, or the first column, unless told."
    )


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


Day = Annotated[datetime.date, BeforeValidator(_day)]


class Comparison(Thing):
    """A table that compares things: columns, and rows with a cell for each."""

    title: Text = Field(description="The table's caption.")
    page: Page | None = Field(
        None, description="The page that shows it, which links to its rows lead to; the area's page unless told."
    )
    columns: dict[Id, ColumnOrTitle] = Field(
        min_length=1, description="The columns, in order; the first one is each row's header."
    )
    rows: dict[Id, dict[str, Any]] | None = Field(None, description="The rows, in order: a cell for each column's id.")
    rows_from: RowsFrom | None = Field(None, description="Rows out of a file, instead of `rows`.")
    as_of: Day | None = Field(None, description="The day on which this was true, shown under the table.")
    sources: WebUrls = Field((), description="Where it comes from, shown under the table.")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if self.rows is not None and self.rows_from is not None:
            raise fault("GA027", "a comparison has either `rows` or `rows_from`, not both")
        if self.rows is None and self.rows_from is None:
            raise fault("GA011", "the key 'rows' is missing, or 'rows_from'")
        return self


class Area(Thing):
    """One area of the course, with all that is known about it."""

    title: Text = Field(description="The area's name.")
    summary: InlineMarkdown | None = Field(None, description="One sentence for the area's card.")
    icon: Icon | None = Field(None, description="An icon of the theme's .icons folder or of overrides/.icons.")
    page: Page | None = Field(None, description="The area's own page, relative to docs_dir.")
    topics: dict[Id, Topic] = Field(default_factory=dict, description="The key topics, in order, by id.")
    comparisons: dict[Id, Comparison] = Field(default_factory=dict, description="The comparison tables, by id.")
    diagrams: dict[Id, Diagram] = Field(default_factory=dict, description="The diagrams, by id.")
    related: References = Field((), description="Areas that a reader may like next; another course's as course:area.")
    requires: References = Field((), description="Areas of this course that this one builds on; the map draws them.")
    call_to_action: CallToAction | None = Field(None, description="What to do next; the course's unless told.")


class Course(Thing):
    """What concerns the whole course."""

    title: Text | None = Field(None, description="The course's name; the site's name unless told.")
    summary: InlineMarkdown | None = Field(None, description="One sentence about the course.")
    url: WebUrl | None = Field(None, description="The course's address on the web.")
    areas: Ids = Field((), description="The order of the areas; those not named follow by file name.")
    call_to_action: CallToAction | None = Field(None, description="The default of all areas.")
    labels: dict[str, Text] = Field(default_factory=dict, description="Words that the plugin prints, in your own words.")


class Registry(Thing):
    """The whole registry: the course and its areas, in the course's order."""

    course: Course = Field(Course.model_construct(), description="What concerns the whole course.")
    areas: dict[Id, Area] = Field(default_factory=dict, description="The areas, by id.")
    _imports: dict[str, Published | None] = PrivateAttr(default_factory=dict)

    @property
    def imports(self) -> dict[str, Published | None]:
        """Other courses, by the name that references have in front; None for one whose file is broken.

        Not a key of the registry's files: each is a file of its own, which `mkdocs-genai import` keeps.
        """
        return self._imports

    def with_imports(self, imports: dict[str, Published | None]) -> Registry:
        """The same registry, which knows other courses."""
        registry = self.model_copy()
        registry._imports = imports
        return registry
