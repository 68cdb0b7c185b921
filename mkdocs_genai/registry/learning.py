"""The facts for learners about a topic: how long it takes, how hard it is, what to know before, keypoints, and resources.

Not in here: the topic itself (`model`), and its minutes where nobody has written any (`render.study_facts`).
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, GetCoreSchemaHandler, TypeAdapter, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema

from ..fields import Id, InlineMarkdown, InlineTexts, RegistryModel, Text, WebUrl

Level = Literal["beginner", "intermediate", "advanced"]
ResourceType = Literal[
    "paper", "book", "article", "course", "video", "podcast", "documentation", "tool", "code", "dataset", "website"
]
"""In the order in which a page groups them. The names of their labels begin with `resources_`."""
Access = Literal["free", "registration", "paid"]


class _Forms(NamedTuple):
    """A value of either of two types. Only the one that the author has written is validated and named in errors.

    pydantic's own unions put the type's name into an error's path, which then is not a path in the file.
    """

    form: type
    """The Python type of the first in YAML: `list` or `dict`."""
    first: Any
    other: Any

    def __get_pydantic_core_schema__(self, union: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        adapters = _Adapters(self)
        return core_schema.no_info_wrap_validator_function(adapters.validate, handler(union))


class _Adapters:
    def __init__(self, forms: _Forms) -> None:
        self._forms = forms

    @cached_property
    def _first(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._forms.first)

    @cached_property
    def _other(self) -> TypeAdapter[Any]:
        return TypeAdapter(self._forms.other)

    def validate(self, value: Any, union: ValidatorFunctionWrapHandler) -> Any:
        """Validate a value by the type that was written. Raises pydantic's error, whose path goes on from the value's."""
        del union
        return (self._first if isinstance(value, self._forms.form) else self._other).validate_python(value, strict=True)


class Minutes(RegistryModel):
    """How long a topic takes, in parts; what is left out of `reading` is worked out from its page."""

    reading: Annotated[
        int | None, Field(ge=1, description="Minutes to read it; by default worked out from the page's words.")
    ] = None
    exercises: Annotated[int | None, Field(ge=1, description="Minutes for what there is to do.")] = None


class Resource(RegistryModel):
    """Something elsewhere that is worth reading, watching or trying."""

    title: Annotated[Text, Field(description="Its name, such as `Ho et al., 2020`.")]
    url: Annotated[WebUrl, Field(description="Its URL.")]
    type: Annotated[ResourceType | None, Field(description="What it is, by which a page groups them.")] = None
    access: Annotated[Access | None, Field(description="Whether it is free, needs a registration, or is paid for.")] = None
    note: Annotated[InlineMarkdown | None, Field(description="Which part of it to read, or what it is good for.")] = None


_ObjectivesById = dict[Id, InlineMarkdown]
_Number = Annotated[int, Field(ge=1)]

Objectives = Annotated[dict[Id, InlineMarkdown] | tuple[InlineMarkdown, ...], _Forms(list, InlineTexts, _ObjectivesById)]
StudyTime = Annotated[Minutes | int, _Forms(dict, Minutes, _Number)]


def objective_texts(objectives: dict[str, str] | tuple[str, ...]) -> tuple[str, ...]:
    """What a learner can do afterwards, whichever form it is written in."""
    return tuple(objectives.values()) if isinstance(objectives, dict) else objectives
