"""A new field of the model is one line: whatever goes by the role of a field finds it by its annotation."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from pydantic import Field, create_model

from mkdocs_genai.fields import (
    AreaReference,
    Icon,
    Id,
    InlineMarkdown,
    PageName,
    RegistryModel,
    Role,
    ShortForm,
    Text,
    TopicReferences,
    Url,
)
from mkdocs_genai.registry import json_schema, layers, references
from mkdocs_genai.registry.checks import Checker, CourseFiles
from mkdocs_genai.registry.layers import Content, merge
from mkdocs_genai.registry.model import Area, Registry, RegistryFile
from mkdocs_genai.registry.model_values import values_of
from mkdocs_genai.registry.validate import validate


class Riddle(RegistryModel):
    """One thing that a learner may be asked."""

    text: Annotated[Text, Field(description="What is asked.")]
    answer: Annotated[InlineMarkdown, Field(description="What is right.")]
    hints: Annotated[tuple[InlineMarkdown, ...], Field(description="What helps.")] = ()


class Quiz(Area):
    """An area with a field more of each kind."""

    cover: Annotated[Icon | None, Field(description="A picture.")] = None
    handout: Annotated[PageName, Field(description="A page to print.")]
    forum: Annotated[Url | None, Field(description="Where to ask.")] = None
    closing: Annotated[InlineMarkdown | None, Field(description="A last word.")] = None
    recalls: Annotated[TopicReferences, Field(description="What is asked again.")] = ()
    follows: Annotated[AreaReference | None, Field(description="What comes before.")] = None
    questions: Annotated[dict[Id, Annotated[Riddle, ShortForm("text", "a question")]], Field(description="By id.")] = Field(
        default_factory=dict
    )


QUIZZES: type[RegistryFile] = create_model("RegistryFile", __base__=RegistryFile, areas=(dict[Id, Quiz], ...))
AREA: dict[str, Any] = {
    "title": "A",
    "cover": "no/icon",
    "handout": "no.md",
    "forum": "no/file.md",
    "closing": "See [that][topic:no/topic]",
    "questions": {"q": {"text": "Why?", "answer": "[It](javascript:x)", "hints": ("[a](b.md)", "Plain words.")}},
}


@pytest.fixture
def registry() -> Registry:
    found = QUIZZES.model_validate({"areas": {"a": AREA}})
    return Registry.model_construct(course=found.course, areas=found.areas, imports={})


def test_pages_icons_and_links_of_new_fields_are_checked(registry: Registry) -> None:
    site = CourseFiles(lambda page: False, tuple, lambda icon: False, lambda icon: False, tuple)
    texts = references.marked_up_texts(registry, {})
    found = {(problem.path, problem.code) for problem in Checker(registry, texts, site, set()).problems()}
    assert found == {
        (("areas", "a", "handout"), "GA022"),
        (("areas", "a", "cover"), "GA023"),
        (("areas", "a", "closing"), "GA032"),
        (("areas", "a", "questions", "q", "answer"), "GA030"),
    }


def test_links_to_files_in_new_fields_are_found(registry: Registry) -> None:
    found = references.relative_targets(registry, {}, references.marked_up_texts(registry, {}))
    assert list(found) == [
        (("areas", "a", "questions", "q", "hints", 0), "b.md"),
        (("areas", "a", "forum"), "no/file.md"),
    ]


def test_texts_without_a_sign_of_markup_are_not_looked_into(registry: Registry) -> None:
    assert [text for _, text in references.marked_up_texts(registry, {})] == [
        "See [that][topic:no/topic]",
        "[It](javascript:x)",
        "[a](b.md)",
    ]


def test_only_values_of_the_role_are_found(registry: Registry) -> None:
    assert [value for _, value in values_of(registry, Role.PAGE)] == ["no.md"]
    assert [value for _, value in values_of(registry, Role.TOPIC)] == []


def test_layers_merge_new_mappings_by_id_and_what_is_in_them_key_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "RegistryFile", QUIZZES)
    below = {"areas": {"a": {"questions": {"p": {"text": "P", "answer": "P"}, "q": {"text": "Q", "hints": ["h"]}}}}}
    above = {"areas": {"a": {"questions": {"q": {"text": "Other", "hints": ["h"]}}, "recalls": ["t"]}}}
    merged = merge(Content(below), Content(above)).value["areas"]["a"]
    assert merged == {
        "questions": {"p": {"text": "P", "answer": "P"}, "q": {"text": "Other", "hints": ["h"]}},
        "recalls": ["t"],
    }


def test_a_new_short_form_is_named_in_messages() -> None:
    value = {"areas": {"a": {"title": "A", "handout": "a.md", "questions": {"q": ["Why?"]}}}}
    _, problems, _ = validate(QUIZZES, value, lambda path: None)
    assert [problem.message for problem in problems] == ["expected a question, or a mapping with a `text`, found a list"]


def test_completion_offers_names_in_new_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_schema, "registry_model", lambda types: QUIZZES)
    known = Registry(areas={"b": Area(title="B", topics={"t": {"title": "T"}})})  # type: ignore[dict-item]
    names = json_schema.Names(known, ["an/icon"], ["a.md"])
    schema = json_schema.json_schema("area", names, partial=True)
    refers = {key: json.dumps(found) for key, found in schema["properties"].items() if "$defs" in json.dumps(found)}
    assert {key: refers[key].split("#/$defs/")[1].split('"')[0] for key in ("cover", "handout", "recalls", "follows")} == {
        "cover": "Icon",
        "handout": "Page",
        "recalls": "TopicReference",
        "follows": "AnyArea",
    }
    assert "x-names" not in json.dumps(schema)
    assert "required" not in schema
    # A layer may complete what another one has by the same id.
    assert "required" not in schema["$defs"]["Riddle"]
