"""What a course knows: areas, topics, comparisons, diagrams. The shape of a registry, with the meaning of every field.

The descriptions here are the only ones: the JSON Schema for editors and the reference in the docs are made of them.
Everything is a named tuple, and what it holds is not changed. `None` means unknown, never a default.

Not in here: how YAML is checked against this (`pydantic_models`), and whether references lead anywhere (`checks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from .diagram import Diagram as Diagram  # named here too, where the whole shape is
from .diagram import Edge as Edge
from .diagram import Node as Node

if TYPE_CHECKING:
    from pydantic import Field

    from .fields import Day, File, Icon, Id, Ids, InlineMarkdown, Links, Page, References, Text, Url, WebUrl, WebUrls
    from .published import Published
    from .texts import Status

ColumnType = Literal["text", "number", "year", "date", "rating", "boolean", "tags", "link"]


class Link(NamedTuple):
    """A button: a label and where it leads."""

    label: Annotated[Text, "The words on the button."]
    url: Annotated[Url | None, "An address: https, http, mailto, or relative to the site."] = None
    page: Annotated[Page | None, "A page of this site, relative to docs_dir, instead of `url`."] = None

    def contradiction(self) -> tuple[str, str] | None:
        """Keys that contradict: the code of the mistake, and words for it."""
        if self.url is not None and self.page is not None:
            return "GA027", "a link has either `url` or `page`, not both"
        if self.url is None and self.page is None:
            return "GA011", "the key 'url' is missing, or 'page'"
        return None


class CallToAction(NamedTuple):
    """What a reader may do next, shown as an admonition with buttons."""

    title: Annotated[Text, "The heading of the call."]
    body: Annotated[InlineMarkdown | None, "One or two sentences."] = None
    links: Annotated[Links, "The buttons; the first one is the main one."] = ()


class Topic(NamedTuple):
    """One key topic of an area: a card, and a page of its own when it is written."""

    title: Annotated[Text, "The topic's name, as the card's link and the page's heading say it."]
    summary: Annotated[InlineMarkdown | None, "One sentence for the card."] = None
    icon: Annotated[Icon | None, "An icon of the theme's .icons folder or of overrides/.icons."] = None
    page: Annotated[Page | None, "The topic's deep dive, relative to docs_dir."] = None
    url: Annotated[Url | None, "An address elsewhere, for a topic without a page here."] = None
    status: Annotated[
        Status | None, "How far it is: planned, draft or ready. Without page and url a topic is planned, else ready."
    ] = None
    requires: Annotated[
        References, "Topics to learn first; another area's topic as area/topic, another course's as course:area/topic."
    ] = ()
    tags: Annotated[Ids, "Words to choose topics by."] = ()

    def contradiction(self) -> tuple[str, str] | None:
        """Keys that contradict: the code of the mistake, and words for it."""
        if self.page is not None and self.url is not None:
            return "GA027", "a topic has either `page` or `url`, not both"
        if self.page is None and self.url is None and self.status in ("draft", "ready"):
            return "GA027", f"a topic that is {self.status} needs a `page` or a `url`; without one it is planned"
        return None

    @property
    def effective_status(self) -> Status:
        """The status, with the default filled in."""
        if self.status is not None:
            return self.status
        return "planned" if self.page is None and self.url is None else "ready"


class Column(NamedTuple):
    """One column of a comparison."""

    title: Annotated[Text, "The column's heading."]
    type: Annotated[ColumnType, "What its cells hold, how they are shown, and how they sort."] = "text"
    unit: Annotated[Text | None, "The unit of a number, shown after it."] = None
    max: Annotated[int | None, Field(ge=1, le=100), "The best value of a rating; 5 unless told."] = None
    source: Annotated[WebUrl | None, "Where the column's values come from."] = None
    required: Annotated[bool, "Whether a row without this cell is a mistake."] = False
    field: Annotated[
        Text | None, "For `rows_from`: the dotted path of the value inside a record; the column's id unless told."
    ] = None

    @staticmethod
    def from_text(text: str) -> dict[str, Any]:
        """What a text means that stands for a whole column."""
        return {"title": text}

    def contradiction(self) -> tuple[str, str] | None:
        """Keys that contradict: the code of the mistake, and words for it."""
        if self.unit is not None and self.type != "number":
            return "GA027", f"`unit` belongs to a column of type number, and this one is of type {self.type}"
        if self.max is not None and self.type != "rating":
            return "GA027", f"`max` belongs to a column of type rating, and this one is of type {self.type}"
        return None

    @property
    def best(self) -> int:
        """The best value of a rating."""
        return 5 if self.max is None else self.max


class RowsFrom(NamedTuple):
    """Rows out of a file that someone else keeps, in its own shape."""

    file: Annotated[File, "A YAML, JSON or CSV file, relative to the registry."]
    at: Annotated[Text | None, "The dotted path of the records inside the file; its root unless told."] = None
    id: Annotated[Text | None, "The field that names a record; a mapping's keys, or the first column, unless told."] = None


class Comparison(NamedTuple):
    """A table that compares things: columns, and rows with a cell for each."""

    title: Annotated[Text, "The table's caption."]
    columns: Annotated[dict[Id, Column], Field(min_length=1), "The columns, in order; the first one is each row's header."]
    page: Annotated[Page | None, "The page that shows it, which links to its rows lead to; the area's page unless told."] = None
    rows: Annotated[dict[Id, dict[str, Any]] | None, "The rows, in order: a cell for each column's id."] = None
    rows_from: Annotated[RowsFrom | None, "Rows out of a file, instead of `rows`."] = None
    as_of: Annotated[Day | None, "The day on which this was true, shown under the table."] = None
    sources: Annotated[WebUrls, "Where it comes from, shown under the table."] = ()

    def contradiction(self) -> tuple[str, str] | None:
        """Keys that contradict: the code of the mistake, and words for it."""
        if self.rows is not None and self.rows_from is not None:
            return "GA027", "a comparison has either `rows` or `rows_from`, not both"
        if self.rows is None and self.rows_from is None:
            return "GA011", "the key 'rows' is missing, or 'rows_from'"
        return None


class Area(NamedTuple):
    """One area of the course, with all that is known about it."""

    title: Annotated[Text, "The area's name."]
    summary: Annotated[InlineMarkdown | None, "One sentence for the area's card."] = None
    icon: Annotated[Icon | None, "An icon of the theme's .icons folder or of overrides/.icons."] = None
    page: Annotated[Page | None, "The area's own page, relative to docs_dir."] = None
    topics: Annotated[dict[Id, Topic], "The key topics, in order, by id."] = {}
    comparisons: Annotated[dict[Id, Comparison], "The comparison tables, by id."] = {}
    diagrams: Annotated[dict[Id, Diagram], "The diagrams, by id."] = {}
    related: Annotated[References, "Areas that a reader may like next; another course's as course:area."] = ()
    requires: Annotated[References, "Areas of this course that this one builds on; the map draws them."] = ()
    call_to_action: Annotated[CallToAction | None, "What to do next; the course's unless told."] = None


class Course(NamedTuple):
    """What concerns the whole course."""

    title: Annotated[Text | None, "The course's name; the site's name unless told."] = None
    summary: Annotated[InlineMarkdown | None, "One sentence about the course."] = None
    url: Annotated[WebUrl | None, "The course's address on the web."] = None
    areas: Annotated[Ids, "The order of the areas; those not named follow by file name."] = ()
    call_to_action: Annotated[CallToAction | None, "The default of all areas."] = None
    labels: Annotated[dict[str, Text], "Words that the plugin prints, in your own words."] = {}


class Registry(NamedTuple):
    """The whole registry: the course and its areas, in the course's order."""

    course: Annotated[Course, "What concerns the whole course."] = Course()
    areas: Annotated[dict[Id, Area], "The areas, by id."] = {}
    imports: Mapping[str, Published | None] = {}
    """Other courses, by the name that references have in front; None for one whose file is broken.

    Not a key of the registry's files: each is a file of its own, which `mkdocs-genai import` keeps."""
