"""The model of a registry: areas, topics, comparisons, diagrams, with the meaning of every field.

pydantic validates YAML with these models. The descriptions here are the only ones: the JSON Schema for editors and the
reference in the docs are made of them, so a new field is a line here. `None` means unknown, never a default.

A column has the options of its type beside its own keys. They are fields of the type's class, and `registry_model` adds them to
the models here, for the built-in types or for more.

Not in here: what authors are told about what does not validate (`validate`, `validation_messages`), and whether references
lead anywhere (`checks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    create_model,
    model_validator,
)

from ..columns import COLUMN_TYPES, ColumnTypes
from ..columns.base import ColumnType
from ..fields import (
    AreaIds,
    AreaReferences,
    Day,
    Icon,
    Id,
    Ids,
    InlineMarkdown,
    InlineTexts,
    OwnAreaReferences,
    PageName,
    RegistryModel,
    ShortForm,
    Text,
    Texts,
    TopicReferences,
    Url,
    WebUrl,
    fault,
)
from ..identifiers import Status
from .authorship import Authors, License
from .call_to_action import CallToAction
from .column import Column
from .diagram import Diagram
from .groups import Groups
from .learning import Level, Objectives, Resource, StudyTime
from .quiz import Question
from .registry_json_format import Published
from .rows_from import RowsFrom
from .sources import Sources
from .terms import Term


class Topic(RegistryModel):
    """One key topic of an area: a card, and a page of its own when it is written."""

    EITHER = (("page", "url"),)

    title: Annotated[Text, Field(description="The topic's name, as the card's link and the page's heading say it.")]
    summary: Annotated[InlineMarkdown | None, Field(description="One sentence for the card.")] = None
    icon: Annotated[Icon | None, Field(description="An icon of the theme's .icons folder or of overrides/.icons.")] = None
    page: Annotated[PageName | None, Field(description="The topic's deep dive, relative to docs_dir.")] = None
    url: Annotated[Url | None, Field(description="A URL elsewhere, for a topic without a page here.")] = None
    status: Annotated[
        Status | None,
        Field(description="How far it is: planned, draft or ready. Without `page` and `url` a topic is planned, else ready."),
    ] = None
    requires: Annotated[
        TopicReferences,
        Field(description="Topics to learn first; another area's topic as area/topic, another course's as course:area/topic."),
    ] = ()
    tags: Annotated[Ids, Field(description="Words by which topics can be selected.")] = ()
    quiz: Annotated[dict[Id, Question], Field(description="Questions to check oneself by, in order, by id.")] = Field(
        default_factory=dict
    )
    minutes: Annotated[
        StudyTime | None, Field(description="How long it takes, in minutes; by default worked out from the words of its page.")
    ] = None
    level: Annotated[Level | None, Field(description="For whom it is.")] = None
    assumes: Annotated[
        InlineTexts,
        Field(description="What to know from elsewhere, such as `A little Python`; for topics there is `requires`."),
    ] = ()
    objectives: Annotated[
        Objectives, Field(description="What a learner can do afterwards, each with a verb, such as `Explain why …`.")
    ] = ()
    keypoints: Annotated[InlineTexts, Field(description="What to remember; shown at the end, as *In short*.")] = ()
    resources: Annotated[dict[Id, Resource], Field(description="What is worth reading, watching or trying elsewhere.")] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        self.check_either("a topic")
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


ColumnOrTitle = Annotated[Column, ShortForm("title", "a heading")]


class NotedCell(RegistryModel):
    """A cell's long form, for a value with a note, a source, or both."""

    value: Annotated[Any, Field(description="The cell's value, in the form that its column's type takes.")]
    note: Annotated[
        InlineMarkdown | None, Field(description="What readers must know about this value, such as its limits.")
    ] = None
    source: Annotated[WebUrl | None, Field(description="Where this value comes from.")] = None

    @classmethod
    def may_be_null(cls, field: str | None) -> bool:
        """See RegistryModel: a cell without a value is unknown, which its note may explain."""
        return field == "value"


class Comparison(RegistryModel):
    """A table that compares things: columns, and rows with a cell for each column."""

    EITHER = (("rows", "rows_from"),)

    title: Annotated[Text, Field(description="The table's caption.")]
    columns: Annotated[
        dict[Id, ColumnOrTitle], Field(min_length=1, description="The columns, in order; the first one is each row's header.")
    ]
    page: Annotated[
        PageName | None,
        Field(description="The page that shows it, which links to its rows lead to; the area's page by default."),
    ] = None
    rows: Annotated[dict[Id, dict[str, Any]] | None, Field(description="The rows, in order: a cell for each column's id.")] = (
        None
    )
    rows_from: Annotated[RowsFrom | None, Field(description="Rows from a file, instead of `rows`.")] = None
    as_of: Annotated[Day | None, Field(description="The day on which this was true, shown under the table.")] = None
    sources: Annotated[Sources, Field(description="Where it comes from, shown under the table.")] = ()

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        self.check_either("a comparison")
        if self.rows is None and self.rows_from is None:
            raise fault("GA011", "the key 'rows' is missing, or 'rows_from'", {"rows": {}})
        return self


class Area(RegistryModel):
    """One area of the course, with all that is known about it."""

    EITHER = (("page", "url"),)

    title: Annotated[Text, Field(description="The area's name.")]
    summary: Annotated[InlineMarkdown | None, Field(description="One sentence for the area's card.")] = None
    icon: Annotated[Icon | None, Field(description="An icon of the theme's .icons folder or of overrides/.icons.")] = None
    page: Annotated[PageName | None, Field(description="The area's own page, relative to docs_dir.")] = None
    url: Annotated[Url | None, Field(description="A URL elsewhere, for an area without a page here.")] = None
    topics: Annotated[dict[Id, Topic], Field(description="The key topics, in order, by id.")] = Field(default_factory=dict)
    comparisons: Annotated[dict[Id, Comparison], Field(description="The comparison tables, by id.")] = Field(
        default_factory=dict
    )
    diagrams: Annotated[dict[Id, Diagram], Field(description="The diagrams, by id.")] = Field(default_factory=dict)
    terms: Annotated[dict[Id, Term], Field(description="The area's terms, by ids that are unique in the course.")] = Field(
        default_factory=dict
    )
    related: Annotated[
        AreaReferences, Field(description="Areas that a reader may like next; another course's as course:area.")
    ] = ()
    requires: Annotated[
        OwnAreaReferences, Field(description="Areas of this course that this one builds on; the map draws them.")
    ] = ()
    overlaps: Annotated[
        OwnAreaReferences, Field(description="Areas of this course that share ground with this one: dashed lines of the map.")
    ] = ()
    call_to_action: Annotated[CallToAction | None, Field(description="What to do next; the course's by default.")] = None

    @model_validator(mode="after")
    def _keys_agree(self) -> Self:
        self.check_either("an area")
        return self

    @property
    def is_planned(self) -> bool:
        """Whether nothing of it is written yet: it has no page and no URL, and no topic of it is more than planned."""
        return (self.page or self.url) is None and all(
            topic.effective_status == "planned" and topic.page is None and topic.url is None for topic in self.topics.values()
        )


class Course(RegistryModel):
    """What concerns the whole course."""

    title: Annotated[Text | None, Field(description="The course's name; the site's name by default.")] = None
    summary: Annotated[InlineMarkdown | None, Field(description="One sentence about the course.")] = None
    url: Annotated[WebUrl | None, Field(description="The course's URL.")] = None
    areas: Annotated[AreaIds, Field(description="The order of the areas; those not named follow by file name.")] = ()
    groups: Annotated[
        Groups, Field(description="The bands of the map, from top to bottom, by id; other areas follow below them.")
    ] = Field(default_factory=dict)
    call_to_action: Annotated[CallToAction | None, Field(description="The default of all areas.")] = None
    authors: Annotated[Authors, Field(description="Who has made it; for pages' metadata.")] = ()
    license: Annotated[
        License | None, Field(description="Its license, as an SPDX identifier such as CC-BY-4.0 or a URL; for pages' metadata.")
    ] = None
    version: Annotated[Text | None, Field(description='Its version, such as `"2026.1"`; for pages\' metadata.')] = None
    keywords: Annotated[Texts, Field(description="Words that it may be found by; for pages' metadata.")] = ()
    remote_images: Annotated[bool, Field(description="Whether texts may show images of other hosts.")] = False
    terms: Annotated[dict[Id, Term], Field(description="Terms of no single area; see an area's.")] = Field(default_factory=dict)
    labels: Annotated[dict[str, Text], Field(description="The plugin's labels, in your own words.")] = Field(
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
    """By the name that references begin with; None for a course whose file is broken.

    Not a key of the registry's files: each is a file of its own, which `mkdocs-genai import` keeps."""


def registry_model(types: ColumnTypes = COLUMN_TYPES) -> type[RegistryFile]:
    """The model of a registry whose columns may be of these types, and have their options."""
    return _registry_model(tuple(types.items()))


@cache
def _registry_model(types: tuple[tuple[str, type[ColumnType]], ...]) -> type[RegistryFile]:
    names = tuple(name for name, _ in types)
    own = Column.model_fields["type"]
    fields: dict[str, Any] = {"type": (Annotated[Literal[names], Field(description=own.description)], own.default)}
    for _, found in types:
        for name, option in found.options().items():
            annotation = option.rebuild_annotation()
            if name not in fields:
                fields[name] = (annotation, deepcopy(option))
            elif fields[name][0] != annotation:
                # Where two types have different options of the same name, each checks it by itself.
                fields[name] = (Any, fields[name][1])
    column: type[Column] = create_model("Column", __base__=Column, __doc__=Column.__doc__, **fields)
    column.TYPES = dict(types)
    model: type[RegistryFile] = _with(RegistryFile, column)
    return model


def _with(model: type[Any], column: type[Column]) -> Any:
    """A model in which columns are of a class that knows more keys."""
    if model is Column:
        return column
    changed = {
        name: (found, deepcopy(field))  # pydantic 2.9 writes the annotation into the field
        for name, field in model.model_fields.items()
        if (found := _annotation_with(field.annotation, column)) != field.annotation
    }
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, **changed) if changed else model  # type: ignore[call-overload] # fields by name


def _annotation_with(annotation: Any, column: type[Column]) -> Any:
    """A type in which columns are of a class that knows more keys."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _with(annotation, column)
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return Annotated[_annotation_with(annotation.__origin__, column), *annotation.__metadata__]
    if get_origin(annotation) is dict:
        return GenericAlias(dict, (arguments[0], _annotation_with(arguments[1], column)))
    return annotation
