"""pydantic's models of what is in a registry, made of the named tuples in `model`: they check YAML, and describe it to editors.

They take no unknown key and nothing null, and convert nothing. What they have checked becomes named tuples again.
"""

from __future__ import annotations

import sys
from functools import cache, partial, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, create_model, field_validator
from pydantic_core import PydanticCustomError

from . import fields
from .fields import fault
from .published import Published
from .texts import Status

Thing = TypeVar("Thing")
"""A named tuple of `model`."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    @field_validator("*", mode="before")
    @classmethod
    def _not_null(cls, value: Any) -> Any:
        """`summary: #1 in gardening` has no value, since a # begins a comment; an absent key is no null."""
        if value is None:
            raise PydanticCustomError("no_value", "has no value")
        return value


def model_of(thing: type[Any]) -> type[BaseModel]:
    """The model that checks such a thing: a field for each one that has a description, which is its key in YAML."""
    return _model_of(thing)  # type: ignore[arg-type] # mypy takes a class for one of its values, and looks whether those have hashes


@cache
def _model_of(thing: type[Any]) -> type[BaseModel]:
    names = vars(fields) | {"Published": Published, "Status": Status} | vars(sys.modules[thing.__module__])
    described = {
        name: hint
        for name, hint in get_type_hints(thing, names, include_extras=True).items()
        if get_origin(hint) is Annotated and isinstance(hint.__metadata__[-1], str)
    }
    keys: dict[str, Any] = {}
    for name, hint in described.items():
        default = thing._field_defaults.get(name, ...)
        empty = default == {} or hasattr(default, "_fields")
        # A schema has no word for an empty thing, and needs none.
        keys[name] = (_with_models(hint), Field(default_factory=type(default)) if empty else default)
    return create_model(thing.__name__, __base__=_Model, __doc__=thing.__doc__, **keys)


def made(thing: type[Thing], model: BaseModel) -> Thing:
    """The thing of its model. Raises the validation error of keys that contradict."""
    found = thing(**vars(model))
    contradiction = getattr(found, "contradiction", None)
    if contradiction and (wrong := contradiction()):
        raise fault(*wrong)
    return found


def _with_models(annotation: Any) -> Any:
    """An annotation with models in place of the named tuples that it has, and descriptions as pydantic takes them."""
    origin = get_origin(annotation)
    if origin is Annotated:
        told = (Field(description=each) if isinstance(each, str) else each for each in annotation.__metadata__)
        return Annotated[_with_models(annotation.__origin__), *told]
    if origin in (Union, UnionType):
        return reduce(or_, (_with_models(choice) for choice in get_args(annotation)))
    if origin in (dict, tuple):
        return origin[tuple(_with_models(argument) for argument in get_args(annotation))]
    if not hasattr(annotation, "_field_defaults"):
        return annotation
    model: Any = model_of(annotation)
    checked = Annotated[model, AfterValidator(partial(made, annotation))]
    from_text = getattr(annotation, "from_text", None)
    if from_text is None:
        return checked
    return Annotated[checked, BeforeValidator(partial(_long_form, from_text), json_schema_input_type=model | str)]


def _long_form(from_text: Any, value: Any) -> Any:
    return from_text(value) if isinstance(value, str) else value
