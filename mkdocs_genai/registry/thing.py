"""The base of every thing in a registry."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic_core import PydanticCustomError


class Thing(BaseModel):
    """What all of them have in common: no unknown keys, nothing null, nothing converted, nothing changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @field_validator("*", mode="before")
    @classmethod
    def _not_null(cls, value: Any) -> Any:
        """`summary: #1 in gardening` has no value, since a # begins a comment; an absent key is no null."""
        if value is None:
            raise PydanticCustomError("no_value", "has no value")
        return value
