"""What is salvaged of values that a model refuses, and what is known of a model's places."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, model_validator

from mkdocs_genai.registry.fields import fault
from mkdocs_genai.registry.model import RegistryFile
from mkdocs_genai.registry.salvage import validate
from mkdocs_genai.registry.shape import absent_keys, known_keys


class Never(BaseModel):
    """A model that takes nothing, whatever is taken out."""

    title: str = ""

    @model_validator(mode="before")
    @classmethod
    def _refused(cls, value: Any) -> Any:
        raise fault("GA014", "is never taken")


def test_what_can_not_be_salvaged_is_given_up_and_reported_once() -> None:
    model, mistakes, _ = validate(Never, {"title": "A"}, lambda _: None)
    assert model is None
    assert [(mistake.path, mistake.code, mistake.message) for mistake in mistakes] == [((), "GA014", "is never taken")]


def test_an_item_without_a_value_beside_a_number_is_a_mistake_as_elsewhere() -> None:
    _, mistakes, _ = validate(RegistryFile, {"areas": {"a": {"title": "A", "related": [1, None]}}}, lambda _: None)
    assert [(mistake.path[-1], mistake.code) for mistake in mistakes] == [(0, "GA013"), (1, "GA016")]


def test_keys_are_known_of_places_that_the_model_has() -> None:
    assert known_keys(RegistryFile, ("areas", "a", "topics", "t"))[:2] == ["title", "summary"]
    assert known_keys(RegistryFile, ("areas", "a", "call_to_action", "links", 0))[0] == "label"
    assert known_keys(RegistryFile, ("areas", "a", "nothing", "t")) == []
    assert known_keys(RegistryFile, ("areas", "a", "title", "t")) == []
    assert absent_keys(RegistryFile, {"areas": "none"}, ("areas", "a"))[:2] == ["title", "summary"]
