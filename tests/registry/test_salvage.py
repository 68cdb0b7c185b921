"""What is salvaged of values that a model refuses, and what is known of a model's places."""

from __future__ import annotations

from typing import Any, get_origin

import pytest
from pydantic import BaseModel, create_model, model_validator

from mkdocs_genai.fields import RegistryModel, fault
from mkdocs_genai.registry.call_to_action import CallToAction
from mkdocs_genai.registry.column import Column
from mkdocs_genai.registry.diagram import Diagram, Node
from mkdocs_genai.registry.model import Area, Comparison, Course, RegistryFile, Topic
from mkdocs_genai.registry.model_paths import absent_keys, known_keys
from mkdocs_genai.registry.rows_from import RowsFrom
from mkdocs_genai.registry.validate import validate


class Never(BaseModel):
    """A model that takes nothing, whatever is taken out."""

    title: str = ""

    @model_validator(mode="before")
    @classmethod
    def _refused(cls, value: Any) -> Any:
        raise fault("GA014", "is never taken")


def test_what_can_not_be_salvaged_is_given_up_and_reported_once() -> None:
    model, problems, _ = validate(Never, {"title": "A"}, lambda _: None)
    assert model is None
    assert [(problem.path, problem.code, problem.message) for problem in problems] == [((), "GA014", "is never taken")]


def test_an_item_without_a_value_beside_a_number_is_a_problem_as_elsewhere() -> None:
    _, problems, _ = validate(RegistryFile, {"areas": {"a": {"title": "A", "related": [1, None]}}}, lambda _: None)
    assert [(problem.path[-1], problem.code) for problem in problems] == [(0, "GA013"), (1, "GA016")]


def test_keys_are_known_of_places_that_the_model_has() -> None:
    assert known_keys(RegistryFile, ("areas", "a", "topics", "t"))[:2] == ["title", "summary"]
    assert known_keys(RegistryFile, ("areas", "a", "call_to_action", "links", 0))[0] == "label"
    assert known_keys(RegistryFile, ("areas", "a", "nothing", "t")) == []
    assert known_keys(RegistryFile, ("areas", "a", "title", "t")) == []
    assert absent_keys(RegistryFile, {"areas": "none"}, ("areas", "a"))[:2] == ["title", "summary"]


@pytest.mark.parametrize("model", [Area, Topic, Comparison, Column, RowsFrom, Diagram, Node, Course, CallToAction])
def test_whatever_is_wrong_the_rest_is_salvaged(model: type[RegistryModel]) -> None:
    """Each key in turn has a value that nothing takes, and so has an item of each list."""
    sound = {"title": "A", "label": "A", "file": "a.yml", "columns": {"a": "A"}, "nodes": {"a": "A"}, "rows": {}}
    holder = create_model("Holder", entry=(model, ...))
    kept = {key: value for key, value in sound.items() if key in model.model_fields}
    for key, field in model.model_fields.items():
        is_list = get_origin(field.annotation) is tuple
        for wrong in (object(), [object()]) if is_list else (object(),):
            found, problems, pruned = validate(holder, {"entry": kept | {key: wrong}}, lambda _: None)
            place = ("entry", key, 0) if isinstance(wrong, list) else ("entry", key)
            assert found is not None
            assert [problem.path for problem in problems] == [place]
            assert place in pruned
