"""The model of a quiz: questions with choices, with a blank to fill in, or with an answer to unfold.

Its rules that concern single entries, such as choices of which none is correct, are in `quiz_checks`.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..fields import Id, Ids, InlineMarkdown, InlineTexts, PlainTexts, RegistryModel, ShortForm, fault

BLANK = "___"
"""The sign in a prompt for a blank to fill in."""
BLANK_SIGN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the blank while a prompt is converted, since underscores are markup."""
QuestionKind = Literal["choices", "answers", "answer"]
QUESTION_KINDS: tuple[QuestionKind, ...] = ("choices", "answers", "answer")
"""The keys of which a question has exactly one, which determines its kind."""


class Choice(RegistryModel):
    """One answer to choose."""

    text: Annotated[InlineMarkdown, Field(description="What a learner can choose.")]
    correct: Annotated[bool, Field(description="Whether it is right.")] = False
    feedback: Annotated[InlineMarkdown | None, Field(description="What is said to whoever has chosen it.")] = None


ChoiceOrText = Annotated[Choice, ShortForm("text", "a text")]
Choices = dict[Id, ChoiceOrText]


class Question(RegistryModel):
    """One question of a topic's quiz, with either `choices`, `answers` or `answer`."""

    prompt: Annotated[
        InlineMarkdown, Field(description="The question; with `answers`, a text with ___ where the answer belongs.")
    ]
    choices: Annotated[
        Choices | None,
        Field(description="Answers to choose from, by id. With one correct choice, learners choose one, else several."),
    ] = None
    answers: Annotated[
        PlainTexts | None,
        Field(min_length=1, description="What may be filled in; upper case does not count, and the first one is shown."),
    ] = None
    answer: Annotated[InlineMarkdown | None, Field(description="The answer to an open question, which learners unfold.")] = None
    hints: Annotated[InlineTexts, Field(description="What helps before answering; each is unfolded by itself.")] = ()
    explanation: Annotated[InlineMarkdown | None, Field(description="What is said afterwards, whatever was answered.")] = None
    assesses: Annotated[Ids, Field(description="The ids of the topic's objectives that the question is about.")] = ()
    shuffle: Annotated[
        bool, Field(description="Whether the choices are shown in an order of their own, the same in each build.")
    ] = True

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        given = [key for key in QUESTION_KINDS if getattr(self, key) is not None]
        if not given:
            raise fault("GA011", "the key 'choices' is missing, or 'answers', or 'answer'", {"answer": "-"})
        if len(given) > 1:
            message = "a question has one of `choices`, `answers` and `answer`; keep the one that is meant"
            raise fault("GA027", message, dict.fromkeys(given[1:]))
        return self

    @property
    def kind(self) -> QuestionKind:
        """The one of QUESTION_KINDS that it has."""
        return next(key for key in QUESTION_KINDS if getattr(self, key) is not None)

    @property
    def right(self) -> list[str]:
        """The ids of the correct choices."""
        return [choice_id for choice_id, choice in (self.choices or {}).items() if choice.correct]

    def in_shown_order(self, name: str) -> dict[str, Choice]:
        """The choices in the order in which they are shown: shuffled by a hash of ids alone, so the same in each language."""
        choices = self.choices or {}
        if not self.shuffle:
            return choices
        return {choice_id: choices[choice_id] for choice_id in sorted(choices, key=lambda each: _hash(f"{name}/{each}"))}

    @property
    def version(self) -> str:
        """A hash that changes with the question, so that a reader's answer to an earlier version does not count."""
        choices = [[choice_id, choice.text, choice.correct] for choice_id, choice in (self.choices or {}).items()]
        return _hash(json.dumps([self.prompt, choices, self.answers, self.answer]))[:8]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
