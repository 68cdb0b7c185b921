"""What is salvaged of values that a model refuses, and what is known of a model's places."""

from __future__ import annotations

import os
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, model_validator

from mkdocs_genai.registry.fields import fault
from mkdocs_genai.registry.model import Registry
from mkdocs_genai.registry.pydantic_models import model_of
from mkdocs_genai.registry.salvage import validate
from mkdocs_genai.registry.shape import absent_keys, known_keys

REGISTRY = model_of(Registry)


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


@pytest.mark.parametrize("told", ["of-mine", None])
def test_what_pydantic_was_told_of_its_plugins_stays(monkeypatch: pytest.MonkeyPatch, told: str | None) -> None:
    class Unbuilt(BaseModel):
        model_config = ConfigDict(defer_build=True)
        title: str = ""

    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    if told:
        monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", told)
    assert validate(Unbuilt, {"title": "A"}, lambda _: None)[0] == Unbuilt(title="A")
    assert os.environ.get("PYDANTIC_DISABLE_PLUGINS") == told


def test_an_item_without_a_value_beside_a_number_is_a_mistake_as_elsewhere() -> None:
    _, mistakes, _ = validate(REGISTRY, {"areas": {"a": {"title": "A", "related": [1, None]}}}, lambda _: None)
    assert [(mistake.path[-1], mistake.code) for mistake in mistakes] == [(0, "GA013"), (1, "GA016")]


def test_keys_are_known_of_places_that_the_model_has() -> None:
    assert known_keys(REGISTRY, ("areas", "a", "topics", "t"))[:2] == ["title", "summary"]
    assert known_keys(REGISTRY, ("areas", "a", "call_to_action", "links", 0))[0] == "label"
    assert known_keys(REGISTRY, ("areas", "a", "nothing", "t")) == []
    assert known_keys(REGISTRY, ("areas", "a", "title", "t")) == []
    assert absent_keys(REGISTRY, {"areas": "none"}, ("areas", "a"))[:2] == ["title", "summary"]
